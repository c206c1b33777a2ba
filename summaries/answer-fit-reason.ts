import type { FitOf } from './answer-fit.js'
import { beside, hasTerm, lineText } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'

// What gives a reason, or may: conjunctions, nouns and verbs of cause, purposes, what something was done for or in answer to.
const REASON = new RegExp(
  [
    '\\b(?:because|since|due to|owing to|thanks to|as a result|in order|so that|so as|therefore|thus|hence|consequently|amid|lest|given)\\b',
    '\\b(?:reason|cause|motive|purpose|aim|blam|cite|citing|prompt|result|led|lead|drove|driven|forc|trigger|explain|fear|hop|accus|allow|enabl|concern)\\p{L}*',
    '\\b(?:in (?:protest|response|retaliation|return|hope|reaction|honou?r)|on (?:suspicion|charges|grounds|account))\\b',
    `\\b(?:after|over|as|for (?=(?:the|an?|his|her|its|their|\\p{L}+ing)\\b))\\s*(?!(?:\\d|\\p{L}+ (?:years|months|weeks|days|hours|minutes|times?)\\b|well|many|much|soon|long|part|years|the (?:first|second|third|last|next)\\b))\\p{L}`,
    '\\b(?:by|from|out of|without) \\p{L}+ing\\b',
    '\\b(?:too|not enough|no longer|cannot|unable|unless|otherwise|wanted|needed)\\b|, so\\b|\\bso \\p{L}+ that\\b',
  ].join('|'),
  'iu',
)
const PURPOSE = /\bto (?!the\b|an?\b|his\b|her\b|its\b|their\b|this\b|that\b)\p{Ll}{2,}/u

// "refused to hand him over" is no purpose where that is what is asked about.
const givesReason = (text: string, asked: string): boolean => {
  const purpose = PURPOSE.exec(text)?.[0]
  return REASON.test(text) || (purpose !== undefined && !asked.includes(purpose))
}

const WHY = /\bwhy\b|\breasons?\b/iu
const GOES_ON = /^["“‘']?(?:it|this|that|these|he|she|they|the)\b/iu

/** Share of the question, by rarity, from which on a line without a reason only tells again what is asked about. */
const RESTATED = 0.6

/** "Why …?": a line that gives a reason, or runs into one, before one that only tells that it happened, which is no answer. */
export function reasonFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  if (question.wanted !== 'reason' || !WHY.test(question.text)) return undefined
  const all = terms.reduce((sum, { rarity }) => sum + rarity, 0) || 1
  return (id) => {
    if (givesReason(lineText(index, id), question.text)) return 2
    const next = beside(index, id, 1)
    const passage = index.passages[id] as Passage
    const runsOn = next?.paragraph === passage.paragraph && GOES_ON.test(lineText(index, id + 1))
    if (runsOn && REASON.test(lineText(index, id + 1))) return 1
    const held = terms.reduce((sum, term) => sum + (hasTerm(index, passage, term) ? term.rarity : 0), 0)
    return held / all >= RESTATED ? 0 : 1
  }
}
