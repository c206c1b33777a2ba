import { type Citation, linkTo, wordsOf } from '../../src/text/citation.js'
import { isNamedBy } from '../../src/text/heading.js'
import type { QuotationPart } from '../../src/text/post.js'
import { linkable, plainLine } from './inert.js'
import { LIMITS } from './limits.js'
import { type Inline, linkOf, textOf } from './rich-text.js'

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "23 Nov 2026" for an ISO date; empty where there is none. */
export function dateOf(iso: string | undefined): string {
  const time = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? '' : DATE.format(time)
}

/** "The Harbour Gazette, 23 Nov 2026"; empty where neither is known. */
export const originName = (citation: Citation): string =>
  [plainLine(citation.outlet ?? ''), dateOf(citation.publishedAt)].filter(Boolean).join(', ')

/** The outlet and date, as a link that lands on the cited words; "source" where the origin is not to be named. */
export function originOf(citation: Citation, named: boolean): readonly Inline[] {
  const address = linkable(linkTo(citation), LIMITS.link) ?? linkable(citation.url, LIMITS.link)
  const name = named ? originName(citation) : ''
  if (name === '' && address === undefined) return []
  return linkOf(name || 'source', address)
}

/**
 * Who is shown as having said it. Names that the reader is not sure of are not shown. Who is not named has the words of the text for a role as
 * well; they are shown once.
 */
export function speakerOf(part: QuotationPart): { readonly name: string; readonly role: string | null } {
  if (part.correctedTo !== undefined) return { name: plainLine(part.correctedTo), role: null }
  if (part.unclear) return { name: 'Speaker unclear', role: null }
  const name = plainLine(part.speaker?.name ?? (part.source || part.speaker?.role) ?? '')
  const role = part.speaker?.name ? plainLine(part.speaker.role ?? '') : ''
  return { name: name || 'Speaker unclear', role: role || null }
}

/** The quoted words on one line of reading. */
export const quotedWords = (part: { readonly citation: Citation }): string => wordsOf(part.citation)

/**
 * The line over a quotation: "NEW Ilse Marrow, transport minister · Meridian Post, 23 Nov 2026". The name is left out where the section's
 * heading already gives it, except where the team has corrected it.
 */
export function attributionOf(part: QuotationPart, heading: string | undefined): readonly Inline[] {
  const { name, role } = speakerOf(part)
  const repeats = repeatsHeading(part, heading)
  const pieces: (readonly Inline[])[] = []
  if (!repeats) pieces.push([...textOf(name, { bold: true }), ...textOf(role === null ? '' : `, ${role}`)])
  if (part.correctedTo !== undefined) pieces.push(textOf('corrected by your team', { italic: true }))
  const origin = originOf(part.citation, part.showOrigin ?? true)
  if (origin.length > 0) pieces.push(origin)
  const also = (part.alsoIn ?? []).map(plainLine).filter(Boolean)
  if (also.length > 0) pieces.push(textOf(`also in ${also.join(', ')}`))
  return [...newMark(part.isNew), ...joined(pieces)]
}

/** Whether the heading gives the speaker already. */
export const repeatsHeading = (part: QuotationPart, heading: string | undefined): boolean =>
  part.correctedTo === undefined && isNamedBy(plainLine(heading ?? ''), speakerOf(part).name, Boolean(part.speaker?.name) && !part.unclear)

/** What stands under a quotation: how it speaks of the actor in question, with the words that say so. */
export const remarksOf = (part: QuotationPart): readonly Inline[] =>
  part.mark === undefined ? [] : textOf(`${part.mark.tone}: “${part.mark.words.map(plainLine).join('”, “')}”`, { italic: true })

/** Slack's own badge for what is new. */
export const newMark = (isNew: boolean | undefined): readonly Inline[] => (isNew ? [{ type: 'emoji', name: 'new' }, ...textOf(' ')] : [])

const joined = (pieces: readonly (readonly Inline[])[]): readonly Inline[] =>
  pieces.flatMap((piece, i) => (i === 0 ? piece : [...textOf(' · '), ...piece]))
