import { type Citation, linkTo, wordsOf } from '../../src/text/citation.js'
import { inNamesPlace, isNamedBy } from '../../src/text/heading.js'
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
  const name = plainLine(part.speaker?.name ?? inNamesPlace(part.source || part.speaker?.role || ''))
  const role = part.speaker?.name ? plainLine(part.speaker.role ?? '') : ''
  return { name: name || 'Speaker unclear', role: role || null }
}

/** The quoted words on one line of reading. */
export const quotedWords = (part: { readonly citation: Citation }): string => wordsOf(part.citation)

/**
 * The line over a quotation: "NEW Ilse Marrow, transport minister · Meridian Post, 23 Nov 2026". None where the section's heading already gives
 * the name, so that the words stand right under it.
 */
export function attributionOf(part: QuotationPart, heading: string | undefined): readonly Inline[] {
  if (repeatsHeading(part, heading)) return []
  const { name, role } = speakerOf(part)
  const named = [...textOf(name, { bold: true }), ...textOf(role === null ? '' : `, ${role}`)]
  const corrected = part.correctedTo === undefined ? [] : [textOf('corrected by your team', { italic: true })]
  return [...newMark(part.isNew), ...joined([named, ...corrected, ...whereOf(part)])]
}

/** Outlet and date, and the other outlets with the same words. */
function whereOf(part: QuotationPart): (readonly Inline[])[] {
  const origin = originOf(part.citation, part.showOrigin ?? true)
  const also = (part.alsoIn ?? []).map(plainLine).filter(Boolean)
  return [...(origin.length > 0 ? [origin] : []), ...(also.length > 0 ? [textOf(`also in ${also.join(', ')}`)] : [])]
}

/** Whether the heading gives the speaker already. */
export const repeatsHeading = (part: QuotationPart, heading: string | undefined): boolean =>
  part.correctedTo === undefined && isNamedBy(plainLine(heading ?? ''), speakerOf(part).name, Boolean(part.speaker?.name) && !part.unclear)

/** What stands under a quotation: where it is from, unless that stands over it; how it speaks of the actor in question, with the words that say so. */
export function remarksOf(part: QuotationPart, heading: string | undefined): readonly Inline[] {
  const isBare = repeatsHeading(part, heading)
  const mark =
    part.mark === undefined ? [] : [textOf(`${part.mark.tone}: “${part.mark.words.map(plainLine).join('”, “')}”`, { italic: true })]
  return [...(isBare ? newMark(part.isNew) : []), ...joined([...(isBare ? whereOf(part) : []), ...mark])]
}

/** Slack's own badge for what is new. */
export const newMark = (isNew: boolean | undefined): readonly Inline[] => (isNew ? [{ type: 'emoji', name: 'new' }, ...textOf(' ')] : [])

const joined = (pieces: readonly (readonly Inline[])[]): readonly Inline[] =>
  pieces.flatMap((piece, i) => (i === 0 ? piece : [...textOf(' · '), ...piece]))
