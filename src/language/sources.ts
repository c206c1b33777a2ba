import type { CueFrame } from './cue-frames.js'
import { addNoSource, addSourceFeatures, sourceCandidates } from './source-features.js'
import { Features, type LinearModel, scoreOne } from './weights.js'
import { tagId, type WordGrid } from './word-grid.js'

/** Words that may head a mention of who says it, best first, with how likely each is among all and none. */
export interface SourceChoices {
  readonly heads: number[]
  readonly chances: number[]
  /** How likely it is that the text names nobody here. */
  none: number
}

const features = new Features(64)
const places: number[] = []

/** Ranks the candidates for the source of the cue that `frame` was filled for; the best four are kept. */
export function rankSources(grid: WordGrid, frame: CueFrame, model: LinearModel): SourceChoices {
  sourceCandidates(grid, frame.token, places)
  addNoSource(grid, frame, features)
  const none = scoreOne(model, features.ids, features.count)
  const scores = places.map((t) => {
    addSourceFeatures(grid, frame, t, features)
    return scoreOne(model, features.ids, features.count)
  })
  let top = none
  for (const s of scores) if (s > top) top = s
  let sum = Math.exp(none - top)
  for (const s of scores) sum += Math.exp(s - top)
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number))
  const kept = order.slice(0, 4)
  return {
    heads: kept.map((i) => places[i] as number),
    chances: kept.map((i) => Math.exp((scores[i] as number) - top) / sum),
    none: Math.exp(none - top) / sum,
  }
}

const POS = tagId('POS')

/**
 * The tokens, first to last, of the mention that `head` heads: its whole phrase, appositions included, as far as it does not run into
 * the tokens from `wallBefore` down or from `wallAfter` up (cue and content).
 */
export function mentionAround(grid: WordGrid, head: number, wallBefore: number, wallAfter: number): [number, number] {
  let first = Math.max(grid.left[head] as number, wallBefore + 1)
  let last = Math.min(grid.right[head] as number, wallAfter - 1)
  while (first < head && (grid.shape[first] as number) === 0) first++
  while (last > head && ((grid.shape[last] as number) === 0 || grid.tag[last] === POS)) last--
  return [Math.min(first, head), Math.max(last, head)]
}
