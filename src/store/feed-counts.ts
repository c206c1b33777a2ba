import { sql } from 'kysely'
import type { Engine } from './engine.js'

/** How many articles sets of feeds hold. */
export interface FeedCounts {
  /** Each article once, in however many of the feeds it is. `maxAge` milliseconds: how old the count of a large set may be. */
  of(feeds: readonly number[], maxAge: number): Promise<number>
}

/** Articles from which on a count is remembered: fewer are counted in no time. */
const LARGE = 5_000
/** Sets whose counts are remembered; with more, all are forgotten. */
const MOST_SETS = 1_000

/** Counts over an open database. */
export function createFeedCounts(engine: Engine): FeedCounts {
  const known = new Map<string, { readonly count: number; readonly at: number }>()
  return {
    of: async (feeds, maxAge) => {
      const key = feeds.join(' ')
      const now = performance.now()
      const last = known.get(key)
      if (last !== undefined && now - last.at <= maxAge) return last.count
      const count = await countOf(engine, feeds)
      if (known.size >= MOST_SETS) known.clear()
      if (count >= LARGE) known.set(key, { count, at: now })
      else known.delete(key)
      return count
    },
  }
}

// The index by feed alone gives the answer, many times faster than asking of each article whether a feed holds it.
async function countOf({ db }: Engine, feeds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select distinct article_seq from article_feeds where feed_id in (${sql.join(feeds)})) as held`.execute(db)
  return rows[0]?.count ?? 0
}
