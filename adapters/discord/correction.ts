import { type APIEmbed, type APIEmbedField, type APIMessage, Routes } from 'discord.js'
import { NO_NAME } from './attribution.js'
import { LIMITS } from './limits.js'
import { cut, inert } from './plain-text.js'
import type { Sending } from './sending.js'

/** Which line of which message a correction is for; fits into a custom id. */
export interface CorrectedLine {
  readonly statementId: string
  readonly channel: string
  readonly message: string
}

export const writeLine = ({ statementId, channel, message }: CorrectedLine): string => `${statementId}|${channel}|${message}`

/** The statement, channel and message that `writeLine` wrote; undefined where it is none. */
export function readLineOf(value: string): CorrectedLine | undefined {
  const [statementId, channel, message] = value.split('|')
  return statementId === undefined || channel === undefined || message === undefined ? undefined : { statementId, channel, message }
}

/**
 * Shows a corrected line in its message: under its new speaker, or withdrawn. The message's own menu of lines says which words the
 * statement has. A message that cannot be changed (deleted, private) stays as it is: the correction counts all the same.
 */
export async function showCorrected(sending: Sending, line: CorrectedLine, speaker: string | null): Promise<void> {
  try {
    const message = (await sending.rest.get(Routes.channelMessage(line.channel, line.message))) as APIMessage
    const words = wordsIn(message, line.statementId)
    if (words === undefined) return
    const embeds = correctedEmbeds(message.embeds.map(plain), words, speaker)
    await sending.rest.patch(Routes.channelMessage(line.channel, line.message), { body: { embeds, allowed_mentions: { parse: [] } } })
  } catch {
    // The answer to the one who corrected says that it is kept.
  }
}

// The menu "Wrong speaker?" names each line by its first words.
function wordsIn(message: APIMessage, statementId: string): string | undefined {
  for (const row of message.components ?? []) {
    if (!('components' in row)) continue
    for (const component of row.components) {
      if (!('options' in component)) continue
      const label = component.options?.find(({ value }) => value === statementId)?.label
      if (label !== undefined) return label.replace(/…$/u, '')
    }
  }
  return undefined
}

const WITHDRAWN = 'This line was withdrawn by your team.'

/** The embeds of a message with one line under another name, or withdrawn. */
export function correctedEmbeds(embeds: readonly APIEmbed[], words: string, speaker: string | null): APIEmbed[] {
  const shown = letters(inert(words))
  const holds = (text: string | undefined): boolean => text?.startsWith('> ') === true && shown !== '' && letters(text).includes(shown)
  const name = speaker === null ? 'Withdrawn' : cut(`${inert(speaker)} (corrected by your team)`, LIMITS.fieldName)
  const out: APIEmbed[] = []
  let isWithin = false
  for (const embed of embeds) {
    // A long quotation has embeds of its own, the first with its speaker for a title, the others without one.
    const isQuotation = embed.description?.startsWith('> ') === true
    const goesOn: boolean = isWithin && isQuotation && embed.title === undefined
    isWithin = (isQuotation && holds(embed.description)) || goesOn
    if (!isWithin)
      out.push(
        embed.fields === undefined
          ? embed
          : { ...embed, fields: correctedFields(embed.fields, embed.title, holds, name, speaker === null) },
      )
    else if (!goesOn) out.push({ ...embed, title: name, ...(speaker === null ? { description: WITHDRAWN } : {}) })
    else if (speaker !== null) out.push(embed)
  }
  return out
}

/** The corrected line under its own name; lines after it, which had no name because it stood above, in a line or in the `title`, get theirs. */
function correctedFields(
  fields: readonly APIEmbedField[],
  title: string | undefined,
  holds: (text: string) => boolean,
  name: string,
  isWithdrawn: boolean,
): APIEmbedField[] {
  let above = title ?? NO_NAME
  let isApart = false
  return fields.map((field) => {
    if (field.name !== NO_NAME) above = field.name
    if (holds(field.value)) {
      isApart = true
      return { ...field, name, value: isWithdrawn ? WITHDRAWN : field.value }
    }
    const needsName = isApart && field.name === NO_NAME && field.value.startsWith('> ')
    isApart = false
    return needsName ? { ...field, name: above } : field
  })
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

// Discord adds fields of its own to an embed, which it does not take back.
const plain = ({ title, url, description, color, fields, footer }: APIEmbed): APIEmbed => ({
  ...(title === undefined ? {} : { title }),
  ...(url === undefined ? {} : { url }),
  ...(description === undefined ? {} : { description }),
  ...(color === undefined ? {} : { color }),
  ...(fields === undefined ? {} : { fields: fields.map(({ name, value, inline }) => ({ name, value, inline: inline ?? false })) }),
  ...(footer === undefined ? {} : { footer: { text: footer.text } }),
})
