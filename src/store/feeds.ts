import { sql } from 'kysely'
import { channelKeys, channelRow, ensureChannel } from './channel-row.js'
import { type Engine, type Queries, skipLocked } from './engine.js'
import { notePoll } from './feed-poll.js'
import { addFeed, feedOf } from './feed-row.js'
import { grouped } from './grouped.js'
import type { ChannelKey } from './place-key.js'

/** feed: polled and parsed; page: an address whose page is read anew; desk: what a channel was given itself, never polled. */
export type FeedKind = 'feed' | 'page' | 'desk'

export interface NewFeed {
  readonly url: string
  readonly kind?: FeedKind
  readonly title?: string
  readonly siteUrl?: string
  readonly etag?: string
  readonly lastModified?: string
}

/** A feed and its health. Times in milliseconds. */
export interface Feed {
  readonly id: number
  readonly url: string
  readonly kind: FeedKind
  readonly title?: string
  readonly siteUrl?: string
  readonly etag?: string
  readonly lastModified?: string
  readonly nextPollAt: number
  readonly intervalMs: number
  /** Polls in a row that failed. */
  readonly failures: number
  readonly failingSince?: number
  /** One sentence. */
  readonly lastError?: string
  readonly lastSuccessAt?: number
  /** True where the feed is gone for good (410): it is not polled again until it is added anew. */
  readonly gone: boolean
  /** True where its channels have been told that it fails. */
  readonly told: boolean
  readonly addedAt: number
}

/** A host, leased to one poller, with its due feeds. */
export interface HostClaim {
  readonly host: string
  readonly feeds: readonly Feed[]
}

/** How a poll went. */
export type PollOutcome =
  | {
      readonly type: 'fresh' | 'unchanged'
      /** When to poll next, given how many of the entries are new. */
      readonly next: (newEntries: number) => { readonly nextPollAt: number; readonly intervalMs: number }
      readonly etag?: string
      readonly lastModified?: string
      readonly title?: string
      readonly siteUrl?: string
      /** Where the feed has moved for good. */
      readonly movedTo?: string
    }
  | { readonly type: 'failed'; readonly nextPollAt: number; readonly error: string; readonly gone?: boolean; readonly tell?: string }

/** Feeds, who follows them, and whose turn it is to poll them. */
export interface Feeds {
  /** Adds the feed, or gives the one of that address. */
  add(feed: NewFeed, now: number): Promise<Feed>
  get(id: number): Promise<Feed | undefined>
  byUrl(url: string): Promise<Feed | undefined>
  /** The channel follows the feed; false where it did. `topics`: only articles that touch one of these are its news. */
  follow(channel: ChannelKey, feedId: number, now: number, topics?: readonly string[]): Promise<boolean>
  /** The channel no longer follows the feed; false where it did not. Its articles stay until they are too old. */
  unfollow(channel: ChannelKey, feedId: number): Promise<boolean>
  followedBy(channel: ChannelKey): Promise<readonly (Feed & { readonly topics: readonly string[]; readonly since: number })[]>
  followers(feedId: number): Promise<readonly ChannelKey[]>
  all(): Promise<readonly Feed[]>
  /** How many failed when they were polled last. */
  failing(): Promise<number>
  /**
   * Takes up to `limit` hosts that have due feeds which somebody follows, for `leaseMs`; a host is polled by one process at a time. A lease
   * that its owner does not give back runs out by itself.
   */
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number; feedsPerHost?: number }): Promise<readonly HostClaim[]>
  /** Gives a host back; without one, all that `owner` holds. */
  release(owner: string, host?: string): Promise<void>
  /**
   * Notes how a poll went and what it brought, in one transaction: entries not known yet are queued (entries.ts). On `tell`, every channel that
   * follows the feed gets that notice, once until the feed recovers; on recovery after that, one that it is well again (`recovered`).
   * @returns how many entries are new.
   */
  polled(feedId: number, outcome: PollOutcome, entries: readonly ListedEntry[], now: number, recovered?: string): Promise<number>
  /** How many feeds are due now. */
  due(now: number): Promise<number>
  /** When the next feed is due; undefined where none ever is. */
  nextDue(): Promise<number | undefined>
}

/**
 * An entry as a feed lists it: all that it is known by within the feed (guid, address, words), and what is needed to read it later (any JSON).
 * One that shares a key with an entry seen before is that entry, whatever has been edited.
 */
export interface ListedEntry {
  readonly keys: readonly string[]
  readonly entry: unknown
}

