import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { PlatformError } from '../../src/errors.js'
import type { Post } from '../../src/text/post.js'
import type { Desk, Place } from '../platform/desk.js'
import type { Platform } from '../platform/platform.js'
import { postText, type TerminalStyle } from './post-text.js'

/** Where a conversation in the terminal is read and written. */
export interface TerminalOptions {
  readonly input: Readable
  readonly output: NodeJS.WritableStream
  readonly style: TerminalStyle
  /** Who types, and the channel that they type in. */
  readonly person: string
  readonly place: Place
}

// What people type at any prompt.
const HELP = /^(?:help|\?|\/help)$/iu
const ENDS = /^\/?(?:quit|exit|bye)$/iu

/** A conversation with the desk in the terminal; `ended` resolves when the input does and everything is answered. */
export interface Terminal extends Platform {
  readonly ended: Promise<void>
}

/**
 * The desk as a conversation in the terminal: a line that begins with a slash is a command, any other a question. There is one reader and no
 * thread: posts and their replies are written one under another. What the desk posts by itself (an edition) is written once.
 */
export function createTerminal(options: TerminalOptions): Terminal {
  const { output, place } = options
  const person = { id: options.person, mayManage: true }
  const posted = new Map<string, string>()
  let shown = 0
  let lines: ReturnType<typeof createInterface> | undefined
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const show = (post: Post): string => {
    output.write(`${postText(post, options.style)}\n`)
    return String(++shown)
  }

  async function answer(desk: Desk, line: string): Promise<void> {
    const callId = randomUUID()
    const command = (HELP.test(line) ? '/onrecord help' : line).match(/^\/([a-z]+)(?:\s+([\s\S]*))?$/u)
    const post =
      command === null
        ? await desk.question({ text: line, place, person, addressed: true, callId })
        : await desk.command({ command: command[1] as string, options: {}, line: command[2] ?? '', place, person, callId })
    if (post !== null) show(post)
    if (post?.about !== undefined) await desk.posted(place, post.about)
  }

  return {
    name: place.platform,
    ended,
    async start(desk) {
      lines = createInterface({ input: options.input, crlfDelay: Number.POSITIVE_INFINITY })
      // One after another, so that answers stand in the order of what was asked.
      let turn = Promise.resolve()
      lines.on('line', (line) => {
        if (line.trim() === '') return
        if (ENDS.test(line.trim())) return lines?.close()
        // The desk never rejects for bad input; should it, the next line is still answered.
        turn = turn.then(() => answer(desk, line.trim())).catch(() => void output.write('The desk stumbled over this one. Try again.\n'))
      })
      lines.on('close', () => void turn.then(end))
    },
    async post(to, post, delivery) {
      if (lines === undefined) throw new PlatformError('not-started', 'The terminal is not open yet.')
      if (to.channel !== place.channel)
        throw new PlatformError('channel-refused', `The terminal shows ${place.channel} alone: take back the schedule of ${to.channel}.`)
      const key = delivery?.key
      const done = key === undefined ? undefined : (delivery?.done.messageId ?? posted.get(key))
      const messageId = done ?? show(post)
      if (key !== undefined) posted.set(key, messageId)
      if (done === undefined) await delivery?.mark({ messageId })
      return { messageId, replyIds: (post.replies ?? []).map((_, i) => `${messageId}.${i}`) }
    },
    async status() {
      return { connected: lines !== undefined, summary: 'one reader, at the terminal', remarks: [] }
    },
    async stop() {
      lines?.close()
      lines = undefined
    },
  }
}
