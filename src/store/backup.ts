import { createReadStream, createWriteStream } from 'node:fs'
import { access, chmod, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { StoreError } from '../errors.js'
import { dumpLines } from './dump.js'
import type { Engine } from './engine.js'
import { failureOf, storeError } from './failure.js'
import { LATEST_STEP, schemaVersion } from './migrate.js'
import { openEngine, REBUILDING_MS } from './open.js'
import { sqlitePath } from './sqlite.js'
import { undump } from './undump.js'

/** What was backed up or restored. */
export interface BackupReport {
  readonly file: string
  readonly articles: number
  readonly statements: number
}

const isPostgres = (url: string): boolean => /^postgres(ql)?:/u.test(url)
/** Whether a backup of that name is a portable dump (`.jsonl.gz`), which both engines read; else it is a copy of the SQLite file. */
const isDump = (file: string): boolean => file.endsWith('.jsonl.gz')

/**
 * Backs the store at `url` up to `file` while it is in use. SQLite: a copy of the database, or a portable dump where the name ends in
 * `.jsonl.gz`; PostgreSQL: always such a dump. A backup cut off leaves no file.
 * @throws StoreError; "nothing-there" where no database is, "exists" where the file is there already, "bad-backup-name" where the engine cannot write that kind.
 */
export async function backupStore(url: string, file: string): Promise<BackupReport> {
  if (isPostgres(url) && !isDump(file))
    throw new StoreError('bad-backup-name', 'A backup of PostgreSQL is a dump: give a file name that ends in .jsonl.gz.')
  if (await exists(file)) throw new StoreError('exists', `${file} is there already. Give another name, or move it away.`)
  // Opening would make a new one, and its backup would be worth nothing: a mistaken folder must be said.
  if (!isPostgres(url) && !(await exists(sqlitePath(url))))
    throw new StoreError(
      'nothing-there',
      `There is no database at ${sqlitePath(url)}. Run this in the folder of the installation, or set DATABASE_URL.`,
    )
  const part = `${file}.part`
  const copy = `${file}.copy`
  const engine = await openEngine(url)
  try {
    if (!isDump(file)) await copySqlite(sqlitePath(url), part)
    else if (engine.kind === 'postgres') await writeDump(engine, part)
    else {
      // Of one moment, without keeping writers waiting: the dump is made of a copy.
      await copySqlite(sqlitePath(url), copy)
      const still = await openEngine(`file:${copy}`)
      await writeDump(still, part).finally(() => still.close())
    }
    // It holds what people asked.
    await chmod(part, 0o600)
    await rename(part, file)
    return { file, ...(await counts(engine)) }
  } catch (error) {
    throw failureOf(error, file)
  } finally {
    for (const left of [part, copy, `${copy}-wal`, `${copy}-shm`]) await rm(left, { force: true })
    await engine.close()
  }
}

const writeDump = (engine: Engine, file: string): Promise<void> =>
  pipeline(dumpLines(engine), createGzip({ level: 6 }), createWriteStream(file))

/**
 * SQLite's own online backup: a consistent copy, page by page, while others read and write. It is one file: without a write-ahead log it can
 * be read where nothing may be written beside it.
 */
async function copySqlite(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
  const copy = new Sqlite(to)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/**
 * Restores a backup into the store at `url`, which must be new or empty. A dump of either engine can be restored into either: so a store moves
 * from SQLite to PostgreSQL. The backup is checked before anything is changed; a dump is restored whole or not at all.
 * @throws StoreError "no-backup", "not-a-backup", "damaged-backup", "not-empty", "newer".
 */
export async function restoreStore(url: string, file: string): Promise<BackupReport> {
  if (!(await exists(file))) throw new StoreError('no-backup', `There is no backup at ${file}. Check the name.`)
  if (isDump(file)) return restoreDump(url, file)
  if (isPostgres(url))
    throw new StoreError(
      'not-a-backup',
      `${file} is a copy of an SQLite database. For PostgreSQL make a dump: onrecord backup NAME.jsonl.gz.`,
    )
  await checkSqlite(file)
  const target = sqlitePath(url)
  await refuseUnlessEmpty(url)
  // The empty database has been opened, so its folder exists and nothing of worth stands in the way.
  for (const ending of ['-wal', '-shm']) await rm(`${target}${ending}`, { force: true })
  const part = `${target}.part`
  await copySqlite(file, part).catch((error: unknown) => {
    throw failureOf(error, file)
  })
  await rename(part, target)
  const engine = await openEngine(url)
  try {
    return { file, ...(await counts(engine)) }
  } finally {
    await engine.close()
  }
}

async function counts({ db }: Engine): Promise<{ articles: number; statements: number }> {
  const count = async (table: 'articles' | 'statements'): Promise<number> =>
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count
  return { articles: await count('articles'), statements: await count('statements') }
}

async function refuseUnlessEmpty(url: string): Promise<void> {
  const engine = await openEngine(url)
  try {
    const used = await Promise.all(
      (['articles', 'feeds', 'teams'] as const).map((table) => engine.db.selectFrom(table).selectAll().limit(1).executeTakeFirst()),
    )
    if (used.some((row) => row !== undefined))
      throw new StoreError(
        'not-empty',
        `${engine.where} is not empty. Restore into a new database: move this one away or change DATABASE_URL.`,
      )
  } finally {
    await engine.close()
  }
}

/** Checks a copy of a database: whole, ours, and not of a newer version. */
async function checkSqlite(file: string): Promise<void> {
  let copy: Sqlite.Database | undefined
  try {
    copy = new Sqlite(file, { readonly: true, fileMustExist: true })
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new StoreError('damaged-backup', `${file} is damaged. Use another backup.`)
    const steps = copy.prepare('select name from schema_steps order by name').pluck().all() as string[]
    if ((steps.at(-1) ?? '') > LATEST_STEP) throw storeError('newer', file)
  } catch (error) {
    if (error instanceof StoreError) throw error
    // A copy made by hand may have a write-ahead log, which SQLite must be able to write.
    if (failureOf(error, file).code === 'cannot-open')
      throw new StoreError('cannot-open', `${file} cannot be opened. Copy it to a folder in which this user may read and write.`, {
        cause: error,
      })
    throw new StoreError('not-a-backup', `${file} is not a backup of On Record. Use a file that “onrecord backup” has made.`, {
      cause: error,
    })
  } finally {
    copy?.close()
  }
}

async function restoreDump(url: string, file: string): Promise<BackupReport> {
  await refuseUnlessEmpty(url)
  const engine = await openEngine(url, { longest: REBUILDING_MS })
  try {
    const version = await schemaVersion(engine)
    const restored = await undump(engine, linesOf(file), version ?? '')
    return { file, ...restored }
  } catch (error) {
    if (error instanceof StoreError) throw error
    const isOurs = error instanceof SyntaxError || /^(Z_|ERR_)/u.test(String((error as NodeJS.ErrnoException).code ?? ''))
    if (isOurs)
      throw new StoreError('damaged-backup', `${file} is damaged: it cannot be read to its end. Nothing was restored.`, { cause: error })
    throw failureOf(error, engine.where)
  } finally {
    await engine.close()
  }
}

/** Lines of a gzipped file; damage rejects where the lines are read. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const plain = createGunzip().setEncoding('utf8')
  createReadStream(file)
    .on('error', (error) => plain.destroy(error))
    .pipe(plain)
  let rest = ''
  for await (const chunk of plain) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() as string
    yield* lines
  }
  if (rest !== '') yield rest
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
