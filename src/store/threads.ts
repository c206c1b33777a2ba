import { sql } from 'kysely'
import { channelRow, ensureChannel } from './channel-row.js'
import { type Engine, storable } from './engine.js'
import { gathered } from './gathered.js'
import { jsonRows } from './json-rows.js'
import type { ThreadKey } from './place-key.js'

/** What a thread is about. */
export interface KeptThread {
  readonly stories: readonly string[]
  readonly articles: readonly string[]
  /** The last question asked in it, for follow-ups ("and Glaser?"). */
  readonly lastQuestion?: string
  /** Milliseconds. */
  readonly updatedAt: number
}

/** Threads. */
export interface Threads {
  /** Notes what a thread is about, adding to what is known of it. */
  note(thread: ThreadKey, about: { readonly stories: readonly string[]; readonly articles: readonly string[] }, now: number): Promise<void>
  get(thread: ThreadKey): Promise<KeptThread | undefined>
  asked(thread: ThreadKey, question: string, now: number): Promise<void>
}

/** Most stories or articles that a thread is about. */
const MOST = 500

/** Threads over an open database. */
export function createThreads(engine: Engine): Threads {
  const { db } = engine
  const addNew = gathered((threads: readonly NewThread[]) => addThreads(engine, threads))
  const list = (json: string): string[] => JSON.parse(json) as string[]
  const joined = (json: string | undefined, more: readonly string[]): string =>
    JSON.stringify([...new Set([...(json === undefined ? [] : list(json)), ...more])].slice(0, MOST))
  return {
    note: async (thread, about, now) => {
      const texts = { stories_json: joined(undefined, about.stories), articles_json: joined(undefined, about.articles) }
      const { platform, team, channel } = thread
      if (await addNew({ platform, team, channel, thread: storable(thread.thread), ...texts, updated_at: now })) return
      await engine.write(async (tx) => {
        const channel_id = await ensureChannel(tx, thread, now)
        const known = await tx
          .selectFrom('threads')
          .selectAll()
          .where('channel_id', '=', channel_id)
          .where('thread', '=', thread.thread)
          .executeTakeFirst()
        const values = {
          stories_json: joined(known?.stories_json, about.stories),
          articles_json: joined(known?.articles_json, about.articles),
          updated_at: now,
        }
        await tx
          .insertInto('threads')
          .values({ channel_id, thread: storable(thread.thread), last_question: null, ...values })
          .onConflict((conflict) => conflict.columns(['channel_id', 'thread']).doUpdateSet(values))
          .execute()
      })
    },
    get: async (thread) => {
      const id = await channelRow(db, thread)
      if (id === undefined) return undefined
      const row = await db
        .selectFrom('threads')
        .selectAll()
        .where('channel_id', '=', id)
        .where('thread', '=', thread.thread)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        stories: list(row.stories_json),
        articles: list(row.articles_json),
        ...(row.last_question === null ? {} : { lastQuestion: row.last_question }),
        updatedAt: row.updated_at,
      }
    },
    asked: (thread, question, now) =>
      engine.write(async (tx) => {
        const channel_id = await ensureChannel(tx, thread, now)
        const values = { last_question: storable(question).slice(0, 5_000), updated_at: now }
        await tx
          .insertInto('threads')
          .values({ channel_id, thread: storable(thread.thread), stories_json: '[]', articles_json: '[]', ...values })
          .onConflict((conflict) => conflict.columns(['channel_id', 'thread']).doUpdateSet(values))
          .execute()
      }),
  }
}

interface NewThread {
  readonly platform: string
  readonly team: string
  readonly channel: string
  readonly thread: string
  readonly stories_json: string
  readonly articles_json: string
  readonly updated_at: number
}

/** Threads that are not known yet, in channels that are, as under digests: one statement for many. @returns which were added. */
async function addThreads(engine: Engine, threads: readonly NewThread[]): Promise<boolean[]> {
  const nameOf = ({ thread, channel }: { thread: string; channel: string }): string => `${thread} ${channel}`
  // Of two by one name (ids of different platforms may be alike) the second goes the long way.
  const rows = [...new Map([...threads].reverse().map((one) => [nameOf(one), one])).values()]
  const texts = { platform: 'text', team: 'text', channel: 'text', thread: 'text', stories_json: 'text', articles_json: 'text' } as const
  const { rows: added } = await sql<{ thread: string; channel: string }>`insert into threads
    (channel_id, thread, stories_json, articles_json, last_question, updated_at)
    select channels.id, given.thread, given.stories_json, given.articles_json, null, given.updated_at
    from ${jsonRows(engine, rows, { ...texts, updated_at: 'bigint' })} as given
    join teams on teams.platform = given.platform and teams.team = given.team
    join channels on channels.team_id = teams.id and channels.channel = given.channel
    where true on conflict do nothing
    returning thread, (select channel from channels where channels.id = threads.channel_id) as channel`.execute(engine.db)
  const names = new Set(added.map(nameOf))
  return threads.map((one) => rows.includes(one) && names.has(nameOf(one)))
}
