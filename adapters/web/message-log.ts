import type { Post } from '../../src/text/post.js'

/** A message of the web desk's channel, as it is kept. */
export interface DeskMessage {
  /** Ascending with time within a channel. */
  readonly id: string
  readonly channel: string
  /** Id of the message that it answers in a thread; null in the channel itself. */
  readonly thread: string | null
  readonly author: 'desk' | 'reader'
  /** ISO 8601, UTC. */
  readonly at: string
  /** What a reader typed. */
  readonly text?: string
  readonly post?: Post
  /** Names the edition and part for good, so that it is kept once. */
  readonly deliveryKey?: string
}

/** Where the web desk's messages are kept; handed in by the desk, on its store. */
export interface MessageLog {
  /** Keeps a message; with a `deliveryKey` that is there already, gives back the one that is there. */
  append(message: Omit<DeskMessage, 'id' | 'at'>): Promise<DeskMessage>
  /** The newest `limit` messages before `before` (an id; absent: now), oldest first. `thread` null: the channel itself. */
  list(channel: string, thread: string | null, options: { before?: string; limit: number }): Promise<readonly DeskMessage[]>
  get(id: string): Promise<DeskMessage | null>
  replace(id: string, post: Post): Promise<void>
  /** Number of replies under each of `ids`. */
  replyCounts(ids: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Calls back when a message came or changed, in this process or another; gives back what ends it. */
  watch(listener: (change: { id: string; channel: string; thread: string | null }) => void): () => void
}
