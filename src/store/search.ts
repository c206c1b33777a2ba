import type { Span } from '../text/span.js'
import type { ArticleCard } from './articles.js'
import type { Scope } from './scope.js'

/** A sentence found: its article, which sentence it is, where it stands, its exact words. */
export interface SentenceHit {
  readonly article: ArticleCard
  /** Index into the document's sentences. */
  readonly index: number
  readonly span: Span
  readonly words: string
  /** Spans of the sentences before and after within the same paragraph, for reading it in its place. */
  readonly before?: Span
  readonly after?: Span
  /** Greater is better; comparable within one answer only. */
  readonly score: number
}

export interface SentenceQuery {
  readonly scope?: Scope
  /** Words to look for, in any form; several words of one string are a phrase. Signs and operators in them mean nothing. */
  readonly words: readonly string[]
  /** all: every word; any (default): one is enough, rare words and more of them come first. */
  readonly match?: 'any' | 'all'
  /** At most 1,000; 50 where absent. */
  readonly limit?: number
}

/** Full-text search by the database's own index. Among very many hits the newest few thousand are ranked. */
export interface Search {
  /** Best first. */
  sentences(query: SentenceQuery): Promise<readonly SentenceHit[]>
  /** Articles whose sentences match, best first. */
  articles(query: SentenceQuery): Promise<readonly ArticleCard[]>
}
