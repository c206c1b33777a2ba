import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An article that the made-up news server serves. */
export interface ServedArticle {
  readonly slug: string
  readonly title: string
  /** Paragraphs. */
  readonly text: readonly string[]
  /** ISO 8601. */
  readonly publishedAt: string
}

/** How a feed behaves. */
export interface ServedFeed {
  title: string
  articles: ServedArticle[]
  /** full: the entry holds the article; summary: only its first sentence, so that the page must be read. */
  style: 'full' | 'summary'
  /** Answer in place of the feed: 410, 500, … */
  fails?: number
}

/** A real web server that publishes feeds and pages on 127.0.0.1. */
export interface NewsServer {
  readonly port: number
  /** Feeds by name; may be changed at any time. */
  readonly feeds: Map<string, ServedFeed>
  /** Answers given so far, by status. */
  readonly answers: Map<number, number>
  /** Address of a feed; with a host (and port), under that. */
  feedUrl(name: string, host?: string): string
  /** Answers at one more port of 127.0.0.1 as well. @returns the port: to a fetcher a host of its own. */
  listen(): Promise<number>
  stop(): Promise<void>
}

/** Starts the server on a free port. Feeds are at /NAME/feed, pages at /NAME/SLUG; feeds carry an ETag and answer 304. */
export async function startNewsServer(): Promise<NewsServer> {
  const feeds = new Map<string, ServedFeed>()
  const answers = new Map<number, number>()
  const servers: Server[] = []
  const handle: RequestListener = (request, response) => {
    const [, name = '', page = ''] = (request.url ?? '').split('/')
    const feed = feeds.get(name)
    const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}): void => {
      answers.set(status, (answers.get(status) ?? 0) + 1)
      response.writeHead(status, status === 304 ? headers : { 'content-type': type, ...headers }).end(status === 304 ? undefined : body)
    }
    const base = `http://${request.headers.host}/${name}`
    const article = feed?.articles.find((one) => one.slug === page)
    if (feed === undefined || (page !== 'feed' && article === undefined)) return answer(404, 'text/plain', 'not here')
    if (article !== undefined) return answer(200, 'text/html; charset=utf-8', pageOf(article, feed, base))
    if (feed.fails !== undefined) return answer(feed.fails, 'text/plain', 'no')
    const body = rssOf(feed, base)
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`
    if (request.headers['if-none-match'] === etag) return answer(304, '', '', { etag })
    return answer(200, 'application/rss+xml; charset=utf-8', body, { etag })
  }
  const listen = async (): Promise<number> => {
    const server = createServer(handle)
    server.keepAliveTimeout = 1_000
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    return (server.address() as AddressInfo).port
  }
  const port = await listen()
  return {
    port,
    feeds,
    answers,
    feedUrl: (name, host = `127.0.0.1:${port}`) => `http://${host}/${name}/feed`,
    listen,
    stop: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise((resolve) => {
              server.close(resolve)
              server.closeAllConnections()
            }),
        ),
      )
    },
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`)

function rssOf(feed: ServedFeed, base: string): string {
  const items = feed.articles.map((article) => {
    const html = (feed.style === 'full' ? article.text : article.text.slice(0, 1).map((text) => `${text.split('.')[0]} …`))
      .map((text) => `<p>${escaped(text)}</p>`)
      .join('')
    return `<item><title>${escaped(article.title)}</title><link>${base}/${article.slug}</link><guid isPermaLink="false">${article.slug}</guid>
<pubDate>${new Date(article.publishedAt).toUTCString()}</pubDate><description>${escaped(html)}</description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escaped(feed.title)}</title><link>${base}/</link>
<description>Made-up news</description>${items.join('\n')}</channel></rss>`
}

function pageOf(article: ServedArticle, feed: ServedFeed, base: string): string {
  return `<!doctype html><html lang="en"><head><title>${escaped(article.title)} | ${escaped(feed.title)}</title>
<meta property="og:site_name" content="${escaped(feed.title)}"><meta property="og:title" content="${escaped(article.title)}">
<meta property="article:published_time" content="${article.publishedAt}"><link rel="canonical" href="${base}/${article.slug}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>${escaped(article.title)}</h1>
${article.text.map((text) => `<p>${escaped(text)}</p>`).join('\n')}</article><footer>About us</footer></body></html>`
}
