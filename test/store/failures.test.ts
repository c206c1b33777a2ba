import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { failureOf } from '../../src/store/failure.js'
import { openEngine, openStore } from '../../src/store/open.js'
import { startPostgres } from '../simulators/postgres.js'
import { readingOf } from './readings.js'

const folder = mkdtempSync(join(tmpdir(), 'onrecord-failures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string): string => `file:${join(folder, name)}`

it('says in a sentence what is wrong with a database that cannot be opened', async () => {
  writeFileSync(join(folder, 'letter.db'), 'Dear all, this is no database, although it is long enough to be looked at. '.repeat(20))
  await expect(openStore(file('letter.db'))).rejects.toMatchObject({
    name: 'StoreError',
    code: 'not-a-database',
    message: expect.stringContaining('letter.db'),
  })
  mkdirSync(join(folder, 'directory.db'))
  await expect(openStore(file('directory.db'))).rejects.toMatchObject({ code: 'cannot-open' })
  await expect(openStore(file('letter.db/under.db'))).rejects.toMatchObject({ code: 'cannot-open' })
  await expect(openStore('postgres://someone:hunter2secret@127.0.0.1:1/news')).rejects.toMatchObject({
    code: 'unreachable',
    message: 'The database at 127.0.0.1:1/news cannot be reached. Check that it runs and that DATABASE_URL is right.',
    retryAfterMs: 2_000,
  })
})

it('knows a library that does not fit this Node from a database that fails', () => {
  const other = Object.assign(new Error('The module was compiled against a different Node.js version'), { code: 'ERR_DLOPEN_FAILED' })
  expect(failureOf(other, 'x.db').message).toMatch(/built for another version of Node\. Run npm ci/)
  expect(failureOf(new Error('Could not locate the bindings file. Tried: …'), 'x.db').code).toBe('bad-build')
})

it('refuses a database of a newer version', async () => {
  const engine = await openEngine(file('newer.db'))
  await engine.close()
  const raw = new Sqlite(join(folder, 'newer.db'))
  raw.prepare("insert into schema_steps (name, taken_at) values ('999-future', '2099')").run()
  raw.close()
  await expect(openStore(file('newer.db'))).rejects.toMatchObject({ code: 'newer' })
})

it('says that the disk is full, loses nothing, and goes on when there is room', async () => {
  const path = join(folder, 'full.db')
  const engine = await openEngine(`file:${path}`)
  const { sql } = await import('kysely')
  await sql`pragma max_page_count = 90`.execute(engine.db)
  const { createArticles } = await import('../../src/store/articles.js')
  const { guarded } = await import('../../src/store/failure.js')
  const articles = guarded(createArticles(engine), path)
  const reading = (i: number) =>
    readingOf(`Report ${i} on the ferry. ${'It was a long and windy day at the harbour. '.repeat(200)}`, { url: `https://a.example/${i}` })
  let kept = 0
  const fill = async (): Promise<void> => {
    for (; kept < 100; kept++) await articles.keep(reading(kept), [])
  }
  await expect(fill()).rejects.toMatchObject({ name: 'StoreError', code: 'disk-full', retryAfterMs: 60_000 })
  expect(await articles.count()).toBe(kept)
  await sql`pragma max_page_count = 100000`.execute(engine.db)
  await articles.keep(reading(kept), [])
  expect(await articles.count()).toBe(kept + 1)
  await engine.close()
})

it('says what went wrong where SQLite has rolled back by itself', async () => {
  const engine = await openEngine(file('rolled-back.db'))
  const { sql } = await import('kysely')
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const write = engine.write(async (tx) => {
    // As SQLite does where its log cannot be written.
    await sql`rollback`.execute(tx)
    throw full
  })
  await expect(write).rejects.toBe(full)
  await engine.close()
})

it('rejects with "closed" once the store is closed', async () => {
  const store = await openStore(file('closed.db'))
  await store.close()
  await expect(store.articles.count()).rejects.toMatchObject({ name: 'StoreError', code: 'closed' })
  expect(await store.check()).toContain('closed')
})

it('outlives a restart of PostgreSQL, in the middle of a transaction too', async () => {
  const server = await startPostgres()
  try {
    const url = await server.database()
    const store = await openStore(url)
    expect(await store.check()).toBeUndefined()
    let woken = 0
    store.onWake('feeds', () => woken++)
    const busy = (async () => {
      for (let i = 0; i < 400; i++) await store.memory.set(`k${i}`, 'x').catch(() => undefined)
    })()
    const feed = await store.feeds.add({ url: 'https://gazette.example/feed' }, 0)
    const claim = await store.entries.put(feed.id, { keys: ['guid:1'], entry: null }, 0)
    const writing = store.entries.keep(claim, readingOf('One sentence.'), async () => {
      await server.restart()
      return undefined
    })
    await expect(writing).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' })
    await busy
    expect(await store.check()).toBeUndefined()
    expect(await store.articles.count()).toBe(0)
    const deadline = Date.now() + 15_000
    while (woken === 0 && Date.now() < deadline) {
      await store.wake('feeds')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(woken).toBeGreaterThan(0)
    await store.close()
  } finally {
    await server.stop()
  }
}, 60_000)

it('lets processes start at once on a new file', async () => {
  const url = file('together.db')
  const script = `import('${new URL('../../src/store/open.ts', import.meta.url).href}').then(async ({ openStore }) => {
    const store = await openStore(${JSON.stringify(url)}); await store.memory.set(String(process.pid), 'x'); await store.close() })`
  const ends = await Promise.all(
    [0, 1, 2].map(
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
            cwd: fileURLToPath(new URL('../..', import.meta.url)),
          })
          let said = ''
          child.stderr.on('data', (data) => {
            said += data
          })
          child.on('exit', (code) => resolve(`${code} ${said}`))
        }),
    ),
  )
  expect(ends).toEqual(['0 ', '0 ', '0 '])
}, 30_000)
