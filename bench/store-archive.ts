import type { Store } from '../src/store/store.js'
import { madeUp } from './store-corpus.js'

const FEEDS = 50
const STEP = 100

/** A channel that follows 40 of the archive's 50 feeds. */
export const WIDE_CHANNEL = { platform: 'bench', team: 'local', channel: 'news' }
/** A channel that follows 3 of them. */
export const NARROW_CHANNEL = { ...WIDE_CHANNEL, channel: 'narrow' }

/** Fills an empty store with made-up articles of 50 feeds. */
export async function fill(store: Store, articles: number): Promise<void> {
  const feeds: number[] = []
  for (let i = 0; i < FEEDS; i++) {
    const { id } = await store.feeds.add({ url: `https://paper${i}.example/feed` }, 0)
    feeds.push(id)
    if (i < 40) await store.feeds.follow(WIDE_CHANNEL, id, 0)
    if (i < 3) await store.feeds.follow(NARROW_CHANNEL, id, 0)
  }
  for (let start = 0; start < articles; start += STEP * FEEDS)
    for (let feed = 0; feed < FEEDS; feed++) {
      const readings = Array.from({ length: STEP }, (_, i) => start + i * FEEDS + feed)
        .filter((number) => number < articles)
        .map(madeUp)
      await store.articles.keepAll(readings, [feeds[feed] as number])
    }
}
