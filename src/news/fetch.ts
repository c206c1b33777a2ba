import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { FetchError } from '../errors.js'
import { type AddressGuard, createAddressGuard } from './address-guard.js'
import { freshForOf, headerOf, retryAfterOf } from './cache-headers.js'
import { readBody } from './fetch-body.js'
import { guardedDispatcher, type Lookup, lookupBySystem } from './fetch-connect.js'
import { explainFailure, explainStatus } from './fetch-errors.js'
import { createPace, type Pace } from './fetch-pace.js'

/** How to fetch. Only `userAgent` is asked for; the rest has the defaults that a polite reader keeps. */
export interface FetcherOptions {
  /** See {@link userAgentFor}. */
  readonly userAgent: string
  /** Addresses, ranges and host names that may be fetched although private; they are the operator's own and get no pause. */
  readonly allow?: readonly string[]
  /** Requests at once over all hosts (default 8). */
  readonly limit?: number
  /** Pause between two requests to one host, in milliseconds (default 1,000). */
  readonly pauseMs?: number
  /** Time for one request with its redirects, without the wait for its turn, in milliseconds (default 20,000). */
  readonly timeoutMs?: number
  /** Largest body, after decompression (default 10 MB). */
  readonly maxBytes?: number
  /** Redirects followed (default 5). */
  readonly maxRedirects?: number
  /** Name resolution, replaced in tests. */
  readonly lookup?: Lookup
  /** Milliseconds since 1970, replaced in tests. */
  readonly now?: () => number
  /** How pauses are waited for, replaced in tests. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** What is known from the last time, so that the server can answer "nothing new". */
export interface Conditions {
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

/** What may be said along with one request. */
export interface GetOptions extends Conditions {
  /** The Accept header; by default any kind, HTML and feeds first. */
  readonly accept?: string
  /** Ends the request early. */
  readonly signal?: AbortSignal
}

/** A successful answer: 200 with bytes, or 304 with none. */
export interface Fetched {
  readonly status: 'ok' | 'unchanged'
  /** Address after redirects. */
  readonly url: string
  /** Where all redirects were permanent: the address to keep from now on; absent where there were none. */
  readonly movedTo?: string
  readonly bytes: Buffer
  readonly contentType?: string
  readonly etag?: string
  readonly lastModified?: string
  /** Milliseconds for which asking again makes no sense by the server's word; absent where it says nothing. */
  readonly freshForMs?: number
}

/** Fetches addresses politely and safely; shared by all that fetch, since its pacing is per host. */
export interface Fetcher {
  /** @throws FetchError, always, for anything but 200 and 304. */
  readonly get: (url: string, options?: GetOptions) => Promise<Fetched>
  /** Ends all connections. */
  readonly close: () => Promise<void>
}

/** "OnRecord/0.1.0 (+https://…)": says who asks and where to complain. `contact` is an address or mail address of the operator. */
export const userAgentFor = (version: string, contact?: string): string =>
  `OnRecord/${version} (self-hosted news briefing bot${contact ? `; +${contact.replace(/[^\x20-\x7e]|[()\\]/gu, '')}` : ''})`

interface Setting extends Required<Omit<FetcherOptions, 'allow' | 'lookup'>> {
  readonly guard: AddressGuard
  readonly dispatcher: Dispatcher
  readonly pace: Pace
}

/** Makes a {@link Fetcher}. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const guard = createAddressGuard(options.allow)
  const timeoutMs = options.timeoutMs ?? 20_000
  const now = options.now ?? Date.now
  const wait = options.sleep ?? ((ms: number) => sleep(ms).then(() => undefined))
  const setting: Setting = {
    userAgent: options.userAgent,
    limit: options.limit ?? 8,
    pauseMs: options.pauseMs ?? 1000,
    timeoutMs,
    maxBytes: options.maxBytes ?? 10_000_000,
    maxRedirects: options.maxRedirects ?? 5,
    now,
    sleep: wait,
    guard,
    dispatcher: guardedDispatcher(guard, options.lookup ?? lookupBySystem, timeoutMs),
    pace: createPace({ limit: options.limit ?? 8, now, sleep: wait }),
  }
  return {
    get: (url, getOptions = {}) => get(setting, url, getOptions),
    close: () => setting.dispatcher.destroy(),
  }
}

async function get(setting: Setting, address: string, options: GetOptions): Promise<Fetched> {
  let url = parseAddress(address)
  let left = setting.timeoutMs
  let permanent = true
  for (let hops = 0; hops <= setting.maxRedirects; hops++) {
    const target = url
    const pause = setting.guard.isOwn(bareHost(url)) ? 0 : setting.pauseMs
    const answer = await setting.pace.run(url.host, pause, async () => {
      const held = setting.pace.heldFor(target.host)
      if (held > 0) throw explainStatus(429, target, held)
      const began = performance.now()
      const result = await ask(setting, target, options, left)
      left -= performance.now() - began
      return result
    })
    if (!('location' in answer)) return hops > 0 && permanent ? { ...answer, movedTo: url.href } : answer
    permanent &&= answer.permanent
    url = parseAddress(answer.location, url)
  }
  throw new FetchError('redirects', `${parseAddress(address).host} redirects in a circle or too often; check the address.`)
}

interface Redirect {
  readonly location: string
  readonly permanent: boolean
}

const ACCEPT =
  'text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/** One request, one answer. */
async function ask(setting: Setting, url: URL, options: GetOptions, timeoutMs: number): Promise<Fetched | Redirect> {
  const stop = AbortSignal.timeout(Math.max(1, Math.round(timeoutMs)))
  const signal = options.signal ? AbortSignal.any([stop, options.signal]) : stop
  try {
    const { statusCode, headers, body } = await setting.dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      signal,
      headers: {
        'user-agent': setting.userAgent,
        accept: options.accept ?? ACCEPT,
        'accept-encoding': 'gzip, br, deflate',
        'accept-language': 'en, *;q=0.5',
        ...(options.etag ? { 'if-none-match': options.etag } : {}),
        ...(options.lastModified ? { 'if-modified-since': options.lastModified } : {}),
      },
    })
    const location = headerOf(headers, 'location')
    if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && location !== undefined) {
      await discard(body)
      return { location, permanent: statusCode === 301 || statusCode === 308 }
    }
    if (statusCode !== 200 && statusCode !== 203 && statusCode !== 304) {
      await discard(body)
      const retryAfterMs = retryAfterOf(headers, setting.now())
      // Only a server that asks for a pause closes its host; a single page's trouble does not.
      if (retryAfterMs !== undefined && (statusCode === 429 || statusCode === 503)) setting.pace.hold(url.host, retryAfterMs)
      throw explainStatus(statusCode, url, retryAfterMs)
    }
    if (statusCode === 304) {
      await discard(body)
      return fetched('unchanged', url, headers, Buffer.alloc(0), setting.now())
    }
    const bytes = await readBody(body, headerOf(headers, 'content-encoding'), setting.maxBytes, url.host)
    return fetched('ok', url, headers, bytes, setting.now())
  } catch (error) {
    throw explainFailure(error, url, setting.timeoutMs)
  }
}

