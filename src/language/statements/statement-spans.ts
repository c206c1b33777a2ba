import type { Manner } from '../../text/document.js'
import { overlaps, type Span } from '../../text/span.js'
import { accordingEnd } from './according-source.js'
import { type Run, withoutNarration, withoutSourcesWords } from './content-trims.js'
import { relation } from './cue-frames.js'
import { quotedShare } from './quotation-places.js'
import { mentionAround } from './sources.js'
import type { Proposal } from './statement-rows.js'
import type { WordGrid } from './word-grid.js'

/** The parts of a statement as spans of the text: content split where its own cue or source stands within it. */
export interface StatementSpans {
  readonly content: Span[]
  readonly source: Span[]
  readonly cue: Span[]
  readonly manner: Manner
}

const LEADS = new Set(['aux', 'auxpass', 'neg', 'cop'].map((name) => relation(name)))
const ADVERB = relation('advmod')
const PARTICLE = relation('compound:prt')

/** Writes out a proposal. Content is empty where nothing but its own cue and source would be left of it. */
export function spansOf(grid: WordGrid, found: Proposal): StatementSpans {
  const whole = sourceTokens(grid, found)
  const end = accordingEnd(grid, found, whole)
  const source: Run | null = whole === null || end === undefined ? whole : [whole[0], end]
  const proposal = end === undefined ? found : { ...found, option: { ...found.option, after: from(found.option.after, end + 2) } }
  const cue = cueTokens(grid, proposal, source)
  const content: Span[] = []
  let words = 0
  let quoted = 0
  const walls = (source === null ? [cue] : [cue, source]).map((run) => spanOf(grid, run))
  for (const [first, last] of pieces(grid, proposal, cue, source)) {
    const marked = { start: opening(grid, first), end: closing(grid, first, last) }
    // Marks are left out where they stand beyond a source that is no word ("\u{1F600}").
    content.push(walls.some((wall) => overlaps(wall, marked)) ? spanOf(grid, [first, last]) : marked)
    words += last - first + 1
    quoted += quotedShare(grid, first, last) * (last - first + 1)
  }
  const share = words === 0 ? 0 : quoted / words
  return {
    content,
    source: source === null ? [] : [spanOf(grid, source)],
    cue: [spanOf(grid, cue)],
    manner: share > 0.999 ? 'direct' : share === 0 ? 'indirect' : 'mixed',
  }
}

const from = (stretch: Proposal['option']['after'], first: number): Proposal['option']['after'] =>
  stretch === null ? null : { ...stretch, first }

const spanOf = (grid: WordGrid, [first, last]: Run): Span => ({ start: grid.start[first] as number, end: grid.end[last] as number })

// The mention, as far as it does not run into the cue or the content.
function sourceTokens(grid: WordGrid, { source, cue, option }: Proposal): Run | null {
  if (source < 0) return null
  let before = -1
  let after = grid.size
  const wall = (first: number, last: number): void => {
    if (last < source) before = Math.max(before, last)
    else if (first > source) after = Math.min(after, first)
  }
  wall(cue, cue)
  for (const stretch of [option.after, option.before]) if (stretch !== null) wall(stretch.first, stretch.last)
  return mentionAround(grid, source, before, after)
}

// The head with its auxiliaries and adverbs before it, and what stands between it and a content that follows closely.
function cueTokens(grid: WordGrid, { cue, option }: Proposal, source: Run | null): Run {
  const sentence = grid.layers.sentences[grid.sentence[cue] as number] as { first: number; last: number }
  const taken = (t: number): boolean =>
    (source !== null && t >= source[0] && t <= source[1]) || (option.before !== null && t >= option.before.first && t <= option.before.last)
  let first = cue
  for (let t = cue - 1; t >= sentence.first && t > cue - 6 && !taken(t); t--) {
    const link = grid.relation[t] as number
    if (grid.head[t] !== cue || !(LEADS.has(link) || link === ADVERB)) break
    first = t
  }
  let last = cue
  const near = option.after?.first ?? -1
  if (near > cue && near - cue <= 6) {
    let clear = true
    for (let t = cue + 1; t < near; t++) if (taken(t) || grid.mark[t] === 2) clear = false
    if (clear) for (let t = cue + 1; t < near; t++) if ((grid.shape[t] as number) !== 0) last = t
  } else if (cue + 1 < sentence.last && grid.relation[cue + 1] === PARTICLE && grid.head[cue + 1] === cue && !taken(cue + 1)) last = cue + 1
  if (last === cue && option.before !== null) last = listenerEnd(grid, cue, taken)
  return [first, last]
}

