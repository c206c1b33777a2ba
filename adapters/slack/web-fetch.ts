import { Agent, request } from 'undici'

/** Connections to Slack at once; more calls wait for one. */
const CONNECTIONS = 100

/**
 * `fetch` for the SDK, as far as the SDK needs it: words out, words back, and nothing takes longer than `milliseconds`, a `response_url` included,
 * for which the SDK has no limit of its own. A third of the processor time of the built-in one, which is most of what a message costs.
 */
export function webFetch(milliseconds: number): typeof fetch {
  const dispatcher = new Agent({ connections: CONNECTIONS, connect: { timeout: milliseconds } })
  return async (input, init = {}) => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new DOMException('Slack did not answer in time.', 'TimeoutError')), milliseconds)
    const end = (): void => late.abort(init.signal?.reason)
    init.signal?.addEventListener('abort', end, { once: true })
    try {
      const { statusCode, headers, body } = await request(input instanceof Request ? input.url : input, {
        method: (init.method ?? 'GET') as 'GET' | 'POST',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.body === undefined || init.body === null ? {} : { body: textOf(init.body) }),
        signal: late.signal,
        dispatcher,
      })
      const text = await body.text()
      const told = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)] as [string, string]],
      )
      return new Response(BODILESS.has(statusCode) ? null : text, { status: statusCode, headers: told })
    } finally {
      clearTimeout(timer)
      init.signal?.removeEventListener('abort', end)
    }
  }
}

const BODILESS = new Set([101, 103, 204, 205, 304])

function textOf(body: NonNullable<RequestInit['body']>): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body)
  throw new TypeError('Files are not sent to Slack.')
}
