import type { ChannelKey } from './place-key.js'

/** feed: polled and parsed; page: an address whose page is read anew; desk: what a channel was given itself, never polled. */
export type FeedKind = 'feed' | 'page' | 'desk'

export interface NewFeed {
  readonly url: string
  readonly kind?: FeedKind
  readonly title?: string
  readonly siteUrl?: string
  readonly etag?: string
  readonly lastModified?: string
}

/** A feed and its health. Times in milliseconds. */
export interface Feed {
  readonly id: number
  readonly url: string
  readonly kind: FeedKind
  readonly title?: string
  readonly siteUrl?: string
  readonly etag?: string
  readonly lastModified?: string
  readonly nextPollAt: number
  readonly intervalMs: number
  /** Polls in a row that failed. */
  readonly failures: number
  readonly failingSince?: number
  /** One sentence. */
  readonly lastError?: string
  readonly lastSuccessAt?: number
  /** True where the feed is gone for good (410): it is not polled again until it is added anew. */
  readonly gone: boolean
  /** True where its channels have been told that it fails. */
  readonly told: boolean
  readonly addedAt: number
}

/** A host, leased to one poller, with its due feeds. */
export interface HostClaim {
  readonly host: string
  readonly feeds: readonly Feed[]
}

/** How a poll went. */
export type PollOutcome =
  | {
      readonly type: 'fresh' | 'unchanged'
      readonly nextPollAt: number
      readonly intervalMs: number
      readonly etag?: string
      readonly lastModified?: string
      readonly title?: string
      readonly siteUrl?: string
      /** Where the feed has moved for good. */
      readonly movedTo?: string
    }
  | { readonly type: 'failed'; readonly nextPollAt: number; readonly error: string; readonly gone?: boolean; readonly tell?: string }

/** Feeds, who follows them, and whose turn it is to poll them. */
export interface Feeds {
  /** Adds the feed, or gives the one of that address. */
  add(feed: NewFeed, now: number): Promise<Feed>
  get(id: number): Promise<Feed | undefined>
  byUrl(url: string): Promise<Feed | undefined>
  /** The channel follows the feed; false where it did. `topics`: only articles that touch one of these are its news. */
  follow(channel: ChannelKey, feedId: number, now: number, topics?: readonly string[]): Promise<boolean>
  /** The channel no longer follows the feed; false where it did not. Its articles stay until they are too old. */
  unfollow(channel: ChannelKey, feedId: number): Promise<boolean>
  followedBy(channel: ChannelKey): Promise<readonly (Feed & { readonly topics: readonly string[]; readonly since: number })[]>
  followers(feedId: number): Promise<readonly ChannelKey[]>
  all(): Promise<readonly Feed[]>
  /**
   * Takes up to `limit` hosts that have due feeds which somebody follows, for `leaseMs`; a host is polled by one process at a time. A lease
   * that its owner does not give back runs out by itself.
   */
  claim(claim: { owner: string; now: number; leaseMs: number; limit: number; feedsPerHost?: number }): Promise<readonly HostClaim[]>
  release(owner: string, host: string): Promise<void>
  /**
   * Notes how a poll went and what it brought, in one transaction: entries not known yet are queued (entries.ts). On `tell`, every channel that
   * follows the feed gets that notice, once until the feed recovers; on recovery after that, one that it is well again (`recovered`).
   * @returns how many entries are new.
   */
  polled(feedId: number, outcome: PollOutcome, entries: readonly ListedEntry[], now: number, recovered?: string): Promise<number>
  /** When the next feed is due; undefined where none ever is. */
  nextDue(): Promise<number | undefined>
}

/** An entry as a feed lists it: by what it is known, and what is needed to read it later (any JSON). */
export interface ListedEntry {
  readonly guid: string
  readonly url?: string
  /** Hash of its title and text; known by it where guid and address have changed. */
  readonly fingerprint?: string
  readonly entry: unknown
}
