import { addressKey, resolveAddress, stripTracking } from './address.js'
import { cleanLine } from './clean.js'
import type { DomDocument, DomElement, DomNode } from './dom.js'

/** A link that leads to an article, as a page that lists articles has it. */
export interface PageLink {
  /** Absolute, without tracking parameters. */
  readonly url: string
  /** The words of the link: a headline, as a rule. */
  readonly title: string
}

/** Links followed of one page; a page with more is cut, first (uppermost) kept. */
const MOST_LINKS = 30
/** Links looked at; beyond, a page is no list that a person would read. */
const MOST_SEEN = 5_000

/**
 * The links of a page that lead to articles of the same site, each once, in the page's order. A link counts by what its address looks like (a
 * date, a number, a headline in words), by its words being a headline, and by where it stands: not in navigation, footer or side matter.
 */
export function articleLinks(document: DomDocument, pageUrl: string): PageLink[] {
  const base = resolveAddress(document.querySelector('base[href]')?.getAttribute('href') ?? undefined, pageUrl) ?? pageUrl
  const found = new Map<string, PageLink>()
  let seen = 0
  for (const anchor of document.querySelectorAll('a[href]')) {
    if (++seen > MOST_SEEN) break
    const url = resolveAddress(anchor.getAttribute('href') ?? undefined, base)
    if (url === undefined || !isSameSite(url, pageUrl) || addressKey(url) === addressKey(pageUrl)) continue
    const shape = shapeOf(url)
    if (shape === undefined) continue
    const place = placeOf(anchor)
    if (place === 'aside') continue
    const title = titleOf(anchor, place)
    const key = addressKey(url)
    const before = found.get(key)
    // Pictures link to the article as well as its headline does: the longer words are the headline.
    if (before !== undefined) {
      if (title.length > before.title.length) found.set(key, { ...before, title })
      continue
    }
    const isHeadline = title.split(' ').length >= HEADLINE_WORDS
    if (shape === 'article' || (shape === 'perhaps' && (isHeadline || place === 'heading')))
      found.set(key, { url: stripTracking(url), title })
  }
  return [...found.values()].filter(({ title }) => title.split(' ').length >= 2).slice(0, MOST_LINKS)
}

/** Whether a page is an article and no list of them: by its own word, else by its address and its one headline. */
export function isArticlePage(document: DomDocument, pageUrl: string): boolean {
  if (new URL(pageUrl).pathname === '/') return false
  const kind = document.querySelector('meta[property="og:type"]')?.getAttribute('content')?.toLowerCase()
  return kind === 'article' || (kind !== 'website' && shapeOf(pageUrl) === 'article' && [...document.querySelectorAll('h1')].length === 1)
}

const HEADLINE_WORDS = 4

/** Hosts of one site share their last labels: "www.", "news." and none are the same. */
function isSameSite(url: string, pageUrl: string): boolean {
  const [a, b] = [bareHost(url), bareHost(pageUrl)]
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}

const bareHost = (url: string): string => new URL(url).host.toLowerCase().replace(/^www\d?\./u, '')

/** What an address looks like: surely an article's, perhaps one, or (undefined) surely none. */
function shapeOf(address: string): 'article' | 'perhaps' | undefined {
  const { pathname, search } = new URL(address)
  if (pathname === '/' || OTHER_FILE.test(pathname) || OTHER_PAGE.test(pathname)) return undefined
  const last =
    pathname
      .replace(/\/$/u, '')
      .split('/')
      .at(-1)
      ?.replace(/\.\w{2,5}$/u, '') ?? ''
  if (DATED.test(pathname)) return 'article'
  const words = last.split(/[-_]/u).filter(Boolean)
  if (words.length >= 4 || (words.length >= 2 && /\d{5,}/u.test(last))) return 'article'
  if (/\d{5,}/u.test(last) || /(?:^|[?&])(?:p|id|story|article|news)=\d{2,}/u.test(search)) return 'perhaps'
  return last.length > 2 ? 'perhaps' : undefined
}

const DATED = /\/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2]|[a-z]{3,9})(?:[/-]\d{1,2})?[/-][^/]{3,}/iu
const OTHER_FILE = /\.(?:jpe?g|png|gif|webp|svg|avif|pdf|mp[34]|m4a|zip|xml|rss|atom|json|ics|docx?|xlsx?|css|js)$/iu
const OTHER_PAGE =
  /\/(?:tags?|topics?|categor(?:y|ies)|sections?|authors?|people|profile|users?|search|login|signin|sign-in|sign-up|signup|register|account|subscribe|subscription|newsletters?|about(?:-us)?|contact(?:-us)?|privacy(?:-policy)?|terms(?:-[a-z-]+)?|cookies?(?:-policy)?|imprint|impressum|help|faq|jobs|careers|advertis[a-z-]+|donate|shop|store|podcasts?|videos?|gallery|galleries|live|page\/\d+|feeds?|rss|wp-[a-z]+|cdn-cgi|share|print|comments?)(?:\/|$)/iu

/** Where a link stands: in a heading or an article's card, elsewhere in the text, or in what surrounds it. */
function placeOf(anchor: DomElement): 'heading' | 'text' | 'aside' {
  let place: 'heading' | 'text' = anchor.querySelector('h1, h2, h3, h4') === null ? 'text' : 'heading'
  for (let at: DomNode | null = anchor; at; at = at.parentNode) {
    const { tagName = '', className } = at as DomElement
    if (/^(?:NAV|FOOTER|ASIDE|FORM)$/iu.test(tagName)) return 'aside'
    if (
      typeof className === 'string' &&
      /(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|breadcrumbs?|cookie|sidebar)(?:[\s_-]|$)/iu.test(className)
    )
      return 'aside'
    if (/^(?:H[1-6]|ARTICLE)$/iu.test(tagName)) place = 'heading'
  }
  return place
}

/** The headline that a link carries: of the heading within it, else all its words. */
function titleOf(anchor: DomElement, place: 'heading' | 'text'): string {
  const heading = place === 'heading' ? anchor.querySelector('h1, h2, h3, h4') : null
  return cleanLine((heading ?? anchor).textContent ?? '').slice(0, 300)
}
