import type { Post, Subject } from '../../src/text/post.js'
import type { Desk } from '../platform/desk.js'
import type { PlatformLog } from '../platform/log.js'
import type { Delivery, Posted } from '../platform/platform.js'
import { platformError } from './errors.js'
import type { Evidence } from './evidence.js'
import { messagesOf, type SlackMessage } from './message.js'
import type { Haste } from './pace.js'
import type { Mark, Sender, Target } from './sender.js'

/** A post taken apart: the message at the top, and all that follows in its thread, in order. */
export interface Sheets {
  readonly head: SlackMessage
  readonly rest: readonly SlackMessage[]
}

/**
 * The messages of a post and its replies. The order is the same at every try, so that the number of replies already accepted tells which
 * comes next.
 */
export function sheetsOf(post: Post): Sheets {
  const known = SHEETS.get(post)
  if (known !== undefined) return known
  const [head, ...more] = messagesOf(post, 'in the thread')
  const sheets = { head: head as SlackMessage, rest: [...more, ...(post.replies ?? []).flatMap((reply) => messagesOf(reply))] }
  SHEETS.set(post, sheets)
  return sheets
}

// Channels that follow the same news get the same post: it is rendered once.
const SHEETS = new WeakMap<Post, Sheets>()

/** Everything that a thread under the post looks at first; undefined where nothing in it has a subject. */
export function subjectOf(post: Post): Subject | undefined {
  const subjects = [post, ...(post.replies ?? [])].flatMap(({ about }) => about ?? [])
  if (subjects.length === 0) return undefined
  const union = (key: keyof Subject): readonly string[] => [...new Set(subjects.flatMap((subject) => subject[key]))]
  return { stories: union('stories'), articles: union('articles') }
}

/** How a post is sent. */
export interface Sending {
  /** Names the post for good; its messages carry it. */
  readonly key: string
  readonly haste: Haste
  readonly delivery?: Delivery
  /** A message that is already there, to be replaced by the head ("Reading…"). */
  readonly placeholder?: string
  /** Replies in the thread that are known to stand before it. */
  readonly known?: readonly string[]
}

/** The desk refused a mark (another process has taken the edition over, or its store is gone): nothing more is sent. `cause`: its error. */
export class MarkRefused extends Error {
  constructor(cause: unknown) {
    super('the mark of a message was refused', { cause })
  }
}

async function marked(delivery: Delivery | undefined, step: Parameters<Delivery['mark']>[0]): Promise<void> {
  try {
    await delivery?.mark(step)
  } catch (error) {
    throw new MarkRefused(error)
  }
}

const held = (delivery: Delivery | undefined): Pick<Delivery, 'hold' | 'fault'> => ({
  hold() {
    try {
      delivery?.hold?.()
    } catch (error) {
      throw new MarkRefused(error)
    }
  },
  fault: (kind) => delivery?.fault?.(kind),
})

/** Posts heads and their threads, each message once. */
export class Poster {
  readonly #sender: Sender
  readonly #evidence: Evidence
  readonly #desk: Desk
  readonly #log: PlatformLog

  constructor(sender: Sender, evidence: Evidence, desk: Desk, log: PlatformLog) {
    this.#sender = sender
    this.#evidence = evidence
    this.#desk = desk
    this.#log = log
  }

  /** Posts `post` to `target`, or only what of it is missing there. @throws PlatformError where a message was refused. */
  async post(target: Target, post: Post, sending: Sending): Promise<Posted> {
    const { head, rest } = sheetsOf(post)
    const messageId = await this.#head(target, head, sending)
    const thread = target.thread ?? messageId
    // Known from now on: somebody may answer before the last reply is out.
    await this.#remember({ ...target, thread }, post)
    const replyIds = await this.#rest({ ...target, thread }, rest, messageId, sending)
    if (subjectOf(post) !== undefined) void this.#join(target)
    return { messageId, thread, replyIds }
  }

  async #head(target: Target, head: SlackMessage, sending: Sending): Promise<string> {
    const { key, delivery, placeholder } = sending
    if (delivery?.done.messageId !== undefined) return delivery.done.messageId
    const mark = { key, part: 0 }
    if (placeholder !== undefined && (await this.#replaced(target, placeholder, head, mark))) return placeholder
    // What was replied well before this is sent cannot be it; half a minute allows for clocks that differ.
    const sinceNow = `${Math.floor(Date.now() / 1000) - 30}.000000`
    const lookup = (): Promise<string | undefined> =>
      target.thread === undefined
        ? this.#evidence.head(target, mark)
        : this.#evidence.reply(target, mark, sending.known ?? [target.thread, sinceNow])
    const found = delivery?.unsure ? await lookup() : undefined
    const messageId = found ?? (await this.#sender.post(target, head, mark, sending.haste, lookup, held(delivery)))
    await marked(delivery, { messageId, thread: target.thread ?? messageId })
    return messageId
  }

  /** Puts the head in the placeholder's place; false where somebody has deleted that meanwhile. */
  async #replaced(target: Target, placeholder: string, head: SlackMessage, mark: Mark): Promise<boolean> {
    try {
      await this.#sender.update(target, placeholder, head, mark)
      return true
    } catch (error) {
      if (platformError(error).code === 'refused') return false
      throw error
    }
  }

  async #rest(target: Target, rest: readonly SlackMessage[], messageId: string, sending: Sending): Promise<readonly string[]> {
    const { key, delivery } = sending
    const ids = [...(delivery?.done.replyIds ?? [])]
    const accepted = async (replyId: string): Promise<void> => {
      ids.push(replyId)
      await marked(delivery, { replyId })
    }
    const lookup = (part: number) => (): Promise<string | undefined> => this.#evidence.reply(target, { key, part }, [messageId, ...ids])
    // Only the first reply that is not marked can have been accepted unheard: the next is sent after it.
    if (delivery?.unsure && ids.length < rest.length) {
      const found = await lookup(ids.length + 1)()
      if (found !== undefined) await accepted(found)
    }
    for (let next = ids.length; next < rest.length; next++) {
      const message = rest[next] as SlackMessage
      await accepted(await this.#sender.post(target, message, { key, part: next + 1 }, 'steady', lookup(next + 1), held(delivery)))
    }
    return ids
  }

  async #remember(target: Target & { readonly thread: string }, post: Post): Promise<void> {
    const about = subjectOf(post)
    if (about === undefined) return
    await this.#desk.posted({ platform: 'slack', team: target.team, channel: target.channel, thread: target.thread }, about)
  }

  /** Replies in a public channel are told only to those who are in it. Once a week is enough; where it is not allowed, mentions still work. */
  async #join({ team, channel }: Target): Promise<void> {
    if (!channel.startsWith('C')) return
    try {
      if (!(await this.#desk.memory.once(`slack:join:${team}:${channel}`, 7 * 86_400))) return
      await (await this.#sender.client(team)).conversations.join({ channel })
    } catch (error) {
      this.#log.debug({ channel, error: platformError(error).message }, 'could not join the channel; thread replies need a mention there')
    }
  }
}
