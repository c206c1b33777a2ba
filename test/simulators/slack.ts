import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { messageFaults, viewFaults } from './slack-limits.js'
import { ALL_SCOPES, APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, SIGNING_SECRET, type SlackWeb, startSlackWeb } from './slack-web.js'

type Json = Record<string, unknown>

/** Something the bot sent: which method, with what, when. */
export interface Sent {
  readonly method: string
  readonly body: Json
  readonly at: number
}

/** A message as it stands in a channel. */
export interface Standing {
  readonly ts: string
  readonly channel: string
  readonly thread?: string
  readonly onlyFor?: string
  readonly by: 'bot' | 'person'
  payload: Json
}

/** How long it took until an envelope was acknowledged, and with what. */
export interface Acknowledged {
  readonly milliseconds: number
  readonly payload: Json | undefined
}

type Fault =
  | { readonly kind: 'error'; readonly word: string; readonly more?: Json }
  | { readonly kind: '429'; readonly seconds: number }
  | { readonly kind: 'lost'; readonly accepted: boolean }

const ACKNOWLEDGE_MS = 3000
const POSTING = ['chat.postMessage', 'chat.update', 'chat.postEphemeral']

/**
 * Slack, for a bot to talk to: `emulate` behind, and in front of it what that lacks: Socket Mode, signed requests, slash commands,
 * interactivity, response_url, triggers, events of one's own messages, rate limits and other trouble, unknown tokens and threads refused,
 * and every payload checked against Slack's limits. `violations` lists each rule that was broken, at any time.
 */
export class SlackSimulator {
  readonly violations: string[] = []
  readonly sent: Sent[] = []
  readonly messages: Standing[] = []
  readonly views: { readonly id: string; view: Json; readonly user: string }[] = []
  readonly tokens = new Map<string, 'good' | 'revoked' | 'inactive'>([[BOT_TOKEN, 'good']])
  /** What auth.test says the token may do. */
  scopes: readonly string[] = ALL_SCOPES
  appTokenGood = true
  /** Slack's word for why no message may be changed; undefined: they may. */
  updateRefusal: string | undefined
  /** Slack's word for why no history may be read. */
  historyRefusal: string | undefined
  #web!: SlackWeb
  #server!: Server
  #sockets!: WebSocketServer
  readonly #open = new Set<WebSocket>()
  readonly #waiting = new Map<string, (answer: Acknowledged) => void>()
  readonly #faults = new Map<string, Fault[]>()
  readonly #refusing = new Map<string, string>()
  readonly #responses = new Map<string, { uses: number; readonly channel: string; readonly user: string; readonly message?: string }>()
  readonly #triggers = new Map<string, number>()
  readonly #events = new Map<string, Json>()
  /** Where events go: over the socket, or to a signed HTTP address. */
  endpoint: string | undefined
  #port = 0
  #direct = ''
  #connections = 0

