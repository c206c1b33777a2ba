import type { Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { hashOf } from '../learned/weights.js'
import { stemOf } from '../terms.js'

/** How strongly a word by itself is good or bad news, by stem: -5 to 5. Words that are neither have no entry. */
export type Polarities = ReadonlyMap<string, number>

/** A sentence laid out for judging its tone: columns over its words, marks included. */
export interface ToneWords {
  readonly size: number
  /** Hash of each word's stem. */
  readonly hash: Int32Array
  /** Polarity of each word, its sign turned where a negation stands shortly before. */
  readonly polarity: Float32Array
  readonly negated: Uint8Array
  /** 1 where the word is itself a negation. */
  readonly negates: Uint8Array
  /** Number of the clause that the word is in, told by marks and joining words. */
  readonly clause: Int32Array
  /** 1 within quotation marks. */
  readonly quoted: Uint8Array
  readonly kind: Uint8Array
  /** Index of the governing word within the sentence; -1 for the root. */
  readonly head: Int32Array
  /** Hash of the dependency's name. */
  readonly relation: Int32Array
  /** Half-open range of the target's words; empty where the target lies in none. */
  readonly first: number
  readonly last: number
}

export const OTHER = 0
export const NOUN = 1
export const VERB = 2
export const ADJECTIVE = 3
export const ADVERB = 4
export const NAME = 5
export const PRONOUN = 6
export const MARK = 7

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const NEGATIONS = words("not n't no never none nobody nothing neither nor without hardly barely scarcely cannot")
const BREAKS = words(", ; : ( ) — – -- - “ ” \" `` ''")
const JOINS = words('and but or because although though while whereas that which who if when after before since as')
const PRONOUNS = words('he she they him them his her hers their theirs it its')
const REACH = 4

/** Lays out the tokens from `from` to `to` (half-open; one sentence) round `target`, offsets into `text`. */
export function toneWords(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  target: Span,
  polarities: Polarities,
): ToneWords {
  const size = to - from
  const columns = emptyColumns(size)
  let first = size
  let last = 0
  let since = REACH + 1
  let clause = 0
  let open = 0
  for (let i = 0; i < size; i++) {
    const token = tokens[from + i] as Token
    const word = text.slice(token.start, token.end).toLowerCase().replace('’', "'")
    const stem = /^\d/u.test(word) ? '#' : stemOf(word)
    columns.hash[i] = hashOf(stem)
    columns.kind[i] = kindOf(token.tag, word)
    open = quotedAfter(word, open)
    columns.quoted[i] = open
    if (BREAKS.has(word) || JOINS.has(word)) clause++
    columns.clause[i] = clause
    const negates = NEGATIONS.has(word) || word.endsWith("n't")
    columns.negates[i] = negates ? 1 : 0
    since = negates ? 0 : BREAKS.has(word) ? REACH + 1 : since + 1
    columns.negated[i] = since > 0 && since <= REACH ? 1 : 0
    columns.polarity[i] = (polarities.get(stem) ?? 0) * (columns.negated[i] ? -1 : 1)
    columns.head[i] = token.head < from || token.head >= to ? -1 : token.head - from
    columns.relation[i] = hashOf(token.relation)
    if (token.end > target.start && token.start < target.end) {
      first = Math.min(first, i)
      last = i + 1
    }
  }
  return { size, ...columns, first: Math.min(first, last), last }
}

const emptyColumns = (size: number) => ({
  hash: new Int32Array(size),
  polarity: new Float32Array(size),
  negated: new Uint8Array(size),
  negates: new Uint8Array(size),
  clause: new Int32Array(size),
  quoted: new Uint8Array(size),
  kind: new Uint8Array(size),
  head: new Int32Array(size),
  relation: new Int32Array(size),
})

function quotedAfter(word: string, open: number): number {
  if (word === '"') return 1 - open
  if (word === '“' || word === '``') return 1
  return word === '”' || word === "''" ? 0 : open
}

function kindOf(tag: string, word: string): number {
  if (PRONOUNS.has(word)) return PRONOUN
  if (tag.startsWith('NNP')) return NAME
  if (tag.startsWith('NN')) return NOUN
  if (tag.startsWith('VB') || tag === 'MD') return VERB
  if (tag.startsWith('JJ')) return ADJECTIVE
  if (tag.startsWith('RB')) return ADVERB
  return /[\p{L}\p{N}]/u.test(word) ? OTHER : MARK
}
