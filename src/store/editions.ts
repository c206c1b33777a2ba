import { type Selectable, sql, type Updateable } from 'kysely'
import { channelKeys, channelRow, ensureChannel } from './channel-row.js'
import { addEdition, NOTHING_POSTED } from './edition-row.js'
import { type Engine, skipLocked, storable, storableOrNull } from './engine.js'
import { grouped } from './grouped.js'
import type { ChannelKey } from './place-key.js'
import type { Schema } from './schema.js'

/** waiting: due or to be tried again; sending: leased; sent, folded (into a later one) and refused are final. */
export type EditionState = 'waiting' | 'sending' | 'sent' | 'folded' | 'refused'

/** What is known to have been posted. */
export interface PostedParts {
  readonly messageId?: string
  readonly thread?: string
  readonly replyIds: readonly string[]
}

/** An edition in the outbox. Times in milliseconds. */
export interface Edition {
  readonly id: number
  readonly channel: ChannelKey
  /** Names it for good within its channel. */
  readonly slot: string
  readonly dueAt: number
  readonly state: EditionState
  readonly attempts: number
  readonly nextTryAt: number
  /** True where a try may have been accepted without an answer, or was cut off. */
  readonly unsure: boolean
  readonly late: boolean
  /** The frozen post, once written: every try sends the same. */
  readonly post?: unknown
  readonly posted: PostedParts
  readonly stories: readonly string[]
  readonly error?: string
  readonly doneAt?: number
}

/** The outbox: every edition once. */
export interface Editions {
  /** Puts an edition into the outbox; false where its channel has one of that slot. */
  add(edition: { channel: ChannelKey; slot: string; dueAt: number; late?: boolean }): Promise<boolean>
  /**
   * Takes up to `limit` due editions for `leaseMs`, one a channel at a time, none of paused channels. Where several of a channel wait, those
   * of which surely nothing stands are folded into the newest. One whose lease ran out in the middle comes back as unsure. `except`: editions
   * that the caller is still at: where its clock jumps, their leases look as if they had run out.
   */
  claim(claim: {
    owner: string
    now: number
    leaseMs: number
    limit: number
    platforms?: readonly string[]
    except?: readonly number[]
  }): Promise<readonly Edition[]>
  /** Keeps the lease for longer; false where it is lost to another: stop at once. */
  renew(id: number, owner: string, until: number): Promise<boolean>
  /** Freezes what is to be posted, with the ids of its stories, as of `now`; false where the lease is lost. */
  write(id: number, owner: string, post: unknown, stories: readonly string[], now: number): Promise<boolean>
  /** Notes a message that the platform accepted; false where the lease is lost. */
  mark(id: number, owner: string, step: { messageId?: string; thread?: string; replyId?: string }): Promise<boolean>
  finish(id: number, owner: string, now: number, state?: 'sent' | 'folded' | 'refused', error?: string): Promise<boolean>
  /** Gives it back to be tried again; `unsure` where the platform may have accepted something. */
  retry(id: number, owner: string, nextTryAt: number, error: string, unsure: boolean): Promise<boolean>
  /** Gives back everything that this process holds, as unsure: what was on its way may have arrived. @returns how many. */
  release(owner: string, now: number): Promise<number>
  get(id: number): Promise<Edition | undefined>
  /** When the channel's last edition that was sent was written, in milliseconds; undefined where there is none. */
  lastWrittenAt(channel: ChannelKey): Promise<number | undefined>
  /** Latest first. */
  ofChannel(channel: ChannelKey, limit: number): Promise<readonly Edition[]>
  /** Ids of stories in editions sent to the channel since then, and when those were written: the same story never comes twice. */
  storiesShown(channel: ChannelKey, since: number): Promise<ReadonlyMap<string, number>>
  counts(
    now: number,
  ): Promise<{ readonly waiting: number; readonly sending: number; readonly overdue: number; readonly oldestDueAt?: number }>
}

