import { sql } from 'kysely'
import type { PostedParts } from './editions.js'
import { batches, type Engine, storableOrNull } from './engine.js'
import { gathered } from './gathered.js'
import { type JsonColumns, jsonRows } from './json-rows.js'

/** What one edition says, as it is frozen. */
export interface WrittenEdition {
  readonly id: number
  /** Names what it says: equal for editions that say the same. */
  readonly digest: string
  readonly postJson: string
  readonly stories: readonly string[]
  /** What came in up to then is in it; milliseconds. */
  readonly writtenAt: number
}

/** Changes to editions by whoever holds their lease. Each tells whether the lease was still held. */
export interface EditionChanges {
  write(owner: string, written: readonly WrittenEdition[]): Promise<ReadonlySet<number>>
  renew(ids: readonly number[], owner: string, until: number): Promise<ReadonlySet<number>>
  mark(id: number, owner: string, posted: PostedParts): Promise<boolean>
  finish(id: number, owner: string, now: number, state?: 'sent' | 'folded' | 'refused', error?: string): Promise<boolean>
}

/** Changes over an open database; those of one edition that come close together are made in one statement. */
export function createEditionChanges(engine: Engine): EditionChanges {
  /** Sets the columns that `rows` name, where the lease is held. @returns ids of those. */
  const change = async (rows: readonly { id: number; owner: string }[], columns: JsonColumns, more = sql``): Promise<Set<number>> => {
    const set = Object.keys(columns).map((name) => sql`${sql.ref(name)} = changed.${sql.ref(name)}`)
    const { rows: done } = await sql<{ id: number }>`update editions set ${sql.join(set)}${more}
      from ${jsonRows(engine, rows, { id: 'bigint', owner: 'text', ...columns })} as changed
      where editions.id = changed.id and editions.state = 'sending' and editions.lease_owner = changed.owner
      returning editions.id as id`.execute(engine.db)
    return new Set(done.map((row) => Number(row.id)))
  }
  const among = <T extends { id: number }>(rows: readonly T[], held: ReadonlySet<number>): boolean[] => rows.map(({ id }) => held.has(id))
  const mark = gathered(async (rows: readonly { id: number; owner: string; posted_json: string }[]) =>
    among(rows, await change(lastOfEach(rows), { posted_json: 'text' })),
  )
  const finish = gathered(
    async (rows: readonly { id: number; owner: string; state: string; done_at: number; error: string | null }[]): Promise<boolean[]> => {
      const freed = sql`, lease_owner = null, lease_until = 0, lease_session = null`
      return among(rows, await change(lastOfEach(rows), { state: 'text', done_at: 'bigint', error: 'text' }, freed))
    },
  )
  return {
    write: async (owner, written) => {
      const digests = new Map(written.map((one) => [one.digest, { key: one.digest, post_json: one.postJson, written_at: one.writtenAt }]))
      for (const batch of batches([...digests.values()], 400))
        await engine.db
          .insertInto('digests')
          .values(batch)
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute()
      const rows = written.map(({ id, digest, stories, writtenAt }) => ({
        ...{ id, owner, digest, stories_json: JSON.stringify(stories), written_at: writtenAt },
      }))
      return rows.length === 0 ? new Set() : change(rows, { digest: 'text', stories_json: 'text', written_at: 'bigint' })
    },
    renew: async (ids, owner, until) => {
      const rows = ids.map((id) => ({ id, owner, lease_until: until }))
      return rows.length === 0 ? new Set() : change(rows, { lease_until: 'bigint' })
    },
    mark: (id, owner, posted) => mark({ id, owner, posted_json: JSON.stringify(posted) }),
    finish: (id, owner, now, state = 'sent', error) => finish({ id, owner, state, done_at: now, error: storableOrNull(error) }),
  }
}

// A statement may change a row once only: of two marks of one edition the later holds all that the earlier does.
const lastOfEach = <T extends { id: number; owner: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [`${row.id} ${row.owner}`, row])).values(),
]
