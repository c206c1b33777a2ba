import { sql } from 'kysely'
import { channelKeys, ensureChannel } from './channel-row.js'
import { type Engine, skipLocked, storable } from './engine.js'
import type { ChannelKey } from './place-key.js'

/** A notice to a channel that waits to be posted. */
export interface Notice {
  readonly id: number
  readonly channel: ChannelKey
  readonly kind: string
  readonly text: string
  readonly createdAt: number
}

/** Short messages of our own to a channel: a feed fails for good, or is well again. */
export interface Notices {
  add(channel: ChannelKey, kind: string, text: string, now: number): Promise<void>
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number; platforms?: readonly string[] }): Promise<readonly Notice[]>
  done(id: number): Promise<void>
  /** Gives it back to be tried from `retryAt` on. */
  retry(id: number, retryAt: number): Promise<void>
}

/** Notices over an open database. */
export function createNotices(engine: Engine): Notices {
  const { db } = engine
  return {
    add: (channel, kind, text, now) =>
      engine.write(async (tx) => {
        const channel_id = await ensureChannel(tx, channel, now)
        const notice = { channel_id, kind, text: storable(text), feed_id: null, created_at: now }
        await tx
          .insertInto('notices')
          .values({ ...notice, lease_owner: null, lease_until: 0, attempts: 0 })
          .execute()
      }),
    claim: async ({ owner, now, leaseMs, limit, platforms }) => {
      if (platforms?.length === 0) return []
      const claimed = await engine.write(async (tx) => {
        const ofPlatforms = platforms === undefined ? sql`` : sql` and teams.platform in (${sql.join(platforms)})`
        const { rows } = await sql<{ id: number }>`select notices.id as id from notices join channels on channels.id = notices.channel_id
          join teams on teams.id = channels.team_id
          where notices.lease_until <= ${now} and channels.paused is null${ofPlatforms} order by notices.id limit ${limit} ${skipLocked(engine, 'notices')}`.execute(
          tx,
        )
        if (rows.length === 0) return []
        return tx
          .updateTable('notices')
          .set((eb) => ({ lease_owner: owner, lease_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
          .where(
            'id',
            'in',
            rows.map((row) => row.id),
          )
          .returningAll()
          .execute()
      })
      const keys = await channelKeys(
        engine,
        claimed.map((row) => row.channel_id),
      )
      return claimed
        .sort((a, b) => a.id - b.id)
        .flatMap((row) => {
          const channel = keys.get(row.channel_id)
          return channel === undefined ? [] : [{ id: row.id, channel, kind: row.kind, text: row.text, createdAt: row.created_at }]
        })
    },
    done: async (id) => {
      await db.deleteFrom('notices').where('id', '=', id).execute()
    },
    retry: async (id, retryAt) => {
      await db.updateTable('notices').set({ lease_owner: null, lease_until: retryAt }).where('id', '=', id).execute()
    },
  }
}
