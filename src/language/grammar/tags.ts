import type { Sentence } from '../../text/document.js'
import { best, Features, type LinearModel, score, Templates } from '../learned/weights.js'
import { CLOSES, DOUBLE, EITHER, NO_MARK, OPENS } from './quotation-marks.js'
import type { WordColumns } from './word-columns.js'

/** Penn Treebank tags as CoreNLP writes them; a tag's number is its place here. Source: Santorini 1990. */
export const TAGS: readonly string[] =
  "NN NNS NNP NNPS VB VBD VBZ VBP VBG VBN MD TO JJ JJR JJS RB RBR RBS PRP PRP$ WP WP$ WDT WRB DT PDT EX IN CC CD RP POS UH FW , . : `` '' -LRB- -RRB- $ LS SYM #".split(
    ' ',
  )

const OPENING_TAG = TAGS.indexOf('``')
const CLOSING_TAG = TAGS.indexOf("''")
/** Stands before a sentence's first tag. */
const NO_TAG = TAGS.length

/** A trained tagger: a model over `TAGS`, and the words that are always the same tag, which need no scoring. */
export interface TagModel {
  readonly model: LinearModel
  /** Tag by `WordColumns.form`. */
  readonly certain: ReadonlyMap<number, number>
}

/** Tags every token, sentence by sentence, left to right; numbers into `TAGS`. Source: greedy averaged perceptron after Collins, EMNLP 2002. */
export function tagsOf(sentences: readonly Sentence[], words: WordColumns, marks: Uint8Array, { model, certain }: TagModel): Uint8Array {
  const tags = new Uint8Array(words.count)
  const features = new Features()
  const scores = new Float32Array(TAGS.length)
  for (const { first, last } of sentences) {
    for (let i = first; i < last; i++) {
      const known = markTag(marks[i] as number) ?? certain.get(words.form[i] as number)
      if (known !== undefined) {
        tags[i] = known
        continue
      }
      tagFeatures(features, words, tags, first, last, i)
      score(model, features.ids, features.count, scores)
      tags[i] = best(scores, TAGS.length)
    }
  }
  return tags
}

/** The tag of a settled double quotation mark; undefined for what is none. */
export function markTag(mark: number): number | undefined {
  if (mark === NO_MARK || (mark & DOUBLE) === 0) return undefined
  return (mark & EITHER) === OPENS ? OPENING_TAG : (mark & EITHER) === CLOSES ? CLOSING_TAG : undefined
}

const TAG = new Templates(1, [
  'word',
  'form start',
  'suffix3',
  'suffix2 capital',
  'prefix',
  'shape start',
  'tag1',
  'tag1 tag2',
  'tag1 word',
  'before',
  'before word',
  'before2',
  'after',
  'word after',
  'after2',
  'afterSuffix',
  'tag1 afterSuffix',
  'suffix3 tag1',
  'afterShape shape',
  'tag1 tag2 suffix2',
  'beforeSuffix',
  'tag1 after',
])

/** Fills `features` with what the tagger sees at token `i` of the sentence `first` to `last`, given the tags before it. */
export function tagFeatures(features: Features, words: WordColumns, tags: Uint8Array, first: number, last: number, i: number): void {
  const { lower, form, suffix2, suffix3, prefix, shape, capital } = words
  const tag1 = i > first ? (tags[i - 1] as number) : NO_TAG
  const tag2 = i - 1 > first ? (tags[i - 2] as number) : NO_TAG
  const word = lower[i] as number
  const before = i > first ? (lower[i - 1] as number) : 1
  const before2 = i - 1 > first ? (lower[i - 2] as number) : 1
  const after = i + 1 < last ? (lower[i + 1] as number) : 2
  const after2 = i + 2 < last ? (lower[i + 2] as number) : 2
  const afterSuffix = i + 1 < last ? (suffix3[i + 1] as number) : 2
  const start = i === first ? 1 : 0
  const { values } = TAG
  let at = 1
  values[at++] = word
  values[at++] = form[i] as number
  values[at++] = start
  values[at++] = suffix3[i] as number
  values[at++] = suffix2[i] as number
  values[at++] = capital[i] as number
  values[at++] = prefix[i] as number
  values[at++] = shape[i] as number
  values[at++] = tag1
  values[at++] = tag2
  values[at++] = before
  values[at++] = before2
  values[at++] = after
  values[at++] = after2
  values[at++] = afterSuffix
  values[at++] = i + 1 < last ? (shape[i + 1] as number) : 2
  values[at++] = i > first ? (suffix3[i - 1] as number) : 1
  TAG.fill(features)
}