/** The outbox over an open database. */
export function createEditions(engine: Engine): Editions {
  const { db } = engine
  /** A change by whoever holds the lease; false where it is lost. */
  const held = async (id: number, owner: string, change: Updateable<Schema['editions']>): Promise<boolean> => {
    const done = await db
      .updateTable('editions')
      .set(change)
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .where('lease_owner', '=', owner)
      .executeTakeFirst()
    return done.numUpdatedRows > 0n
  }
  const free = { lease_owner: null, lease_until: 0 }
  return {
    add: (edition) => engine.write(async (tx) => addEdition(tx, await ensureChannel(tx, edition.channel, edition.dueAt), edition)),
    claim: (claim) => claimEditions(engine, claim),
    renew: (id, owner, until) => held(id, owner, { lease_until: until }),
    write: (id, owner, post, stories, now) =>
      held(id, owner, { post_json: storable(JSON.stringify(post)), stories_json: JSON.stringify(stories), written_at: now }),
    // Whoever holds the lease marks one message after the other: reading before writing needs no transaction.
    mark: async (id, owner, step) => {
      const row = await db
        .selectFrom('editions')
        .select('posted_json')
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('lease_owner', '=', owner)
        .executeTakeFirst()
      if (row === undefined) return false
      const posted = JSON.parse(row.posted_json) as PostedParts
      const { replyId, ...head } = step
      const replyIds = replyId === undefined ? posted.replyIds : [...posted.replyIds, replyId]
      return held(id, owner, { posted_json: JSON.stringify({ ...posted, ...head, replyIds }) })
    },
    finish: (id, owner, now, state = 'sent', error) => held(id, owner, { ...free, state, done_at: now, error: storableOrNull(error) }),
    retry: (id, owner, nextTryAt, error, unsure) =>
      held(id, owner, { ...free, state: 'waiting', next_try_at: nextTryAt, error: storable(error), unsure: unsure ? 1 : 0 }),
    release: async (owner, now) => {
      const given = await db
        .updateTable('editions')
        .set({ ...free, state: 'waiting', next_try_at: now, unsure: 1, error: 'The program that sent it was stopped.' })
        .where('state', '=', 'sending')
        .where('lease_owner', '=', owner)
        .executeTakeFirst()
      return Number(given.numUpdatedRows)
    },
    lastWrittenAt: async (channel) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return undefined
      const row = await db
        .selectFrom('editions')
        .select((eb) => eb.fn.max<number | null>(eb.fn.coalesce('written_at', 'done_at')).as('last'))
        .where('channel_id', '=', id)
        .where('state', '=', 'sent')
        .executeTakeFirst()
      return row?.last ?? undefined
    },
    get: async (id) => (await editionsOf(engine, await db.selectFrom('editions').selectAll().where('id', '=', id).execute()))[0],
    ofChannel: async (channel, limit) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return []
      const rows = await db.selectFrom('editions').selectAll().where('channel_id', '=', id).orderBy('due_at', 'desc').limit(limit).execute()
      return editionsOf(engine, rows)
    },
    storiesShown: async (channel, since) => {
      const id = await channelRow(db, channel)
      const shown = new Map<string, number>()
      if (id === undefined) return shown
      const rows = await db
        .selectFrom('editions')
        .select(['stories_json', 'done_at', 'written_at'])
        .where('channel_id', '=', id)
        .where('state', '=', 'sent')
        .where('done_at', '>=', since)
        .orderBy('done_at')
        .execute()
      for (const row of rows)
        for (const story of JSON.parse(row.stories_json) as string[]) shown.set(story, row.written_at ?? row.done_at ?? 0)
      return shown
    },
    counts: async (now) => {
      const row = await db
        .selectFrom('editions')
        .select((eb) => [
          eb.fn.sum<number | null>(eb.case().when('state', '=', 'waiting').then(1).else(0).end()).as('waiting'),
          eb.fn.sum<number | null>(eb.case().when('state', '=', 'sending').then(1).else(0).end()).as('sending'),
          eb.fn.sum<number | null>(eb.case().when('due_at', '<', now).then(1).else(0).end()).as('overdue'),
          eb.fn.min('due_at').as('oldest'),
        ])
        .where('state', 'in', ['waiting', 'sending'])
        .executeTakeFirstOrThrow()
      const { waiting, sending, overdue, oldest } = row
      return { waiting: waiting ?? 0, sending: sending ?? 0, overdue: overdue ?? 0, ...(oldest === null ? {} : { oldestDueAt: oldest }) }
    },
  }
}

