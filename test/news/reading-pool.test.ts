import { expect, it } from 'vitest'
import { createReadingPool } from '../../src/news/reading-pool.js'

it('ends a reading that takes too long, and reads what waits behind it', async () => {
  const pool = createReadingPool({ module: new URL('../simulators/tiny-reading.ts', import.meta.url), timeoutMs: 4_000 })
  try {
    const article = (id: string, text: string) => ({ id, text })
    const ends = await Promise.allSettled([
      pool.read(article('a', 'Ines Calder said all is well.')),
      pool.read(article('b', 'This is endless.')),
      pool.read(article('c', 'This is unreadable.')),
      pool.read(article('d', 'Olaf Brandt said all is lost.')),
    ])
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(String((ends[1] as PromiseRejectedResult).reason)).toContain('longer than 4 s')
    expect(String((ends[2] as PromiseRejectedResult).reason)).toContain('a fault in reading')
    expect(ends[3]).toMatchObject({ value: { document: { entities: [{ name: 'Olaf Brandt' }] } } })
    expect(pool.busy).toBe(0)
  } finally {
    await pool.close()
  }
}, 30_000)
