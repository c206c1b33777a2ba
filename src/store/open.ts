import { Kysely, sql } from 'kysely'
import { createArticles } from './articles.js'
import { createCorrections } from './corrections.js'
import { createEditions } from './editions.js'
import type { Engine } from './engine.js'
import { createEntries } from './entries.js'
import { failureOf, guarded } from './failure.js'
import { createFeeds } from './feeds.js'
import { createInstallations } from './installations.js'
import { createMemory } from './key-memory.js'
import { createMarks } from './marks.js'
import { createMessages } from './messages.js'
import { isBehind, migrate } from './migrate.js'
import { createNames } from './names.js'
import { createNotices } from './notices.js'
import { openPostgres, postgresDialect, postgresPlace } from './postgres.js'
import { createPresence, type Presence } from './presence.js'
import { createSchedules } from './schedules.js'
import type { Schema } from './schema.js'
import { createSearch } from './search.js'
import { openSqlite, sqlitePath, WritingSqliteDialect } from './sqlite.js'
import { createStatements } from './statements.js'
import type { Store } from './store.js'
import { createStories } from './stories.js'
import { createChannels, createTeams } from './teams.js'
import { createThreads } from './threads.js'
import { createUpkeep } from './upkeep.js'
import { localWake, postgresWake, type Wake } from './wake.js'

export interface StoreOptions {
  /** Connections to PostgreSQL; 8 where absent. */
  readonly connections?: number
  /** Milliseconds that one statement may take on PostgreSQL; two minutes where absent. */
  readonly longest?: number
  /** Hears of what was left out because its words no longer equal the article's, and of connections lost while idle. */
  readonly onDamage?: (what: string) => void
}

/** An open database with all that must be closed. */
export interface OpenEngine extends Engine {
  readonly wake: Wake
  close(): Promise<void>
}

/**
 * Opens the store at `url` (`file:./data/onrecord.db`, `postgres://…`) and brings its tables up to date.
 * @throws StoreError with one sentence on what to do: unreachable, refused, locked, disk-full, not-a-database, newer, …
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const engine = await openEngine(url, options)
  const { where } = engine
  const guard = <T extends object>(part: T): T => guarded(part, where)
  return {
    engine: engine.kind,
    where,
    articles: guard(createArticles(engine)),
    statements: guard(createStatements(engine)),
    search: guard(createSearch(engine)),
    names: guard(createNames(engine)),
    feeds: guard(createFeeds(engine)),
    entries: guard(createEntries(engine)),
    stories: guard(createStories(engine)),
    teams: guard(createTeams(engine)),
    channels: guard(createChannels(engine)),
    schedules: guard(createSchedules(engine)),
    editions: guard(createEditions(engine)),
    notices: guard(createNotices(engine)),
    threads: guard(createThreads(engine)),
    corrections: guard(createCorrections(engine)),
    marks: guard(createMarks(engine)),
    installations: guard(createInstallations(engine)),
    memory: guard(createMemory(engine)),
    messages: guard(createMessages(engine)),
    upkeep: guard(createUpkeep(engine)),
    wake: guarded({ wake: (topic: string) => engine.wake.send(topic) }, where).wake,
    onWake: (topic, listener) => engine.wake.on(topic, listener),
    check: () =>
      sql`select 1`.execute(engine.db).then(
        () => undefined,
        (error: unknown) => failureOf(error, where).message,
      ),
    clock: guarded({ clock: () => clockOf(engine) }, where).clock,
    close: () => engine.close(),
  }
}

async function clockOf({ kind, db }: Engine): Promise<number> {
  if (kind === 'sqlite') return Date.now()
  const { rows } = await sql<{ ms: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(db)
  return Number(rows[0]?.ms)
}

/** Milliseconds that one statement may take where a large archive is built anew. */
export const REBUILDING_MS = 6 * 3_600_000

/** Opens a database and brings its tables up to date; for the store itself, and for backup and restore. */
export async function openEngine(url: string, options: StoreOptions = {}): Promise<OpenEngine> {
  const isPostgres = /^postgres(ql)?:/u.test(url)
  const where = isPostgres ? postgresPlace(url) : sqlitePath(url)
  let engine: OpenEngine | undefined
  try {
    engine = isPostgres ? postgresEngine(url, where, options) : sqliteEngine(where, options)
    if (isPostgres && (await isBehind(engine))) {
      const patient = postgresEngine(url, where, { ...options, connections: 1, longest: REBUILDING_MS })
      await migrate(patient).finally(() => patient.close())
    } else await migrate(engine)
    return engine
  } catch (error) {
    await engine?.close().catch(() => undefined)
    throw failureOf(error, where)
  }
}

function sqliteEngine(path: string, { onDamage = ignore }: StoreOptions): OpenEngine {
  const db = new Kysely<Schema>({ dialect: new WritingSqliteDialect(openSqlite(path)) })
  return engineOf('sqlite', path, db, localWake(), onDamage)
}

function postgresEngine(url: string, where: string, { connections = 8, longest, onDamage = ignore }: StoreOptions): OpenEngine {
  const pool = openPostgres(url, connections, (error) => onDamage(`A connection to ${where} was lost (${error.message}).`), longest)
  const presence = createPresence()
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  return engineOf('postgres', where, db, postgresWake(url, pool, presence), onDamage, presence)
}

const ignore = (): void => undefined

function engineOf(
  kind: Engine['kind'],
  where: string,
  db: Kysely<Schema>,
  wake: Wake,
  onDamage: (what: string) => void,
  presence?: Presence,
): OpenEngine {
  return {
    kind,
    where,
    db,
    wake,
    onDamage,
    ...(presence === undefined ? {} : { presence }),
    write: (work) => db.transaction().execute(work),
    close: async () => {
      await wake.close()
      await db.destroy()
    },
  }
}
