import { FeedError } from '../errors.js'
import { decode } from './charset.js'
import { parsePage } from './dom.js'
import { entryText, isWhole, keysOf } from './entry.js'
import { type FeedEntry, readFeed } from './feed.js'
import { feedsNamedIn } from './feeds-named.js'
import { type Page, readPage } from './page.js'
import { articleLinks, isArticlePage } from './page-links.js'
import { languageOf } from './page-trouble.js'
import type { Found, Origin, OwnText, ParsedFeed, ParsedOrNot, Site } from './parser.js'

// The work of a Parser, one function a task; run in a worker thread or here.

/** Reads a page. */
export const page = (input: Uint8Array | string, origin: Origin): Page => readPage(input, origin)

/** Reads a feed and what its entries are known by. */
export function feed(input: Uint8Array, origin: Origin, feedUrl: string): ParsedOrNot {
  try {
    return parsed(input, origin, feedUrl)
  } catch (error) {
    if (error instanceof FeedError) return { code: error.code, message: error.message }
    throw error
  }
}

/** Reads a feed where it is one, else a page. */
export function any(input: Uint8Array, origin: Origin, feedUrl: string): Found {
  const found = feed(input, origin, feedUrl)
  return 'feed' in found ? { kind: 'feed', ...found } : { kind: 'site', ...site(input, origin, origin.url ?? feedUrl) }
}

/** An entry's own text. */
export function own(entry: FeedEntry): OwnText {
  const text = entryText(entry)
  const language = languageOf(text)
  return { text, isWhole: isWhole(entry, text), ...(language === undefined ? {} : { language }) }
}

function parsed(input: Uint8Array, origin: Origin, feedUrl: string): ParsedFeed {
  const read = readFeed(input, origin)
  return { feed: read, keys: keysOf(feedUrl, read.entries) }
}

function site(input: Uint8Array, origin: Origin, url: string): Site {
  const html = decode(input, origin.contentType)
  const document = parsePage(html)
  return {
    page: readPage(html, origin),
    feeds: document === undefined ? [] : feedsNamedIn(document, url),
    links: document === undefined ? [] : articleLinks(document, url),
    isArticle: document !== undefined && isArticlePage(document, url),
  }
}
