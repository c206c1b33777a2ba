import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type RepliableInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js'
import type { Post } from '../../src/text/post.js'
import type { Call, Person, Place } from '../platform/desk.js'
import { type CorrectedLine, readLineOf, showCorrected, writeLine } from './correction.js'
import { missingPermissions } from './failures.js'
import { LIMITS } from './limits.js'
import { cut } from './plain-text.js'
import { MESSAGE_COMMAND } from './registration.js'
import { type DiscordMessage, render } from './render.js'
import { note, type Sending, send } from './sending.js'

/** The longest that a suggestion may take; after that there is none. */
const COMPLETION_MS = 1200
/** Attached files are read up to this many bytes. */
const LARGEST_FILE = 10 * 1024 * 1024
/** Commands whose answers are for the one who asks. */
const PRIVATE = new Set(['onrecord'])
/** Commands after which it is said what the bot lacks in the channel. */
const NEEDS_POSTING = new Set(['schedule', 'sources', 'digest'])

/** Answers one interaction. Errors other than Discord's own do not get out of the desk. */
export async function interact(sending: Sending, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(sending, interaction)
  if (interaction.isChatInputCommand()) return command(sending, interaction)
  if (interaction.isMessageContextMenuCommand() && interaction.commandName === MESSAGE_COMMAND) return messageCommand(sending, interaction)
  if (interaction.isButton()) return button(sending, interaction)
  if (interaction.isStringSelectMenu()) return chosen(sending, interaction)
  if (interaction.isModalSubmit()) return submitted(sending, interaction)
}

/** The longest that an answer waits for others' acknowledgements, in milliseconds. */
const ACK_MS = 250

/**
 * Acknowledges an interaction, then lets every other one that has arrived be acknowledged before work on the answer begins: searches hold the
 * thread up, and Discord gives three seconds for a first response.
 */
async function acknowledge(sending: Sending, work: () => Promise<unknown>): Promise<void> {
  sending.acks.pending++
  try {
    await work()
  } finally {
    sending.acks.pending--
  }
  const end = Date.now() + ACK_MS
  do await new Promise((resolve) => setImmediate(resolve))
  while (sending.acks.pending > 0 && Date.now() < end)
}

async function suggest(sending: Sending, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true)
  const none = new Promise<readonly []>((resolve) => setTimeout(() => resolve([]), COMPLETION_MS).unref())
  const asked = sending.desk.complete({
    command: interaction.commandName,
    option: focused.name,
    typed: String(focused.value),
    place: placeOf(interaction),
  })
  const choices = await Promise.race([asked, none])
  await interaction.respond(
    choices
      .slice(0, LIMITS.choices)
      .map(({ label, value }) => ({ name: cut(label || value, LIMITS.choiceText), value: value.slice(0, LIMITS.choiceText) })),
  )
}

async function command(sending: Sending, interaction: ChatInputCommandInteraction): Promise<void> {
  const options: Record<string, string> = {}
  for (const option of interaction.options.data)
    if (typeof option.value === 'string' && option.attachment === undefined) options[option.name] = option.value
  const file = interaction.options.getAttachment('file')
  if (interaction.commandName === 'brief' && Object.keys(options).length === 0 && file === null) {
    await interaction.showModal(pasteForm)
    return
  }
  await acknowledge(sending, () => interaction.deferReply(PRIVATE.has(interaction.commandName) ? { flags: MessageFlags.Ephemeral } : {}))
  const attachment = file === null ? undefined : await readAttachment(file.url, file.name, file.size)
  if (attachment !== undefined && 'problem' in attachment) return answer(sending, interaction, problem(attachment.problem))
  const call: Call = {
    command: interaction.commandName,
    options,
    ...(attachment === undefined ? {} : { attachment }),
    place: placeOf(interaction),
    person: personOf(interaction),
    callId: interaction.id,
  }
  await answer(sending, interaction, await sending.desk.command(call))
  if (NEEDS_POSTING.has(interaction.commandName) && interaction.inGuild()) await sayWhatIsMissing(interaction)
}

async function sayWhatIsMissing(interaction: ChatInputCommandInteraction): Promise<void> {
  const missing = missingPermissions(interaction.appPermissions)
  if (missing.length === 0) return
  await interaction.followUp({
    content: `So that digests can be posted here, the bot’s role still needs: ${missing.join(', ')}.`,
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  })
}

