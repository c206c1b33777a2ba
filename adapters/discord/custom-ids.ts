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
  // Under the team's own name, so that it goes with the team.
  const keyOf = (team: string, hash: string): string => `discord/${team}/button/${hash}`
  return {
    /** For the messages of one answer. */
    open(team: string): OpenIds {
      const pending = new Map<string, string>()
      return {
        make(action, value) {
          const plain = `${PREFIX}:${action}:${value}`
          if (plain.length <= LIMITS.customId) return plain
          const hash = createHash('sha256').update(value).digest('base64url').slice(0, 32)
          pending.set(hash, value)
          return `${PREFIX}:${action}:#${hash}`
        },
        async flush() {
          for (const [hash, value] of pending) await memory.set(keyOf(team, hash), value, SECONDS)
          pending.clear()
        },
      }
    },
    /** What a custom id asks for; undefined where it is not ours, or its value is no longer kept. */
    async read(customId: string, team: string): Promise<{ action: string; value: string } | undefined> {
      const parts = customId.match(/^or:([a-z-]+):([\s\S]*)$/u)
      if (parts === null) return undefined
      const [action, value] = [parts[1] as string, parts[2] as string]
      if (!value.startsWith('#')) return { action, value }
      const kept = await memory.get(keyOf(team, value.slice(1)))
      return kept === undefined ? undefined : { action, value: kept }
    },
  }
}

/** Makes the custom ids of an answer. */
export interface OpenIds {
  /** For `render`; what is too long must be kept by `flush` before the message is sent. */
  make(action: string, value: string): string
  flush(): Promise<void>
}

export type CustomIds = ReturnType<typeof createCustomIds>
