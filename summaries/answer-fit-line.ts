import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import type { WeighedTerm } from './answer-rank.js'

/** The words of a passage. */
export function lineText({ documents, passages }: PassageIndex, id: number): string {
  const { document, start, end } = passages[id] as Passage
  return documents[document]?.article.text.slice(start, end) ?? ''
}

/** The passage `step` places away in the same article. */
export function beside({ passages }: PassageIndex, id: number, step: number): Passage | undefined {
  const other = passages[id + step]
  return other?.document === passages[id]?.document ? other : undefined
}

/** Whether the passage's own words hold the term in any form, or one that means nearly the same. */
export function hasWord(index: PassageIndex, { places }: Passage, { key, forms, isName }: WeighedTerm): boolean {
  for (const form of forms.keys()) if (places.has(form)) return true
  return !isName && index.related(key).some((other) => places.has(other))
}

/** The same, by the word's own forms alone. */
export function hasForm({ places, inherited }: Passage, { forms }: WeighedTerm): boolean {
  for (const form of forms.keys()) if (places.has(form) || inherited.has(form)) return true
  return false
}

/** The same, also by the name behind a pronoun or an actor's other names. */
export function hasTerm(index: PassageIndex, passage: Passage, term: WeighedTerm): boolean {
  if (hasWord(index, passage, term)) return true
  for (const form of term.forms.keys()) if (passage.inherited.has(form)) return true
  return false
}

// "it", "that plan": what they mean stands in the line before.
const POINTS =
  /\b(?:it|its|this|these|those|they|them|their|him)\b|\b(?:rejected|disputed|denied|to|of|on|about|with|for|against) that\b|\bthat(?=[.,:;”"])|\bthe (?:move|plan|deal|decision|proposal|idea|change|step|offer|ruling|result|agreement|action|measure|criticism|claim)s?\b|\bboth (?:sides|parties)\b/iu

/** Whether a passage points back at what the one before it speaks of. */
export const pointsBack = (text: string): boolean => POINTS.test(text)
