import { resemblance, sketchOf } from './story-copies.js'
import {
  articlesOf,
  holders,
  leadsOf,
  type Numbered,
  numbered,
  numbersOf,
  type PackedStory,
  packStory,
  sketchAt,
  unpackTerms,
  weightOf,
} from './story-memory.js'
import { type StoryArticle, type StoryTerms, storyTermsOf } from './story-terms.js'
import { type TermCounts, termCounts } from './term-counts.js'

/** A story as it is kept between runs: plain data, a few kilobytes. */
export interface StoryState {
  readonly id: string
  /** Articles gathered, copies included; fractional where older ones have faded. */
  readonly size: number
  /** Milliseconds since 1970 of the newest article; 0 where no article has a date. */
  readonly newestAt: number
  /** Terms with the sum of their weights over the articles, and in how many articles they occur. */
  readonly terms: readonly (readonly [key: string, weight: number, articles: number])[]
  /** Articles that are no copies, with what tells copies of them; the latest ones. */
  readonly members: readonly { readonly id: string; readonly sketch: readonly number[] }[]
}

/** Where an article belongs. */
export interface Placement {
  readonly storyId: string
  /** True where it opens a story. */
  readonly opened: boolean
  /** Id of the article of which it is a copy (agency text). */
  readonly foldedInto?: string
  /** 0 to 1: how near it is to the story it joined, or to the nearest it did not join. */
  readonly similarity: number
  /** The story with the article in it, as it is to be kept. */
  readonly state: () => StoryState
}

/** Gathers articles into stories as they come; an article once placed never moves, a story once opened never changes its id. */
export interface StoryIndex {
  /**
   * Says where an article belongs; `newId` names the story if one has to be opened. Changes nothing: the placement counts once its `state()` is
   * handed to `put`, so that a transaction that fails leaves no trace.
   */
  readonly place: (article: StoryArticle & { readonly id: string }, newId: () => string) => Placement
  /** Takes in a story as kept, in place of what is known of it: after a restart, or where another process has changed it. */
  readonly put: (state: StoryState) => void
  /** Forgets stories whose newest article is older; those without dates stay. */
  readonly forget: (before: number) => void
  /** Forgets the stories that have been silent for longest where there are more than `most`; a tenth at a time, so that it is seldom done. */
  readonly keepNewest: (most: number) => void
  readonly size: () => number
}

/** How much each kind of term counts in comparing; names in the lead count again as they stand under `n:` as well. */
const SHARE: Readonly<Record<string, number>> = { n: 3, l: 2, '#': 2, w: 1 }
/** How much it counts that the story knows the names in the article's lead. */
const KNOWN_LEAD = 2
const ALL_SHARES = 3 + 2 + 2 + 1 + KNOWN_LEAD
/** An article joins the nearest story from here on; a little earlier while the story is young and little is known of it. */
const JOINS = 0.3
const YOUNG = 0.05
/** For each day between the article and the story's newest one, beyond the first, so much nearer they must be; after two weeks they never join. */
const STRICTER_A_DAY = 0.015
const DAY = 24 * 3_600_000
const LONGEST_GAP = 14 * DAY
/** Once a story has so many articles, earlier ones fade as new ones come, so that it follows the event. */
const MEMORY = 60
const TERMS_KEPT = 500
const MEMBERS_KEPT = 40
/** Terms of an article that lead to candidate stories, and candidates that are compared in full: what keeps the cost flat. */
const PROBES = 24
const CANDIDATES = 12
/** Terms of a story by which it is found, its heaviest. */
const LEADS = 60
/** A term that so many stories have leads nowhere. */
const TOO_COMMON = 800
/** From here on two texts are copies of each other. */
const COPY = 0.7

interface Open {
  readonly id: string
  readonly size: number
  readonly newestAt: number
  readonly packed: PackedStory
  /** Ids of its members, in the order of their sketches. */
  readonly members: readonly string[]
}

// Equally heavy ones by their letters, so that every process finds the same.
const heavierFirst = (a: StoryState['terms'][number], b: StoryState['terms'][number]): number => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)

const leadKeysOf = ({ terms }: StoryState): string[] =>
  terms
    .filter(([key]) => !key.startsWith('l:'))
    .sort(heavierFirst)
    .slice(0, LEADS)
    .map(([key]) => key)

