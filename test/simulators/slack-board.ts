import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BOT_ID, BOT_TOKEN, BOT_USER } from './slack-web.js'

type Json = Record<string, unknown>

/** A message that stands in a channel. */
export interface BoardMessage {
  readonly ts: string
  readonly channel: string
  readonly thread?: string
  /** What the bot marked it with: which edition, which part of it. */
  readonly key: string
  readonly part: number
  /** When it was taken, in milliseconds. */
  readonly at: number
}

/** What goes wrong with a posted message: 500 and silence come after it was taken, 429 and a dropped connection before. */
export type BoardFault = '429' | '500' | 'silent' | 'dropped'

export interface BoardOptions {
  /** Milliseconds between two messages of a channel, after a burst of `burst`: what comes faster is refused with 429, as Slack does. */
  readonly channelMs?: number
  readonly burst?: number
  /** Milliseconds that Slack takes to answer. */
  readonly delayMs?: number
}

/**
 * A Slack that keeps what is posted, and nothing else: the Web API methods by which editions go out and are looked up, with Slack's pace, for
 * thousands of channels (the full simulator, slack.ts, has people, events and limits as well). It outlives the processes that post.
 */
export async function startSlackBoard(options: BoardOptions = {}) {
  const messages: BoardMessage[] = []
  const byChannel = new Map<string, BoardMessage[]>()
  const faults: BoardFault[] = []
  const paces = new Map<string, { spare: number; at: number }>()
  const counts = { posts: 0, refused: 0, lookups: 0 }
  let last = 0
  let isDown = false

  const refusedFor = (channel: string): number => {
    const ms = options.channelMs ?? 0
    if (ms === 0) return 0
    const burst = options.burst ?? 4
    const now = Date.now()
    const pace = paces.get(channel) ?? { spare: burst, at: now }
    const spare = Math.min(burst, pace.spare + (now - pace.at) / ms)
    paces.set(channel, { spare: spare >= 1 ? spare - 1 : spare, at: now })
    return spare >= 1 ? 0 : Math.ceil(((1 - spare) * ms) / 1000)
  }
  const keep = (body: Json): BoardMessage => {
    last = Math.max(last + 1, Date.now() * 1000)
    const { key, part } = ((body.metadata as Json)?.event_payload ?? {}) as { key: string; part: number }
    const thread = body.thread_ts as string | undefined
    const ts = `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
    const message = {
      ts,
      channel: String(body.channel),
      key,
      part: Number(part),
      at: Date.now(),
      ...(thread === undefined ? {} : { thread }),
    }
    messages.push(message)
    const list = byChannel.get(message.channel) ?? []
    byChannel.set(message.channel, list)
    list.push(message)
    return message
  }
  const history = (body: Json): Json => {
    counts.lookups++
    const own = byChannel.get(String(body.channel)) ?? []
    const between = ({ ts }: BoardMessage): boolean =>
      (body.oldest === undefined || ts >= String(body.oldest)) && (body.latest === undefined || ts <= String(body.latest))
    const heads = own.filter((one) => one.thread === undefined && between(one)).reverse()
    return {
      ok: true,
      messages: heads.slice(0, Number(body.limit ?? 100)).map((head) => {
        const replies = own.filter(({ thread }) => thread === head.ts)
        return {
          type: 'message',
          ts: head.ts,
          user: BOT_USER,
          bot_id: BOT_ID,
          metadata: { event_type: 'onrecord_edition', event_payload: { key: head.key, part: head.part } },
          ...(replies.length === 0 ? {} : { thread_ts: head.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
        }
      }),
      has_more: false,
    }
  }

  const server = createServer(async (request, response) => {
    const raw = await textOf(request)
    if (isDown) return void request.socket.destroy()
    if (options.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.delayMs))
    const method = (request.url ?? '').replace(/^\/api\//u, '').replace(/\?.*$/u, '')
    const body = bodyOf(raw, request.headers['content-type'] ?? '')
    const json = (value: Json, status = 200, headers: Record<string, string> = {}): undefined =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
    if (!String(request.headers.authorization).includes(BOT_TOKEN)) return json({ ok: false, error: 'invalid_auth' })
    if (method === 'auth.test') return json({ ok: true, team_id: TEAM, team: 'Newsroom', user_id: BOT_USER, bot_id: BOT_ID })
    if (method === 'conversations.history') return json(history(body))
    if (method !== 'chat.postMessage') return json({ ok: true })
    counts.posts++
    const fault = faults.shift()
    const wait = fault === '429' ? 1 : refusedFor(String(body.channel))
    if (wait > 0) {
      counts.refused++
      return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(wait) })
    }
    if (fault === 'dropped') return void request.socket.destroy()
    const { ts, channel } = keep(body)
    if (fault === '500') return json({ ok: false, error: 'internal_error' }, 500)
    if (fault === 'silent') return undefined
    json({ ok: true, ts, channel })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    messages,
    counts,
    ofChannel: (channel: string): readonly BoardMessage[] => byChannel.get(channel) ?? [],
    /** The next message posted meets this. */
    fail: (...next: readonly BoardFault[]): void => void faults.push(...next),
    /** Drops every connection until it is up again. */
    setDown(down: boolean): void {
      isDown = down
      if (down) server.closeAllConnections()
    },
    async stop(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Id of its one workspace. */
export const TEAM = 'T0BOARD'

export type SlackBoard = Awaited<ReturnType<typeof startSlackBoard>>

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

// Only what is kept is taken apart: of ten thousand messages nobody reads the blocks here (slack.ts holds those to Slack's limits).
const KEPT = new Set(['channel', 'thread_ts', 'metadata', 'oldest', 'latest', 'limit', 'inclusive'])

function bodyOf(raw: string, contentType: string): Json {
  if (contentType.includes('json')) return JSON.parse(raw) as Json
  const fields = raw.split('&').flatMap((field): [string, unknown][] => {
    const [name = '', value = ''] = field.split('=', 2)
    if (!KEPT.has(name)) return []
    const text = decodeURIComponent(value.replaceAll('+', ' '))
    return [[name, /^[[{]/u.test(text) ? JSON.parse(text) : text]]
  })
  return Object.fromEntries(fields)
}
