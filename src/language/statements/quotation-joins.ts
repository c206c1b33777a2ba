import { type BoostedTrees, scoreTrees } from '../learned/boosted-trees.js'
import { probability } from '../learned/weights.js'
import type { ContentOption, Joined } from './content-options.js'
import type { CueFrame } from './cue-frames.js'
import { NO_CUE } from './cue-rows.js'
import { closesWith, nextQuotation, quotedShare } from './quotation-places.js'
import type { WordGrid } from './word-grid.js'

/** Width of a row that `joinRow` fills. */
export const JOIN_ROW = 26

/** Quotations that one statement may go on over. */
const CHAIN = 8

/** Fills `out` with what tells whether `quotation` goes on with what `option` reports; `links` quotations have been joined before. */
export function joinRow(
  grid: WordGrid,
  frame: CueFrame,
  option: Pick<ContentOption, 'after' | 'before'>,
  quotation: number,
  from: number,
  links: number,
  scores: Float32Array,
  out: Float32Array,
): void {
  const c = frame.token
  const { sentences } = grid.layers
  const first = grid.quoteFirst[quotation] as number
  const last = grid.quoteLast[quotation] as number
  const own = sentences[grid.sentence[c] as number] as { first: number; last: number; paragraph: number }
  const ending = sentences[grid.sentence[last] as number] as { first: number; last: number; paragraph: number }
  const opening = sentences[grid.sentence[first] as number] as { first: number; last: number; paragraph: number }
  const { after, before } = option
  let at = 0
  out[at++] = (after === null ? 0 : 1) + (before === null ? 0 : 2)
  out[at++] = after === null ? -1 : quotedShare(grid, after.first, after.last)
  out[at++] = before === null ? -1 : quotedShare(grid, before.first, before.last)
  out[at++] = after !== null && closesWith(grid, after.last) ? 1 : 0
  out[at++] = before !== null && closesWith(grid, before.last) ? 1 : 0
  out[at++] = opening.paragraph - own.paragraph
  out[at++] = opening.paragraph - (sentences[grid.sentence[from] as number]?.paragraph ?? 0)
  out[at++] = last - first
  out[at++] = (grid.sentence[last] as number) - (grid.sentence[first] as number)
  out[at++] = wordsOutside(grid, last, ending.last)
  out[at++] = strongestOutside(grid, scores, quotation, ending.last)
  out[at++] = strongestOutside(grid, scores, quotation, Math.min(grid.size, first))
  out[at++] = strongestFrom(grid, scores, c + 1, first)
  out[at++] = scores[c] as number
  out[at++] = links
  out[at++] = grid.layers.quotations[quotation]?.continues ? 1 : 0
  out[at++] = grid.layers.quotations[quotation]?.open ? 1 : 0
  out[at++] = own.last - c
  out[at++] = c - own.first
  out[at++] = grid.quotation[c] === -1 ? 0 : 1
  out[at++] = grid.tag[c] as number
  out[at++] = (grid.shape[first + 1 < grid.size ? first + 1 : first] as number) & 1
  out[at++] = after === null ? 99 : own.last - after.last
  out[at++] = grid.tag[own.last - 1] as number
  out[at++] = ending.last < grid.size && grid.mark[ending.last] === 1 ? 1 : 0
  out[at++] = frame.bits & 14
}

function wordsOutside(grid: WordGrid, from: number, last: number): number {
  let count = 0
  for (let t = from + 1; t < last; t++) if ((grid.shape[t] as number) !== 0) count++
  return count
}

// The surest cue after the quotation in its last sentence: `"B," she added.` has an owner of its own.
function strongestOutside(grid: WordGrid, scores: Float32Array, quotation: number, end: number): number {
  return strongestFrom(grid, scores, (grid.quoteLast[quotation] as number) + 1, end)
}

function strongestFrom(grid: WordGrid, scores: Float32Array, first: number, end: number): number {
  let best = NO_CUE
  for (let t = first; t < end && t < first + 100 && t < grid.size; t++) best = Math.max(best, scores[t] as number)
  return best
}

const row = new Float32Array(JOIN_ROW)

// A quotation that its paragraph leaves open and the next paragraph opens again is one speaker's.
const SURE = 0.97
const runsOn = (grid: WordGrid, quotation: number, from: number): boolean =>
  grid.layers.quotations[quotation]?.continues === true &&
  (grid.quotation[from] as number) >= 0 &&
  grid.layers.quotations[grid.quotation[from] as number]?.open === true

/** The quotations after the cue's sentence that go on with what `option` reports, as one stretch; null where none does. */
export function joinedTo(
  grid: WordGrid,
  frame: CueFrame,
  option: Pick<ContentOption, 'after' | 'before'>,
  scores: Float32Array,
  trees: BoostedTrees,
): Joined | null {
  let joined = null as Joined | null
  let from = Math.max(frame.token, option.after?.last ?? 0)
  for (let links = 0; links < CHAIN; links++) {
    const quotation = nextQuotation(grid, from)
    if (quotation < 0) break
    joinRow(grid, frame, option, quotation, from, links, scores, row)
    const chance = runsOn(grid, quotation, from) ? SURE : probability(scoreTrees(trees, row))
    if (chance < 0.5) break
    const first: number = joined?.first ?? (grid.quoteFirst[quotation] as number)
    from = grid.quoteLast[quotation] as number
    joined = { first, last: from, chance: Math.min(chance, joined?.chance ?? 1) }
  }
  return joined
}
