import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'

/** Types that columns of `jsonRows` may have. */
export type JsonColumns = Readonly<Record<string, 'bigint' | 'text'>>

/** Rows handed to a statement as one parameter, to be used in "from"; `columns` names and types them. Texts must be storable. */
export function jsonRows(engine: Engine, rows: readonly object[], columns: JsonColumns): RawBuilder<unknown> {
  const json = JSON.stringify(rows)
  const names = Object.keys(columns)
  if (engine.kind === 'postgres') {
    const typed = names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name] as string)}`)
    return sql`(select * from json_to_recordset(${json}::json) as rows (${sql.join(typed)}))`
  }
  const taken = names.map((name) => sql`json_extract(value, ${sql.lit(`$.${name}`)}) as ${sql.ref(name)}`)
  return sql`(select ${sql.join(taken)} from json_each(${json}))`
}
