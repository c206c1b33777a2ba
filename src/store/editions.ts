import type { ChannelKey } from './place-key.js'

/** A schedule of a channel; `schedule` is the desk's own value (days, times, zone). */
export interface KeptSchedule {
  readonly id: number
  readonly channel: ChannelKey
  readonly schedule: unknown
  /** Milliseconds: slots up to here have been looked at. */
  readonly after: number
}

/** When digests come. */
export interface Schedules {
  add(channel: ChannelKey, schedule: unknown, now: number): Promise<KeptSchedule>
  list(channel?: ChannelKey): Promise<readonly KeptSchedule[]>
  /** Removes one, or all of the channel; how many went. */
  remove(channel: ChannelKey, id?: number): Promise<number>
  /** Notes that slots up to `after` have been made editions; never moves back. */
  advance(id: number, after: number): Promise<void>
}

/** waiting: due or to be tried again; sending: leased; sent, folded (into a later one) and refused are final. */
export type EditionState = 'waiting' | 'sending' | 'sent' | 'folded' | 'refused'

/** What is known to have been posted. */
export interface PostedParts {
  readonly messageId?: string
  readonly thread?: string
  readonly replyIds: readonly string[]
}

/** An edition in the outbox. Times in milliseconds. */
export interface Edition {
  readonly id: number
  readonly channel: ChannelKey
  /** Names it for good within its channel. */
  readonly slot: string
  readonly dueAt: number
  readonly state: EditionState
  readonly attempts: number
  readonly nextTryAt: number
  /** True where a try may have been accepted without an answer, or was cut off. */
  readonly unsure: boolean
  readonly late: boolean
  /** The frozen post, once written: every try sends the same. */
  readonly post?: unknown
  readonly posted: PostedParts
  readonly stories: readonly string[]
  readonly error?: string
  readonly doneAt?: number
}

/** The outbox: every edition once. */
export interface Editions {
  /** Puts an edition into the outbox; false where its channel has one of that slot. */
  add(edition: { channel: ChannelKey; slot: string; dueAt: number; late?: boolean }): Promise<boolean>
  /**
   * Takes up to `limit` due editions for `leaseMs`, longest due first, one a channel at a time, none of paused channels. One whose lease ran out
   * in the middle comes back as unsure.
   */
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number; platforms?: readonly string[] }): Promise<readonly Edition[]>
  /** Keeps the lease for longer; false where it is lost to another: stop at once. */
  renew(id: number, owner: string, until: number): Promise<boolean>
  /** Freezes what is to be posted, with the ids of its stories; false where the lease is lost. */
  write(id: number, owner: string, post: unknown, stories: readonly string[]): Promise<boolean>
  /** Notes a message that the platform accepted; false where the lease is lost. */
  mark(id: number, owner: string, step: { messageId?: string; thread?: string; replyId?: string }): Promise<boolean>
  finish(id: number, owner: string, now: number, state?: 'sent' | 'folded' | 'refused', error?: string): Promise<boolean>
  /** Gives it back to be tried again; `unsure` where the platform may have accepted something. */
  retry(id: number, owner: string, nextTryAt: number, error: string, unsure: boolean): Promise<boolean>
  get(id: number): Promise<Edition | undefined>
  /** Latest first. */
  ofChannel(channel: ChannelKey, limit: number): Promise<readonly Edition[]>
  /** Ids of stories in editions sent to the channel since then: the same story never comes twice. */
  storiesShown(channel: ChannelKey, since: number): Promise<ReadonlyMap<string, number>>
  counts(
    now: number,
  ): Promise<{ readonly waiting: number; readonly sending: number; readonly overdue: number; readonly oldestDueAt?: number }>
}

/** A notice to a channel that waits to be posted. */
export interface Notice {
  readonly id: number
  readonly channel: ChannelKey
  readonly kind: string
  readonly text: string
  readonly createdAt: number
}

/** Short messages of our own to a channel: a feed fails for good, or is well again. */
export interface Notices {
  add(channel: ChannelKey, kind: string, text: string, now: number): Promise<void>
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number; platforms?: readonly string[] }): Promise<readonly Notice[]>
  done(id: number): Promise<void>
  /** Gives it back to be tried from `retryAt` on. */
  retry(id: number, retryAt: number): Promise<void>
}
