import { sql } from 'kysely'
import type { Engine, Queries } from './engine.js'
import { storeError } from './failure.js'
import { STEPS } from './migrations.js'

// Any number will do, as long as it is always the same.
const LOCK = 66_732_673

/**
 * Brings the tables up to date: all missing steps in one transaction, so a step cut off leaves nothing behind. Processes that start at once take
 * turns: by an advisory lock in PostgreSQL, in SQLite because every transaction writes from its start.
 * @throws StoreError "newer" where the tables are of a newer version than this program.
 */
export async function migrate(engine: Engine): Promise<void> {
  await engine.write(async (tx) => {
    if (engine.kind === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx)
    await sql`create table if not exists schema_steps (name text primary key, taken_at text not null)`.execute(tx)
    const taken = new Set(await namesOf(tx))
    if ([...taken].some((name) => !STEPS.some((step) => step.name === name))) throw storeError('newer', engine.where)
    for (const step of STEPS) {
      if (taken.has(step.name)) continue
      for (const statement of step.statements(engine.kind)) await sql.raw(statement).execute(tx)
      await sql`insert into schema_steps (name, taken_at) values (${step.name}, ${new Date().toISOString()})`.execute(tx)
    }
  })
}

/** Whether there are steps to take. */
export async function isBehind(engine: Engine): Promise<boolean> {
  const known =
    engine.kind === 'sqlite'
      ? sql`select 1 as found from sqlite_master where name = 'schema_steps'`
      : sql`select 1 as found from pg_tables where tablename = 'schema_steps' and schemaname = current_schema()`
  if ((await known.execute(engine.db)).rows.length === 0) return true
  const taken = new Set(await namesOf(engine.db))
  return STEPS.some(({ name }) => !taken.has(name))
}

async function namesOf(db: Queries): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_steps order by name`.execute(db)
  return rows.map((row) => row.name)
}

/** Name of the newest step that has been taken; undefined for none. */
export const schemaVersion = async (engine: Engine): Promise<string | undefined> => (await namesOf(engine.db)).at(-1)

/** Name of the newest step that this program knows. */
export const LATEST_STEP = (STEPS.at(-1) as (typeof STEPS)[number]).name
