import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { type PostgresServer, startPostgres } from '../simulators/postgres.js'

/** What a suite gets on each engine. */
export interface Engines {
  readonly kind: 'sqlite' | 'postgres'
  /** Address of a new, empty database. */
  url(): Promise<string>
  /** A store on a new database, closed when the suite ends. */
  open(options?: StoreOptions): Promise<Store>
  /** A store on that database, closed when the suite ends. */
  openAt(url: string, options?: StoreOptions): Promise<Store>
}

/** Runs the same suite on SQLite and on a real PostgreSQL server. */
export function onBothEngines(name: string, suite: (engines: Engines) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe(`${name} on ${kind}`, () => {
      const directory = mkdtempSync(join(tmpdir(), 'onrecord-store-'))
      const opened: Store[] = []
      let server: PostgresServer | undefined
      let count = 0
      const url = async (): Promise<string> =>
        kind === 'sqlite' ? `file:${join(directory, `${++count}.db`)}` : (server as PostgresServer).database()
      const openAt = async (address: string, options?: StoreOptions): Promise<Store> => {
        const store = await openStore(address, options)
        opened.push(store)
        return store
      }
      beforeAll(async () => {
        if (kind === 'postgres') server = await startPostgres()
      }, 60_000)
      afterAll(async () => {
        await Promise.allSettled(opened.map((store) => store.close()))
        await server?.stop()
        rmSync(directory, { recursive: true, force: true })
      }, 60_000)
      suite({ kind, url, openAt, open: async (options) => openAt(await url(), options) })
    })
  }
}
