import type { ChannelKey } from './place-key.js'

/**
 * What a search may look at. None at all is everything that is kept; stories and articles together name one set of articles (a thread's);
 * all else must hold together. A channel sees the articles of the
 * feeds it follows and those it was given itself; with it the corrections of its team are applied to statements.
 */
export interface Scope {
  readonly channel?: ChannelKey
  /** Ids of feeds. */
  readonly feeds?: readonly number[]
  readonly stories?: readonly string[]
  readonly articles?: readonly string[]
  /** Milliseconds: only what was published (or, without a date, taken in) from then on. */
  readonly since?: number
  /** Milliseconds: only what was published before. */
  readonly until?: number
}
