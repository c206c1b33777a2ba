import { sql } from 'kysely'
import { teamRow } from './channel-row.js'
import { batches, type Engine, type Queries } from './engine.js'
import { grouped } from './grouped.js'
import type { TeamKey } from './place-key.js'
import { dropFromIndex } from './word-index.js'

/** Articles deleted in one transaction: other writers wait no longer than for these. */
const BATCH = 200

/**
 * Deletes everything of a team: first what is its own in one transaction, then, in small ones, feeds that nobody follows any more and their
 * articles. Cut off in between, the rest goes with the next deletion or when it is too old.
 */
export async function deleteTeam(engine: Engine, team: TeamKey): Promise<number> {
  const feeds = await engine.write(async (tx) => {
    await tx.deleteFrom('installations').where('platform', '=', team.platform).where('team', '=', team.team).execute()
    await deleteRemembered(tx, `${team.platform}/${team.team}/`)
    const id = await teamRow(tx, team)
    if (id === undefined) return []
    const followed = await tx
      .selectFrom('subscriptions')
      .innerJoin('channels', 'channels.id', 'subscriptions.channel_id')
      .select('feed_id')
      .distinct()
      .where('team_id', '=', id)
      .execute()
    const digests = await tx
      .selectFrom('editions')
      .innerJoin('channels', 'channels.id', 'editions.channel_id')
      .select('digest')
      .distinct()
      .where('team_id', '=', id)
      .execute()
    // Channels, what they follow, schedules, editions, threads, marks, notices and corrections go with it by their foreign keys.
    await tx.deleteFrom('teams').where('id', '=', id).execute()
    for (const { digest } of digests) if (digest !== null) await dropDigests(tx, Number.MAX_SAFE_INTEGER, digest)
    return followed.map((row) => row.feed_id)
  })
  let articles = 0
  for (const feed of feeds) articles += await deleteFeedUnlessFollowed(engine, feed)
  return articles
}

/** Deletes what editions said that no edition says any more, where it was written before `before`; all, or that of `key`. */
export async function dropDigests(db: Queries, before: number, key?: string): Promise<void> {
  const unused = db
    .deleteFrom('digests')
    .where('written_at', '<', before)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('editions').select('id').whereRef('digest', '=', 'digests.key'))))
  await (key === undefined ? unused : unused.where('key', '=', key)).execute()
}

async function deleteRemembered(tx: Queries, prefix: string): Promise<void> {
  for (const table of ['memory', 'events'] as const)
    await tx
      .deleteFrom(table)
      .where(sql<boolean>`substr(key, 1, ${sql.lit(prefix.length)}) = ${prefix}`)
      .execute()
}

async function deleteFeedUnlessFollowed(engine: Engine, feed: number): Promise<number> {
  let articles = 0
  for (;;) {
    const deleted = await engine.write(async (tx) => {
      const follower = await tx.selectFrom('subscriptions').select('channel_id').where('feed_id', '=', feed).executeTakeFirst()
      if (follower !== undefined) return undefined
      const rows = await tx.selectFrom('article_feeds').select('article_seq').where('feed_id', '=', feed).limit(BATCH).execute()
      const seqs = rows.map((row) => row.article_seq)
      if (seqs.length === 0) {
        await tx.deleteFrom('feeds').where('id', '=', feed).execute()
        return undefined
      }
      await tx.deleteFrom('article_feeds').where('feed_id', '=', feed).where('article_seq', 'in', seqs).execute()
      const shared = await tx.selectFrom('article_feeds').select('article_seq').distinct().where('article_seq', 'in', seqs).execute()
      const kept = new Set(shared.map((row) => row.article_seq))
      const gone = seqs.filter((seq) => !kept.has(seq))
      await deleteArticles(engine, tx, gone)
      return gone.length
    })
    if (deleted === undefined) return articles
    articles += deleted
  }
}

/** Deletes articles with all that was read in them, names that nobody mentions any more, and stories without articles. */
export async function deleteArticles(engine: Engine, tx: Queries, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return
  await lowerWeights(tx, seqs)
  const stories = await tx.selectFrom('story_members').select('story_seq').distinct().where('article_seq', 'in', seqs).execute()
  const names = await tx.selectFrom('article_names').select('name_id').distinct().where('article_seq', 'in', seqs).execute()
  for (const seq of seqs) {
    await dropFromIndex(engine, tx, 'sentence_words', seq)
    await dropFromIndex(engine, tx, 'statement_words', seq)
  }
  // What was read in them goes with them by their foreign keys.
  await tx.deleteFrom('articles').where('seq', 'in', seqs).execute()
  const nameIds = names.map((row) => row.name_id)
  for (const ids of batches(nameIds, 1))
    await tx
      .deleteFrom('names')
      .where('id', 'in', ids)
      .where('weight', '<=', 0)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('article_names').select('name_id').whereRef('name_id', '=', 'names.id'))),
      )
      .execute()
  const storySeqs = stories.map((row) => row.story_seq)
  for (const some of batches(storySeqs, 1))
    await tx
      .deleteFrom('stories')
      .where('seq', 'in', some)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('story_members').select('story_seq').whereRef('story_seq', '=', 'stories.seq'))),
      )
      .execute()
}

async function lowerWeights(tx: Queries, seqs: readonly number[]): Promise<void> {
  const lost = new Map<number, number>()
  const count = (rows: readonly { id: number | null; count: number }[]): void => {
    for (const { id, count: n } of rows) if (id !== null) lost.set(id, (lost.get(id) ?? 0) + n)
  }
  count(
    await tx
      .selectFrom('article_names')
      .select((eb) => ['name_id as id', eb.fn.countAll<number>().as('count')])
      .where('article_seq', 'in', seqs)
      .groupBy('name_id')
      .execute(),
  )
  count(
    await tx
      .selectFrom('statements')
      .select((eb) => ['speaker_id as id', eb.fn.countAll<number>().as('count')])
      .where('article_seq', 'in', seqs)
      .groupBy('speaker_id')
      .execute(),
  )
  const byLoss = grouped(
    [...lost].sort((a, b) => a[0] - b[0]),
    ([, n]) => n,
  )
  for (const [n, names] of byLoss)
    for (const some of batches(names, 1))
      await tx
        .updateTable('names')
        .set((eb) => ({ weight: eb('weight', '-', n) }))
        .where(
          'id',
          'in',
          some.map(([id]) => id),
        )
        .execute()
}
