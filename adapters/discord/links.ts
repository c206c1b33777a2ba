import { type Citation, linkTo } from '../../src/text/citation.js'
import { cut, inert } from './plain-text.js'

/** "Outlet, 23 Nov 2026" as a link that lands on the sentence; just "source" where the origin need not be named. */
export function originLink(citation: Citation, show: boolean): string {
  const when = citation.publishedAt === undefined ? Number.NaN : Date.parse(citation.publishedAt)
  const date = Number.isNaN(when)
    ? ''
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(when)
  const label = show ? [citation.outlet, date].filter(Boolean).join(', ') : ''
  const url = safeUrl(linkTo(citation))
  return url === undefined ? inert(cut(label, 80)) : link(label === '' ? 'source' : cut(label, 80), url)
}

/** A link with an inert label; the label alone where there is no address. */
export function link(label: string, url: string | undefined): string {
  const text = inert(cut(label.replace(/\s+/gu, ' '), 200))
  return url === undefined ? text : `[${text}](<${url}>)`
}

/** Addresses that a message may carry: http(s), no marks that would end the link early, not overlong. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:\/\//iu.test(url) || !URL.canParse(url)) return undefined
  const clean = new URL(url).href.replace(/[<>()\s\\]/gu, (mark) => encodeURIComponent(mark).replace('(', '%28').replace(')', '%29'))
  return clean.length <= 512 ? clean : shorter(clean)
}

const shorter = (url: string): string | undefined => {
  const base = url.split('#')[0] as string
  return base.length <= 512 ? base : undefined
}
