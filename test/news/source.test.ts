import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePage } from '../../src/news/dom.js'
import { feedsNamedIn } from '../../src/news/feeds-named.js'
import { createFetcher, type Fetcher } from '../../src/news/fetch.js'
import { type ListedSource, readOpml, writeOpml } from '../../src/news/opml.js'
import { fetchFeed, fetchPage, findSource } from '../../src/news/source.js'
import { type HostileServer, startHostileServer } from '../simulators/hostile-server.js'

const rss = (title: string): string =>
  `<rss version="2.0"><channel><title>${title}</title><item><title>Ferry back</title><guid>1</guid><link>/1</link></item></channel></rss>`

let server: HostileServer
let fetcher: Fetcher
beforeAll(async () => {
  server = await startHostileServer()
  fetcher = createFetcher({ userAgent: 'test', allow: ['127.0.0.1'] })
})
afterAll(async () => {
  await fetcher.close()
  await server.close()
})

describe('finding a feed', () => {
  it('takes an address that is one', async () => {
    server.serve('/own.xml', rss('Own'))
    expect(await findSource(fetcher, `${server.origin}/own.xml`)).toMatchObject({ url: `${server.origin}/own.xml`, feed: { title: 'Own' } })
  })
  it('finds what a page names, news before comments', async () => {
    server.serve(
      '/site',
      '<head><link rel="alternate" type="application/rss+xml" title="Comments" href="/c.xml"><link rel="alternate" type="application/atom+xml" href="n.xml"></head>',
    )
    server.serve('/n.xml', rss('News'))
    server.serve('/c.xml', rss('Comments'))
    expect(await findSource(fetcher, `${server.origin}/site`)).toMatchObject({ url: `${server.origin}/n.xml`, feed: { title: 'News' } })
  })
  it('looks where feeds are kept when the page names none', async () => {
    server.serve('/quiet/', '<p>Nothing named.</p>')
    server.serve('/rss.xml', rss('Hidden'))
    expect(await findSource(fetcher, `${server.origin}/quiet/`)).toMatchObject({ kind: 'feed', feed: { title: 'Hidden' } })
  })
  it('says so where there is none', async () => {
    const other = await startHostileServer()
    other.serve('/bare', '<p>No feed here.</p>')
    await expect(findSource(fetcher, `${other.origin}/bare`)).rejects.toMatchObject({ name: 'FeedError', code: 'no-feed' })
    await other.close()
  })
  it('reads links and bases as browsers do', () => {
    const html =
      '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="a.rss"><a href="/feed/">RSS</a><a href="javascript:x">no</a>'
    expect(feedsNamedIn(parsePage(html) as never, 'https://press.example/')).toEqual([
      'https://cdn.example/x/a.rss',
      'https://cdn.example/feed/',
    ])
  })
})

describe('polling', () => {
  it('sends what is known and takes "nothing new" for an answer', async () => {
    server.serve('/feed-a', rss('A'), { etag: '"a1"', 'content-type': 'application/rss+xml' })
    const first = await fetchFeed(fetcher, `${server.origin}/feed-a`)
    expect(first).toMatchObject({ parsed: { feed: { title: 'A' } }, conditions: { etag: '"a1"' } })
    server.serve('/feed-a', '', {}, 304)
    const again = await fetchFeed(fetcher, `${server.origin}/feed-a`, first.conditions)
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"a1"')
    expect(again).toEqual({ conditions: { etag: '"a1"' } })
  })
  it('reads a page at its address after redirects', async () => {
    server.serve('/moved', '', { location: '/article?utm_source=x' }, 301)
    server.serve(
      '/article?utm_source=x',
      '<title>T</title><p>The harbour opened again on Monday, and everybody in the town came to see the first ferry leave for the island of Sande at noon. It was late.</p>',
    )
    expect(await fetchPage(fetcher, `${server.origin}/moved`)).toMatchObject({ url: `${server.origin}/article`, title: 'T' })
  })
})

describe('reading lists', () => {
  const sources: ListedSource[] = [
    { url: 'https://a.example/feed', title: 'A & "B"', siteUrl: 'https://a.example/', folders: ['News'] },
    { url: 'https://c.example/feed?x=1&y=2', title: 'C <d>', folders: [] },
    { url: 'https://p.example/world/', title: 'A page', folders: [], kind: 'page' },
  ]
  it('come back as they were written', () => {
    const xml = writeOpml(sources, 'On Record sources', '2025-03-03T00:00:00.000Z')
    expect(readOpml(xml)).toEqual(expect.arrayContaining(sources))
    expect(readOpml(xml)).toHaveLength(3)
  })
  it('are read from other readers: nested, doubled, with odd entries', () => {
    const xml = `<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body><outline text="Press"><outline text="World"><outline type="rss" text="W" xmlUrl="http://w.example/f"/></outline>
      <outline text="W again" xmlUrl="http://w.example/f"/><outline text="bad" xmlUrl="javascript:1"/></outline><outline text="note"/></body></opml>`
    expect(readOpml(xml)).toEqual([{ url: 'http://w.example/f', title: 'W', folders: ['Press', 'World'] }])
  })
  it.each(['', '<html></html>', '<opml version="2.0"><head/><body/></opml>', 'x'.repeat(1000)])(
    'that are none are refused in a sentence (%#)',
    (xml) => {
      expect(() => readOpml(xml)).toThrow(/OPML/u)
    },
  )
})
