import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'
import type { Span } from '../text/span.js'
import type { Scope } from './scope.js'

/** An article without its text: what lists and citations need. */
export interface ArticleCard {
  readonly id: string
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly byline?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  /** ISO 8601, UTC. */
  readonly readAt: string
  /** Milliseconds: when it was published; where that is not known, when it was taken in. */
  readonly at: number
  readonly words: number
  /** Id of the story it belongs to. */
  readonly story?: string
}

/** An article with what was read in it, as it is taken in. */
export interface Reading {
  readonly document: Document
  /** Best first. */
  readonly keyPoints: readonly Span[]
  /** For each statement of the document: the actors its content is about, by standard name ("China"). */
  readonly about: readonly (readonly string[])[]
}

/** What came of keeping an article: `isNew` false where it had been kept before (its stored wording stays). */
export interface Kept {
  readonly id: string
  readonly isNew: boolean
}

/** Articles and their readings. */
export interface Articles {
  /**
   * Keeps an article with its reading in one transaction, once: a second article of that id changes nothing but joins `feeds`.
   * Spans are checked against the text; a reading that does not fit its text is refused.
   * @param feeds ids of the feeds (or a channel's own desk, `channels.deskOf`) it came from.
   */
  keep(reading: Reading, feeds: readonly number[]): Promise<Kept>
  get(id: string): Promise<Article | undefined>
  getMany(ids: readonly string[]): Promise<readonly Article[]>
  cards(ids: readonly string[]): Promise<readonly ArticleCard[]>
  byUrl(url: string): Promise<ArticleCard | undefined>
  /** Newest first. */
  list(scope: Scope, limit: number): Promise<readonly ArticleCard[]>
  count(scope?: Scope): Promise<number>
  /** Key points as spans into the article's text, best first. */
  keyPoints(id: string): Promise<readonly Span[]>
  /**
   * What was read in a kept article: text, paragraphs, sentences, entities and statements. Tokens, quotations and mentions are not kept:
   * those layers are empty; the article's text read again gives them.
   */
  document(id: string): Promise<Document | undefined>
}

/** Id of an article, the same wherever and whenever it is taken in: from its canonical address, else from its text. */
export declare function articleId(article: { readonly url?: string; readonly text: string }): string
