import { randomUUID } from 'node:crypto'
import type { SlackMessage } from './message.js'

/** A message as a form holds it: what the fields "blocks" and "text" are, encoded. */
interface Encoded {
  readonly blocks: Buffer
  readonly text: Buffer
}

// An edition's message goes to many channels: it is encoded once for all.
const ENCODED = new WeakMap<SlackMessage, Encoded>()

/**
 * Messages that are on their way, each under words that stand for it. The SDK, which would write out, log and encode the whole of it anew for
 * every channel, is given those words; `webFetch` puts the message in their place. Half the processor time of a post.
 */
export class WrittenOut {
  readonly #held = new Map<string, Encoded>()

  /** Calls `send` with what stands for the message's blocks and text. */
  async while<T>(message: SlackMessage, send: (blocks: string, text: string) => Promise<T>): Promise<T> {
    const name = `onrecord-${randomUUID()}`
    this.#held.set(name, encodedOf(message))
    try {
      return await send(`${name}-blocks`, `${name}-text`)
    } finally {
      this.#held.delete(name)
    }
  }

  /** A form with messages in the place of the words that stand for them. */
  expand(form: string): string | Buffer {
    if (this.#held.size === 0 || !form.includes('=onrecord-')) return form
    const pieces: Buffer[] = []
    let from = 0
    for (const match of form.matchAll(/(?<==)(onrecord-[0-9a-f-]{36})-(blocks|text)(?=&|$)/gu)) {
      const encoded = this.#held.get(match[1] as string)?.[match[2] as keyof Encoded]
      if (encoded === undefined) continue
      pieces.push(Buffer.from(form.slice(from, match.index)), encoded)
      from = match.index + match[0].length
    }
    return pieces.length === 0 ? form : Buffer.concat([...pieces, Buffer.from(form.slice(from))])
  }
}

function encodedOf(message: SlackMessage): Encoded {
  const known = ENCODED.get(message)
  if (known !== undefined) return known
  const encode = (text: string): Buffer => Buffer.from(encodeURIComponent(text.toWellFormed()))
  const encoded = { blocks: encode(JSON.stringify(message.blocks)), text: encode(message.text) }
  ENCODED.set(message, encoded)
  return encoded
}
