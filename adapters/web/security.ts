import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { RateLimiterMemory } from 'rate-limiter-flexible'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/iu

/** Whether a listening address can be reached from this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/**
 * Headers that keep a page to what this desk itself sent: no inline script, nothing from outside, no frames. Inline style is not allowed
 * either; the composer sets its height by script, which the policy permits (CSSOM).
 */
export const guardHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const headers = context.res.headers
  headers.set(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  headers.set('x-content-type-options', 'nosniff')
  // Not "no-referrer": with it browsers name no origin when a form is sent, and nothing could be told from another site's.
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
}

/**
 * Refuses names that this desk is not known by: a page elsewhere could point a name of its own at this address (DNS rebinding) and read
 * along. `names` are the host names beside loopback's.
 */
export const guardHost =
  (names: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const host = new URL(context.req.url).hostname
    if (isLoopback(host) || names.includes(host)) return next()
    return context.text(`This desk is not known as ${host}. Set PUBLIC_URL to the address you use.`, 421)
  }

/** Refuses what another site's page sends: a form or script that changes something must come from this desk's own pages. */
export const guardOrigin: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next()
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const host = context.req.header('host') ?? ''
  const ours = origin === undefined ? site === undefined || site === 'same-origin' : URL.canParse(origin) && new URL(origin).host === host
  return ours ? next() : context.json({ problem: 'This came from another site, so it was not done.' }, 403)
}

export const COOKIE = 'onrecord'
/** What the cookie holds: not the token itself, so that a stolen cookie file does not give it away. */
export const cookieFor = (token: string): string => createHash('sha256').update(`onrecord desk ${token}`).digest('base64url')

/** Whether two secrets are equal, in a time that does not tell how much of them is. */
export function sameSecret(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/** Lets in who has the access token: by cookie after signing in, or as a bearer token. Without a token everybody on loopback is let in. */
export const guardToken =
  (token: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    if (token === undefined || context.req.path === '/login' || context.req.path === '/desk.css' || context.req.path === '/desk.js')
      return next()
    const bearer = context.req.header('authorization')?.match(/^Bearer (.+)$/u)?.[1]
    if (bearer !== undefined && sameSecret(bearer, token)) return next()
    const cookie = getCookie(context, COOKIE)
    if (cookie !== undefined && sameSecret(cookie, cookieFor(token))) return next()
    if (context.req.method === 'GET' && (context.req.header('accept') ?? '').includes('text/html')) return context.redirect('/login', 303)
    return context.json({ problem: 'Sign in with the access token first.' }, 401)
  }

/** At most `points` changes in `seconds` a client; more are refused with how long to wait. Reading pages is not limited. */
export function guardRate(points: number, seconds: number, clientOf: (context: Context) => string): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return async (context, next) => {
    if (context.req.method === 'GET' && context.req.path !== '/complete') return next()
    try {
      await limiter.consume(clientOf(context))
    } catch (refused) {
      const wait = Math.ceil(((refused as { msBeforeNext?: number }).msBeforeNext ?? 1000) / 1000)
      context.header('retry-after', String(wait))
      return context.json({ problem: `That is a lot at once. Try again in ${wait} seconds.` }, 429)
    }
    return next()
  }
}
