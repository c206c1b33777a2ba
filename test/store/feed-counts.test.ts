import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createFeedCounts } from '../../src/store/feed-counts.js'
import { openEngine } from '../../src/store/open.js'

it('counts each article of some feeds once, afresh while there are few, as lately as asked where there are many', async () => {
  const engine = await openEngine('file::memory:')
  const { db } = engine
  const numbers = (first: number, last: number) =>
    sql`with recursive n (i) as (select ${sql.lit(first)} union all select i + 1 from n where i < ${sql.lit(last)})`
  const add = async (first: number, last: number): Promise<void> => {
    await sql`insert into articles (seq, id, read_at, words, fingerprint, sentences_json, paragraphs_json, text)
      ${numbers(first, last)} select i, i, 0, 0, '', '[]', '[]', '' from n`.execute(db)
    await sql`insert into article_feeds (article_seq, feed_id) ${numbers(first, last)} select i, 1 from n`.execute(db)
  }
  try {
    for (const id of [1, 2])
      await sql`insert into feeds (id, url, kind, host, next_poll_at, interval_ms, failures, gone, told, added_at)
        values (${id}, ${id}, 'feed', '', 0, 0, 0, 0, 0, 0)`.execute(db)
    const counts = createFeedCounts(engine)
    await add(1, 10)
    await sql`insert into article_feeds (article_seq, feed_id) values (1, 2)`.execute(db)
    expect(await counts.of([1, 2], 60_000)).toBe(10)
    await add(11, 6_000)
    expect(await counts.of([1, 2], 60_000)).toBe(6_000)
    await add(6_001, 6_001)
    expect(await counts.of([1, 2], 60_000)).toBe(6_000)
    expect(await counts.of([1, 2], 0)).toBe(6_001)
    expect(await counts.of([2], 60_000)).toBe(1)
  } finally {
    await engine.close()
  }
})
