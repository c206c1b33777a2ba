import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Described } from './discord-description.js'
import { APPLICATION, ownUser } from './discord-wire.js'

const MESSAGE_CONTENT = 1 << 15

/** How the gateway answers those who connect. */
export interface GatewayOptions {
  readonly token: string
  /** Whether the Message Content intent is granted. */
  readonly allowContent: boolean
  /** Two shards of one bucket may not identify within this time; 0 lets them. Discord takes five seconds. */
  readonly identifyMs: number
  /** How many shards of a bucket may identify at once (`max_concurrency`). */
  readonly concurrency: number
  /** Refuses bots that connect with fewer shards (4011). */
  readonly leastShards: number
  /** A server as it is told when somebody connects. */
  readonly guilds: () => readonly { readonly id: string }[]
  readonly described: Described
  /** Where a broken rule is written down. */
  readonly broken: string[]
  readonly address: () => string
}

interface Session {
  readonly id: string
  readonly shard: readonly [number, number]
  readonly hasContent: boolean
  readonly sent: { s: number; t: string; d: unknown }[]
  socket: WebSocket
}

/** What the bot sends; of identify and resume. */
interface Hello {
  readonly token?: string
  readonly intents?: number
  readonly shard?: readonly [number, number]
  readonly seq?: number
  readonly session_id?: string
}

/** Shard that hears of a server; direct conversations are the first's. Source: discord.com/developers/docs/events/gateway, "Sharding". */
export const shardOf = (guild: string | undefined, count: number): number =>
  guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count))

