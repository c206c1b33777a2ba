import { FeedError } from '../errors.js'
import { resolveAddress } from './address.js'
import { decode } from './charset.js'
import { cleanLine } from './clean.js'
import { readDate } from './dates.js'
import { needsLenient, readLeniently } from './feed-lenient.js'
import { fillFeed, type RawEntry, type RawFeed, type RawText } from './feed-raw.js'
import { readBySmith } from './feed-smith.js'
import { mendReferences, plainOf } from './markup.js'
import { isShallow } from './nesting.js'

/** A feed: what it is called, and its entries in the feed's own order. */
export interface Feed {
  /** One line of plain text; empty where the feed gives none. */
  readonly title: string
  /** The title as the feed has it, markup and references included. */
  readonly titleMarkup: string
  /** Address of the site it belongs to. */
  readonly siteUrl?: string
  /** As the feed gives it ("en-gb"). */
  readonly language?: string
  /** ISO 8601, UTC: when the feed last changed by its own word. */
  readonly updatedAt?: string
  /** Minutes that it asks to wait between polls. */
  readonly ttlMinutes?: number
  readonly entries: readonly FeedEntry[]
  /** What was wrong with it, where it was read all the same. */
  readonly damage?: string
}

/** One entry of a feed. */
export interface FeedEntry {
  /** As written; the entry's address where it has none. */
  readonly guid?: string
  /** Absolute http(s) address. */
  readonly url?: string
  /** One line of plain text; may be empty. */
  readonly title: string
  readonly titleMarkup: string
  /** ISO 8601, UTC; the date of the last change where no other is given. */
  readonly publishedAt?: string
  /** ISO 8601, UTC. */
  readonly updatedAt?: string
  /** The fullest text given, as HTML. */
  readonly html?: string
  /** The fullest text given, where it is no markup. */
  readonly text?: string
  /** The shorter of two texts, as HTML, where there are two. */
  readonly summaryHtml?: string
  readonly author?: string
}

/** Longest feed that is parsed, in characters; what the fetcher lets through is far below. */
const LONGEST = 20_000_000
/** Entries read of one feed; a feed with more is cut, newest (first) kept. */
const MOST_ENTRIES = 2000

/**
 * Reads RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0 and JSON Feed: feedsmith first, a lenient parser for what it refuses or leaves out.
 * Document types and entities that a feed declares itself are cut before parsing, so bombs and external entities are inert.
 *
 * @param input Bytes as they came, or text already decoded.
 * @param url Address that relative links are resolved against.
 * @throws FeedError `not-a-feed` (with a hint if it is a web page), `empty`.
 */
export function readFeed(
  input: Uint8Array | string,
  { url, contentType }: { url?: string | undefined; contentType?: string | undefined } = {},
): Feed {
  const text = withoutDoctype((typeof input === 'string' ? input : decode(input, contentType)).slice(0, LONGEST).trim())
  if (text === '') throw new FeedError('empty', `${url ?? 'The feed'} is empty; check the address or try again later.`)
  const isJson = text.startsWith('{')
  if (!isJson && !isShallow(text, true))
    throw new FeedError('not-a-feed', `${url ?? 'This'} is nested deeper than any feed is; check the address.`)
  const smith = readBySmith(text)
  const lenient = isJson ? undefined : readLeniently(text)
  const raw = smith && lenient ? (needsLenient(text) ? fillFeed(lenient, smith) : fillFeed(smith, lenient)) : (smith ?? lenient)
  if (!raw || (!smith && raw.entries.length === 0 && !looksLikeFeed(text))) throw notAFeed(text, url)
  return finish(raw, url, smith ? undefined : 'It is not written as its format asks; what could be read was read.')
}

const looksLikeFeed = (text: string): boolean => /<(?:\w+:)?(?:rss|feed|rdf|channel)\b/iu.test(text.slice(0, 5000))

function notAFeed(text: string, url: string | undefined): FeedError {
  const what = url ?? 'This'
  return /<html|<!doctype html|<body/iu.test(text.slice(0, 5000))
    ? new FeedError('not-a-feed', `${what} is a web page, not a feed; give the site's address and its feed will be looked for.`)
    : new FeedError('not-a-feed', `${what} is not a feed; check the address.`)
}

/** The text without `<!DOCTYPE …>`, internal subset included. */
function withoutDoctype(text: string): string {
  const start = text.search(/<!doctype\b/iu)
  if (start < 0) return text
  let inside = false
  for (let i = start; i < text.length; i++) {
    const at = text[i]
    if (at === '"' || at === "'") {
      // A quoted value may hold any mark; one that never ends is taken as no quotation.
      const end = text.indexOf(at, i + 1)
      if (end > 0) i = end
    } else if (at === '[') inside = true
    else if (at === ']') inside = false
    else if (at === '>' && !inside) return text.slice(0, start) + text.slice(i + 1)
  }
  return text.slice(0, start)
}

function finish(raw: RawFeed, url: string | undefined, damage: string | undefined): Feed {
  const base = resolveAll(raw.base, url)
  const title = wordsOf(raw.title)
  return clean({
    title: title.line,
    titleMarkup: title.markup,
    siteUrl: resolveAddress(raw.link, base),
    language: raw.language?.trim() || undefined,
    updatedAt: firstDate(raw.dates),
    ttlMinutes: raw.ttlMinutes,
    entries: raw.entries.slice(0, MOST_ENTRIES).map((entry) => finishEntry(entry, base)),
    damage,
  })
}

function finishEntry(raw: RawEntry, feedBase: string | undefined): FeedEntry {
  const base = resolveAll(raw.base, feedBase)
  const guid = raw.guid?.trim() || undefined
  const url =
    resolveAddress(raw.link, base) ?? (raw.guidIsLink && /^https?:\/\//iu.test(guid ?? '') ? resolveAddress(guid, base) : undefined)
  const title = wordsOf(raw.title)
  const full = raw.content?.value ? raw.content : raw.summary
  const updatedAt = readDate(raw.updated)
  return clean({
    guid: guid ?? url,
    url,
    title: title.line,
    titleMarkup: title.markup,
    publishedAt: firstDate(raw.dates) ?? updatedAt,
    updatedAt,
    html: full && !full.plain ? mendReferences(full.value).trim() : undefined,
    text: full?.plain ? mendReferences(full.value).trim() : undefined,
    summaryHtml: full !== raw.summary && raw.summary?.value ? mendReferences(raw.summary.value).trim() : undefined,
    author: raw.author ? plainOf(raw.author) || undefined : undefined,
  })
}

function wordsOf(text: RawText | undefined): { line: string; markup: string } {
  const markup = mendReferences(text?.value ?? '').trim()
  return { markup, line: text?.plain ? cleanLine(markup) : plainOf(markup) }
}

function firstDate(dates: readonly string[]): string | undefined {
  for (const date of dates) {
    const read = readDate(date)
    if (read !== undefined) return read
  }
  return undefined
}

/** `base` may be several addresses in a row, each relative to the one before. */
const resolveAll = (base: string | undefined, url: string | undefined): string | undefined =>
  (base ?? '').split(' ').reduce<string | undefined>((at, next) => (next ? (resolveAddress(next, at) ?? at) : at), url)

type Cleaned<T> = { [K in keyof T]: Exclude<T[K], undefined> }
/** Leaves keys out that have no value, as the types ask. */
const clean = <T extends object>(value: T): Cleaned<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Cleaned<T>
