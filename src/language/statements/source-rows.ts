import { marksBetween } from './content-features.js'
import type { ContentOption, Stretch } from './content-options.js'
import { type CueFrame, caseOf } from './cue-frames.js'
import { tagClass } from './cue-rates.js'
import { NO_CUE, personOf } from './cue-rows.js'
import { quotedShare } from './quotation-places.js'
import type { SourceChoices } from './sources.js'
import { type WordGrid, wordHash } from './word-grid.js'

/** Width of a row that `sourceRow` fills. */
export const SOURCE_ROW = 46

/** The place in a row list that stands for "the text names nobody here". */
export const NOBODY = -1

const ABSENT = -99
const LEADS: readonly string[] = ['by', 'to', 'of', 'from', 'with', 'for', 'in', 'at', 'on', 'about', 'against', 'according', 'as', 'than']
const leads = new Map(LEADS.map((word, i) => [wordHash(word), i + 1]))

/**
 * Fills `out` with what can be said of a candidate for the source, now that it is known what its cue reports: its place in `sources`, or
 * `NOBODY`. `scores` are the cues' log-odds.
 */
export function sourceRow(
  grid: WordGrid,
  frame: CueFrame,
  option: ContentOption,
  sources: SourceChoices,
  place: number,
  scores: Float32Array,
  out: Float32Array,
): void {
  const c = frame.token
  const best = sources.chances[0] ?? 0
  let at = 0
  out[at++] = logOf(place === NOBODY ? sources.none : (sources.chances[place] as number))
  out[at++] = place
  out[at++] = logOf(best)
  out[at++] = logOf(sources.none)
  out[at++] = logOf(sources.chances[1] ?? 0)
  out[at++] = grid.tag[c] as number
  out[at++] = frame.subjectKind
  out[at++] = frame.passive ? 1 : 0
  out[at++] = frame.bits
  out[at++] = scores[c] as number
  out[at++] = (option.after === null ? 0 : 1) + (option.before === null ? 0 : 2) + (option.joined === null ? 0 : 4)
  out[at++] = quotedOf(grid, option)
  out[at++] = (grid.quotation[c] as number) < 0 ? 0 : 1
  if (place === NOBODY) {
    out.fill(ABSENT, at, SOURCE_ROW)
    return
  }
  candidateColumns(grid, frame, option, sources, place, scores, out, at)
}

function candidateColumns(
  grid: WordGrid,
  frame: CueFrame,
  option: ContentOption,
  sources: SourceChoices,
  place: number,
  scores: Float32Array,
  out: Float32Array,
  from: number,
): void {
  const c = frame.token
  const h = sources.heads[place] as number
  const left = grid.left[h] as number
  const right = grid.right[h] as number
  const head = grid.head[h] as number
  const low = Math.min(h, c)
  const high = Math.max(h, c)
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  let at = from
  out[at++] = Math.max(-40, Math.min(40, h - c))
  out[at++] = grid.tag[h] as number
  out[at++] = tagClass(grid.tag[h] as number)
  out[at++] = grid.name[h] as number
  out[at++] = personOf(grid.word[h] as number)
  out[at++] = grid.relation[h] as number
  out[at++] = h === frame.subject ? frame.subjectKind : 0
  out[at++] = right - left
  out[at++] = right === c - 1 ? 1 : left === c + 1 ? 2 : 0
  out[at++] = grid.quotation[h] === grid.quotation[c] ? 0 : (grid.quotation[h] as number) < 0 ? 1 : 2
  out[at++] = grid.shape[h] as number
  out[at++] = head < 0 ? NO_CUE : (scores[head] as number)
  out[at++] = head === c ? 1 : head < 0 ? 2 : grid.head[head] === c ? 3 : grid.head[c] === h ? 4 : 0
  out[at++] = head < 0 ? -1 : (grid.tag[head] as number)
  out[at++] = head < 0 ? 0 : Math.max(-40, Math.min(40, head - c))
  out[at++] = strongestBetween(grid, scores, low, high)
  out[at++] = marksBetween(grid, low, high)
  out[at++] = leadOf(grid, h)
  out[at++] = (grid.depth[h] as number) - (grid.depth[c] as number)
  out[at++] = h - first
  out[at++] = last - h
  out[at++] = gapTo(option.after, left, right)
  out[at++] = gapTo(option.before, left, right)
  out[at++] = sharedWith(option.after, left, right) + sharedWith(option.before, left, right)
  out[at++] = orderOf(option, h, c)
  out[at++] = nameWithin(grid, left, right)
  out[at++] = hangsOn(grid, sources, h)
  out[at++] = sources.heads.reduce((count, other) => count + (other > low && other < high ? 1 : 0), 0)
  out[at++] = sources.heads.reduce((count, other) => count + ((grid.name[other] as number) === 1 ? 1 : 0), 0)
  out[at++] = grid.word[right + 1] === COMMA ? 1 : right + 1 === last - 1 ? 2 : 0
  out[at++] = left > first && grid.word[left - 1] === COMMA ? 1 : left === first ? 2 : 0
  out[at++] = sources.heads.length
  out[at] = logOf(sources.chances[place] as number) - logOf(sources.chances[place === 0 ? 1 : 0] ?? 0)
}

