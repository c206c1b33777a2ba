import type { Citation } from '../text/citation.js'
import type { Manner, Speaker } from '../text/document.js'
import type { TeamKey } from './place-key.js'
import type { Scope } from './scope.js'

/** A kept statement, fit to be shown: the words are equal to the slices of the article's text, or it is not given out at all. */
export interface KeptStatement {
  /** "article.number": stable for as long as the article is kept. */
  readonly id: string
  /** Its content, with address, outlet, title and date of the article. */
  readonly citation: Citation
  readonly speaker: Speaker | null
  /** The words that name the speaker here ("he"), verbatim; absent where the text names none. */
  readonly source?: string
  /** The words that report it ("said"), verbatim. */
  readonly cue?: string
  readonly manner: Manner
  readonly confidence: number
  /** Index of the speaker among the document's entities; -1 where unnamed or unclear. */
  readonly entity: number
  /** Actors that the content is about, by standard name. */
  readonly about: readonly string[]
  /** Milliseconds: when the article was published, else taken in. */
  readonly at: number
  /** Id of the story its article belongs to. */
  readonly story?: string
  /** What the team has said of the speaker: another name. Withdrawn statements are not given out. */
  readonly correctedTo?: string
}

/** Restrictions on statements that hold together; `scope.channel` applies the corrections of its team. */
export interface StatementQuery {
  readonly scope?: Scope
  /** The speaker's name or any part of it ("wang", "Wang Yi"); case and accents do not matter. All words must be in the name. */
  readonly speaker?: string
  /** Standard names of countries or bodies that the speaker speaks for; any of them. */
  readonly actors?: readonly string[]
  /** Standard names of countries or bodies that the content is about; any of them. */
  readonly about?: readonly string[]
  /** Leaves out statements by those who speak for these actors. */
  readonly notBy?: readonly string[]
  /** Words that the content must hold, in any form ("talks" finds "talk"); several words of one string are a phrase. */
  readonly words?: readonly string[]
  /** any (default): one of the words is enough, more come first in nothing: order is by time. */
  readonly match?: 'any' | 'all'
  readonly minConfidence?: number
  /** At most 1,000; 50 where absent. */
  readonly limit?: number
}

/** Statements: who said what. */
export interface Statements {
  /** Newest first. */
  find(query: StatementQuery): Promise<readonly KeptStatement[]>
  /** How many there are in each of the weeks before `until`, oldest first: for a plot over time. */
  countByWeek(query: StatementQuery, weeks: number, until: number): Promise<readonly number[]>
  /** In text order; with `team`, its corrections applied. */
  ofArticles(ids: readonly string[], team?: TeamKey): Promise<readonly KeptStatement[]>
  get(id: string, team?: TeamKey): Promise<KeptStatement | undefined>
}
