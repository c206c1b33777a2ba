import type { Quotation, Sentence, Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import type { NameSpan } from '../statements/word-grid.js'

/** The layers that names and speakers are read from. All spans point into `text`; `title` is text too, but outside the layers. */
export interface SpeakerLayers {
  readonly text: string
  readonly title?: string
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  readonly quotations: readonly Quotation[]
  /** Spans that look like names, by the tagger of names; ordered, apart from each other. */
  readonly names: readonly NameSpan[]
}

/** A document laid out for reading names: the words themselves, and for each token the sentence, the quotation and the name it is in. */
export interface Passage extends SpeakerLayers {
  readonly words: readonly string[]
  readonly lower: readonly string[]
  readonly sentenceOf: Int32Array
  /** Index of the outer quotation a token stands in, -1 outside. */
  readonly quotationOf: Int32Array
  /** Index into `names`, -1 outside. */
  readonly nameOf: Int32Array
  /** The first root of each sentence. */
  readonly rootOf: Int32Array
  /** Whether a sentence is printed as a headline, most words capitalised, so that capitals mean nothing in it. */
  readonly isHeadline: readonly boolean[]
}

/** Lays out a document; linear in its tokens. */
export function passageOf(layers: SpeakerLayers): Passage {
  const { text, tokens, sentences, quotations, names } = layers
  const n = tokens.length
  const words = tokens.map((token) => text.slice(token.start, token.end))
  const sentenceOf = new Int32Array(n).fill(-1)
  const rootOf = new Int32Array(sentences.length).fill(-1)
  sentences.forEach((sentence, s) => {
    for (let t = Math.max(0, sentence.first); t < Math.min(n, sentence.last); t++) {
      sentenceOf[t] = s
      const head = (tokens[t] as Token).head
      if (rootOf[s] === -1 && (head < sentence.first || head >= sentence.last)) rootOf[s] = t
    }
  })
  return {
    ...layers,
    words,
    lower: words.map((word) => word.toLowerCase()),
    sentenceOf,
    rootOf,
    isHeadline: sentences.map(
      ({ first, last, start, end }, s) =>
        (words[last - 1] !== '.' || (s === 0 && repeats(text.slice(start, end), layers.title))) && isHeadline(words, first, last),
    ),
    quotationOf: coverOf(tokens, quotations, (quotation) => quotation.depth === 0),
    nameOf: coverOf(tokens, names, () => true),
  }
}

function coverOf<T extends Span>(tokens: readonly Token[], spans: readonly T[], counts: (span: T) => boolean): Int32Array {
  const cover = new Int32Array(tokens.length).fill(-1)
  let t = 0
  spans.forEach((span, i) => {
    if (!counts(span)) return
    while (t < tokens.length && (tokens[t] as Token).end <= span.start) t++
    for (let k = t; k < tokens.length && (tokens[k] as Token).start < span.end; k++) cover[k] = i
  })
  return cover
}

/** The tokens that lie in `span`, as a half-open range. */
export function tokenRange(tokens: readonly Token[], span: Span): { readonly first: number; readonly last: number } {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle] as Token).end <= span.start) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < tokens.length && (tokens[last] as Token).start < span.end) last++
  return { first: low, last }
}

/** Whether a word begins with a capital letter. */
export const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

/** A word for looking up: lower-case, without its points ("Sen." → "sen"). */
export const plain = (word: string): string => word.toLowerCase().replace(/\.+$/u, '')

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

// Texts often begin with their own title, made a sentence by a full stop.
const repeats = (line: string, title: string | undefined): boolean => title !== undefined && lettersOf(title).startsWith(lettersOf(line))

// Headlines capitalise all but the small words; a sentence does so only where it lists names.
function isHeadline(words: readonly string[], first: number, last: number): boolean {
  let long = 0
  let capitals = 0
  for (let t = Math.max(0, first); t < Math.min(words.length, last); t++) {
    const word = words[t] as string
    if (word.length < 4 || !/^\p{L}/u.test(word)) continue
    long++
    if (isCapital(word)) capitals++
  }
  return long >= 4 && capitals >= 0.8 * long
}
