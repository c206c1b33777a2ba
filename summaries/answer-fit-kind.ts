import type { FitOf } from './answer-fit.js'
import { amountFit } from './answer-fit-amount.js'
import { countFit } from './answer-fit-count.js'
import { lineText } from './answer-fit-line.js'
import { timeFit } from './answer-fit-time.js'
import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'

// 'declined to say how much they had cost' tells that it is not told.
const ASKED = /\bhow (?:much|many|old|long|fast|far|high|big)\b|\b(?:when|until when)\b/iu
const UNTOLD = /\b(?:declin|refus|not (?:say|said|told|tell|known|clear)|unclear|unknown|did ?n[o’']t|would ?n[o’']t|yet to)/iu

/** Whether a line says that what is asked for is not told ("declined to say how much"). */
export const isUntold = (text: string): boolean => ASKED.test(text) && UNTOLD.test(text)

/** The kind of thing that is asked for must be in the line: money, an age, a number of the very things that are counted, a date. */
export function kindFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const rule = amountFit(index, question, terms) ?? countFit(index, question, terms) ?? timeFit(index, question, terms)
  if (rule === undefined) return undefined
  return (id) => (isUntold(lineText(index, id)) ? 2 : rule(id))
}