const COMMA = wordHash(',')

const logOf = (chance: number): number => Math.max(-9, Math.log(Math.max(1e-9, chance)))

function quotedOf(grid: WordGrid, { after, before }: ContentOption): number {
  const one = after === null ? -1 : quotedShare(grid, after.first, after.last)
  const other = before === null ? -1 : quotedShare(grid, before.first, before.last)
  return Math.max(one, other)
}

function strongestBetween(grid: WordGrid, scores: Float32Array, low: number, high: number): number {
  let best = NO_CUE
  for (let t = low + 1; t < high && t < low + 80 && t < grid.size; t++) best = Math.max(best, scores[t] as number)
  return best
}

// The class of the preposition that leads the candidate ("by the minister"), 99 for a rare one; 0 for none.
function leadOf(grid: WordGrid, h: number): number {
  const lead = caseOf(grid, h)
  return lead < 0 ? 0 : (leads.get(grid.word[lead] as number) ?? 99)
}

// Tokens between the candidate's phrase and a stretch: above zero where the stretch comes after it.
function gapTo(stretch: Stretch | null, left: number, right: number): number {
  if (stretch === null) return ABSENT
  if (stretch.first > right) return Math.min(40, stretch.first - right)
  return stretch.last < left ? Math.max(-40, stretch.last - left) : 0
}

function sharedWith(stretch: Stretch | null, left: number, right: number): number {
  if (stretch === null) return 0
  return Math.max(0, Math.min(right, stretch.last) - Math.max(left, stretch.first) + 1) / (right - left + 1)
}

// In which order candidate, cue and what is reported stand.
function orderOf({ after, before }: ContentOption, h: number, c: number): number {
  const beforeCue = h < c ? 1 : 0
  const behindAfter = after !== null && h > after.last ? 2 : 0
  const beforeBefore = before !== null && h < before.first ? 4 : 0
  return beforeCue + behindAfter + beforeBefore
}

function nameWithin(grid: WordGrid, left: number, right: number): number {
  for (let t = left; t <= right && t < left + 30; t++)
    if ((grid.name[t] as number) === 1 || (grid.name[t] as number) === 2) return grid.name[t] as number
  return 0
}

// Whether another candidate governs this one: "a spokesman" of "a spokesman for the ministry"; 2 where it governs another.
function hangsOn(grid: WordGrid, sources: SourceChoices, h: number): number {
  let node = grid.head[h] as number
  for (let steps = 0; steps < 4 && node >= 0; steps++, node = grid.head[node] as number) if (sources.heads.includes(node)) return 1
  return sources.heads.some((other) => grid.head[other] === h) ? 2 : 0
}
