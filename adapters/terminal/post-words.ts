import { type Citation, wordsOf } from '../../src/text/citation.js'
import { inNamesPlace, isNamedBy } from '../../src/text/heading.js'
import type { QuotationPart } from '../../src/text/post.js'
import { reportingWords } from '../../src/text/reporting.js'
import { dateOf, plainLine } from './plain-text.js'

/** Where a citation stands in its article: "512–603", or "512–560, 590–603" where it is in parts. UTF-16 offsets, half-open. */
export const placeOf = (citation: Citation): string => citation.spans.map(({ start, end }) => `${start}–${end}`).join(', ')

/** The cited words, with a mark where they begin or end within a sentence's quotation left as the article has it. */
export const citedWords = (citation: Citation): string => plainLine(wordsOf(citation))

/** "The Gazette, 12 Mar 2026"; empty where neither is known or neither is to be shown. */
export const originOf = (citation: Citation, show: boolean | undefined): string =>
  show ? [citation.outlet, dateOf(citation.publishedAt)].filter(Boolean).map(String).map(plainLine).join(', ') : ''

/** How a quotation is introduced: the article's own word for it ("stressed"), and who, where the heading does not say it already. */
export function introductionOf(part: QuotationPart, heading: string | undefined): { readonly who: string; readonly cue: string } {
  const { correctedTo, speaker } = part
  const isUnclear = correctedTo === undefined && part.unclear
  const name = correctedTo ?? (isUnclear ? undefined : (speaker?.name ?? undefined))
  const shown = name ?? ((!isUnclear && inNamesPlace(part.source ?? '')) || 'Speaker unclear')
  // Who is not named has the words of the text for a role as well; they are shown once.
  const role = correctedTo === undefined && name !== undefined ? speaker?.role : undefined
  const who = role ? `${shown}, ${role}` : shown
  // What the team corrected says whose it is by itself.
  const repeats = correctedTo === undefined && isNamedBy(heading ?? '', shown, name !== undefined)
  return { who: repeats ? '' : plainLine(who), cue: plainLine(reportingWords(part)) }
}

/** Side remarks to a quotation: corrected, new, carried elsewhere, its tone. */
export function remarksOf(part: QuotationPart): string[] {
  return [
    ...(part.correctedTo === undefined ? [] : ['corrected by your team']),
    ...(part.alsoIn === undefined || part.alsoIn.length === 0 ? [] : [`also in ${part.alsoIn.map(plainLine).join(', ')}`]),
    ...(part.mark === undefined ? [] : [`${part.mark.tone}: ${part.mark.words.map((words) => `“${plainLine(words)}”`).join(', ')}`]),
  ]
}
