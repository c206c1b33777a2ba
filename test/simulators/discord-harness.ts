import { createDiscord, type DiscordOptions } from '../../adapters/discord/discord.js'
import type { CommandSpec } from '../../adapters/platform/command.js'
import type { Desk } from '../../adapters/platform/desk.js'
import type { PlatformSession, SeenPost } from '../contracts/harness.js'
import {
  APPLICATION,
  CHANNELS,
  DIRECT,
  type DiscordSimulator,
  GUILD,
  type KeptMessage,
  OTHER_BOT,
  PERSON,
  startDiscord,
  TOKEN,
} from './discord.js'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** What a reader reads: links as their labels, markup and escapes undone. */
export function readable(text: string): string {
  return text
    .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)/gu, '$1')
    .replace(/(?<!\\)`([^`]*)(?<!\\)`/gu, '$1')
    .replace(/(?<!\\)\*\*/gu, '')
    .replace(/^(?:> |-# )+/gmu, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
}

/** All words of a message. */
export function wordsIn(message: KeptMessage): string {
  const lines = (message.embeds ?? []).flatMap((embed) =>
    [embed.title, embed.description, ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value])]
      .map((text) => readable(text ?? ''))
      .concat(embed.footer?.text ?? ''),
  )
  return [message.thinking ? 'thinking …' : '', readable(message.content ?? ''), ...lines].filter(Boolean).join('\n')
}

const buttonsOf = (message: KeptMessage) => (message.components ?? []).flatMap((row) => row.components)

/** Connects the real adapter to a new simulator. */
export async function openDiscord(
  desk: Desk,
  options: Partial<DiscordOptions> & { simulator?: DiscordSimulator } = {},
): Promise<PlatformSession & { simulator: DiscordSimulator }> {
  const simulator = options.simulator ?? (await startDiscord({ allowContent: true }))
  const make = () =>
    createDiscord({ token: TOKEN, apiUrl: simulator.apiUrl, applicationId: APPLICATION, messageContent: true, log: quiet, ...options })
  let platform = make()
  await platform.start(desk)
  const typed = new Map<string, Parameters<DiscordSimulator['type']>[0]>()
  const find = (messageId: string): KeptMessage =>
    simulator.messages.find((message) => message.id === messageId) ?? raise(`no message ${messageId}`)
  const seen = (message: KeptMessage): SeenPost => ({
    id: message.id,
    channel: simulator.parentOf(message.channel_id),
    ...(simulator.threads.has(message.channel_id) ? { thread: message.channel_id } : {}),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    text: wordsIn(message),
    buttons: buttonsOf(message).flatMap(({ label }) => (label === undefined ? [] : [label])),
  })
  return {
    simulator,
    get platform() {
      return platform
    },
    team: GUILD,
    channels: CHANNELS,
    direct: DIRECT,
    person: PERSON,
    async sendCommand({ name, line, channel }) {
      const spec = desk.commands.find((one) => one.name === name) as CommandSpec
      const values = typedOptions(spec, line)
      const given = Object.entries(values).map(([key, value]) => ({ name: key, type: 3, value }))
      await simulator.interact(2, { id: '1', name, type: 1, options: given }, channel)
    },
    async type({ channel, text, thread, mention }) {
      // Where a message has no thread yet, the person opens one under it first.
      if (thread !== undefined) simulator.openThread(channel, thread)
      const message = { channel: thread ?? channel, text, ...(mention ? { mention } : {}) }
      const eventId = simulator.type(message)
      typed.set(eventId, { ...message, id: eventId })
      return eventId
    },
    async repeat(eventId) {
      simulator.type(typed.get(eventId) ?? raise(`no event ${eventId}`))
    },
    async noise(channel, thread) {
      simulator.type({ channel: thread ?? channel, text: 'what did Marrow say about it?', author: OTHER_BOT })
      simulator.type({ channel: thread ?? channel, text: 'what did Marrow say about it?', edited: true })
    },
    async pressButton({ messageId, label }) {
      const message = find(messageId)
      const button = buttonsOf(message).find((one) => one.label === label) ?? raise(`no button ${label}`)
      await simulator.interact(3, { component_type: 2, custom_id: button.custom_id }, message.channel_id, {
        message: simulator.wire(message),
      })
    },
    async correctSpeaker({ messageId, name }) {
      const message = find(messageId)
      const menu = buttonsOf(message).find((one) => one.type === 3) ?? raise('no menu')
      const interaction = await simulator.interact(
        3,
        { component_type: 3, custom_id: menu.custom_id, values: [menu.options?.[0]?.value] },
        message.channel_id,
        { message: simulator.wire(message) },
      )
      const choice = await waitFor(() =>
        simulator.messages.find((one) => one.via === interaction && buttonsOf(one).some(({ type }) => type === 3)),
      )
      const names = buttonsOf(choice).find((one) => one.type === 3)
      if (name === null) {
        await simulator.interact(3, { component_type: 3, custom_id: names?.custom_id, values: ['-'] }, message.channel_id, {
          message: simulator.wire(choice),
        })
        return
      }
      const form = await simulator.interact(3, { component_type: 3, custom_id: names?.custom_id, values: ['+'] }, message.channel_id, {
        message: simulator.wire(choice),
      })
      const modal = simulator.interactions.get(form)?.callback?.data as { custom_id: string }
      await simulator.interact(
        5,
        { custom_id: modal.custom_id, components: [{ type: 1, components: [{ type: 4, custom_id: 'name', value: name }] }] },
        message.channel_id,
      )
    },
    visiblePosts: (channel) => simulator.messages.map(seen).filter((post) => post.channel === channel),
    pings: () =>
      simulator.messages
        .filter((message) => message.allowed_mentions !== undefined && message.allowed_mentions.parse?.length !== 0)
        .map(({ id }) => id),
    fail: (channel, fault) => simulator.fail(channel, fault),
    async disconnect() {
      simulator.drop()
    },
    async restart() {
      await platform.stop()
      platform = make()
      await platform.start(desk)
    },
    async close() {
      await platform.stop()
      await simulator.stop()
      if (simulator.broken.length > 0)
        throw new Error(`rules of Discord were broken: ${[...new Set(simulator.broken)].slice(0, 5).join(' | ')}`)
    },
  }
}

async function waitFor<T>(find: () => T | undefined, milliseconds = 4000): Promise<T> {
  const end = Date.now() + milliseconds
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function raise(what: string): never {
  throw new Error(what)
}

/** What a person types into the options of a slash command: each value as it is, quotation marks and all. */
function typedOptions(spec: CommandSpec, line: string): Record<string, string> {
  const [first, ...rest] = spec.options
  if (first === undefined) return {}
  const keyworded = rest.find(({ keyword }) => keyword !== undefined && line.includes(` ${keyword} `))
  if (keyworded === undefined) return { [first.name]: line }
  const [lead = '', value = ''] = line.split(` ${keyworded.keyword} `)
  return { [first.name]: lead, [keyworded.name]: value }
}
