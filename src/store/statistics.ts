import { sql } from 'kysely'
import type { Engine, Queries } from './engine.js'

/**
 * Brings the engine's knowledge of its tables up to date, by which it plans queries. PostgreSQL does so by itself after a while; for SQLite, which
 * does not, it takes a moment, as 1,000 rows of each index are looked at.
 */
export async function refreshStatistics(engine: Engine, db: Queries = engine.db): Promise<void> {
  if (engine.kind === 'sqlite') await sql`pragma analysis_limit = 1000`.execute(db)
  await sql`analyze`.execute(db)
}
