import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import type { Span } from '../text/span.js'
import { STOP_WORDS } from './words/stop-words.js'

/** A word that carries meaning, by its stem, with where it stands. */
export interface Term extends Span {
  readonly stem: string
}

// Longer words are no words (keys, addresses); the stemmer would take its time over them.
const LONGEST_WORD = 40
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
// Nothing but ASCII and the marks of print (‘’“”–—…), none of which is part of a word: there, words are found by far simpler means.
const PLAIN = /^[\0-\x7f\u2010-\u203a]*$/
const PLAIN_WORD = /[A-Za-z0-9]+/g
const KNOWN_STEMS = 50_000
const stems = new Map<string, string>()

/** Whether `word` (any case) is too common to mean anything by itself. */
export const isStopWord = (word: string): boolean => STOP_WORDS.has(word.toLowerCase().replace('’', "'"))

/** The stem of one word, lower-case ("elections" → "elect"). Source: Porter's algorithm, as implemented by `natural`. */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const lower = word.toLowerCase()
  const stem = lower.length > LONGEST_WORD || !/^[a-z]+$/u.test(lower) ? lower : PorterStemmer.stem(lower)
  // The table only saves time; it starts anew when it is full, so that no text can make it grow for ever.
  if (stems.size >= KNOWN_STEMS) stems.clear()
  stems.set(word, stem)
  return stem
}

/** The terms of `text` from `start` to `end`, in order: no stop words, no marks; numbers are terms ("2,400" is one). Linear in its length. */
export function termsOf(text: string, start = 0, end = text.length): Term[] {
  const terms: Term[] = []
  const part = start === 0 && end === text.length ? text : text.slice(start, end)
  for (const match of part.matchAll(PLAIN.test(part) ? PLAIN_WORD : WORD)) {
    const at = start + match.index
    const word = match[0]
    const previous = terms.at(-1)
    if (previous !== undefined && isNumberPart(text, previous, at) && /^\d+$/u.test(word)) {
      terms[terms.length - 1] = {
        stem: `${previous.stem}${text[at - 1]}${word}`.slice(0, LONGEST_WORD),
        start: previous.start,
        end: at + word.length,
      }
      continue
    }
    // 'don’t', 'Holm’s': what follows the apostrophe is no word of its own.
    if (word.length === 1 && !/[\p{N}\p{Lo}]/u.test(word)) continue
    if (STOP_WORDS.has(word.toLowerCase())) continue
    terms.push({ stem: stemOf(word), start: at, end: at + word.length })
  }
  return terms
}

// '2,400' and '3.5': a point or comma right between two digits.
const isNumberPart = (text: string, previous: Term, at: number): boolean =>
  at === previous.end + 1 && (text[previous.end] === ',' || text[previous.end] === '.') && /\d/u.test(text[previous.end - 1] as string)

/** Only the stems of `text`, in order, repeats kept. */
export const stemsOf = (text: string): string[] => termsOf(text).map((term) => term.stem)

/**
 * How much each stem tells one document of a collection from the others: log((N + 1) / (n + 0.5)), where n of N documents have it.
 * Source: Robertson, "Understanding inverse document frequency", J. of Documentation 2004 (smoothed so that it is never below 0).
 */
export function stemWeights(documents: Iterable<Iterable<string>>): (stem: string) => number {
  const counts = new Map<string, number>()
  let total = 0
  for (const document of documents) {
    total++
    for (const stem of new Set(document)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return (stem) => Math.max(0, Math.log((total + 1) / ((counts.get(stem) ?? 0) + 0.5)))
}

/** A bag of stems with a weight each, of length 1: what `similarity` compares. */
export type TermVector = ReadonlyMap<string, number>

/** Counts of `stems`, dampened by a logarithm, times `weightOf` each, scaled to length 1; empty where nothing weighs anything. */
export function termVector(stems: Iterable<string>, weightOf: (stem: string) => number = () => 1): TermVector {
  const counts = new Map<string, number>()
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  let squares = 0
  for (const [stem, count] of counts) {
    const weight = (1 + Math.log(count)) * weightOf(stem)
    counts.set(stem, weight)
    squares += weight * weight
  }
  const length = Math.sqrt(squares)
  if (length === 0) return new Map()
  for (const [stem, weight] of counts) counts.set(stem, weight / length)
  return counts
}

/** Cosine of two term vectors: 0 nothing in common, 1 the same terms in the same shares. */
export function similarity(a: TermVector, b: TermVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [stem, weight] of small) sum += weight * (large.get(stem) ?? 0)
  return sum
}
