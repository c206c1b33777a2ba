import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, type QueryResult, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely'

/** How long a writer waits for another process before it gives up, in milliseconds; within it, how long it keeps this one waiting at a time. */
const PATIENCE_MS = 15_000
const BUSY_MS = 20
/** Compiled statements that are kept; the store has about a hundred kinds of query, in some widths each. */
const KEPT_STATEMENTS = 400

/** Path of the database file that a `file:` address means: `file:./data/x.db`, `file:data/x.db`, `file:///abs/x.db`. */
export function sqlitePath(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/u, '')
}

/** Opens the file (and makes its folder, for its owner alone), sets what the store relies on: WAL, waiting for locks, foreign keys. */
export function openSqlite(path: string): Sqlite.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // At the start nothing else waits for this process: of several that make the file at once, each waits for the others.
  const database = new Sqlite(path, { timeout: PATIENCE_MS })
  try {
    database.pragma('journal_mode = WAL')
    // In WAL mode NORMAL keeps every commit through a crash of the program, and a power cut can only lose the last ones, never damage.
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    database.pragma('cache_size = -65536')
    database.pragma('temp_store = MEMORY')
    database.pragma(`busy_timeout = ${BUSY_MS}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Kysely's dialect over an open file, with compiled statements kept and every transaction taken for writing from its start. */
export class WritingSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(database: Sqlite.Database) {
    const config = { database: keepingStatements(database) }
    super(config)
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config)
  }
}

// A transaction that begins by reading and then writes fails at once ("busy") when another process wrote in between; one that begins
// IMMEDIATE waits its turn.
class ImmediateDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection())
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // Where the disk is full or fails, SQLite has rolled back by itself; what went wrong must not be hidden by there being nothing to roll back.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!/no transaction is active/u.test((error as Error).message)) throw error
    }
  }
}

/**
 * SQLite answers within the call, so that work made of many queries (a hundred digests due at one minute) would never let anything else in: no
 * acknowledgement, no heartbeat. After so many milliseconds the next query waits until all that has arrived has had its turn.
 */
const BREATH_MS = 20
let breathed = 0

/** Waits for other writers without keeping everything else in this process from going on, as SQLite's own waiting would. */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection

  constructor(inner: DatabaseConnection) {
    this.#inner = inner
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (performance.now() - breathed > BREATH_MS) {
      await new Promise(setImmediate)
      breathed = performance.now()
    }
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      try {
        return await this.#inner.executeQuery<R>(query)
      } catch (error) {
        const isBusy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
        if (!isBusy || performance.now() > until) throw error
        await sleep(10 + Math.random() * 30)
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#inner.streamQuery<R>(query, chunkSize)
  }
}

function keepingStatements(database: Sqlite.Database): { prepare: Sqlite.Database['prepare']; close: () => void } {
  const kept = new Map<string, Sqlite.Statement>()
  const prepare = (source: string): Sqlite.Statement => {
    const known = kept.get(source)
    if (known !== undefined) return known
    const statement = database.prepare(source)
    if (kept.size >= KEPT_STATEMENTS) kept.delete(kept.keys().next().value as string)
    kept.set(source, statement)
    return statement
  }
  return { prepare: prepare as Sqlite.Database['prepare'], close: () => database.close() }
}
