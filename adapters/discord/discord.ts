import { Client, Events, GatewayIntentBits, Partials, type RateLimitData, REST, Routes } from 'discord.js'
import { OnRecordError, PlatformError } from '../../src/errors.js'
import { counted } from '../../src/text/counted.js'
import { underCallId } from '../platform/call-id.js'
import type { Desk } from '../platform/desk.js'
import type { Platform } from '../platform/platform.js'
import { createCustomIds } from './custom-ids.js'
import { DESCRIPTIONS } from './descriptions.js'
import type { DiscordLog } from './discord-log.js'
import { explain, explainLogin, missingPermissions } from './failures.js'
import { interact } from './interactions.js'
import { forgetLeft } from './left-servers.js'
import { LIMITS } from './limits.js'
import { isRegistered, type Localizations, registrationOf } from './registration.js'
import { type Sending, send } from './sending.js'
import { readMessage } from './thread-messages.js'

/** Settings of the Discord platform. */
export interface DiscordOptions {
  readonly token: string
  /** Base of the REST API, without version ("https://discord.com/api"). */
  readonly apiUrl: string
  readonly applicationId?: string
  /** Server in which commands are registered while developing; global otherwise. */
  readonly guild?: string
  /** Whether the Message Content intent is granted. */
  readonly messageContent: boolean
  /** Which shards this process runs, of how many; one of one where absent. Each shard hears of its own servers; any may post anywhere. */
  readonly shards?: 'auto' | { readonly ids: readonly number[]; readonly count: number }
  readonly log: DiscordLog
  /** Descriptions of the commands in other languages; our own where absent. */
  readonly localizations?: Localizations
  /** How long connecting may take, in milliseconds. */
  readonly loginTimeoutMs?: number
}

/** The longest that a request waits for its turn, in milliseconds. */
const LONGEST_WAIT_MS = 60_000

// Gateway close codes after which trying again cannot help: bad token, shards, version and intents.
const FATAL = new Set([4004, 4010, 4011, 4012, 4013, 4014])

/** How long stopping waits for answers on their way. */
const STOP_MS = 2000

