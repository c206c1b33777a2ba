import type { QuotationPart } from './post.js'

// 'According to the Chamber …' at a sentence's head: who is named over the words tells as much. 'told' without whom reads as if words were
// missing, and any other verb would be ours.
const MUTE = /^(?:according(?: to)?|tell|tells|told|telling)$/iu
// Words that say no more than that it was said.
const PLAIN = /^(?:(?:has|have|had|also|later) )*(?:said|says?|saying|adds?|added|adding|writes?|wrote)$/iu

/**
 * The article's own words for how it was said ("denied", "urged both sides"), to stand before what was said; empty where they tell nothing by
 * themselves, as a transcript's colon does.
 */
export function reportingWords({ cue = '' }: Pick<QuotationPart, 'cue'>): string {
  const words = cue.replace(/\s+/gu, ' ').trim()
  if (!/\p{L}/u.test(words) || MUTE.test(words)) return ''
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/**
 * The same where a quotation in marks needs no "said". What is not quoted needs it: "denied" turns what follows round, and
 * "to return to the table" is no sentence without "urged both sides".
 */
export function tellingWords(part: Pick<QuotationPart, 'cue' | 'manner'>): string {
  const words = reportingWords(part)
  return part.manner === 'direct' && PLAIN.test(words) ? '' : words
}
