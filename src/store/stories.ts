import type { ArticleCard } from './articles.js'
import type { Scope } from './scope.js'

/** A story: articles on one event. Times in milliseconds. */
export interface Story {
  readonly id: string
  readonly title?: string
  readonly openedAt: number
  readonly updatedAt: number
  /** How many articles and outlets it has (within the scope asked for). */
  readonly articles: number
  readonly outlets: number
}

/** What placing an article changes: the story it joins, the story's new state, its differences. */
export interface StoryChange {
  readonly story: { readonly id: string; readonly title?: string; readonly state: unknown; readonly at: number }
  /** Id of the article of which this one is a copy (agency text); absent where it stands for itself. */
  readonly foldedInto?: string
  /** All differences of the story, as JSON values; absent: unchanged. */
  readonly differences?: readonly unknown[]
}

export interface StoryState {
  readonly id: string
  readonly state: unknown
  readonly updatedAt: number
  readonly version: number
}

export interface StoryMember extends ArticleCard {
  /** Id of the article of which this one is a copy. */
  readonly foldedInto?: string
}

/** Stories: who is in them, and what the gathering of articles needs to go on. */
export interface Stories {
  /** Stories with articles in the scope, last changed first. */
  list(scope: Scope, limit: number): Promise<readonly Story[]>
  get(id: string): Promise<Story | undefined>
  /** Newest first; copies included. */
  members(id: string, scope?: Scope): Promise<readonly StoryMember[]>
  ofArticle(articleId: string): Promise<Story | undefined>
  /** As they were handed in. */
  differences(id: string): Promise<readonly unknown[]>
  /** States of stories changed since `version` (0: all) and still open (changed after `openSince`), oldest change first. */
  states(version: number, openSince: number): Promise<readonly StoryState[]>
}
