import { sql } from 'kysely'
import { StoreError } from '../errors.js'
import { DUMPED, type DumpHead } from './dump.js'
import { batches, type Engine, type Queries } from './engine.js'
import { storeError } from './failure.js'
import { indexArticles } from './keep-keys.js'
import { STATEMENT_LOOKUPS } from './migration-004.js'
import { refreshStatistics } from './statistics.js'

/** How much came back. */
export interface Undumped {
  readonly articles: number
  readonly statements: number
}

type Row = Record<string, unknown>
const CHUNK = 500
/** Articles that are indexed in one go. */
const ARTICLES = 200
const TABLES = new Set<string>(DUMPED.map(([table]) => table))

/** Fills an empty store from the lines of a dump, in one transaction: all of it or none. */
export async function undump(engine: Engine, lines: AsyncIterable<string>, version: string): Promise<Undumped> {
  return engine.write(async (tx) => {
    const counts = new Map<string, number>()
    let end: number | undefined
    let isHead = true
    let pending: { table: string; rows: Row[] } | undefined
    const flush = async (): Promise<void> => {
      if (pending !== undefined) await insert(engine, tx, pending.table, pending.rows)
      pending = undefined
    }
    for await (const line of lines) {
      const value = JSON.parse(line) as unknown
      if (isHead) {
        checkHead(value, version, engine.where)
        isHead = false
      } else if (Array.isArray(value)) {
        const [table, row] = value as [string, Row]
        if (!TABLES.has(table)) throw notADump()
        if (pending !== undefined && (pending.table !== table || pending.rows.length >= CHUNK)) await flush()
        pending ??= { table, rows: [] }
        pending.rows.push(row)
        counts.set(table, (counts.get(table) ?? 0) + 1)
      } else {
        end = (value as { rows?: number }).rows
      }
    }
    await flush()
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    if (isHead) throw notADump()
    if (end !== total) throw new StoreError('damaged-backup', 'The backup is cut off: its last line is missing. Nothing was restored.')
    for (const statement of STATEMENT_LOOKUPS) await sql.raw(statement).execute(tx)
    await indexAll(engine, tx)
    if (engine.kind === 'postgres') await moveIdentities(tx)
    await refreshStatistics(engine, tx)
    return { articles: counts.get('articles') ?? 0, statements: counts.get('statements') ?? 0 }
  })
}

const notADump = (): StoreError =>
  new StoreError('not-a-backup', 'The file is not a dump of On Record. Use a file that “onrecord backup” has made. Nothing was restored.')

function checkHead(value: unknown, version: string, where: string): asserts value is DumpHead {
  const head = value as Partial<DumpHead> | null
  if (head?.onrecord !== 'dump' || typeof head.version !== 'string') throw notADump()
  if (head.version > version) throw storeError('newer', where)
}

async function insert(engine: Engine, tx: Queries, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] as Row)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  if (engine.kind === 'postgres') {
    // One parameter, whatever the number of rows: several times as fast as one a value.
    await sql`insert into ${sql.table(table)} (${names}) select ${names}
      from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(forPostgres))}::json)`.execute(tx)
    return
  }
  for (const batch of batches(rows, columns.length)) {
    const values = batch.map((row) => sql`(${sql.join(columns.map((column) => bytesOf(row[column]) ?? row[column] ?? null))})`)
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(tx)
  }
}

/** Bytes as a dump writes them; undefined where it is something else. */
function bytesOf(value: unknown): Buffer | undefined {
  const { base64 } = (typeof value === 'object' && value !== null ? value : {}) as { base64?: string }
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64')
}

const forPostgres = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      const bytes = bytesOf(value)
      return [key, bytes === undefined ? value : `\\x${bytes.toString('hex')}`]
    }),
  )

/** Makes the full-text indexes anew. PostgreSQL fills a GIN index many times faster in one go than row by row. */
async function indexAll(engine: Engine, tx: Queries): Promise<void> {
  const indexes = ['sentence_words', 'statement_words'] as const
  if (engine.kind === 'postgres') for (const name of indexes) await sql`drop index ${sql.ref(`${name}_gin`)}`.execute(tx)
  let after = 0
  for (;;) {
    const rows = await tx.selectFrom('articles').select('seq').where('seq', '>', after).orderBy('seq').limit(ARTICLES).execute()
    await indexArticles(
      engine,
      tx,
      rows.map((row) => row.seq),
    )
    if (rows.length < ARTICLES) break
    after = rows.at(-1)?.seq as number
  }
  if (engine.kind === 'postgres')
    for (const name of indexes)
      await sql`create index ${sql.ref(`${name}_gin`)} on ${sql.table(name)} using gin (words) with (fastupdate = off)`.execute(tx)
}

/** Lets identity columns go on after the ids that were written. */
async function moveIdentities(tx: Queries): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`select table_name as table, column_name as column
    from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'`.execute(tx)
  for (const { table, column } of rows)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(
      tx,
    )
}
