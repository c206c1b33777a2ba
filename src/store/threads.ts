import { channelRow, ensureChannel } from './channel-row.js'
import { type Engine, type Queries, storable } from './engine.js'
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
  const list = (json: string): string[] => JSON.parse(json) as string[]
  const joined = (json: string | undefined, more: readonly string[]): string =>
    JSON.stringify([...new Set([...(json === undefined ? [] : list(json)), ...more])].slice(0, MOST))
  return {
    note: async (thread, about, now) => {
      if (
        await noteNew(db, thread, { stories_json: joined(undefined, about.stories), articles_json: joined(undefined, about.articles) }, now)
      )
        return
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

/** A thread that is not known yet, in a channel that is, as under every digest: one statement instead of a transaction. */
async function noteNew(
  db: Queries,
  { platform, team, channel, thread }: ThreadKey,
  about: { readonly stories_json: string; readonly articles_json: string },
  now: number,
): Promise<boolean> {
  const added = await db
    .insertInto('threads')
    .columns(['channel_id', 'thread', 'stories_json', 'articles_json', 'last_question', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('channels')
        .innerJoin('teams', 'teams.id', 'channels.team_id')
        .select([
          'channels.id',
          eb.cast<string>(eb.val(storable(thread)), 'text').as('thread'),
          eb.cast<string>(eb.val(about.stories_json), 'text').as('stories_json'),
          eb.cast<string>(eb.val(about.articles_json), 'text').as('articles_json'),
          eb.cast<string | null>(eb.val(null), 'text').as('last_question'),
          eb.cast<number>(eb.val(now), 'bigint').as('updated_at'),
        ])
        .where('teams.platform', '=', platform)
        .where('teams.team', '=', team)
        .where('channels.channel', '=', channel),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
}