/** See {@link StoryIndex}. */
export function createStoryIndex(counts: TermCounts = termCounts()): StoryIndex {
  const stories = new Map<string, Open>()
  const keys = numbered()
  const byLead = holders<Open>()
  const known = { articles: 0, counts: new Map<string, number>() }

  const tally = (story: Open, sign: 1 | -1): void => {
    known.articles += sign * story.size
    for (const [key, , articles] of unpackTerms(story.packed, keys)) count(key, sign * articles)
  }
  const count = (key: string, by: number): void => {
    if (key.startsWith('l:')) return
    const stem = key.slice(2)
    const now = (known.counts.get(stem) ?? 0) + by
    if (now > 0.001) known.counts.set(stem, now)
    else known.counts.delete(stem)
  }
  const rarity = (key: string): number => {
    const stem = key.slice(2)
    const articles = counts.articles + known.articles
    return Math.max(0, Math.log((articles + 1) / (counts.countOf(stem) + (known.counts.get(stem) ?? 0) + 0.5)))
  }
  const drop = (story: Open): void => {
    tally(story, -1)
    for (const number of leadsOf(story.packed)) byLead.delete(number, story)
    for (const number of numbersOf(story.packed)) keys.drop(number)
    stories.delete(story.id)
  }

  const candidatesFor = (vector: Vector): Open[] => {
    const probes = [...vector]
      .filter(([key]) => !key.startsWith('l:'))
      .sort((a, b) => b[1] - a[1])
      .slice(0, PROBES)
    const scores = new Map<Open, number>()
    for (const [key, weight] of probes) {
      const number = keys.find(key)
      if (number === undefined || byLead.count(number) > TOO_COMMON) continue
      for (const story of byLead.of(number))
        scores.set(story, (scores.get(story) ?? 0) + (weight * weightOf(story.packed, number)) / story.size)
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, CANDIDATES)
      .map(([story]) => story)
  }

  const place: StoryIndex['place'] = (article, newId) => {
    const terms = storyTermsOf(article)
    // While it is placed, the article is one of those seen: a word that is new to all is as common as one in one article.
    note(terms, 1)
    const vector = vectorOf(terms, rarity)
    const at = timeOf(article.publishedAt)
    const sketch = sketchOf(article.text)
    const compared = comparedOf(vector, keys.find, rarity)
    const ranked = candidatesFor(vector)
      .map((story) => ({ story, near: similarity(compared, story), bar: barFor(story, at) }))
      .sort((a, b) => b.near - b.bar - (a.near - a.bar))
    note(terms, -1)
    const copied = ranked
      .map(({ story, near, bar }) => ({ story, near, original: Number.isFinite(bar) ? originalOf(story, sketch) : undefined }))
      .find(({ original }) => original !== undefined)
    const best = ranked[0]
    const joined = copied ?? (best && best.near >= best.bar ? best : undefined)
    const original = copied?.original
    const storyId = joined?.story.id ?? newId()
    // As it is now: the story in memory may be another's by the time that the state is asked for.
    const before = joined && stateOf(joined.story, keys)
    return {
      storyId,
      opened: joined === undefined,
      ...(original === undefined ? {} : { foldedInto: original }),
      similarity: (joined ?? best)?.near ?? 0,
      state: () => grown(storyId, before, vector, at, original === undefined ? { id: article.id, sketch } : undefined),
    }
  }
  const note = (terms: StoryTerms, by: number): void => {
    known.articles += by
    for (const key of terms.keys()) count(key, by)
  }

  return {
    place,
    put: (state) => {
      const story: Open = {
        id: state.id,
        size: state.size,
        newestAt: state.newestAt,
        packed: packStory(
          state.terms,
          leadKeysOf(state),
          state.members.map(({ sketch }) => sketch),
          keys,
        ),
        members: state.members.map(({ id: of }) => of),
      }
      const before = stories.get(state.id)
      if (before) drop(before)
      stories.set(story.id, story)
      for (const number of leadsOf(story.packed)) byLead.add(number, story)
      tally(story, 1)
    },
    forget: (before) => {
      for (const story of [...stories.values()]) if (story.newestAt > 0 && story.newestAt < before) drop(story)
    },
    keepNewest: (most) => {
      if (stories.size <= most) return
      const oldest = [...stories.values()].sort((a, b) => a.newestAt - b.newestAt).slice(0, stories.size - Math.floor(most * 0.9))
      for (const story of oldest) drop(story)
    },
    size: () => stories.size,
  }
}

/** Weights of an article's terms, each kind scaled to length 1, then by the kind's share. */
type Vector = ReadonlyMap<string, number>

