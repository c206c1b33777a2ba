import { sql } from 'kysely'
import { channelKeys, channelRow, ensureChannel } from './channel-row.js'
import { addEditions, type NewEdition } from './edition-row.js'
import { type Engine, skipLocked } from './engine.js'
import type { ChannelKey } from './place-key.js'

/** A schedule of a channel; `schedule` is the desk's own value (days, times, zone). */
export interface KeptSchedule {
  readonly id: number
  readonly channel: ChannelKey
  readonly schedule: unknown
  /** Milliseconds: slots up to here have been looked at. */
  readonly after: number
}

/** A schedule whose next slot may have come, with what its channel has set. */
export interface DueSchedule {
  /** As kept, as JSON: equal schedules have equal texts. */
  readonly json: string
  readonly schedule: unknown
  readonly after: number
  readonly settings: Readonly<Record<string, unknown>>
  /** Whether nothing is posted to the channel any more. */
  readonly paused: boolean
}

/** What the desk makes of a due schedule. Times in milliseconds. */
export interface DueDecision {
  /** Absent where no edition is called for, or it would come too late to be of use. */
  readonly edition?: { readonly slot: string; readonly dueAt: number; readonly late: boolean }
  /** Slots up to here are settled. */
  readonly after: number
  /** When to look again; null: never. */
  readonly nextAt: number | null
}

/** When digests come. */
export interface Schedules {
  add(channel: ChannelKey, schedule: unknown, now: number): Promise<KeptSchedule>
  list(channel?: ChannelKey): Promise<readonly KeptSchedule[]>
  /** Removes one, or all of the channel; how many went. */
  remove(channel: ChannelKey, id?: number): Promise<number>
  /**
   * Hands up to `limit` schedules that are to be looked at by `now` to `decide`, and writes down what it says, in one transaction: a crash
   * leaves all as it was. Of several processes at once each gets others.
   */
  settle(now: number, limit: number, decide: (due: DueSchedule) => DueDecision): Promise<{ readonly looked: number; readonly made: number }>
}

/** Schema step: when each schedule is to be looked at next. Those that were there before are looked at once, at once. */
export const nextSlots = (kind: Engine['kind']): readonly string[] => {
  const whole = kind === 'sqlite' ? 'integer' : 'bigint'
  return [
    `alter table schedules add column next_at ${whole} not null default 0`,
    'create index schedules_next on schedules (next_at)',
    // When an edition's words were frozen: the next one covers what came after that, however long sending took.
    `alter table editions add column written_at ${whole}`,
  ]
}

/** Later than any clock: a schedule without slots is not looked at again. */
const NEVER = Number.MAX_SAFE_INTEGER

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
          .values({ channel_id: await ensureChannel(tx, channel, now), schedule_json: JSON.stringify(schedule), after_at: now, next_at: 0 })
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
    settle: (now, limit, decide) => settle(engine, now, limit, decide),
  }
}

interface DueRow {
  readonly id: number
  readonly channel_id: number
  readonly schedule_json: string
  readonly after_at: number
  readonly settings_json: string
  readonly paused: string | null
}

async function settle(engine: Engine, now: number, limit: number, decide: (due: DueSchedule) => DueDecision) {
  // Most looks find nothing: they must not take the writer's turn.
  const first = await engine.db.selectFrom('schedules').select('id').where('next_at', '<=', now).limit(1).executeTakeFirst()
  if (first === undefined) return { looked: 0, made: 0 }
  return engine.write(async (tx) => {
    const { rows } = await sql<DueRow>`select schedules.id, channel_id, schedule_json, after_at, settings_json, paused from schedules
      join channels on channels.id = schedules.channel_id where next_at <= ${now} order by next_at limit ${limit} ${skipLocked(engine, 'schedules')}`.execute(
      tx,
    )
    const editions: NewEdition[] = []
    // Most schedules that are due at once are due again at once: they move on together.
    const moves = new Map<string, { readonly after: number; readonly next: number; readonly ids: number[] }>()
    for (const row of rows) {
      const due = {
        json: row.schedule_json,
        schedule: JSON.parse(row.schedule_json) as unknown,
        after: row.after_at,
        paused: row.paused !== null,
      }
      const decision = decide({ ...due, settings: JSON.parse(row.settings_json) as Record<string, unknown> })
      if (decision.edition !== undefined) editions.push({ channelId: row.channel_id, ...decision.edition })
      // Never back: a clock that was set back must not make a slot come due twice.
      const after = Math.max(row.after_at, decision.after)
      const next = decision.nextAt ?? NEVER
      const key = `${after} ${next}`
      const move = moves.get(key) ?? { after, next, ids: [] }
      moves.set(key, move)
      move.ids.push(row.id)
    }
    for (const { after, next, ids } of moves.values())
      await tx.updateTable('schedules').set({ after_at: after, next_at: next }).where('id', 'in', ids).execute()
    return { looked: rows.length, made: await addEditions(tx, editions) }
  })
}