/** Discord's gateway: sessions by shard, kept while their socket is gone and replayed when they resume. */
export function openGateway(http: Server, options: GatewayOptions) {
  const sockets = new WebSocketServer({ server: http })
  const sessions = new Map<string, Session>()
  const lastIdentify = new Map<number, number>()
  const counts = { identifies: 0, resumes: 0, refusedIdentifies: 0 }
  let refuseWith: number | undefined

  const push = (session: Session, t: string, d: unknown): void => {
    options.broken.push(...problemsOf(options.described, t, d))
    const event = { op: 0, s: session.sent.length + 1, t, d }
    session.sent.push(event)
    session.socket.send(JSON.stringify(event))
  }
  const covers = (session: Session, guild: string | undefined): boolean => shardOf(guild, session.shard[1]) === session.shard[0]

  function identify(from: WebSocket, { token, intents = 0, shard = [0, 1] }: Hello): undefined {
    if (refuseWith !== undefined) return void from.close(refuseWith)
    if (token !== options.token) return void from.close(4004, 'Authentication failed.')
    if (shard[0] >= shard[1]) return void from.close(4010, 'Invalid shard.')
    if (shard[1] < options.leastShards) return void from.close(4011, 'Sharding required.')
    const hasContent = (intents & MESSAGE_CONTENT) !== 0
    if (hasContent && !options.allowContent) return void from.close(4014, 'Disallowed intent(s).')
    const bucket = shard[0] % options.concurrency
    if (Date.now() - (lastIdentify.get(bucket) ?? 0) < options.identifyMs) {
      counts.refusedIdentifies++
      return void from.send(JSON.stringify({ op: 9, d: false }))
    }
    lastIdentify.set(bucket, Date.now())
    const session: Session = { id: `session-${counts.identifies}`, shard, hasContent, sent: [], socket: from }
    sessions.set(session.id, session)
    const guilds = options.guilds().filter(({ id }) => covers(session, id))
    push(session, 'READY', {
      v: 10,
      user: ownUser(),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      shard,
      resume_gateway_url: options.address(),
      application: { id: APPLICATION, flags: 0 },
    })
    for (const guild of guilds) push(session, 'GUILD_CREATE', guild)
  }

  function resume(from: WebSocket, { seq = 0, session_id = '' }: Hello): undefined {
    counts.resumes++
    if (refuseWith !== undefined) return void from.close(refuseWith)
    const session = sessions.get(session_id)
    if (session === undefined) return void from.send(JSON.stringify({ op: 9, d: false }))
    session.socket = from
    for (const event of session.sent.filter(({ s }) => s > seq)) from.send(JSON.stringify(event))
    push(session, 'RESUMED', {})
  }

  sockets.on('connection', (opened) => {
    opened.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 20_000 } }))
    opened.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Hello }
      if (op === 1) opened.send(JSON.stringify({ op: 11 }))
      if (op === 2) {
        counts.identifies++
        identify(opened, d)
      }
      if (op === 6) resume(opened, d)
    })
    opened.on('close', (code) => {
      // Who closes with 1000 or 1001 ends the session; others may resume it.
      if (code !== 1000 && code !== 1001) return
      for (const session of sessions.values()) if (session.socket === opened) sessions.delete(session.id)
    })
  })

  return {
    counts: () => ({ identifies: counts.identifies, resumes: counts.resumes }),
    refusedIdentifies: () => counts.refusedIdentifies,
    /** Shards that are connected, as [shard, of how many]. */
    shards: () => [...sessions.values()].map(({ shard }) => [...shard]),
    /** Tells all whose shard hears of `guild`; `make` writes what each may see. */
    tell(t: string, guild: string | undefined, make: (hasContent: boolean) => unknown): undefined {
      for (const session of sessions.values()) if (covers(session, guild)) push(session, t, make(session.hasContent))
    },
    /** Says 7 (reconnect) or 9 (invalid session). */
    say(op: 7 | 9, d: unknown): undefined {
      for (const session of sessions.values()) {
        session.socket.send(JSON.stringify({ op, d }))
        if (op === 9 && d !== true) sessions.delete(session.id)
      }
    },
    drop(): undefined {
      for (const { socket } of sessions.values()) socket.terminate()
    },
    /** Ends the connection with a code, and every next one. */
    refuse(code: number): undefined {
      refuseWith = code
      for (const { socket } of sessions.values()) socket.close(code)
      sessions.clear()
    },
    close(): undefined {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

type Fields = Record<string, unknown>
const without = (value: unknown, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries((value ?? {}) as Fields).filter(([name]) => !names.includes(name)))
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** What Discord's description finds wrong with an event, as far as it describes what events carry. */
function problemsOf({ value }: Described, t: string, d: unknown): string[] {
  const data = d as Fields
  const channel = (one: unknown): string[] => {
    const { type } = one as { type?: number }
    return value(
      type === 1 ? 'PrivateChannelResponse' : type === 11 ? 'ThreadResponse' : 'GuildChannelResponse',
      without(one, 'newly_created'),
    )
  }
  const many = (schema: string, values: unknown): string[] => list(values).flatMap((one) => value(schema, one))
  const found = (): string[] => {
    switch (t) {
      case 'READY':
        return value('UserPIIResponse', data.user)
      case 'GUILD_CREATE':
        return [
          ...value('GuildResponse', without(data, ...ONLY_ON_GATEWAY)),
          ...[...list(data.channels), ...list(data.threads)].flatMap(channel),
          ...many('GuildMemberResponse', data.members),
        ]
      case 'MESSAGE_CREATE':
      case 'MESSAGE_UPDATE':
        return value('MessageResponse', without(data, 'guild_id', 'member', 'channel_type'))
      case 'THREAD_CREATE':
      case 'THREAD_UPDATE':
      case 'CHANNEL_UPDATE':
        return channel(data)
      case 'INTERACTION_CREATE':
        return interactionProblems(data)
      default:
        return []
    }
  }
  const interactionProblems = (interaction: Fields): string[] => {
    const resolved = ((interaction.data as Fields | undefined)?.resolved ?? {}) as Record<string, Fields | undefined>
    return [
      ...value('InteractionTypes', interaction.type),
      ...value('InteractionContextType', interaction.context),
      ...channel(without(interaction.channel, 'permissions')),
      ...(interaction.user === undefined ? [] : value('UserResponse', interaction.user)),
      ...(interaction.member === undefined ? [] : value('GuildMemberResponse', without(interaction.member, 'permissions'))),
      ...(interaction.message === undefined ? [] : value('MessageResponse', interaction.message)),
      ...many('MessageResponse', Object.values(resolved.messages ?? {})),
      ...many('AttachmentResponse', Object.values(resolved.attachments ?? {})),
    ]
  }
  return found().map((problem) => `${t}: ${problem}`)
}

/** What GUILD_CREATE carries beyond a guild. Source: discord.com/developers/docs/events/gateway-events, "Guild Create". */
const ONLY_ON_GATEWAY = [
  'joined_at',
  'large',
  'unavailable',
  'member_count',
  'voice_states',
  'members',
  'channels',
  'threads',
  'presences',
  'stage_instances',
  'guild_scheduled_events',
  'soundboard_sounds',
]
