import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parsePage } from '../../src/news/dom.js'
import { createFetcher } from '../../src/news/fetch.js'
import { createIntake, type IntakeServices, takeEntries } from '../../src/news/intake.js'
import { articleLinks } from '../../src/news/page-links.js'
import { pollFeeds } from '../../src/news/poll-feeds.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { type HostileServer, startHostileServer } from '../simulators/hostile-server.js'
import { read } from '../simulators/tiny-reading.js'

const HOUR = 3_600_000
const channel = { platform: 'web', team: 'local', channel: 'harbour' }
const SENTENCES =
  'The council of the harbour town met on Monday to decide on the new ferry line to the islands in the north. Ines Calder said the line would open in spring if the budget held. Fishermen had asked for more room at the quay, and a part of them walked out before the vote was taken.'

const page = (title: string, words: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article"></head>
<body><article><h1>${title}</h1><p>${words} ${SENTENCES}</p><p>${SENTENCES}</p></article></body></html>`

const frontPage = (slugs: readonly string[]): string =>
  `<!doctype html><html><head><title>The Sande Courier</title><meta property="og:site_name" content="The Sande Courier"></head><body>
<nav><a href="/news">All the news of the islands</a><a href="/about">About us and our work</a></nav>
<main>${slugs.map((slug) => `<div class="card"><a href="/news/${slug}?utm_source=front"><img src="/x.jpg" alt=""></a><h3><a href="/news/${slug}">${slug.replaceAll('-', ' ')}</a></h3></div>`).join('')}</main>
<a href="/tag/ferries">ferries</a><a href="https://elsewhere.example/news/a-story-of-another-site">A story of another site</a>
<footer><a href="/privacy-policy-of-the-site">How we keep your data safe</a></footer></body></html>`

describe('a source without a feed', () => {
  let server: HostileServer
  let store: Store
  let services: IntakeServices
  let now = Date.parse('2026-11-20T08:00:00Z')
  beforeAll(async () => {
    server = await startHostileServer()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    store = await openStore('file::memory:')
    const fetcher = createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], pauseMs: 0 })
    const readings = { read: async (article: Parameters<typeof read>[0]) => read(article), busy: 0, close: async () => undefined }
    services = { store, fetcher, readings, owner: 'test', now: () => now }
  })

  const publish = (slugs: readonly string[]): void => {
    server.serve('/', frontPage(slugs))
    for (const slug of slugs) server.serve(`/news/${slug}`, page(`Ferry: ${slug}`, `This is about ${slug}.`))
  }

  it('is followed by its page: the articles that it links to come in, each once', async () => {
    publish(['ferry-line-opens-in-spring', 'quay-is-closed-after-storm', 'council-votes-on-harbour-budget'])
    expect(await createIntake(services).follow(`${server.origin}/`, channel)).toEqual({
      kind: 'page',
      title: 'The Sande Courier',
      url: `${server.origin}/`,
      isNew: true,
    })
    expect(await pollFeeds(services)).toMatchObject({ polled: 1, failed: 0, entries: 3 })
    expect(await takeEntries(services)).toBe(3)
    expect((await store.articles.list({ channel }, 10)).map((card) => card.title).sort()).toEqual([
      'Ferry: council-votes-on-harbour-budget',
      'Ferry: ferry-line-opens-in-spring',
      'Ferry: quay-is-closed-after-storm',
    ])
    publish(['harbour-master-resigns-over-delays', 'ferry-line-opens-in-spring', 'quay-is-closed-after-storm'])
    now += 7 * HOUR
    expect(await pollFeeds(services)).toMatchObject({ polled: 1, entries: 1 })
    expect(await takeEntries(services)).toBe(1)
    now += 7 * HOUR
    expect(await pollFeeds(services)).toMatchObject({ polled: 1, entries: 0 })
  })

  it('tells of links that turn out to be no articles, and never asks for them again', async () => {
    publish(['ferry-line-opens-in-spring', 'quay-is-closed-after-storm', 'map-of-all-our-harbours'])
    server.serve('/news/map-of-all-our-harbours', '<title>Map</title><div>map</div>')
    await createIntake(services).follow(`${server.origin}/`, channel)
    await pollFeeds(services)
    expect(await takeEntries(services)).toBe(2)
    const asked = server.requests.length
    now += 7 * HOUR
    expect((await pollFeeds(services)).entries).toBe(0)
    expect(await takeEntries(services)).toBe(0)
    expect(server.requests.length).toBe(asked + 1)
  })

  it('stays listed with what is wrong when it lists nothing any more', async () => {
    publish(['ferry-line-opens-in-spring', 'quay-is-closed-after-storm', 'council-votes-on-harbour-budget'])
    await createIntake(services).follow(`${server.origin}/`, channel)
    server.serve('/', '<title>The Sande Courier</title><p>We are moving house.</p>')
    expect(await pollFeeds(services)).toMatchObject({ failed: 1 })
    const [source] = await store.feeds.followedBy(channel)
    expect(source?.lastError).toMatch(/lists no articles any more; open it in a browser/u)
  })

  it('that is one article is read once, and not followed', async () => {
    publish(['ferry-line-opens-in-spring'])
    const address = `${server.origin}/news/ferry-line-opens-in-spring`
    expect(await createIntake(services).follow(address, channel)).toMatchObject({
      kind: 'article',
      title: 'Ferry: ferry-line-opens-in-spring',
    })
    expect(await store.feeds.followedBy(channel)).toEqual([])
    expect(await store.articles.count({ channel })).toBe(1)
  })

  it('that is neither is refused in a sentence', async () => {
    server.serve('/', '<title>Nothing</title><p>Nothing to see.</p>')
    await expect(createIntake(services).follow(`${server.origin}/`, channel)).rejects.toMatchObject({ name: 'FeedError', code: 'no-feed' })
  })
})

describe('links of a page', () => {
  const linksOf = (html: string): string[] => articleLinks(parsePage(html) as never, 'https://courier.example/world/').map(({ url }) => url)
  it.each([
    ['dated', '<a href="/2026/11/20/quay">Quay shut</a>', 'https://courier.example/2026/11/20/quay'],
    ['numbered, under a headline', '<h2><a href="/a/1234567">Quay shut</a></h2>', 'https://courier.example/a/1234567'],
    [
      'by a headline in its address',
      '<a href="ferry-to-open-in-spring">Ferry opens</a>',
      'https://courier.example/world/ferry-to-open-in-spring',
    ],
    [
      'of the site under another name',
      '<a href="https://www.courier.example/x/ferry-to-open-soon">Ferry opens</a>',
      'https://www.courier.example/x/ferry-to-open-soon',
    ],
    ['that wraps its heading', '<a href="/p?id=4711"><h3>Ferry opens</h3><p>Teaser</p></a>', 'https://courier.example/p?id=4711'],
  ])('leads to an article: %s', (_, html, url) => {
    expect(linksOf(html)).toEqual([url])
  })
  it.each([
    '<a href="/">The front page of the paper</a>',
    '<a href="/world/">World news of the day</a>',
    '<a href="/tag/ferry-lines-of-the-north">Ferry lines of the north</a>',
    '<a href="/authors/ines-calder-of-the-courier">Ines Calder of the Courier</a>',
    '<nav><a href="/news/a-story-in-the-menu">A story in the menu</a></nav>',
    '<div class="site-footer"><a href="/news/a-story-in-the-footer">A story in the footer</a></div>',
    '<a href="https://other.example/news/a-story-of-another-site">A story of another site</a>',
    '<a href="/pictures/ferry-opens-in-spring.jpg">Ferry opens in spring</a>',
    '<a href="javascript:open(1)">Ferry opens in spring</a>',
    '<a href="/news/ferry-line-opens-in-spring"></a>',
  ])('does not: %s', (html) => {
    expect(linksOf(html)).toEqual([])
  })
})
