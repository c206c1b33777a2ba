import { resolveAddress, stripTracking } from './address.js'
import { cleanLine } from './clean.js'
import { readDate } from './dates.js'
import type { DomDocument } from './dom.js'
import { plainOf } from './markup.js'

/** What a page says of itself, apart from its text. */
export interface PageMeta {
  readonly title?: string | undefined
  readonly byline?: string | undefined
  /** ISO 8601, UTC. */
  readonly publishedAt?: string | undefined
  readonly modifiedAt?: string | undefined
  readonly url?: string | undefined
  readonly outlet?: string | undefined
  /** As the markup says ("en-GB"); pages copy this from templates, so the text has the last word. */
  readonly language?: string | undefined
  /** The article's text as the page tells search engines, without paragraphs. */
  readonly articleBody?: string | undefined
  readonly description?: string | undefined
  /** False where the page says itself that readers must pay. */
  readonly free?: boolean | undefined
}

type Json = Record<string, unknown>

/** Reads JSON-LD, Open Graph, other meta elements and, where these are silent, the marks that pages carry in their body. */
export function readMeta(document: DomDocument, pageUrl: string | undefined): PageMeta {
  const meta = metaElements(document)
  const linked = articleIn(linkedData(document))
  const of = (...names: string[]): string | undefined => names.map((name) => meta.get(name)).find(Boolean)
  const outlet = outletOf(pageUrl, of('og:site_name', 'application-name'), nameOf(linked?.publisher))
  return {
    title: titleOf(document, of('og:title', 'twitter:title', 'parsely-title', 'dc.title'), stringOf(linked?.headline), outlet),
    byline: bylineOf(
      document,
      nameOf(linked?.author),
      of('author', 'parsely-author', 'sailthru.author', 'dc.creator', 'article:author', 'byl'),
    ),
    publishedAt: publishedOf(document, stringOf(linked?.datePublished) ?? stringOf(linked?.dateCreated), of(...PUBLISHED)),
    modifiedAt:
      readDate(stringOf(linked?.dateModified)) ?? readDate(of('article:modified_time', 'og:updated_time', 'last-modified', 'lastmod')),
    url: canonicalOf(document, of('og:url'), pageUrl),
    outlet,
    language: document.documentElement?.getAttribute('lang') ?? of('content-language', 'og:locale', 'language'),
    articleBody: stringOf(linked?.articleBody),
    description: of('og:description', 'description', 'twitter:description'),
    free: freeOf(linked?.isAccessibleForFree),
  }
}

const PUBLISHED = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'date',
  'dc.date.issued',
  'dc.date',
  'dcterms.created',
  'dcterms.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'article.published',
  'originalpublicationdate',
  'published_time',
  'rnews:datepublished',
]

/** Content of the meta elements by lower-case name, property, itemprop or http-equiv; the first of a name stands. */
function metaElements(document: DomDocument): Map<string, string> {
  const found = new Map<string, string>()
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = cleanLine(element.getAttribute('content') ?? '')
    if (!content) continue
    for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const name of (element.getAttribute(key) ?? '').toLowerCase().split(/\s+/u))
        if (name && !found.has(name)) found.set(name, content)
    }
  }
  return found
}

function linkedData(document: DomDocument): Json[] {
  const found: Json[] = []
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    // Some pages wrap it in comments or leave raw line breaks in strings.
    const text = (script.textContent ?? '')
      .trim()
      .replace(/^(?:<!--|\/\/ ?<!\[CDATA\[)|(?:-->|\/\/ ?\]\]>)$/gu, '')
      .replace(/[\r\n\t]+/gu, ' ')
    try {
      gather(JSON.parse(text), found, 0)
    } catch {
      // A page's broken data is no reason to refuse the page.
    }
  }
  return found
}

function gather(value: unknown, found: Json[], depth: number): void {
  if (depth > 4 || found.length > 200 || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) gather(item, found, depth + 1)
    return
  }
  const json = value as Json
  found.push(json)
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'liveBlogUpdate']) gather(json[key], found, depth + 1)
}

const ARTICLE = /Article|BlogPosting|Report|LiveBlog|NewsItem/u

/** The description of the page's article: of several, the one with the longest text, then the most said. */
function articleIn(all: readonly Json[]): Json | undefined {
  const weight = (json: Json): number => (stringOf(json.articleBody)?.length ?? 0) + Object.keys(json).length
  return all.filter((json) => ARTICLE.test([json['@type']].flat().join(' '))).sort((a, b) => weight(b) - weight(a))[0]
}

function stringOf(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' && one.trim() ? one.trim() : undefined
}

function nameOf(value: unknown): string | undefined {
  const names = [value].flat().flatMap((one) => (typeof one === 'string' ? one : (stringOf((one as Json | null)?.name) ?? [])))
  return names.length > 0 ? plainOf(names.slice(0, 5).join(', ')) : undefined
}

function freeOf(value: unknown): boolean | undefined {
  if (value === undefined) return undefined
  return !/^false$/iu.test(String(value))
}

