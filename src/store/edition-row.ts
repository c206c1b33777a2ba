import { batches, type Queries, storable } from './engine.js'

/** `posted_json` of an edition of which nothing is known to stand. */
export const NOTHING_POSTED = '{"replyIds":[]}'

/** What an edition is before anything was tried. */
const EMPTY = {
  state: 'waiting',
  attempts: 0,
  lease_owner: null,
  lease_until: 0,
  lease_session: null,
  unsure: 0,
  digest: null,
  post_json: null,
  posted_json: NOTHING_POSTED,
  stories_json: '[]',
  error: null,
  done_at: null,
  written_at: null,
}

/** An edition that has come due, by its channel's row. */
export interface NewEdition {
  readonly channelId: number
  readonly slot: string
  readonly dueAt: number
  readonly late?: boolean
}

/** Puts editions into the outbox, all but those whose channel has one of that slot. @returns how many were put there. */
export async function addEditions(tx: Queries, editions: readonly NewEdition[]): Promise<number> {
  let added = 0
  const rows = editions.map(({ channelId, slot, dueAt, late }) => ({
    channel_id: channelId,
    slot: storable(slot),
    due_at: dueAt,
    next_try_at: dueAt,
    late: late ? 1 : 0,
    ...EMPTY,
  }))
  for (const batch of batches(rows, Object.keys(EMPTY).length + 5)) {
    const result = await tx
      .insertInto('editions')
      .values(batch)
      .onConflict((conflict) => conflict.columns(['channel_id', 'slot']).doNothing())
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}
