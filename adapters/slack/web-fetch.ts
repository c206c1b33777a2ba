import { Agent, request } from 'undici'
import type { WrittenOut } from './written-out.js'

/** Connections to Slack at once; more calls wait for one. */
const CONNECTIONS = 100

/**
 * `fetch` for the SDK, as far as the SDK uses it: words out, words back, and nothing takes longer than `milliseconds`, a `response_url` included,
 * for which the SDK has no limit of its own. A third of the processor time of the built-in one, which is most of what a message costs.
 */
export function webFetch(milliseconds: number, written?: WrittenOut): typeof fetch {
  const dispatcher = new Agent({ connections: CONNECTIONS, connect: { timeout: milliseconds } })
  return async (input, init = {}) => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new DOMException('Slack did not answer in time.', 'TimeoutError')), milliseconds)
    const end = (): void => late.abort(init.signal?.reason)
    init.signal?.addEventListener('abort', end, { once: true })
    try {
      const url = input instanceof Request ? input.url : String(input)
      const { statusCode, headers, body } = await request(url, {
        method: (init.method ?? 'GET') as 'GET' | 'POST',
        headers: plain(init.headers),
        ...(init.body === undefined || init.body === null ? {} : { body: expanded(init.body, written) }),
        signal: late.signal,
        dispatcher,
      })
      return answer(url, statusCode, headers, await body.text())
    } finally {
      clearTimeout(timer)
      init.signal?.removeEventListener('abort', end)
    }
  }
}

const plain = (headers: RequestInit['headers']): Record<string, string> =>
  headers === undefined || headers instanceof Headers || Array.isArray(headers)
    ? Object.fromEntries(new Headers(headers))
    : (headers as Record<string, string>)

function expanded(body: NonNullable<RequestInit['body']>, written: WrittenOut | undefined): string | Buffer {
  if (typeof body !== 'string' && !(body instanceof URLSearchParams)) throw new TypeError('Files are not sent to Slack.')
  return written?.expand(String(body)) ?? String(body)
}

/** What the SDK reads of an answer. A real Response costs more than the whole request: its words go through a stream. */
function answer(url: string, status: number, told: NodeJS.Dict<string | string[]>, words: string): Response {
  const entries = Object.entries(told).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]))
  const of = new Map(entries)
  const part = {
    url,
    status,
    statusText: '',
    ok: status >= 200 && status < 300,
    headers: { get: (name: string) => of.get(name.toLowerCase()) ?? null, entries: () => entries.values() },
    text: async () => words,
    json: async () => JSON.parse(words) as unknown,
    arrayBuffer: async () => new TextEncoder().encode(words).buffer,
  }
  return part as unknown as Response
}
