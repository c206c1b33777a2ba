import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { brokenRules, describedBy, type SentBody } from './discord-rules.js'

/** Ids of the one server, its channels and people. */
export const GUILD = '100000000000000001'
export const CHANNELS = ['100000000000000011', '100000000000000012'] as const
export const DIRECT = '100000000000000013'
export const BOT = '100000000000000021'
export const PERSON = '100000000000000022'
export const OTHER_BOT = '100000000000000023'
// A bot's application may have an id of its own.
export const APPLICATION = `${BOT}`
export const TOKEN = 'a-bot-token'
const MANAGE_AND_ALL = String((1n << 50n) - 1n)
const MESSAGE_CONTENT = 1 << 15
const DEADLINE_MS = 3000

export type Fault = 'rate-limited' | 'accepted-unanswered' | 'lost-unanswered' | 'channel-refused' | 'server-error'

/** A message as the simulator keeps it. */
export interface KeptMessage extends SentBody {
  readonly id: string
  readonly channel_id: string
  readonly author: { readonly id: string }
  readonly onlyFor?: string
  readonly thinking?: boolean
  /** Id of the interaction that it answers. */
  readonly via?: string
}

interface Interaction {
  readonly token: string
  readonly channel: string
  readonly at: number
  deferredPrivately?: boolean
  answered?: () => void
  original?: string
  callback?: { type: number; data?: unknown }
  expired?: boolean
}

