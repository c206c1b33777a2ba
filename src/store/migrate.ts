import { Migrator, sql } from 'kysely'
import type { Engine } from './engine.js'
import { storeError } from './failure.js'
import { migrationsFor, STEPS } from './migrations.js'

// Any number will do, as long as it is always the same: "onrecord" on a telephone's keys.
const LOCK = 66_732_673

/**
 * Brings the tables up to date. Processes that start at once take turns: by an advisory lock in PostgreSQL, in SQLite because the migrator's
 * transaction writes from its start.
 * @throws StoreError "newer" where the tables are of a newer version than this program.
 */
export async function migrate(engine: Engine): Promise<void> {
  if (engine.kind === 'sqlite') return migrateNow(engine)
  await engine.db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK}::bigint)`.execute(connection)
    try {
      await migrateNow(engine)
    } finally {
      await sql`select pg_advisory_unlock(${LOCK}::bigint)`.execute(connection)
    }
  })
}

async function migrateNow(engine: Engine): Promise<void> {
  const migrations = migrationsFor(engine.kind)
  const migrator = new Migrator({
    db: engine.db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'schema_steps',
    migrationLockTableName: 'schema_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (/corrupted migrations/u.test(String((error as Error).message))) throw storeError('newer', engine.where, error)
  throw error
}

/** Name of the newest step that has been taken; undefined for none. */
export async function schemaVersion(engine: Engine): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from schema_steps order by name desc limit 1`.execute(engine.db)
  return rows[0]?.name
}

/** Name of the newest step that this program knows. */
export const LATEST_STEP = (STEPS.at(-1) as (typeof STEPS)[number]).name
