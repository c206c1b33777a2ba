import { Features, type LinearModel, scoreOne } from '../learned/weights.js'
import { AFTER, addFarFeatures, addNearFeatures, addNoContent, BEFORE, type Side } from './content-features.js'
import type { CueFrame } from './cue-frames.js'
import type { WordGrid } from './word-grid.js'

/** The models that score a content's borders: next to the cue on either side (or none there), and far from it. */
export interface BorderModels {
  readonly near: LinearModel
  readonly far: LinearModel
}

/** Words looked at on either side of a cue; longer sentences are cut here. */
const REACH = 70

/** Words that may be the content's border next to the cue, on one side, within the cue's sentence. */
export function nearCandidates(grid: WordGrid, c: number, side: Side, out: number[]): void {
  out.length = 0
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  if (side === AFTER) {
    for (let t = c + 1; t < last && t <= c + 40; t++) if ((grid.shape[t] as number) !== 0) out.push(t)
  } else for (let t = c - 1; t >= first && t >= c - 40; t--) if ((grid.shape[t] as number) !== 0) out.push(t)
}

/**
 * Words that may be the far border of a stretch that has `near` as its other one: those of the sentence, and the end (or start) of a
 * quotation that runs on beyond it.
 */
export function farCandidates(grid: WordGrid, c: number, near: number, side: Side, out: number[]): void {
  out.length = 0
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  const by = side === AFTER ? 1 : -1
  const stop = side === AFTER ? Math.min(last, near + REACH) : Math.max(first - 1, near - REACH)
  for (let t = near; t !== stop; t += by) if ((grid.shape[t] as number) !== 0) out.push(t)
  // Long quotations and sentences: their ends stay in reach.
  const border = side === AFTER ? last - 1 : first
  for (const t of [wordAt(grid, border, by), quotationEdge(grid, near, side), quotationEdge(grid, border, side)]) {
    const previous = out.at(-1) as number
    if (t >= 0 && (side === AFTER ? t > previous : t < previous)) out.push(t)
  }
}

// The last (or first) word of the quotation that `t` stands in; -1 outside quotations.
function quotationEdge(grid: WordGrid, t: number, side: Side): number {
  const quotation = grid.quotation[t] as number
  if (quotation < 0) return -1
  return wordAt(grid, (side === AFTER ? grid.quoteLast : grid.quoteFirst)[quotation] as number, side === AFTER ? 1 : -1)
}

// The word at a border, punctuation passed over inwards.
function wordAt(grid: WordGrid, border: number, by: number): number {
  let t = border
  for (let steps = 0; steps < 4 && t - by >= 0 && t - by < grid.size && (grid.shape[t] as number) === 0; steps++) t -= by
  return t
}

const features = new Features(64)

/** The score of "no content on this side". */
export function scoreNone(grid: WordGrid, frame: CueFrame, side: Side, models: BorderModels): number {
  addNoContent(grid, frame, side, features)
  return scoreOne(models.near, features.ids, features.count)
}

/** The score of `t` as the near border. */
export function scoreNear(grid: WordGrid, frame: CueFrame, t: number, side: Side, models: BorderModels): number {
  addNearFeatures(grid, frame, t, side, features)
  return scoreOne(models.near, features.ids, features.count)
}

/** The score of `t` as the far border of a stretch that borders on the cue with `near`. */
export function scoreFar(
  grid: WordGrid,
  frame: CueFrame,
  near: number,
  t: number,
  side: Side,
  scores: Float32Array,
  models: BorderModels,
): number {
  addFarFeatures(grid, frame, near, t, side, scores, features)
  return scoreOne(models.far, features.ids, features.count)
}

/** Both sides, the one after the cue first. */
export const SIDES: readonly Side[] = [AFTER, BEFORE]
