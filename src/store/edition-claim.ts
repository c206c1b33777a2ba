import { type Selectable, sql } from 'kysely'
import { NOTHING_POSTED } from './edition-row.js'
import { type Engine, type Queries, skipLocked } from './engine.js'
import { grouped } from './grouped.js'
import type { Schema } from './schema.js'

/** What is to be claimed. Times in milliseconds. */
export interface EditionClaim {
  readonly owner: string
  readonly now: number
  readonly leaseMs: number
  readonly limit: number
  readonly platforms?: readonly string[]
  readonly except?: readonly number[]
}

type EditionRow = Selectable<Schema['editions']>

/** Rounds in which another process was faster each time, before this one leaves it. */
const ROUNDS = 4

/** Takes due editions, one a channel; see `Editions.claim`. */
export async function claimEditions(engine: Engine, claim: EditionClaim): Promise<readonly EditionRow[]> {
  if (claim.platforms?.length === 0) return []
  // Most looks find nothing: they must not take the writer's turn.
  const { rows: due } = await sql`select 1 from editions where state in ('waiting', 'sending') and next_try_at <= ${claim.now}
    and lease_until <= ${claim.now} limit 1`.execute(engine.db)
  if (due.length === 0) return []
  for (let round = 1; ; round++) {
    const { rows, looked } = await engine.write((tx) => claimOnce(engine, tx, claim))
    if (rows.length > 0 || looked < claim.limit || round === ROUNDS) return rows
  }
}

async function claimOnce(engine: Engine, tx: Queries, claim: EditionClaim): Promise<{ rows: readonly EditionRow[]; looked: number }> {
  const { owner, now, leaseMs, except = [] } = claim
  const ids = await freeChannels(engine, tx, claim)
  if (ids.length === 0) return { rows: [], looked: 0 }
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
  const firsts: EditionRow[] = []
  const folded: number[] = []
  for (const [channel, rows] of grouped(open, (row) => row.channel_id)) {
    if (busy.has(channel)) continue
    // What may stand in the channel is completed; of the others only the newest is still of use.
    const first = rows.findIndex((row, i) => i === rows.length - 1 || row.unsure === 1 || row.posted_json !== NOTHING_POSTED)
    firsts.push(rows[first] as EditionRow)
    folded.push(...rows.slice(0, first).map((row) => row.id))
  }
  if (folded.length > 0)
    await tx
      .updateTable('editions')
      .set({ state: 'folded', lease_owner: null, lease_until: 0, lease_session: null, done_at: now })
      .where('id', 'in', folded)
      .execute()
  if (firsts.length === 0) return { rows: [], looked: ids.length }
  const rows = await tx
    .updateTable('editions')
    .set((eb) => ({
      // A lease that ran out in the middle of sending: nobody knows what the platform got.
      unsure: eb.case().when('state', '=', 'sending').then(1).else(eb.ref('unsure')).end(),
      state: 'sending',
      lease_owner: owner,
      lease_until: now + leaseMs,
      lease_session: engine.presence?.session ?? null,
      attempts: eb('attempts', '+', 1),
    }))
    .where(
      'id',
      'in',
      firsts.map((row) => row.id),
    )
    .returningAll()
    .execute()
  return { rows: rows.sort((a, b) => a.due_at - b.due_at || a.id - b.id), looked: ids.length }
}

/** Channels with something due and nothing on its way, each locked: so that two processes cannot take two editions of one channel. */
async function freeChannels(engine: Engine, tx: Queries, { now, limit, platforms, except = [] }: EditionClaim): Promise<number[]> {
  const ofPlatforms = platforms === undefined ? sql`` : sql` and teams.platform in (${sql.join(platforms)})`
  const list = JSON.stringify(except)
  const butThese =
    engine.kind === 'postgres'
      ? sql`editions.id not in (select value::bigint from json_array_elements_text(${list}::json))`
      : sql`editions.id not in (select value from json_each(${list}))`
  const { rows } = await sql<{ id: number }>`select channels.id as id from channels where channels.paused is null
    and channels.id in (select editions.channel_id from editions join channels as c on c.id = editions.channel_id join teams on teams.id = c.team_id
      where editions.state in ('waiting', 'sending') and editions.next_try_at <= ${now} and editions.lease_until <= ${now}${ofPlatforms}
      and ${except.length === 0 ? sql`true` : butThese}
      and not exists (select 1 from editions as other where other.channel_id = editions.channel_id and other.state = 'sending' and other.lease_until > ${now}))
    limit ${limit} ${skipLocked(engine, 'channels')}`.execute(tx)
  return rows.map((row) => row.id)
}
