import { sql } from 'kysely'
import type { Kept, Reading } from './articles.js'
import { batches, type Engine, type Queries, skipLocked, storable } from './engine.js'
import { queueEntries } from './feed-poll.js'
import type { ListedEntry } from './feeds.js'
import { joinFeed, keepReading } from './keep.js'
import type { StoryChange, StoryState } from './stories.js'
import { placeInStory, STATES_AT_ONCE, storyStates } from './story-rows.js'

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
  /** Puts an entry into the queue and takes it at once, for what is read right away; where one of its keys is known, takes that entry anew. */
  put(feedId: number, entry: ListedEntry, now: number): Promise<EntryClaim>
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
  /** By feed: how many of its entries became articles and how many could not, for the feeds of which any could not. */
  troubles(feedIds: readonly number[]): Promise<ReadonlyMap<number, EntryTrouble>>
}

/** What became of a feed's entries. */
export interface EntryTrouble {
  readonly kept: number
  readonly failed: number
  /** Why the last one of them failed; one sentence. */
  readonly error: string
}

/**
 * Says which story a new article joins or opens. `states` gives the states of stories as they are within the transaction: those changed since
 * a version (0: all) and still open, oldest change first, at most STATES_AT_ONCE; what came before may be remembered.
 */
export type PlaceInStory = (
  reading: Reading,
  articleId: string,
  states: (version: number, openSince: number) => Promise<readonly StoryState[]>,
) => Promise<StoryChange | undefined>

/** Most tries of an entry before it is given up, whatever its failures say. */
const MOST_ATTEMPTS = 8

