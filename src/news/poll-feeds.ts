import { OnRecordError } from '../errors.js'
import type { Feed as KeptFeed } from '../store/feeds.js'
import type { Store } from '../store/store.js'
import { keysOf } from './entry.js'
import type { Fetcher } from './fetch.js'
import { afterPoll, type PollOutcome, type PollState } from './polling.js'
import { fetchFeed, type Polled } from './source.js'

/** What polling works with. */
export interface PollServices {
  readonly store: Store
  readonly fetcher: Fetcher
  readonly owner: string
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  readonly onTrouble?: (what: string, error: unknown) => void
}

/** Hosts that one process asks at the same time. */
const HOSTS_AT_ONCE = 8
const LEASE_MS = 10 * 60_000
/** Longest text of an entry that is queued; what is longer is read from its page. */
const LONGEST_ENTRY = 500_000

/** What came of polling. */
export interface PollCount {
  readonly polled: number
  readonly unchanged: number
  readonly failed: number
  readonly entries: number
}

/**
 * Polls every feed that is due, several hosts at a time, each host's feeds one after the other; other processes leave those hosts alone.
 * Ends when nothing is due any more, or with `signal`. One broken feed never stops the others.
 */
export async function pollFeeds(services: PollServices, signal?: AbortSignal): Promise<PollCount> {
  const count = { polled: 0, unchanged: 0, failed: 0, entries: 0 }
  const lanes = Array.from({ length: HOSTS_AT_ONCE }, async () => {
    while (!signal?.aborted) {
      const [claim] = await services.store.feeds.claim({ owner: services.owner, now: services.now(), leaseMs: LEASE_MS, limit: 1 })
      if (claim === undefined) return
      try {
        for (const feed of claim.feeds) {
          if (signal?.aborted) break
          const { type, entries } = await pollFeed(services, feed)
          count.polled++
          count.entries += entries
          if (type === 'unchanged') count.unchanged++
          if (type === 'failed') count.failed++
        }
      } finally {
        await services.store.feeds.release(services.owner, claim.host)
      }
    }
  })
  const ends = await Promise.allSettled(lanes)
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return count
}

/** Polls one feed and queues its new entries. Never rejects for what is wrong with the feed: that is noted with it. */
export async function pollFeed(
  services: PollServices,
  feed: KeptFeed,
): Promise<{ readonly type: 'fresh' | 'unchanged' | 'failed'; readonly entries: number }> {
  const { store, fetcher, now } = services
  let polled: Polled
  try {
    polled = await fetchFeed(fetcher, feed.url, { etag: feed.etag, lastModified: feed.lastModified })
  } catch (error) {
    services.onTrouble?.(`feed ${feed.url}`, error)
    await noteFailure(services, feed, error)
    return { type: 'failed', entries: 0 }
  }
  const type = polled.feed === undefined ? 'unchanged' : 'fresh'
  const entries = polled.feed?.entries ?? []
  const keys = keysOf(feed.url, entries)
  const listed = entries.map((entry, i) => ({
    keys: keys[i]?.keys ?? [],
    entry: (entry.html?.length ?? 0) + (entry.text?.length ?? 0) > LONGEST_ENTRY ? { ...entry, html: undefined, text: undefined } : entry,
  }))
  const { etag, lastModified } = polled.conditions
  const added = await store.feeds.polled(
    feed.id,
    {
      type,
      next: (newEntries) => nextOf(feed, outcomeOf(polled, newEntries), now()),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(polled.feed?.title ? { title: polled.feed.title } : {}),
      ...(polled.feed?.siteUrl === undefined ? {} : { siteUrl: polled.feed.siteUrl }),
      ...(polled.movedTo === undefined ? {} : { movedTo: polled.movedTo }),
    },
    listed,
    now(),
    `${nameOf(feed)} is back: it can be read again.`,
  )
  if (added > 0) await store.wake('entries')
  return { type, entries: added }
}

function outcomeOf(polled: Polled, newEntries: number): PollOutcome {
  const { feed, freshForMs } = polled
  if (feed === undefined) return { kind: 'unchanged', freshForMs }
  const times = feed.entries.flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [Date.parse(publishedAt)]))
  return { kind: 'read', entryTimes: times, newEntries, ttlMinutes: feed.ttlMinutes, freshForMs }
}

const nextOf = (feed: KeptFeed, outcome: PollOutcome, now: number): { nextPollAt: number; intervalMs: number } => {
  const { state } = afterPoll(stateOf(feed), outcome, now, Math.random())
  return { nextPollAt: state.nextAt, intervalMs: state.intervalMs }
}

const stateOf = (feed: KeptFeed): PollState => ({
  nextAt: feed.nextPollAt,
  intervalMs: feed.intervalMs,
  failures: feed.failures,
  told: feed.told,
  ...(feed.failingSince === undefined ? {} : { failingSince: feed.failingSince }),
})

async function noteFailure({ store, now }: PollServices, feed: KeptFeed, error: unknown): Promise<void> {
  // What is no error of fetching or of the feed is a fault of ours or of the store; it must not count against the feed.
  if (!(error instanceof OnRecordError) || error.name === 'StoreError') throw error
  const gone = error.code === 'gone'
  const { state, notice } = afterPoll(stateOf(feed), { kind: 'failed', gone, retryAfterMs: error.retryAfterMs }, now(), Math.random())
  const tell = gone
    ? `${nameOf(feed)} is gone for good. It is not asked any more; remove it with /sources remove, or add its new address.`
    : `${nameOf(feed)} has not been readable for a day: ${error.message} It stays listed and is tried once a day.`
  await store.feeds.polled(
    feed.id,
    { type: 'failed', nextPollAt: state.nextAt, error: error.message, gone, ...(notice === 'failing' ? { tell } : {}) },
    [],
    now(),
  )
}

const nameOf = (feed: KeptFeed): string => (feed.title === undefined ? feed.url : `${feed.title} (${feed.url})`)
