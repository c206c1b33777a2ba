import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import { actorKey } from './ids.js'
import { findRows } from './index-search.js'
import { articleOfRow, feedTest, type ResolvedScope, scopeKeys } from './scope-query.js'
import type { StatementQuery } from './statements.js'
import { termsOf, wordsIn } from './words.js'

/** Most names that "any part of the name" may mean, most talked of first. */
const MOST_NAMES = 200

/** Rows of statements that fit, newest first. */
export async function findStatements(engine: Engine, scope: ResolvedScope, query: StatementQuery, limit: number): Promise<number[]> {
  const plan = await planOf(engine, scope, query, limit)
  if (plan === undefined) return []
  const { rows } = await sql<{ seq: number }>`select s.seq as seq from ${plan.from} where ${plan.where}
    order by ${sql.raw(plan.time)} desc, s.seq desc limit ${limit}`.execute(engine.db)
  return rows.map((row) => row.seq)
}

const WEEK = 7 * 86_400_000

/** Statements that fit in each of the weeks before `until`, oldest first. */
export async function countStatementsByWeek(
  engine: Engine,
  scope: ResolvedScope,
  query: StatementQuery,
  weeks: number,
  until: number,
): Promise<number[]> {
  const counts = new Array<number>(weeks).fill(0)
  const since = Math.max(scope.since ?? Number.MIN_SAFE_INTEGER, until - weeks * WEEK)
  const plan = await planOf(engine, { ...scope, since, until: Math.min(scope.until ?? until, until) }, query, 3_000)
  if (plan === undefined) return counts
  const { rows } = await sql<{
    week: number
    count: number
  }>`select cast(${until - 1} - s.said_at as bigint) / ${sql.lit(WEEK)} as week, count(*) as count
    from ${plan.from} where ${plan.where} group by 1`.execute(engine.db)
  for (const { week, count } of rows) if (week >= 0 && week < weeks) counts[weeks - 1 - week] = count
  return counts
}

interface Plan {
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  /** Column to order by: that of the index that leads. */
  readonly time: string
}

/** Where to look and on what conditions; undefined where nothing can be found. */
async function planOf(engine: Engine, scope: ResolvedScope, query: StatementQuery, enough: number): Promise<Plan | undefined> {
  if (scope.empty) return undefined
  const speakers = query.speaker === undefined ? undefined : await namesHolding(engine, query.speaker)
  const corrected = query.speaker === undefined || scope.teamId === undefined ? [] : await correctedTo(engine, scope.teamId, query.speaker)
  if (speakers?.length === 0 && corrected.length === 0) return undefined
  if (query.actors?.length === 0 || query.about?.length === 0) return undefined
  const where: RawBuilder<unknown>[] = []
  const isLedByAbout = query.words === undefined && query.about !== undefined && query.actors === undefined && speakers === undefined
  if (query.words !== undefined) {
    const found = await rowsByWords(engine, scope, query, speakers, corrected, enough)
    if (found.length === 0) return undefined
    where.push(oneOf(engine, 's.seq', found))
  }
  if (speakers !== undefined) {
    const named = speakers.length === 0 ? sql`1 = 0` : sql`s.speaker_id in (${sql.join(speakers)})`
    where.push(corrected.length === 0 ? named : sql`(${named} or s.seq in (${sql.join(corrected)}))`)
  }
  if (query.actors !== undefined) where.push(sql`s.actor in (${sql.join(query.actors)})`)
  if (query.notBy !== undefined && query.notBy.length > 0) where.push(sql`(s.actor is null or s.actor not in (${sql.join(query.notBy)}))`)
  if (query.minConfidence !== undefined) where.push(sql`s.confidence >= ${query.minConfidence}`)
  if (query.about !== undefined) where.push(isLedByAbout ? sql`a.actor in (${sql.join(query.about)})` : isAbout(query.about))
  if (scope.articleSeqs !== undefined) where.push(oneOf(engine, 's.article_seq', scope.articleSeqs))
  const test = feedTest(scope, sql.ref('s.article_seq'))
  if (test !== undefined) where.push(test)
  const time = isLedByAbout ? 'a.said_at' : 's.said_at'
  if (scope.since !== undefined) where.push(sql`${sql.raw(time)} >= ${scope.since}`)
  if (scope.until !== undefined) where.push(sql`${sql.raw(time)} < ${scope.until}`)
  return {
    from: isLedByAbout ? sql`statement_about as a join statements as s on s.seq = a.statement_seq` : sql`statements as s`,
    where: where.length === 0 ? sql`1 = 1` : sql`${sql.join(where, sql` and `)}`,
    time,
  }
}

const isAbout = (actors: readonly string[]): RawBuilder<unknown> =>
  sql`exists (select 1 from statement_about where statement_about.statement_seq = s.seq and statement_about.actor in (${sql.join(actors)}))`

/** Rows whose content holds the words; who speaks and of whom is asked of the same index, so that few are left. */
async function rowsByWords(
  engine: Engine,
  scope: ResolvedScope,
  query: StatementQuery,
  speakers: readonly number[] | undefined,
  corrected: readonly number[],
  enough: number,
): Promise<number[]> {
  const terms = termsOf(query.words ?? [])
  if (terms.length === 0) return []
  const keys = scopeKeys(scope)
  // Corrected statements stand in the index under their old speaker; so with corrections the speaker is left to the table.
  if (speakers !== undefined && speakers.length > 0 && corrected.length === 0) keys.push(speakers.map((id) => `s${id}`))
  if (query.actors !== undefined) keys.push(query.actors.map((actor) => `a${actorKey(actor)}`))
  if (query.about !== undefined) keys.push(query.about.map((actor) => `b${actorKey(actor)}`))
  const test = scope.wide ? (row: string) => feedTest(scope, articleOfRow(row)) : undefined
  const rows = await findRows(engine, {
    index: 'statement_words',
    terms,
    match: query.match ?? 'any',
    keys,
    ...(test === undefined ? {} : { test }),
    ranked: false,
    enough: Math.max(enough, 1_000),
  })
  return rows.map((row) => row.id)
}

/** Membership in a long list, as one parameter. */
function oneOf(engine: Engine, column: string, values: readonly number[]): RawBuilder<unknown> {
  return engine.kind === 'sqlite'
    ? sql`${sql.raw(column)} in (select value from json_each(${JSON.stringify(values)}))`
    : sql`${sql.raw(column)} = any(${[...values]}::bigint[])`
}

async function namesHolding({ db }: Engine, speaker: string): Promise<number[]> {
  const words = [...new Set(wordsIn(speaker))].slice(0, 12)
  if (words.length === 0) return []
  let names = db.selectFrom('names').select('id').orderBy('weight', 'desc').limit(MOST_NAMES)
  for (const word of words)
    names = names.where('id', 'in', (eb) => eb.selectFrom('name_parts').select('name_parts.name_id').where('name_parts.part', '=', word))
  return (await names.execute()).map((row) => row.id)
}

/** Statements that a team has given to a speaker of that name. */
async function correctedTo({ db }: Engine, teamId: number, speaker: string): Promise<number[]> {
  const words = wordsIn(speaker)
  const rows = await db
    .selectFrom('corrections')
    .select(['statement_seq', 'speaker_key'])
    .where('team_id', '=', teamId)
    .where('speaker_key', 'is not', null)
    .orderBy('corrected_at', 'desc')
    .limit(5_000)
    .execute()
  return rows.filter((row) => words.every((word) => row.speaker_key?.split(' ').includes(word))).map((row) => row.statement_seq)
}
