import { marksBetween, topAt, wordBeside } from './content-features.js'
import type { ContentOption, Stretch } from './content-options.js'
import { type CueFrame, relation } from './cue-frames.js'
import { tagClass } from './cue-rates.js'
import { NO_CUE, personOf } from './cue-rows.js'
import { OPTION_COLUMNS, optionColumns } from './option-columns.js'
import { closesWith, nextQuotation, opensWith, quotedShare } from './quotation-places.js'
import type { SourceChoices } from './sources.js'
import type { WordGrid } from './word-grid.js'

/** Width of a row that `contentRow` fills. */
export const CONTENT_ROW = 79 + OPTION_COLUMNS + 3

/** Fills `out` with what can be said of one reading of a cue's content; `rank` is its place among the options. */
export function contentRow(
  grid: WordGrid,
  frame: CueFrame,
  option: ContentOption,
  options: readonly ContentOption[],
  sources: SourceChoices,
  scores: Float32Array,
  out: Float32Array,
): void {
  const c = frame.token
  const best = options[0] as ContentOption
  let at = 0
  out[at++] = option.chance
  out[at++] = option.chance - best.chance
  out[at++] = options.indexOf(option)
  out[at++] = options.length > 1 ? best.chance - (options[1] as ContentOption).chance : 9
  out[at++] = option.noneAfter
  out[at++] = option.noneBefore
  out[at++] = (option.after === null ? 0 : 1) + (option.before === null ? 0 : 2)
  out[at++] = scores[c] as number
  out[at++] = tagClass(grid.tag[c] as number)
  out[at++] = frame.bits & 14
  out[at++] = frame.clause < 0 ? 0 : frame.clause < c ? 1 : 2
  out[at++] = grid.relation[c] as number
  out[at++] = frame.subject < 0 ? 0 : personOf(grid.word[frame.subject] as number)
  out[at++] = frame.subjectKind
  out[at++] = grid.quotation[c] === -1 ? 0 : 1
  out[at++] = option.joined === null ? 0 : option.joined.chance
  out[at++] = option.joined === null ? 0 : option.joined.last - option.joined.first + 1
  out[at++] = nextQuotation(grid, Math.max(c, option.after?.last ?? 0)) < 0 ? 0 : 1
  at = sourceColumns(option, sources, c, out, at)
  at = stretchColumns(grid, frame, option.after, 1, scores, out, at)
  at = stretchColumns(grid, frame, option.before, -1, scores, out, at)
  const source = sources.heads.find((head) => !within(option.after, head) && !within(option.before, head)) ?? -1
  optionColumns(grid, frame, option, source, scores, out, at)
  at += OPTION_COLUMNS
  out[at++] = option.fit
  out[at++] = option.fitGap
  out[at] = option.fitRank
}

function sourceColumns(option: ContentOption, sources: SourceChoices, c: number, out: Float32Array, from: number): number {
  let at = from
  const head = sources.heads[0] ?? -1
  out[at++] = sources.chances[0] ?? 0
  out[at++] = sources.none
  out[at++] = head < 0 ? 0 : Math.max(-40, Math.min(40, head - c))
  let inside = 0
  sources.heads.forEach((h, i) => {
    if (within(option.after, h) || within(option.before, h)) inside += sources.chances[i] as number
  })
  out[at++] = inside
  out[at++] = within(option.after, c) || within(option.before, c) ? 1 : 0
  return at
}

const within = (stretch: Stretch | null, t: number): boolean => stretch !== null && t >= stretch.first && t <= stretch.last

const STRETCH_COLUMNS = 28

