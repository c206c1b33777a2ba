import { type RawBuilder, sql } from 'kysely'
import type { Engine, Queries } from './engine.js'
import { firstRowOf } from './ids.js'

/** The two full-text indexes. Each row has words (stemmed by the engine) and keys (exact: feed, article, actor, speaker). */
export type IndexName = 'sentence_words' | 'statement_words'

/** Most rows that are ranked: among more, the newest. A word that more rows hold counts as common. */
export const MOST_RANKED = 2_000

/** A row to index. `words` and `keys` are single words parted by blanks (words.ts). */
export interface IndexRow {
  readonly id: number
  readonly words: string
  readonly keys: readonly string[]
}

/** What to look for: `any` of the terms (each a word, or a phrase of several), or all; within all groups of `keys`, one key of each. */
export interface IndexQuery {
  readonly terms: readonly (readonly string[])[]
  readonly match: 'any' | 'all'
  readonly keys?: readonly (readonly string[])[]
}

/** Adds rows to an index. One statement, whatever their number. */
export async function addToIndex(engine: Engine, tx: Queries, index: IndexName, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length === 0) return
  if (engine.kind === 'sqlite') {
    const json = JSON.stringify(rows.map(({ id, words, keys }) => [id, words, keys.join(' ')]))
    await sql`insert into ${sql.table(index)} (rowid, words, keys)
      select value ->> 0, value ->> 1, value ->> 2 from json_each(${json})`.execute(tx)
    return
  }
  const columns = [rows.map((row) => row.id), rows.map((row) => row.words), rows.map((row) => row.keys.map(lexeme).join(' '))]
  // Keys carry a sign that no parsed word has, so that a word can never be taken for a key.
  await sql`insert into ${sql.table(index)} (id, words)
    select id, to_tsvector('english', words) || array_to_tsvector(string_to_array(keys, ' '))
    from unnest(${columns[0]}::bigint[], ${columns[1]}::text[], ${columns[2]}::text[]) as row (id, words, keys)`.execute(tx)
}

/** Takes all rows of an article out of an index. */
export async function dropFromIndex(engine: Engine, tx: Queries, index: IndexName, articleSeq: number): Promise<void> {
  const id = sql.ref(engine.kind === 'sqlite' ? 'rowid' : 'id')
  await sql`delete from ${sql.table(index)} where ${id} >= ${firstRowOf(articleSeq)} and ${id} < ${firstRowOf(articleSeq + 1)}`.execute(tx)
}

/** Condition "matches the query" for FTS5, as its query language: every word is quoted, so nothing in it is an operator. */
export function sqliteMatch({ terms, match, keys = [] }: IndexQuery): string {
  const phrase = (words: readonly string[]): string => `"${words.join(' ')}"`
  const list = (phrases: readonly (readonly string[])[], joint: string): string => `{words} : (${phrases.map(phrase).join(` ${joint} `)})`
  const parts = keys.map((group) => `{keys} : (${group.map((key) => `"${key}"`).join(' OR ')})`)
  if (terms.length > 0) parts.push(list(terms, match === 'any' ? 'OR' : 'AND'))
  return parts.join(' AND ')
}

/** One term as a PostgreSQL query; parameters all through. */
export const postgresTerm = (words: readonly string[]): RawBuilder<unknown> =>
  words.length === 1 ? sql`plainto_tsquery('english', ${words[0]})` : sql`phraseto_tsquery('english', ${words.join(' ')})`

/** The query as PostgreSQL's. */
export function postgresMatch({ terms, match, keys = [] }: IndexQuery): RawBuilder<unknown> {
  const groups = keys.map((group) => sql`${group.map(lexemeQuery).join(' | ')}::tsquery`)
  const wanted = terms.length === 0 ? [] : [sql`(${sql.join(terms.map(postgresTerm), match === 'any' ? sql` || ` : sql` && `)})`]
  return sql`(${sql.join([...groups, ...wanted], sql` && `)})`
}

const lexeme = (key: string): string => `~${key}`
// Keys are made here of letters and digits only; quoted all the same.
const lexemeQuery = (key: string): string => `'~${key.replace(/\W/gu, '')}'`
