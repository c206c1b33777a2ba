import { setTimeout as sleep } from 'node:timers/promises'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { ConfigError, PlatformError } from '../../src/errors.js'
import type { Desk } from '../platform/desk.js'
import type { Platform } from '../platform/platform.js'
import { deliver, keep, PLATFORM } from './exchange.js'
import type { Health } from './health.js'
import type { MessageLog } from './message-log.js'
import { isLoopback } from './security.js'
import { createApp } from './server.js'

/** How long stopping waits for answers on their way. */
const ANSWER_MS = 2000

/** Settings of the web desk. */
export interface WebOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly token?: string
  readonly publicUrl?: string
  readonly log: MessageLog
  /** Name of the desk's channel, without the hash. */
  readonly channel: string
  readonly isSample: () => Promise<boolean>
  /** Lines that a newcomer may try with one press, until somebody has typed something. */
  readonly tries?: readonly string[]
  readonly ratePerMinute?: number
  readonly health?: Health
  /** Hears of what went wrong while a page was made. */
  readonly onError?: (error: unknown) => void
}

/** The web desk, and the address it listens on once started. */
export interface WebDesk extends Platform {
  address(): string
}

/**
 * The web desk: a platform of its own, a page that behaves like a channel.
 * @throws ConfigError where it would be reachable beyond this machine without an access token.
 */
export function createWeb(options: WebOptions): WebDesk {
  if (!isLoopback(options.host) && options.token === undefined) {
    throw new ConfigError(
      'web-token-missing',
      `HOST ${options.host} can be reached from other machines: set WEB_TOKEN (16 characters or more), or HOST=127.0.0.1.`,
    )
  }
  let server: ServerType | undefined
  let desk: Desk | undefined
  let answering = 0
  /** Counts what is being answered: an event stream only until it is open. */
  const counted =
    (answer: (...given: Parameters<Hono['fetch']>) => Response | Promise<Response>) =>
    async (...given: Parameters<Hono['fetch']>): Promise<Response> => {
      answering++
      try {
        return await answer(...given)
      } finally {
        answering--
      }
    }
  const started = (): Desk => desk ?? raise(new PlatformError('not-started', 'The web desk is not running yet.'))
  const address = (): string => {
    const bound = server?.address()
    const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
    return `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  }

  return {
    name: PLATFORM,
    address,
    async start(given) {
      desk = given
      const names = [options.host, ...(options.publicUrl === undefined ? [] : [new URL(options.publicUrl).hostname])]
      const app = createApp({
        desk: given,
        log: options.log,
        channel: options.channel,
        names,
        isSample: options.isSample,
        tries: options.tries ?? [],
        ratePerMinute: options.ratePerMinute ?? 60,
        ...(options.token === undefined ? {} : { token: options.token }),
        ...(options.health === undefined ? {} : { health: options.health }),
        ...(options.onError === undefined ? {} : { onError: options.onError }),
      })
      await new Promise<void>((resolve, reject) => {
        server = serve({ fetch: counted(app.fetch), hostname: options.host, port: options.port }, () => resolve())
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)))
      })
    },
    async post(place, post, delivery) {
      if (delivery !== undefined) return deliver(started(), options.log, place, post, delivery)
      const { message, replyIds } = await keep(started(), options.log, place.channel, place.thread ?? null, post)
      return { messageId: message.id, thread: place.thread ?? message.id, replyIds }
    },
    async status() {
      const connected = server?.listening ?? false
      return { connected, summary: connected ? `open at ${address()}` : 'not running', remarks: [] }
    },
    async stop() {
      const closing = server
      server = undefined
      if (closing === undefined) return
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
      // Whoever has asked gets the answer; event streams never end by themselves.
      for (const end = Date.now() + ANSWER_MS; answering > 0 && Date.now() < end; ) await sleep(20)
      await Promise.race([closed, sleep(100)])
      if ('closeAllConnections' in closing) closing.closeAllConnections()
      await closed
    },
  }
}

function listenError(error: NodeJS.ErrnoException, { host, port }: WebOptions): PlatformError {
  const reason =
    error.code === 'EADDRINUSE'
      ? `port ${port} is taken: stop what uses it, or set PORT to another`
      : error.code === 'EACCES'
        ? `port ${port} needs more rights: set PORT to one above 1023`
        : `${host}:${port} cannot be listened on (${error.code ?? error.message}): check HOST and PORT`
  return new PlatformError('cannot-listen', `The web desk cannot start: ${reason}.`, { cause: error })
}

function raise(error: Error): never {
  throw error
}
