import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createFetcher } from '../../src/news/fetch.js'
import { createIntake, type IntakeServices, takeEntries } from '../../src/news/intake.js'
import { pollFeeds } from '../../src/news/poll-feeds.js'
import { createReadingPool, type ReadingPool } from '../../src/news/reading-pool.js'
import type { Store } from '../../src/store/store.js'
import { type NewsServer, type ServedArticle, startNewsServer } from '../simulators/news-server.js'
import { onBothEngines } from '../store/engines.js'

const START = Date.parse('2026-11-20T08:00:00Z')
const HOUR = 3_600_000
const channel = { platform: 'web', team: 'local', channel: 'harbour' }
let news: NewsServer
let readings: ReadingPool

beforeAll(async () => {
  news = await startNewsServer()
  readings = createReadingPool({ module: new URL('../simulators/tiny-reading.ts', import.meta.url) })
})
afterAll(async () => {
  await readings.close()
  await news.stop()
})

const SENTENCES = [
  'The council of the harbour town met on Monday to decide on the new ferry line to the islands in the north.',
  'Ines Calder said the line would open in spring if the budget held.',
  'Fishermen had asked for more room at the quay, and a part of them walked out before the vote was taken.',
  'Olaf Brandt said the plan was a mistake that the town would pay for over many years to come.',
  'The vote ended with nine members in favour and four against, with two members absent because of the storm.',
]
const article = (slug: string, extra = ''): ServedArticle => ({
  slug,
  title: `Council votes on the ferry line (${slug})`,
  text: [0, 1, 2].map((part) => `${part === 0 && extra !== '' ? extra : `This is part ${part} of report ${slug}`}. ${SENTENCES.join(' ')}`),
  publishedAt: '2026-11-20T07:00:00Z',
})

