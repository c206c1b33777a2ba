import type { Sentence } from '../text/document.js'
import { CLOSES, DOUBLE, EITHER, NO_MARK, OPENS } from './quotation-marks.js'
import { best, Features, type LinearModel, score } from './weights.js'
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
  features.clear()
  features.add(1, word)
  features.add(2, form[i] as number, start)
  features.add(3, suffix3[i] as number)
  features.add(4, suffix2[i] as number, capital[i] as number)
  features.add(5, prefix[i] as number)
  features.add(6, shape[i] as number, start)
  features.add(7, tag1)
  features.add(8, tag1, tag2)
  features.add(9, tag1, word)
  features.add(10, before)
  features.add(11, before, word)
  features.add(12, before2)
  features.add(13, after)
  features.add(14, word, after)
  features.add(15, after2)
  features.add(16, afterSuffix)
  features.add(17, tag1, afterSuffix)
  features.add(18, suffix3[i] as number, tag1)
  features.add(19, i + 1 < last ? (shape[i + 1] as number) : 2, shape[i] as number)
  features.add(20, tag1, tag2, suffix2[i] as number)
  features.add(21, i > first ? (suffix3[i - 1] as number) : 1)
  features.add(22, tag1, after)
}
