import { sql } from 'kysely'
import { deleteArticles, dropDigests } from './deletion.js'
import type { Engine } from './engine.js'
import { refreshStatistics } from './statistics.js'
import type { Upkeep } from './store.js'

/** Articles deleted in one transaction. */
const BATCH = 200
/** Milliseconds for which an entry is remembered after its feed last listed it: it would be taken for new if it came back later. */
const ENTRY_MEMORY = 400 * 86_400_000
const DAY = 86_400_000
/** Milliseconds for which finished editions and old threads are kept. */
const DONE_MEMORY = 90 * 86_400_000

/** Upkeep over an open database. */
export function createUpkeep(engine: Engine): Upkeep {
  const { db } = engine
  return {
    expire: async (before, now) => {
      let articles = 0
      for (;;) {
        const deleted = await engine.write(async (tx) => {
          const rows = await tx.selectFrom('articles').select('seq').where('read_at', '<', before).orderBy('read_at').limit(BATCH).execute()
          await deleteArticles(
            engine,
            tx,
            rows.map((row) => row.seq),
          )
          return rows.length
        })
        articles += deleted
        if (deleted < BATCH) break
      }
      await db.deleteFrom('memory').where('expires_at', '<=', now).execute()
      await db.deleteFrom('events').where('expires_at', '<=', now).execute()
      await db
        .deleteFrom('entries')
        .where('state', '!=', 'waiting')
        .where('listed_at', '<', now - ENTRY_MEMORY)
        .execute()
      await db
        .deleteFrom('editions')
        .where('done_at', '<', now - DONE_MEMORY)
        .execute()
      await dropDigests(db, now - DAY)
      await db
        .deleteFrom('threads')
        .where('updated_at', '<', Math.min(before, now - DONE_MEMORY))
        .execute()
      if (engine.kind === 'sqlite') await refreshStatistics(engine)
      return articles
    },
    analyse: () => refreshStatistics(engine),
    size: async () => {
      const count = async (table: 'articles' | 'statements' | 'feeds' | 'teams'): Promise<number> =>
        (
          await db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow()
        ).count
      const bytes =
        engine.kind === 'postgres'
          ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
          : sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
      return {
        articles: await count('articles'),
        statements: await count('statements'),
        feeds: await count('feeds'),
        teams: await count('teams'),
        bytes: (await bytes.execute(db)).rows[0]?.bytes ?? 0,
      }
    },
  }
}
