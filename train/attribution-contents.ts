import { Features } from '../src/language/learned/weights.js'
import { type BorderModels, farCandidates, nearCandidates, SIDES } from '../src/language/statements/content-borders.js'
import { AFTER, addFarFeatures, addNearFeatures, addNoContent, type Side } from '../src/language/statements/content-features.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import type { WordGrid } from '../src/language/statements/word-grid.js'
import type { GoldTokens, LearningArticle } from './attribution-corpus.js'
import { quantise } from './linear.js'
import { type Choice, trainRanker } from './ranker.js'

/** A gold content's stretch on one side of its cue's head: its words next to and far from the cue; null where it has none there. */
export interface GoldStretch {
  readonly near: number
  readonly far: number
}

const BORDER_BITS = 18

/** The stretch of a gold content on one side of its cue. Later quotations that continue it are left to the stage that joins them. */
export function goldStretch(grid: WordGrid, gold: GoldTokens, side: Side): GoldStretch | null {
  const c = gold.cueHead
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  const words = gold.content.filter((t) => (grid.shape[t] as number) !== 0 && (side === AFTER ? t > c : t < c))
  const inside = words.filter((t) => t >= first && t < last)
  if (inside.length === 0) return null
  const near = (side === AFTER ? inside[0] : inside.at(-1)) as number
  const candidates: number[] = []
  farCandidates(grid, c, near, side, candidates)
  const beyond = candidates.find((t) => t < first || t >= last)
  if (beyond !== undefined && words.includes(beyond)) return { near, far: beyond }
  return { near, far: (side === AFTER ? inside.at(-1) : inside[0]) as number }
}

/** Learns the models of borders from gold cues; `scores` gives each article's cue log-odds. */
export function trainBorders(articles: readonly LearningArticle[], scores: readonly Float32Array[]): BorderModels {
  const near: Choice[] = []
  const far: Choice[] = []
  articles.forEach((article, i) => {
    for (const gold of article.gold)
      if (gold.cueHead >= 0) for (const side of SIDES) addChoices(article.grid, gold, side, scores[i] as Float32Array, near, far)
  })
  const options = { bits: BORDER_BITS, epochs: 5, rate: 0.1, l2: 1e-6 }
  return {
    near: quantise(trainRanker(near, options), 1, BORDER_BITS),
    far: quantise(trainRanker(far, options), 1, BORDER_BITS),
  }
}

const frame = emptyFrame()
const features = new Features(64)

function addChoices(grid: WordGrid, gold: GoldTokens, side: Side, scores: Float32Array, near: Choice[], far: Choice[]): void {
  const c = gold.cueHead
  fillFrame(grid, c, frame)
  const stretch = goldStretch(grid, gold, side)
  const places: number[] = []
  nearCandidates(grid, c, side, places)
  addNoContent(grid, frame, side, features)
  const candidates = [features.copy()]
  for (const t of places) {
    addNearFeatures(grid, frame, t, side, features)
    candidates.push(features.copy())
  }
  const right = stretch === null ? 0 : places.indexOf(stretch.near) + 1
  if (stretch !== null && right === 0) return
  near.push({ candidates, right })
  if (stretch === null) return
  farCandidates(grid, c, stretch.near, side, places)
  const target = places.indexOf(stretch.far)
  if (target < 0) return
  const ends = places.map((t) => {
    addFarFeatures(grid, frame, stretch.near, t, side, scores, features)
    return features.copy()
  })
  far.push({ candidates: ends, right: target })
}
