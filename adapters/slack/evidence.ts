import type { webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import type { Memory } from '../platform/desk.js'
import { platformError } from './errors.js'
import { EDITION_EVENT, type Mark, type Sender, type Target } from './sender.js'

/** How long what was posted is remembered, and how far back a channel is looked through: a try that old is not repeated. */
const DAYS_BACK = 2
const PAGES = 5
/** Slack sends the bot its own message as an event soon after accepting it. */
const EVENT_DELAY_MS = 1000

type Message = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number]

/** A message as events and histories show it, as far as it matters here. */
interface Marked {
  readonly ts?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object }
}

const seenKey = (team: string, channel: string, { key, part }: Mark): string => `slack:seen:${team}:${channel}:${key}:${part}`

/**
 * Finds out whether a message stands in a channel although its acceptance was never heard of. Three witnesses, none of which reads a
 * thread's replies: the event that Slack sends of the bot's own message, the channel's history with each message's metadata, and what the
 * history tells of a thread (how many replies, and the last one's timestamp).
 */
export class Evidence {
  readonly #memory: Memory
  readonly #sender: Sender
  readonly #eventDelayMs: number

  constructor(memory: Memory, sender: Sender, eventDelayMs = EVENT_DELAY_MS) {
    this.#memory = memory
    this.#sender = sender
    this.#eventDelayMs = eventDelayMs
  }

  /** Takes down an event of one of the bot's own messages. */
  async note(team: string, channel: string, message: Marked): Promise<void> {
    const mark = markOf(message)
    if (mark === undefined || message.ts === undefined) return
    await this.#memory.set(seenKey(team, channel, mark), JSON.stringify(message.ts), DAYS_BACK * 86_400)
  }

  /** The timestamp of a message at the top of a channel; undefined where it is not there. */
  async head(target: Target, mark: Mark): Promise<string | undefined> {
    const seen = await this.#seen(target, mark)
    if (seen !== undefined) return seen
    const oldest = String(Math.floor(Date.now() / 1000) - DAYS_BACK * 86_400)
    let cursor: string | undefined
    for (let page = 0; page < PAGES; page++) {
      const history = await this.#history(target, { oldest, limit: 100, ...(cursor === undefined ? {} : { cursor }) })
      const found = history.messages?.find((message) => isSame(markOf(message), mark))
      if (found?.ts !== undefined) return found.ts
      cursor = history.response_metadata?.next_cursor || undefined
      if (cursor === undefined) return undefined
    }
    return undefined
  }

  /**
   * The timestamp of a reply in `target.thread`; undefined where it is not there. `known`: replies accepted before it. A thread whose last
   * reply is one of those holds nothing newer; where another one is last, it is taken for the one in question: a reply that is missing in
   * the rarest case (somebody wrote in the same second) is better than one that comes twice.
   */
  async reply(target: Target, mark: Mark, known: readonly string[]): Promise<string | undefined> {
    const seen = await this.#seen(target, mark)
    if (seen !== undefined || target.thread === undefined) return seen
    const history = await this.#history(target, { latest: target.thread, oldest: target.thread, inclusive: true, limit: 1 })
    const head = history.messages?.find((message: Message) => message.ts === target.thread)
    const last = head?.latest_reply
    if (head === undefined || !head.reply_count || last === undefined) return undefined
    // Whole seconds are compared: within one, only a timestamp that is known tells anything.
    const newest = Math.max(0, ...known.map((ts) => Math.floor(Number(ts))))
    return known.includes(last) || Math.floor(Number(last)) < newest ? undefined : last
  }

  async #seen(target: Target, mark: Mark): Promise<string | undefined> {
    const key = seenKey(target.team, target.channel, mark)
    const first = await this.#memory.get(key)
    if (first === undefined) await new Promise((resolve) => setTimeout(resolve, this.#eventDelayMs))
    const seen = first ?? (await this.#memory.get(key))
    return seen === undefined ? undefined : (JSON.parse(seen) as string)
  }

  async #history(
    target: Target,
    options: Omit<webApi.ConversationsHistoryArguments, 'channel'>,
  ): Promise<webApi.ConversationsHistoryResponse> {
    const client = await this.#sender.client(target.team)
    const ask = (): Promise<webApi.ConversationsHistoryResponse> =>
      client.conversations.history({ channel: target.channel, include_all_metadata: true, ...options })
    try {
      return await ask().catch(async (error: unknown) => {
        // A public channel that the bot posts to without being in it: it has to join to be able to look.
        if (platformError(error).code !== 'channel-refused') throw error
        await client.conversations.join({ channel: target.channel })
        return ask()
      })
    } catch (cause) {
      // Whatever kept it from looking, it still does not know: nothing may be sent before it does.
      const error = platformError(cause)
      const sentence = `It could not be looked up whether an earlier message arrived: ${error.message}`
      throw new PlatformError('unsure', sentence, { cause, retryAfterMs: error.retryAfterMs ?? 60_000 })
    }
  }
}

function markOf(message: Marked): Mark | undefined {
  if (message.metadata?.event_type !== EDITION_EVENT) return undefined
  const { key, part } = (message.metadata.event_payload ?? {}) as Partial<Mark>
  return typeof key === 'string' && Number.isInteger(Number(part)) ? { key, part: Number(part) } : undefined
}

const isSame = (a: Mark | undefined, b: Mark): boolean => a !== undefined && a.key === b.key && a.part === b.part
