import type { Articles } from './articles.js'
import type { Corrections } from './corrections.js'
import type { Editions } from './editions.js'
import type { Entries } from './entries.js'
import type { Feeds } from './feeds.js'
import type { Installations } from './installations.js'
import type { KeyMemory } from './key-memory.js'
import type { Marks } from './marks.js'
import type { Messages } from './messages.js'
import type { Names } from './names.js'
import type { Notices } from './notices.js'
import type { Schedules } from './schedules.js'
import type { Search } from './search.js'
import type { Statements } from './statements.js'
import type { Stories } from './stories.js'
import type { Channels, Teams } from './teams.js'
import type { Threads } from './threads.js'

/**
 * Everything that is kept, on SQLite or PostgreSQL alike. Every method rejects with a StoreError only, whose sentence says what to do; what
 * changes several things changes all or none. Open one with `openStore` (open.ts).
 */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /** File, or server and database, without password: fit for messages. */
  readonly where: string
  readonly articles: Articles
  readonly statements: Statements
  readonly search: Search
  readonly names: Names
  readonly feeds: Feeds
  readonly entries: Entries
  readonly stories: Stories
  readonly teams: Teams
  readonly channels: Channels
  readonly schedules: Schedules
  readonly editions: Editions
  readonly notices: Notices
  readonly threads: Threads
  readonly corrections: Corrections
  readonly marks: Marks
  readonly installations: Installations
  readonly memory: KeyMemory
  readonly messages: Messages
  /** Tells whoever listens, in this process and (on PostgreSQL) in all others, that there is work: "feeds", "entries", "editions". */
  wake(topic: string): Promise<void>
  /** Calls `listener` on each wake-up for `topic`; the function given back ends that. Wake-ups may be missed: poll as well. */
  onWake(topic: string, listener: () => void): () => void
  readonly upkeep: Upkeep
  /** Whether the database answers; resolves to a sentence where it does not. */
  check(): Promise<string | undefined>
  /** The database's own clock, in milliseconds since 1970: the same for all replicas. On SQLite the host's. */
  clock(): Promise<number>
  close(): Promise<void>
}

/** What keeps the store small and safe. */
export interface Upkeep {
  /** Deletes articles taken in before `before` (milliseconds), with all that was read in them, and what has expired. @returns how many articles. */
  expire(before: number, now: number): Promise<number>
  /** Refreshes what the engine knows of its tables; worth doing after much has come in. */
  analyse(): Promise<void>
  /** How much is kept, for status and metrics; `bytes` is the size of the database. */
  size(): Promise<{
    readonly articles: number
    readonly statements: number
    readonly feeds: number
    readonly teams: number
    readonly bytes: number
  }>
}