/** Discord as a platform, on discord.js. */
export function createDiscord(options: DiscordOptions): Platform {
  const { log } = options
  const rest = {
    api: options.apiUrl,
    version: '10',
    timeout: 15_000,
    globalRequestsPerSecond: requestsPerSecond(options.shards),
    // Short waits are waited out; a long one goes back to the desk, which has the time.
    rejectOnRateLimit: ({ retryAfter, sublimitTimeout }: RateLimitData) => Math.max(retryAfter, sublimitTimeout) > LONGEST_WAIT_MS,
  }
  let client: Client | undefined
  let sending: Sending | undefined
  let trouble: PlatformError | undefined
  /** What is being answered. */
  const under = new Set<Promise<void>>()

  const connect = async (desk: Desk): Promise<void> => {
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]
    const started = new Client({
      intents: options.messageContent ? [...intents, GatewayIntentBits.MessageContent] : intents,
      partials: [Partials.Channel, Partials.Message],
      allowedMentions: { parse: [] },
      ...shardsOf(options.shards),
      rest,
    })
    client = started
    trouble = undefined
    sending = {
      rest: started.rest,
      desk,
      ids: createCustomIds(desk.memory),
      acks: { pending: 0 },
      self: () => started.user?.id ?? '',
      apiUrl: options.apiUrl,
      log,
    }
    listen(started, sending, desk)
    await ready(started)
    await register(started, desk)
    for (const guild of started.guilds.cache.values()) await desk.joined('discord', guild.id, guild.name)
    await forgetLeft(started, desk, log)
  }

  const ready = (started: Client): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => fail(new PlatformError('unreachable', 'Discord did not answer in time: check the network and try again.')),
        options.loginTimeoutMs ?? 30_000,
      )
      const fail = (error: PlatformError): void => {
        clearTimeout(timer)
        trouble = error
        // No second try by itself: refused logins get a bot banned.
        void started.destroy()
        reject(error)
      }
      started.once(Events.ClientReady, () => {
        clearTimeout(timer)
        resolve()
      })
      started.on(Events.ShardDisconnect, (event) => {
        if (FATAL.has(event.code)) fail(explainLogin(undefined, event.code))
      })
      started.login(options.token).catch((error: unknown) => fail(explainLogin(error)))
    })

  /** Writes the commands only where Discord has others than the catalogue says. */
  const register = async (started: Client, desk: Desk): Promise<void> => {
    const application = options.applicationId ?? started.application?.id ?? ''
    const route =
      options.guild === undefined ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, options.guild)
    const wanted = registrationOf(desk.commands, options.localizations ?? DESCRIPTIONS)
    try {
      const query = new URLSearchParams({ with_localizations: 'true' })
      const registered = (await started.rest.get(route, { query })) as unknown[]
      if (isRegistered(wanted, registered)) return
      await started.rest.put(route, { body: wanted })
      log.info({ commands: wanted.length }, 'commands registered')
    } catch (error) {
      if (['unsure', 'rate-limited'].includes(explain(error).code)) throw explainLogin(error)
      throw new PlatformError(
        'cannot-register',
        'Discord did not take the commands: check DISCORD_APPLICATION_ID and that the bot was invited with the applications.commands scope.',
        { cause: error },
      )
    }
  }

  const listen = (started: Client, tools: Sending, desk: Desk): void => {
    const guarded = (what: string, id: string, begin: () => Promise<void>): void => {
      const work = underCallId(id, begin).catch((error: unknown) => {
        const explained = explain(error)
        if (explained.code === 'token-refused') stopForGood(explained)
        log.warn({ what, code: explained.code, err: error }, 'not answered')
      })
      under.add(work)
      void work.finally(() => under.delete(work))
    }
    started.on(Events.InteractionCreate, (interaction) => guarded('interaction', interaction.id, () => interact(tools, interaction)))
    started.on(Events.MessageCreate, (message) => guarded('message', message.id, () => readMessage(tools, message)))
    started.on(Events.GuildCreate, (guild) => guarded('guild joined', '', () => desk.joined('discord', guild.id, guild.name)))
    started.on(Events.GuildDelete, (guild) => {
      // An outage also reports guilds as gone, marked unavailable: their data stays.
      if (guild.available) guarded('guild left', '', () => desk.left('discord', guild.id))
    })
    started.on(Events.Error, (error) => log.error({ err: error }, 'discord'))
    started.on(Events.ShardDisconnect, (event) => {
      if (FATAL.has(event.code)) stopForGood(explainLogin(undefined, event.code))
    })
    started.rest.on('invalidRequestWarning', ({ count }) => log.warn({ count }, 'Discord refuses many requests'))
  }

  const stopForGood = (error: PlatformError): void => {
    if (trouble !== undefined) return
    trouble = error
    log.error({ code: error.code }, error.message)
    void client?.destroy()
  }

  /** Names of what the bot lacks in a channel, as far as this process knows the channel. */
  const missingIn = (id: string): string[] => {
    const channel = client?.channels.cache.get(id)
    return channel === undefined || channel.isDMBased() || !client?.user ? [] : missingPermissions(channel.permissionsFor(client.user))
  }

  return {
    name: 'discord',
    start: connect,
    async post(place, post, delivery) {
      if (sending === undefined) throw new PlatformError('not-started', 'Discord is not connected yet.')
      // Refused once and for all: nothing is asked of Discord again.
      if (trouble !== undefined) throw trouble
      try {
        return await send(sending, place, post, delivery)
      } catch (error) {
        // What the desk's own marking threw is not Discord's.
        if (error instanceof OnRecordError) throw error
        const explained = explain(error, missingIn(place.channel))
        if (explained.code === 'token-refused') stopForGood(explained)
        throw explained
      }
    },
    async status() {
      const connected = client?.isReady() ?? false
      const servers = client?.guilds.cache.size ?? 0
      const limits = options.messageContent
        ? []
        : ['Plain replies in threads are not read (DISCORD_MESSAGE_CONTENT is off): mention the bot or answer one of its messages.']
      return {
        connected,
        summary: connected
          ? `connected as ${client?.user?.tag ?? 'a bot'} to ${counted(servers, 'server')}, Message Content ${options.messageContent ? 'on' : 'off'}`
          : (trouble?.message ?? 'not connected'),
        remarks: connected ? limits : [],
      }
    },
    async stop() {
      // Nothing new is taken up; what is being answered may finish.
      for (const event of [Events.InteractionCreate, Events.MessageCreate] as const) client?.removeAllListeners(event)
      await Promise.race([Promise.allSettled([...under]), new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())])
      await client?.destroy()
      client = undefined
      sending = undefined
    },
  }
}

/** This process's share of what Discord allows the bot over all processes. */
const requestsPerSecond = (shards: DiscordOptions['shards']): number =>
  shards === undefined || shards === 'auto'
    ? LIMITS.requestsPerSecond
    : Math.max(1, Math.floor((LIMITS.requestsPerSecond * shards.ids.length) / shards.count))

const shardsOf = (shards: DiscordOptions['shards']): { shards?: 'auto' | number[]; shardCount?: number } =>
  shards === undefined ? {} : shards === 'auto' ? { shards } : { shards: [...shards.ids], shardCount: shards.count }

/** A REST client for setup and doctor, without a gateway. */
export const discordRest = (options: Pick<DiscordOptions, 'token' | 'apiUrl'>): REST =>
  new REST({ api: options.apiUrl, version: '10', timeout: 15_000 }).setToken(options.token)
