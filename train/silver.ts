import { paragraphsOf } from '../src/language/grammar/paragraphs.js'
import { quotationMarks } from '../src/language/grammar/quotation-marks.js'
import { quotationsOf } from '../src/language/grammar/quotations.js'
import { TAGS } from '../src/language/grammar/tags.js'
import { type WordColumns, wordColumns } from '../src/language/grammar/word-columns.js'
import type { Sentence } from '../src/text/document.js'
import type { CorpusArticle } from './corpus.js'

/** An article laid out in columns for training on its silver tokens and sentences. Heads are tokens of the article, -1 for roots. */
export interface SilverArticle {
  readonly id: string
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly words: WordColumns
  readonly marks: Uint8Array
  readonly tags: Uint8Array
  readonly ner: readonly string[]
  readonly heads: Int32Array
  readonly relations: readonly string[]
}

const tagNumbers = new Map(TAGS.map((tag, i) => [tag, i]))
const NOUN = 0

/** The articles that have silver tokens, laid out. A tag outside the Penn set counts as NN. */
export const silverArticles = (corpus: readonly CorpusArticle[]): SilverArticle[] =>
  corpus.filter((article) => article.sentences.length > 0).map(silverArticle)

function silverArticle({ id, text, sentences: silver }: CorpusArticle): SilverArticle {
  const flat = silver.flat()
  const tokens = { count: flat.length, starts: Int32Array.from(flat, (t) => t.start), ends: Int32Array.from(flat, (t) => t.end) }
  const marks = quotationMarks(text, tokens)
  quotationsOf(text, paragraphsOf(text), tokens, marks)
  const sentences: Sentence[] = []
  const heads = new Int32Array(flat.length)
  let first = 0
  for (const sentence of silver) {
    for (const [i, { head }] of sentence.entries()) heads[first + i] = head < 0 ? -1 : first + head
    const last = first + sentence.length
    sentences.push({ start: sentence[0]?.start ?? 0, end: sentence.at(-1)?.end ?? 0, first, last, paragraph: 0 })
    first = last
  }
  return {
    id,
    text,
    sentences,
    words: wordColumns(text, tokens, marks),
    marks,
    tags: Uint8Array.from(flat, (t) => tagNumbers.get(t.tag) ?? NOUN),
    ner: flat.map((t) => t.ner),
    heads,
    relations: flat.map((t) => t.relation),
  }
}
