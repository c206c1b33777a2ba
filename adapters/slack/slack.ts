import { createHmac } from 'node:crypto'
import { App, type Authorize, type HTTPReceiver, type SocketModeReceiver, type webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import { counted } from '../../src/text/counted.js'
import type { Post } from '../../src/text/post.js'
import type { Desk, Place } from '../platform/desk.js'
import { type PlatformLog, SILENT_LOG } from '../platform/log.js'
import type { Delivery, Platform, PlatformStatus, Posted } from '../platform/platform.js'
import { Answers } from './answers.js'
import { boltLog } from './bolt-log.js'
import { listenForCommands } from './commands.js'
import { appTokenError, HttpConnection, SocketConnection } from './connection.js'
import type { Context } from './context.js'
import { listenForCorrections } from './correction.js'
import { MarkRefused, Poster } from './delivery.js'
import { platformError } from './errors.js'
import { Evidence } from './evidence.js'
import { Installations } from './installations.js'
import { PACE } from './limits.js'
import { ESSENTIAL, SCOPES } from './manifest.js'
import { listenForMessages } from './messages.js'
import { checkOptions, type SlackOptions } from './options.js'
import { listenForPresses } from './presses.js'
import { listenForRemovals } from './removals.js'
import { Sender, type Target } from './sender.js'
import { Clients, InstalledTeams, SingleTeam, type Team, type Teams } from './teams.js'
import { webFetch } from './web-fetch.js'
import { WrittenOut } from './written-out.js'

export type { SlackOptions } from './options.js'

/** Slack as a platform; `port` is where HTTP mode and the install pages listen once started. */
export interface SlackPlatform extends Platform {
  readonly port: number | undefined
}

/**
 * Slack, over Socket Mode where an app token is given, else over signed HTTP.
 * @throws PlatformError where the options do not go together: which setting is missing or of the wrong kind.
 */
export function createSlack(options: SlackOptions): SlackPlatform {
  checkOptions(options)
  return new Slack(options)
}

const DEFAULT_API = 'https://slack.com/api/'

class Slack implements SlackPlatform {
  readonly name = 'slack'
  readonly #options: SlackOptions
  readonly #log: PlatformLog
  readonly #api: webApi.WebClientOptions
  readonly #written = new WrittenOut()
  readonly #work = new Set<Promise<unknown>>()
  #socket: SocketConnection | undefined
  #http: HttpConnection | undefined
  #sender: Sender | undefined
  #poster: Poster | undefined
  #installations: Installations | undefined
  #single: { readonly team: Team; readonly name: string; readonly scopes: readonly string[] | undefined } | undefined
  #running = false
  #removed = false

  constructor(options: SlackOptions) {
    this.#options = options
    this.#log = options.log ?? SILENT_LOG
    const slackApiUrl = `${(options.apiUrl ?? DEFAULT_API).replace(/\/+$/u, '')}/`
    this.#api = { slackApiUrl, logger: boltLog(this.#log), fetch: webFetch(options.timeout ?? PACE.callMs, this.#written) }
  }

  get port(): number | undefined {
    return this.#http?.port
  }

  async start(desk: Desk): Promise<void> {
    const clients = new Clients(this.#api)
    const teams = await this.#teams(desk, clients)
    const sender = new Sender(teams, clients, this.#log, this.#written, this.#options.messageMs)
    const evidence = new Evidence(desk.memory, sender, this.#options.messageMs)
    const poster = new Poster(sender, evidence, desk, this.#log)
    const answers = new Answers(poster, sender, this.#log)
    const context: Context = {
      desk,
      sender,
      answers,
      evidence,
      managers: this.#options.managers ?? 'members',
      log: this.#log,
      track: (work) => this.#track(work),
    }
    this.#sender = sender
    this.#poster = poster
    this.#listen(this.#receiver(), context, teams)
    await this.#open()
    this.#running = true
  }

  async post(place: Place, post: Post, delivery?: Delivery): Promise<Posted> {
    if (this.#poster === undefined || !this.#running)
      throw new PlatformError('not-sent', 'Slack is not connected; the post is sent when it is.', { retryAfterMs: 5000 })
    const key = delivery?.key ?? `post:${globalThis.crypto.randomUUID()}`
    const sending = { key, haste: 'steady' as const, ...(delivery === undefined ? {} : { delivery }) }
    try {
      return await this.#track(this.#poster.post(await this.#target(place), post, sending))
    } catch (cause) {
      if (cause instanceof MarkRefused) throw cause.cause
      const error = platformError(cause)
      if (error.code !== 'unreachable') throw error
      throw new PlatformError('not-sent', error.message, { cause, retryAfterMs: error.retryAfterMs ?? 5000 })
    }
  }

  /** "@U1" is the direct conversation with that person. */
  async #target({ team, channel, thread }: Place): Promise<Target> {
    if (!channel.startsWith('@')) return { team, channel, ...(thread === undefined ? {} : { thread }) }
    const user = channel.slice(1)
    try {
      const client = await (this.#sender as Sender).client(team)
      return { team, channel: (await client.conversations.open({ users: user })).channel?.id ?? user }
    } catch (error) {
      // Without im:write, a person's id is taken in place of a channel's all the same; only looking back is then not possible.
      if (platformError(error).code !== 'missing-scope') throw error
      return { team, channel: user }
    }
  }

  async status(): Promise<PlatformStatus> {
    const connected =
      this.#running && (this.#socket === undefined ? this.#http?.port !== undefined : this.#socket.connected) && !this.#removed
    const count = this.#installations === undefined ? 1 : (await this.#installations.teams()).length
    const where = this.#single === undefined ? counted(count, 'workspace') : `the workspace ${this.#single.name}`
    const how = this.#socket === undefined ? 'signed HTTP' : 'Socket Mode'
    const remarks = missingScopes(this.#single?.scopes).map(
      (scope) => `The scope ${scope} is missing (${SCOPES[scope]}); add it under OAuth & Permissions and install the app again.`,
    )
    if (this.#socket?.trouble !== undefined) remarks.unshift(this.#socket.trouble)
    if (this.#removed) remarks.unshift('The app was removed from the workspace; install it again and set the new SLACK_BOT_TOKEN.')
    return { connected, summary: connected ? `connected to ${where} over ${how}` : 'not connected to Slack', remarks }
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    await this.#socket?.stop()
    await this.#http?.stop()
    // What is being answered may finish, for as long as a person would wait.
    await Promise.race([Promise.allSettled([...this.#work]), new Promise((resolve) => setTimeout(resolve, 5000).unref())])
    this.#sender?.stop()
  }

  /** Tokens: the configured one, checked; or those of the installations. */
  async #teams(desk: Desk, clients: Clients): Promise<Teams> {
    const { botToken, oauth } = this.#options
    if (botToken !== undefined) {
      this.#single = await this.#signIn(botToken, clients)
      await desk.joined('slack', this.#single.team.id, this.#single.name)
      return new SingleTeam(this.#single.team)
    }
    if (oauth === undefined) throw new PlatformError('bad-token', 'No Slack token is set; set SLACK_BOT_TOKEN.')
    const installations = new Installations(desk.memory, oauth.encryptionKey, (team, name) => desk.joined('slack', team, name))
    this.#installations = installations
    return new InstalledTeams(installations, async (team) => {
      await this.#http?.receiver.installer?.authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
    })
  }

  async #signIn(token: string, clients: Clients) {
    try {
      const test = await clients.of(token).auth.test()
      const scopes = test.response_metadata?.scopes
      const missing = ESSENTIAL.find((scope) => scopes !== undefined && !scopes.includes(scope))
      if (missing !== undefined)
        throw new PlatformError(
          'missing-scope',
          `The Slack app lacks the scope ${missing} (${SCOPES[missing]}); add it under OAuth & Permissions and install the app again.`,
        )
      const team: Team = {
        id: String(test.team_id),
        token,
        ...(test.user_id === undefined ? {} : { botUserId: test.user_id }),
        ...(test.bot_id === undefined ? {} : { botId: test.bot_id }),
      }
      return { team, name: test.team ?? team.id, scopes }
    } catch (error) {
      throw platformError(error)
    }
  }

  /** Where events come in: Socket Mode or HTTP. Where workspaces install, HTTP is there for the install pages in any case. */
  #receiver(): SocketModeReceiver | HTTPReceiver {
    const { appToken, signingSecret, oauth, clientPingTimeout } = this.#options
    const logger = boltLog(this.#log)
    if (appToken !== undefined)
      this.#socket = new SocketConnection(
        { appToken, clientOptions: this.#api, ...(clientPingTimeout === undefined ? {} : { clientPingTimeout }) },
        logger,
        this.#log,
      )
    if (appToken === undefined || oauth !== undefined) {
      this.#http = new HttpConnection(
        {
          signingSecret: appToken === undefined ? signingSecret : undefined,
          host: this.#options.host ?? '127.0.0.1',
          port: this.#options.port ?? 3001,
          ...(oauth === undefined || this.#installations === undefined ? {} : { oauth: this.#oauth(oauth, this.#installations) }),
        },
        logger,
      )
    }
    return this.#socket?.receiver ?? (this.#http as HttpConnection).receiver
  }

  #oauth({ clientId, clientSecret, encryptionKey, publicUrl }: NonNullable<SlackOptions['oauth']>, store: Installations) {
    const base = publicUrl?.replace(/\/+$/u, '')
    return {
      clientId,
      clientSecret,
      // A key of its own for the states that go round by the browser, so that the encryption key is used for one thing only.
      stateSecret: createHmac('sha256', encryptionKey).update('slack oauth state').digest('hex'),
      authorizationUrl: new URL('../oauth/v2/authorize', this.#api.slackApiUrl).href,
      ...(base === undefined ? {} : { redirectUri: `${base}/slack/oauth_redirect` }),
      scopes: Object.keys(SCOPES),
      store,
      clientOptions: this.#api,
    }
  }

  #listen(receiver: SocketModeReceiver | HTTPReceiver, context: Context, teams: Teams): void {
    const authorize: Authorize<boolean> = async ({ teamId, enterpriseId }) => {
      const team = await teams.team(teamId ?? enterpriseId ?? '')
      return {
        botToken: team.token,
        teamId: team.id,
        ...(team.botUserId === undefined ? {} : { botUserId: team.botUserId }),
        ...(team.botId === undefined ? {} : { botId: team.botId }),
      }
    }
    // A receiver that installs workspaces looks their tokens up itself, in the same store; Bolt wants one of the two.
    const authorizing = 'installer' in receiver && receiver.installer !== undefined ? {} : { authorize }
    // Its own messages are listened to as well: they tell what was accepted. Nothing is kept in the process between events.
    const app = new App({
      receiver,
      ...authorizing,
      ignoreSelf: false,
      convoStore: false,
      clientOptions: this.#api,
      logger: boltLog(this.#log),
    })
    listenForCommands(app, context)
    listenForMessages(app, context)
    listenForPresses(app, context)
    listenForCorrections(app, context)
    listenForRemovals(app, async (team) => {
      await this.#installations?.deleteInstallation({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
      if (this.#single?.team.id === team) this.#removed = true
      await context.desk.left('slack', team)
    })
    app.error(async (error) => {
      this.#log.warn({ code: error.code, error: error.message }, 'an event from Slack was refused or failed')
    })
  }

  async #open(): Promise<void> {
    try {
      await this.#http?.start()
    } catch (error) {
      const { code } = error as { readonly code?: string }
      throw new PlatformError('port-taken', `Slack’s HTTP mode cannot listen (${code ?? 'unknown'}); choose another SLACK_PORT or HOST.`, {
        cause: error,
      })
    }
    try {
      await this.#socket?.start()
    } catch (error) {
      await this.#http?.stop()
      throw appTokenError(error)
    }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work)
    const done = (): void => {
      this.#work.delete(work)
    }
    work.then(done, done)
    return work
  }
}

const missingScopes = (scopes: readonly string[] | undefined): readonly (keyof typeof SCOPES)[] =>
  scopes === undefined ? [] : (Object.keys(SCOPES) as (keyof typeof SCOPES)[]).filter((scope) => !scopes.includes(scope))