async function claimEditions(
  engine: Engine,
  { owner, now, leaseMs, limit, platforms, except = [] }: Parameters<Editions['claim']>[0],
): Promise<readonly Edition[]> {
  const rows = await engine.write(async (tx) => {
    const ofPlatforms = platforms === undefined ? sql`` : sql` and teams.platform in (${sql.join(platforms)})`
    if (platforms?.length === 0) return []
    const butThese = except.length === 0 ? sql`` : sql` and editions.id not in (${sql.join(except)})`
    // Channels first, each locked: so that two processes cannot take two editions of one channel.
    const channels = await sql<{ id: number }>`select channels.id as id from channels where channels.paused is null
      and channels.id in (select editions.channel_id from editions join channels as c on c.id = editions.channel_id join teams on teams.id = c.team_id
        where editions.state in ('waiting', 'sending') and editions.next_try_at <= ${now} and editions.lease_until <= ${now}${ofPlatforms}${butThese}
        and not exists (select 1 from editions as other where other.channel_id = editions.channel_id and other.state = 'sending' and other.lease_until > ${now}))
      limit ${limit} ${skipLocked(engine, 'channels')}`.execute(tx)
    const ids = channels.rows.map((row) => row.id)
    if (ids.length === 0) return []
    const open = await tx
      .selectFrom('editions')
      .selectAll()
      .where('channel_id', 'in', ids)
      .where('state', 'in', ['waiting', 'sending'])
      .where('next_try_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .execute()
    // Another may have taken one between choosing the channel and locking it.
    const busy = new Set(open.filter((row) => row.lease_until > now || except.includes(row.id)).map((row) => row.channel_id))
    const free = [...grouped(open, (row) => row.channel_id)].flatMap(([channel, rows]) => (busy.has(channel) ? [] : [rows]))
    const chosen = free.map((rows) =>
      rows.find((row, i) => i === rows.length - 1 || row.unsure === 1 || row.posted_json !== NOTHING_POSTED),
    )
    const firsts = chosen.filter((row) => row !== undefined)
    const folded = free.flatMap((rows, i) => rows.slice(0, Math.max(0, rows.indexOf(chosen[i] as (typeof rows)[number]))))
    if (folded.length > 0)
      await tx
        .updateTable('editions')
        .set({ state: 'folded', lease_owner: null, lease_until: 0, done_at: now })
        .where(
          'id',
          'in',
          folded.map((row) => row.id),
        )
        .execute()
    if (firsts.length === 0) return []
    return tx
      .updateTable('editions')
      .set((eb) => ({
        // A lease that ran out in the middle of sending: nobody knows what the platform got.
        unsure: eb.case().when('state', '=', 'sending').then(1).else(eb.ref('unsure')).end(),
        state: 'sending',
        lease_owner: owner,
        lease_until: now + leaseMs,
        attempts: eb('attempts', '+', 1),
      }))
      .where(
        'id',
        'in',
        firsts.map((row) => row.id),
      )
      .returningAll()
      .execute()
  })
  return editionsOf(
    engine,
    rows.sort((a, b) => a.due_at - b.due_at || a.id - b.id),
  )
}

async function editionsOf(engine: Engine, rows: readonly Selectable<Schema['editions']>[]): Promise<Edition[]> {
  const keys = await channelKeys(
    engine,
    rows.map((row) => row.channel_id),
  )
  return rows.flatMap((row): Edition[] => {
    const channel = keys.get(row.channel_id)
    if (channel === undefined) return []
    return [
      {
        id: row.id,
        channel,
        slot: row.slot,
        dueAt: row.due_at,
        state: row.state as EditionState,
        attempts: row.attempts,
        nextTryAt: row.next_try_at,
        unsure: row.unsure === 1,
        late: row.late === 1,
        ...(row.post_json === null ? {} : { post: JSON.parse(row.post_json) as unknown }),
        posted: JSON.parse(row.posted_json) as PostedParts,
        stories: JSON.parse(row.stories_json) as string[],
        ...(row.error === null ? {} : { error: row.error }),
        ...(row.done_at === null ? {} : { doneAt: row.done_at }),
      },
    ]
  })
}
