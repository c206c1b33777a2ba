import { FeedError } from '../errors.js'
import type { EntryKeys } from './entry.js'
import type { Feed, FeedEntry } from './feed.js'
import type { Page } from './page.js'
import type { PageLink } from './page-links.js'

/** What is known of bytes that were fetched: for relative links, and for the character set. */
export interface Origin {
  readonly url?: string | undefined
  readonly contentType?: string | undefined
}

/** A feed with what its entries are known by, in their order. */
export interface ParsedFeed {
  readonly feed: Feed
  readonly keys: readonly EntryKeys[]
}

/** An entry's own text, as it is kept. */
export interface OwnText {
  readonly text: string
  /** Whether it is the article itself, so that its page need not be fetched. */
  readonly isWhole: boolean
  /** ISO 639-1; absent where there is too little of it to tell. */
  readonly language?: string
}

/** A web page as a place where articles are listed. */
export interface Site {
  readonly page: Page
  /** Addresses of the feeds that it names, the likeliest first. */
  readonly feeds: readonly string[]
  /** Links to articles of the same site, in the page's order. */
  readonly links: readonly PageLink[]
  /** Whether it is an article itself by its own word or by its address. */
  readonly isArticle: boolean
}

/** What an address turned out to be. */
export type Found = ({ readonly kind: 'feed' } & ParsedFeed) | ({ readonly kind: 'site' } & Site)

/**
 * Makes data of what was fetched. Parsing a large page or feed takes seconds, so what must not wait (a desk) has it done by a worker thread
 * (reading-pool.ts); `parseHere` does it in this one.
 */
export interface Parser {
  page(input: Uint8Array | string, origin: Origin): Promise<Page>
  /**
   * @param feedUrl Address under which the feed is kept: guids are only unique within it.
   * @throws FeedError where it is none.
   */
  feed(input: Uint8Array, origin: Origin, feedUrl: string): Promise<ParsedFeed>
  /** A feed where it is one, else a page. */
  any(input: Uint8Array, origin: Origin, feedUrl: string): Promise<Found>
  own(entry: FeedEntry): Promise<OwnText>
}

/** What a feed became, or why it is none: plain data, as it passes between threads. */
export type ParsedOrNot = ParsedFeed | { readonly code: string; readonly message: string }

/** @throws FeedError where it is no feed. */
export function feedOrThrow(parsed: ParsedOrNot): ParsedFeed {
  if ('code' in parsed) throw new FeedError(parsed.code, parsed.message)
  return parsed
}

/** Parses in this thread; what it takes is loaded when first needed. */
export const parseHere: Parser = {
  page: async (input, origin) => (await import('./parse-tasks.js')).page(input, origin),
  feed: async (input, origin, feedUrl) => feedOrThrow((await import('./parse-tasks.js')).feed(input, origin, feedUrl)),
  any: async (input, origin, feedUrl) => (await import('./parse-tasks.js')).any(input, origin, feedUrl),
  own: async (entry) => (await import('./parse-tasks.js')).own(entry),
}
