import { hashOf } from '../learned/weights.js'
import { characterClass, DIGIT, isUpper, LETTER } from './characters.js'
import { DOUBLE, EITHER, NO_MARK, OPENS } from './quotation-marks.js'
import type { TokenSpans } from './tokens.js'

/** What the learned stages see of each token, computed once: hashes of its form and its ends, its shape. One row a token. */
export interface WordColumns {
  readonly count: number
  /** The word as it stands; apostrophes straight, digits all alike, quotation marks `` or ''. */
  readonly form: Int32Array
  /** The same in small letters. */
  readonly lower: Int32Array
  /** The last two and three small letters. */
  readonly suffix2: Int32Array
  readonly suffix3: Int32Array
  /** The first two small letters. */
  readonly prefix: Int32Array
  /** Runs of capitals, small letters, digits and marks, at most four runs: "Xx", "X", "d", "x-x". */
  readonly shape: Int32Array
  /** 1 where the token starts with a capital, 2 where a capital stands further on ("al-Rashid", "iPhone"), else 0. */
  readonly capital: Uint8Array
}

const OPENING = hashOf('``')
const CLOSING = hashOf("''")
const LONGEST_LOOK = 64

/** Computes the columns for tokens of `text`; `marks` tell quotation marks apart. */
export function wordColumns(text: string, tokens: TokenSpans, marks: Uint8Array): WordColumns {
  const { count } = tokens
  const columns = {
    count,
    form: new Int32Array(count),
    lower: new Int32Array(count),
    suffix2: new Int32Array(count),
    suffix3: new Int32Array(count),
    prefix: new Int32Array(count),
    shape: new Int32Array(count),
    capital: new Uint8Array(count),
  }
  for (let i = 0; i < count; i++) {
    const mark = marks[i] as number
    if (mark !== NO_MARK && (mark & DOUBLE) !== 0) fillMark(columns, i, (mark & EITHER) === OPENS ? OPENING : CLOSING)
    else fillWord(columns, i, text, tokens.starts[i] as number, tokens.ends[i] as number)
  }
  return columns
}

type Mutable = { -readonly [K in keyof WordColumns]: WordColumns[K] }

function fillMark(columns: Mutable, i: number, hash: number): void {
  columns.form[i] = hash
  columns.lower[i] = hash
  columns.suffix2[i] = hash
  columns.suffix3[i] = hash
  columns.prefix[i] = hash
  columns.shape[i] = hash
}

const FNV_START = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

function fillWord(columns: Mutable, i: number, text: string, start: number, fullEnd: number): void {
  const end = Math.min(fullEnd, start + LONGEST_LOOK)
  let form = FNV_START
  let lower = FNV_START
  let prefix = 0
  let shape = FNV_START
  let runs = 0
  let run = -1
  let capitals = 0
  let last1 = 0
  let last2 = 0
  let last3 = 0
  for (let at = start; at < end; at++) {
    let code = text.charCodeAt(at)
    const kind = shapeOf(code)
    if (kind === 2) code = 48
    else if (code === 0x2019) code = 39
    if (kind !== run && runs < 4) {
      shape = Math.imul(shape ^ (kind + 1), FNV_PRIME)
      runs++
      run = kind
    }
    form = Math.imul(form ^ code, FNV_PRIME)
    if (kind === 0) capitals++
    const small = kind === 0 ? lowerOf(code) : code
    lower = Math.imul(lower ^ small, FNV_PRIME)
    if (at === start + 1) prefix = lower
    last3 = last2
    last2 = last1
    last1 = small
  }
  columns.form[i] = form
  columns.lower[i] = lower
  columns.prefix[i] = prefix === 0 ? lower : prefix
  columns.suffix2[i] = (last2 << 16) | last1
  columns.suffix3[i] = Math.imul(((last2 << 16) | last1) ^ Math.imul(last3, FNV_PRIME), FNV_PRIME)
  columns.shape[i] = shape
  columns.capital[i] = isUpper(text.charCodeAt(start)) ? 1 : capitals > 0 ? 2 : 0
}

const lowerOf = (code: number): number => (code < 128 ? code | 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0))

// 0 capital, 1 small or other letter, 2 digit, 3 mark.
function shapeOf(code: number): number {
  if (code >= 97 && code <= 122) return 1
  if (code >= 65 && code <= 90) return 0
  if (code >= 48 && code <= 57) return 2
  const kind = characterClass(code)
  if (kind === LETTER) return isUpper(code) ? 0 : 1
  return kind === DIGIT ? 2 : 3
}

/** The hash that `WordColumns.lower` holds for `word`, for lists of words that are looked up by it. */
export function lowerHashOf(word: string): number {
  const tokens = { count: 1, starts: Int32Array.of(0), ends: Int32Array.of(word.length) }
  return wordColumns(word, tokens, new Uint8Array(1)).lower[0] as number
}
