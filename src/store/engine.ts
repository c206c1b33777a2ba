import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Presence } from './presence.js'
import type { Schema } from './schema.js'

/** Queries of the store, within a transaction or without. */
export type Queries = Kysely<Schema> | Transaction<Schema>

/** An open database: what the files of this folder build on. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  /** File, or server and database, without password. */
  readonly where: string
  readonly db: Kysely<Schema>
  /** Runs `work` in a transaction: all of it happens or none. On SQLite it waits for other writers first. */
  write<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** This process as PostgreSQL knows it; absent on SQLite. */
  readonly presence?: Presence
  /** Hears of statements left out because their words no longer equal the article's. */
  readonly onDamage: (what: string) => void
}

/** Appends "for update skip locked" where the engine knows it: rows that another process is taking are passed over. */
export const skipLocked = (engine: Engine, table: string): RawBuilder<unknown> =>
  engine.kind === 'postgres' ? sql` for update of ${sql.ref(table)} skip locked` : sql``

/** Rows that fit into one statement: SQLite allows 32,766 parameters, PostgreSQL 65,535. */
export function* batches<T>(rows: readonly T[], columns: number): Generator<readonly T[]> {
  const size = Math.max(1, Math.floor(16_000 / columns))
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size)
}

/** Text as both engines can hold it, of the same length: no NUL (PostgreSQL refuses it), no lone surrogates (they would be rewritten). */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD')

/** `storable`, where there is text at all. */
export const storableOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : storable(text)
