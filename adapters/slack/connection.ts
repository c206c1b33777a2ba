import { HTTPReceiver, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import type { PlatformLog } from '../platform/log.js'
import { platformError } from './errors.js'

/** Longest pause between two tries to connect again. */
const LONGEST_PAUSE_MS = 30_000

/** How long Slack may take to say hello on a new connection. */
const HELLO_MS = 20_000

/** Options of Socket Mode. */
export interface SocketOptions {
  readonly appToken: string
  /** Milliseconds without a pong after which the connection is given up; Slack's client asks three times as often. */
  readonly clientPingTimeout?: number
  readonly serverPingTimeout?: number
  readonly clientOptions: webApi.WebClientOptions
}

/**
 * Socket Mode on Bolt's own receiver, with reconnecting done here: the SDK's own gives up for good, by an unhandled rejection, where Slack
 * answers an HTTP error or a refusal while it reconnects. A connection that Slack asks to refresh is replaced at once.
 */
export class SocketConnection {
  readonly receiver: SocketModeReceiver
  readonly #log: PlatformLog
  #connected = false
  #connecting = false
  #stopped = false
  #trouble: string | undefined
  #pause: NodeJS.Timeout | undefined

  constructor(options: SocketOptions, logger: Logger, log: PlatformLog) {
    this.#log = log
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger,
      autoReconnectEnabled: false,
      ...(options.clientPingTimeout === undefined ? {} : { clientPingTimeout: options.clientPingTimeout }),
      ...(options.serverPingTimeout === undefined ? {} : { serverPingTimeout: options.serverPingTimeout }),
      installerOptions: { clientOptions: { ...options.clientOptions, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } },
    })
  }

  get connected(): boolean {
    return this.#connected
  }

  /** Why it is not connected, in one sentence; undefined where it is. */
  get trouble(): string | undefined {
    return this.#connected ? undefined : this.#trouble
  }

  /** @throws PlatformError where Slack refuses the app token or cannot be reached. */
  async start(): Promise<void> {
    await this.#connect()
    this.receiver.client.on('disconnected', () => {
      this.#connected = false
      // A socket that breaks while it opens is reported by the opening itself.
      if (!this.#stopped && !this.#connecting) void this.#again(0)
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#connected = false
    clearTimeout(this.#pause)
    await Promise.race([this.receiver.client.disconnect(), new Promise((resolve) => setTimeout(resolve, 2000).unref())])
  }

  async #connect(): Promise<void> {
    this.#connecting = true
    // A socket that opens but never says hello is closed, which makes the start fail.
    const hello = setTimeout(() => void this.receiver.client.disconnect(), HELLO_MS)
    try {
      await this.receiver.client.start()
      this.#connected = true
      this.#trouble = undefined
    } finally {
      clearTimeout(hello)
      this.#connecting = false
    }
  }

  async #again(failures: number): Promise<void> {
    try {
      if (!this.#stopped) await this.#connect()
      if (this.#stopped) await this.receiver.client.disconnect()
    } catch (cause) {
      const error = appTokenError(cause)
      this.#trouble = error.message
      const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures)
      this.#log.warn({ code: error.code, pause }, `not connected to Slack: ${error.message}`)
      this.#pause = setTimeout(() => void this.#again(failures + 1), pause)
    }
  }
}

/** Refusals of `apps.connections.open` concern the app token, not the bot's. */
export function appTokenError(cause: unknown): PlatformError {
  const error = platformError(cause instanceof Error ? cause : new Error('the connection was closed', { cause }))
  if (error.code !== 'bad-token' && error.code !== 'missing-scope') return error
  const sentence =
    'Slack does not accept SLACK_APP_TOKEN; create an app-level token (xapp-…) with the scope connections:write under Basic Information of your Slack app, and switch Socket Mode on.'
  return new PlatformError(error.code, sentence, { cause })
}

/** Options of the signed HTTP mode, and of the pages over which workspaces install. */
export interface HttpOptions {
  /** Undefined: no events are taken over HTTP, only the install pages are served. */
  readonly signingSecret: string | undefined
  readonly host: string
  readonly port: number
  readonly oauth?: {
    readonly clientId: string
    readonly clientSecret: string
    readonly stateSecret: string
    readonly authorizationUrl: string
    readonly redirectUri?: string
    readonly scopes: readonly string[]
    readonly store: NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['installationStore']>
    readonly clientOptions: webApi.WebClientOptions
  }
}

/** Bolt's HTTP receiver: every request's signature and age are checked before anything is read from it. */
export class HttpConnection {
  readonly receiver: HTTPReceiver
  readonly #options: HttpOptions
  #port: number | undefined

  constructor(options: HttpOptions, logger: Logger) {
    this.#options = options
    const { oauth, signingSecret } = options
    this.receiver = new HTTPReceiver({
      signingSecret: signingSecret ?? '',
      signatureVerification: signingSecret !== undefined,
      // Without a secret nothing can be checked, so there is no address for events at all.
      endpoints: signingSecret === undefined ? [] : ['/slack/events'],
      port: options.port,
      logger,
      ...(oauth === undefined
        ? {}
        : {
            clientId: oauth.clientId,
            clientSecret: oauth.clientSecret,
            stateSecret: oauth.stateSecret,
            scopes: [...oauth.scopes],
            installationStore: oauth.store,
            ...(oauth.redirectUri === undefined ? {} : { redirectUri: oauth.redirectUri }),
            installerOptions: {
              authorizationUrl: oauth.authorizationUrl,
              clientOptions: oauth.clientOptions,
              ...(oauth.redirectUri === undefined ? {} : { redirectUriPath: new URL(oauth.redirectUri).pathname }),
            },
          }),
    })
  }

  /** The port listened on; undefined before `start` and after `stop`. */
  get port(): number | undefined {
    return this.#port
  }

  async start(): Promise<void> {
    const server = await this.receiver.start({ port: this.#options.port, host: this.#options.host })
    const address = server.address()
    this.#port = typeof address === 'object' && address !== null ? address.port : this.#options.port
  }

  async stop(): Promise<void> {
    if (this.#port === undefined) return
    this.#port = undefined
    await this.receiver.stop()
  }
}
