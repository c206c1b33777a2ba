import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Engine } from './engine.js'

/** First half of the advisory locks' keys; any number will do, as long as it is always the same and no other program's. */
const CLASS = 66_732_674
/** A session that is missed comes back, or its process is gone: what a lost connection needs to be opened again. */
const CONFIRM_MS = 1_000
/** After a start of the server every session is new: until its processes are back, only the leases' times count. */
const SETTLING_MS = 30_000

/** This process, as PostgreSQL knows it: an advisory lock that its session holds for as long as the process lives. */
export interface Presence {
  /** Number in leases; null while no session holds the lock. */
  readonly session: number | null
  /** Takes the lock in a fresh session. */
  enter(client: pg.Client): Promise<void>
  /** The session is lost. */
  leave(): void
}

/** A presence of its own number. */
export function createPresence(): Presence {
  const number = randomInt(1, 2 ** 31 - 1)
  let isHeld = false
  return {
    get session() {
      return isHeld ? number : null
    },
    async enter(client) {
      await client.query('select pg_advisory_lock_shared($1, $2)', [CLASS, number])
      isHeld = true
    },
    leave() {
      isHeld = false
    },
  }
}

/**
 * Gives up the leases of processes that are gone, long before their time is over: PostgreSQL ends a session with its process. A session has to
 * be missed twice, a second apart, as a connection may be lost and come back. Hosts that vanish without a word are noticed by the leases' time.
 * @returns how many editions have become free; always 0 on SQLite, where leases end by time alone.
 */
export function createOrphans(engine: Engine, settlingMs = SETTLING_MS): (now: number) => Promise<number> {
  const missed = new Map<number, number>()
  const isGone = sql`not exists (select 1 from pg_locks where locktype = 'advisory' and classid = ${sql.lit(CLASS)} and objsubid = 2
    and objid::bigint = editions.lease_session and database = (select oid from pg_database where datname = current_database()))
    and pg_postmaster_start_time() < clock_timestamp() - interval ${sql.lit(`${settlingMs} milliseconds`)}`
  return async (now) => {
    if (engine.kind === 'sqlite') return 0
    const own = engine.presence?.session ?? 0
    const { rows } = await sql<{ session: number }>`select distinct lease_session as session from editions
      where state = 'sending' and lease_until > ${now} and lease_session <> ${own} and ${isGone}`.execute(engine.db)
    const seen = performance.now()
    const gone = new Set(rows.map(({ session }) => session))
    for (const session of missed.keys()) if (!gone.has(session)) missed.delete(session)
    for (const session of gone) if (!missed.has(session)) missed.set(session, seen)
    const dead = [...gone].filter((session) => seen - (missed.get(session) as number) >= CONFIRM_MS)
    if (dead.length === 0) return 0
    const freed = await sql`update editions set lease_until = 0
      where state = 'sending' and lease_session in (${sql.join(dead)}) and ${isGone}`.execute(engine.db)
    return Number(freed.numAffectedRows ?? 0)
  }
}
