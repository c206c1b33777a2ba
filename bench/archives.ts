import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backupStore, restoreStore } from '../src/store/backup.js'
import { openStore } from '../src/store/open.js'
import type { Store } from '../src/store/store.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { fill } from './store-archive.js'

export type EngineName = 'sqlite' | 'postgres'

/** An archive that stands ready on one engine. */
export interface Archive {
  readonly engine: EngineName
  readonly articles: number
  readonly store: Store
  /** Milliseconds of processor time used so far by this process and by the database's own processes (those on Linux only). */
  readonly processorTime: () => number
}

/** Settings of the server: what a small one is given; the rest is PostgreSQL's own default. */
const FLAGS = ['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']

/**
 * Hands archives of made-up articles over one by one, smallest first, on each engine; those that are not there yet are made.
 * @param kept folder in which they stay, to be measured again; a temporary one where absent.
 */
export async function withArchives(
  engines: readonly EngineName[],
  sizes: readonly number[],
  kept: string | undefined,
  work: (archive: Archive) => Promise<void>,
): Promise<void> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
  mkdirSync(folder, { recursive: true })
  const home = join(folder, 'postgres')
  const server = engines.includes('postgres') ? await startPostgres(FLAGS, home) : undefined
  try {
    for (const articles of sizes) {
      const file = `file:${join(folder, `${articles}.db`)}`
      if (engines.includes('sqlite')) {
        await made(file, articles, () => using(file, (store) => fill(store, articles)))
        await using(file, (store) => work({ engine: 'sqlite', articles, store, processorTime: ownTime }))
      }
      if (server === undefined) continue
      const database = await server.database(`archive_${articles}`)
      // PostgreSQL gets the same archive from a dump.
      await made(database, articles, async () => {
        await made(file, articles, () => using(file, (store) => fill(store, articles)))
        const dump = join(folder, `${articles}.jsonl.gz`)
        if (!existsSync(dump)) await backupStore(file, dump)
        await restoreStore(database, dump)
      })
      const processorTime = serverTime(Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]))
      await using(database, (store) => work({ engine: 'postgres', articles, store, processorTime }))
    }
  } finally {
    await server?.stop()
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes an archive unless it is there. */
async function made(address: string, articles: number, make: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  if ((await using(address, (store) => store.articles.count())) === articles) return
  await make()
  await using(address, (store) => store.upkeep.analyse())
  const engine = address.startsWith('file:') ? 'sqlite' : 'postgres'
  process.stdout.write(`${engine}: ${articles} articles made in ${((performance.now() - began) / 1_000).toFixed(0)} s\n`)
}

async function using<T>(address: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(address)
  return work(store).finally(() => store.close())
}

function ownTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Processor time of this process and of all processes of the server with that id. */
function serverTime(server: number): () => number {
  const most = new Map<number, number>()
  return () => {
    let sum = ownTime()
    if (process.platform !== 'linux') return sum
    const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ').map(Number)
    // A connection closed in between keeps what it has used.
    for (const id of children) most.set(id, runTime(id) ?? most.get(id) ?? 0)
    for (const milliseconds of most.values()) sum += milliseconds
    return sum
  }
}

/** Milliseconds that a process has run, from Linux's scheduler; undefined where it has ended. */
function runTime(id: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return undefined
  }
}
