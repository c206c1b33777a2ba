import type { Quotation } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { characterClass, isLower, isUpper, LETTER } from './characters.js'
import { CLOSES, EITHER, NO_MARK, OPENS, SINGLE } from './quotation-marks.js'
import type { TokenSpans } from './tokens.js'

interface Pair {
  readonly start: number
  readonly end: number
  readonly open: boolean
  readonly continues: boolean
}

interface OpenMark {
  readonly token: number
  readonly style: number
}

/**
 * Every pair of quotation marks with what stands between, outer before inner, in text order. Pairing never crosses a paragraph's end, so that a
 * missing mark harms no other paragraph; where a paragraph leaves a quotation open and the next one opens with the same mark,
 * the quotation runs on: the first is `open` to its paragraph's end, the next `continues`. Settles `marks` that were either.
 */
export function quotationsOf(text: string, paragraphs: readonly Span[], tokens: TokenSpans, marks: Uint8Array): Quotation[] {
  const pairs: Pair[] = []
  let first = 0
  let continuing = false
  for (const [p, paragraph] of paragraphs.entries()) {
    let last = first
    while (last < tokens.count && (tokens.starts[last] as number) < paragraph.end) last++
    const single = p + 1 < paragraphs.length && last < tokens.count && isSpokenSingle(text, tokens, marks, last)
    const left = pairWithin(text, tokens, marks, first, last, pairs, continuing, single)
    const runsOn = left !== undefined && p + 1 < paragraphs.length && last < tokens.count && opens(marks[last] as number, left.style)
    if (left !== undefined && runsOn) {
      const start = tokens.starts[left.token] as number
      pairs.push({ start, end: paragraph.end, open: true, continues: continuing && left.token === first })
    }
    continuing = runsOn
    first = last
  }
  return nested(pairs)
}

const opens = (mark: number, style: number): boolean => (mark & EITHER) !== NO_MARK && (mark & ~EITHER) === style && (mark & OPENS) !== 0

// "'We had paid": a single mark before a capital, no apostrophe.
const isSpokenSingle = (text: string, tokens: TokenSpans, marks: Uint8Array, at: number): boolean =>
  opens(marks[at] as number, SINGLE) && at + 1 < tokens.count && isUpper(text.charCodeAt(tokens.starts[at + 1] as number))

/**
 * Pairs the marks of one paragraph; gives the outermost mark that stayed open, if its quotation may run on: a single one only where the next
 * paragraph opens with one too (`single`).
 */
function pairWithin(
  text: string,
  tokens: TokenSpans,
  marks: Uint8Array,
  first: number,
  last: number,
  pairs: Pair[],
  continuing: boolean,
  single: boolean,
): OpenMark | undefined {
  const stack: OpenMark[] = []
  let lastPair: { readonly start: number; readonly style: number } | undefined
  const laterClose = singleCloses(text, tokens, marks, first, last)
  for (let i = first; i < last; i++) {
    const mark = marks[i] as number
    if (mark === NO_MARK) continue
    const style = mark & ~EITHER
    if (settle(marks, i, mark, stack) === OPENS) {
      // An apostrophe that opens but never closes is none.
      const isOpen = single && isSpokenSingle(text, tokens, marks, i)
      if (style === SINGLE && laterClose[i - first] === 0 && !isOpen) marks[i] = NO_MARK
      else stack.push({ token: i, style })
      continue
    }
    if (style === SINGLE && isPossessive(text, tokens, i) && laterClose[i - first] === 1) {
      marks[i] = NO_MARK
      continue
    }
    const opener = lastOf(stack, style)
    if (opener < 0) {
      if (style === SINGLE) marks[i] = NO_MARK
      continue
    }
    const { token } = stack[opener] as OpenMark
    stack.length = opener
    const continues = continuing && token === first
    const start = tokens.starts[token] as number
    pairs.push({ start, end: tokens.ends[i] as number, open: false, continues })
    if (style !== SINGLE) lastPair = { start, style }
  }
  const left = stack.find(({ style }) => style !== SINGLE || single)
  // Where another pair of the same kind came behind it, its closing mark was forgotten: it does not run on.
  const from = left === undefined ? 0 : (tokens.starts[left.token] as number)
  const forgotten = lastPair !== undefined && left !== undefined && lastPair.style === left.style && lastPair.start > from
  return forgotten ? undefined : left
}

/** Whether the mark opens or closes, told by what is open where its place did not tell. */
function settle(marks: Uint8Array, at: number, mark: number, stack: readonly OpenMark[]): number {
  const part = mark & EITHER
  if (part !== EITHER) return part
  const settled = lastOf(stack, mark & ~EITHER) >= 0 ? CLOSES : OPENS
  marks[at] = (mark & ~EITHER) | settled
  return settled
}

// Nested double marks are rare and missing ones are not, so the search goes no deeper than a few.
function lastOf(stack: readonly OpenMark[], style: number): number {
  for (let i = stack.length - 1; i >= Math.max(0, stack.length - 8); i--) if ((stack[i] as OpenMark).style === style) return i
  return -1
}

/** For each token 1 where, before the next single mark that opens, another one closes; else 0. */
function singleCloses(text: string, tokens: TokenSpans, marks: Uint8Array, first: number, last: number): Uint8Array {
  const later = new Uint8Array(last - first)
  let seen = 0
  for (let i = last - 1; i >= first; i--) {
    later[i - first] = seen
    const mark = marks[i] as number
    if ((mark & SINGLE) === 0) continue
    if ((mark & OPENS) !== 0) seen = 0
    else if (seen === 0 || !isPossessive(text, tokens, i)) seen = 1
  }
  return later
}

// "the workers’ rights": behind an s, before a small letter.
function isPossessive(text: string, tokens: TokenSpans, token: number): boolean {
  const at = tokens.starts[token] as number
  if ((text.charCodeAt(at - 1) | 32) !== 115 || token + 1 >= tokens.count) return false
  const next = text.charCodeAt(tokens.starts[token + 1] as number)
  return isLower(next) && characterClass(next) === LETTER
}

/** Orders the pairs and counts how deep each stands within others. */
function nested(pairs: Pair[]): Quotation[] {
  const sorted = pairs.sort((a, b) => a.start - b.start || b.end - a.end)
  const around: number[] = []
  return sorted.map(({ start, end, open, continues }) => {
    while (around.length > 0 && (around.at(-1) as number) <= start) around.pop()
    const depth = around.length
    around.push(end)
    return { start, end, open, continues, depth }
  })
}
