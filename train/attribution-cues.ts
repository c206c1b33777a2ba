import { Features, type LinearModel, scoreOne } from '../src/language/learned/weights.js'
import { addCueFeatures } from '../src/language/statements/cue-features.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import {
  type CueRates,
  mayBeCue,
  profileOf,
  profileSlot,
  RATE_KEYS,
  rateKeys,
  rateSlot,
  TRAITS,
  tagClass,
} from '../src/language/statements/cue-rates.js'
import { NO_CUE } from '../src/language/statements/cue-rows.js'
import type { LearningArticle } from './attribution-corpus.js'
import { type Example, quantise, trainLogistic } from './linear.js'

/** What the first look at cues has learned. */
export interface CueModel {
  readonly rates: CueRates
  readonly linear: LinearModel
}

const RATE_BITS = 17
const PROFILE_BITS = 13
const LINEAR_BITS = 18

/** The heads of an article's gold cues. */
export const goldHeads = (article: LearningArticle): Set<number> => new Set(article.gold.map((g) => g.cueHead).filter((t) => t >= 0))

/** Learns rates and the linear model from `articles`. */
export function trainCues(articles: readonly LearningArticle[]): CueModel {
  const rates = countRates(articles)
  const features = new Features(96)
  const frame = emptyFrame()
  const examples: Example[] = []
  for (const article of articles) {
    const heads = goldHeads(article)
    for (let t = 0; t < article.grid.size; t++) {
      if (!mayBeCue(article.grid, t, rates)) continue
      fillFrame(article.grid, t, frame)
      addCueFeatures(article.grid, frame, features)
      examples.push({ features: features.copy(), label: heads.has(t) ? 1 : 0 })
    }
  }
  const learned = trainLogistic(examples, { classes: 1, bits: LINEAR_BITS, epochs: 6, rate: 0.03, l2: 1e-4, averaged: true })
  return { rates, linear: quantise(learned, 1, LINEAR_BITS) }
}

/** The linear log-odds of every token of an article. */
export function cueScores(article: LearningArticle, model: CueModel): Float32Array {
  const { grid } = article
  const scores = new Float32Array(grid.size).fill(NO_CUE)
  const features = new Features(96)
  const frame = emptyFrame()
  for (let t = 0; t < grid.size; t++) {
    if (!mayBeCue(grid, t, model.rates)) continue
    fillFrame(grid, t, frame)
    addCueFeatures(grid, frame, features)
    scores[t] = Math.max(NO_CUE, scoreOne(model.linear, features.ids, features.count))
  }
  return scores
}

// Counts every key in exact maps, then writes smoothed rates; where two keys share a slot, the one seen more often has it.
function countRates(articles: readonly LearningArticle[]): CueRates {
  const counts = Array.from({ length: RATE_KEYS }, () => new Map<number, [number, number]>())
  const priors = new Float64Array(12)
  const frame = emptyFrame()
  const keys = new Int32Array(RATE_KEYS)
  for (const article of articles) {
    const heads = goldHeads(article)
    for (let t = 0; t < article.grid.size; t++) {
      fillFrame(article.grid, t, frame)
      rateKeys(article.grid, frame, keys)
      const yes = heads.has(t) ? 1 : 0
      const kind = tagClass(article.grid.tag[t] as number)
      priors[kind * 2] = (priors[kind * 2] as number) + yes
      priors[kind * 2 + 1] = (priors[kind * 2 + 1] as number) + 1
      const telling = kind === 1 || kind === 2 || kind === 3
      for (let k = 0; k < RATE_KEYS; k++) {
        if (k > 0 && !telling) break
        const entry = counts[k]?.get(keys[k] as number)
        if (entry === undefined) counts[k]?.set(keys[k] as number, [yes, 1, kind] as unknown as [number, number])
        else {
          entry[0] += yes
          entry[1]++
        }
      }
    }
  }
  return { ...writeRates(counts, priors), profile: profiles(articles) }
}

// How each lemma is used, whether it is a cue or not: words that govern clauses or stand by quotations are like those that report.
function profiles(articles: readonly LearningArticle[]): Uint8Array {
  const profile = new Uint8Array(2 ** PROFILE_BITS * TRAITS)
  const sums = new Float64Array(profile.length)
  const sizes = new Float64Array(2 ** PROFILE_BITS)
  const frame = emptyFrame()
  const rates = { rate: profile, seen: profile, profile }
  for (const { grid } of articles) {
    for (let t = 0; t < grid.size; t++) {
      const kind = tagClass(grid.tag[t] as number)
      if (kind !== 1 && kind !== 2 && kind !== 3) continue
      fillFrame(grid, t, frame)
      const traits = profileOf(grid, frame)
      const slot = profileSlot(rates, grid, t)
      sizes[slot / TRAITS] = (sizes[slot / TRAITS] as number) + 1
      for (let k = 0; k < TRAITS; k++) if (traits & (1 << k)) sums[slot + k] = (sums[slot + k] as number) + 1
    }
  }
  for (let i = 0; i < profile.length; i++) profile[i] = Math.round((255 * (sums[i] as number)) / ((sizes[i >> 3] as number) + 2))
  return profile
}

function writeRates(counts: readonly Map<number, [number, number]>[], priors: Float64Array): Pick<CueRates, 'rate' | 'seen'> {
  const rates = { rate: new Uint8Array(2 ** RATE_BITS), seen: new Uint8Array(2 ** RATE_BITS) }
  for (const table of counts) {
    for (const [hash, entry] of table) {
      const [yes, seen] = entry
      const kind = (entry as unknown as number[])[2] as number
      if (seen < 2) continue
      const prior = (priors[kind * 2] as number) / Math.max(1, priors[kind * 2 + 1] as number)
      const slot = rateSlot(rates, hash)
      const size = Math.min(255, Math.round(8 * Math.log2(1 + seen)))
      if (size <= (rates.seen[slot] as number)) continue
      rates.seen[slot] = size
      rates.rate[slot] = Math.round((255 * (yes + 3 * prior)) / (seen + 3))
    }
  }
  return rates
}
