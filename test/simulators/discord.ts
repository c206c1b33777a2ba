import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describedBy } from './discord-description.js'
import { openGateway } from './discord-gateway.js'
import { createRest, DEADLINE_MS } from './discord-rest.js'
import { type DiscordSetup, emptyState, type Fault, type Interaction } from './discord-state.js'
import * as wire from './discord-wire.js'

export type { Fault } from './discord-state.js'
export {
  APPLICATION,
  CHANNELS,
  DIRECT,
  GUILD,
  type KeptMessage,
  OTHER_BOT,
  OTHER_CHANNEL,
  OTHER_GUILD,
  PERSON,
} from './discord-wire.js'

export const TOKEN = 'a-bot-token'

/** A message that somebody types. */
export interface TypedMessage {
  readonly channel: string
  readonly text: string
  /** Names the bot; as its role where `role` is given. */
  readonly mention?: boolean | 'role'
  readonly author?: string
  readonly replyTo?: string
  readonly id?: string
  readonly edited?: boolean
}

/**
 * A small Discord on 127.0.0.1: gateway and REST, strict about tokens, deadlines and limits, with faults to order. Every request and every
 * answer and event of its own is held against Discord's description; what is wrong is in `broken`.
 */
export async function startDiscord(setup: DiscordSetup = {}) {
  const state = emptyState(setup)
  const described = describedBy()
  const { messages, threads, interactions, id, channelJson } = state
  const http = createServer((request, response) => void rest.answerTo(request, response))
  const guilds = (): string[] => [wire.GUILD, ...(setup.twoServers ? [wire.OTHER_GUILD] : [])]
  const parentOf = (channel: string): string => threads.get(channel)?.parent ?? channel
  const guildOf = (channel: string): string | undefined => wire.guildOf(parentOf(channel))
  const gateway = openGateway(http, {
    token: TOKEN,
    allowContent: setup.allowContent ?? false,
    identifyMs: setup.identifyMs ?? 0,
    concurrency: setup.concurrency ?? 1,
    leastShards: setup.leastShards ?? 1,
    guilds: () => guilds().map(guildJson),
    described,
    broken: state.broken,
    address: () => `ws://127.0.0.1:${port}`,
  })
  const threadChanged = (event: 'THREAD_CREATE' | 'THREAD_UPDATE', thread: string): void =>
    gateway.tell(event, guildOf(thread), () => ({ ...channelJson(thread), ...(event === 'THREAD_CREATE' ? { newly_created: true } : {}) }))
  const rest = createRest({ token: TOKEN, state, described, gateway: () => `ws://127.0.0.1:${port}`, threadChanged })

  // Threads that are archived are not told of to those who connect.
  const guildJson = (of: string = wire.GUILD) => ({
    ...wire.guild(of),
    channels: (of === wire.GUILD ? wire.CHANNELS : [wire.OTHER_CHANNEL]).map((channel) => channelJson(channel)),
    threads: [...threads.keys()].filter((one) => guildOf(one) === of && !threads.get(one)?.archived).map((one) => channelJson(one)),
    members: [wire.member(wire.BOT), wire.member(wire.PERSON)],
    member_count: 2,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    large: false,
    unavailable: false,
    joined_at: '2026-11-01T08:00:00.000000+00:00',
  })

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const port = (http.address() as AddressInfo).port

  /** Sends an interaction; resolves with its id when the bot has acknowledged it, or three seconds are over. */
  async function interact(
    type: number,
    data: Record<string, unknown>,
    channel: string,
    extra: Record<string, unknown> = {},
  ): Promise<string> {
    const interactionId = id()
    const guild = guildOf(channel)
    const interaction: Interaction = { token: `token-${interactionId}`, channel, at: Date.now() }
    interactions.set(interactionId, interaction)
    const answered = new Promise<void>((resolve) => {
      interaction.answered = resolve
      setTimeout(resolve, DEADLINE_MS + 500).unref()
    })
    const permissions = setup.permissions ?? wire.EVERYTHING
    gateway.tell('INTERACTION_CREATE', guild, () => ({
      id: interactionId,
      application_id: wire.APPLICATION,
      type,
      data,
      channel_id: channel,
      channel: { ...channelJson(channel), permissions },
      ...(guild === undefined
        ? { user: wire.user(wire.PERSON) }
        : {
            guild_id: guild,
            guild: { id: guild, locale: 'en-US', features: [] },
            member: { ...wire.member(wire.PERSON), permissions: wire.EVERYTHING },
          }),
      token: interaction.token,
      version: 1,
      app_permissions: permissions,
      locale: 'en-US',
      ...(guild === undefined ? {} : { guild_locale: 'en-US' }),
      entitlements: [],
      authorizing_integration_owners: {},
      context: guild === undefined ? 1 : 0,
      attachment_size_limit: 10_000_000,
      ...extra,
    }))
    await answered
    return interactionId
  }

  /** A message somebody types; without the Message Content intent its words come only where Discord sends them. */
  function type(typed: TypedMessage): string {
    const messageId = typed.id ?? id()
    const guild = guildOf(typed.channel)
    const author = typed.author ?? wire.PERSON
    const answered = messages.find(({ id: one }) => one === typed.replyTo)
    const answersBot = answered?.author.id === wire.BOT
    const named = typed.mention === true ? `<@${wire.BOT}> ` : typed.mention === 'role' ? `<@&${wire.BOT_ROLE}> ` : ''
    const thread = threads.get(typed.channel)
    if (thread?.archived && !thread.locked) thread.archived = false
    gateway.tell(typed.edited ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE', guild, (hasContent) => ({
      ...wire.message({
        id: messageId,
        channel_id: typed.channel,
        author: { id: author },
        content: hasContent || guild === undefined || typed.mention === true || answersBot ? `${named}${typed.text}` : '',
      }),
      ...(guild === undefined ? {} : { guild_id: guild, member: { ...wire.member(author), user: undefined } }),
      channel_type: channelJson(typed.channel).type,
      mentions: typed.mention === true || answersBot ? [wire.user(wire.BOT)] : [],
      mention_roles: typed.mention === 'role' ? [wire.BOT_ROLE] : [],
      type: answered === undefined ? 0 : 19,
      ...(answered === undefined
        ? {}
        : {
            message_reference: { type: 0, message_id: answered.id, channel_id: typed.channel, guild_id: wire.GUILD },
            referenced_message: wire.message(answered),
          }),
    }))
    return messageId
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    messages,
    requests: state.requests,
    broken: state.broken,
    threads,
    interactions,
    commands: rest.commands,
    counts: gateway.counts,
    shards: gateway.shards,
    refusedIdentifies: gateway.refusedIdentifies,
    interact,
    type,
    /** Tells the gateway's listeners of a server that anything has happened. */
    dispatch: (t: string, d: unknown): undefined => gateway.tell(t, wire.GUILD, () => d),
    guildJson,
    channelJson,
    wire: wire.message,
    parentOf,
    openThread(channel: string, under: string): undefined {
      if (threads.has(under)) return
      threads.set(under, { parent: channel, locked: false, archived: false, name: 'thread' })
      threadChanged('THREAD_CREATE', under)
    },
    /** Takes a file as Discord does that a person attaches; gives back what an interaction says of it. */
    attach(name: string, bytes: Buffer, more: { status?: number; size?: number; url?: string; contentType?: string } = {}) {
      const fileId = id()
      const path = `/attachments/${fileId}/${encodeURIComponent(name)}`
      const contentType = more.contentType ?? 'text/plain'
      state.files.set(path, { bytes, status: more.status ?? 200, contentType })
      const url = more.url ?? `http://127.0.0.1:${port}${path}`
      return { id: fileId, filename: name, size: more.size ?? bytes.length, url, proxy_url: url, content_type: contentType }
    },
    fail(channel: string, fault: Fault): undefined {
      if (fault === 'channel-refused') state.refused.add(channel)
      else state.faults.set(channel, [...(state.faults.get(channel) ?? []), fault])
    },
    limitAll(times: number): undefined {
      state.globalLimits = times
    },
    /** Refuses every request from now on: 401 (the token was reset), 403 (the application is disabled). */
    refuseAll(status: 401 | 403): undefined {
      state.refuseAll = status
    },
    /** Ends the gateway's connections with a code, and every new one. */
    refuseGateway: gateway.refuse,
    /** Says on the gateway: 7 reconnect, 9 invalid session. */
    say(op: 7 | 9, d: unknown = null): undefined {
      gateway.say(op, d)
    },
    drop: gateway.drop,
    removeGuild(unavailable: boolean): undefined {
      gateway.tell('GUILD_DELETE', wire.GUILD, () => ({ id: wire.GUILD, ...(unavailable ? { unavailable: true } : {}) }))
    },
    async stop(): Promise<void> {
      gateway.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

export type DiscordSimulator = Awaited<ReturnType<typeof startDiscord>>
