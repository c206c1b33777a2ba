import { resolveAddress } from './address.js'
import type { DomDocument } from './dom.js'

/** Addresses of the feeds that a page names in `<link rel="alternate">` and, after these, in links that look like feeds; the likeliest first. */
export function feedsNamedIn(document: DomDocument, pageUrl: string): string[] {
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
