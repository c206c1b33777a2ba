import type { webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import type { PlatformLog } from '../platform/log.js'
import type { Delivery } from '../platform/platform.js'
import { faultKind, platformError } from './errors.js'
import { PACE } from './limits.js'
import type { SlackMessage } from './message.js'
import { ChannelPace, type Haste } from './pace.js'
import type { Block } from './rich-text.js'
import type { Clients, Teams } from './teams.js'
import type { WrittenOut } from './written-out.js'

/** Where a message goes. */
export interface Target {
  readonly team: string
  readonly channel: string
  readonly thread?: string
}

/** What names a message for good, so that it can be recognized in the channel: the edition or call it belongs to, and which part it is. */
export interface Mark {
  readonly key: string
  readonly part: number
}

/** `event_type` of the metadata on everything that is posted. */
export const EDITION_EVENT = 'onrecord_edition'

/** Looks whether a message that may have been accepted is there; its timestamp, or undefined where it is not. */
export type Lookup = () => Promise<string | undefined>

type Arguments = webApi.ChatPostMessageArguments

/** Who is asked before each try, and hears of those that fail. */
type Watch = Pick<Delivery, 'hold' | 'fault'>

const TRIES = 4

/** Sends messages: paced by channel, waiting where Slack asks for it, trying again where nothing can have been accepted. */
export class Sender {
  readonly #teams: Teams
  readonly #clients: Clients
  readonly #log: PlatformLog
  readonly #written: WrittenOut
  readonly #pace: ChannelPace
  readonly #waits = new Set<() => void>()
  #stopped = false

  constructor(teams: Teams, clients: Clients, log: PlatformLog, written: WrittenOut, messageMs: number = PACE.messageMs) {
    this.#written = written
    this.#pace = new ChannelPace(messageMs)
    this.#teams = teams
    this.#clients = clients
    this.#log = log
  }

  /** Waits that are under way end at once. */
  stop(): void {
    this.#stopped = true
    for (const end of this.#waits) end()
  }

  async client(team: string): Promise<webApi.WebClient> {
    return this.#clients.of((await this.#teams.team(team)).token)
  }

  /**
   * Posts one message and returns its timestamp. `watch.hold` is asked right before it goes out, and may throw.
   * @throws PlatformError; "unsure" where it may have been accepted and `lookup` is missing or cannot tell.
   */
  async post(target: Target, message: SlackMessage, mark: Mark, haste: Haste, lookup?: Lookup, watch?: Watch): Promise<string> {
    const rest = {
      channel: target.channel,
      ...(target.thread === undefined ? {} : { thread_ts: target.thread }),
      unfurl_links: false,
      unfurl_media: false,
      parse: 'none',
      link_names: false,
      metadata: { event_type: EDITION_EVENT, event_payload: { key: mark.key, part: mark.part } },
    }
    const post = (client: webApi.WebClient, content: ReturnType<typeof contentOf>): Promise<webApi.ChatPostMessageResponse> =>
      client.chat.postMessage({ ...rest, ...content } as Arguments)
    const send = (client: webApi.WebClient): Promise<webApi.ChatPostMessageResponse> =>
      message.blocks.length === 0
        ? post(client, contentOf(message))
        : // The client passes text on as it is; its types only know of the blocks themselves.
          this.#written.while(message, (blocks, text) => post(client, { text, blocks: blocks as unknown as Block[] }))
    const posted = await this.#sending(target, haste, send, lookup, watch)
    return typeof posted === 'string' ? posted : String(posted.ts)
  }

  /** Puts another content in a message's place. */
  async update(target: Target, ts: string, message: SlackMessage, mark?: Mark): Promise<void> {
    const metadata =
      mark === undefined ? {} : { metadata: { event_type: EDITION_EVENT, event_payload: { key: mark.key, part: mark.part } } }
    // Updating twice is as good as once: what may have been accepted is sent again.
    const again: Lookup = async () => undefined
    const body = { channel: target.channel, ts, ...contentOf(message), parse: 'none' as const, link_names: false, ...metadata }
    await this.#sending(target, 'answer', (client) => client.chat.update(body), again)
  }

  /** Takes a message away; that it is gone already is no error. */
  async remove(target: Target, ts: string): Promise<void> {
    try {
      const client = await this.client(target.team)
      await client.chat.delete({ channel: target.channel, ts })
    } catch (error) {
      this.#log.debug({ error: platformError(error).message }, 'a message could not be taken away')
    }
  }

  /** Shows a message to one person only. */
  async whisper(target: Target, user: string, message: SlackMessage): Promise<void> {
    const body = {
      channel: target.channel,
      user,
      ...contentOf(message),
      ...(target.thread === undefined ? {} : { thread_ts: target.thread }),
    }
    await this.#sending(target, 'answer', (client) => client.chat.postEphemeral({ ...body, parse: 'none', link_names: false }))
  }

  async #sending<T extends webApi.WebAPICallResult>(
    target: Target,
    haste: Haste,
    send: (client: webApi.WebClient) => Promise<T>,
    lookup?: Lookup,
    watch?: Watch,
  ): Promise<T | string> {
    const channel = `${target.team}/${target.channel}`
    for (let trial = 1; ; trial++) {
      await this.#wait(this.#pace.turn(channel, haste))
      watch?.hold?.()
      try {
        const answer = await send(await this.client(target.team))
        if (haste === 'steady') this.#pace.taken(channel)
        return answer
      } catch (cause) {
        const error = platformError(cause)
        watch?.fault?.(faultKind(cause, error))
        const last = trial >= TRIES || this.#stopped
        if (error.code === 'rate-limited') this.#pace.block(channel, error.retryAfterMs ?? PACE.messageMs)
        const wait = error.retryAfterMs ?? PACE.longestWaitMs + 1
        if (last || !['rate-limited', 'unreachable', 'unsure'].includes(error.code) || wait > PACE.longestWaitMs) throw error
        this.#log.warn({ channel: target.channel, code: error.code, trial }, error.message)
        if (error.code === 'unsure') {
          if (lookup === undefined) throw error
          const found = await lookup()
          if (found !== undefined) return found
        } else if (error.code === 'unreachable') await this.#wait(Math.min(wait, 250 * 2 ** trial))
      }
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return
    if (!this.#stopped)
      await new Promise<void>((resolve) => {
        const end = (): void => {
          this.#waits.delete(end)
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(end, milliseconds)
        this.#waits.add(end)
      })
    if (this.#stopped)
      throw new PlatformError('unreachable', 'On Record is stopping; what was not sent yet is sent when it runs again.', {
        retryAfterMs: 1000,
      })
  }
}

/** Blocks and text as the Web API takes them; a message of words alone has no blocks. */
export const contentOf = (message: SlackMessage): { readonly text: string; readonly blocks: Block[] } | { readonly text: string } =>
  message.blocks.length === 0 ? { text: message.text } : { text: message.text, blocks: [...message.blocks] }
