import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js'
import type { Part, Post, PostKind, Section } from '../../src/text/post.js'
import { speakerLabel } from './attribution.js'
import { type CustomId, componentRows } from './components.js'
import { EmbedDraft, sizeOf } from './embed-draft.js'
import { LIMITS } from './limits.js'
import { safeUrl } from './links.js'
import { addPart, small } from './parts.js'
import { cut, inert } from './plain-text.js'

/** One message as Discord takes it. Mentions are always off. */
export interface DiscordMessage {
  readonly embeds: readonly APIEmbed[]
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  readonly allowed_mentions: { readonly parse: readonly [] }
}

// What stands in a message that has nothing to show; Discord takes no empty ones.
const EMPTY = '…'

const COLORS: Readonly<Record<PostKind, number>> = {
  brief: 0x0b5cad,
  digest: 0x1c6b3c,
  story: 0x1c6b3c,
  stance: 0x6a3fb5,
  who: 0x6a3fb5,
  answer: 0x0b5cad,
  sources: 0x59616c,
  schedule: 0x59616c,
  help: 0x59616c,
  status: 0x59616c,
  notice: 0xb36b00,
  error: 0xa32020,
}

/**
 * Renders a post as one or more messages within all limits. Messages part at section borders where they can, between parts where they
 * must; a quotation is never cut (one longer than an embed goes on in the next, whole words, nothing lost).
 */
export function render(post: Post, customId: CustomId): DiscordMessage[] {
  const color = COLORS[post.kind]
  const drafts = [headOf(post, color)]
  for (const section of post.sections) addSection(drafts, section, color)
  const groups = drafts.map(({ embeds }) => embeds)
  if (post.footer !== undefined && post.footer.trim() !== '')
    addFooter(groups.at(-1) as APIEmbed[], cut(post.footer.toWellFormed(), 500), color)
  const messages = pack(groups.map((group) => group.filter(isFull)).filter((group) => group.length > 0))
  if (messages.length === 0) messages.push([{ color, description: EMPTY }])
  const rows = componentRows(post, customId)
  return messages.map((embeds, i) => ({
    embeds,
    components: i === messages.length - 1 ? rows : [],
    allowed_mentions: { parse: [] },
  }))
}

function headOf(post: Post, color: number): EmbedDraft {
  const draft = new EmbedDraft(color)
  const title = inert(post.title)
  // A sentence too long for a title stands below it, whole.
  const isSentence = title.length > LIMITS.title && (post.kind === 'error' || post.kind === 'notice')
  const head = draft.open(isSentence ? undefined : cut(title, LIMITS.title), safeUrl(post.titleUrl))
  if (isSentence) head.description = cut(title, LIMITS.description / 2)
  if (post.subtitle !== undefined && post.subtitle.trim() !== '') draft.line(small(cut(inert(post.subtitle), 500)))
  return draft
}

/**
 * Adds a section. A story, and whatever leads somewhere, has a card of its own; a speaker's lines become fields of the card they belong to, other
 * small sections go on in the card above, so that an answer is no heap of boxes.
 */
function addSection(drafts: EmbedDraft[], section: Section, color: number): void {
  const above = drafts.at(-1)
  const standsAlone = section.headingUrl !== undefined || section.buttons !== undefined || section.parts.length === 0
  if (above !== undefined && !standsAlone) {
    const { heading } = section
    if (heading === undefined || heading.trim() === '') {
      for (const part of section.parts) addPart(above, part, undefined)
      return
    }
    if (section.parts.every((part) => isSpeakers(part, heading))) {
      for (const part of section.parts) addPart(above, part, heading)
      return
    }
    if (above.takesLines && !section.parts.some(({ type }) => type === 'quotation')) {
      above.heading(`**${cut(inert(heading), LIMITS.title)}**`)
      for (const part of section.parts) addPart(above, part, heading)
      return
    }
  }
  const draft = new EmbedDraft(color)
  draft.open(
    section.heading === undefined ? undefined : cut(inert(section.heading), LIMITS.title),
    safeUrl(section.headingUrl),
    section.heading,
  )
  for (const part of section.parts) addPart(draft, part, section.heading)
  drafts.push(draft)
}

const isSpeakers = (part: Part, heading: string): boolean =>
  part.type === 'quotation' && (part.correctedTo !== undefined || speakerLabel(part, heading) === heading)

/** Footers count towards the limits; where there is no room left the footer has an embed of its own. */
function addFooter(group: APIEmbed[], text: string, color: number): void {
  const last = group.at(-1)
  if (last !== undefined && sizeOf(last) + text.length <= LIMITS.embedTotal && isFull(last)) last.footer = { text }
  else group.push({ color, footer: { text } })
}

const isFull = (embed: APIEmbed): boolean => sizeOf(embed) > 0

/** Packs groups of embeds into messages: a group stays whole where it fits into one message. */
function pack(groups: readonly APIEmbed[][]): APIEmbed[][] {
  const messages: APIEmbed[][] = []
  const fits = (a: readonly APIEmbed[], b: readonly APIEmbed[]): boolean =>
    a.length + b.length <= LIMITS.embeds && total(a) + total(b) <= LIMITS.embedTotal
  for (const group of groups) {
    const last = messages.at(-1)
    if (last !== undefined && fits(last, group)) {
      last.push(...group)
      continue
    }
    let open: APIEmbed[] = []
    messages.push(open)
    for (const embed of group) {
      if (open.length > 0 && !fits(open, [embed])) {
        open = []
        messages.push(open)
      }
      open.push(embed)
    }
  }
  return messages
}

const total = (embeds: readonly APIEmbed[]): number => embeds.reduce((sum, embed) => sum + sizeOf(embed), 0)
