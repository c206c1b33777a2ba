import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import type { Found, Pass, RowSearch, Term } from './index-search.js'
import { type IndexName, MOST_RANKED, postgresMatch, postgresTerm } from './word-index.js'

/** Terms with what they tell, from the planner's statistics, without reading the index. */
export async function weighInPostgres(engine: Engine, { index, terms, ranked }: RowSearch): Promise<Term[]> {
  if (terms.length === 1) return terms.map((words) => ({ words, isCommon: false, weight: 1 }))
  const total = ranked ? Math.max(2, await tableRows(engine, index)) : 2
  return Promise.all(
    terms.map(async (words): Promise<Term> => {
      const rows = await remembered(engine, `${index} ${words.join(' ')}`, () => estimatedRows(engine, index, postgresTerm(words)))
      return { words, isCommon: rows > MOST_RANKED, weight: Math.log(1 + total / (rows + 1)) }
    }),
  )
}

/** The newest rows that match. */
export async function findInPostgres(engine: Engine, search: RowSearch, { terms, match, boosts }: Pass): Promise<Found[]> {
  const { index, keys, test } = search
  const query = postgresMatch({ terms: terms.map(({ words }) => words), match, keys })
  const estimate = await estimatedRows(engine, index, query)
  const score = search.ranked ? scoreOf([...terms, ...boosts]) : sql`0`
  // So many of the newest hold as many as are ranked within the scope.
  const most = Math.ceil((1.2 * MOST_RANKED) / Math.max(0.01, test?.share ?? 1))
  let window = estimate > MOST_RANKED ? (1.5 * MOST_RANKED) / estimate : 1
  let isCut = true
  // A GIN index cannot give the newest first; so of very many hits only a window of the newest rows is read, and a wider one if that was not enough.
  for (;;) {
    const from = window >= 1 ? undefined : await rowAt(engine, index, 1 - window)
    const since = from === undefined ? sql`` : sql` and id >= ${from}`
    const hits = sql`select id, words from ${sql.table(index)} where words @@ ${query}${since}`
    const cut = isCut && test !== undefined && estimate * Math.min(1, window) > most
    // "+ 0" and "offset 0" keep the planner from walking the whole table backwards in hope of early hits.
    const chosen = cut ? sql`${hits} order by id + 0 desc limit ${most}` : sql`${hits} offset 0`
    const where = test === undefined ? sql`` : sql`where ${test.of('hits.id')} offset 0`
    const { rows } = await sql<Found>`select id, ${score} as score from (select id, words from (${chosen}) as hits ${where}) as held
      order by id desc limit ${MOST_RANKED}`.execute(engine.db)
    if (rows.length >= search.enough || (from === undefined && !cut)) return rows
    if (cut) isCut = false
    else window *= 8
  }
}

// PostgreSQL's ranking knows no rarity of words; so each word's rank is weighed by its own, as bm25 does.
const scoreOf = (terms: readonly Term[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    terms.map(({ words, weight }) => sql`ts_rank(words, ${postgresTerm(words)}, 1) * ${weight}::float8`),
    sql` + `,
  )})`

/** How many rows PostgreSQL's planner expects: from its statistics, without reading the index. */
async function estimatedRows(engine: Engine, index: IndexName, match: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`explain (format json)
    select 1 from ${sql.table(index)} where words @@ ${match}`.execute(engine.db)
  return rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

const tableRows = (engine: Engine, index: IndexName): Promise<number> =>
  remembered(engine, `all ${index}`, async () => {
    const { rows } = await sql<{ count: number }>`select reltuples::bigint as count from pg_class where oid = ${index}::regclass`.execute(
      engine.db,
    )
    return rows[0]?.count ?? 0
  })

/** Milliseconds for which the statistics are believed, and how many are remembered; with more, all are forgotten. */
const STATISTICS_MS = 60_000
const MOST_STATISTICS = 10_000
const statistics = new WeakMap<Engine, Map<string, { readonly until: number; readonly value: number }>>()

async function remembered(engine: Engine, key: string, ask: () => Promise<number>): Promise<number> {
  const known = statistics.get(engine) ?? new Map<string, { until: number; value: number }>()
  statistics.set(engine, known)
  const now = performance.now()
  const last = known.get(key)
  if (last !== undefined && last.until > now) return last.value
  const value = await ask()
  if (known.size >= MOST_STATISTICS) known.clear()
  known.set(key, { until: now + STATISTICS_MS, value })
  return value
}

/** The row at a share (0 to 1) of the way from the oldest to the newest. */
async function rowAt(engine: Engine, index: IndexName, share: number): Promise<number> {
  const { rows } = await sql<{ lowest: number | null; highest: number | null }>`select min(id) as lowest, max(id) as highest
    from ${sql.table(index)}`.execute(engine.db)
  const { lowest, highest } = rows[0] ?? { lowest: 0, highest: 0 }
  return Math.floor((lowest ?? 0) + ((highest ?? 0) - (lowest ?? 0)) * share)
}
