import type { EntityKind, Sentence } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { type PairedModel, scorePaired } from '../learned/paired-model.js'
import { best, Features, Templates } from '../learned/weights.js'
import type { TokenSpans } from './tokens.js'
import type { WordColumns } from './word-columns.js'

/** A name of somebody or something, by the half-open range of its tokens. */
export interface Name extends Span {
  readonly first: number
  readonly last: number
  readonly kind: EntityKind
}

/** Kinds of names in the order of the model's classes. */
export const NAME_KINDS: readonly EntityKind[] = ['person', 'body', 'place', 'other']

/** Classes of the model: 0 outside, then for each kind "starts a name" and "goes on with it". */
export const NAME_CLASSES = 1 + 2 * NAME_KINDS.length
export const startOf = (kind: number): number => 1 + 2 * kind
export const continuationOf = (kind: number): number => 2 + 2 * kind

const OUTSIDE = 0
const NO_WORD = 0

/** Words known from elsewhere: for `WordColumns.lower` a set of bits, one for each list the word is in. */
export type Gazetteer = ReadonlyMap<number, number>

/** A trained finder of names: one model for a first look, one for a second that also sees what the whole article called each word. */
export interface NameModel {
  readonly first: PairedModel
  readonly second: PairedModel
  readonly gazetteer: Gazetteer
}

/** Finds the names in text order; they never overlap and never cross a sentence's end. Two passes, greedy, left to right. */
export function namesOf(
  sentences: readonly Sentence[],
  tokens: TokenSpans,
  words: WordColumns,
  tags: Uint8Array,
  model: NameModel,
): Name[] {
  const none = new Map<number, number>()
  const guesses = labelNames(sentences, words, tags, model.first, none, model.gazetteer)
  const labels = labelNames(sentences, words, tags, model.second, wordMemory(words, guesses), model.gazetteer)
  return collect(sentences, tokens, labels)
}

/** One look over the article with one model: a class for every token. `memory` is empty on the first. */
export function labelNames(
  sentences: readonly Sentence[],
  words: WordColumns,
  tags: Uint8Array,
  model: PairedModel,
  memory: ReadonlyMap<number, number>,
  gazetteer: Gazetteer,
): Uint8Array {
  const labels = new Uint8Array(words.count)
  const features = new Features(64)
  const scores = new Float32Array(NAME_CLASSES)
  for (const { first, last } of sentences) {
    for (let i = first; i < last; i++) {
      if (!mayBeName(words, labels, first, i)) continue
      nameFeatures(features, words, tags, labels, memory, gazetteer, first, last, i)
      scorePaired(model, features.ids, features.count, scores)
      labels[i] = bestLabel(scores, i > first ? (labels[i - 1] as number) : OUTSIDE)
    }
  }
  return labels
}

/** Small words outside any name need no look: names start with a capital or a number, and go on from one. */
export const mayBeName = (words: WordColumns, labels: Uint8Array, first: number, i: number): boolean =>
  words.capital[i] !== 0 || (i > first && labels[i - 1] !== OUTSIDE)

/** The best class that may follow `before`: a name goes on only as what it started as. */
export function bestLabel(scores: Float32Array, before: number): number {
  for (let kind = 0; kind < NAME_KINDS.length; kind++) {
    if (before !== startOf(kind) && before !== continuationOf(kind)) scores[continuationOf(kind)] = Number.NEGATIVE_INFINITY
  }
  return best(scores, NAME_CLASSES)
}

/** For each capitalised word the kind it was most often given in the article, plus 1. */
export function wordMemory(words: WordColumns, labels: Uint8Array): Map<number, number> {
  const counts = new Map<number, Int32Array>()
  for (let i = 0; i < words.count; i++) {
    if (words.capital[i] === 0) continue
    const label = labels[i] as number
    const kind = label === OUTSIDE ? NAME_KINDS.length : (label - 1) >> 1
    const row = counts.get(words.form[i] as number) ?? new Int32Array(NAME_KINDS.length + 1)
    row[kind] = (row[kind] as number) + 1
    counts.set(words.form[i] as number, row)
  }
  const memory = new Map<number, number>()
  for (const [form, row] of counts) {
    let top = 0
    for (let kind = 1; kind < row.length; kind++) if ((row[kind] as number) > (row[top] as number)) top = kind
    memory.set(form, 1 + top + (row[top] === 1 ? 8 : 0))
  }
  return memory
}

