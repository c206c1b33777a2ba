import { sql } from 'kysely'
import type { Engine } from './engine.js'
import { schemaVersion } from './migrate.js'
import type { Schema } from './schema.js'

/** Tables in the order in which they can be filled, each with the columns that order its rows. Full-text indexes are made anew. */
export const DUMPED: readonly (readonly [table: keyof Schema, order: readonly string[]])[] = [
  ['articles', ['seq']],
  ['feeds', ['id']],
  ['feed_hosts', ['host']],
  ['article_feeds', ['article_seq', 'feed_id']],
  ['names', ['id']],
  ['name_parts', ['part', 'name_id']],
  ['article_names', ['article_seq', 'name_id']],
  ['key_points', ['article_seq', 'ordinal']],
  ['statements', ['seq']],
  ['statement_about', ['statement_seq', 'actor']],
  ['stories', ['seq']],
  ['story_members', ['article_seq']],
  ['story_differences', ['story_seq', 'ordinal']],
  ['teams', ['id']],
  ['channels', ['id']],
  ['subscriptions', ['channel_id', 'feed_id']],
  ['schedules', ['id']],
  ['entries', ['id']],
  ['entry_keys', ['feed_id', 'key']],
  ['digests', ['key']],
  ['editions', ['id']],
  ['notices', ['id']],
  ['threads', ['channel_id', 'thread']],
  ['corrections', ['team_id', 'statement_seq']],
  ['marks', ['channel_id', 'kind', 'subject']],
  ['installations', ['platform', 'team']],
  ['memory', ['key']],
  ['events', ['key']],
  ['messages', ['id']],
]

/** First line of a dump. */
export interface DumpHead {
  readonly onrecord: 'dump'
  readonly version: string
}

const CHUNK = 500

/**
 * The whole store as JSON lines: a head, one line a row (`[table, row]`), and a last line with the number of rows, by which a cut is known.
 * Bytes are written in base64. In PostgreSQL all of one moment, by its snapshot; in SQLite nobody else must write meanwhile.
 */
export async function* dumpLines(engine: Engine): AsyncGenerator<string> {
  const head: DumpHead = { onrecord: 'dump', version: (await schemaVersion(engine)) ?? '' }
  yield `${JSON.stringify(head)}\n`
  let count = 0
  const chunks = engine.kind === 'postgres' ? snapshotChunks(engine) : chunksOf(engine)
  for await (const { table, rows } of chunks) {
    count += rows.length
    yield rows.map((row) => `${JSON.stringify([table, encoded(row)])}\n`).join('')
  }
  yield `${JSON.stringify({ rows: count })}\n`
}

type Row = Record<string, unknown>
interface Chunk {
  readonly table: string
  readonly rows: readonly Row[]
}

async function* chunksOf({ db }: Pick<Engine, 'db'>): AsyncGenerator<Chunk> {
  for (const [table, order] of DUMPED) {
    let last: Row | undefined
    for (;;) {
      const columns = sql.join(order.map((column) => sql.ref(column)))
      const from = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(order.map((column) => (last as Row)[column]))})`
      const { rows } = await sql<Row>`select * from ${sql.table(table)} ${from} order by ${columns} limit ${CHUNK}`.execute(db)
      if (rows.length > 0) yield { table, rows }
      if (rows.length < CHUNK) break
      last = rows.at(-1)
    }
  }
}

// A transaction lasts as long as its callback; so the chunks are handed over one by one, each when the one before has been taken.
async function* snapshotChunks(engine: Engine): AsyncGenerator<Chunk> {
  const queue: Chunk[] = []
  let wakeReader = (): void => undefined
  let wakeWriter = (): void => undefined
  let isOver = false
  const reading = engine.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for await (const chunk of chunksOf({ db: tx })) {
        if (isOver) return
        queue.push(chunk)
        wakeReader()
        while (queue.length > 4 && !isOver)
          await new Promise<void>((resolve) => {
            wakeWriter = resolve
          })
      }
    })
    .finally(() => {
      isOver = true
      wakeReader()
    })
  // Its failure is passed on below; until then it must not count as unhandled.
  reading.catch(() => undefined)
  try {
    for (;;) {
      const chunk = queue.shift()
      wakeWriter()
      if (chunk !== undefined) yield chunk
      else if (isOver) break
      else
        await new Promise<void>((resolve) => {
          wakeReader = resolve
        })
    }
    await reading
  } finally {
    isOver = true
    wakeWriter()
  }
}

const encoded = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value]),
  )
