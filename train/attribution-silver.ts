import { lemmaOf } from '../src/language/grammar/lemmas.js'
import { paragraphsOf } from '../src/language/grammar/paragraphs.js'
import { quotationMarks } from '../src/language/grammar/quotation-marks.js'
import { quotationsOf } from '../src/language/grammar/quotations.js'
import { sentencesOf } from '../src/language/grammar/sentences.js'
import { tokenize } from '../src/language/grammar/tokens.js'
import type { NameSpan } from '../src/language/statements/word-grid.js'
import type { EntityKind, Sentence, Token } from '../src/text/document.js'
import { type LearningArticle, learningFromGrammar } from './attribution-corpus.js'
import type { CorpusArticle, SilverToken } from './corpus.js'

const KINDS: Readonly<Record<string, EntityKind>> = { PERSON: 'person', ORGANIZATION: 'body', LOCATION: 'place', MISC: 'other' }

interface Word extends SilverToken {
  /** Index of the governing word among all words of the article, -1 for none. */
  readonly governor: number
}

/** An article laid out by its silver tags, names and parses, carried over to the reading's own tokens, sentences and quotations. */
export function silverArticle(article: CorpusArticle): LearningArticle {
  const { text } = article
  const spans = tokenize(text)
  const paragraphs = paragraphsOf(text)
  const marks = quotationMarks(text, spans)
  const sentences = sentencesOf(text, paragraphs, spans, marks)
  const quotations = quotationsOf(text, paragraphs, spans, marks)
  const words = wordsOf(article)
  const wordAt = new Int32Array(spans.count).fill(-1)
  const tokenOf = new Map<number, number>()
  for (let t = 0, w = 0; t < spans.count; t++) {
    while (w < words.length && (words[w] as Word).end <= (spans.starts[t] as number)) w++
    if (w === words.length || (words[w] as Word).start >= (spans.ends[t] as number)) continue
    wordAt[t] = w
    if (!tokenOf.has(w)) tokenOf.set(w, t)
  }
  const tokens: Token[] = []
  const names: NameSpan[] = []
  for (const sentence of sentences) {
    for (let t = sentence.first; t < sentence.last; t++) {
      const start = spans.starts[t] as number
      const end = spans.ends[t] as number
      const word = words[wordAt[t] as number]
      const head = headOf(t, wordAt[t] as number, words, tokenOf, sentence)
      const tag = word?.tag ?? (/\w/u.test(text.slice(start, end)) ? 'NN' : "''")
      const relation = word === undefined ? 'punct' : head < 0 ? 'root' : word.relation
      tokens.push({ start, end, tag, head, relation, lemma: lemmaOf(text.slice(start, end), tag) })
      addName(names, start, end, KINDS[word?.ner ?? ''], t > sentence.first ? words[wordAt[t - 1] as number]?.ner === word?.ner : false)
    }
  }
  return learningFromGrammar(article, { sentences, tokens, quotations, names })
}

function wordsOf(article: CorpusArticle): Word[] {
  const words: Word[] = []
  for (const sentence of article.sentences) {
    const base = words.length
    for (const word of sentence) words.push({ ...word, governor: word.head < 0 ? -1 : base + word.head })
  }
  return words
}

// Own tokens cut from one silver word hang on the first of them; what silver lacks hangs on the token before it.
function headOf(t: number, w: number, words: readonly Word[], tokenOf: ReadonlyMap<number, number>, { first, last }: Sentence): number {
  if (w < 0) return t > first ? t - 1 : -1
  const own = tokenOf.get(w) as number
  if (own !== t) return own >= first ? own : -1
  let governor = (words[w] as Word).governor
  for (let steps = 0; governor >= 0 && !tokenOf.has(governor) && steps < 9; steps++) governor = (words[governor] as Word).governor
  const head = governor < 0 ? -1 : (tokenOf.get(governor) ?? -1)
  return head >= first && head < last && head !== t ? head : -1
}

function addName(names: NameSpan[], start: number, end: number, kind: EntityKind | undefined, goesOn: boolean): void {
  if (kind === undefined) return
  const last = names.at(-1)
  if (goesOn && last !== undefined && last.kind === kind) names[names.length - 1] = { start: last.start, end, kind }
  else names.push({ start, end, kind })
}
