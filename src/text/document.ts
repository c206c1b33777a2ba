import type { Article } from './article.js'
import type { Span } from './span.js'

/** A word or mark. `head` is the index of the governing token in the document, -1 for a sentence's root. */
export interface Token extends Span {
  /** Penn Treebank tag ("NNP", "VBD", "``"). */
  readonly tag: string
  /** Lower-case dictionary form ("said" → "say"); the lower-case word where none is known. */
  readonly lemma: string
  readonly head: number
  /** Basic universal dependency ("nsubj", "ccomp", "root"). */
  readonly relation: string
}

/** A sentence; `first` and `last` are the half-open range of its tokens in `Document.tokens`. */
export interface Sentence extends Span {
  readonly first: number
  readonly last: number
  /** Index into `Document.paragraphs`. */
  readonly paragraph: number
}

/** A pair of quotation marks with what stands between them, marks included. */
export interface Quotation extends Span {
  /** True where the closing mark is missing because the next paragraph reopens the quotation. */
  readonly open: boolean
  /** True where the quotation runs on from the paragraph before. */
  readonly continues: boolean
  /** Nesting: 0 for an outer quotation, 1 for one within it. */
  readonly depth: number
}

export type EntityKind = 'person' | 'body' | 'place' | 'other'

/** One place where the text names or points at somebody or something. */
export interface Mention extends Span {
  readonly form: 'name' | 'nominal' | 'pronoun'
  readonly kind: EntityKind
  /** Index into `Document.entities`; -1 where nobody known is meant. */
  readonly entity: number
}

/** Somebody or something the article speaks of, gathered from its mentions. */
export interface Entity {
  /** The fullest name the article gives ("Isa Holm"), without title or article; a country's or body's standard name. */
  readonly name: string
  readonly kind: EntityKind
  /** The title or description the article gives ("Chinese Foreign Minister"), verbatim; null where it gives none. */
  readonly role: string | null
  /** Country or international body that the entity speaks for, by standard name ("China"); null for none. */
  readonly actor: string | null
  /** Indexes into `Document.mentions`, in text order. */
  readonly mentions: readonly number[]
}

/** Who made a statement. `name` null: nobody is named ("two officials"). Words of name and role all stand in the article. */
export interface Speaker {
  readonly name: string | null
  readonly role: string | null
  readonly actor: string | null
}

/** direct: all in quotation marks; indirect: none; mixed: both. */
export type Manner = 'direct' | 'indirect' | 'mixed'

/** Something somebody said, wrote, believes or plans, with where each part of it stands. */
export interface Statement {
  /** What was said; two or more spans where the cue cuts it. Direct quotations include their marks. Never empty. */
  readonly content: readonly Span[]
  /** The words that name the speaker here ("he", "the minister"); empty where the text names none. */
  readonly source: readonly Span[]
  /** The words that report it ("said", "according to"); may be empty. */
  readonly cue: readonly Span[]
  /** Null where no speaker could be told. */
  readonly speaker: Speaker | null
  /** Index into `Document.entities` of the speaker; -1 where unnamed or unclear. */
  readonly entity: number
  readonly manner: Manner
  /** Probability, 0 to 1, that content and speaker are both right (calibrated; docs/quality.md). */
  readonly confidence: number
}

/** From this confidence on, a statement is shown without being asked for, and its speaker is named (docs/quality.md has what that costs). */
export const SURE = 0.8

/** An article with all that was read in it. Layers point at each other by index and at the text by span. */
export interface Document {
  readonly article: Article
  readonly paragraphs: readonly Span[]
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  readonly quotations: readonly Quotation[]
  readonly mentions: readonly Mention[]
  readonly entities: readonly Entity[]
  readonly statements: readonly Statement[]
}