onBothEngines('intake', (engines) => {
  let store: Store
  let now = START
  let services: IntakeServices
  let troubles: string[]
  beforeEach(async () => {
    store = await engines.open()
    now = START
    troubles = []
    news.feeds.clear()
    news.answers.clear()
    services = servicesOf(store, 'one')
  })
  const servicesOf = (own: Store, owner: string): IntakeServices => ({
    store: own,
    fetcher: createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], pauseMs: 0 }),
    readings,
    owner,
    now: () => now,
    onTrouble: (what, error) => troubles.push(`${what}: ${(error as Error).message}`),
  })
  const follow = async (name: string): Promise<number> => {
    const feed = await store.feeds.add({ url: news.feedUrl(name) }, now)
    await store.feeds.follow(channel, feed.id, now)
    return feed.id
  }

  it('takes a followed feed from its server into the store, entries whole or by their pages', async () => {
    news.feeds.set('full', { title: 'The Gazette', style: 'full', articles: [article('a'), article('b')] })
    news.feeds.set('short', { title: 'The Ledger', style: 'summary', articles: [article('c')] })
    await follow('full')
    await follow('short')
    expect(await pollFeeds(services)).toEqual({ polled: 2, unchanged: 0, failed: 0, entries: 3 })
    expect(await takeEntries(services)).toBe(3)
    const cards = await store.articles.list({ channel }, 10)
    expect(cards.map((card) => card.outlet).sort()).toEqual(['The Gazette', 'The Gazette', 'The Ledger'])
    const said = await store.statements.find({ speaker: 'calder', scope: { channel } })
    expect(said.length).toBeGreaterThanOrEqual(9)
    expect(said[0]?.citation.words[0]).toBe('the line would open in spring if the budget held')
    expect(await store.entries.waiting()).toEqual({ count: 0 })
  })

  it('asks again only when due, takes 304 for an answer, and never takes an edited entry twice', async () => {
    const feed = { title: 'The Gazette', style: 'full' as const, articles: [article('a')] }
    news.feeds.set('full', feed)
    await follow('full')
    await pollFeeds(services)
    await takeEntries(services)
    expect((await pollFeeds(services)).polled).toBe(0)
    now += 7 * HOUR
    expect(await pollFeeds(services)).toMatchObject({ polled: 1, unchanged: 1, entries: 0 })
    const [first] = feed.articles as [ServedArticle]
    feed.articles = [{ ...first, title: 'Corrected: council votes', text: [...first.text, 'This report was corrected.'] }]
    now += 7 * HOUR
    expect(await pollFeeds(services)).toMatchObject({ polled: 1, unchanged: 0, entries: 0 })
    feed.articles = [{ ...first, slug: 'renamed', title: 'Corrected: council votes', text: [...first.text, 'This report was corrected.'] }]
    now += 7 * HOUR
    expect(await pollFeeds(services)).toMatchObject({ entries: 0 })
    expect(await store.articles.count()).toBe(1)
  })

  it('keeps each article once when two processes take the same feeds', async () => {
    news.feeds.set('full', { title: 'The Gazette', style: 'full', articles: Array.from({ length: 12 }, (_, i) => article(`n${i}`)) })
    await follow('full')
    const others = [services, servicesOf(store, 'two'), servicesOf(store, 'three')]
    const polls = await Promise.all(others.map((other) => pollFeeds(other)))
    expect(polls.reduce((sum, poll) => sum + poll.polled, 0)).toBe(1)
    const kept = await Promise.all(others.map((other) => takeEntries(other)))
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(12)
    expect(await store.articles.count()).toBe(12)
    expect((await store.upkeep.size()).statements).toBe(12 * 6)
  })

  it('keeps an entry once although its lease ran out and another took it', async () => {
    news.feeds.set('full', { title: 'The Gazette', style: 'full', articles: [article('slow')] })
    await follow('full')
    await pollFeeds(services)
    const [first] = await store.entries.claim({ owner: 'one', now, leaseMs: 1_000, limit: 5 })
    expect(await store.entries.claim({ owner: 'two', now, leaseMs: 1_000, limit: 5 })).toEqual([])
    now += 2_000
    const [second] = await store.entries.claim({ owner: 'two', now, leaseMs: 1_000, limit: 5 })
    expect(second?.id).toBe(first?.id)
    const { read } = await import('../simulators/tiny-reading.js')
    const { articleId } = await import('../../src/store/ids.js')
    const text = SENTENCES.join(' ')
    const reading = read({ id: articleId({ text }), text })
    const ends = await Promise.all([store.entries.keep(first as never, reading), store.entries.keep(second as never, reading)])
    expect(ends.map((end) => end.isNew).sort()).toEqual([false, true])
    expect(await store.articles.count()).toBe(1)
  })

  it('tells a feed’s channels once when it fails for good, and once when it is back', async () => {
    const feed = { title: 'The Gazette', style: 'full' as const, articles: [article('a')] } as Parameters<typeof news.feeds.set>[1]
    news.feeds.set('ill', feed)
    const id = await follow('ill')
    await pollFeeds(services)
    feed.fails = 500
    for (let tries = 0; tries < 9; tries++) {
      now += 7 * HOUR
      await pollFeeds(services)
    }
    expect(await store.feeds.get(id)).toMatchObject({ told: true, gone: false })
    const notices = await store.notices.claim({ owner: 'one', now, leaseMs: HOUR, limit: 10 })
    expect(notices.map((notice) => [notice.kind, notice.channel])).toEqual([['feed-failing', channel]])
    expect(notices[0]?.text).toContain('The Gazette')
    await store.notices.done(notices[0]?.id as number)
    delete feed.fails
    now += 25 * HOUR
    await pollFeeds(services)
    now += 25 * HOUR
    await pollFeeds(services)
    const after = await store.notices.claim({ owner: 'one', now, leaseMs: HOUR, limit: 10 })
    expect(after.map((notice) => notice.kind)).toEqual(['feed-recovered'])
    feed.fails = 410
    now += 25 * HOUR
    await pollFeeds(services)
    expect(await store.feeds.get(id)).toMatchObject({ gone: true })
    now += 99 * HOUR
    expect((await pollFeeds(services)).polled).toBe(0)
  })

  it('goes on after an article that cannot be read, and gives it up in the end', async () => {
    news.feeds.set('full', {
      title: 'The Gazette',
      style: 'full',
      articles: [article('bad', 'This is an unreadable report'), article('good')],
    })
    const id = await follow('full')
    await pollFeeds(services)
    expect(await takeEntries(services)).toBe(1)
    expect(troubles.join()).toContain('a fault in reading')
    const told = await store.entries.troubles([id, id + 1])
    expect([...told]).toEqual([[id, { kept: 1, failed: 1, error: 'Reading this article failed; see the log.' }]])
    expect((await store.entries.waiting()).count).toBe(1)
    for (let tries = 0; tries < 4; tries++) {
      now += 10 * HOUR
      await takeEntries(services)
    }
    expect((await store.entries.waiting()).count).toBe(0)
  })

  it('reads pasted text and addresses into the channel’s own desk', async () => {
    const intake = createIntake(services)
    news.feeds.set('full', { title: 'The Gazette', style: 'full', articles: [article('a')] })
    const text = `Harbour town votes\n\n${SENTENCES.join(' ')}`
    const id = await intake.readText(text, channel)
    expect(await store.articles.get(id)).toMatchObject({ title: 'Harbour town votes', text: SENTENCES.join(' ') })
    expect(await intake.readText(text, channel)).toBe(id)
    const byAddress = await intake.readAddress(`http://127.0.0.1:${news.port}/full/a`, channel)
    expect(await store.articles.get(byAddress)).toMatchObject({ outlet: 'The Gazette' })
    expect(await store.articles.count({ channel })).toBe(2)
    expect(await store.articles.count({ channel: { ...channel, channel: 'valley' } })).toBe(0)
    await expect(
      intake.readText('Это совсем не английский текст, а русский, и он достаточно длинный для проверки языка.', channel),
    ).rejects.toMatchObject({
      name: 'InputError',
    })
    await expect(intake.readText('This is an unreadable text, and so it cannot be read by anybody here at all.', channel)).rejects.toThrow(
      /could not be read/u,
    )
  })

  it('follows a site by its feed and fetches what the channel follows', async () => {
    const intake = createIntake(services)
    news.feeds.set('full', { title: 'The Gazette', style: 'full', articles: [article('a'), article('b')] })
    const url = news.feedUrl('full')
    expect(await intake.follow(url, channel)).toEqual({ kind: 'feed', title: 'The Gazette', url, isNew: true })
    expect(await intake.follow(url, channel)).toMatchObject({ isNew: false })
    expect(await intake.fetchNow(channel)).toBe(2)
    expect(await intake.fetchNow(channel)).toBe(0)
  })
})
