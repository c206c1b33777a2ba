import { PostgresDialect } from 'kysely'
import pg from 'pg'

// Sums, counts and 64-bit ids come as text by default; all of ours are well within 2^53.
const INT8 = 20
const NUMERIC = 1700

/**
 * A pool of connections to `url`. `onError` hears of connections lost while idle; the pool opens new ones by itself.
 * @param longest milliseconds that one statement may take.
 */
export function openPostgres(url: string, connections: number, onError: (error: Error) => void, longest = 120_000): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A new connection knows nothing of the tables yet: its first queries take many times as long.
    idleTimeoutMillis: 300_000,
    statement_timeout: longest,
    // A server that has fallen silent does not even refuse: then the wait ends here.
    query_timeout: longest + 10_000,
    keepAlive: true,
    application_name: 'onrecord',
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  })
  pool.on('error', onError)
  // A connection lost in the middle of a query rejects that query and is also told to the connection itself: unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

function parserOf(type: number, format?: 'text' | 'binary'): unknown {
  return (type === INT8 || type === NUMERIC) && format !== 'binary' ? Number : pg.types.getTypeParser(type, format as 'text')
}

/** Kysely's dialect over the pool. */
export const postgresDialect = (pool: pg.Pool): PostgresDialect => new PostgresDialect({ pool })

/** Server and database of the address, without user and password: fit for messages. */
export function postgresPlace(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL'
  const { host, pathname } = new URL(url)
  return `${host || 'localhost'}${pathname}`
}
