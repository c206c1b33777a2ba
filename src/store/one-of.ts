import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'

/**
 * Membership in a list of any length as one parameter: a query has the same text whatever the length, so that SQLite keeps it compiled, and
 * PostgreSQL does not read hundreds of parameters.
 */
export function oneOf(engine: Engine, column: RawBuilder<unknown>, values: readonly number[] | readonly string[]): RawBuilder<boolean> {
  if (engine.kind === 'sqlite') return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
  const type = typeof values[0] === 'string' ? sql`text[]` : sql`bigint[]`
  return sql`${column} = any(${[...values]}::${type})`
}