const OBJECTS = new Set(['dobj', 'iobj'].map((name) => relation(name)))
const LONGEST_LISTENER = 5

// `"…," she told the council.`: a report with nobody who hears it reads as if words were missing, so a short object right behind belongs to the cue.
function listenerEnd(grid: WordGrid, cue: number, taken: (t: number) => boolean): number {
  for (let child = grid.firstChild[cue] as number; child >= 0; child = grid.nextSibling[child] as number) {
    if (!OBJECTS.has(grid.relation[child] as number) || grid.left[child] !== cue + 1) continue
    const right = grid.right[child] as number
    if (right > cue + LONGEST_LISTENER) return cue
    for (let t = cue + 1; t <= right; t++) if (taken(t) || (grid.shape[t] as number) === 0) return cue
    return right
  }
  return cue
}

// The content's runs of tokens in text order, without the cue's and the source's.
function pieces(grid: WordGrid, { option }: Proposal, cue: Run, source: Run | null): Run[] {
  const runs: Run[] = []
  for (const stretch of [option.before, option.after, option.joined]) {
    if (stretch === null) continue
    let rest: Run[] = [[stretch.first, stretch.last]]
    for (const wall of source === null ? [cue] : [cue, source]) rest = rest.flatMap((run) => without(run, wall))
    for (const run of rest) {
      const own = source === null || stretch !== option.before ? run : withoutSourcesWords(grid, run, source[0])
      const kept = trimmed(grid, withoutNarration(grid, own))
      if (kept !== null) runs.push(kept)
    }
  }
  return runs
}

function without([first, last]: Run, [from, to]: Run): Run[] {
  if (to < first || from > last) return [[first, last]]
  const parts: Run[] = []
  if (from > first) parts.push([first, from - 1])
  if (to < last) parts.push([to + 1, last])
  return parts
}

function trimmed(grid: WordGrid, [first, last]: Run): Run | null {
  let a = first
  let b = last
  while (a <= b && (grid.shape[a] as number) === 0) a++
  while (b >= a && (grid.shape[b] as number) === 0) b--
  if (a > b) return null
  // "$30 million", "12%": signs that a number is nothing without.
  const { text } = grid.layers
  const isSign = (t: number, signs: RegExp): boolean => signs.test(text.slice(grid.start[t], grid.end[t]))
  if (a > 0 && grid.end[a - 1] === grid.start[a] && isSign(a - 1, /^\p{Sc}$/u)) a--
  if (b + 1 < grid.size && (grid.start[b + 1] as number) - (grid.end[b] as number) <= 1 && isSign(b + 1, /^[%‰°\p{Sc}]$/u)) b++
  return [a, b]
}

/** Signs between a quotation's mark and its first or last word, at most: a picture of a family has a dozen. */
const MOST_SIGNS = 24

// Marks that open right before the first word belong to it, with signs that stand between them: '"# No more …', '"🚨 Nobody …'.
function opener(grid: WordGrid, first: number): number {
  for (let t = first - 1; t >= 0 && t >= first - MOST_SIGNS && grid.sentence[t] === grid.sentence[first]; t--) {
    if (grid.mark[t] === 1) return t
    if ((grid.shape[t] as number) !== 0 || (grid.quotation[t] as number) < 0) break
  }
  return first
}

const opening = (grid: WordGrid, first: number): number => grid.start[opener(grid, first)] as number

// Up to the closing mark, where the quotation it closes began within the run.
function closing(grid: WordGrid, first: number, last: number): number {
  for (let t = last + 1; t < grid.size && t <= last + MOST_SIGNS && (grid.shape[t] as number) === 0; t++) {
    if (grid.mark[t] !== 2) {
      if (t > last + 3 && (grid.quotation[t] as number) < 0) break
      continue
    }
    const opened = grid.quoteFirst[grid.quotation[t] as number] as number
    return opened >= Math.min(first - 1, opener(grid, first)) ? (grid.end[t] as number) : (grid.end[last] as number)
  }
  return runsOn(grid, first, last) ?? (grid.end[last] as number)
}

// Where the next paragraph goes on with the quotation there is no closing mark: the end of the paragraph is the end of what is quoted, its mark included.
function runsOn(grid: WordGrid, first: number, last: number): number | undefined {
  const quotation = grid.quotation[last] as number
  const around = grid.layers.quotations[quotation]
  if (around?.open !== true || (grid.quoteFirst[quotation] as number) < first - 1) return undefined
  const end = grid.quoteLast[quotation] as number
  for (let t = last + 1; t <= end; t++) if ((grid.shape[t] as number) !== 0) return undefined
  return grid.end[end] as number
}