/** The queue over an open database. */
export function createEntries(engine: Engine): Entries {
  const { db } = engine
  const waiting = (query: Queries) => query.selectFrom('entries').where('state', '=', 'waiting')
  return {
    claim: ({ owner, now, leaseMs, limit }) =>
      engine.write(async (tx) => {
        const { rows } = await sql<{
          id: number
        }>`select id from entries where state = 'waiting' and next_try_at <= ${now} and lease_until <= ${now}
          order by next_try_at, id limit ${limit} ${skipLocked(engine, 'entries')}`.execute(tx)
        if (rows.length === 0) return []
        const claimed = await tx
          .updateTable('entries')
          .set((eb) => ({ lease_owner: owner, lease_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
          .where(
            'id',
            'in',
            rows.map((row) => row.id),
          )
          .returning(['id', 'feed_id', 'attempts', 'entry_json'])
          .execute()
        return claimed
          .sort((a, b) => a.id - b.id)
          .map((row) => ({
            id: row.id,
            feedId: row.feed_id,
            attempts: row.attempts,
            entry: JSON.parse(row.entry_json ?? 'null') as unknown,
          }))
      }),
    put: (feedId, entry, now) => putEntry(engine, feedId, entry, now),
    keep: (claim, reading, place) => keepEntry(engine, claim, reading, place),
    join: (claim, articleId) =>
      engine.write(async (tx) => {
        const article = await tx.selectFrom('articles').select('seq').where('id', '=', articleId).executeTakeFirst()
        if (article === undefined || !(await finish(tx, claim, article.seq))) return
        await joinFeed(engine, tx, article.seq, claim.feedId)
      }),
    fail: async (claim, error, retryAt) => {
      const again = retryAt !== undefined && claim.attempts < MOST_ATTEMPTS
      await db
        .updateTable('entries')
        .set({
          error: storable(error),
          lease_owner: null,
          lease_until: 0,
          ...(again ? { next_try_at: retryAt } : { state: 'failed', entry_json: null }),
        })
        .where('id', '=', claim.id)
        .where('state', '=', 'waiting')
        .execute()
    },
    release: async (owner) => {
      await db
        .updateTable('entries')
        .set((eb) => ({ lease_owner: null, lease_until: 0, attempts: eb('attempts', '-', 1) }))
        .where('state', '=', 'waiting')
        .where('lease_owner', '=', owner)
        .execute()
    },
    waiting: async () => {
      const row = await waiting(db)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('listed_at').as('oldest')])
        .executeTakeFirstOrThrow()
      return row.oldest === null || row.oldest === undefined ? { count: row.count } : { count: row.count, oldestAt: row.oldest }
    },
    troubles: (feedIds) => troublesOf(db, feedIds),
  }
}

async function troublesOf(db: Queries, feedIds: readonly number[]): Promise<ReadonlyMap<number, EntryTrouble>> {
  const found = new Map<number, EntryTrouble>()
  for (const batch of batches(feedIds, 1)) {
    const { rows } = await sql<{ feed_id: number; kept: number; failed: number; error: string }>`
      select counts.feed_id as feed_id, counts.kept as kept, counts.failed as failed, entries.error as error from (
        select feed_id, sum(case when error is null then 1 else 0 end) as kept, sum(case when error is null then 0 else 1 end) as failed,
          max(case when error is null then null else id end) as last
        from entries where feed_id in (${sql.join(batch)}) and (state = 'kept' or error is not null) group by feed_id
      ) as counts join entries on entries.id = counts.last`.execute(db)
    for (const { feed_id, kept, failed, error } of rows) found.set(feed_id, { kept: Number(kept), failed: Number(failed), error })
  }
  return found
}

/** Milliseconds for which an entry that is read right away is left to its reader. */
const READ_NOW = 10 * 60_000

async function putEntry(engine: Engine, feedId: number, entry: ListedEntry, now: number): Promise<EntryClaim> {
  return engine.write(async (tx) => {
    await queueEntries(tx, feedId, [entry], now)
    const { entry_id: id } = await tx
      .selectFrom('entry_keys')
      .select('entry_id')
      .where('feed_id', '=', feedId)
      .where('key', 'in', entry.keys)
      .limit(1)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('entries')
      .set({ state: 'waiting', lease_owner: 'at once', lease_until: now + READ_NOW, next_try_at: now, attempts: 1 })
      .where('id', '=', id)
      .execute()
    return { id, feedId, attempts: 1, entry: entry.entry }
  })
}

async function keepEntry(engine: Engine, claim: EntryClaim, reading: Reading, place?: PlaceInStory): Promise<Kept> {
  let onKept: (() => void) | undefined
  const kept = await engine.write(async (tx) => {
    // Stories are gathered one article at a time, so that two processes cannot open two stories for one event.
    if (place !== undefined && engine.kind === 'postgres') await sql`select pg_advisory_xact_lock(${STORIES_LOCK}::bigint)`.execute(tx)
    // Its feed may have been deleted while it was being read.
    const entry = await tx.selectFrom('entries').select('id').where('id', '=', claim.id).executeTakeFirst()
    if (entry === undefined) return { id: reading.document.article.id, isNew: false }
    const kept = await keepReading(engine, tx, reading, [claim.feedId], Date.now())
    if (kept.isNew && place !== undefined) {
      const change = await place(reading, kept.id, (version, openSince) => storyStates(tx, version, openSince, STATES_AT_ONCE))
      if (change !== undefined) {
        const version = await placeInStory(tx, kept.seq, change)
        onKept = () => change.onKept?.(version)
      }
    }
    await finish(tx, claim, kept.seq)
    return { id: kept.id, isNew: kept.isNew }
  })
  onKept?.()
  return kept
}

/** Takes the entry off the queue; false where it was taken off before. */
async function finish(tx: Queries, claim: EntryClaim, articleSeq: number): Promise<boolean> {
  const done = await tx
    .updateTable('entries')
    .set({ state: 'kept', entry_json: null, error: null, article_seq: articleSeq, lease_owner: null, lease_until: 0 })
    .where('id', '=', claim.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

// Any number that nothing else locks.
const STORIES_LOCK = 66_732_674
