import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RepliableInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js'
import type { Call } from '../platform/desk.js'
import { acknowledge, answer, asked, problem, sayWhatIsMissing } from './answering.js'
import { readAttachedFile } from './attached-file.js'
import { readLineOf } from './correction.js'
import { LIMITS } from './limits.js'
import { articleLinkOf } from './message-links.js'
import { personOf, placeOf } from './places.js'
import { cut } from './plain-text.js'
import { MESSAGE_COMMAND } from './registration.js'
import type { Sending } from './sending.js'
import { chooseSpeaker, correctLine, speakerChosen } from './speaker-choice.js'

/** The longest that the desk may think about a suggestion; after that there is none. With the way there and back: under 200 ms. */
const COMPLETION_MS = 150
/** Commands whose answers are for the one who asks. */
const PRIVATE = new Set(['onrecord'])
/** Commands after which it is said what the bot lacks in the channel. */
const NEEDS_POSTING = new Set(['schedule', 'sources', 'digest'])

/** Answers one interaction. Rejects with what Discord refuses; what goes wrong in the desk is said to the one who asked. */
export async function interact(sending: Sending, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(sending, interaction)
  if (interaction.isChatInputCommand()) return command(sending, interaction)
  if (interaction.isMessageContextMenuCommand() && interaction.commandName === MESSAGE_COMMAND) return messageCommand(sending, interaction)
  if (interaction.isButton()) return press(sending, interaction, interaction.customId)
  if (interaction.isStringSelectMenu()) return chosen(sending, interaction)
  if (interaction.isModalSubmit()) return submitted(sending, interaction)
}

async function suggest(sending: Sending, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true)
  const none = new Promise<readonly []>((resolve) => setTimeout(() => resolve([]), COMPLETION_MS).unref())
  const suggestions = sending.desk
    .complete({
      command: interaction.commandName,
      option: focused.name,
      typed: String(focused.value),
      place: placeOf(interaction),
    })
    .catch(() => [])
  const choices = await Promise.race([suggestions, none])
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
    await interaction.showModal(PASTE_FORM)
    return
  }
  await acknowledge(sending, () => interaction.deferReply(PRIVATE.has(interaction.commandName) ? { flags: MessageFlags.Ephemeral } : {}))
  const attachment = file === null ? undefined : await readAttachedFile(file, interaction.commandName, sending.apiUrl)
  if (attachment !== undefined && 'problem' in attachment) return tell(sending, interaction, attachment.problem)
  await call(sending, interaction, {
    command: interaction.commandName,
    options,
    ...(attachment === undefined ? {} : { attachment }),
  })
}

/** Hands a command to the desk, and its answer to the one who called it. */
async function call(
  sending: Sending,
  interaction: RepliableInteraction,
  given: Pick<Call, 'command' | 'options' | 'attachment'>,
): Promise<void> {
  const whole: Call = { ...given, place: placeOf(interaction), person: personOf(interaction), callId: interaction.id }
  const isRefused = await answer(sending, interaction, await asked(sending, interaction.id, () => sending.desk.command(whole)))
  if (isRefused || (NEEDS_POSTING.has(given.command) && interaction.inGuild()))
    await sayWhatIsMissing(interaction, 'So that digests can be posted here')
}

/** Tells the one who asked, alone, what is wrong. */
async function tell(sending: Sending, interaction: RepliableInteraction, sentence: string): Promise<void> {
  await answer(sending, interaction, problem(sentence))
}

async function messageCommand(sending: Sending, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const article = articleLinkOf(interaction.targetMessage)
  await acknowledge(sending, () => interaction.deferReply(article === undefined ? { flags: MessageFlags.Ephemeral } : {}))
  if (article === undefined) return tell(sending, interaction, 'That message has no link to an article.')
  await call(sending, interaction, { command: 'brief', options: { article } })
}

/** Answers what a custom id asks for: a button's own, or one chosen from a menu. */
async function press(sending: Sending, interaction: ButtonInteraction | StringSelectMenuInteraction, customId: string): Promise<void> {
  const wanted = await sending.ids.read(customId, placeOf(interaction).team)
  if (wanted?.action === 'nothing') return void (await interaction.deferUpdate())
  await acknowledge(sending, () => interaction.deferReply())
  if (wanted === undefined) return tell(sending, interaction, 'This button is too old to be answered. Ask again with a command.')
  const pressed = {
    ...wanted,
    place: placeOf(interaction),
    person: personOf(interaction),
    messageId: interaction.message.id,
    callId: interaction.id,
  }
  const isRefused = await answer(sending, interaction, await asked(sending, interaction.id, () => sending.desk.press(pressed)))
  if (isRefused) await sayWhatIsMissing(interaction, 'So that the stories can follow in a thread')
}

/** A line of a menu: a button of a story, or "Wrong speaker?": first the line is chosen, then who said it. */
async function chosen(sending: Sending, interaction: StringSelectMenuInteraction): Promise<void> {
  const wanted = await sending.ids.read(interaction.customId, placeOf(interaction).team)
  const value = interaction.values[0] ?? ''
  if (wanted?.action === 'menu') return press(sending, interaction, value)
  if (wanted?.action === 'wrong-speaker') return chooseSpeaker(sending, interaction, value)
  if (wanted?.action === 'speaker-is') return speakerChosen(sending, interaction, wanted.value)
  await interaction.deferUpdate()
}

async function submitted(sending: Sending, interaction: ModalSubmitInteraction): Promise<void> {
  const wanted = await sending.ids.read(interaction.customId, placeOf(interaction).team)
  if (wanted?.action === 'brief-text') return pasted(sending, interaction)
  await acknowledge(sending, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }))
  const line = wanted?.action === 'speaker-named' ? readLineOf(wanted.value) : undefined
  if (line === undefined) return tell(sending, interaction, 'This form is too old to be answered.')
  const speaker = interaction.fields.getTextInputValue('name').trim()
  return correctLine(sending, interaction, line, speaker === '' ? null : speaker)
}

async function pasted(sending: Sending, interaction: ModalSubmitInteraction): Promise<void> {
  await acknowledge(sending, () => interaction.deferReply())
  const text = interaction.fields.getTextInputValue('text')
  await call(sending, interaction, { command: 'brief', options: { article: text } })
  // Discord cuts what is pasted at the field's end, without a word.
  if (text.length < LIMITS.input - CUT_SHORT) return
  await interaction.followUp({
    content: 'The form holds 4,000 characters: if the article is longer, attach it as a .txt file to `/brief`.',
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  })
}

// Text within so many characters of the form's end has probably been cut there.
const CUT_SHORT = 20
const PASTE_FORM = {
  custom_id: 'or:brief-text:',
  title: 'Brief an article',
  components: [
    {
      type: 1 as const,
      components: [
        {
          type: 4 as const,
          custom_id: 'text',
          label: 'Address of the article, or its text',
          placeholder: 'Up to 4,000 characters. Longer: attach a .txt or .html file to /brief.',
          style: 2 as const,
          required: true,
          max_length: LIMITS.input,
        },
      ],
    },
  ],
}
