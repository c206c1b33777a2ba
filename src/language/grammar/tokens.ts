import { NUMBER_ABBREVIATIONS, OTHER_ABBREVIATIONS, TITLE_ABBREVIATIONS } from '../words/abbreviations.js'
import { characterClass, DIGIT, isLower, isPair, isUpper, LETTER, SPACE } from './characters.js'

/** Where tokens stand: token `i` is `text.slice(starts[i], ends[i])`. Columns, not objects: a text may have a million. */
export interface TokenSpans {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
}

// A word longer than this is cut: addresses and keys come near it, words do not.
const LONGEST_TOKEN = 400
const LONGEST_TAG = 200

/**
 * Cuts `text` into words and marks much as the Penn Treebank does: clitics apart ("do|n't", "Holm|'s"), hyphenated words, decimals, times,
 * initials ("J."), abbreviations ("U.S.", "Mr."), addresses, @names and #topics whole, every other mark by itself, but runs of
 * the same mark ("...", "--", "''") together. Every character that is no space is in exactly one token. One pass, linear.
 */
export function tokenize(text: string): TokenSpans {
  let starts = new Int32Array(Math.max(16, text.length >> 2))
  let ends = new Int32Array(starts.length)
  let count = 0
  let at = 0
  while (at < text.length) {
    const kind = characterClass(text.charCodeAt(at))
    if (kind === SPACE) {
      at++
      continue
    }
    if (count + 2 > starts.length) {
      starts = widened(starts)
      ends = widened(ends)
    }
    let end = kind === LETTER || kind === DIGIT ? wordEnd(text, at) : markEnd(text, at)
    if (end - at > LONGEST_TOKEN) end = at + LONGEST_TOKEN - ((text.charCodeAt(at + LONGEST_TOKEN - 1) & 0xfc00) === 0xd800 ? 1 : 0)
    const cut = fusedCut(text, at, end)
    if (cut > at) {
      starts[count] = at
      ends[count++] = cut
    }
    starts[count] = Math.max(at, cut)
    ends[count++] = end
    at = end
  }
  return { count, starts: starts.slice(0, count), ends: ends.slice(0, count) }
}

function widened(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(column.length * 2)
  wider.set(column)
  return wider
}

const APOSTROPHE = 39
const CURLY_APOSTROPHE = 0x2019
const isApostrophe = (code: number): boolean => code === APOSTROPHE || code === CURLY_APOSTROPHE

/** Where the word that starts at `at` ends. */
function wordEnd(text: string, at: number): number {
  const address = addressEnd(text, at)
  if (address > at) return address
  const limit = Math.min(text.length, at + LONGEST_TOKEN)
  let end = at + 1
  let points = 0
  while (end < limit) {
    const code = text.charCodeAt(end)
    const kind = characterClass(code)
    if (kind === LETTER || kind === DIGIT) {
      end++
      continue
    }
    if (isApostrophe(code)) {
      const negation = negationStart(text, at, end)
      if (negation > at) return negation
      if (cliticLength(text, end) > 0 || !joinsName(text, end)) break
    } else if (!joins(text, at, end, code)) {
      break
    }
    if (code === 46) points++
    end++
  }
  return text.charCodeAt(end) === 46 && keepsStop(text, at, end, points) ? end + 1 : end
}

