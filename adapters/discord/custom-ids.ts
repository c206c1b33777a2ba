import { createHash } from 'node:crypto'
import type { Memory } from '../platform/desk.js'
import { LIMITS } from './limits.js'

const PREFIX = 'or'
/** How long a long button value is remembered: as long as a digest is of use to anybody. */
const SECONDS = 90 * 86_400

/**
 * Buttons carry what they ask for in their custom id: "or:more:…". A value too long for the hundred characters is kept in the store under its
 * hash, so that the button works after a restart and on another replica.
 */
export function createCustomIds(memory: Memory) {
  const pending = new Map<string, string>()
  return {
    /** For `render`; what is too long must be kept by `flush` before the message is sent. */
    make(action: string, value: string): string {
      const plain = `${PREFIX}:${action}:${value}`
      if (plain.length <= LIMITS.customId) return plain
      const hash = createHash('sha256').update(value).digest('base64url').slice(0, 32)
      pending.set(hash, value)
      return `${PREFIX}:${action}:#${hash}`
    },
    async flush(): Promise<void> {
      const values = [...pending]
      pending.clear()
      for (const [hash, value] of values) await memory.set(`discord-button/${hash}`, value, SECONDS)
    },
    /** What a custom id asks for; undefined where it is not ours, or its value is no longer kept. */
    async read(customId: string): Promise<{ action: string; value: string } | undefined> {
      const parts = customId.match(/^or:([a-z-]+):([\s\S]*)$/u)
      if (parts === null) return undefined
      const [action, value] = [parts[1] as string, parts[2] as string]
      if (!value.startsWith('#')) return { action, value }
      const kept = await memory.get(`discord-button/${value.slice(1)}`)
      return kept === undefined ? undefined : { action, value: kept }
    },
  }
}

export type CustomIds = ReturnType<typeof createCustomIds>
