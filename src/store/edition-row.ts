import { type Queries, storable } from './engine.js'

/** `posted_json` of an edition of which nothing is known to stand. */
export const NOTHING_POSTED = '{"replyIds":[]}'

/** What an edition is before anything was tried. */
const EMPTY = {
  state: 'waiting',
  attempts: 0,
  lease_owner: null,
  lease_until: 0,
  unsure: 0,
  post_json: null,
  posted_json: NOTHING_POSTED,
  stories_json: '[]',
  error: null,
  done_at: null,
  written_at: null,
}

/** Puts an edition of a channel (by its row) into the outbox; false where the channel has one of that slot. */
export async function addEdition(
  tx: Queries,
  channelId: number,
  edition: { readonly slot: string; readonly dueAt: number; readonly late?: boolean },
): Promise<boolean> {
  const { slot, dueAt, late } = edition
  const added = await tx
    .insertInto('editions')
    .values({ channel_id: channelId, slot: storable(slot), due_at: dueAt, next_try_at: dueAt, late: late ? 1 : 0, ...EMPTY })
    .onConflict((conflict) => conflict.columns(['channel_id', 'slot']).doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
}
