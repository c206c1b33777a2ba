import { characterClass, DIGIT, LETTER, SPACE } from './characters.js'
import type { TokenSpans } from './tokens.js'

/** What a token is as a quotation mark. A mark may be both where nothing around it tells (`EITHER`). */
export const NO_MARK = 0
export const OPENS = 1
export const CLOSES = 2
export const EITHER = 3

/** Styles of marks; only like opens and closes like. */
export const DOUBLE = 4
export const SINGLE = 8
export const ANGLE = 16

/**
 * For each token its part as a quotation mark (`OPENS`, `CLOSES` or `EITHER`) plus its style, or `NO_MARK`.
 * Straight marks are told by the space around them: `he said "no"` opens after a space and closes before one. Apostrophes are no marks.
 */
export function quotationMarks(text: string, tokens: TokenSpans): Uint8Array {
  const marks = new Uint8Array(tokens.count)
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i] as number
    const length = (tokens.ends[i] as number) - start
    if (length > 2) continue
    const code = text.charCodeAt(start)
    if (length === 2) {
      if (text.charCodeAt(start + 1) !== code) continue
      if (code === 39 || code === 0x2019) marks[i] = partBySpace(text, start, start + 2) | DOUBLE
      if (code === 96 || code === 0x2018) marks[i] = OPENS | DOUBLE
      continue
    }
    marks[i] = markOf(text, start, code)
  }
  return marks
}

function markOf(text: string, at: number, code: number): number {
  switch (code) {
    case 34: // "
    case 0xff02:
      return partBySpace(text, at, at + 1) | DOUBLE
    case 0x201c: // “
    case 0x201e: // „
    case 0x201f:
      // Some houses print “ on both sides: one right behind a word, before a space, closes.
      return (isClosed(text, at, at + 1) ? CLOSES : OPENS) | DOUBLE
    case 0x201d: // ”
      return (isOpened(text, at, at + 1) ? OPENS : CLOSES) | DOUBLE
    case 0xab: // «
    case 0x203a:
      return (isClosed(text, at, at + 1) ? CLOSES : OPENS) | ANGLE
    case 0xbb: // »
    case 0x2039:
      return (isOpened(text, at, at + 1) ? OPENS : CLOSES) | ANGLE
    case 0x2018: // ‘
    case 96: // `
      return OPENS | SINGLE
    case 39: // '
      return singleBySpace(text, at)
    case 0x2019: // ’
      return spaceBefore(text, at) ? NO_MARK : CLOSES | SINGLE
    default:
      return NO_MARK
  }
}

const spaceBefore = (text: string, at: number): boolean => at === 0 || characterClass(text.charCodeAt(at - 1)) === SPACE
const spaceAfter = (text: string, end: number): boolean => end >= text.length || characterClass(text.charCodeAt(end)) === SPACE

/** Clearly an opening place: a space or nothing before, a word behind; "« oui », dit-elle" has a comma there and closes. */
const isOpened = (text: string, at: number, end: number): boolean =>
  spaceBefore(text, at) && !spaceAfter(text, end) && !ENDING.has(text[end] as string)

/** Clearly a closing place: something before, a space, a comma or nothing behind. */
const isClosed = (text: string, at: number, end: number): boolean =>
  !spaceBefore(text, at) && (spaceAfter(text, end) || ENDING.has(text[end] as string))

const ENDING = new Set(',.;:!?)')

const OPENING_NEIGHBOURS = new Set('([{—–-―\'‘“"/:…')
const CLOSING_NEIGHBOURS = new Set('.,;:!?)]}—–-―\'’”"/…')

function partBySpace(text: string, at: number, end: number): number {
  const before = spaceBefore(text, at)
  const after = spaceAfter(text, end)
  if (before !== after) return before ? OPENS : CLOSES
  if (before) return EITHER
  // No space on either side: '("Yes")', '"—she', 'said:"No'.
  const previous = text[at - 1] as string
  const next = text[end] as string
  const wordAfter = isWordAt(text, end)
  const wordBefore = isWordAt(text, at - 1)
  if (OPENING_NEIGHBOURS.has(previous) && wordAfter)
    return previous === '-' || previous === '—' || previous === '–' || previous === '…' ? EITHER : OPENS
  if (CLOSING_NEIGHBOURS.has(next) && (wordBefore || '.,!?…%)'.includes(previous))) return CLOSES
  if ('.,!?'.includes(previous)) return wordAfter ? EITHER : CLOSES
  return EITHER
}

// An apostrophe alone: it opens before a word after a space, and closes behind a word or mark; "workers' rights" is left to the pairing.
function singleBySpace(text: string, at: number): number {
  const before = spaceBefore(text, at) || '(["“—–'.includes(text[at - 1] as string)
  if (before) return spaceAfter(text, at + 1) ? NO_MARK : OPENS | SINGLE
  return isWordAt(text, at + 1) ? NO_MARK : CLOSES | SINGLE
}

function isWordAt(text: string, at: number): boolean {
  const kind = at >= 0 && at < text.length ? characterClass(text.charCodeAt(at)) : SPACE
  return kind === LETTER || kind === DIGIT
}
