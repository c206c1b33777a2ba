import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import { actorKey, ROWS_PER_ARTICLE } from './ids.js'
import { findRows } from './index-search.js'
import { oneOf } from './one-of.js'
import { hitTest, type ResolvedScope, scopeKeys, statementFeedTest } from './scope-query.js'
import type { StatementQuery } from './statements.js'
import { termsOf, wordsIn } from './words.js'

/** Most names that "any part of the name" may mean, most talked of first. */
const MOST_NAMES = 200
/** Rows with the words asked for that are enough: as many as a list can hold. */
const ENOUGH = 1_000

/** What statements are looked up by, worked out once for a list and a plot of the same statements. */
export interface StatementPlan {
  readonly engine: Engine
  readonly from: RawBuilder<unknown>
  readonly where: readonly RawBuilder<unknown>[]
  /** Columns of the table that leads: row of the statement, and when it was said. */
  readonly row: RawBuilder<unknown>
  readonly time: RawBuilder<unknown>
  /** Whether only rows found by their words are left to choose from: then all that fit are soon read. */
  readonly isFew: boolean
}

/** Rows of statements that fit, newest first, and how many there are in each of the weeks before `until`, oldest first. */
export async function surveyStatements(plan: StatementPlan, limit: number, weeks: number, until: number): Promise<SurveyedRows> {
  if (!plan.isFew) return { rows: findStatements(plan, limit), byWeek: countStatementsByWeek(plan, weeks, until) }
  const { rows } = await sql<{ seq: number; at: number }>`select ${plan.row} as seq, ${plan.time} as at from ${plan.from}
    where ${all(plan.where)} order by 2 desc, 1 desc`.execute(plan.engine.db)
  const counts = new Array<number>(weeks).fill(0)
  for (const { at } of rows) {
    const week = weeks - 1 - Math.floor((until - 1 - at) / WEEK)
    if (at < until && week >= 0) counts[week] = (counts[week] ?? 0) + 1
  }
  return { rows: Promise.resolve(rows.slice(0, limit).map(({ seq }) => seq)), byWeek: Promise.resolve(counts) }
}

/** Both on their way, so that the rows can be read while the weeks are counted. */
interface SurveyedRows {
  readonly rows: Promise<number[]>
  readonly byWeek: Promise<number[]>
}

/** Rows of statements that fit, newest first. */
async function findStatements({ engine, from, where, row, time }: StatementPlan, limit: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`select ${row} as seq from ${from} where ${all(where)}
    order by ${time} desc, ${row} desc limit ${limit}`.execute(engine.db)
  return rows.map(({ seq }) => seq)
}

const WEEK = 7 * 86_400_000

/** Statements that fit in each of the weeks before `until`, oldest first. */
async function countStatementsByWeek({ engine, from, where, time }: StatementPlan, weeks: number, until: number): Promise<number[]> {
  const counts = new Array<number>(weeks).fill(0)
  if (weeks === 0) return counts
  const within = [...where, sql`${time} >= ${until - weeks * WEEK}`, sql`${time} < ${until}`]
  const { rows } = await sql<{
    week: number
    count: number
  }>`select cast(${until - 1} - ${time} as bigint) / ${sql.lit(WEEK)} as week, count(*) as count
    from ${from} where ${all(within)} group by 1`.execute(engine.db)
  for (const { week, count } of rows) if (week >= 0 && week < weeks) counts[weeks - 1 - week] = count
  return counts
}