async function messageCommand(sending: Sending, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const message = interaction.targetMessage
  const text = [message.content, ...message.embeds.map((embed) => embed.url ?? '')].join(' ')
  const address = text.match(/https?:\/\/[^\s<>)\]]+/u)?.[0]
  await acknowledge(sending, () => interaction.deferReply(address === undefined ? { flags: MessageFlags.Ephemeral } : {}))
  if (address === undefined) return answer(sending, interaction, problem('That message has no link to an article.'))
  await answer(
    sending,
    interaction,
    await sending.desk.command({
      command: 'brief',
      options: { article: address },
      place: placeOf(interaction),
      person: personOf(interaction),
      callId: interaction.id,
    }),
  )
}

async function button(sending: Sending, interaction: ButtonInteraction): Promise<void> {
  await pressFor(sending, interaction, interaction.customId)
}

/** Answers what a custom id asks for: a button's own, or one chosen from a menu. */
async function pressFor(sending: Sending, interaction: ButtonInteraction | StringSelectMenuInteraction, customId: string): Promise<void> {
  const asked = await sending.ids.read(customId)
  if (asked?.action === 'nothing') return void (await interaction.deferUpdate())
  await acknowledge(sending, () => interaction.deferReply())
  if (asked === undefined) return answer(sending, interaction, problem('This button is too old to be answered. Ask again with a command.'))
  const pressed = {
    ...asked,
    place: placeOf(interaction),
    person: personOf(interaction),
    messageId: interaction.message.id,
    callId: interaction.id,
  }
  await answer(sending, interaction, await sending.desk.press(pressed))
}

/** "Wrong speaker?": first the line is chosen, then who said it. */
async function chosen(sending: Sending, interaction: StringSelectMenuInteraction): Promise<void> {
  const asked = await sending.ids.read(interaction.customId)
  const value = interaction.values[0] ?? ''
  if (asked?.action === 'menu') return pressFor(sending, interaction, value)
  if (asked?.action === 'wrong-speaker') return chooseSpeaker(sending, interaction, value)
  if (asked?.action === 'speaker-is') {
    const line = readLineOf(asked.value)
    if (line === undefined) return void (await interaction.deferUpdate())
    if (value === OTHER) return void (await interaction.showModal(nameForm(sending.ids.make('speaker-named', asked.value))))
    await interaction.deferUpdate()
    return correctLine(sending, interaction, line, value === WITHDRAW ? null : value.slice(1))
  }
  await interaction.deferUpdate()
}

/** Keeps a correction, says so to the one who made it, and shows it in the message. */
async function correctLine(
  sending: Sending,
  interaction: RepliableInteraction,
  line: CorrectedLine,
  speaker: string | null,
): Promise<void> {
  const place = placeOf(interaction)
  const post = await sending.desk.correct({ statementId: line.statementId, speaker, place, person: personOf(interaction) })
  await answer(sending, interaction, { ...post, audience: 'person' })
  if (post.kind !== 'error') await showCorrected(sending, line, speaker)
}

const WITHDRAW = '-'
const OTHER = '+'

async function chooseSpeaker(sending: Sending, interaction: StringSelectMenuInteraction, statementId: string): Promise<void> {
  await acknowledge(sending, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }))
  const form = await sending.desk.correctionForm(statementId, placeOf(interaction))
  if (form === null) return answer(sending, interaction, problem('This line is no longer kept, so there is nothing to correct.'))
  const line = { statementId, channel: interaction.channelId, message: interaction.message.id }
  const id = sending.ids.make('speaker-is', writeLine(line))
  await sending.ids.flush()
  const named = [...new Set(form.candidates)]
    .slice(0, LIMITS.selectOptions - 2)
    .map((name) => ({ label: cut(name, LIMITS.selectText), value: `=${name.slice(0, LIMITS.selectText - 1)}` }))
  const options = [...named, { label: 'Somebody else …', value: OTHER }, { label: 'Nobody: withdraw the line', value: WITHDRAW }]
  const [shown] = render(
    {
      kind: 'notice',
      audience: 'person',
      title: 'Who said it?',
      sections: [
        {
          parts: [
            { type: 'note', text: form.words },
            { type: 'note', tone: 'small', text: `Now: ${form.speaker ?? 'speaker unclear'}` },
          ],
        },
      ],
    },
    sending.ids.make,
  )
  await interaction.editReply({
    ...payload(shown as DiscordMessage),
    components: [{ type: 1, components: [{ type: 3, custom_id: id, placeholder: 'Who said it?', options }] }],
  })
}

