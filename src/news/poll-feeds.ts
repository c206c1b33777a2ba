import { FeedError, OnRecordError } from '../errors.js'
import type { Feed as KeptFeed } from '../store/feeds.js'
import type { Store } from '../store/store.js'
import { addressIdentity } from './address-identity.js'
import type { EntryKeys } from './entry.js'
import type { FeedEntry } from './feed.js'
import type { Fetcher } from './fetch.js'
import { type Parser, parseHere } from './parser.js'
import { afterPoll, type PollOutcome, type PollState } from './polling.js'
import { fetchFeed, fetchSite, type Polled } from './source.js'

/** What polling works with. */
export interface PollServices {
  readonly store: Store
  readonly fetcher: Fetcher
  /** Its parser makes feeds of what was fetched; absent: this thread does. */
  readonly readings?: { readonly parser?: Parser }
  readonly owner: string
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  readonly onTrouble?: (what: string, error: unknown) => void
  /** Hears of each feed that was asked, however it went. */
  readonly onPolled?: () => void
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
          services.onPolled?.()
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
  let polled: Polled<Listed>
  try {
    polled = await listingOf(fetcher, feed, services.readings?.parser ?? parseHere)
  } catch (error) {
    services.onTrouble?.(`feed ${feed.url}`, error)
    await noteFailure(services, feed, error)
    return { type: 'failed', entries: 0 }
  }
  const type = polled.parsed === undefined ? 'unchanged' : 'fresh'
  const { entries, keys, title, siteUrl } = polled.parsed ?? NOTHING
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
      ...(title ? { title } : {}),
      ...(siteUrl === undefined ? {} : { siteUrl }),
      ...(polled.movedTo === undefined ? {} : { movedTo: polled.movedTo }),
    },
    listed,
    now(),
    `${nameOf(feed)} is back: it can be read again.`,
  )
  if (added > 0) await store.wake('entries')
  return { type, entries: added }
}

/** What a source lists, whether it is a feed or a page. */
interface Listed {
  readonly entries: readonly FeedEntry[]
  readonly keys: readonly EntryKeys[]
  readonly title?: string
  readonly siteUrl?: string
  readonly ttlMinutes?: number
}

const NOTHING: Listed = { entries: [], keys: [] }

async function listingOf(fetcher: Fetcher, { kind, url, etag, lastModified }: KeptFeed, parser: Parser): Promise<Polled<Listed>> {
  if (kind === 'feed') {
    const { parsed, ...rest } = await fetchFeed(fetcher, url, { etag, lastModified }, parser)
    return parsed === undefined ? rest : { ...rest, parsed: { ...parsed.feed, keys: parsed.keys } }
  }
  const { parsed, ...rest } = await fetchSite(fetcher, url, { etag, lastModified }, parser)
  if (parsed === undefined) return rest
  if (parsed.kind === 'feed') return { ...rest, parsed: { ...parsed.feed, keys: parsed.keys } }
  if (parsed.links.length === 0)
    throw new FeedError('no-articles', `${url} lists no articles any more; open it in a browser, then remove it or add the page that does.`)
  // The headline of the article itself goes before the words of the link, so those are left out.
  const entries = parsed.links.map((link): FeedEntry => ({ url: link.url, title: '', titleMarkup: '' }))
  return { ...rest, parsed: { entries, keys: parsed.links.map((link) => ({ keys: [addressIdentity(link.url)] })) } }
}

function outcomeOf({ parsed, freshForMs }: Polled<Listed>, newEntries: number): PollOutcome {
  if (parsed === undefined) return { kind: 'unchanged', freshForMs }
  const times = parsed.entries.flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [Date.parse(publishedAt)]))
  return { kind: 'read', entryTimes: times, newEntries, ttlMinutes: parsed.ttlMinutes, freshForMs }
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