/** Whether the mark at `end` stands within a word that goes on behind it: 'front-runner', '3.5', '9/11', 'AT&T', 'U.S', 'a@b.org'. */
function joins(text: string, at: number, end: number, code: number): boolean {
  const before = text.charCodeAt(end - 1)
  const after = end + 1 < text.length ? text.charCodeAt(end + 1) : 32
  const kind = characterClass(after)
  const inDigits = isDigit(before) && isDigit(after)
  switch (code) {
    case 45: // -
    case 0x2010:
    case 0x2011:
      return kind === LETTER || kind === DIGIT
    case 44: // ,
      return inDigits && isDigit(text.charCodeAt(end + 2)) && isDigit(text.charCodeAt(end + 3)) && !isDigit(text.charCodeAt(end + 4))
    case 58: // :
      return inDigits
    case 47: // /
      return kind === LETTER || kind === DIGIT
    case 38: // &
      return isUpper(before) && isUpper(after)
    case 64: // @
      return kind === LETTER
    case 46: // .
      return inDigits || isInitialism(text, at, end, after) || isDomain(text, end, before, after)
    default:
      return false
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

// 'U.S', 'p.m', 'Ph.D', 'U.S.-Mexico': single letters on both sides of the point, or a point before the hyphen of such a word.
function isInitialism(text: string, at: number, end: number, after: number): boolean {
  const single = end - 1 === at || text.charCodeAt(end - 2) === 46 || text.charCodeAt(end - 2) === 45
  if (!single || characterClass(text.charCodeAt(end - 1)) !== LETTER) return end - at === 2 && text.slice(at, end) === 'Ph' && after === 68
  if (after === 45) return text.charCodeAt(end - 2) === 46
  const second = end + 2 < text.length ? text.charCodeAt(end + 2) : 32
  return characterClass(after) === LETTER && (characterClass(second) !== LETTER || second === 46)
}

const DOMAINS = new Set(['com', 'org', 'net', 'gov', 'edu', 'io', 'uk', 'eu', 'info', 'tv', 'co', 'me', 'ly'])

// 'example.com', 'elections.example.org': known endings only, so that a missing space after a full stop still ends a sentence.
function isDomain(text: string, end: number, before: number, after: number): boolean {
  if (!isLower(after) || characterClass(before) === SPACE) return false
  let stop = end + 1
  while (stop < text.length && stop < end + 12 && characterClass(text.charCodeAt(stop)) === LETTER) stop++
  return DOMAINS.has(text.slice(end + 1, stop)) || (text.charCodeAt(stop) === 46 && isDomain(text, stop, 97, text.charCodeAt(stop + 1)))
}

/** 'https://…' and 'www.…' up to white space, a quotation mark or a bracket, without the marks of the sentence around it. */
function addressEnd(text: string, at: number): number {
  const first = text.charCodeAt(at) | 32
  if (first !== 104 && first !== 119) return at
  if (!text.startsWith('http://', at) && !text.startsWith('https://', at) && !text.startsWith('www.', at)) return at
  let end = at
  while (end < text.length && end - at < LONGEST_TOKEN) {
    const code = text.charCodeAt(end)
    if (characterClass(code) === SPACE || '<>"“”‘’()[]{}'.includes(text[end] as string)) break
    end++
  }
  while (end > at && ".,;:!?'…".includes(text[end - 1] as string)) end--
  return end
}

/** Where "n't" starts in a word whose apostrophe stands at `end`; `at` or less where it is no negation. */
function negationStart(text: string, at: number, end: number): number {
  if (end - 1 < at || (text.charCodeAt(end - 1) | 32) !== 110 || (text.charCodeAt(end + 1) | 32) !== 116) return -1
  return characterClass(end + 2 < text.length ? text.charCodeAt(end + 2) : 32) === LETTER ? -1 : end - 1
}

/** Length of the clitic that starts with the apostrophe at `at` ("'s", "'re"); 0 where there is none. */
function cliticLength(text: string, at: number): number {
  const first = text.charCodeAt(at + 1) | 32
  const second = text.charCodeAt(at + 2) | 32
  const endsAt = (end: number): boolean => {
    const kind = end < text.length ? characterClass(text.charCodeAt(end)) : SPACE
    return kind !== LETTER && kind !== DIGIT
  }
  if ((first === 115 || first === 100 || first === 109) && endsAt(at + 2)) return 2
  const pair = (first === 114 && second === 101) || (first === 118 && second === 101) || (first === 108 && second === 108)
  return pair && endsAt(at + 3) ? 3 : 0
}

// 'O'Brien', 'D’Souza', 'Qur'an', and 'y'all'; not the closing mark in "'word'and".
const joinsName = (text: string, at: number): boolean => {
  const after = at + 1 < text.length ? characterClass(text.charCodeAt(at + 1)) : SPACE
  return after === LETTER
}

/** Whether the full stop at `end` belongs to the word before it. */
function keepsStop(text: string, at: number, end: number, points: number): boolean {
  const after = end + 1 < text.length ? text.charCodeAt(end + 1) : 32
  if (after === 46) return false
  if (points > 0) return endsInitialism(text, at, end)
  if (end - at === 1) return isInitial(text, at, end)
  if (end - at > 6) return false
  const word = text.slice(at, end).toLowerCase()
  if (TITLE_ABBREVIATIONS.has(word)) return isUpper(text.charCodeAt(at)) || word === 'vs' || word === 'v'
  if (OTHER_ABBREVIATIONS.has(word)) return word === 'etc' || isAbbreviationHere(text, at, end, word)
  return NUMBER_ABBREVIATIONS.has(word) && isDigit(text.charCodeAt(nextAt(text, end + 1)))
}

// 'U.S.' and 'p.m.', 'R-N.Y.'; not '3.5.' nor 'example.com.'
const endsInitialism = (text: string, at: number, end: number): boolean =>
  characterClass(text.charCodeAt(end - 1)) === LETTER &&
  (text.charCodeAt(end - 2) === 46 || (end - at === 4 && text.startsWith('Ph.D', at)))

// 'J. Smith'. 'I.' ends a sentence unless a capital comes on both sides ('Albert I. Smith'); a plain 'a.' is no initial.
function isInitial(text: string, at: number, end: number): boolean {
  if (!isUpper(text.charCodeAt(at))) return (text.charCodeAt(at) | 32) === 118
  const next = nextAt(text, end + 1)
  if (text.charCodeAt(at) !== 73) return true
  let before = at - 1
  while (before >= 0 && at - before < 40 && characterClass(text.charCodeAt(before)) !== LETTER) before--
  while (before > 0 && at - before < 40 && characterClass(text.charCodeAt(before - 1)) === LETTER) before--
  return isUpper(text.charCodeAt(before)) && isUpper(text.charCodeAt(next))
}

// Months, states and firms are capitalised; 'Miss.' or 'Ill.' at an end, 'wash.' and 'ind.' are more often plain words in small letters.
function isAbbreviationHere(text: string, at: number, end: number, word: string): boolean {
  if (!isUpper(text.charCodeAt(at))) return word === 'jr' || word === 'sr' || word === 'inc'
  // 'in March. Then': three letters that are also a name or a word need a number or more of the sentence behind them.
  const next = nextAt(text, end + 1)
  if (word === 'mar' || word === 'sun' || word === 'sat') return isDigit(text.charCodeAt(next))
  return true
}

/** The next place at or after `at` that is no space; looks 8 characters ahead at most. */
function nextAt(text: string, at: number): number {
  let next = at
  while (next < text.length && next < at + 8 && characterClass(text.charCodeAt(next)) === SPACE) next++
  return next
}

const APOSTROPHE_WORDS = new Set(['em', 'til', 'tis', 'twas', 'cause', 'bout', 'n', 'nuff'])

/** Where the mark that starts at `at` ends. */
function markEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (isPair(text, at)) return at + 2
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 32
  if (isApostrophe(code)) return apostropheEnd(text, at, next)
  if ((code === 64 || code === 35) && characterClass(next) === LETTER) return plainWordEnd(text, at + 1)
  if (code === 60) return tagEnd(text, at)
  if (code === 46 && (next === 32 || next === 0xa0)) return spacedEllipsisEnd(text, at)
  // '$', '%' and their like stand by themselves; so do quotation marks and brackets, but a run of dots, dashes or lines is one mark.
  if (!'.-*=~_…—–`#^|'.includes(text[at] as string) || next !== code) return at + 1
  let end = at + 2
  while (end < text.length && text.charCodeAt(end) === code) end++
  return end
}

// '. . .', as some houses set an ellipsis; four points are an ellipsis with its full stop.
function spacedEllipsisEnd(text: string, at: number): number {
  let end = at + 1
  while ((text[end] === ' ' || text[end] === '\u00a0') && text[end + 1] === '.') end += 2
  return end - at >= 5 ? end : at + 1
}

/** "'s" and its like, "''", "'90s", "'em", or the mark alone. */
function apostropheEnd(text: string, at: number, next: number): number {
  if (next === text.charCodeAt(at)) return at + 2
  const before = at > 0 ? characterClass(text.charCodeAt(at - 1)) : SPACE
  if (before !== SPACE) {
    const clitic = cliticLength(text, at)
    if (clitic > 0) return at + clitic
  }
  if (isDigit(next) && isDigit(text.charCodeAt(at + 2)) && (text.charCodeAt(at + 3) | 32) === 115) return at + 4
  if (before === SPACE && characterClass(next) === LETTER) {
    const end = plainWordEnd(text, at + 1)
    if (end - at < 7 && APOSTROPHE_WORDS.has(text.slice(at + 1, end).toLowerCase())) return end
  }
  return at + 1
}

function plainWordEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && end - at < LONGEST_TOKEN) {
    const kind = characterClass(text.charCodeAt(end))
    if (kind !== LETTER && kind !== DIGIT) break
    end++
  }
  return end
}

// '<b>' and '</tweet>' left over in a text are one mark each.
function tagEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1)
  if (next !== 47 && characterClass(next) !== LETTER) return at + 1
  for (let end = at + 1; end < text.length && end < at + LONGEST_TAG; end++) {
    const code = text.charCodeAt(end)
    if (code === 62) return end + 1
    if (code === 60 || code === 10) break
  }
  return at + 1
}

const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['gotta', 3],
  ['wanna', 3],
  ['gimme', 3],
  ['lemme', 3],
])

/** Where a word made of two is cut ('can|not'); `at` where it is not. */
function fusedCut(text: string, at: number, end: number): number {
  const length = end - at
  if (length !== 6 && length !== 5) return at
  const first = text.charCodeAt(at) | 32
  if (first !== 99 && first !== 103 && first !== 119 && first !== 108) return at
  const cut = FUSED.get(text.slice(at, end).toLowerCase())
  return cut === undefined ? at : at + cut
}
