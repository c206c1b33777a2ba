import type { Call, Place } from '../../adapters/platform/desk.js'
import type { PlatformStatus } from '../../adapters/platform/platform.js'
import type { SaidGroup } from '../../summaries/said-groups.js'
import type { StanceActor } from '../../summaries/stance.js'
import type { Logger } from '../log.js'
import type { ChannelKey, TeamKey, ThreadKey } from '../store/place-key.js'
import type { Store } from '../store/store.js'
import type { QuotationPart } from '../text/post.js'

/** What the desk works with; everything is handed in. */
export interface DeskServices {
  readonly store: Store
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  readonly log: Logger
  /** Takes articles in: reads, keeps, and says which article it became. */
  readonly intake: DeskIntake
  /** How each platform is connected, for status. */
  readonly platforms: () => Promise<readonly (PlatformStatus & { readonly name: string })[]>
  /** How rare a word's key is in the news at large (`rarityOf` of the reader's weights). */
  readonly rarity: (key: string) => number
  /** How statements of others speak of an actor, by id of the statement, only where that is sure. */
  readonly markTone?: (actor: StanceActor, groups: readonly SaidGroup[]) => Promise<ReadonlyMap<string, NonNullable<QuotationPart['mark']>>>
  /** Zone of schedules that name none. */
  readonly timeZone: string
  readonly version: string
}

/** Ways for articles and feeds to come in on a person's word. All reject with a FetchError, FeedError or InputError, one sentence each. */
export interface DeskIntake {
  /** Reads a page into the channel's own desk. @returns id of the kept article. */
  readAddress(address: string, channel: ChannelKey): Promise<string>
  /** Reads pasted text or a file. @returns id of the kept article. */
  readText(text: string, channel: ChannelKey, name?: string): Promise<string>
  /**
   * Finds what to follow at an address (a feed, the one a site's page names, else a page that lists articles), and follows it; a page that is one
   * article is read. @returns its title or address, and whether it is new to the channel.
   */
  follow(
    address: string,
    channel: ChannelKey,
  ): Promise<{ readonly kind: 'feed' | 'page' | 'article'; readonly title: string; readonly url: string; readonly isNew: boolean }>
  /** Fetches a list of sources (OPML). @returns its text, unread. */
  readList(address: string): Promise<string>
  /** Polls now whatever the channel follows. @returns how many articles came in. */
  fetchNow(channel: ChannelKey): Promise<number>
}

/** What every command is given. */
export interface CommandContext {
  readonly services: DeskServices
  readonly call: Call
  readonly channel: ChannelKey
  readonly team: TeamKey
  readonly now: number
}

export const teamOf = (place: Place): TeamKey => ({ platform: place.platform, team: place.team })
export const channelOf = (place: Place): ChannelKey => ({ ...teamOf(place), channel: place.channel })
export const threadOf = (place: Place): ThreadKey | undefined =>
  place.thread === undefined ? undefined : { ...channelOf(place), thread: place.thread }
