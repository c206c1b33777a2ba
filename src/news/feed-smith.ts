import { parseFeed } from 'feedsmith'
import type { RawEntry, RawFeed, RawText } from './feed-raw.js'

type Parsed = ReturnType<typeof parseFeed>
type Of<F extends Parsed['format']> = Extract<Parsed, { format: F }>['feed']
type Dublin = NonNullable<Of<'rss'>['dc']>
type Terms = NonNullable<Of<'rss'>['dcterms']>

/** Reads a feed with feedsmith. Undefined where it refuses it. */
export function readBySmith(text: string): RawFeed | undefined {
  let parsed: Parsed
  try {
    parsed = parseFeed(text)
  } catch {
    // Whatever it threw, the lenient parser has the next word.
    return undefined
  }
  if (parsed.format === 'atom') return fromAtom(parsed.feed)
  if (parsed.format === 'json') return fromJson(parsed.feed)
  return fromRss(parsed.feed as Of<'rss'>, parsed.format === 'rdf')
}

function fromRss(feed: Of<'rss'>, isRdf: boolean): RawFeed {
  return {
    title: rich(feed.title ?? feed.dc?.titles?.[0]),
    link: feed.link ?? linkOf(feed.atom?.links),
    language: feed.language ?? feed.dc?.languages?.[0],
    dates: listed(feed.pubDate, feed.lastBuildDate, ...dublinDates(feed.dc, feed.dcterms)),
    ttlMinutes: feed.ttl,
    entries: (feed.items ?? []).map((item): RawEntry => {
      const about = (item as { rdf?: { about?: string } }).rdf?.about
      return {
        guid: item.guid?.value ?? item.atom?.id ?? (isRdf ? about : undefined),
        guidIsLink: item.guid ? item.guid.isPermaLink !== false : isRdf,
        link: item.link ?? linkOf(item.atom?.links),
        title: rich(item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value),
        dates: listed(item.pubDate, item.atom?.published, ...dublinDates(item.dc, item.dcterms)),
        updated: dateOf(item.atom?.updated ?? item.dcterms?.modified?.[0]),
        content: rich(item.content?.encoded),
        summary: rich(item.description ?? item.dc?.descriptions?.[0] ?? item.itunes?.summary ?? item.media?.description?.value),
        author: item.authors?.[0] ? (item.authors[0].name ?? item.authors[0].email) : (item.dc?.creators?.[0] ?? item.itunes?.author),
      }
    }),
  }
}

function fromAtom(feed: Of<'atom'>): RawFeed {
  return {
    title: textOf(feed.title),
    link: linkOf(feed.links),
    language: feed.xml?.lang,
    base: feed.xml?.base,
    dates: listed(feed.updated, ...dublinDates(feed.dc, feed.dcterms)),
    entries: (feed.entries ?? []).map(
      (entry): RawEntry => ({
        guid: entry.id,
        guidIsLink: false,
        link: linkOf(entry.links),
        base: entry.xml?.base,
        title: textOf(entry.title) ?? rich(entry.dc?.titles?.[0]),
        dates: listed(entry.published, ...dublinDates(entry.dc, entry.dcterms)),
        updated: dateOf(entry.updated),
        content: textOf(entry.content),
        summary: textOf(entry.summary) ?? rich(entry.media?.groups?.[0]?.description?.value ?? entry.media?.description?.value),
        author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0],
      }),
    ),
  }
}

function fromJson(feed: Of<'json'>): RawFeed {
  return {
    title: plain(feed.title),
    link: feed.home_page_url,
    language: feed.language,
    dates: [],
    entries: (feed.items ?? []).map(
      (item): RawEntry => ({
        guid: item.id,
        guidIsLink: true,
        link: item.url ?? item.external_url,
        title: plain(item.title),
        dates: listed(item.date_published),
        updated: dateOf(item.date_modified),
        content: item.content_html ? rich(item.content_html) : plain(item.content_text),
        summary: plain(item.summary),
        author: item.authors?.[0]?.name,
      }),
    ),
  }
}

const rich = (value: string | undefined): RawText | undefined => (value === undefined ? undefined : { value, plain: false })
const plain = (value: string | undefined): RawText | undefined => (value === undefined ? undefined : { value, plain: true })
// The library's types leave the form of a date open; as called here it is the text as written.
const dateOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const listed = (...values: unknown[]): string[] => values.filter((value) => typeof value === 'string')
const dublinDates = (dc: Dublin | undefined, terms: Terms | undefined): string[] =>
  listed(terms?.issued?.[0], dc?.dates?.[0], terms?.created?.[0], terms?.modified?.[0])

/** Atom: without a type, and as "text", a text is no markup; Atom 0.3 says "text/html" and the like. */
function textOf(text: { value?: string | undefined; type?: string | undefined } | undefined): RawText | undefined {
  if (text?.value === undefined) return undefined
  return { value: text.value, plain: text.type === undefined ? !/<\/?[a-z]/iu.test(text.value) : /^text(?:\/plain)?$/u.test(text.type) }
}

const linkOf = (links: readonly { href?: string; rel?: string }[] | undefined): string | undefined =>
  links?.find((link) => link.href && (!link.rel || link.rel === 'alternate'))?.href