/** The headline: what the page tells others, else its only h1, else its title element without the outlet's name. */
function titleOf(document: DomDocument, ...[shared, headline, outlet]: (string | undefined)[]): string | undefined {
  const inTab = cleanLine(document.querySelector('title')?.textContent ?? '')
  const headings = [...document.querySelectorAll('h1')].map((h1) => cleanLine(h1.textContent ?? '')).filter((text) => text.length > 10)
  const named = withoutOutlet(plainOf(headline ?? shared ?? ''), outlet)
  // What stands on the page is what its readers know it by, if the page says the same of itself.
  const useful = named.toLowerCase() === outlet?.toLowerCase() ? '' : named
  const heading = headings.find((text) => sharesWords(text, useful || inTab)) ?? (useful ? undefined : headings[0])
  return heading && heading.length < 300 ? heading : useful || withoutOutlet(inTab, outlet) || undefined
}

function sharesWords(a: string, b: string): boolean {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu))
  const one = words(a)
  const other = words(b)
  const common = [...one].filter((word) => other.has(word)).length
  return common >= Math.max(1, Math.min(one.size, other.size) * 0.6)
}

/** "Headline | Outlet" and "Headline - Outlet" without their end: the outlet's name, or a short last part after a bar. */
function withoutOutlet(title: string, outlet: string | undefined): string {
  const parts = title.split(/\s+(?:[|·»—–]|-{1,2})\s+/u)
  if (parts.length < 2) return title
  const last = parts.at(-1) as string
  const isOutlet =
    outlet !== undefined && last.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') === outlet.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const isShort = last.split(' ').length <= 4 && (title.match(/\s[|·»]\s/gu) ?? []).length > 0
  return isOutlet || isShort ? title.slice(0, title.lastIndexOf(last)).replace(/\s*(?:[|·»—–]|-{1,2})\s*$/u, '') : title
}

/** The outlet's name as given, without its motto; where only an address or nothing is given, the site's host name. */
function outletOf(pageUrl: string | undefined, ...given: (string | undefined)[]): string | undefined {
  for (const name of given) {
    const short = cleanLine(name ?? '')
      .split(/ [|–—:] /u)[0]
      ?.trim()
    if (short && short.length < 80 && !/^https?:|^www\./iu.test(short)) return short
  }
  return pageUrl !== undefined && URL.canParse(pageUrl) ? new URL(pageUrl).hostname.replace(/^www\./u, '') : undefined
}

/** Of a byline, and of its markup, no more is looked at: names are far shorter. */
const LONGEST_BYLINE = 300
const LONGEST_MARKUP = 2_000

/** Who wrote it, without "By" and without addresses; what is no name (an account's address, the outlet's home page) is left out. */
function bylineOf(document: DomDocument, ...given: (string | undefined)[]): string | undefined {
  const marked = [
    ...document.querySelectorAll(
      '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], .byline, .author-name, .author',
    ),
  ]
    .slice(0, 3)
    .map((element) => element.textContent ?? '')
  for (const candidate of [...given, ...marked]) {
    const name = cleanLine(plainOf((candidate ?? '').slice(0, LONGEST_MARKUP)))
      .replace(/^(?:(?:written|reported|posted|words|story)\s+)?by[:\s]+/iu, '')
      .slice(0, LONGEST_BYLINE)
      .replace(/[^\s@]+@[^\s@]+\.[^\s@]+/gu, '')
      .replace(
        /\s*(?:[|@•·]|,?\s*\b(?:updated|published|posted)\b|\d{1,2}:\d{2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$/iu,
        '',
      )
      .trim()
    if (name.length >= 3 && name.length <= 120 && !/https?:|^www\.|[<>{}]/u.test(name) && /\p{L}{2}/u.test(name) && !NOBODY.test(name))
      return name
  }
  return undefined
}

// Names of accounts that stand for nobody.
const NOBODY = /^(?:admin(?:istrator)?|editor|guest|user|root|webmaster|staff|null|undefined)$/iu

/** When it was published: the page's data, its meta elements, a marked time element. */
function publishedOf(document: DomDocument, ...given: (string | undefined)[]): string | undefined {
  for (const text of given) {
    const date = readDate(text)
    if (date !== undefined) return date
  }
  for (const element of document.querySelectorAll(
    'time[itemprop="datePublished"], [itemprop="datePublished"], time[pubdate], article time[datetime], header time[datetime], time[datetime]',
  )) {
    const date = readDate(element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent ?? '')
    if (date !== undefined) return date
  }
  return undefined
}

/** The page's own word for its address, unless it points at another site or at a front page (a common slip of templates). */
function canonicalOf(document: DomDocument, shared: string | undefined, pageUrl: string | undefined): string | undefined {
  for (const link of [document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? undefined, shared]) {
    const address = resolveAddress(link, pageUrl)
    if (address === undefined) continue
    const url = new URL(address)
    const page = pageUrl !== undefined && URL.canParse(pageUrl) ? new URL(pageUrl) : undefined
    if (page && (siteOf(url) !== siteOf(page) || (url.pathname === '/' && page.pathname !== '/'))) continue
    return stripTracking(address)
  }
  return pageUrl === undefined ? undefined : stripTracking(pageUrl)
}

// The last two labels: close enough to tell "m.example.org" and "www.example.org" from another site.
const siteOf = (url: URL): string => url.hostname.split('.').slice(-2).join('.')