const NAME = new Templates(201, [
  'word',
  'form label1',
  'suffix3',
  'suffix2',
  'prefix',
  'shape start',
  'tag start',
  'label1',
  'label1 label2',
  'before',
  'before word',
  'before label1',
  'before2 before',
  'after',
  'word after',
  'after after2',
  'afterShape shape beforeShape',
  'beforeTag tag afterTag',
  'label1 tag shape',
  'known label1',
  'known knownAfter tag',
  'remembered label1',
  'remembered rememberedAfter rememberedBefore',
  'lastWord label1',
  'behind label1 start',
  'beforeSuffix label1',
  'afterSuffix',
  'after tag label1',
  'after2',
  'before2',
])

/** Fills `features` with what the finder sees at token `i`. */
export function nameFeatures(
  features: Features,
  words: WordColumns,
  tags: Uint8Array,
  labels: Uint8Array,
  memory: ReadonlyMap<number, number>,
  gazetteer: Gazetteer,
  first: number,
  last: number,
  i: number,
): void {
  const { lower, form, suffix2, suffix3, prefix, shape, capital } = words
  const label1 = i > first ? (labels[i - 1] as number) : OUTSIDE
  const label2 = i - 1 > first ? (labels[i - 2] as number) : OUTSIDE
  const before = i > first ? (lower[i - 1] as number) : NO_WORD
  const before2 = i - 1 > first ? (lower[i - 2] as number) : NO_WORD
  const after = i + 1 < last ? (lower[i + 1] as number) : NO_WORD
  const after2 = i + 2 < last ? (lower[i + 2] as number) : NO_WORD
  const afterShape = i + 1 < last ? (shape[i + 1] as number) : NO_WORD
  const beforeShape = i > first ? (shape[i - 1] as number) : NO_WORD
  const word = lower[i] as number
  const tag = tags[i] as number
  const start = i === first ? 1 : 0
  const known = gazetteer.get(word) ?? 0
  const knownAfter = i + 1 < last && capital[i + 1] !== 0 ? (gazetteer.get(lower[i + 1] as number) ?? 0) : 0
  const remembered = memory.get(form[i] as number) ?? 0
  const rememberedAfter = i + 1 < last ? (memory.get(form[i + 1] as number) ?? 0) : 0
  const rememberedBefore = i > first ? (memory.get(form[i - 1] as number) ?? 0) : 0
  // How many capitalised words stand right behind: a name's length.
  let behind = 0
  while (behind < 3 && i + 1 + behind < last && capital[i + 1 + behind] !== 0) behind++
  const lastWord = behind > 0 ? (lower[i + behind] as number) : NO_WORD
  const { values } = NAME
  let at = 1
  values[at++] = word
  values[at++] = form[i] as number
  values[at++] = label1
  values[at++] = suffix3[i] as number
  values[at++] = suffix2[i] as number
  values[at++] = prefix[i] as number
  values[at++] = shape[i] as number
  values[at++] = start
  values[at++] = tag
  values[at++] = label2
  values[at++] = before
  values[at++] = before2
  values[at++] = after
  values[at++] = after2
  values[at++] = afterShape
  values[at++] = beforeShape
  values[at++] = i > first ? (tags[i - 1] as number) : 60
  values[at++] = i + 1 < last ? (tags[i + 1] as number) : 60
  values[at++] = known
  values[at++] = knownAfter
  values[at++] = remembered
  values[at++] = rememberedAfter
  values[at++] = rememberedBefore
  values[at++] = lastWord
  values[at++] = behind
  values[at++] = i > first ? (suffix3[i - 1] as number) : NO_WORD
  values[at++] = i + 1 < last ? (suffix3[i + 1] as number) : NO_WORD
  NAME.fill(features)
}

function collect(sentences: readonly Sentence[], tokens: TokenSpans, labels: Uint8Array): Name[] {
  const names: Name[] = []
  for (const { first, last } of sentences) {
    for (let i = first; i < last; ) {
      const label = labels[i] as number
      if (label === OUTSIDE) {
        i++
        continue
      }
      const kind = (label - 1) >> 1
      let end = i + 1
      while (end < last && labels[end] === continuationOf(kind)) end++
      names.push({
        start: tokens.starts[i] as number,
        end: tokens.ends[end - 1] as number,
        first: i,
        last: end,
        kind: NAME_KINDS[kind] as EntityKind,
      })
      i = end
    }
  }
  return names
}
