import { Features, type LinearModel } from '../src/language/learned/weights.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import { addNoSource, addSourceFeatures, sourceCandidates } from '../src/language/statements/source-features.js'
import type { WordGrid } from '../src/language/statements/word-grid.js'
import type { GoldTokens, LearningArticle } from './attribution-corpus.js'
import { quantise } from './linear.js'
import { type Choice, trainRanker } from './ranker.js'

const SOURCE_BITS = 17

/** The word of a gold source that governs most of it, and is a candidate; -1 where it has none in the cue's sentence. */
export function sourceHead(grid: WordGrid, gold: GoldTokens, candidates: readonly number[]): number {
  const inside = new Set(gold.source)
  const heads = gold.source.filter((t) => candidates.includes(t))
  return heads.find((t) => !inside.has(grid.head[t] as number)) ?? heads[0] ?? -1
}

/** Learns who says it from gold cues. */
export function trainSources(articles: readonly LearningArticle[]): LinearModel {
  const frame = emptyFrame()
  const features = new Features(64)
  const choices: Choice[] = []
  const places: number[] = []
  for (const { grid, gold } of articles) {
    for (const attribution of gold) {
      if (attribution.cueHead < 0) continue
      fillFrame(grid, attribution.cueHead, frame)
      sourceCandidates(grid, attribution.cueHead, places)
      const head = sourceHead(grid, attribution, places)
      if (head < 0 && attribution.source.length > 0) continue
      addNoSource(grid, frame, features)
      const candidates = [features.copy()]
      for (const t of places) {
        addSourceFeatures(grid, frame, t, features)
        candidates.push(features.copy())
      }
      choices.push({ candidates, right: places.indexOf(head) + 1 })
    }
  }
  return quantise(trainRanker(choices, { bits: SOURCE_BITS, epochs: 5, rate: 0.1, l2: 1e-6 }), 1, SOURCE_BITS)
}
