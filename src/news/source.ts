import { FeedError } from '../errors.js'
import type { Feed } from './feed.js'
import type { Conditions, Fetched, Fetcher } from './fetch.js'
import type { Page } from './page.js'
import { type Found, type ParsedFeed, type Parser, parseHere } from './parser.js'

/** A feed or page as polled: `parsed` is absent where nothing has changed since the last time. */
export interface Polled<Parsed> {
  readonly parsed?: Parsed
  /** What to send along next time. */
  readonly conditions: Conditions
  /** New address to keep, where it has moved for good. */
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
export function fetchFeed(
  fetcher: Fetcher,
  url: string,
  conditions: Conditions = {},
  parser: Parser = parseHere,
): Promise<Polled<ParsedFeed>> {
  return poll(fetcher, url, conditions, FEED_TYPES, (answer) => parser.feed(answer.bytes, answer, url))
}

/**
 * Asks for a page that lists articles, and reads it where it has changed.
 *
 * @throws FetchError.
 */
export function fetchSite(fetcher: Fetcher, url: string, conditions: Conditions = {}, parser: Parser = parseHere): Promise<Polled<Found>> {
  return poll(fetcher, url, conditions, undefined, (answer) => parser.any(answer.bytes, answer, url))
}

async function poll<Parsed>(
  fetcher: Fetcher,
  url: string,
  conditions: Conditions,
  accept: string | undefined,
  parse: (answer: Fetched) => Promise<Parsed>,
): Promise<Polled<Parsed>> {
  const answer = await fetcher.get(url, { ...conditions, ...(accept === undefined ? {} : { accept }) })
  const moved = {
    ...(answer.movedTo === undefined ? {} : { movedTo: answer.movedTo }),
    ...(answer.freshForMs === undefined ? {} : { freshForMs: answer.freshForMs }),
  }
  // A 304 may leave the marks out; then the old ones still hold.
  if (answer.status === 'unchanged') return { conditions: { ...conditions, ...conditionsOf(answer) }, ...moved }
  return { parsed: await parse(answer), conditions: conditionsOf(answer), ...moved }
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
export async function fetchPage(fetcher: Fetcher, url: string, parser: Parser = parseHere): Promise<Page> {
  const answer = await fetcher.get(url)
  return parser.page(answer.bytes, { url: answer.url, contentType: answer.contentType })
}

/** What there is to follow at an address that a person gave. */
export type FoundSource =
  | { readonly kind: 'feed'; readonly url: string; readonly feed: Feed }
  /** No feed, but a page that lists articles. */
  | { readonly kind: 'page'; readonly url: string; readonly title: string }
  /** No feed: the page is one article. */
  | { readonly kind: 'article'; readonly url: string; readonly page: Page }

/** A page lists articles where it links to so many. */
const A_LIST = 3

/**
 * Finds what to follow from any address of a site: the feed where the address is one, the feeds its page names, then the places where content
 * systems keep them; the first that can be read and has entries wins. Else the page itself, where it lists articles; or the article it is.
 *
 * @throws FetchError where the address cannot be fetched; FeedError `no-feed` where there is nothing to follow.
 */
export async function findSource(fetcher: Fetcher, address: string, parser: Parser = parseHere): Promise<FoundSource> {
  const answer = await fetcher.get(address)
  const itself = await parser.any(answer.bytes, answer, answer.url)
  if (itself.kind === 'feed') return { kind: 'feed', url: answer.movedTo ?? answer.url, feed: itself.feed }
  for (const url of [...itself.feeds, ...COMMON_PATHS.map((path) => new URL(path, answer.url).href)].slice(0, MOST_TRIED)) {
    try {
      const candidate = await fetcher.get(url, { accept: FEED_TYPES })
      const { feed } = await parser.feed(candidate.bytes, candidate, url)
      if (feed.entries.length > 0) return { kind: 'feed', url: candidate.movedTo ?? url, feed }
    } catch {
      // That one is none; the next may be.
    }
  }
  return sourceOfPage(itself, answer.movedTo ?? answer.url)
}

function sourceOfPage({ page, links, isArticle }: Extract<Found, { kind: 'site' }>, url: string): FoundSource {
  const { host } = new URL(url)
  if (isArticle && page.trouble === undefined) return { kind: 'article', url, page }
  // A wall, or a language that is not read, stands before all that follows.
  if (page.trouble !== undefined && page.trouble.kind !== 'empty') throw new FeedError(page.trouble.kind, page.trouble.sentence)
  if (links.length >= A_LIST) return { kind: 'page', url, title: nameOf(page, host) }
  if (page.trouble === undefined) return { kind: 'article', url, page }
  throw new FeedError(
    'no-feed',
    `${host} names no feed and lists no articles at this address; give the feed's own address, or add single articles with /brief.`,
  )
}

// A page that names no outlet is given its host's name as such; its title says more.
const nameOf = ({ outlet, title }: Page, host: string): string =>
  outlet !== undefined && outlet !== host.replace(/:\d+$/u, '').replace(/^www\./u, '') ? outlet : title || host

// Sources: the defaults of WordPress, Ghost, Hugo, Jekyll, Drupal, Blogger, Medium, Substack and large news systems.
const COMMON_PATHS = ['/feed', '/rss', '/feed.xml', '/rss.xml', '/atom.xml', '/index.xml', '/feed.json', '/feeds/posts/default']
const MOST_TRIED = 12
