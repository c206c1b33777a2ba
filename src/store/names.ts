import type { Scope } from './scope.js'

/** A person, body, country or other thing that the articles name. */
export interface KnownName {
  readonly name: string
  readonly kind: string
  /** How many articles and statements it has. */
  readonly weight: number
}

/** Entity of an article, as kept. */
export interface NamedIn extends KnownName {
  readonly role: string | null
  readonly actor: string | null
  readonly articleId: string
}

/** Who is known, for completion, "did you mean" and keeping people of one surname apart. */
export interface Names {
  /** Names of which some word begins like this, most talked of first. */
  complete(typed: string, limit: number, scope?: Scope): Promise<readonly KnownName[]>
  /** Names that hold all these words ("wang", "wang yi"), most talked of first: more than one means that the asker should choose. */
  holding(words: string, limit: number, scope?: Scope): Promise<readonly KnownName[]>
  /** Names nearest in spelling, nearest first. */
  similar(typed: string, limit: number): Promise<readonly KnownName[]>
  /** Everybody named in these articles, in order of appearance. */
  inArticles(ids: readonly string[]): Promise<readonly NamedIn[]>
}
