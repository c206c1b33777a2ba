import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import { type IndexName, type IndexQuery, postgresMatch, postgresTerm, sqliteMatch } from './word-index.js'

/** A row that matches; `score` is 0 where no ranking was asked for. */
export interface Found {
  readonly id: number
  readonly score: number
}

/** A search of an index. `test` is a further condition on a row (given its id column, with the table's name). */
export interface RowSearch {
  readonly index: IndexName
  readonly terms: readonly (readonly string[])[]
  readonly match: 'any' | 'all'
  readonly keys: readonly (readonly string[])[]
  readonly test?: (row: string) => RawBuilder<unknown> | undefined
  readonly ranked: boolean
  /** Rows that answer the question; fewer are found only where there are no more. */
  readonly enough: number
}

/** Most rows that are ranked: among more, the newest. A word that more rows hold counts as common. */
const CAP = 2_000

/**
 * Rows that match, each once. With "any", rare words decide and common ones add to the score, since "the government's ferry plan" is about
 * ferries; common words alone are looked for together first, then each.
 */
export async function findRows(engine: Engine, search: RowSearch): Promise<Found[]> {
  const find = (terms: RowSearch['terms'], match: 'any' | 'all', boosts: RowSearch['terms'] = []): Promise<Found[]> =>
    engine.kind === 'sqlite'
      ? findInSqlite(engine, search, { terms, match, boosts, keys: search.keys })
      : findInPostgres(engine, search, { terms, match, boosts, keys: search.keys })
  if (search.match === 'all' || search.terms.length === 1) return find(search.terms, 'all')
  const common = await Promise.all(search.terms.map((term) => isCommon(engine, search.index, term)))
  const rare = search.terms.filter((_, i) => !common[i])
  const rest = search.terms.filter((_, i) => common[i])
  const found = new Map<number, Found>()
  const passes: (() => Promise<Found[]>)[] = []
  if (rare.length > 0) passes.push(() => find(rare, 'any', rest))
  if (rest.length > 1) passes.push(() => find(rest, 'all'))
  if (rest.length > 0) passes.push(() => find(rest, 'any'))
  for (const pass of passes) {
    if (found.size >= search.enough) break
    for (const row of await pass()) if (!found.has(row.id)) found.set(row.id, row)
  }
  return [...found.values()]
}

const both = (conditions: readonly (RawBuilder<unknown> | undefined)[]): RawBuilder<unknown> =>
  sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  )

async function findInSqlite(engine: Engine, search: RowSearch, query: IndexQuery): Promise<Found[]> {
  const index = sql.table(search.index)
  // Weight 0 for keys: they restrict, they do not rank.
  const score = search.ranked ? sql`-bm25(${index}, 1.0, 0.0)` : sql`0`
  const where = both([sql`${index} match ${sqliteMatch(query)}`, search.test?.(`${search.index}.rowid`)])
  const { rows } =
    await sql<Found>`select rowid as id, ${score} as score from ${index} where ${where} order by rowid desc limit ${CAP}`.execute(engine.db)
  return rows
}

async function findInPostgres(engine: Engine, search: RowSearch, query: IndexQuery): Promise<Found[]> {
  const index = sql.table(search.index)
  const match = postgresMatch(query)
  const estimate = await estimatedRows(engine, search.index, match)
  const score = search.ranked ? await scoreOf(engine, search.index, query) : sql`0`
  let window = estimate > CAP ? (1.5 * CAP) / estimate : 1
  // A GIN index cannot give the newest first; so of very many hits only a window of the newest rows is read, and a wider one if that was not enough.
  for (;;) {
    const from = window >= 1 ? undefined : await rowAt(engine, search.index, 1 - window)
    const where = both([sql`words @@ ${match}`, from === undefined ? undefined : sql`id >= ${from}`, search.test?.(`${search.index}.id`)])
    // "offset 0" keeps the planner from walking the whole table backwards in hope of early hits.
    const { rows } = await sql<Found>`select id, ${score} as score from (select id, words from ${index} where ${where} offset 0) as hits
      order by id desc limit ${CAP}`.execute(engine.db)
    if (rows.length >= search.enough || from === undefined) return rows
    window *= 8
  }
}

// PostgreSQL's ranking knows no rarity of words; so each word's rank is weighed by its own, as bm25 does.
async function scoreOf(engine: Engine, index: IndexName, { terms, boosts = [] }: IndexQuery): Promise<RawBuilder<unknown>> {
  const all = [...terms, ...boosts]
  if (all.length === 0) return sql`0`
  const total = Math.max(2, await tableRows(engine, index))
  const parts = await Promise.all(
    all.map(async (term) => {
      const rows = all.length === 1 ? 1 : await estimatedRows(engine, index, postgresTerm(term))
      return sql`ts_rank(words, ${postgresTerm(term)}, 1) * ${Math.log(1 + total / (rows + 1))}::float8`
    }),
  )
  return sql`(${sql.join(parts, sql` + `)})`
}

async function isCommon(engine: Engine, index: IndexName, term: readonly string[]): Promise<boolean> {
  if (engine.kind === 'postgres') return (await estimatedRows(engine, index, postgresTerm(term))) > CAP
  const match = sqliteMatch({ terms: [term], match: 'all' })
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select 1 from ${sql.table(index)} where ${sql.table(index)} match ${match} limit ${CAP + 1})`.execute(engine.db)
  return (rows[0]?.count ?? 0) > CAP
}

/** How many rows PostgreSQL's planner expects: from its statistics, without reading the index. */
async function estimatedRows(engine: Engine, index: IndexName, match: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`explain (format json)
    select 1 from ${sql.table(index)} where words @@ ${match}`.execute(engine.db)
  return rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

async function tableRows(engine: Engine, index: IndexName): Promise<number> {
  const { rows } = await sql<{ count: number }>`select reltuples::bigint as count from pg_class where oid = ${index}::regclass`.execute(
    engine.db,
  )
  return rows[0]?.count ?? 0
}

/** The row at a share (0 to 1) of the way from the oldest to the newest. */
async function rowAt(engine: Engine, index: IndexName, share: number): Promise<number> {
  const { rows } = await sql<{ lowest: number | null; highest: number | null }>`select min(id) as lowest, max(id) as highest
    from ${sql.table(index)}`.execute(engine.db)
  const { lowest, highest } = rows[0] ?? { lowest: 0, highest: 0 }
  return Math.floor((lowest ?? 0) + ((highest ?? 0) - (lowest ?? 0)) * share)
}