function stretchColumns(
  grid: WordGrid,
  frame: CueFrame,
  stretch: Stretch | null,
  outward: 1 | -1,
  scores: Float32Array,
  out: Float32Array,
  from: number,
): number {
  if (stretch === null) {
    out.fill(-99, from, from + STRETCH_COLUMNS)
    return from + STRETCH_COLUMNS
  }
  const c = frame.token
  const { first, last } = stretch
  const near = outward === 1 ? first : last
  const far = outward === 1 ? last : first
  const nearTop = topAt(grid, near, outward === 1 ? -1 : 1, c)
  const farTop = topAt(grid, far, outward, c)
  const next = wordBeside(grid, far, outward)
  const inner = marksBetween(grid, first, last)
  const sentence = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  let at = from
  out[at++] = stretch.near
  out[at++] = stretch.far
  out[at++] = last - first + 1
  out[at++] = Math.abs(near - c)
  out[at++] = grid.relation[nearTop] as number
  out[at++] = grid.head[nearTop] === c ? 1 : grid.head[c] === nearTop ? 2 : 0
  out[at++] = (outward === 1 ? (grid.right[nearTop] as number) : (grid.left[nearTop] as number)) - far
  out[at++] = grid.relation[farTop] as number
  out[at++] = grid.head[farTop] === c ? 1 : 0
  out[at++] = next < 0 ? -1 : (grid.tag[next] as number)
  out[at++] = next < 0 ? -1 : (grid.relation[topAt(grid, next, outward === 1 ? -1 : 1, -1)] as number)
  out[at++] = outward === 1 ? marksBetween(grid, far, next < 0 ? far + 3 : next) : marksBetween(grid, next < 0 ? far - 3 : next, far)
  out[at++] = outward === 1 ? marksBetween(grid, c, near) : marksBetween(grid, near, c)
  out[at++] = inner
  out[at++] = grid.tag[first] as number
  out[at++] = personOf(grid.word[first] as number)
  out[at++] = opensWith(grid, first) ? 1 : 0
  out[at++] = closesWith(grid, last) ? 1 : 0
  out[at++] = quotedShare(grid, first, last)
  out[at++] = verbsIn(grid, first, last)
  out[at++] = strongestIn(grid, scores, first, last, c)
  out[at++] = strongestIn(grid, scores, Math.min(near, c), Math.max(near, c), c)
  out[at++] = next < 0 ? NO_CUE : strongestIn(grid, scores, Math.min(far, next), Math.max(far, next) + 3, c)
  out[at++] = first < sentence.first || last >= sentence.last ? 1 : 0
  out[at++] = first === wordFrom(grid, sentence.first) ? 1 : 0
  out[at++] = lastWordOf(grid, sentence.last) - last
  out[at++] = crossesQuotation(grid, first, last)
  out[at++] = subjectsIn(grid, first, last)
  return at
}

const NSUBJ = relation('nsubj')

function subjectsIn(grid: WordGrid, first: number, last: number): number {
  let count = 0
  for (let t = first; t <= last && t < first + 60; t++) if (grid.relation[t] === NSUBJ) count++
  return count
}

const wordFrom = (grid: WordGrid, first: number): number => {
  for (let t = first; t < first + 5 && t < grid.size; t++) if ((grid.shape[t] as number) !== 0) return t
  return first
}

const lastWordOf = (grid: WordGrid, last: number): number => {
  for (let t = last - 1; t > last - 6 && t >= 0; t--) if ((grid.shape[t] as number) !== 0) return t
  return last - 1
}

function verbsIn(grid: WordGrid, first: number, last: number): number {
  let count = 0
  for (let t = first; t <= last && t < first + 60; t++) if (tagClass(grid.tag[t] as number) === 1) count++
  return count
}

function strongestIn(grid: WordGrid, scores: Float32Array, first: number, last: number, c: number): number {
  let best = NO_CUE
  for (let t = Math.max(0, first); t <= last && t < grid.size && t < first + 80; t++)
    if (t !== c) best = Math.max(best, scores[t] as number)
  return best
}

// 0 no quotation cut, 1 cut at the start, 2 cut at the end, 3 both.
function crossesQuotation(grid: WordGrid, first: number, last: number): number {
  const a = grid.quotation[first] as number
  const b = grid.quotation[last] as number
  const cutStart = a >= 0 && (grid.quoteFirst[a] as number) < first - 1
  const cutEnd = b >= 0 && (grid.quoteLast[b] as number) > last + 3
  return (cutStart ? 1 : 0) + (cutEnd ? 2 : 0)
}
