import type { Selectable, Updateable } from 'kysely'
import { channelKeys, channelRow, ensureChannel } from './channel-row.js'
import { type EditionBackground, editionBackgrounds } from './edition-backgrounds.js'
import { createEditionChanges, type WrittenEdition } from './edition-changes.js'
import { claimEditions, type EditionClaim } from './edition-claim.js'
import { addEditions } from './edition-row.js'
import { type Engine, storable } from './engine.js'
import type { ChannelKey } from './place-key.js'
import { createOrphans } from './presence.js'
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
  claim(claim: EditionClaim): Promise<readonly Edition[]>
  /** Keeps leases for longer. @returns ids of those that are still held; the others are lost to another process: stop at once. */
  renew(ids: readonly number[], owner: string, until: number): Promise<ReadonlySet<number>>
  /** Frees what is held by processes that are gone, before its lease is over, where PostgreSQL knows of their end. @returns how many. */
  freeOrphans(now: number): Promise<number>
  /** What the digests of editions depend on, by ids of the editions; `since`: how far back stories that were shown are looked for. */
  backgrounds(ids: readonly number[], since: number): Promise<ReadonlyMap<number, EditionBackground>>
  /** Freezes what is to be posted. @returns ids of those whose lease is still held. */
  write(owner: string, written: readonly WrittenEdition[]): Promise<ReadonlySet<number>>
  /** Notes all that the platform has accepted so far; false where the lease is lost. */
  mark(id: number, owner: string, posted: PostedParts): Promise<boolean>
  finish(id: number, owner: string, now: number, state?: 'sent' | 'folded' | 'refused', error?: string): Promise<boolean>
  /** Gives it back to be tried again; `unsure` where the platform may have accepted something. */
  retry(id: number, owner: string, nextTryAt: number, error: string, unsure: boolean): Promise<boolean>
  /** Gives back everything that this process holds, as unsure: what was on its way may have arrived. @returns how many. */
  release(owner: string, now: number): Promise<number>
  get(id: number): Promise<Edition | undefined>
  /** Latest first. */
  ofChannel(channel: ChannelKey, limit: number): Promise<readonly Edition[]>
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
  const free = { lease_owner: null, lease_until: 0, lease_session: null }
  return {
    ...createEditionChanges(engine),
    add: (edition) =>
      engine.write(async (tx) => {
        const { channel, ...rest } = edition
        return (await addEditions(tx, [{ channelId: await ensureChannel(tx, channel, rest.dueAt), ...rest }])) > 0
      }),
    claim: async (claim) => editionsOf(engine, await claimEditions(engine, claim)),
    freeOrphans: createOrphans(engine),
    backgrounds: (ids, since) => editionBackgrounds(engine, ids, since),
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
    get: async (id) => (await editionsOf(engine, await db.selectFrom('editions').selectAll().where('id', '=', id).execute()))[0],
    ofChannel: async (channel, limit) => {
      const id = await channelRow(db, channel)
      if (id === undefined) return []
      const rows = await db.selectFrom('editions').selectAll().where('channel_id', '=', id).orderBy('due_at', 'desc').limit(limit).execute()
      return editionsOf(engine, rows)
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

async function editionsOf(engine: Engine, rows: readonly Selectable<Schema['editions']>[]): Promise<Edition[]> {
  const keys = await channelKeys(
    engine,
    rows.map((row) => row.channel_id),
  )
  const posts = await postsOf(engine, rows)
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
        ...posts(row),
        posted: JSON.parse(row.posted_json) as PostedParts,
        stories: JSON.parse(row.stories_json) as string[],
        ...(row.error === null ? {} : { error: row.error }),
        ...(row.done_at === null ? {} : { doneAt: row.done_at }),
      },
    ]
  })
}

/** What each edition says; those that say the same share it. */
async function postsOf({ db }: Engine, rows: readonly Selectable<Schema['editions']>[]) {
  const keys = [...new Set(rows.flatMap(({ digest }) => digest ?? []))]
  const kept = keys.length === 0 ? [] : await db.selectFrom('digests').select(['key', 'post_json']).where('key', 'in', keys).execute()
  const byKey = new Map(kept.map((row) => [row.key, JSON.parse(row.post_json) as unknown]))
  return ({ digest, post_json }: Selectable<Schema['editions']>): { readonly post?: unknown } => {
    if (digest !== null && byKey.has(digest)) return { post: byKey.get(digest) }
    return post_json === null ? {} : { post: JSON.parse(post_json) as unknown }
  }
}