/** A small Discord on 127.0.0.1: gateway and REST, strict about tokens, deadlines and limits, with faults to order. */
export async function startDiscord(
  options: { allowContent?: boolean; permissions?: string; inNoServer?: boolean; denied?: Readonly<Record<string, bigint>> } = {},
) {
  let counter = 200000000000000000n
  const id = (): string => {
    counter += 1000n
    return String(counter)
  }
  const messages: KeptMessage[] = []
  const threads = new Map<string, { parent: string; locked: boolean; archived: boolean }>()
  const interactions = new Map<string, Interaction>()
  const broken: string[] = []
  const requests: { method: string; path: string; body: unknown }[] = []
  const faults = new Map<string, Fault[]>()
  const refused = new Set<string>()
  const nonces = new Map<string, string>()
  const described = describedBy()
  let commands: Record<string, unknown>[] = []
  let content = false
  let socket: WebSocket | undefined
  let sequence = 0
  let identifies = 0
  let resumes = 0
  let globalLimit = 0
  const sent: { s: number; t: string; d: unknown }[] = []

  const user = (of: string) => ({
    id: of,
    username: of === BOT ? 'onrecord' : of === PERSON ? 'reader' : 'other',
    discriminator: '0',
    avatar: null,
    global_name: null,
    bot: of !== PERSON,
  })
  const wire = (message: KeptMessage) => ({
    ...message,
    author: user(message.author.id),
    content: message.content ?? '',
    embeds: message.embeds ?? [],
    components: message.components ?? [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    type: 0,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    flags: message.flags ?? 0,
  })
  const dispatch = (t: string, d: unknown): undefined => {
    const event = { op: 0, s: ++sequence, t, d }
    sent.push(event)
    socket?.send(JSON.stringify(event))
  }
  const channelJson = (of: string) => {
    const thread = threads.get(of)
    if (thread !== undefined) {
      return {
        id: of,
        type: 11,
        guild_id: GUILD,
        parent_id: thread.parent,
        name: 'thread',
        owner_id: BOT,
        message_count: 0,
        member_count: 1,
        thread_metadata: {
          archived: thread.archived,
          locked: thread.locked,
          auto_archive_duration: 1440,
          archive_timestamp: new Date().toISOString(),
        },
      }
    }
    if (of === DIRECT) return { id: of, type: 1, recipients: [user(PERSON)], last_message_id: null }
    return {
      id: of,
      type: 0,
      guild_id: GUILD,
      name: `channel-${of.slice(-2)}`,
      position: 0,
      permission_overwrites: options.denied?.[of] === undefined ? [] : [{ id: BOT, type: 1, allow: '0', deny: String(options.denied[of]) }],
      parent_id: null,
      topic: null,
      nsfw: false,
    }
  }

  function keep(channel: string, body: SentBody, extra: Partial<KeptMessage> = {}): KeptMessage {
    const message: KeptMessage = { ...body, id: id(), channel_id: channel, author: { id: BOT }, ...extra }
    messages.push(message)
    return message
  }

  // --- REST ---
  const http = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/u, ''))
    const method = request.method ?? 'GET'
    const text = Buffer.concat(pieces).toString('utf8')
    const body = text === '' ? undefined : (JSON.parse(text) as SentBody & Record<string, unknown>)
    requests.push({ method, path, body })
    broken.push(...described(method, path, body))
    const json = (status: number, value: unknown, headers: Record<string, string> = {}): undefined => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
    }
    const none = (): undefined => void response.writeHead(204).end()
    const needsToken = !/^\/(interactions|webhooks)\//u.test(path)
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`) return json(401, { message: '401: Unauthorized', code: 0 })
    if (globalLimit > 0) {
      globalLimit--
      return json(
        429,
        { message: 'You are being rate limited.', retry_after: 0.2, global: true, code: 0 },
        { 'retry-after': '1', 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
      )
    }
    const parts = path.split('/').slice(1)
    if (path === '/gateway/bot')
      return json(200, {
        url: `ws://127.0.0.1:${port}`,
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 },
      })
    if (path === '/users/@me') return json(200, user(BOT))
    if (path === '/applications/@me' || path === '/oauth2/applications/@me')
      return json(200, {
        id: APPLICATION,
        name: 'On Record',
        icon: null,
        description: '',
        bot_public: true,
        bot_require_code_grant: false,
        verify_key: '',
        flags: options.allowContent ? 1 << 19 : 0,
      })
    if (parts[0] === 'applications' && parts.at(-1) === 'commands') {
      if (method === 'PUT')
        commands = (body as unknown as Record<string, unknown>[]).map((command) => ({
          ...command,
          id: id(),
          application_id: APPLICATION,
          version: id(),
          default_permission: true,
          nsfw: false,
        }))
      return json(200, commands)
    }
    if (path === '/users/@me/guilds')
      return json(200, options.inNoServer ? [] : [{ id: GUILD, name: 'Newsroom', permissions: options.permissions ?? MANAGE_AND_ALL }])
    if (path === `/guilds/${GUILD}/members/${BOT}`)
      return json(200, { user: user(BOT), roles: [], joined_at: null, deaf: false, mute: false, flags: 0 })
    if (parts[0] === 'channels' && parts.length === 2 && refused.has(parts[1] as string))
      return json(403, { message: 'Missing Access', code: 50001 })
    if (path === '/users/@me/channels') return json(200, channelJson(DIRECT))
    if (parts[0] === 'interactions') return callback(parts[1] as string, parts[2] as string, body as never, none, json)
    if (parts[0] === 'webhooks') return webhook(method, parts, body as SentBody, none, json)
    if (parts[0] === 'channels' && parts.length === 2) return json(200, channelJson(parts[1] as string))
    if (parts[0] === 'channels' && parts[2] === 'messages') return channelMessages(method, parts, body as SentBody, request, json)
    json(404, { message: `404: Not Found ${path}`, code: 0 })
  }

  function channelMessages(
    method: string,
    parts: string[],
    body: SentBody & { name?: string },
    request: IncomingMessage,
    json: (status: number, value: unknown, headers?: Record<string, string>) => undefined,
  ): undefined {
    const channel = parts[1] as string
    if (refused.has(channel)) return json(403, { message: 'Missing Access', code: 50001 })
    if (parts[4] === 'threads') {
      const under = parts[3] as string
      if (threads.has(under)) return json(400, { message: 'A thread has already been created for this message', code: 160004 })
      threads.set(under, { parent: channel, locked: false, archived: false })
      dispatch('THREAD_CREATE', { ...channelJson(under), newly_created: true })
      return json(201, channelJson(under))
    }
    const one = messages.findIndex((message) => message.id === parts[3] && message.channel_id === channel && message.onlyFor === undefined)
    if (parts[3] !== undefined && one < 0) return json(404, { message: 'Unknown Message', code: 10008 })
    if (parts[3] !== undefined && method === 'PATCH') {
      broken.push(...brokenRules({ ...messages[one], ...body }))
      messages[one] = { ...(messages[one] as KeptMessage), ...body }
    }
    if (parts[3] !== undefined) return json(200, wire(messages[one] as KeptMessage))
    if (method === 'GET')
      return json(
        200,
        messages
          .filter((message) => message.channel_id === channel && message.onlyFor === undefined)
          .slice(-50)
          .reverse()
          .map(wire),
      )
    const fault = faults.get(channel)?.shift()
    if (fault === 'rate-limited')
      return json(
        429,
        { message: 'You are being rate limited.', retry_after: 0.3, global: false, code: 0 },
        { 'retry-after': '1', 'x-ratelimit-scope': 'shared' },
      )
    if (fault === 'server-error') return json(502, { message: 'bad gateway', code: 0 })
    if (fault === 'lost-unanswered') return void request.socket.destroy()
    const thread = threads.get(channel)
    if (thread?.locked) return json(403, { message: 'Thread is locked', code: 160005 })
    if (thread !== undefined) thread.archived = false
    const problems = brokenRules(body)
    if (problems.length > 0) {
      broken.push(...problems)
      return json(400, { message: problems.join('; '), code: 50035 })
    }
    const nonce = body.enforce_nonce ? `${channel} ${body.nonce}` : undefined
    const there = nonce === undefined ? undefined : messages.find((message) => message.id === nonces.get(nonce))
    const message = there ?? keep(channel, body)
    if (nonce !== undefined) nonces.set(nonce, message.id)
    if (fault === 'accepted-unanswered') return void request.socket.destroy()
    json(200, wire(message))
  }

  function callback(
    interactionId: string,
    token: string,
    body: { type: number; data?: SentBody & { choices?: unknown[] } },
    none: () => undefined,
    json: (status: number, value: unknown) => undefined,
  ): undefined {
    const interaction = interactions.get(interactionId)
    if (interaction === undefined || interaction.token !== token || interaction.expired)
      return json(404, { message: 'Unknown interaction', code: 10062 })
    if (interaction.callback !== undefined) {
      broken.push('an interaction was acknowledged twice (40060)')
      return json(400, { message: 'Interaction has already been acknowledged.', code: 40060 })
    }
    const took = Date.now() - interaction.at
    if (took > DEADLINE_MS) {
      broken.push(`an interaction was acknowledged after ${took} ms`)
      return json(404, { message: 'Unknown interaction', code: 10062 })
    }
    interaction.callback = body
    const isPrivate = ((body.data?.flags ?? 0) & 64) !== 0
    if (body.type === 5) interaction.deferredPrivately = isPrivate
    if (body.type === 4 || body.type === 5) {
      if (body.type === 4) broken.push(...brokenRules(body.data as SentBody))
      interaction.original = keep(interaction.channel, body.data ?? {}, {
        ...(isPrivate ? { onlyFor: PERSON } : {}),
        ...(body.type === 5 ? { thinking: true } : {}),
        via: interactionId,
      }).id
    }
    interaction.answered?.()
    none()
  }

  function webhook(
    method: string,
    parts: string[],
    body: SentBody,
    none: () => undefined,
    json: (status: number, value: unknown) => undefined,
  ): undefined {
    const interaction = [...interactions.values()].find(({ token }) => token === parts[2])
    if (interaction === undefined) return json(404, { message: 'Unknown Webhook', code: 10015 })
    if (parts.length === 3 && method === 'POST') {
      broken.push(...brokenRules(body))
      const isPrivate = ((body.flags ?? 0) & 64) !== 0
      return json(200, wire(keep(interaction.channel, body, isPrivate ? { onlyFor: PERSON } : {})))
    }
    const wanted = parts[4] === '@original' ? interaction.original : parts[4]
    const at = messages.findIndex((message) => message.id === wanted)
    if (at < 0) return json(404, { message: 'Unknown Message', code: 10008 })
    if (method === 'DELETE') {
      messages.splice(at, 1)
      return none()
    }
    if (method === 'PATCH') {
      broken.push(...brokenRules(body))
      const { thinking: _, ...kept } = messages[at] as KeptMessage
      messages[at] = { ...kept, ...body }
    }
    json(200, wire(messages[at] as KeptMessage))
  }

  // --- gateway ---
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (opened) => {
    socket = opened
    opened.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 20_000 } }))
    opened.on('message', (raw) => hear(opened, JSON.parse(String(raw)) as { op: number; d: never }))
  })
  function hear(from: WebSocket, { op, d }: { op: number; d: { token?: string; intents?: number; seq?: number } }): undefined {
    if (op === 1) from.send(JSON.stringify({ op: 11 }))
    if (op === 2) {
      identifies++
      if (d.token !== TOKEN) return void from.close(4004, 'Authentication failed.')
      content = ((d.intents ?? 0) & MESSAGE_CONTENT) !== 0
      if (content && !options.allowContent) return void from.close(4014, 'Disallowed intent(s).')
      dispatch('READY', {
        v: 10,
        user: user(BOT),
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: 'session',
        resume_gateway_url: `ws://127.0.0.1:${port}`,
        application: { id: APPLICATION, flags: 0 },
      })
      dispatch('GUILD_CREATE', guildJson())
    }
    if (op === 6) {
      resumes++
      for (const event of sent.filter(({ s }) => s > (d.seq ?? 0))) from.send(JSON.stringify(event))
      from.send(JSON.stringify({ op: 0, s: ++sequence, t: 'RESUMED', d: {} }))
    }
  }
  const member = (of: string) => ({
    user: user(of),
    roles: [],
    joined_at: new Date().toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
    permissions: MANAGE_AND_ALL,
  })
  const guildJson = () => ({
    id: GUILD,
    name: 'Newsroom',
    owner_id: PERSON,
    roles: [
      {
        id: GUILD,
        name: '@everyone',
        permissions: MANAGE_AND_ALL,
        position: 0,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    channels: CHANNELS.map((channel) => channelJson(channel)),
    threads: [...threads.keys()].map((thread) => channelJson(thread)),
    members: [member(BOT), member(PERSON)],
    member_count: 2,
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    large: false,
    unavailable: false,
    joined_at: new Date().toISOString(),
    preferred_locale: 'en-US',
    afk_timeout: 300,
    system_channel_flags: 0,
    nsfw_level: 0,
    premium_tier: 0,
    verification_level: 0,
    explicit_content_filter: 0,
    default_message_notifications: 0,
    mfa_level: 0,
  })

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const port = (http.address() as AddressInfo).port

  /** Sends an interaction; resolves when the bot has acknowledged it, or three seconds are over. */
  async function interact(
    type: number,
    data: Record<string, unknown>,
    channel: string,
    extra: Record<string, unknown> = {},
  ): Promise<string> {
    const interactionId = id()
    const isDirect = channel === DIRECT
    const interaction: Interaction = { token: `token-${interactionId}`, channel, at: Date.now() }
    interactions.set(interactionId, interaction)
    const answered = new Promise<void>((resolve) => {
      interaction.answered = resolve
      setTimeout(resolve, DEADLINE_MS + 500).unref()
    })
    dispatch('INTERACTION_CREATE', {
      id: interactionId,
      application_id: APPLICATION,
      type,
      data,
      channel_id: channel,
      channel: channelJson(channel),
      ...(isDirect
        ? { user: user(PERSON) }
        : { guild_id: GUILD, guild: { id: GUILD, locale: 'en-US', features: [] }, member: member(PERSON) }),
      token: interaction.token,
      version: 1,
      app_permissions: options.permissions ?? MANAGE_AND_ALL,
      locale: 'en-US',
      guild_locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: {},
      context: isDirect ? 1 : 0,
      attachment_size_limit: 10_000_000,
      ...extra,
    })
    await answered
    return interactionId
  }

  /** A message somebody types; without the Message Content intent its words come only where Discord sends them. */
  function type(message: {
    channel: string
    text: string
    mention?: boolean
    author?: string
    replyTo?: string
    id?: string
    edited?: boolean
  }): string {
    const messageId = message.id ?? id()
    const isDirect = message.channel === DIRECT
    const answered = messages.find(({ id: one }) => one === message.replyTo)
    const visible = content || isDirect || message.mention || answered?.author.id === BOT
    const words = message.mention ? `<@${BOT}> ${message.text}` : message.text
    dispatch(message.edited ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE', {
      ...wire({ id: messageId, channel_id: message.channel, author: { id: message.author ?? PERSON }, content: visible ? words : '' }),
      ...(isDirect ? {} : { guild_id: GUILD, member: { ...member(message.author ?? PERSON), user: undefined } }),
      channel_type: isDirect ? 1 : threads.has(message.channel) ? 11 : 0,
      mentions: message.mention || answered?.author.id === BOT ? [user(BOT)] : [],
      type: answered === undefined ? 0 : 19,
      ...(answered === undefined
        ? {}
        : {
            message_reference: { message_id: answered.id, channel_id: message.channel, guild_id: GUILD },
            referenced_message: wire(answered),
          }),
    })
    return messageId
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    messages,
    requests,
    broken,
    threads,
    interactions,
    commands: () => commands,
    counts: () => ({ identifies, resumes }),
    interact,
    type,
    dispatch,
    guildJson,
    channelJson,
    wire,
    openThread(channel: string, under: string): undefined {
      if (threads.has(under)) return
      threads.set(under, { parent: channel, locked: false, archived: false })
      dispatch('THREAD_CREATE', { ...channelJson(under), newly_created: true })
    },
    parentOf: (channel: string): string => threads.get(channel)?.parent ?? channel,
    fail(channel: string, fault: Fault): undefined {
      if (fault === 'channel-refused') refused.add(channel)
      else faults.set(channel, [...(faults.get(channel) ?? []), fault])
    },
    limitAll(times: number): undefined {
      globalLimit = times
    },
    /** Says on the gateway: 7 reconnect, 9 invalid session. */
    say(op: 7 | 9, d: unknown = null): undefined {
      socket?.send(JSON.stringify({ op, d }))
    },
    drop(): undefined {
      socket?.terminate()
    },
    removeGuild(unavailable: boolean): undefined {
      dispatch('GUILD_DELETE', { id: GUILD, ...(unavailable ? { unavailable: true } : {}) })
    },
    async stop(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

export type DiscordSimulator = Awaited<ReturnType<typeof startDiscord>>
