/**
 * A process that takes entries in until nothing is left: what the kill test starts, ends at random moments, and starts again.
 * Usage: node --import tsx intake-process.ts DATABASE_URL
 */
import { createFetcher } from '../../src/news/fetch.js'
import { takeEntries } from '../../src/news/intake.js'
import { pollFeeds } from '../../src/news/poll-feeds.js'
import type { ReadingPool } from '../../src/news/reading-pool.js'
import { openStore } from '../../src/store/open.js'
import { read } from '../simulators/tiny-reading.js'

const [url = ''] = process.argv.slice(2)
const store = await openStore(url)
// Reads here and now: what a thread does is not the matter, and a process of one thread starts sooner.
const readings: ReadingPool = { busy: 0, read: async (article) => read(article), close: async () => undefined }
const services = {
  store,
  readings,
  fetcher: createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], pauseMs: 0 }),
  owner: `p${process.pid}`,
  now: Date.now,
  onArticle: () => process.send?.('kept'),
  place: async (_: unknown, articleId: string) => ({ story: { id: `s${articleId}`, state: { articleId }, at: Date.now() } }),
}
process.send?.('ready')
await pollFeeds(services)
process.send?.('polled')
await takeEntries(services)
await store.close()
process.disconnect?.()
process.exit(0)
