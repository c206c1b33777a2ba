import type { EntityKind } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { gatherNames } from '../names/entities.js'
import { type NamePiece, namePieces } from '../names/name-pieces.js'
import type { Naming } from '../names/naming.js'
import { type Passage, passageOf, type SpeakerLayers, tokenRange } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'
import type { FoundStatement } from '../statements/statements.js'
import { interviewTurn } from './interviews.js'
import { Salience } from './salience.js'
import type { SourceMention } from './source-form.js'
import { sourceMention } from './source-mention.js'
import { rolesOfPeople } from './voices.js'

/** A statement as found: who says it is still to be told. */
export type SourcedStatement = Omit<FoundStatement, 'sourceChance'>

/** Who was taken for a statement's speaker: an entity, or a name of its own (several people, two bodies), and how sure that is, 0 to 1. */
export interface Decision {
  readonly entity: number
  readonly name: string | undefined
  readonly certainty: number
  /** Entities of a group, where it is one. */
  readonly members?: readonly number[]
}

/** Below this, a statement's speaker is left unclear rather than named. */
export const LEAST_CERTAINTY = 0.5

export const UNKNOWN: Decision = { entity: -1, name: undefined, certainty: 0 }

const INVERTED = /^(?:said|says|wrote|writes|noted|notes|added|adds|explained|continued|concluded|tweeted|joked|recalled|remarked)$/u

// "…, noted the bank's Ottar Brekke.": a subject, whatever the parser took the name for.
function isInverted(p: Passage, piece: NamePiece | undefined): boolean {
  if (piece === undefined || !/^[,.]$/u.test(p.words[piece.last] ?? '')) return false
  let t = piece.first - 1
  while (t > 0 && piece.first - t < 7 && /^(?:NN|JJ|DT|POS|PRP\$)/u.test(p.tokens[t]?.tag ?? '')) t--
  return INVERTED.test(p.lower[t] ?? '')
}

/** What is known of an article while its speakers are told, statement by statement, in the order of the text. */
export class SpeakerScene {
  readonly p: Passage
  readonly pieces: readonly NamePiece[]
  /** Name piece that each token lies in, -1 for none. */
  readonly pieceAt: Int32Array
  readonly naming: Naming
  readonly salience: Salience
  readonly rolesOf: ReadonlyMap<number, readonly RoleMention[]>
  readonly sources: readonly SourceMention[]
  /** Filled as the walk goes on. */
  readonly decisions: Decision[]
  /** Statement whose content each token lies in, -1 for none. */
  readonly contentOf: Int32Array
  /** Whether a token stands among the words that name a statement's speaker. */
  readonly isSource: (token: number) => boolean
  /** Entity of the latest subject outside quotations that is a person; -1 at first. */
  latestSubject = -1
  /** First person meant in the paragraph; -1 where none has been yet. */
  firstOfParagraph = -1
  /** The last question that somebody is reported to have put: by whom, to whom (-1 where not told), in which sentence. */
  question: { readonly asker: number; readonly listener: number; readonly sentence: number } | undefined
  private paragraph = -1
  /** Those who take turns in a transcript, by entity. */
  private readonly takers: ReadonlySet<number>

  constructor(
    layers: SpeakerLayers,
    readonly found: readonly SourcedStatement[],
  ) {
    this.p = passageOf(layers)
    this.pieces = namePieces(this.p)
    this.pieceAt = new Int32Array(this.p.tokens.length).fill(-1)
    this.pieces.forEach((piece, i) => {
      this.pieceAt.fill(i, piece.first, piece.last)
    })
    this.naming = gatherNames(this.p, this.pieces)
    this.salience = new Salience(this.p, (entity) => this.kindOf(entity))
    this.rolesOf = rolesOfPeople(this.p, this.pieces, this.pieceAt, this.naming)
    this.sources = found.map(({ source }) => sourceMention(this.p, source, this.pieces, this.pieceAt))
    this.decisions = found.map(() => UNKNOWN)
    this.contentOf = this.coverOf(({ content }) => content)
    const sourceOf = this.coverOf(({ source }) => source)
    this.isSource = (token) => sourceOf[token] !== -1
    this.takers = new Set(
      this.sources.flatMap((source, i) => (source.form === 'name' && this.isTurn(i) ? [this.naming.entityOf[source.piece] as number] : [])),
    )
  }