/** Feeds over an open database. */
export function createFeeds(engine: Engine): Feeds {
  const { db } = engine
  return {
    add: (feed, now) => engine.write((tx) => addFeed(tx, feed, now)),
    get: async (id) => {
      const row = await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst()
      return row && feedOf(row)
    },
    byUrl: async (url) => {
      const row = await db.selectFrom('feeds').selectAll().where('url', '=', url).executeTakeFirst()
      return row && feedOf(row)
    },
    follow: (channel, feedId, now, topics = []) =>
      engine.write(async (tx) => {
        const row = { channel_id: await ensureChannel(tx, channel, now), feed_id: feedId, topics_json: JSON.stringify(topics), since: now }
        const had = await tx
          .selectFrom('subscriptions')
          .select('feed_id')
          .where('channel_id', '=', row.channel_id)
          .where('feed_id', '=', feedId)
          .executeTakeFirst()
        await tx
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) => conflict.columns(['channel_id', 'feed_id']).doUpdateSet({ topics_json: row.topics_json }))
          .execute()
        return had === undefined
      }),
    unfollow: async (channel, feedId) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return false
      const gone = await db.deleteFrom('subscriptions').where('channel_id', '=', id).where('feed_id', '=', feedId).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
    followedBy: async (channel) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return []
      const rows = await db
        .selectFrom('subscriptions')
        .innerJoin('feeds', 'feeds.id', 'subscriptions.feed_id')
        .selectAll('feeds')
        .select(['topics_json', 'since'])
        .where('channel_id', '=', id)
        .where('feeds.kind', '!=', 'desk')
        .orderBy('feeds.id')
        .execute()
      return rows.map((row) => ({ ...feedOf(row), topics: JSON.parse(row.topics_json) as string[], since: row.since }))
    },
    followers: async (feedId) => {
      const rows = await db.selectFrom('subscriptions').select('channel_id').where('feed_id', '=', feedId).execute()
      const keys = await channelKeys(
        engine,
        rows.map((row) => row.channel_id),
      )
      return [...keys.values()]
    },
    all: async () => (await db.selectFrom('feeds').selectAll().where('kind', '!=', 'desk').orderBy('id').execute()).map(feedOf),
    failing: async () =>
      (
        await db
          .selectFrom('feeds')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('kind', '!=', 'desk')
          .where('failures', '>', 0)
          .executeTakeFirstOrThrow()
      ).count,
    claim: (claim) => claimHosts(engine, claim),
    release: async (owner, host) => {
      const held = db.updateTable('feed_hosts').set({ lease_owner: null, lease_until: 0 }).where('lease_owner', '=', owner)
      await (host === undefined ? held : held.where('host', '=', host)).execute()
    },
    polled: (feedId, outcome, entries, now, recovered) => notePoll(engine, feedId, outcome, entries, now, recovered),
    due: async (now) => {
      const { count } = await dueFeeds(db)
        .where('feeds.next_poll_at', '<=', now)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    nextDue: async () => {
      const row = await dueFeeds(db).select('feeds.next_poll_at').orderBy('feeds.next_poll_at').limit(1).executeTakeFirst()
      return row?.next_poll_at
    },
  }
}

/** Feeds that somebody follows and that can be polled. */
const dueFeeds = (db: Queries) =>
  db
    .selectFrom('feeds')
    .where('kind', '!=', 'desk')
    .where('gone', '=', 0)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('subscriptions').select('feed_id').whereRef('subscriptions.feed_id', '=', 'feeds.id')),
    )

async function claimHosts(
  engine: Engine,
  { owner, now, leaseMs, limit, feedsPerHost = 50 }: Parameters<Feeds['claim']>[0],
): Promise<readonly HostClaim[]> {
  return engine.write(async (tx) => {
    const due = dueFeeds(tx)
      .select('feeds.host')
      .where('feeds.next_poll_at', '<=', now)
      .orderBy('feeds.next_poll_at')
      .limit(limit * 20)
    const { rows } = await sql<{ host: string }>`select feed_hosts.host as host from feed_hosts
      where feed_hosts.lease_until <= ${now} and feed_hosts.host in (select due.host from (${due}) as due)
      limit ${limit} ${skipLocked(engine, 'feed_hosts')}`.execute(tx)
    const hosts = rows.map((row) => row.host)
    if (hosts.length === 0) return []
    await tx
      .updateTable('feed_hosts')
      .set({ lease_owner: owner, lease_until: now + leaseMs })
      .where('host', 'in', hosts)
      .execute()
    const feeds = await dueFeeds(tx)
      .selectAll('feeds')
      .where('feeds.next_poll_at', '<=', now)
      .where('feeds.host', 'in', hosts)
      .orderBy('feeds.next_poll_at')
      .execute()
    const byHost = grouped(feeds, (row) => row.host)
    return hosts.map((host) => ({ host, feeds: (byHost.get(host) ?? []).slice(0, feedsPerHost).map(feedOf) }))
  })
}