async function submitted(sending: Sending, interaction: ModalSubmitInteraction): Promise<void> {
  const asked = await sending.ids.read(interaction.customId)
  if (asked?.action === 'brief-text') {
    await acknowledge(sending, () => interaction.deferReply())
    const text = interaction.fields.getTextInputValue('text')
    const place = placeOf(interaction)
    return answer(
      sending,
      interaction,
      await sending.desk.command({
        command: 'brief',
        options: { article: text },
        place,
        person: personOf(interaction),
        callId: interaction.id,
      }),
    )
  }
  await acknowledge(sending, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }))
  const line = asked?.action === 'speaker-named' ? readLineOf(asked.value) : undefined
  if (line === undefined) return answer(sending, interaction, problem('This form is too old to be answered.'))
  const speaker = interaction.fields.getTextInputValue('name').trim()
  return correctLine(sending, interaction, line, speaker === '' ? null : speaker)
}

const input = (id: string, label: string, style: 1 | 2, required: boolean, most: number) => ({
  type: 1 as const,
  components: [{ type: 4 as const, custom_id: id, label, style, required, max_length: most }],
})
const pasteForm = {
  custom_id: 'or:brief-text:',
  title: 'Brief an article',
  components: [input('text', 'Address of the article, or its text', 2, true, 4000)],
}
const nameForm = (customId: string) => ({
  custom_id: customId,
  title: 'Who said it?',
  components: [input('name', 'Name; empty withdraws the line', 1, false, 200)],
})

/** Fills a deferred answer in. What is for one person replaces a public "thinking" by a private message. */
async function answer(sending: Sending, interaction: RepliableInteraction, post: Post): Promise<void> {
  const messages = render(post, sending.ids.make)
  await sending.ids.flush()
  const isPrivate = post.audience === 'person'
  if (isPrivate && interaction.ephemeral === false) {
    await interaction.deleteReply()
    for (const message of messages) await interaction.followUp({ ...payload(message), flags: MessageFlags.Ephemeral })
    return
  }
  const [first, ...rest] = messages
  const head = await interaction.editReply(payload(first as DiscordMessage))
  for (const message of rest)
    await interaction.followUp({ ...payload(message), ...(interaction.ephemeral ? { flags: MessageFlags.Ephemeral } : {}) })
  const place = placeOf(interaction)
  if (!isPrivate) await note(sending, place, place.thread ?? head.id, post.about)
  if (post.replies !== undefined && post.replies.length > 0 && !isPrivate) {
    const under: Place =
      place.thread === undefined && interaction.inGuild()
        ? { ...place, thread: (await head.startThread({ name: cut(post.title, LIMITS.threadName), autoArchiveDuration: 1440 })).id }
        : place
    await note(sending, place, under.thread ?? head.id, post.about)
    for (const reply of post.replies) await send(sending, under, reply)
  }
}

const payload = (message: DiscordMessage) => ({
  embeds: [...message.embeds],
  components: [...message.components],
  allowedMentions: { parse: [] as const },
})
const problem = (sentence: string): Post => ({ kind: 'error', audience: 'person', title: sentence, sections: [] })

/** Where an interaction happens. Outside servers the channel is the person's direct conversation, and its own team. */
export function placeOf(interaction: Interaction): Place {
  const channel = interaction.channel
  const team = interaction.guildId ?? `dm-${interaction.user.id}`
  const isThread = channel?.isThread() ?? false
  const parent = isThread && channel?.isThread() ? channel.parentId : null
  return parent === null
    ? { platform: 'discord', team, channel: interaction.channelId ?? '' }
    : { platform: 'discord', team, channel: parent, thread: interaction.channelId ?? '' }
}

function personOf(interaction: Interaction): Person {
  const mayManage = !interaction.inGuild() || (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false)
  return { id: interaction.user.id, name: interaction.user.displayName, mayManage }
}

async function readAttachment(url: string, name: string, size: number): Promise<{ name: string; text: string } | { problem: string }> {
  if (size > LARGEST_FILE) return { problem: `${name.slice(0, 80)} is over 10 MB: attach a smaller file, or give the article’s address.` }
  if (!/\.(txt|md|html?|opml|xml)$/iu.test(name)) return { problem: 'Attach a .txt or .html file (or .opml for /sources import).' }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
    if (!response.ok) return { problem: 'Discord did not hand the file over. Attach it once more.' }
    return { name, text: new TextDecoder('utf-8').decode(await response.arrayBuffer()) }
  } catch {
    return { problem: 'Discord did not hand the file over. Attach it once more.' }
  }
}
