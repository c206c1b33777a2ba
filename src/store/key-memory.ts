import type { Engine } from './engine.js'
import { storable } from './engine.js'

/** Small values by key. Keys that begin with "platform/team/" go when that team is deleted. */
export interface KeyMemory {
  get(key: string, now?: number): Promise<string | undefined>
  /** `seconds`: how long it is kept; absent for good. */
  set(key: string, value: string, seconds?: number, now?: number): Promise<void>
  delete(key: string): Promise<void>
  /** True the first time `key` is seen within `seconds`, across restarts and processes. */
  once(key: string, seconds: number, now?: number): Promise<boolean>
}

/** Stands for "never expires"; beyond any clock. */
const NEVER = Number.MAX_SAFE_INTEGER

/** Memory over an open database. */
export function createMemory({ db }: Engine): KeyMemory {
  return {
    get: async (key, now = Date.now()) => {
      const row = await db
        .selectFrom('memory')
        .select('value')
        .where('key', '=', storable(key))
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row?.value
    },
    set: async (key, value, seconds, now = Date.now()) => {
      const values = { value: storable(value), expires_at: seconds === undefined ? NEVER : now + seconds * 1_000 }
      await db
        .insertInto('memory')
        .values({ key: storable(key), ...values })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
        .execute()
    },
    delete: async (key) => {
      await db.deleteFrom('memory').where('key', '=', storable(key)).execute()
    },
    once: async (key, seconds, now = Date.now()) => {
      // One statement, so that of two processes exactly one writes: where the key stands and has not run out, nothing is changed.
      const seen = await db
        .insertInto('events')
        .values({ key: storable(key), expires_at: now + seconds * 1_000 })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ expires_at: now + seconds * 1_000 })
            .where('events.expires_at', '<=', now),
        )
        .returning('key')
        .executeTakeFirst()
      return seen !== undefined
    },
  }
}