function fetched(status: Fetched['status'], url: URL, headers: Dispatcher.ResponseData['headers'], bytes: Buffer, now: number): Fetched {
  const contentType = headerOf(headers, 'content-type')
  const etag = headerOf(headers, 'etag')
  const lastModified = headerOf(headers, 'last-modified')
  const freshForMs = freshForOf(headers, now)
  return {
    status,
    url: url.href,
    bytes,
    ...(contentType === undefined ? {} : { contentType }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(freshForMs === undefined ? {} : { freshForMs }),
  }
}

/** Lets go of a body that is not wanted; a short one is drained, so that the connection can be used again, a long one is cut. */
async function discard(body: Readable & { dump?: (options: { limit: number }) => Promise<void> }): Promise<void> {
  body.on('error', () => undefined)
  await body.dump?.({ limit: 64 * 1024 }).catch(() => undefined)
}

/** Reads an address, relative to `base` where it is a redirect's; only http and https, no user name or password. */
function parseAddress(address: string, base?: URL): URL {
  const text = address.trim()
  // "example.org" is what people type; a scheme of another kind is refused below.
  const full =
    base || (/^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[\w.-]+:\d+(?:\/|$)/u.test(text)) ? text : `https://${text.replace(/^\/\//u, '')}`
  if (!URL.canParse(full, base?.href))
    throw new FetchError('address', `"${address.trim().slice(0, 200)}" is not a web address; give one like https://example.org/news.`)
  const url = new URL(full, base?.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError(
      'address',
      `Only http and https addresses can be fetched, not "${url.protocol}"; check ${base ? 'where it redirects' : 'the address'}.`,
    )
  }
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/gu, '')
