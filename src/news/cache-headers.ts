/** A header's value, however the client gives it; several lines of one header are joined by a comma. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>

/** The value of header `name` (lower case); undefined where it is missing or empty. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name]
  const text = (Array.isArray(value) ? value.join(', ') : value)?.trim()
  return text ? text : undefined
}

/** Longest wait that a server may ask for: a week, in milliseconds. Anything above is a mistake or malice. */
export const LONGEST_WAIT_MS = 7 * 24 * 3_600_000

/**
 * Milliseconds that the server asks to wait (`Retry-After`: seconds or a date), at most a week; undefined where it does not say.
 * Source: RFC 9110, 10.2.3.
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headerOf(headers, 'retry-after')
  if (value === undefined) return undefined
  const wait = /^\d+$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT_MS) : undefined
}

/**
 * Milliseconds for which the answer may be held as fresh, so that asking again makes no sense: `Cache-Control: max-age` less `Age`, else
 * `Expires` less `Date`; 0 for `no-cache` and `no-store`; at most a week; undefined where the server does not say. Source: RFC 9111, 4.2.
 */
export function freshForOf(headers: Headers, now: number): number | undefined {
  const control = headerOf(headers, 'cache-control')?.toLowerCase() ?? ''
  if (/\bno-(?:cache|store)\b/u.test(control)) return 0
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/u.exec(control)?.[1]
  if (maxAge !== undefined) return bounded((Number(maxAge) - (Number(headerOf(headers, 'age')) || 0)) * 1000)
  const expires = headerOf(headers, 'expires')
  if (expires === undefined) return undefined
  const until = Date.parse(expires)
  // An Expires that is no date ("0", "-1") means: already stale.
  if (Number.isNaN(until)) return 0
  const sent = Date.parse(headerOf(headers, 'date') ?? '')
  return bounded(until - (Number.isNaN(sent) ? now : sent))
}

const bounded = (ms: number): number => Math.min(Math.max(ms, 0), LONGEST_WAIT_MS)
