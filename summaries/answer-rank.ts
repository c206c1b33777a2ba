import { type FormWeights, formsOf, type PassageIndex } from './answer-index.js'
import type { Offers, Passage } from './answer-passage.js'
import { type Question, type QuestionTerm, stemKey, type Wanted } from './answer-question.js'
import { asOneWord, initialsKey, isInitials } from './answer-spelling.js'

/** How rare a key is in the news at large: the logarithm of one over the share of articles that have it. */
export type Rarity = (key: string) => number

/** What counts how much in ranking. Few and round, the same for every subject (docs/quality.md). */
export interface RankWeights extends FormWeights {
  /** BM25's dampening of repeats and of length. */
  readonly repeats: number
  readonly length: number
  /** A term that stands not in the sentence but in the one before it, elsewhere in its block, in the headline: share of its weight. */
  readonly before: number
  readonly block: number
  readonly title: number
  /** Another name of the country or body that is asked about ("Beijing" for "China"). */
  readonly actor: number
  /** A word that is asked for in two. */
  readonly joined: number
  /** A name that is asked for by its initials. */
  readonly initials: number
  /** A term that only the name behind a pronoun holds. */
  readonly inherited: number
  /** The same of the one whose words are asked for: nearly as good as the name itself. */
  readonly speaker: number
  /** Two neighbours of the question that are neighbours in the sentence: share of the lesser one's weight. */
  readonly pair: number
  /** Share of its weight that a word keeps which only names the kind of answer. */
  readonly focus: number
  /** Worth of offering the kind of thing asked for. */
  readonly offer: number
  /** Worth of holding words of the one whose words are asked for. */
  readonly said: number
}

/** The weights in use. */
export const RANK_WEIGHTS: RankWeights = {
  repeats: 0.6,
  length: 0.3,
  before: 0.5,
  block: 0.25,
  title: 0.1,
  actor: 0.6,
  joined: 0.9,
  initials: 0.9,
  inherited: 0.7,
  speaker: 0.9,
  pair: 0.35,
  focus: 0.3,
  offer: 2.5,
  said: 3,
  alike: 0.2,
  family: 0.6,
  misspelt: 0.8,
}

/** How the question's weight is spread over a passage, in units of rarity. */
export interface Evidence {
  /** In the passage itself, by word or by the name behind a pronoun. */
  readonly here: number
  /** Only around it: in the sentence before, the block, the headline. */
  readonly around: number
  /** Elsewhere in the articles. */
  readonly elsewhere: number
  /** Nowhere in the articles. */
  readonly nowhere: number
}

/** A passage with how well it fits. */
export interface Ranked {
  readonly passage: number
  readonly score: number
  readonly evidence: Evidence
  /** 0 to 1: whether it offers the kind of thing asked for. 1 where no kind can be told. */
  readonly offers: number
  /** Share of the topic that it holds in words of the one whose words are asked for; 0 where nobody's are. */
  readonly said: number
  /** Whether it holds any words of theirs. */
  readonly isOwn: boolean
}

/** A term of the question with what it means in these articles. */
export interface WeighedTerm extends QuestionTerm {
  readonly forms: ReadonlyMap<string, number>
  /** Weight in ranking: how well it tells these passages apart. */
  readonly weight: number
  /** How rare it is in the news at large. */
  readonly rarity: number
  readonly isKnown: boolean
}

// Of a word and its neighbour on either side.
const joinedKeys = ({ terms, text }: Question, at: number): string[] =>
  [at - 1, at].flatMap((first) => {
    const joined = asOneWord(text, terms[first], terms[first + 1])
    return joined === undefined ? [] : [stemKey(joined)]
  })

/** Weighs the question's terms against the index. */
export function weighTerms(index: PassageIndex, question: Question, rarity: Rarity, weights: RankWeights = RANK_WEIGHTS): WeighedTerm[] {
  const total = index.passages.length
  return question.terms.map((term, at) => {
    const forms = new Map(formsOf(index, term.key, weights))
    for (const joined of joinedKeys(question, at)) if (index.postings.has(joined)) forms.set(joined, weights.joined)
    if (term.actorKey !== undefined && index.postings.has(term.actorKey)) forms.set(term.actorKey, weights.actor)
    const letters = question.text.slice(term.start, term.end)
    if (isInitials(letters) && index.postings.has(initialsKey(letters))) forms.set(initialsKey(letters), weights.initials)
    const own = index.postings.get(term.key)?.length ?? 0
    const count = own > 0 ? own : Math.max(0, ...[...forms.keys()].map((key) => index.postings.get(key)?.length ?? 0))
    const share = term.isFocus ? weights.focus : 1
    return {
      ...term,
      forms,
      weight: Math.log(1 + (total - count + 0.5) / (count + 0.5)) * share,
      rarity: rarity(term.key) * share,
      isKnown: count > 0,
    }
  })
}

/**
 * The passages that share a term with the question, best first. Source of the core: Robertson and Zaragoza, "The probabilistic relevance
 * framework: BM25 and beyond", 2009; added are neighbours, the block, the kind of answer and who speaks.
 */
export function rank(
  index: PassageIndex,
  question: Question,
  terms: readonly WeighedTerm[],
  weights: RankWeights = RANK_WEIGHTS,
): Ranked[] {
  const candidates = new Set<number>()
  for (const { forms } of terms) for (const key of forms.keys()) for (const id of index.postings.get(key) ?? []) candidates.add(id)
  const asked = new Set(question.terms.map(({ key }) => key))
  const ranked = [...candidates].map((id) => rankOne(index, question, terms, asked, id, weights))
  return ranked.sort((a, b) => b.score - a.score || a.passage - b.passage)
}

