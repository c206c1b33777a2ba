import type { Document, Mention } from '../src/text/document.js'
import { type Span, sliceOf } from '../src/text/span.js'
import { standings } from './key-points-standing.js'
import { headlineTopics, topicCounts, type Unit, unitsOf } from './key-points-units.js'

/** A sentence (or sentences held together by one quotation) that tells part of the story and can be understood alone. */
export interface KeyPoint extends Span {
  /** How much of the story it tells, for ordering within one article only. */
  readonly weight: number
}

/** What counts how much. Few and round: they hold for articles of any kind, and no figure hangs on one of them (docs/quality.md). */
export interface KeyPointWeights {
  /** Worth of the first sentence over one far down. */
  readonly lead: number
  /** Sentences after which that worth is halved. */
  readonly leadReach: number
  /** Power of the length that words told are divided by: 0 favours long sentences, 1 dense ones. */
  readonly density: number
  /** Share of a word's worth that is gone once an earlier key point has told it. */
  readonly repeat: number
  /** More that a word of the headline is worth, as a share. */
  readonly headline: number
  readonly number: number
  /** Against sentences that call a person by surname alone before any key point has given the full name. */
  readonly stranger: number
  /** Against sentences that are mostly quotation, that open on one, and that lean on what stood before. */
  readonly quoted: number
  readonly opensOnQuotation: number
  readonly leaning: number
}

const WEIGHTS: KeyPointWeights = {
  lead: 2,
  leadReach: 6,
  density: 0.6,
  repeat: 0.8,
  headline: 0.5,
  number: 0.3,
  stranger: 1.2,
  quoted: 1.5,
  opensOnQuotation: 0.8,
  leaning: 0.7,
}

const FEWEST = 3
const MOST = 5
/** One key point for about so many sentences. */
const SENTENCES_EACH = 4
const SHORTEST = 7

/**
 * The three to five sentences that tell the story, best first; fewer where the article has no more that stand alone. A word or person is
 * worth the logarithm of how many sentences speak of it, nothing where only one does; a sentence is worth what no better one has told yet, by
 * its length, and more the nearer it stands to the lead. Linear in the text.
 */
export function keyPoints(document: Document, weights: KeyPointWeights = WEIGHTS): KeyPoint[] {
  const units = unitsOf(document)
  const worth = topicWorth(units, headlineTopics(document.article.title), weights)
  const told = new Set<string>()
  const known = new Set<number>()
  const points: KeyPoint[] = []
  const wanted = Math.min(MOST, Math.max(FEWEST, Math.round(units.length / SENTENCES_EACH)))
  let pool = candidatesOf(document, units, weights)
  while (points.length < wanted && pool.length > 0) {
    const best = bestOf(pool, (candidate) => {
      const isStrange = candidate.called.some((entity) => !known.has(entity))
      return candidate.base + newsIn(candidate.unit, worth, told, weights) - (isStrange ? weights.stranger : 0)
    })
    points.push({ start: best.candidate.unit.start, end: best.candidate.unit.end, weight: best.weight })
    for (const topic of best.candidate.unit.topics) told.add(topic)
    for (const entity of best.candidate.named) known.add(entity)
    pool = pool.filter((candidate) => candidate !== best.candidate && !isRepeat(candidate.unit, told))
  }
  return points
}

interface Candidate {
  readonly unit: Unit
  /** What it is worth apart from the words it tells. */
  readonly base: number
  /** People (entities) it gives the full name of, and those it calls by less. */
  readonly named: readonly number[]
  readonly called: readonly number[]
}

function candidatesOf(document: Document, units: readonly Unit[], weights: KeyPointWeights): Candidate[] {
  const judged = standings(document, units)
  const people = peopleIn(document, units)
  return units.flatMap((unit, i) => {
    if (judged[i] === 'dangling' || unit.words < SHORTEST) return []
    return [
      { unit, base: baseOf(sliceOf(document.article.text, unit), unit.place, judged[i] === 'leaning', weights), ...(people[i] as People) },
    ]
  })
}

type People = Pick<Candidate, 'named' | 'called'>

/** For each unit, the people it names in full and those it calls by part of their name only. */
function peopleIn({ entities, mentions }: Document, units: readonly Unit[]): People[] {
  let m = 0
  return units.map((unit) => {
    const named = new Set<number>()
    const called = new Set<number>()
    while (m < mentions.length && (mentions[m] as Span).start < unit.start) m++
    for (; m < mentions.length && (mentions[m] as Span).start < unit.end; m++) {
      const { start, end, entity, form } = mentions[m] as Mention
      const known = entities[entity]
      if (form !== 'name' || known?.kind !== 'person') continue
      ;(end - start >= known.name.length ? named : called).add(entity)
    }
    return { named: [...named], called: [...called].filter((entity) => !named.has(entity)) }
  })
}

// '22,000 vehicles', '3.4%'; a year is no figure.
const FIGURE = /\b(?!(?:19|20)\d\d\b)\d/u

const baseOf = (words: string, place: number, leaning: boolean, weights: KeyPointWeights): number =>
  weights.lead / (1 + place / weights.leadReach) +
  (FIGURE.test(words) ? weights.number : 0) -
  weights.quoted * quotedShare(words) -
  (/^["“]/u.test(words) ? weights.opensOnQuotation : 0) -
  (leaning ? weights.leaning : 0)

const quotedShare = (words: string): number => (words.match(/["“][^"“”]*["”]/gu) ?? []).join('').length / words.length

function bestOf(pool: readonly Candidate[], weigh: (candidate: Candidate) => number): { candidate: Candidate; weight: number } {
  let best = { candidate: pool[0] as Candidate, weight: Number.NEGATIVE_INFINITY }
  for (const candidate of pool) {
    const weight = weigh(candidate)
    if (weight > best.weight) best = { candidate, weight }
  }
  return best
}

function topicWorth(units: readonly Unit[], headline: ReadonlySet<string>, weights: KeyPointWeights): Map<string, number> {
  const worth = new Map<string, number>()
  for (const [topic, count] of topicCounts(units)) {
    const known = headline.has(topic)
    if (count > 1 || known) worth.set(topic, Math.log(1 + count) * (known ? 1 + weights.headline : 1))
  }
  return worth
}

// Below this length a sentence counts as this long, so that very short ones do not win by density.
const SHORTEST_DENSE = 10

/** Worth of the words that no earlier key point told, by the sentence's length. */
function newsIn(unit: Unit, worth: ReadonlyMap<string, number>, told: ReadonlySet<string>, weights: KeyPointWeights): number {
  let sum = 0
  for (const topic of unit.topics) sum += (worth.get(topic) ?? 0) * (told.has(topic) ? 1 - weights.repeat : 1)
  return sum / Math.max(SHORTEST_DENSE, unit.words) ** weights.density
}

/** Tells nothing that was not told: nearly all of its words stand in the points before it. */
function isRepeat(unit: Unit, told: ReadonlySet<string>): boolean {
  let known = 0
  for (const topic of unit.topics) if (told.has(topic)) known++
  return known >= 0.7 * unit.topics.size
}
