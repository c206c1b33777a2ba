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
    const { nextPollAt, intervalMs } = outcome.next(added)
    await tx
      .updateTable('feeds')
      .set({
        next_poll_at: nextPollAt,
        interval_ms: intervalMs,
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

/** Queues what is not known yet by any of its keys; oldest (last listed) first. @returns how many. */
export async function queueEntries(tx: Queries, feedId: number, listed: readonly ListedEntry[], now: number): Promise<number> {
  const rows = listed.map(({ keys, entry }) => {
    const json = storable(JSON.stringify(entry))
    // What has no key of its own is known by all it says.
    return { keys: [...new Set(keys.length > 0 ? keys.map(storable) : [shortHash(json)])], json }
  })
  const known = await knownKeys(
    tx,
    feedId,
    rows.flatMap((row) => row.keys),
  )
  await noteListed(tx, [...new Set(known.values())], now)
  const seen = new Set(known.keys())
  const fresh = rows.reverse().filter(({ keys }) => {
    const isNew = !keys.some((key) => seen.has(key))
    for (const key of keys) seen.add(key)
    return isNew
  })
  const state = {
    state: 'waiting',
    attempts: 0,
    next_try_at: now,
    lease_owner: null,
    lease_until: 0,
    article_seq: null,
    error: null,
    listed_at: now,
  }
  const ids: number[] = []
  for (const batch of batches(fresh, 10)) {
    const added = await tx
      .insertInto('entries')
      .values(batch.map(({ json }) => ({ feed_id: feedId, entry_json: json, ...state })))
      .returning('id')
      .execute()
    ids.push(...added.map((row) => row.id).sort((a, b) => a - b))
  }
  // Keys known already stay with their entry: an edited entry adds what it is now known by.
  const keys = fresh.flatMap((row, i) => row.keys.map((key) => ({ feed_id: feedId, key, entry_id: ids[i] as number })))
  const more = listedAgain(rows, known).map(({ key, entry }) => ({ feed_id: feedId, key, entry_id: entry }))
  for (const batch of batches([...keys, ...more], 3))
    await tx
      .insertInto('entry_keys')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return fresh.length
}

/** New keys of entries that are known by another: their next edit is then known by these too. */
function listedAgain(rows: readonly { keys: readonly string[] }[], known: ReadonlyMap<string, number>): { key: string; entry: number }[] {
  return rows.flatMap(({ keys }) => {
    const entry = keys.map((key) => known.get(key)).find((id) => id !== undefined)
    return entry === undefined ? [] : keys.filter((key) => !known.has(key)).map((key) => ({ key, entry }))
  })
}

async function knownKeys(tx: Queries, feedId: number, keys: readonly string[]): Promise<Map<string, number>> {
  const known = new Map<string, number>()
  for (const batch of batches([...new Set(keys)], 1)) {
    const rows = await tx
      .selectFrom('entry_keys')
      .select(['key', 'entry_id'])
      .where('feed_id', '=', feedId)
      .where('key', 'in', batch)
      .execute()
    for (const row of rows) known.set(row.key, row.entry_id)
  }
  return known
}

async function noteListed(tx: Queries, ids: readonly number[], now: number): Promise<void> {
  for (const batch of batches(ids, 1))
    await tx
      .updateTable('entries')
      .set({ listed_at: now })
      .where('id', 'in', batch)
      .where('listed_at', '<', now - LISTED_AGAIN)
      .execute()
}