  // "LUNDE: He never saw the letter.": a turn of a transcript, whose words stand without quotation marks behind a colon.
  private isTurn(statement: number): boolean {
    const cue = this.found[statement]?.cue[0]
    return cue !== undefined && /^[:.]$/u.test(this.p.text.slice(cue.start, cue.end)) && !this.startsQuoted(statement)
  }

  /** Whether the statement is a question or an answer of an interview that is printed so; undefined where it is neither. */
  interviewTurn(statement: number): 'question' | 'answer' | undefined {
    const label = this.found[statement]?.source[0]
    return label !== undefined && this.isTurn(statement) ? interviewTurn(this.p.text.slice(label.start, label.end)) : undefined
  }

  /** The capitals that a turn is labelled with where they may be somebody's initials; undefined elsewhere. */
  initialsOf(statement: number): string | undefined {
    const label = this.found[statement]?.source[0]
    const words = label === undefined ? '' : this.p.text.slice(label.start, label.end)
    return /^\p{Lu}{2,3}$/u.test(words) && this.isTurn(statement) ? words : undefined
  }

  /** Whether a token stands in a turn of a transcript. */
  inTurn(token: number): boolean {
    return this.isTurn(this.contentOf[token] as number)
  }

  /** Whether a token stands in a turn of a transcript and the entity takes part in it: there it is "I" or "you", never "he". */
  isTaker(token: number, entity: number): boolean {
    return this.inTurn(token) && this.takers.has(entity)
  }

  private coverOf(spansOf: (statement: SourcedStatement) => readonly Span[]): Int32Array {
    const cover = new Int32Array(this.p.tokens.length).fill(-1)
    this.found.forEach((statement, i) => {
      for (const span of spansOf(statement)) {
        const { first, last } = tokenRange(this.p.tokens, span)
        cover.fill(i, first, last)
      }
    })
    return cover
  }

  kindOf(entity: number): EntityKind {
    return this.naming.entities[entity]?.kind ?? 'other'
  }

  /** Whether the entity is a person. */
  isPerson(entity: number): boolean {
    return this.kindOf(entity) === 'person'
  }

  /** Tells that the walk has come to token `t`. */
  enter(t: number): void {
    const paragraph = this.p.sentences[this.p.sentenceOf[t] as number]?.paragraph ?? this.paragraph
    if (paragraph === this.paragraph) return
    this.paragraph = paragraph
    this.firstOfParagraph = -1
  }

  /** Records that the words at `token` mean `entity`. */
  see(token: number, entity: number, form: 'name' | 'nominal' | 'pronoun'): void {
    this.salience.see(token, entity, form)
    if (!this.isPerson(entity)) return
    if (this.firstOfParagraph === -1) this.firstOfParagraph = entity
    const reports = form === 'name' && isInverted(this.p, this.pieces[this.pieceAt[token] as number])
    if (reports) this.salience.speaks(entity)
    if ((reports || this.p.tokens[token]?.relation.startsWith('nsubj')) && this.p.quotationOf[token] === -1) this.latestSubject = entity
  }

  /** Who speaks the quotation around a token: the speaker of the statement that holds it, where that is decided already; else -1. */
  quotedSpeaker(t: number): number {
    return this.decisions[this.contentOf[t] as number]?.entity ?? -1
  }

  /** Whether what the statement says begins with a quotation mark. */
  startsQuoted(statement: number): boolean {
    const start = this.found[statement]?.content[0]?.start
    return start !== undefined && /["“”'‘`]/u.test(this.p.text[start] ?? '')
  }

  /** Adds the entities named within a span. */
  entitiesIn(span: Span, into: Set<number>): void {
    const { first, last } = tokenRange(this.p.tokens, span)
    for (let t = first; t < last; t++) {
      const piece = this.pieceAt[t] as number
      if (piece !== -1) into.add(this.naming.entityOf[piece] as number)
    }
  }
}
