import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { Ranked, WeighedTerm } from './answer-rank.js'

/**
 * What the log-odds that the articles answer are made of. Six numbers, rounded, the same for every subject; how they were found and what
 * they give: docs/quality.md.
 */
const ODDS = {
  /** For each unit of rarity that the passage holds, that stands around it, that is missing from it. */
  here: 0.12,
  around: 0.08,
  missing: -0.19,
  /** For how much likelier the question's words are in these articles than in the news at large. */
  subject: 0.15,
  /** For a passage that leaves no word of the question out and offers the kind of thing asked for. */
  complete: 0.5,
  /** For a passage that does not offer the kind of thing asked for. */
  offersNothing: -1,
} as const

/** Log-odds below which "the articles don't say". */
const LEAST = 0.5
/** Log-odds to the share of right answers among those given. */
const SLOPE = 0.36
const SHIFT = 0.2

/** Words of one sentence, about: turns shares of articles into shares of sentences. */
const SENTENCES_AN_ARTICLE = 25

/** How sure an answer is: log-odds for deciding, and the probability that it is right for showing. */
export interface Confidence {
  readonly odds: number
  readonly probability: number
  /** False: "the articles don't say". */
  readonly isEnough: boolean
}

/** Weighs what speaks for the best passage against what the question has and the articles have not. */
export function confidenceOf(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], ranked: Ranked): Confidence {
  const { here, around, elsewhere, nowhere } = ranked.evidence
  const odds =
    ODDS.here * here +
    ODDS.around * around +
    ODDS.missing * (elsewhere + nowhere) +
    ODDS.subject * subjectOdds(index, terms) +
    (ranked.offers === 0 ? ODDS.offersNothing : 0) +
    (ranked.offers > 0 && around + elsewhere + nowhere === 0 ? ODDS.complete : 0)
  const isEnough = odds >= LEAST && here > 0 && !isRefused(index, question, terms, ranked)
  return { odds, probability: 1 / (1 + Math.exp(-(SLOPE * odds + SHIFT))), isEnough }
}

// How much likelier the question's words are here than anywhere: the logarithm of both shares' ratio, smoothed, summed.
function subjectOdds(index: PassageIndex, terms: readonly WeighedTerm[]): number {
  let sum = 0
  for (const { key, rarity } of terms) {
    const anywhere = Math.exp(-rarity) / SENTENCES_AN_ARTICLE
    const here = (index.postings.get(key)?.length ?? 0) / (index.passages.length || 1)
    sum += Math.log((0.9 * here + 0.1 * anywhere) / anywhere)
  }
  return sum
}

// What no weighing mends: nobody of that name in the articles, no words of the one whose words are asked for, no number where one is asked for.
function isRefused(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], ranked: Ranked): boolean {
  if (question.speech === 'said' && terms.some((term) => term.isSpeaker && term.isName && !term.isKnown)) return true
  if ((question.wanted === 'number' || question.wanted === 'duration') && ranked.offers === 0) return true
  const names = terms.filter((term) => term.isName && !term.isFocus)
  return names.length > 0 && names.every((term) => !term.isKnown) && index.passages.length > 0
}