  static async start(): Promise<SlackSimulator> {
    const simulator = new SlackSimulator()
    simulator.#web = await startSlackWeb()
    simulator.#server = createServer((request, response) => {
      simulator.#serve(request, response).catch((error: unknown) => {
        simulator.violations.push(`the simulator failed: ${String(error)}`)
        response.destroy()
      })
    })
    simulator.#sockets = new WebSocketServer({ server: simulator.#server, path: '/socket' })
    simulator.#sockets.on('connection', (socket) => simulator.#connected(socket))
    await new Promise<void>((resolve) => simulator.#server.listen(0, '127.0.0.1', resolve))
    const address = simulator.#server.address()
    simulator.#port = typeof address === 'object' && address !== null ? address.port : 0
    const opened = await simulator.#forward('conversations.open', { users: simulator.user }, BOT_TOKEN)
    simulator.#direct = String((opened.channel as Json | undefined)?.id)
    return simulator
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api/`
  }
  get team(): string {
    return this.#web.team
  }
  get user(): string {
    return this.#web.users.ada as string
  }
  get direct(): string {
    return this.#direct
  }
  /** How often the bot has connected. */
  get connections(): number {
    return this.#connections
  }
  get isConnected(): boolean {
    return this.#open.size > 0
  }
  channel(name: string): string {
    return this.#web.channels[name] as string
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.terminate()
    this.#sockets.close()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.#web.emulator.close()
  }

  /** The next message to `channel` meets this. */
  fail(channel: string, fault: Fault): void {
    this.#faults.set(channel, [...(this.#faults.get(channel) ?? []), fault])
  }
  /** Every message to `channel` is refused from now on. */
  refuse(channel: string, word: string): void {
    this.#refusing.set(channel, word)
  }

  /** Ends the connection: as Slack does to refresh it, or as a broken line does. */
  disconnect(how: 'refresh_requested' | 'broken'): void {
    for (const socket of [...this.#open]) {
      if (how === 'broken') socket.terminate()
      else socket.send(JSON.stringify({ type: 'disconnect', reason: how }))
      this.#open.delete(socket)
    }
  }

  // What people do. Each resolves when the bot has acknowledged, and counts a violation where it takes longer than three seconds.

  async command(name: string, text: string, channel: string, more: Json = {}): Promise<Acknowledged> {
    const trigger = this.#trigger()
    return this.#tell('slash_commands', {
      token: 'verification',
      team_id: this.team,
      team_domain: 'newsroom',
      channel_id: channel,
      channel_name: 'news',
      user_id: this.user,
      user_name: 'ada',
      command: `/${name}`,
      // Slack escapes its three control characters in what people type.
      text: text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;'),
      api_app_id: 'A0ONRECORD',
      is_enterprise_install: 'false',
      response_url: this.#responseUrl(channel),
      trigger_id: trigger,
      ...more,
    })
  }

  /** A person's message; both events where the bot is mentioned. Returns the id of the (first) event. */
  async type(channel: string, text: string, options: { thread?: string; mention?: boolean; more?: Json } = {}): Promise<string> {
    const ts = this.#timestamp()
    const shown = `${options.mention ? `<@${BOT_USER}> ` : ''}${text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')}`
    const thread = options.thread === undefined ? {} : { thread_ts: options.thread }
    const event = { channel, user: this.user, text: shown, ts, event_ts: ts, ...thread, ...options.more }
    this.messages.push({
      ts,
      channel,
      by: 'person',
      payload: { text: shown },
      ...(options.thread === undefined ? {} : { thread: options.thread }),
    })
    const id = await this.event({ type: 'message', channel_type: channel.startsWith('D') ? 'im' : 'channel', ...event })
    if (options.mention) await this.event({ type: 'app_mention', ...event })
    return id
  }

  async event(event: Json, team = this.team): Promise<string> {
    const id = `Ev${randomUUID().slice(0, 10)}`
    const envelope = {
      token: 'verification',
      team_id: team,
      api_app_id: 'A0ONRECORD',
      event,
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(Date.now() / 1000),
    }
    this.#events.set(id, envelope)
    await this.#tell('events_api', envelope)
    return id
  }

  /** Sends an event once more, as a retry. */
  async repeat(id: string): Promise<void> {
    const envelope = this.#events.get(id)
    if (envelope !== undefined) await this.#tell('events_api', envelope, 1)
  }

  /** Presses a control of a message by its label; for a menu, its first option, or the one that holds `option`. */
  async press(ts: string, label: string, option?: string): Promise<Acknowledged> {
    const message = this.messages.find((one) => one.ts === ts)
    if (message === undefined) throw new Error(`no message ${ts}`)
    const blocks = (message.payload.blocks ?? []) as Json[]
    const controls = blocks
      .filter((block) => block.type === 'actions')
      .flatMap((block) => (block.elements as Json[]).map((element) => ({ element, block })))
    const found = controls.find(({ element }) => ((element.text ?? element.placeholder) as Json).text === label)
    if (found === undefined) throw new Error(`no control “${label}” in message ${ts}`)
    const { element, block } = found
    const options = (element.options ?? []) as Json[]
    const selected = options.find((one) => option === undefined || ((one.text as Json).text as string).includes(option))
    const thread = message.thread === undefined ? {} : { thread_ts: message.thread }
    const isEphemeral = message.onlyFor !== undefined
    return this.#tell('interactive', {
      type: 'block_actions',
      user: { id: this.user, username: 'ada', name: 'ada', team_id: this.team },
      api_app_id: 'A0ONRECORD',
      token: 'verification',
      container: { type: 'message', message_ts: ts, channel_id: message.channel, is_ephemeral: isEphemeral, ...thread },
      trigger_id: this.#trigger(),
      team: { id: this.team, domain: 'newsroom' },
      channel: { id: message.channel, name: 'news' },
      ...(isEphemeral ? {} : { message: { type: 'message', bot_id: BOT_ID, ts, ...thread, blocks, text: message.payload.text } }),
      response_url: this.#responseUrl(message.channel, ts),
      actions: [
        {
          type: element.type,
          action_id: element.action_id,
          block_id: block.block_id ?? 'b1',
          action_ts: this.#timestamp(),
          ...(element.type === 'static_select' ? { selected_option: selected } : { text: element.text, value: element.value }),
        },
      ],
    })
  }

  /** Sends the last view that was opened, filled in. */
  async submit(values: Json): Promise<Acknowledged> {
    const last = this.views.at(-1)
    if (last === undefined) throw new Error('no view is open')
    return this.#tell('interactive', {
      type: 'view_submission',
      team: { id: this.team, domain: 'newsroom' },
      user: { id: this.user, username: 'ada', name: 'ada', team_id: this.team },
      api_app_id: 'A0ONRECORD',
      token: 'verification',
      trigger_id: this.#trigger(),
      view: { id: last.id, team_id: this.team, app_id: 'A0ONRECORD', state: { values }, hash: '1', ...last.view },
      response_urls: [],
    })
  }

  // Telling the bot.

  async #tell(type: string, payload: Json, retry?: number): Promise<Acknowledged> {
    return this.endpoint === undefined ? this.#tellBySocket(type, payload, retry) : this.#tellByHttp(this.endpoint, type, payload, retry)
  }

  async #tellBySocket(type: string, payload: Json, retry?: number): Promise<Acknowledged> {
    const socket = await this.#anySocket()
    const id = randomUUID()
    const began = Date.now()
    const acknowledged = new Promise<Acknowledged>((resolve) => {
      const timer = setTimeout(() => {
        if (this.#waiting.delete(id)) this.violations.push(`${type} was not acknowledged within ${ACKNOWLEDGE_MS} ms`)
        resolve({ milliseconds: Number.POSITIVE_INFINITY, payload: undefined })
      }, ACKNOWLEDGE_MS)
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer)
        resolve({ ...answer, milliseconds: Date.now() - began })
      })
    })
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' }),
      }),
    )
    return acknowledged
  }

  async #tellByHttp(endpoint: string, type: string, payload: Json, retry?: number): Promise<Acknowledged> {
    const body =
      type === 'events_api'
        ? JSON.stringify(payload)
        : new URLSearchParams(
            type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
          ).toString()
    const began = Date.now()
    const response = await this.signed(endpoint, body, type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded', {
      ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
    })
    const milliseconds = Date.now() - began
    const text = await response.text()
    if (response.status !== 200) this.violations.push(`${type} was answered with ${response.status}`)
    if (milliseconds > ACKNOWLEDGE_MS) this.violations.push(`${type} was not acknowledged within ${ACKNOWLEDGE_MS} ms`)
    return { milliseconds, payload: text.startsWith('{') ? (JSON.parse(text) as Json) : undefined }
  }

  /** A request as Slack signs it; `secret` and `age` (seconds) can be wrong on purpose. */
  async signed(
    endpoint: string,
    body: string,
    contentType: string,
    headers: Record<string, string> = {},
    secret = SIGNING_SECRET,
    age = 0,
  ): Promise<Response> {
    const at = String(Math.floor(Date.now() / 1000) - age)
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
    return fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': contentType, 'x-slack-request-timestamp': at, 'x-slack-signature': signature, ...headers },
      body,
    })
  }

  #connected(socket: WebSocket): void {
    this.#connections++
    this.#open.add(socket)
    socket.on('close', () => this.#open.delete(socket))
    socket.on('error', () => this.#open.delete(socket))
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: Json }
      const resolve = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (resolve === undefined) this.violations.push('an unknown envelope was acknowledged, or one twice')
      else resolve({ milliseconds: 0, payload })
    })
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: this.#open.size, connection_info: { app_id: 'A0ONRECORD' }, debug_info: {} }),
    )
    const pinging = setInterval(() => socket.ping('Ping from the simulator'), 2000)
    socket.on('close', () => clearInterval(pinging))
  }

  async #anySocket(): Promise<WebSocket> {
    for (let waited = 0; waited < 8000; waited += 10) {
      for (const socket of this.#open) if (socket.readyState === socket.OPEN) return socket
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('the bot is not connected')
  }

  // The Web API.

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.apiUrl)
    const raw = await textOf(request)
    if (url.pathname.startsWith('/response/'))
      return this.#respond(url.pathname.slice('/response/'.length), JSON.parse(raw) as Json, response)
    if (url.pathname.startsWith('/oauth/')) return this.#pass(request, url, raw, response)
    const method = url.pathname.replace(/^\/api\//u, '')
    const body = bodyOf(raw, request.headers['content-type'] ?? '')
    const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '') || String(body.token ?? '')
    const { token: _, ...shown } = body
    this.sent.push({ method, body: shown, at: Date.now() })
    if (method === 'conversations.replies') this.violations.push('conversations.replies was called')
    const answer = await this.#answer(method, body, token)
    if (answer === 'lost') return void response.destroy()
    if (typeof answer === 'number')
      return void response.writeHead(429, { 'retry-after': String(answer) }).end('{"ok":false,"error":"ratelimited"}')
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(method === 'auth.test' ? { 'x-oauth-scopes': this.scopes.join(',') } : {}),
    })
    response.end(JSON.stringify(answer))
  }

  async #answer(method: string, body: Json, token: string): Promise<Json | 'lost' | number> {
    if (method === 'apps.connections.open') return this.#openConnection(token)
    if (method === 'oauth.v2.access') {
      const answer = await this.#forward(method, body, token)
      if (typeof answer.access_token === 'string') this.tokens.set(answer.access_token, 'good')
      return answer
    }
    const refusal = this.#tokenRefusal(token)
    if (refusal !== undefined) return { ok: false, error: refusal }
    const channel = String(body.channel ?? '')
    if (POSTING.includes(method)) for (const fault of messageFaults(body)) this.violations.push(`${method}: ${fault}`)
    if (method === 'chat.postMessage' || method === 'chat.postEphemeral') {
      const refused = this.#refusing.get(channel)
      if (refused !== undefined) return { ok: false, error: refused }
      const fault = this.#faults.get(channel)?.shift()
      if (fault?.kind === '429') return fault.seconds
      if (fault?.kind === 'error') return { ok: false, error: fault.word, ...fault.more }
      if (fault?.kind === 'lost') {
        if (fault.accepted) await this.#post(method, body, token)
        return 'lost'
      }
      return this.#post(method, body, token)
    }
    if (method === 'chat.update') return this.#update(body, token)
    if (method === 'chat.delete') {
      const at = this.messages.findIndex((one) => one.ts === body.ts && one.channel === channel)
      if (at >= 0) this.messages.splice(at, 1)
      return this.#forward(method, body, token)
    }
    if (method === 'conversations.history') return this.#history(channel, body)
    if (method === 'views.open' || method === 'views.update') return this.#view(method, body)
    return this.#forward(method, body, token)
  }

  #openConnection(token: string): Json {
    if (token === '') return { ok: false, error: 'not_authed' }
    if (!token.startsWith('xapp-')) return { ok: false, error: 'not_allowed_token_type' }
    if (token !== APP_TOKEN || !this.appTokenGood) return { ok: false, error: 'invalid_auth' }
    return { ok: true, url: `ws://127.0.0.1:${this.#port}/socket?ticket=${randomUUID()}` }
  }

  #tokenRefusal(token: string): string | undefined {
    if (token === '') return 'not_authed'
    if (!token.startsWith('xoxb-')) return 'not_allowed_token_type'
    const state = this.tokens.get(token)
    if (state === 'revoked') return 'token_revoked'
    if (state === 'inactive') return 'account_inactive'
    return state === undefined ? 'invalid_auth' : undefined
  }

  async #post(method: string, body: Json, token: string): Promise<Json> {
    const channel = String(body.channel)
    const thread = body.thread_ts as string | undefined
    if (thread !== undefined && !this.messages.some((one) => one.ts === thread && one.channel === channel)) {
      this.violations.push(`a message to the unknown thread ${thread}`)
      return { ok: false, error: 'thread_not_found' }
    }
    const answer = await this.#forward(method, body, token)
    const ts = (answer.ts ?? answer.message_ts) as string | undefined
    if (answer.ok !== true || ts === undefined) return answer
    const placed = { ts, channel, by: 'bot' as const, payload: body, ...(thread === undefined ? {} : { thread }) }
    this.messages.push(method === 'chat.postEphemeral' ? { ...placed, onlyFor: String(body.user) } : placed)
    if (method === 'chat.postMessage' && this.isConnected && this.endpoint === undefined) {
      const own = {
        type: 'message',
        user: BOT_USER,
        bot_id: BOT_ID,
        app_id: 'A0ONRECORD',
        channel,
        channel_type: 'channel',
        text: body.text,
        ts,
        event_ts: ts,
      }
      this.event({
        ...own,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
      }).catch(() => {})
    }
    return answer
  }

  async #update(body: Json, token: string): Promise<Json> {
    if (this.updateRefusal !== undefined) return { ok: false, error: this.updateRefusal }
    const answer = await this.#forward('chat.update', body, token)
    const standing = this.messages.find((one) => one.ts === body.ts && one.channel === body.channel)
    if (answer.ok === true && standing !== undefined) standing.payload = { ...standing.payload, metadata: undefined, ...body }
    return answer
  }

  /** Heads only, newest first, with what Slack tells of their threads. */
  #history(channel: string, body: Json): Json {
    if (this.historyRefusal !== undefined) return { ok: false, error: this.historyRefusal, needed: 'channels:history' }
    const between = (ts: string): boolean =>
      (body.oldest === undefined || (body.inclusive ? ts >= String(body.oldest) : ts > String(body.oldest))) &&
      (body.latest === undefined || (body.inclusive ? ts <= String(body.latest) : ts < String(body.latest)))
    const own = this.messages.filter((one) => one.channel === channel && one.onlyFor === undefined)
    const heads = own.filter((one) => one.thread === undefined && between(one.ts)).sort((a, b) => (a.ts < b.ts ? 1 : -1))
    const messages = heads.slice(0, Number(body.limit ?? 100)).map((head) => {
      const replies = own.filter((one) => one.thread === head.ts)
      const latest = replies
        .map((one) => one.ts)
        .sort()
        .at(-1)
      return {
        type: 'message',
        ts: head.ts,
        text: head.payload.text,
        ...(head.by === 'bot' ? { user: BOT_USER, bot_id: BOT_ID } : { user: this.user }),
        ...(body.include_all_metadata && head.payload.metadata !== undefined ? { metadata: head.payload.metadata } : {}),
        ...(latest === undefined ? {} : { thread_ts: head.ts, reply_count: replies.length, latest_reply: latest }),
      }
    })
    return { ok: true, messages, has_more: false, response_metadata: { next_cursor: '' } }
  }

  #view(method: string, body: Json): Json {
    const view = body.view as Json
    for (const fault of viewFaults(view)) this.violations.push(`${method}: ${fault}`)
    if (method === 'views.update') {
      const open = this.views.find((one) => one.id === body.view_id)
      if (open === undefined) return { ok: false, error: 'not_found' }
      open.view = view
      return { ok: true, view: { id: open.id, ...view } }
    }
    const until = this.#triggers.get(String(body.trigger_id))
    this.#triggers.delete(String(body.trigger_id))
    if (until === undefined) return { ok: false, error: 'invalid_trigger_id' }
    if (until < Date.now()) {
      this.violations.push('a view was opened more than three seconds after its trigger')
      return { ok: false, error: 'expired_trigger_id' }
    }
    const id = `V${randomUUID().slice(0, 8)}`
    this.views.push({ id, view, user: this.user })
    return { ok: true, view: { id, ...view } }
  }

  #respond(id: string, body: Json, response: ServerResponse): void {
    const url = this.#responses.get(id)
    this.sent.push({ method: 'response_url', body, at: Date.now() })
    for (const fault of messageFaults(body)) this.violations.push(`response_url: ${fault}`)
    if (url === undefined || url.uses >= 5) {
      this.violations.push(url === undefined ? 'an unknown response_url' : 'a response_url was used more than five times')
      return void response.writeHead(404).end('{"ok":false,"error":"used_url"}')
    }
    url.uses++
    if (body.replace_original === true && url.message !== undefined) {
      const standing = this.messages.find((one) => one.ts === url.message)
      if (standing !== undefined) standing.payload = { ...standing.payload, ...body }
    } else {
      const thread = body.thread_ts as string | undefined
      const placed = {
        ts: this.#timestamp(),
        channel: url.channel,
        by: 'bot' as const,
        payload: body,
        ...(thread === undefined ? {} : { thread }),
      }
      this.messages.push(body.response_type === 'in_channel' ? placed : { ...placed, onlyFor: url.user })
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  }

  #responseUrl(channel: string, message?: string): string {
    const id = randomUUID()
    this.#responses.set(id, { uses: 0, channel, user: this.user, ...(message === undefined ? {} : { message }) })
    return `http://127.0.0.1:${this.#port}/response/${id}`
  }

  #trigger(): string {
    const id = randomUUID()
    this.#triggers.set(id, Date.now() + ACKNOWLEDGE_MS)
    return id
  }

  #last = 0
  #timestamp(): string {
    // Later than anything emulate has handed out, and never twice.
    this.#last = Math.max(this.#last + 1, Date.now() * 1000)
    return `${Math.floor(this.#last / 1_000_000)}.${String(this.#last % 1_000_000).padStart(6, '0')}`
  }

  async #forward(method: string, body: Json, token: string): Promise<Json> {
    const response = await fetch(`${this.#origin}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, token: undefined }),
    })
    return (await response.json()) as Json
  }

  async #pass(request: IncomingMessage, url: URL, raw: string, response: ServerResponse): Promise<void> {
    const answer = await fetch(`${this.#origin}${url.pathname}${url.search}`, {
      method: request.method ?? 'GET',
      redirect: 'manual',
      headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' },
      ...(raw === '' ? {} : { body: raw }),
    })
    const location = answer.headers.get('location')
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(location === null ? {} : { location }),
    })
    response.end(await answer.text())
  }

  get #origin(): string {
    return this.#web.emulator.url.replace('localhost', '127.0.0.1')
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** The arguments of a call: JSON, or a form whose structured fields are JSON strings. */
function bodyOf(raw: string, contentType: string): Json {
  if (contentType.includes('json')) return JSON.parse(raw) as Json
  const body: Json = {}
  for (const [key, value] of new URLSearchParams(raw)) {
    body[key] = /^[[{]/u.test(value) ? JSON.parse(value) : value === 'true' ? true : value === 'false' ? false : value
  }
  return body
}
