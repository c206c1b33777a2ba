import type { Selectable } from 'kysely'
import { type Queries, storable, storableOrNull } from './engine.js'
import type { Feed, FeedKind, NewFeed } from './feeds.js'
import type { Schema } from './schema.js'

/** Milliseconds between polls of a feed that nothing is known of yet. */
const FIRST_INTERVAL = 30 * 60_000

/** A row as the feed it stands for. */
export function feedOf(row: Selectable<Schema['feeds']>): Feed {
  return {
    id: row.id,
    url: row.url,
    kind: row.kind as FeedKind,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.site_url === null ? {} : { siteUrl: row.site_url }),
    ...(row.etag === null ? {} : { etag: row.etag }),
    ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
    nextPollAt: row.next_poll_at,
    intervalMs: row.interval_ms,
    failures: row.failures,
    ...(row.failing_since === null ? {} : { failingSince: row.failing_since }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
    ...(row.last_success_at === null ? {} : { lastSuccessAt: row.last_success_at }),
    gone: row.gone === 1,
    told: row.told === 1,
    addedAt: row.added_at,
  }
}

/** Adds a feed within a transaction, or gives the one of its address; one that was gone for good is tried again. */
export async function addFeed(tx: Queries, feed: NewFeed, now: number): Promise<Feed> {
  const host = hostOf(feed.url)
  await tx
    .insertInto('feed_hosts')
    .values({ host, lease_owner: null, lease_until: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .insertInto('feeds')
    .values({
      url: storable(feed.url),
      kind: feed.kind ?? 'feed',
      host,
      title: storableOrNull(feed.title),
      site_url: storableOrNull(feed.siteUrl),
      etag: storableOrNull(feed.etag),
      last_modified: storableOrNull(feed.lastModified),
      next_poll_at: now,
      interval_ms: FIRST_INTERVAL,
      failures: 0,
      failing_since: null,
      last_error: null,
      last_success_at: null,
      gone: 0,
      told: 0,
      added_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('url').doUpdateSet((eb) => ({
        gone: 0,
        next_poll_at: eb.case().when('feeds.gone', '=', 1).then(now).else(eb.ref('feeds.next_poll_at')).end(),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return feedOf(row)
}

/** The host that an address is fetched from, with its port; the address itself where it has none. */
export const hostOf = (url: string): string => (URL.canParse(url) && new URL(url).host) || storable(url)
