import { channelRow, ensureChannel } from './channel-row.js'
import { type Engine, storable } from './engine.js'
import type { ChannelKey } from './place-key.js'

/** When a channel last asked what: so that answers can mark what is new since. */
export interface Marks {
  /** When the channel last asked this, in milliseconds; undefined: never. */
  last(channel: ChannelKey, kind: string, subject: string): Promise<number | undefined>
  /** Notes that it asks now. @returns when it asked before. */
  touch(channel: ChannelKey, kind: string, subject: string, now: number): Promise<number | undefined>
}

/** Marks over an open database. */
export function createMarks(engine: Engine): Marks {
  const { db } = engine
  return {
    last: async (channel, kind, subject) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return undefined
      const row = await db
        .selectFrom('marks')
        .select('asked_at')
        .where('channel_id', '=', id)
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .executeTakeFirst()
      return row?.asked_at
    },
    touch: (channel, kind, subject, now) =>
      engine.write(async (tx) => {
        const channel_id = await ensureChannel(tx, channel, now)
        const key = { channel_id, kind: storable(kind), subject: storable(subject).slice(0, 500) }
        const row = await tx
          .selectFrom('marks')
          .select('asked_at')
          .where('channel_id', '=', channel_id)
          .where('kind', '=', key.kind)
          .where('subject', '=', key.subject)
          .executeTakeFirst()
        await tx
          .insertInto('marks')
          .values({ ...key, asked_at: now })
          .onConflict((conflict) => conflict.columns(['channel_id', 'kind', 'subject']).doUpdateSet({ asked_at: now }))
          .execute()
        return row?.asked_at
      }),
  }
}
