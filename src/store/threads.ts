import type { ChannelKey, TeamKey, ThreadKey } from './place-key.js'

/** What a thread is about. */
export interface KeptThread {
  readonly stories: readonly string[]
  readonly articles: readonly string[]
  /** The last question asked in it, for follow-ups ("and Glaser?"). */
  readonly lastQuestion?: string
  /** Milliseconds. */
  readonly updatedAt: number
}

export interface Threads {
  /** Notes what a thread is about, adding to what is known of it. */
  note(thread: ThreadKey, about: { readonly stories: readonly string[]; readonly articles: readonly string[] }, now: number): Promise<void>
  get(thread: ThreadKey): Promise<KeptThread | undefined>
  asked(thread: ThreadKey, question: string, now: number): Promise<void>
}

/** What a team says of a statement's speaker; `speaker` null: withdrawn. */
export interface KeptCorrection {
  readonly statementId: string
  readonly speaker: string | null
  readonly person?: string
  readonly at: number
}

export interface Corrections {
  /** False where there is no such statement. */
  set(
    team: TeamKey,
    correction: { readonly statementId: string; readonly speaker: string | null; readonly person?: string },
    now: number,
  ): Promise<boolean>
  remove(team: TeamKey, statementId: string): Promise<boolean>
  list(team: TeamKey, limit: number): Promise<readonly KeptCorrection[]>
}

export interface Marks {
  /** When the channel last asked this, in milliseconds; undefined: never. */
  last(channel: ChannelKey, kind: string, subject: string): Promise<number | undefined>
  /** Notes that it asks now. @returns when it asked before. */
  touch(channel: ChannelKey, kind: string, subject: string, now: number): Promise<number | undefined>
}

/** Installed workspaces: bytes sealed by the caller. */
export interface Installations {
  put(team: TeamKey, sealed: Uint8Array, now: number): Promise<void>
  get(team: TeamKey): Promise<Uint8Array | undefined>
  list(platform: string): Promise<readonly { readonly team: string; readonly sealed: Uint8Array }[]>
  delete(team: TeamKey): Promise<void>
}

/** Small values by key. Keys that begin with "platform/team/" go when that team is deleted. */
export interface KeyMemory {
  get(key: string, now?: number): Promise<string | undefined>
  /** `seconds`: how long it is kept; absent for good. */
  set(key: string, value: string, seconds?: number, now?: number): Promise<void>
  delete(key: string): Promise<void>
  /** True the first time `key` is seen within `seconds`, across restarts and processes. */
  once(key: string, seconds: number, now?: number): Promise<boolean>
}
