import type { Kept, Reading } from './articles.js'
import type { StoryChange } from './stories.js'

/** An entry leased for reading. `entry` is what was queued, as it was handed in. */
export interface EntryClaim {
  readonly id: number
  readonly feedId: number
  readonly attempts: number
  readonly entry: unknown
}

/** The durable queue between polling and reading: an entry is in it until its article is kept or it is given up. */
export interface Entries {
  /** Takes up to `limit` waiting entries for `leaseMs`, oldest first. */
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number }): Promise<readonly EntryClaim[]>
  /**
   * Keeps the entry's article and takes the entry off the queue, in one transaction: both or neither, once, whoever else took the same entry.
   * `place` is called within it for a new article, one article at a time over all processes: it says which story it joins.
   */
  keep(claim: EntryClaim, reading: Reading, place?: PlaceInStory): Promise<Kept>
  /** Joins the entry to an article that is kept already. */
  join(claim: EntryClaim, articleId: string): Promise<void>
  /** Notes that reading failed; it comes again at `retryAt`, or never where that is absent. */
  fail(claim: EntryClaim, error: string, retryAt?: number): Promise<void>
  /** Gives entries back unread (a graceful stop). */
  release(owner: string): Promise<void>
  waiting(): Promise<{ readonly count: number; readonly oldestAt?: number }>
}

/** Says which story a new article joins or opens; may read and change the stories it is given. */
export type PlaceInStory = (reading: Reading, articleId: string) => Promise<StoryChange | undefined> | StoryChange | undefined
