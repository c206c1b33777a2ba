import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open.js'

test('work made of many queries at once lets timers and arrivals in between', async () => {
  const store = await openStore('file::memory:')
  let beats = 0
  const beat = setInterval(() => beats++, 5)
  const began = performance.now()
  // Nothing but queries, one after the other, many side by side.
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      while (performance.now() - began < 600) await store.articles.count()
    }),
  )
  clearInterval(beat)
  await store.close()
  expect(beats).toBeGreaterThan(8)
})
