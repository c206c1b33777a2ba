/**
 * The reading side of bench/intake.ts: polls what is due and takes all of it in, then tells time and memory. Run by it.
 * Usage: node --import tsx intake-process.ts DATABASE_URL READERS
 */
import { performance } from 'node:perf_hooks'
import { createFetcher } from '../src/news/fetch.js'
import { takeEntries } from '../src/news/intake.js'
import { pollFeeds } from '../src/news/poll-feeds.js'
import { createReadingPool } from '../src/news/reading-pool.js'
import { createStoryPlacer } from '../src/news/story-place.js'
import { openStore } from '../src/store/open.js'

const [url = '', readers = '1', skip = '0'] = process.argv.slice(2)
const now = (): number => Date.now() + Number(skip)
const store = await openStore(url)
const readings = createReadingPool({ module: new URL('../src/cli/reading-module.ts', import.meta.url), threads: Number(readers) })
const services = {
  store,
  readings,
  fetcher: createFetcher({
    userAgent: 'bench',
    allow: ['127.0.0.1'],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  }),
  owner: `bench-${process.pid}`,
  now,
  place: createStoryPlacer(now),
  onTrouble: (what: string, error: unknown) => process.stderr.write(`${what}: ${(error as Error).message}\n`),
}
let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 200)
const began = performance.now()
const polled = await pollFeeds(services)
const polledIn = performance.now() - began
const articles = await takeEntries(services)
const took = performance.now() - began
clearInterval(watch)
process.send?.({ polled, articles, polledIn, took, peak: Math.max(peak, process.memoryUsage.rss()) })
await readings.close()
await store.close()
process.disconnect?.()
process.exit(0)