const all = (where: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  where.length === 0 ? sql`1 = 1` : sql`${sql.join(where, sql` and `)}`

const columnsOf = (table: string, row: string, by: string) => ({
  row: sql.ref(`${table}.${row}`),
  time: sql.ref(`${table}.said_at`),
  confidence: sql.ref(`${table}.confidence`),
  by: sql.ref(`${table}.${by}`),
  feed: sql.ref(`${table}.feed_id`),
})
const STATEMENT = columnsOf('s', 'seq', 'actor')
const ABOUT = columnsOf('a', 'statement_seq', 'by_actor')

/** Where to look and on what conditions; undefined where nothing can be found. */
export async function planStatements(engine: Engine, scope: ResolvedScope, query: StatementQuery): Promise<StatementPlan | undefined> {
  if (scope.empty) return undefined
  const speakers = query.speaker === undefined ? undefined : await namesHolding(engine, query.speaker)
  const corrected = query.speaker === undefined || scope.teamId === undefined ? [] : await correctedTo(engine, scope.teamId, query.speaker)
  if (speakers?.length === 0 && corrected.length === 0) return undefined
  if (query.actors?.length === 0 || query.about?.length === 0) return undefined
  const isLedByAbout = query.words === undefined && query.about !== undefined && query.actors === undefined && speakers === undefined
  const found = query.words === undefined ? undefined : await rowsByWords(engine, scope, query, speakers, corrected)
  if (found?.length === 0) return undefined
  const { row, time, confidence, by, feed } = isLedByAbout ? ABOUT : STATEMENT
  const where: RawBuilder<unknown>[] = []
  if (found !== undefined) where.push(oneOf(engine, row, found))
  if (speakers !== undefined) {
    const named = speakers.length === 0 ? sql`1 = 0` : sql`${leads('s.speaker_id')} in (${sql.join(speakers)})`
    where.push(corrected.length === 0 ? named : sql`(${named} or s.seq in (${sql.join(corrected)}))`)
  }
  if (query.actors !== undefined) where.push(sql`${leads('s.actor')} in (${sql.join(query.actors)})`)
  if (query.notBy !== undefined && query.notBy.length > 0) where.push(sql`(${by} is null or ${by} not in (${sql.join(query.notBy)}))`)
  if (query.minConfidence !== undefined) where.push(sql`${confidence} >= ${query.minConfidence}`)
  if (query.about !== undefined) where.push(isLedByAbout ? sql`a.actor in (${sql.join(query.about)})` : isAbout(query.about))
  // Worked out from the row, so that it need not be read.
  const article = sql`${row} / ${sql.lit(ROWS_PER_ARTICLE)}`
  if (scope.articleSeqs !== undefined)
    where.push(oneOf(engine, found === undefined ? sql.ref('s.article_seq') : article, scope.articleSeqs))
  const test = statementFeedTest(scope, feed, article)
  if (test !== undefined) where.push(test)
  if (scope.since !== undefined) where.push(sql`${time} >= ${scope.since}`)
  if (scope.until !== undefined) where.push(sql`${time} < ${scope.until}`)
  return { engine, from: isLedByAbout ? sql`statement_about as a` : sql`statements as s`, where, row, time, isFew: found !== undefined }

  // Rows already found by their words are few; SQLite would rather read all that the actor ever said, which "+" forbids.
  function leads(column: string): RawBuilder<unknown> {
    return found !== undefined && engine.kind === 'sqlite' ? sql`+${sql.ref(column)}` : sql.ref(column)
  }
}

const isAbout = (actors: readonly string[]): RawBuilder<unknown> =>
  sql`(select 1 from statement_about where statement_about.statement_seq = s.seq and statement_about.actor in (${sql.join(actors)}) limit 1) = 1`

/** Rows whose content holds the words; who speaks and of whom is asked of the same index, so that few are left. */
async function rowsByWords(
  engine: Engine,
  scope: ResolvedScope,
  query: StatementQuery,
  speakers: readonly number[] | undefined,
  corrected: readonly number[],
): Promise<number[]> {
  const terms = termsOf(query.words ?? [])
  if (terms.length === 0) return []
  const keys = scopeKeys(scope)
  // Corrected statements stand in the index under their old speaker; so with corrections the speaker is left to the table.
  if (speakers !== undefined && speakers.length > 0 && corrected.length === 0) keys.push(speakers.map((id) => `s${id}`))
  if (query.actors !== undefined) keys.push(query.actors.map((actor) => `a${actorKey(actor)}`))
  if (query.about !== undefined) keys.push(query.about.map((actor) => `b${actorKey(actor)}`))
  const test = hitTest(scope)
  const rows = await findRows(engine, {
    index: 'statement_words',
    terms,
    match: query.match ?? 'any',
    keys,
    ...(test === undefined ? {} : { test }),
    ranked: false,
    enough: ENOUGH,
  })
  return rows.map((row) => row.id)
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
