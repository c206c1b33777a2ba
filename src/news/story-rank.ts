/** What ranking looks at in a story. */
export interface RankedStory {
  /** Outlets that carry it, copies of agency text included. */
  readonly outlets: number
  /** Articles that are no copies. */
  readonly articles: number
  /** Of these, how many the channel has not seen. */
  readonly unseen: number
  /** Milliseconds since 1970 of its newest article. */
  readonly newestAt: number
}

/** After so long a story is worth half of what it was. */
const HALF_LIFE_MS = 12 * 3_600_000

/**
 * How much a story matters to a channel now: more with every outlet (by its logarithm), less with age, and by what is new in it; 0 where nothing is.
 * Only for comparing stories at one moment.
 */
export function storyWeight({ outlets, articles, unseen, newestAt }: RankedStory, now: number): number {
  const spread = Math.log2(1 + Math.max(1, outlets)) + 0.25 * Math.log2(Math.max(1, articles))
  const freshness = 0.5 ** (Math.max(0, now - newestAt) / HALF_LIFE_MS)
  const news = Math.sqrt(unseen / Math.max(1, articles))
  return spread * freshness * news
}

/** Stories by weight, the heaviest first; of equals the newer first. */
export const rankStories = <T extends RankedStory>(stories: readonly T[], now: number): T[] =>
  [...stories].sort((a, b) => storyWeight(b, now) - storyWeight(a, now) || b.newestAt - a.newestAt)
