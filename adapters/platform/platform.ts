import type { Post } from '../../src/text/post.js'
import type { Desk, Place } from './desk.js'

/** What came of posting: ids as the platform gives them, for the head and each reply, in order. */
export interface Posted {
  readonly messageId: string
  /** The thread under the head, where replies went. */
  readonly thread?: string
  readonly replyIds: readonly string[]
}

/**
 * How an edition is sent so that it is seen exactly once. `key` names it for good; `done` is what an earlier try is known to have posted;
 * `mark` is called after each accepted message, so that a crash in between loses nothing.
 */
export interface Delivery {
  readonly key: string
  readonly done: { readonly messageId?: string; readonly thread?: string; readonly replyIds: readonly string[] }
  mark(step: { readonly messageId?: string; readonly thread?: string; readonly replyId?: string }): Promise<void>
  /** Called right before each message goes out; throws where another process may have taken the edition over: its error is passed on. */
  hold?(): void
  /** Hears of each call that failed, by kind: "rate-limited", "server-error", "timeout", "unreachable", …; also of those that were tried again. */
  fault?(kind: string): void
  /** True where an earlier try may have been accepted without an answer: the platform then looks at what is there before it posts. */
  readonly unsure: boolean
}

/** How well a platform is connected, for `/onrecord status`, `doctor` and health checks. */
export interface PlatformStatus {
  readonly connected: boolean
  /** One sentence for people: "connected as @onrecord to 2 workspaces". */
  readonly summary: string
  /** What is missing or limited, each with what to do. */
  readonly remarks: readonly string[]
}

/** A chat platform, as the desk sees it. All of Slack, Discord, web desk and terminal pass one contract suite (test/contracts). */
export interface Platform {
  readonly name: string
  /** Connects and brings calls in until `stop`. Rejects with a PlatformError that names what to change (wrong token, missing intent). */
  start(desk: Desk): Promise<void>
  /**
   * Posts to a channel, or into `place.thread`. Rejects with a PlatformError: code "channel-refused" (archived, bot removed: for good),
   * "rate-limited" (with retryAfterMs) and "not-sent" (surely not accepted), "unreachable" (surely not accepted; try again), "unsure" (may have been accepted).
   * A `place.channel` of "@" and a person's id is a direct message to that person. `delivery.mark` rejects where another process has taken
   * the edition over: then nothing more is posted, and its error is passed on.
   */
  post(place: Place, post: Post, delivery?: Delivery): Promise<Posted>
  status(): Promise<PlatformStatus>
  stop(): Promise<void>
}
