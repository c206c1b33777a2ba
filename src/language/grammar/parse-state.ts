import { TAGS } from './tags.js'
import type { WordColumns } from './word-columns.js'

const ROOT_WORD = 7
const ROOT_TAG = 62

/** Basic universal dependencies (version 1, as CoreNLP writes them); a relation's number is its place here. Source: de Marneffe et al., LREC 2014. */
export const RELATIONS: readonly string[] =
  'root nsubj nsubjpass csubj csubjpass dobj iobj ccomp xcomp advcl acl acl:relcl conj parataxis nmod nmod:poss nmod:tmod nmod:npmod appos amod advmod aux auxpass cop mark case cc det det:predet cc:preconj compound compound:prt nummod neg dep punct mwe expl discourse'.split(
    ' ',
  )

export const SHIFT = 0
/** The top of the stack becomes a dependent of the next word. */
export const LEFT = 1
/** The top of the stack becomes a dependent of the word below it. */
export const RIGHT = 2
export const ACTIONS = 3

const NONE = -1

// What marks count as between two words, packed into one number: commas in the low bits, then quotation marks, then all others.
const COMMA = 1
const QUOTE = 1 << 10
const OTHER = 1 << 20
const FIELD = (1 << 10) - 1
const MARK_WEIGHTS = TAGS.map((tag) => {
  if (tag === ',') return COMMA
  if (tag === '``' || tag === "''") return QUOTE
  return tag === ':' || tag === '-LRB-' || tag === '-RRB-' || tag === '.' ? OTHER : 0
})
const OPENING = TAGS.indexOf('``')
const CLOSING = TAGS.indexOf("''")

/** Whether a token with this tag is a mark that the parser reads past: marks are hung into the finished tree by rule. */
export const isMark = (tag: number): boolean => MARK_WEIGHTS[tag] !== 0

/**
 * A parser's configuration for one sentence (arc-hybrid): a stack, the next word, the arcs so far. Words, without marks, are 0 to
 * `size` - 1 and stand at `places`; `size` is the root behind them. Made once for the longest sentence and started anew for each.
 * Source: Kuhlmann, Gómez-Rodríguez and Satta, ACL 2011.
 */
export class ParseState {
  size = 0
  depth = 0
  front = 0
  readonly stack: Int32Array
  readonly heads: Int32Array
  readonly labels: Uint8Array
  /** Outermost and second outermost dependents on each side, -1 for none. */
  readonly left1: Int32Array
  readonly left2: Int32Array
  readonly right1: Int32Array
  readonly right2: Int32Array
  readonly leftCount: Uint8Array
  readonly rightCount: Uint8Array
  /** Which relations the dependents have, as bits (relation modulo 31). */
  readonly relationSet: Int32Array
  /** Hash of the small-letter word, and tag + 1, by word; the root has its own. */
  readonly word: Int32Array
  readonly tag: Uint8Array
  /** The token of each word, counted from the sentence's first. */
  readonly places: Int32Array
  /** 1 for words within quotation marks. */
  readonly quoted: Uint8Array
  private readonly marksBefore: Int32Array

  constructor(capacity: number) {
    const length = capacity + 1
    this.stack = new Int32Array(length)
    this.heads = new Int32Array(length)
    this.labels = new Uint8Array(length)
    this.left1 = new Int32Array(length)
    this.left2 = new Int32Array(length)
    this.right1 = new Int32Array(length)
    this.right2 = new Int32Array(length)
    this.leftCount = new Uint8Array(length)
    this.rightCount = new Uint8Array(length)
    this.relationSet = new Int32Array(length)
    this.word = new Int32Array(length)
    this.tag = new Uint8Array(length)
    this.places = new Int32Array(length)
    this.quoted = new Uint8Array(length)
    this.marksBefore = new Int32Array(length)
  }

  /** Starts on the tokens `first` to `last`; `size` is 0 where all of them are marks. */
  start(words: WordColumns, tags: Uint8Array, first: number, last: number): void {
    this.depth = 0
    this.front = 0
    this.size = 0
    let marks = 0
    let inside = 0
    for (let i = first; i < last; i++) {
      const tag = tags[i] as number
      marks += MARK_WEIGHTS[tag] as number
      if (tag === OPENING) inside = 1
      if (tag === CLOSING) {
        // A closing mark whose opening one stands in a sentence before: all up to here was within.
        if (inside === 0) this.quoted.fill(1, 0, this.size)
        inside = 0
      }
      if (!isMark(tag)) this.add(words.lower[i] as number, tag, i - first, marks, inside)
    }
    this.clear(this.size)
    this.word[this.size] = ROOT_WORD
    this.tag[this.size] = ROOT_TAG
    this.quoted[this.size] = 0
    this.marksBefore[this.size] = marks
  }

  private add(word: number, tag: number, place: number, marks: number, quoted: number): void {
    const i = this.size++
    this.clear(i)
    this.word[i] = word
    this.tag[i] = tag + 1
    this.places[i] = place
    this.marksBefore[i] = marks
    this.quoted[i] = quoted
  }

  private clear(i: number): void {
    this.heads[i] = NONE
    this.labels[i] = 0
    this.left1[i] = NONE
    this.left2[i] = NONE
    this.right1[i] = NONE
    this.right2[i] = NONE
    this.leftCount[i] = 0
    this.rightCount[i] = 0
    this.relationSet[i] = 0
  }

  /** What marks stand between two words: commas (0 to 3), whether a quotation mark, whether another mark, as one number below 16. */
  marksBetween(before: number, after: number): number {
    if (before < 0 || after < 0) return 0
    const marks = (this.marksBefore[after] as number) - (this.marksBefore[before] as number)
    const commas = Math.min(3, marks & FIELD)
    return commas | (((marks >> 10) & FIELD) > 0 ? 4 : 0) | (marks >> 20 > 0 ? 8 : 0)
  }

  /** Whether only the root is left to be read and the stack is empty. */
  get done(): boolean {
    return this.front === this.size && this.depth === 0
  }

  canShift(): boolean {
    return this.front < this.size
  }

  /** The root takes a single dependent, when nothing else is left on the stack. */
  canLeft(): boolean {
    return this.depth > 0 && (this.front < this.size || this.depth === 1)
  }

  canRight(): boolean {
    return this.depth > 1
  }

  /** The action that is allowed where no other is; -1 where there is a choice. */
  onlyAction(): number {
    if (this.front < this.size) return this.depth === 0 ? SHIFT : -1
    return this.depth > 1 ? RIGHT : LEFT
  }

  shift(): void {
    this.stack[this.depth++] = this.front++
  }

  /** The governor that `action` (LEFT or RIGHT) would give the top of the stack. */
  governor(action: number): number {
    return action === LEFT ? this.front : (this.stack[this.depth - 2] as number)
  }

  /** Attaches the top of the stack to `head` and takes it off. */
  attach(head: number, label: number): void {
    const dependent = this.stack[--this.depth] as number
    this.heads[dependent] = head
    this.labels[dependent] = label
    this.relationSet[head] = (this.relationSet[head] as number) | (1 << (label % 31))
    if (dependent < head) {
      // Arc-hybrid attaches from the inside out, on either side: the newest dependent is the outermost.
      this.left2[head] = this.left1[head] as number
      this.left1[head] = dependent
      this.leftCount[head] = Math.min(255, (this.leftCount[head] as number) + 1)
    } else {
      this.right2[head] = this.right1[head] as number
      this.right1[head] = dependent
      this.rightCount[head] = Math.min(255, (this.rightCount[head] as number) + 1)
    }
  }
}
