import { Features, type LinearModel } from '../src/language/learned/weights.js'
import type { BorderModels } from '../src/language/statements/content-borders.js'
import { type ContentOption, contentOptions } from '../src/language/statements/content-options.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import { addOptionFeatures } from '../src/language/statements/option-features.js'
import type { ContentModels } from '../src/language/statements/proposals.js'
import { rankSources, type SourceChoices } from '../src/language/statements/sources.js'
import type { LearningArticle } from './attribution-corpus.js'
import { likeness, wordSet, wordsOf } from './attribution-gold.js'
import { quantise } from './linear.js'
import { trainRanker } from './ranker.js'

/** The readings of one gold cue's content, what each is worth, and who may say it. */
export interface Readings {
  readonly cue: number
  readonly sources: SourceChoices
  readonly options: readonly ContentOption[]
  /** From 0 to 1: half for the very words, a quarter for at least half of them, a quarter by their share. */
  readonly worths: readonly number[]
  readonly features: readonly Int32Array[]
}

/** What earlier stages have learned that readings are made by. */
export interface ReadingModels extends Pick<ContentModels, 'joins' | 'sources'> {
  readonly borders: BorderModels
}

const frame = emptyFrame()
const features = new Features(128)

/** The readings of all gold cues of an article. */
export function readingsOf({ grid, gold }: LearningArticle, scores: Float32Array, { borders, joins, sources }: ReadingModels): Readings[] {
  return gold.flatMap((attribution): Readings[] => {
    const cue = attribution.cueHead
    if (cue < 0) return []
    fillFrame(grid, cue, frame)
    const choices = rankSources(grid, frame, sources)
    const options = contentOptions(grid, frame, scores, borders, joins)
    if (options.length === 0) return []
    const words = wordSet(grid, attribution.content)
    const worths = options.map(({ after, before, joined }) => worthOf(likeness(words, wordsOf(grid, [after, before, joined], cue))))
    const lists = options.map((option) => {
      addOptionFeatures(grid, frame, option, choices, features)
      return features.copy()
    })
    return [{ cue, sources: choices, options, worths, features: lists }]
  })
}

const worthOf = (like: number): number => (like === 1 ? 0.5 : 0) + (like >= 0.5 ? 0.25 : 0) + 0.25 * like

const FIT_BITS = 18
// A quarter for half of the words and an eighth for their share: what is worth less is no reading to learn from.
const LEAST = 0.375

/** Learns how well a reading fits as a whole. */
export function trainFits(readings: readonly Readings[]): LinearModel {
  const choices = readings
    .map(({ features: candidates, worths }) => ({ candidates, right: worths.indexOf(Math.max(...worths)), worth: Math.max(...worths) }))
    .filter(({ worth }) => worth >= LEAST)
  return quantise(trainRanker(choices, { bits: FIT_BITS, epochs: 5, rate: 0.08, l2: 1e-6 }), 1, FIT_BITS)
}

/** How much of a choice's one chance each reading should have: nearly all for the best, and the same for equals. */
export function sharesOf(worths: readonly number[]): number[] {
  const sizes = worths.map((worth) => Math.exp(8 * worth))
  const sum = sizes.reduce((a, b) => a + b, 0)
  return sizes.map((size) => size / sum)
}
