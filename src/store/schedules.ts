import { channelKeys, channelRow, ensureChannel } from './channel-row.js'
import type { Engine } from './engine.js'
import type { ChannelKey } from './place-key.js'

/** A schedule of a channel; `schedule` is the desk's own value (days, times, zone). */
export interface KeptSchedule {
  readonly id: number
  readonly channel: ChannelKey
  readonly schedule: unknown
  /** Milliseconds: slots up to here have been looked at. */
  readonly after: number
}

/** When digests come. */
export interface Schedules {
  add(channel: ChannelKey, schedule: unknown, now: number): Promise<KeptSchedule>
  list(channel?: ChannelKey): Promise<readonly KeptSchedule[]>
  /** Removes one, or all of the channel; how many went. */
  remove(channel: ChannelKey, id?: number): Promise<number>
  /** Notes that slots up to `after` have been made editions; never moves back. */
  advance(id: number, after: number): Promise<void>
}

/** Schedules over an open database. */
export function createSchedules(engine: Engine): Schedules {
  const { db } = engine
  const keptOf = async (
    rows: readonly { id: number; channel_id: number; schedule_json: string; after_at: number }[],
  ): Promise<KeptSchedule[]> => {
    const keys = await channelKeys(
      engine,
      rows.map((row) => row.channel_id),
    )
    return rows.flatMap((row) => {
      const channel = keys.get(row.channel_id)
      return channel === undefined ? [] : [{ id: row.id, channel, schedule: JSON.parse(row.schedule_json) as unknown, after: row.after_at }]
    })
  }
  return {
    add: async (channel, schedule, now) => {
      const row = await engine.write(async (tx) =>
        tx
          .insertInto('schedules')
          .values({ channel_id: await ensureChannel(tx, channel, now), schedule_json: JSON.stringify(schedule), after_at: now })
          .returningAll()
          .executeTakeFirstOrThrow(),
      )
      return (await keptOf([row]))[0] as KeptSchedule
    },
    list: async (channel) => {
      const all = db.selectFrom('schedules').selectAll().orderBy('id')
      if (channel === undefined) return keptOf(await all.execute())
      const id = await channelRow(db, channel)
      return id === undefined ? [] : keptOf(await all.where('channel_id', '=', id).execute())
    },
    remove: async (channel, id) => {
      const channelId = await channelRow(db, channel)
      if (channelId === undefined) return 0
      const all = db.deleteFrom('schedules').where('channel_id', '=', channelId)
      return Number((await (id === undefined ? all : all.where('id', '=', id)).executeTakeFirst()).numDeletedRows)
    },
    advance: async (id, after) => {
      await db.updateTable('schedules').set({ after_at: after }).where('id', '=', id).where('after_at', '<', after).execute()
    },
  }
}
