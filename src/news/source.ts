import { FeedError } from '../errors.js'
import { resolveAddress } from './address.js'
import { decode } from './charset.js'
import { parsePage } from './dom.js'
import { type Feed, readFeed } from './feed.js'
import type { Conditions, Fetched, Fetcher } from './fetch.js'
import { type Page, readPage } from './page.js'

/** A feed as polled: `feed` is absent where nothing has changed since the last time. */
export interface Polled {
  readonly feed?: Feed
  /** What to send along next time. */
  readonly conditions: Conditions
  /** New address to keep, where the feed has moved for good. */
  readonly movedTo?: string
  readonly freshForMs?: number
}

const FEED_TYPES =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

/**
 * Asks for a feed, and reads it where it has changed.
 *
 * @throws FetchError, FeedError.
 */
export async function fetchFeed(fetcher: Fetcher, url: string, conditions: Conditions = {}): Promise<Polled> {
  const answer = await fetcher.get(url, { ...conditions, accept: FEED_TYPES })
  const moved = {
    ...(answer.movedTo === undefined ? {} : { movedTo: answer.movedTo }),
    ...(answer.freshForMs === undefined ? {} : { freshForMs: answer.freshForMs }),
  }
  // A 304 may leave the marks out; then the old ones still hold.
  if (answer.status === 'unchanged') return { conditions: { ...conditions, ...conditionsOf(answer) }, ...moved }
  return { feed: readFeed(answer.bytes, answer), conditions: conditionsOf(answer), ...moved }
}

const conditionsOf = ({ etag, lastModified }: Fetched): Conditions => ({
  ...(etag === undefined ? {} : { etag }),
  ...(lastModified === undefined ? {} : { lastModified }),
})

/**
 * Fetches a page and reads its article; a wall or an empty page comes back with `trouble`.
 *
 * @throws FetchError.
 */
export async function fetchPage(fetcher: Fetcher, url: string): Promise<Page> {
  const answer = await fetcher.get(url)
  return readPage(answer.bytes, { url: answer.url, contentType: answer.contentType })
}

/** A feed found for an address that a person gave. */
export interface FoundFeed {
  readonly url: string
  readonly feed: Feed
}

/**
 * Finds the feed of a site from any address of it: the address itself where it is a feed, the feeds its page names, then the places where
 * content systems keep them. The first that can be read and has entries wins.
 *
 * @throws FetchError where the address cannot be fetched; FeedError `no-feed` where there is none.
 */
export async function findFeed(fetcher: Fetcher, address: string): Promise<FoundFeed> {
  const answer = await fetcher.get(address)
  const itself = tryFeed(answer)
  if (itself) return { url: answer.movedTo ?? (answer.url === undefined ? address : answer.url), feed: itself }
  const named = feedsNamedIn(decode(answer.bytes, answer.contentType), answer.url)
  for (const url of [...named, ...COMMON_PATHS.map((path) => new URL(path, answer.url).href)].slice(0, MOST_TRIED)) {
    try {
      const candidate = await fetcher.get(url, { accept: FEED_TYPES })
      const feed = tryFeed(candidate)
      if (feed && feed.entries.length > 0) return { url: candidate.movedTo ?? url, feed }
    } catch {
      // That one is none; the next may be.
    }
  }
  throw new FeedError(
    'no-feed',
    `${new URL(answer.url).host} names no feed; give the feed's own address, or add single articles with /brief.`,
  )
}

// Sources: the defaults of WordPress, Ghost, Hugo, Jekyll, Drupal, Blogger, Medium, Substack and large news systems.
const COMMON_PATHS = ['/feed', '/rss', '/feed.xml', '/rss.xml', '/atom.xml', '/index.xml', '/feed.json', '/feeds/posts/default']
const MOST_TRIED = 12

function tryFeed(answer: Fetched): Feed | undefined {
  try {
    return readFeed(answer.bytes, answer)
  } catch {
    return undefined
  }
}

/** Addresses of the feeds that a page names in `<link rel="alternate">` and, after these, in links that look like feeds; the likeliest first. */
export function feedsNamedIn(html: string, pageUrl: string): string[] {
  const document = parsePage(html)
  if (!document) return []
  const base = resolveAddress(document.querySelector('base[href]')?.getAttribute('href') ?? undefined, pageUrl) ?? pageUrl
  const declared = [...document.querySelectorAll('link[href]')].flatMap((link) => {
    const rel = link.getAttribute('rel')?.toLowerCase().split(/\s+/u) ?? []
    const type = link.getAttribute('type')?.toLowerCase() ?? ''
    const isFeed =
      (rel.includes('alternate') && /(?:rss|atom|rdf|feed)\+?(?:xml|json)|application\/json/u.test(type)) || rel.includes('feed')
    return isFeed ? [{ href: link.getAttribute('href') ?? '', title: link.getAttribute('title') ?? '' }] : []
  })
  // Feeds of comments, of searches and of the API stand beside the news in many heads.
  const rank = ({ href, title }: { href: string; title: string }): number =>
    /comment|\/wp-json\/|search|podcast|oembed/iu.test(`${href} ${title}`) ? 1 : 0
  const linked = [...document.querySelectorAll('a[href]')]
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => /(?:\.(?:rss|atom|rdf)|(?:rss|feed|atom|index)\.xml|\/(?:rss|feeds?|atom)\/?|feed\.json)(?:\?[^/]*)?$/iu.test(href))
  const all = [...declared.sort((a, b) => rank(a) - rank(b)).map(({ href }) => href), ...linked.slice(0, 5)]
  return [...new Set(all.flatMap((href) => resolveAddress(href, base) ?? []))]
}
