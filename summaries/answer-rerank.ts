import { type FeatureName, type Features, featuresOf } from './answer-features.js'
import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { Ranked, WeighedTerm } from './answer-rank.js'
import { RANKING } from './answer-weights.js'

/** A likely passage with what it was compared by. */
export interface Chosen {
  readonly ranked: Ranked
  readonly features: Features
  /** Log-odds against the other passages, up to what all share. */
  readonly score: number
}

/** Passages that are compared closely; few right ones rank lower. */
export const MOST_COMPARED = 25

/** The likeliest of `ranked` in their final order, best first, by weights learned from questions (docs/quality.md). */
export function rerank(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], ranked: readonly Ranked[]): Chosen[] {
  const likely = ranked.slice(0, MOST_COMPARED)
  const features = featuresOf(index, question, terms, likely)
  return likely
    .map((one, i) => ({ ranked: one, features: features[i] as Features, score: weigh(features[i] as Features) }))
    .sort((a, b) => b.score - a.score || b.ranked.score - a.ranked.score)
}

const NAMES = Object.keys(RANKING) as FeatureName[]

const weigh = (features: Features): number => NAMES.reduce((sum, name) => sum + RANKING[name] * features[name], 0)
