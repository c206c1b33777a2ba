import type { EntityKind, Token } from '../../text/document.js'
import type { Passage } from '../names/passage.js'

/** One place where an entity is named or meant, as coreference remembers it. */
export interface Trace {
  readonly token: number
  readonly entity: number
  readonly sentence: number
  readonly paragraph: number
  readonly form: 'name' | 'nominal' | 'pronoun'
  /** Whether it is a clause's subject, and whether that clause is the sentence's own. */
  subject: boolean
  main: boolean
  readonly owner: boolean
  readonly quoted: boolean
}

/** Somebody who spoke, in order of the text. */
export interface Turn {
  readonly token: number
  readonly entity: number
  readonly sentence: number
  readonly paragraph: number
  /** Whether the statement was a question put to somebody ("asked"). */
  readonly asked: boolean
}

const KEEP = 48
const TURNS = 8

/** What has been spoken of lately, and who has spoken; filled in text order. Bounded, so that every look back takes the same time. */
export class Salience {
  readonly traces: Trace[] = []
  readonly turns: Turn[] = []
  private readonly counts = new Map<number, number>()

  constructor(
    private readonly passage: Passage,
    private readonly kindOf: (entity: number) => EntityKind,
  ) {}

  /** Records that the words at `token` mean `entity`. */
  see(token: number, entity: number, form: Trace['form']): void {
    const p = this.passage
    const { relation, head, tag } = p.tokens[token] as Token
    const sentence = p.sentenceOf[token] as number
    // "The chief of the service, Aksel Dahl, apologised": what explains a subject is the subject.
    const explained = relation === 'appos' ? p.tokens[head] : undefined
    const subject = relation.startsWith('nsubj') || (explained?.relation.startsWith('nsubj') ?? false)
    const verb = relation === 'appos' ? (explained?.head ?? -1) : head
    const main = subject && (verb === p.rootOf[sentence] || (p.tokens[verb]?.relation ?? '') === 'root')
    const owner = relation === 'nmod:poss' || tag === 'PRP$'
    const paragraph = p.sentences[sentence]?.paragraph ?? 0
    this.traces.push({ token, entity, sentence, paragraph, form, subject, main, owner, quoted: p.quotationOf[token] !== -1 })
    if (this.traces.length > 2 * KEEP) this.traces.splice(0, KEEP)
    this.counts.set(entity, (this.counts.get(entity) ?? 0) + 1)
  }

  /** Records that `entity` made a statement whose source or cue stands at `token`. */
  speak(token: number, entity: number, asked: boolean): void {
    const sentence = this.passage.sentenceOf[token] as number
    this.turns.push({ token, entity, sentence, paragraph: this.passage.sentences[sentence]?.paragraph ?? 0, asked })
    if (this.turns.length > 2 * TURNS) this.turns.splice(0, TURNS)
  }

  /** Who makes a statement is its subject, whatever the parser took the name for. Undoes nothing where he is not the latest meant. */
  speaks(entity: number): void {
    const last = this.latest(entity)
    if (last === undefined) return
    last.subject = true
    last.main = true
  }

  /** How often an entity has been meant so far. */
  countOf(entity: number): number {
    return this.counts.get(entity) ?? 0
  }

  /** Entities of the kinds wanted that were meant lately, before token `before`, the latest first, at most `most`. */
  recent(kinds: readonly EntityKind[], sentence: number, reach: number, most: number, before = Number.POSITIVE_INFINITY): number[] {
    const found: number[] = []
    for (let i = this.traces.length - 1; i >= 0 && found.length < most; i--) {
      const trace = this.traces[i] as Trace
      if (sentence - trace.sentence > reach) break
      if (trace.token < before && !found.includes(trace.entity) && kinds.includes(this.kindOf(trace.entity))) found.push(trace.entity)
    }
    return found
  }

  /** The latest place before token `before` where the entity was meant; undefined where it is not remembered. */
  latest(entity: number, before = Number.POSITIVE_INFINITY): Trace | undefined {
    for (let i = this.traces.length - 1; i >= 0; i--) {
      const trace = this.traces[i] as Trace
      if (trace.entity === entity && trace.token < before) return trace
    }
    return undefined
  }

  /** The speaker `back` turns ago, 1 the last. */
  turn(back: number): Turn | undefined {
    return this.turns[this.turns.length - back]
  }
}
