import type { Block, PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import type { Question, Wanted } from './answer-question.js'
import type { Ranked, WeighedTerm } from './answer-rank.js'

/**
 * What is compared between the likeliest passages, each a number for one of them. Shares are of the question's weight (how well its terms
 * tell these passages apart).
 */
export interface Features {
  /** The first ranking's score, as a share of the best passage's. */
  readonly score: number
  /** Share of the question that the passage holds; of its names; of its other words, plain and by how much those weigh. */
  readonly held: number
  readonly names: number
  readonly words: number
  readonly weightyWords: number
  /** The same by how rare terms are in the news at large. */
  readonly rare: number
  /** Share held in the very form that was asked; only by the name behind a pronoun; by a word that means nearly the same; by its first letters. */
  readonly exact: number
  readonly inherited: number
  readonly related: number
  readonly prefix: number
  /** Weight of the weightiest term that is missing. */
  readonly missing: number
  /** Share of the question's pairs of neighbouring words, small words too, that stand in the passage; and their number, up to five. */
  readonly pairs: number
  readonly pairCount: number
  /** How close together its terms stand; the largest share that a stretch of a few terms holds, as a clause is about. */
  readonly density: number
  readonly window: number
  /** How well its block fits: by itself, and as a share of the best block. */
  readonly block: number
  readonly blockShare: number
  /** Share that only the sentence before or after holds. */
  readonly before: number
  readonly after: number
  /** What only the sentence before holds, where the passage begins with a word that points back at it ("It meets …"). */
  readonly leansBefore: number
  /** 1 for the first sentence of a block. */
  readonly opens: number
  /** Terms in it; how many of them the question does not have. Logarithms. */
  readonly length: number
  readonly fresh: number
  /** Whether it offers the kind of thing asked for; the same for dates, people and numbers alone. */
  readonly offers: number
  readonly offersDate: number
  readonly offersPerson: number
  readonly offersNumber: number
  /** New names, up to three, where a person is asked for. */
  readonly newNames: number
  /** How near what is offered stands to the question's terms. */
  readonly nearOffer: number
  /** Whether it holds the question's first term. */
  readonly firstTerm: number
  /** Share of the topic in words of the one who is asked about. */
  readonly said: number
}

export type FeatureName = keyof Features

/** Features of each of `candidates`, which are the likeliest passages, best first. */
export function featuresOf(
  index: PassageIndex,
  question: Question,
  terms: readonly WeighedTerm[],
  candidates: readonly Ranked[],
): Features[] {
  const asked = askedOf(index, question, terms)
  const best = candidates[0]?.score ?? 0
  return candidates.map((candidate) => featuresOfOne(index, asked, candidate, best))
}

// The question with what is the same for all its candidates.
interface Asked {
  readonly question: Question
  readonly terms: readonly WeighedTerm[]
  readonly keys: ReadonlySet<string>
  readonly total: number
  readonly totalNames: number
  readonly totalWords: number
  readonly totalRarity: number
  readonly pairs: ReadonlySet<string>
  /** How well each block fits, by its index. */
  readonly blocks: readonly number[]
  readonly bestBlock: number
}

function askedOf(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): Asked {
  const sum = (of: (term: WeighedTerm) => number): number => terms.reduce((all, term) => all + of(term), 0)
  const blocks = index.blocks.map((block) => blockScore(index, block, terms))
  return {
    question,
    terms,
    keys: new Set(question.terms.map(({ key }) => key)),
    total: sum(({ weight }) => weight) || 1,
    totalNames: sum(({ weight, isName }) => (isName ? weight : 0)),
    totalWords: sum(({ weight, isName }) => (isName ? 0 : weight)),
    totalRarity: sum(({ rarity }) => rarity) || 1,
    pairs: pairsIn(question.text),
    blocks,
    bestBlock: Math.max(1e-9, ...blocks),
  }
}

const REPEATS = 1.2
const LENGTH = 0.75

// BM25 of a block. Source: as in `rank`.
function blockScore(index: PassageIndex, block: Block, terms: readonly WeighedTerm[]): number {
  const total = index.blocks.length
  const average = (index.averageLength * index.passages.length) / (total || 1) || 1
  let score = 0
  for (const { forms, isFocus } of terms) {
    let count = 0
    let holders = 1
    for (const [key, weight] of forms) {
      count += weight * (block.counts.get(key) ?? 0)
      if (weight >= 0.6) holders = Math.max(holders, index.blockCounts.get(key) ?? 0)
    }
    if (count === 0) continue
    const rarity = Math.log(1 + (total - holders + 0.5) / (holders + 0.5)) * (isFocus ? 0.3 : 1)
    score += (rarity * count * (REPEATS + 1)) / (count + REPEATS * (1 - LENGTH + (LENGTH * block.length) / average))
  }
  return score
}

function featuresOfOne(index: PassageIndex, asked: Asked, candidate: Ranked, best: number): Features {
  const { question, terms, total } = asked
  const passage = index.passages[candidate.passage] as Passage
  const text = sentenceText(index, passage)
  const held = terms.map((term) => heldBy(passage, term))
  const share = (of: (term: WeighedTerm, i: number) => number): number =>
    terms.reduce((sum, term, i) => sum + term.weight * of(term, i), 0) / total
  const pairs = pairsIn(text)
  const pairCount = [...asked.pairs].filter((pair) => pairs.has(pair)).length
  const part = (whole: number, isIn: (term: WeighedTerm) => boolean): number =>
    whole > 0 ? (share((term, i) => (isIn(term) ? (held[i] as number) : 0)) * total) / whole : 0.5
  const words = part(asked.totalWords, ({ isName }) => !isName)
  const surface = new Set(wordsIn(text))
  const places = terms.map((term) => firstPlace(passage, term))
  const block = asked.blocks[passage.block] as number
  const { wanted } = question
  const before = share((term, i) => (held[i] === 0 ? heldBeside(index, candidate.passage, -1, term) : 0))
  return {
    score: best > 0 ? candidate.score / best : 0,
    held: share((_, i) => held[i] as number),
    names: part(asked.totalNames, ({ isName }) => isName),
    words,
    weightyWords: words * Math.sqrt(asked.totalWords),
    rare: terms.reduce((sum, { rarity }, i) => sum + rarity * (held[i] as number), 0) / asked.totalRarity,
    exact: share(({ start, end }) => (surface.has(question.text.slice(start, end).toLowerCase()) ? 1 : 0)),
    inherited: share((term) => (isOnlyInherited(passage, term) ? 1 : 0)),
    related: share((term, i) => (held[i] === 0 && !term.isName && index.related(term.key).some((key) => passage.places.has(key)) ? 1 : 0)),
    prefix: share(({ key }, i) => (held[i] === 0 && sharesLetters(passage, key) ? 1 : 0)),
    missing: Math.max(0, ...terms.map(({ weight }, i) => (held[i] === 0 ? weight : 0))),
    pairs: pairCount / (asked.pairs.size || 1),
    pairCount: Math.min(5, pairCount),
    density: densityOf(places),
    window: windowHeld(passage, terms, held) / total,
    block,
    blockShare: block / asked.bestBlock,
    before,
    leansBefore: POINTS_BACK.test(text) ? before : 0,
    after: share((term, i) => (held[i] === 0 ? heldBeside(index, candidate.passage, 1, term) : 0)),
    opens: index.blocks[passage.block]?.first === candidate.passage ? 1 : 0,
    length: Math.log(1 + passage.length),
    fresh: Math.log(1 + [...passage.places.keys()].filter((key) => !asked.keys.has(key)).length),
    offers: candidate.offers,
    offersDate: wanted === 'date' ? candidate.offers : 0,
    offersPerson: wanted === 'person' ? candidate.offers : 0,
    offersNumber: wanted === 'number' || wanted === 'count' ? candidate.offers : 0,
    newNames: wanted === 'person' ? Math.min(3, [...passage.offers.names].filter((key) => !asked.keys.has(key)).length) : 0,
    nearOffer: nearOffer(passage, asked, places),
    firstTerm: firstHeld(terms, held),
    said: candidate.said,
  }
}

const POINTS_BACK = /^["“‘'\s]*(?:he|she|it|they|this|that|these|those|his|her|its|their|such|one|both|some)\b/iu

const sentenceText = ({ documents }: PassageIndex, { document, start, end }: Passage): string =>
  documents[document]?.article.text.slice(start, end) ?? ''

/** How well a passage holds a term: the weight of its best form, less where only the name behind a pronoun holds it. */
function heldBy(passage: Passage, { forms }: WeighedTerm): number {
  let best = 0
  for (const [key, weight] of forms) {
    if (passage.places.has(key)) best = Math.max(best, weight)
    else if (passage.inherited.has(key) || passage.speakers.has(key)) best = Math.max(best, 0.7 * weight)
  }
  return best
}

function isOnlyInherited(passage: Passage, { forms }: WeighedTerm): boolean {
  const keys = [...forms.keys()]
  return keys.some((key) => passage.inherited.has(key)) && !keys.some((key) => passage.places.has(key))
}

function heldBeside(index: PassageIndex, id: number, step: -1 | 1, term: WeighedTerm): number {
  const beside = index.passages[id + step]
  return beside !== undefined && beside.document === index.passages[id]?.document ? heldBy(beside, term) : 0
}

const PREFIX = 4

function sharesLetters(passage: Passage, key: string): boolean {
  if (key.length < PREFIX || /\d/u.test(key)) return false
  for (const other of passage.places.keys()) if (other.length >= PREFIX && other.startsWith(key.slice(0, PREFIX))) return true
  return false
}

const WORD = /\d[\d,.]*\d|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const wordsIn = (text: string): string[] => text.toLowerCase().match(WORD) ?? []

function pairsIn(text: string): Set<string> {
  const words = wordsIn(text)
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`))
}

function firstPlace(passage: Passage, { forms }: WeighedTerm): number {
  let first = -1
  for (const [key, weight] of forms) {
    const place = weight >= 0.6 ? passage.places.get(key)?.[0] : undefined
    if (place !== undefined && (first < 0 || place < first)) first = place
  }
  return first
}

function densityOf(places: readonly number[]): number {
  const found = places.filter((place) => place >= 0)
  return found.length < 2 ? 0 : found.length / (Math.max(...found) - Math.min(...found) + 1)
}

/** Terms in a stretch: about as many as a clause has. */
const STRETCH = 8

// The most weight that the terms within one stretch have together.
function windowHeld({ places }: Passage, terms: readonly WeighedTerm[], held: readonly number[]): number {
  const found = terms
    .flatMap((term, i) => (held[i] === 0 ? [] : [...term.forms.keys()].flatMap((key) => (places.get(key) ?? []).map((at) => ({ at, i })))))
    .sort((a, b) => a.at - b.at)
  let most = 0
  for (const [from, { at: start }] of found.entries()) {
    const here = new Set<number>()
    for (let to = from; to < found.length && (found[to]?.at ?? 0) - start < STRETCH; to++) here.add(found[to]?.i ?? 0)
    most = Math.max(
      most,
      [...here].reduce((sum, i) => sum + (terms[i]?.weight ?? 0) * (held[i] ?? 0), 0),
    )
  }
  return most
}

// The nearest of what is offered, by the weight of the terms around it over their distance.
function nearOffer({ offers, places: all }: Passage, { question, keys, terms, total }: Asked, places: readonly number[]): number {
  const offered = OFFERED[question.wanted]
  if (offered === undefined) return 0
  let best = 0
  for (const key of offers[offered]) {
    if (keys.has(key)) continue
    for (const at of all.get(key) ?? []) {
      const near = terms.reduce((sum, { weight }, i) => {
        const place = places[i] as number
        return place < 0 ? sum : sum + weight / (1 + Math.abs(place - at))
      }, 0)
      best = Math.max(best, near / total)
    }
  }
  return best
}

const OFFERED: Partial<Record<Wanted, 'dates' | 'numbers' | 'counts' | 'names'>> = {
  date: 'dates',
  number: 'numbers',
  count: 'counts',
  age: 'numbers',
  duration: 'numbers',
  person: 'names',
  place: 'names',
  name: 'names',
}

function firstHeld(terms: readonly WeighedTerm[], held: readonly number[]): number {
  const first = terms.findIndex(({ isFocus }) => !isFocus)
  return first < 0 ? 0 : (held[first] as number)
}
