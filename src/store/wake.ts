import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Presence } from './presence.js'

/** Wake-ups: a hint that there is work, never the only way to find it. */
export interface Wake {
  send(topic: string): Promise<void>
  on(topic: string, listener: () => void): () => void
  close(): Promise<void>
}

/** Wake-ups within this process, for SQLite. */
export function localWake(): Wake {
  const emitter = new EventEmitter({ captureRejections: false }).setMaxListeners(0)
  return {
    send: async (topic) => void emitter.emit(topic),
    on: (topic, listener) => {
      emitter.on(topic, listener)
      return () => void emitter.off(topic, listener)
    },
    close: async () => void emitter.removeAllListeners(),
  }
}

const CHANNEL = 'onrecord'
/** Milliseconds until a lost listening connection is opened again: at once, then ever more patiently. */
const FIRST_AGAIN_MS = 50
const LAST_AGAIN_MS = 2_000

/**
 * Wake-ups over all processes of one PostgreSQL database, by LISTEN and NOTIFY. Listening starts with the first listener; its session also
 * tells the other processes that this one lives.
 */
export function postgresWake(url: string, pool: pg.Pool, presence: Presence): Wake {
  const local = localWake()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let wait = FIRST_AGAIN_MS

  const listen = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'onrecord-listen',
      connectionTimeoutMillis: 10_000,
    })
    client = fresh
    fresh.on('notification', ({ payload }) => void local.send(payload ?? ''))
    // 'error' is followed by 'end'; a client that never connected gives only the rejection below.
    fresh.on('error', () => again(fresh))
    fresh.on('end', () => again(fresh))
    try {
      await fresh.connect()
      await presence.enter(fresh)
      await fresh.query(`listen ${CHANNEL}`)
      wait = FIRST_AGAIN_MS
    } catch {
      again(fresh)
    }
  }
  const again = (lost: pg.Client): void => {
    if (closed || client !== lost) return
    client = undefined
    presence.leave()
    lost.end().catch(() => undefined)
    timer = setTimeout(() => void listen(), wait)
    timer.unref()
    wait = Math.min(LAST_AGAIN_MS, wait * 2)
  }

  return {
    send: async (topic) => void (await pool.query('select pg_notify($1, $2)', [CHANNEL, topic])),
    on: (topic, listener) => {
      if (client === undefined && timer === undefined && !closed) void listen()
      return local.on(topic, listener)
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await local.close()
      await client?.end().catch(() => undefined)
    },
  }
}
