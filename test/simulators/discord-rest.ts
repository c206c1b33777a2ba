import type { IncomingMessage, ServerResponse } from 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import type { Described } from './discord-description.js'
import { brokenCommands, brokenRules, type SentBody } from './discord-rules.js'
import type { DiscordState, Interaction } from './discord-state.js'
import * as wire from './discord-wire.js'

/** An interaction has to be acknowledged within this time. */
export const DEADLINE_MS = 3000
const EPHEMERAL = 64

type Answer = (status: number, body?: unknown, headers?: Record<string, string>) => undefined
interface Request {
  readonly method: string
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly body: SentBody & { readonly name?: string }
  readonly answer: Answer
  /** Ends the connection without an answer. */
  readonly hangUp: () => undefined
}

/** What the REST side needs of the rest of the simulator. */
export interface RestTools {
  readonly token: string
  readonly state: DiscordState
  readonly described: Described
  readonly gateway: () => string
  /** A thread was opened or has changed. */
  readonly threadChanged: (event: 'THREAD_CREATE' | 'THREAD_UPDATE', thread: string) => void
}

/** Discord's REST API: answers requests strictly, and writes down what they break. */
export function createRest({ token, state, described, gateway, threadChanged }: RestTools) {
  const registered = new Map<string, wire.WrittenCommand[]>()
  const versions = new WeakMap<wire.WrittenCommand, { id: string; version: string }>()

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const file = state.files.get(url.pathname)
    if (file !== undefined) return void response.writeHead(file.status, { 'content-type': file.contentType }).end(file.bytes)
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/u, ''))
    const method = request.method ?? 'GET'
    const text = Buffer.concat(pieces).toString('utf8')
    const body = text === '' ? undefined : (JSON.parse(text) as Request['body'])
    state.requests.push({ method, path, body })
    state.broken.push(...described.request(method, path, body))
    const answer: Answer = (status, value, headers = {}) => {
      state.broken.push(...described.answer(method, path, status, value))
      if (value === undefined) return void response.writeHead(status, headers).end()
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
    }
    const known = !/^\/(interactions|webhooks)\//u.test(path)
    if (known && request.headers.authorization !== `Bot ${token}`) return answer(401, { message: '401: Unauthorized', code: 0 })
    if (state.refuseAll !== undefined) return answer(state.refuseAll, { message: `${state.refuseAll}: Refused`, code: 0 })
    if (state.globalLimits > 0) {
      state.globalLimits--
      return answer(
        429,
        { message: 'You are being rate limited.', retry_after: 0.2, global: true, code: 0 },
        { 'retry-after': '1', 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
      )
    }
    const hangUp = (): undefined => void request.socket.destroy()
    const parts = path.split('/').slice(1)
    return route(path, { method, parts, query: url.searchParams, body: body as Request['body'], answer, hangUp })
  }

  function route(path: string, request: Request): undefined {
    const { method, parts, answer } = request
    const [first, second = '', third] = parts
    if (path === '/gateway/bot')
      return answer(200, {
        url: gateway(),
        shards: state.setup.shards ?? 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: state.setup.concurrency ?? 1 },
      })
    if (path === '/users/@me') return answer(200, wire.ownUser())
    if (path === '/applications/@me' || path === '/oauth2/applications/@me')
      return answer(200, wire.application(state.setup.allowContent ?? false))
    if (first === 'applications' && parts.at(-1) === 'commands') return commands(path, request)
    if (path === '/users/@me/guilds') return answer(200, state.setup.inNoServer ? [] : [ownGuild()])
    if (path === `/guilds/${wire.GUILD}/members/${wire.BOT}`) return answer(200, wire.member(wire.BOT))
    if (path === '/users/@me/channels') return answer(200, wire.directChannel())
    if (first === 'interactions') return callback(second, parts[2] as string, request.body as never, answer)
    if (first === 'webhooks') return webhook(request)
    if (first === 'channels' && third === undefined)
      return state.refused.has(second) ? answer(403, { message: 'Missing Access', code: 50001 }) : answer(200, state.channelJson(second))
    if (first === 'channels' && third === 'messages') return channelMessages(request)
    answer(404, { message: `404: Not Found ${method} ${path}`, code: 0 })
  }

  const ownGuild = () => ({
    id: wire.GUILD,
    name: 'Newsroom',
    icon: null,
    banner: null,
    owner: false,
    permissions: state.setup.permissions ?? wire.EVERYTHING,
    features: [],
  })

  function commands(path: string, { method, query, body, answer }: Request): undefined {
    if (method === 'PUT') {
      const written = body as unknown as wire.WrittenCommand[]
      const problems = brokenCommands(written)
      if (problems.length > 0) {
        state.broken.push(...problems)
        return answer(400, { message: problems.join('; '), code: 50035 })
      }
      for (const one of written) versions.set(one, { id: state.id(), version: state.id() })
      registered.set(path, written)
    }
    const withTranslations = method === 'PUT' || query.get('with_localizations') === 'true'
    answer(
      200,
      (registered.get(path) ?? []).map((one) => wire.command(one, versions.get(one) as { id: string; version: string }, withTranslations)),
    )
  }

  function keep(channel: string, body: SentBody, extra: Partial<wire.KeptMessage> = {}): wire.KeptMessage {
    const message: wire.KeptMessage = { ...body, id: state.id(), channel_id: channel, author: { id: wire.BOT }, ...extra }
    state.messages.push(message)
    return message
  }
  const lacks = (channel: string, permission: bigint): boolean => ((state.setup.denied?.[channel] ?? 0n) & permission) !== 0n

  function channelMessages(request: Request): undefined {
    const { method, parts, query, body, answer } = request
    const channel = parts[1] as string
    if (state.refused.has(channel)) return answer(403, { message: 'Missing Access', code: 50001 })
    if (parts[4] === 'threads') return openThread(channel, parts[3] as string, body.name ?? '', answer)
    const isHere = (message: wire.KeptMessage): boolean => message.channel_id === channel && message.onlyFor === undefined
    if (parts[3] !== undefined) {
      const at = state.messages.findIndex((message) => message.id === parts[3] && isHere(message))
      if (at < 0) return answer(404, { message: 'Unknown Message', code: 10008 })
      if (method === 'PATCH') {
        state.broken.push(...brokenRules({ ...state.messages[at], ...body }))
        state.messages[at] = { ...(state.messages[at] as wire.KeptMessage), ...body }
      }
      return answer(200, wire.message(state.messages[at] as wire.KeptMessage))
    }
    if (method === 'GET') {
      const before = BigInt(query.get('before') ?? '999999999999999999999')
      const found = state.messages.filter((message) => isHere(message) && BigInt(message.id) < before)
      return answer(
        200,
        found
          .slice(-Number(query.get('limit') ?? '50'))
          .reverse()
          .map(wire.message),
      )
    }
    create(channel, request)
  }

  function openThread(channel: string, under: string, name: string, answer: Answer): undefined {
    if (lacks(channel, PermissionFlagsBits.CreatePublicThreads)) return answer(403, { message: 'Missing Permissions', code: 50013 })
    if (!state.messages.some((message) => message.id === under)) return answer(404, { message: 'Unknown Message', code: 10008 })
    if (state.threads.has(under)) return answer(400, { message: 'A thread has already been created for this message', code: 160004 })
    state.threads.set(under, { parent: channel, locked: false, archived: false, name })
    threadChanged('THREAD_CREATE', under)
    answer(201, state.channelJson(under))
  }

  function create(channel: string, { body, answer, hangUp }: Request): undefined {
    const parent = state.threads.get(channel)?.parent ?? channel
    if (lacks(parent, PermissionFlagsBits.SendMessages)) return answer(403, { message: 'Missing Permissions', code: 50013 })
    const fault = state.faults.get(channel)?.shift()
    if (fault === 'rate-limited' || fault === 'rate-limited-long') {
      const seconds = fault === 'rate-limited' ? 0.3 : 600
      return answer(
        429,
        { message: 'You are being rate limited.', retry_after: seconds, global: false, code: 0 },
        { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': 'shared' },
      )
    }
    if (fault === 'server-error') return answer(502, { message: 'bad gateway', code: 0 })
    if (fault === 'lost-unanswered') return hangUp()
    const thread = state.threads.get(channel)
    if (thread?.locked) return answer(403, { message: 'Thread is locked', code: 160005 })
    const problems = brokenRules(body)
    if (problems.length > 0) {
      state.broken.push(...problems)
      return answer(400, { message: problems.join('; '), code: 50035 })
    }
    if (thread?.archived) {
      thread.archived = false
      threadChanged('THREAD_UPDATE', channel)
    }
    const nonce = body.enforce_nonce ? `${channel} ${body.nonce}` : undefined
    const there = nonce === undefined ? undefined : state.messages.find((message) => message.id === state.nonces.get(nonce))
    const message = there ?? keep(channel, body)
    if (nonce !== undefined) state.nonces.set(nonce, message.id)
    if (fault === 'accepted-unanswered') return hangUp()
    answer(200, wire.message(message))
  }

  function callback(
    id: string,
    given: string,
    body: { type: number; data?: SentBody & { choices?: unknown[] } },
    answer: Answer,
  ): undefined {
    const interaction = state.interactions.get(id)
    const took = Date.now() - (interaction?.at ?? 0)
    if (interaction === undefined || interaction.token !== given || interaction.expired)
      return answer(404, { message: 'Unknown interaction', code: 10062 })
    if (interaction.callback !== undefined) {
      state.broken.push('an interaction was acknowledged twice (40060)')
      return answer(400, { message: 'Interaction has already been acknowledged.', code: 40060 })
    }
    if (took > DEADLINE_MS) {
      state.broken.push(`an interaction was acknowledged after ${took} ms`)
      return answer(404, { message: 'Unknown interaction', code: 10062 })
    }
    interaction.callback = body
    interaction.took = took
    if (body.type === 4) state.broken.push(...brokenRules(body.data as SentBody))
    if (body.type === 4 || body.type === 5) {
      interaction.original = keep(interaction.channel, body.data ?? {}, {
        ...(isPrivate(body.data) ? { onlyFor: wire.PERSON } : {}),
        ...(body.type === 5 ? { thinking: true } : {}),
        via: id,
      }).id
    }
    interaction.answered?.()
    answer(204)
  }
  const isPrivate = (body: SentBody | undefined): boolean => ((body?.flags ?? 0) & EPHEMERAL) !== 0

  function webhook({ method, parts, body, answer }: Request): undefined {
    const interaction = [...state.interactions.values()].find(({ token: one }) => one === parts[2])
    if (interaction === undefined) return answer(404, { message: 'Unknown Webhook', code: 10015 })
    if (parts.length === 3 && method === 'POST') return followUp(interaction, body, answer)
    const wanted = parts[4] === '@original' ? interaction.original : parts[4]
    const at = state.messages.findIndex((message) => message.id === wanted)
    if (at < 0) return answer(404, { message: 'Unknown Message', code: 10008 })
    if (method === 'DELETE') {
      state.messages.splice(at, 1)
      return answer(204)
    }
    if (method === 'PATCH') fillIn(at, body)
    answer(200, wire.message(state.messages[at] as wire.KeptMessage))
  }

  // The first follow-up to a deferred answer takes its place, seen by whom that was seen by.
  // Source: discord.com/developers/docs/interactions/receiving-and-responding, "Followup Messages".
  function followUp(interaction: Interaction, body: SentBody, answer: Answer): undefined {
    const at = state.messages.findIndex((message) => message.id === interaction.original && message.thinking)
    if (at >= 0) {
      fillIn(at, body)
      return answer(200, wire.message(state.messages[at] as wire.KeptMessage))
    }
    state.broken.push(...brokenRules(body))
    answer(200, wire.message(keep(interaction.channel, body, isPrivate(body) ? { onlyFor: wire.PERSON } : {})))
  }

  function fillIn(at: number, body: SentBody): void {
    state.broken.push(...brokenRules(body))
    const { thinking: _, ...kept } = state.messages[at] as wire.KeptMessage
    state.messages[at] = { ...kept, ...body }
  }

  return {
    answerTo,
    /** Commands as they are registered, over all routes. */
    commands: () => [...registered.values()].flat(),
  }
}