function rankOne(
  index: PassageIndex,
  question: Question,
  terms: readonly WeighedTerm[],
  asked: ReadonlySet<string>,
  id: number,
  weights: RankWeights,
): Ranked {
  const passage = index.passages[id] as Passage
  const evidence = { here: 0, around: 0, elsewhere: 0, nowhere: 0 }
  const damping = weights.repeats * (1 - weights.length + (weights.length * passage.length) / index.averageLength)
  let score = 0
  const held = terms.map((term) => {
    const { best, count } = held1(passage, term, weights)
    const around = best > 0 ? 0 : aroundOf(index, id, term, weights)
    score += term.weight * (best > 0 ? (count * (weights.repeats + 1)) / (count + damping) : around)
    if (best > 0) evidence.here += term.rarity * best
    else if (around > 0) evidence.around += term.rarity
    else if (term.isKnown) evidence.elsewhere += term.rarity
    else evidence.nowhere += term.rarity
    return best > 0
  })
  for (const [a, b] of question.pairs) {
    const [one, two] = [terms[a] as WeighedTerm, terms[b] as WeighedTerm]
    if (held[a] && held[b] && areNeighbours(passage, one, two)) score += weights.pair * Math.min(one.weight, two.weight)
  }
  const offers = offersWanted(question.wanted, passage.offers, asked)
  score += weights.offer * offers
  const isOwn = isSaidBy(passage, question, terms)
  const said = isOwn ? topicHeld(terms, held) : 0
  score += weights.said * said
  return { passage: id, score: passage.offers.asks ? score / 2 : score, evidence, offers, said, isOwn }
}

// How well a passage holds a term (the weight of the best form), and how often, by weight.
function held1(passage: Passage, term: WeighedTerm, weights: RankWeights): { best: number; count: number } {
  let best = 0
  let count = 0
  for (const [key, weight] of term.forms) {
    const places = passage.places.get(key)
    if (places !== undefined) {
      best = Math.max(best, weight)
      count += weight * places.length
    } else if (passage.inherited.has(key) || passage.speakers.has(key)) {
      const worth = weight * (key === term.actorKey ? 1 : term.isSpeaker ? weights.speaker : weights.inherited)
      best = Math.max(best, worth)
      count = Math.max(count, worth)
    }
  }
  return { best, count }
}

function aroundOf(index: PassageIndex, id: number, term: WeighedTerm, weights: RankWeights): number {
  const passage = index.passages[id] as Passage
  const before = index.passages[id - 1]
  const follows = before !== undefined && before.document === passage.document
  const block = index.blocks[passage.block]
  const title = index.titles[passage.document]
  let best = 0
  for (const [key, weight] of term.forms) {
    const share =
      follows && before.places.has(key) ? weights.before : block?.counts.has(key) ? weights.block : title?.has(key) ? weights.title : 0
    best = Math.max(best, weight * share)
  }
  return best
}

// In the question's order with at most one term between them.
function areNeighbours(passage: Passage, a: WeighedTerm, b: WeighedTerm): boolean {
  for (const one of a.forms.keys()) {
    for (const place of passage.places.get(one) ?? []) {
      for (const two of b.forms.keys())
        if (passage.places.get(two)?.some((other) => other - place === 1 || other - place === 2)) return true
    }
  }
  return false
}

function isSaidBy(passage: Passage, question: Question, terms: readonly WeighedTerm[]): boolean {
  if (question.speech === 'sayer') return passage.statements.length > 0
  const names = terms.filter((term) => term.isSpeaker)
  return (
    names.length > 0 &&
    passage.statements.length > 0 &&
    names.every((term) => [...term.forms.keys()].some((key) => passage.speakers.has(key)))
  )
}

// Share, by weight, of what is asked about that the passage holds; 1 where nothing but the speaker is named.
function topicHeld(terms: readonly WeighedTerm[], held: readonly boolean[]): number {
  let all = 0
  let here = 0
  for (const [i, term] of terms.entries()) {
    if (term.isSpeaker || term.isFocus) continue
    all += term.weight
    if (held[i]) here += term.weight
  }
  return all === 0 ? 1 : here / all
}

/** Whether a passage offers the kind of thing asked for, in words that the question itself does not hold; 1 where no kind can be told. */
function offersWanted(wanted: Wanted, offers: Offers, asked: ReadonlySet<string>): number {
  const isNew = (keys: ReadonlySet<string>): boolean => {
    for (const key of keys) if (!asked.has(key)) return true
    return false
  }
  switch (wanted) {
    case 'date':
      return isNew(offers.dates) ? 1 : 0
    case 'number':
      return isNew(offers.numbers) ? 1 : 0
    case 'count':
      return isNew(offers.counts) ? 1 : 0
    case 'duration':
      return offers.duration ? 1 : isNew(offers.numbers) ? 0.5 : 0
    case 'age':
      return isNew(offers.ages) || isNew(offers.agesBehind) ? 1 : isNew(offers.numbers) || isNew(offers.dates) ? 0.3 : 0
    case 'reason':
      return offers.reason ? 1 : 0
    case 'person':
    case 'place':
    case 'name':
      return isNew(offers.names) ? 0.7 : 0
    default:
      return 1
  }
}
