import type { RawBuilder } from 'kysely'
import type { Engine } from './engine.js'
import { findInPostgres, weighInPostgres } from './index-search-postgres.js'
import { findInSqlite, weighInSqlite } from './index-search-sqlite.js'
import type { IndexName } from './word-index.js'

/** A row that matches; `score` is 0 where no ranking was asked for. */
export interface Found {
  readonly id: number
  readonly score: number
}

/** A search of an index. */
export interface RowSearch {
  readonly index: IndexName
  readonly terms: readonly (readonly string[])[]
  readonly match: 'any' | 'all'
  readonly keys: readonly (readonly string[])[]
  /** A further condition on a row (given its id column, with the table's name), and the share of all rows, 0 to 1, that about meet it. */
  readonly test?: { readonly of: (row: string) => RawBuilder<unknown>; readonly share: number }
  readonly ranked: boolean
  /** Rows that answer the question; fewer are found only where there are no more. */
  readonly enough: number
}

/** A word or phrase with how much it tells: the fewer rows hold it, the more. */
export interface Term {
  readonly words: readonly string[]
  /** More rows hold it than are ever ranked. */
  readonly isCommon: boolean
  readonly weight: number
}

/** One look into the index: rows that hold any or all of the terms; those that also hold boosts score more. */
export interface Pass {
  readonly terms: readonly Term[]
  readonly match: 'any' | 'all'
  readonly boosts: readonly Term[]
}

/**
 * Rows that match, each once. With "any", rare words decide and common ones add to the score, since "the government's ferry plan" is about
 * ferries; common words alone are looked for together first, then each.
 */
export async function findRows(engine: Engine, search: RowSearch): Promise<Found[]> {
  const [weigh, find] = engine.kind === 'sqlite' ? [weighInSqlite, findInSqlite] : [weighInPostgres, findInPostgres]
  const terms = await weigh(engine, search)
  if (search.match === 'all' || terms.length === 1) return find(engine, search, { terms, match: 'all', boosts: [] })
  const rare = terms.filter(({ isCommon }) => !isCommon)
  const common = terms.filter(({ isCommon }) => isCommon)
  const passes: Pass[] = []
  if (rare.length > 0) passes.push({ terms: rare, match: 'any', boosts: common })
  if (common.length > 1) passes.push({ terms: common, match: 'all', boosts: [] })
  if (common.length > 0) passes.push({ terms: common, match: 'any', boosts: [] })
  const found = new Map<number, Found>()
  for (const pass of passes) {
    if (found.size >= search.enough) break
    for (const row of await find(engine, search, pass)) if (!found.has(row.id)) found.set(row.id, row)
  }
  return [...found.values()]
}