function vectorOf(terms: StoryTerms, rarity: (key: string) => number): Vector {
  const squares: Record<string, number> = {}
  const weights = new Map<string, number>()
  for (const [key, count] of terms) {
    const weight = (1 + Math.log(count)) * rarity(key)
    weights.set(key, weight)
    const kind = key[0] as string
    squares[kind] = (squares[kind] ?? 0) + weight * weight
  }
  for (const [key, weight] of weights) {
    const kind = key[0] as string
    const length = Math.sqrt(squares[kind] ?? 0)
    weights.set(key, length === 0 ? 0 : (weight / length) * Math.sqrt(SHARE[kind] ?? 1))
  }
  return weights
}

/** A term of an article as it is compared: its number and weight; for a name in the lead also the name's own number, and what it is worth. */
interface Compared {
  readonly number: number | undefined
  readonly weight: number
  readonly lead?: { readonly name: number | undefined; readonly worth: number }
}

function comparedOf(vector: Vector, find: (key: string) => number | undefined, rarity: (key: string) => number): readonly Compared[] {
  return [...vector].map(([key, weight]) => {
    const number = find(key)
    return key.startsWith('l:') ? { number, weight, lead: { name: find(`n:${key.slice(2)}`), worth: rarity(key) } } : { number, weight }
  })
}

/**
 * 0 to 1: the mean likeness of the article to the story's articles (cosine by kind of term), together with how many of the names in its lead
 * the story knows. Means over articles, not likeness to their sum: a story of many articles must not draw in all that sounds like it.
 */
function similarity(vector: readonly Compared[], { packed, size }: Open): number {
  let alike = 0
  let all = 0
  let known = 0
  for (const { number, weight, lead } of vector) {
    alike += weight * weightOf(packed, number)
    if (lead === undefined) continue
    all += lead.worth
    const articles = articlesOf(packed, lead.name)
    if (articles > 0) known += lead.worth * Math.sqrt(Math.min(1, articles / size))
  }
  return (alike / size + KNOWN_LEAD * (all === 0 ? 0 : known / all)) / ALL_SHARES
}

const timeOf = (date: string | undefined): number => (date === undefined ? 0 : Date.parse(date) || 0)

/** How near an article must be to join: nearer, the longer the story has been silent; undated ones are taken as of the same day. */
function barFor(story: Open, at: number): number {
  const bar = JOINS - YOUNG / Math.max(1, story.size)
  if (at === 0 || story.newestAt === 0) return bar
  const gap = Math.abs(at - story.newestAt)
  return gap > LONGEST_GAP ? Number.POSITIVE_INFINITY : bar + STRICTER_A_DAY * Math.max(0, gap / DAY - 1)
}

const originalOf = ({ packed, members }: Open, sketch: readonly number[]): string | undefined =>
  members.find((_, i) => resemblance(sketchAt(packed, i), sketch) >= COPY)

/** A story in memory as it is kept. */
const stateOf = ({ id, size, newestAt, packed, members }: Open, keys: Numbered): StoryState => ({
  id,
  size,
  newestAt,
  terms: unpackTerms(packed, keys),
  members: members.map((of, i) => ({ id: of, sketch: [...sketchAt(packed, i)] })),
})

/** The story as it is with one more article in it; `story` itself is left as it is. */
function grown(
  id: string,
  story: StoryState | undefined,
  vector: Vector,
  at: number,
  member: StoryState['members'][number] | undefined,
): StoryState {
  const keep = story !== undefined && story.size >= MEMORY ? (MEMORY - 1) / MEMORY : 1
  const terms = new Map((story?.terms ?? []).map(([key, weight, articles]) => [key, { weight: weight * keep, articles: articles * keep }]))
  for (const [key, weight] of vector) {
    const held = terms.get(key)
    terms.set(key, { weight: (held?.weight ?? 0) + weight, articles: (held?.articles ?? 0) + 1 })
  }
  // Only now and then, so that what is new has time to grow.
  const kept = terms.size > TERMS_KEPT * 2 ? [...terms].sort((a, b) => b[1].weight - a[1].weight).slice(0, TERMS_KEPT) : [...terms]
  return {
    id,
    size: round((story?.size ?? 0) * keep + 1),
    newestAt: Math.max(story?.newestAt ?? 0, at),
    terms: kept.map(([key, { weight, articles }]) => [key, round(weight), round(articles)] as const),
    members: [...(story?.members ?? []), ...(member ? [member] : [])].slice(-MEMBERS_KEPT),
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
