import type { Post } from '../../src/text/post.js'
import type { PlatformLog } from '../platform/log.js'
import type { Poster } from './delivery.js'
import { platformError } from './errors.js'
import { PACE } from './limits.js'
import { messagesOf, type SlackMessage } from './message.js'
import { contentOf, type Sender, type Target } from './sender.js'

/** Sends to a `response_url`, which may be used five times within half an hour, where the bot itself is not allowed to post. */
export type Respond = (body: object) => Promise<unknown>

/** Who is answered, and how they can be reached. */
export interface Asker {
  readonly target: Target
  readonly user: string
  readonly callId: string
  readonly respond?: Respond
  /** Whether "Reading…" may be shown: not before it is sure that there will be an answer. */
  readonly mayWait: boolean
  /** Replies known to stand in the thread already. */
  readonly known?: readonly string[]
}

const READING: SlackMessage = { text: 'Reading…', blocks: [] }
const UNREADABLE = ['channel-refused', 'missing-scope']

/** Brings the desk's answers to who asked: "Reading…" where it takes long, in the channel or to one person, and never silence. */
export class Answers {
  readonly #poster: Poster
  readonly #sender: Sender
  readonly #log: PlatformLog

  constructor(poster: Poster, sender: Sender, log: PlatformLog) {
    this.#poster = poster
    this.#sender = sender
    this.#log = log
  }

  /** Answers with what `work` gives; null: nothing is said. Never rejects. */
  async answer(asker: Asker, work: Promise<Post | null>): Promise<void> {
    const post = work.catch((error: unknown): Post => {
      this.#log.error({ callId: asker.callId, error }, 'the desk failed to answer')
      return failurePost(asker.callId)
    })
    const placeholder = asker.mayWait ? await this.#waiting(asker, post) : undefined
    try {
      await this.#give(asker, await post, placeholder)
    } catch (error) {
      await this.#giveUp(asker, error)
    }
  }

  /** Posts "Reading…" where the answer is not there soon; its timestamp, or undefined where it was not needed or not allowed. */
  async #waiting(asker: Asker, post: Promise<Post | null>): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), PACE.readingMs)
    })
    const first = await Promise.race([post, late])
    clearTimeout(timer)
    if (first !== 'late') return undefined
    try {
      return await this.#sender.post(asker.target, READING, { key: asker.callId, part: -1 }, 'answer')
    } catch {
      return undefined
    }
  }

  async #give(asker: Asker, post: Post | null, placeholder: string | undefined): Promise<void> {
    const { target, callId, known } = asker
    // In a direct conversation everything is for one person already; only commands and buttons can answer more quietly there.
    const isQuiet = post?.audience === 'person' && (asker.respond !== undefined || !target.channel.startsWith('D'))
    if (placeholder !== undefined && (post === null || isQuiet)) await this.#sender.remove(target, placeholder)
    if (post === null) return
    if (isQuiet) return this.#whisper(asker, messagesOf(post))
    const key = `call:${callId}`
    try {
      const sending = {
        key,
        haste: 'answer' as const,
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(known === undefined ? {} : { known }),
      }
      await this.#poster.post(target, post, sending)
    } catch (error) {
      const { code } = platformError(error)
      if (asker.respond === undefined || !UNREADABLE.includes(code)) throw error
      await this.#throughUrl(asker.respond, target, post)
    }
  }

  /** To one person: by the response_url, which works in every channel, as far as it goes; then by the bot. */
  async #whisper(asker: Asker, messages: readonly SlackMessage[]): Promise<void> {
    let uses = 0
    for (const message of messages) {
      if (asker.respond !== undefined && uses < PACE.responses) {
        uses++
        const thread = asker.target.thread === undefined ? {} : { thread_ts: asker.target.thread }
        await asker.respond({ ...contentOf(message), response_type: 'ephemeral', replace_original: false, ...thread })
      } else await this.#sender.whisper(asker.target, asker.user, message)
    }
  }

  /** A private channel or conversation that the bot is not in: five messages at most, without a thread to ask on in. */
  async #throughUrl(respond: Respond, target: Target, post: Post): Promise<void> {
    const all = [post, ...(post.replies ?? [])].flatMap((one) => messagesOf(one))
    const shown = all.length > PACE.responses ? all.slice(0, PACE.responses - 1) : all
    const thread = target.thread === undefined ? {} : { thread_ts: target.thread }
    for (const message of shown)
      await respond({
        ...contentOf(message),
        response_type: 'in_channel',
        replace_original: false,
        unfurl_links: false,
        unfurl_media: false,
        ...thread,
      })
    const left = all.length - shown.length
    if (left === 0) return
    const text = `There ${left === 1 ? 'is one more message' : `are ${left} more messages`}. Invite On Record to this channel (/invite) and ask again to see all of it in a thread.`
    await respond({ text, response_type: 'ephemeral', replace_original: false })
  }

  async #giveUp(asker: Asker, cause: unknown): Promise<void> {
    const error = platformError(cause)
    this.#log.warn({ callId: asker.callId, code: error.code, channel: asker.target.channel }, error.message)
    if (asker.respond === undefined) return
    const [message] = messagesOf(noticePost('That could not be shown here', error.message))
    await asker.respond({ ...contentOf(message as SlackMessage), response_type: 'ephemeral', replace_original: false }).catch(() => {})
  }
}

/** An error of our own making, to one person. */
export const noticePost = (title: string, text: string): Post => ({
  kind: 'error',
  audience: 'person',
  title,
  sections: [{ parts: [{ type: 'note', text }] }],
})

const failurePost = (callId: string): Post =>
  noticePost('Something went wrong', `Nothing is lost; please try again. If it happens again, the log has it under ${callId}.`)
