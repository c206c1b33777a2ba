import { type FeatureName, type Features, featuresOf } from './answer-features.js'
import { type Fit, fitOf } from './answer-fit.js'
import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { Ranked, WeighedTerm } from './answer-rank.js'
import { RANKING } from './answer-weights.js'
import { PLAIN_SPEECH } from './answer-words.js'

/** A likely passage with what it was compared by. */
export interface Chosen {
  readonly ranked: Ranked
  readonly features: Features
  /** How it meets the kind of question that is asked. */
  readonly fit: Fit
  /** Log-odds against the other passages, up to what all share. */
  readonly score: number
}

/** Passages that are compared closely; few right ones rank lower. */
export const MOST_COMPARED = 25

/** Log-odds that words of the one who is asked about have over all others: nobody's words are answered with another's. */
const OWN_WORDS = 4

/** Log-odds that a line loses which is no answer to such a question, or lacks what another may have. */
const UNFIT: Readonly<Record<Fit, number>> = { 0: 6, 1: 2.5, 2: 0 }

/** The likeliest of `ranked` in their final order, best first, by weights learned from questions (docs/quality.md). */
export function rerank(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], ranked: readonly Ranked[]): Chosen[] {
  return ordered(index, terms, compared(index, question, terms, ranked))
}

/** A likely passage with its features. */
export type Compared = Omit<Chosen, 'score'>

/** The likeliest of `ranked` with their features, still in the order of the first ranking. */
export function compared(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], ranked: readonly Ranked[]): Compared[] {
  const likely = ranked.slice(0, MOST_COMPARED)
  const features = featuresOf(index, question, terms, likely)
  const fitting = fitOf(index, question, terms)
  return likely.map((one, i) => ({ ranked: one, features: features[i] as Features, fit: fitting(one.passage) }))
}

/** Passages in their final order, best first. */
export function ordered(
  index: PassageIndex,
  terms: readonly WeighedTerm[],
  likely: readonly Compared[],
  weights: Readonly<Record<FeatureName, number>> = RANKING,
): Chosen[] {
  const chosen = likely.map((one) => ({
    ...one,
    score: NAMES.reduce((sum, name) => sum + weights[name] * one.features[name], -UNFIT[one.fit]),
  }))
  return (asksSomebody(terms) ? ownWordsFirst(index, chosen, terms) : chosen).sort(
    (a, b) => b.score - a.score || a.ranked.passage - b.ranked.passage,
  )
}

const NAMES = Object.keys(RANKING) as FeatureName[]

// "What did Nuland say about energy?"; not "What did the law propose?".
const asksSomebody = (terms: readonly WeighedTerm[]): boolean => terms.some(({ isSpeaker, isName }) => isSpeaker && isName)

// Where nothing but the speaker is named ("What did Glynn say?"), all their words answer alike: quoted ones first, in the order of the articles.
function ownWordsFirst(index: PassageIndex, chosen: readonly Chosen[], terms: readonly WeighedTerm[]): Chosen[] {
  const hasTopic = terms.some(({ isSpeaker, key }) => !isSpeaker && !PLAIN_SPEECH.has(key))
  const best = Math.max(...chosen.map(({ score }) => score))
  return chosen.map((one) => {
    if (one.ranked.said === 0) return one
    const score = hasTopic
      ? one.score
      : best + QUOTED * (isQuoted(index, one.ranked.passage) ? 1 : saysLittle(index, one.ranked.passage) ? -1 : 0)
    return { ...one, score: score + OWN_WORDS }
  })
}

/** Less than what being newest is worth. */
const QUOTED = 0.25

/** Letters of what is said that tell nothing by themselves ("rejected that"). */
const LITTLE = 12

function saysLittle({ documents, passages }: PassageIndex, id: number): boolean {
  const passage = passages[id]
  const statements = documents[passage?.document ?? -1]?.statements ?? []
  const said = passage?.statements.flatMap((i) => statements[i]?.content ?? []) ?? []
  return said.reduce((sum, { start, end }) => sum + end - start, 0) <= LITTLE
}

function isQuoted({ documents, passages }: PassageIndex, id: number): boolean {
  const passage = passages[id]
  const statements = documents[passage?.document ?? -1]?.statements
  return passage?.statements.some((i) => statements?.[i]?.manner !== 'indirect') ?? false
}
