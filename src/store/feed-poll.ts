import { batches, type Engine, type Queries, storable, storableOrNull } from './engine.js'
import { feedOf, hostOf } from './feed-row.js'
import type { Feed, ListedEntry, PollOutcome } from './feeds.js'
import { shortHash } from './ids.js'

/** Writes how a poll went; in one transaction with what it brought, so that a validator (ETag) is never kept without the entries it stands for. */
export function notePoll(
  engine: Engine,
  feedId: number,
  outcome: PollOutcome,
  entries: readonly ListedEntry[],
  now: number,
  recovered?: string,
): Promise<number> {
  return engine.write(async (tx) => {
    const row = await tx.selectFrom('feeds').selectAll().where('id', '=', feedId).executeTakeFirst()
    if (row === undefined) return 0
    const feed = feedOf(row)
    if (outcome.type === 'failed') {
      await noteFailure(tx, feed, outcome, now)
      return 0
    }
    const added = await queueEntries(tx, feedId, entries, now)
    await tx
      .updateTable('feeds')
      .set({
        next_poll_at: outcome.nextPollAt,
        interval_ms: outcome.intervalMs,
        failures: 0,
        failing_since: null,
        last_error: null,
        last_success_at: now,
        told: 0,
        // A 304 need not repeat the validators.
        ...(outcome.type === 'fresh' || outcome.etag !== undefined ? { etag: storableOrNull(outcome.etag) } : {}),
        ...(outcome.type === 'fresh' || outcome.lastModified !== undefined ? { last_modified: storableOrNull(outcome.lastModified) } : {}),
        ...(outcome.title === undefined ? {} : { title: storable(outcome.title) }),
        ...(outcome.siteUrl === undefined ? {} : { site_url: storable(outcome.siteUrl) }),
      })
      .where('id', '=', feedId)
      .execute()
    if (outcome.movedTo !== undefined) await move(tx, feed, storable(outcome.movedTo))
    if (feed.told && recovered !== undefined) await tell(tx, feedId, 'feed-recovered', recovered, now)
    return added
  })
}

async function noteFailure(tx: Queries, feed: Feed, outcome: PollOutcome & { type: 'failed' }, now: number): Promise<void> {
  const tells = outcome.tell !== undefined && !feed.told
  await tx
    .updateTable('feeds')
    .set({
      next_poll_at: outcome.nextPollAt,
      failures: feed.failures + 1,
      failing_since: feed.failingSince ?? now,
      last_error: storable(outcome.error),
      gone: outcome.gone ? 1 : 0,
      told: feed.told || tells ? 1 : 0,
    })
    .where('id', '=', feed.id)
    .execute()
  if (tells) await tell(tx, feed.id, 'feed-failing', outcome.tell as string, now)
}

async function tell(tx: Queries, feedId: number, kind: string, text: string, now: number): Promise<void> {
  const followers = await tx.selectFrom('subscriptions').select('channel_id').where('feed_id', '=', feedId).execute()
  // A notice of the other kind that has not been posted yet is out of date.
  await tx.deleteFrom('notices').where('feed_id', '=', feedId).where('lease_until', '=', 0).execute()
  const rows = followers.map(({ channel_id }) => ({ channel_id, kind, text: storable(text), feed_id: feedId, created_at: now }))
  for (const batch of batches(rows, 8))
    await tx
      .insertInto('notices')
      .values(batch.map((notice) => ({ ...notice, lease_owner: null, lease_until: 0, attempts: 0 })))
      .execute()
}

// The new address may be followed already as a feed of its own; then this one keeps its old address.
async function move(tx: Queries, feed: Feed, url: string): Promise<void> {
  if (url === feed.url || (await tx.selectFrom('feeds').select('id').where('url', '=', url).executeTakeFirst()) !== undefined) return
  const host = hostOf(url)
  await tx
    .insertInto('feed_hosts')
    .values({ host, lease_owner: null, lease_until: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.updateTable('feeds').set({ url, host }).where('id', '=', feed.id).execute()
}

/** Milliseconds after which an entry that is still listed is noted so again, to be kept from forgetting. */
const LISTED_AGAIN = 7 * 86_400_000

/** Queues what is not known yet by guid, address or fingerprint; oldest (last listed) first. @returns how many. */
async function queueEntries(tx: Queries, feedId: number, listed: readonly ListedEntry[], now: number): Promise<number> {
  const rows = listed.map((one) => ({
    guid_hash: shortHash(one.guid),
    url_hash: one.url === undefined ? null : shortHash(one.url),
    print_hash: one.fingerprint === undefined ? null : shortHash(one.fingerprint),
    entry: one.entry,
  }))
  const known = await knownEntries(tx, feedId, rows)
  const again = known.rows.filter((row) => row.listed_at < now - LISTED_AGAIN).map((row) => row.id)
  for (const ids of batches(again, 1)) await tx.updateTable('entries').set({ listed_at: now }).where('id', 'in', ids).execute()
  const fresh: typeof rows = []
  for (const row of rows.reverse()) {
    const signs = [row.guid_hash, row.url_hash, row.print_hash].filter((sign) => sign !== null)
    if (signs.some((sign) => known.signs.has(sign))) continue
    for (const sign of signs) known.signs.add(sign)
    fresh.push(row)
  }
  const values = fresh.map(({ entry, ...signs }) => ({
    ...signs,
    feed_id: feedId,
    state: 'waiting',
    entry_json: storable(JSON.stringify(entry)),
    attempts: 0,
    next_try_at: now,
    lease_owner: null,
    lease_until: 0,
    article_seq: null,
    error: null,
    listed_at: now,
  }))
  for (const batch of batches(values, 13)) await tx.insertInto('entries').values(batch).execute()
  return fresh.length
}

async function knownEntries(
  tx: Queries,
  feedId: number,
  rows: readonly { guid_hash: string; url_hash: string | null; print_hash: string | null }[],
): Promise<{ signs: Set<string>; rows: { id: number; listed_at: number }[] }> {
  const signs = new Set<string>()
  const found = new Map<number, { id: number; listed_at: number }>()
  for (const batch of batches(rows, 3)) {
    for (const column of ['guid_hash', 'url_hash', 'print_hash'] as const) {
      const wanted = batch.map((row) => row[column]).filter((sign) => sign !== null)
      if (wanted.length === 0) continue
      const kept = await tx
        .selectFrom('entries')
        .select(['id', 'listed_at', column])
        .where('feed_id', '=', feedId)
        .where(column, 'in', wanted)
        .execute()
      for (const row of kept) {
        signs.add(row[column] as string)
        found.set(row.id, row)
      }
    }
  }
  return { signs, rows: [...found.values()] }
}
