import type { BoostedTrees } from '../learned/boosted-trees.js'
import { Features, type LinearModel, scoreOne } from '../learned/weights.js'
import { type BorderModels, farCandidates, nearCandidates, scoreFar, scoreNear, scoreNone } from './content-borders.js'
import { AFTER, BEFORE, type Side } from './content-features.js'
import type { CueFrame } from './cue-frames.js'
import { addOptionFeatures } from './option-features.js'
import { joinedTo } from './quotation-joins.js'
import type { SourceChoices } from './sources.js'
import type { WordGrid } from './word-grid.js'

/** A stretch of content on one side of its cue by its first and last word, with how likely its borders are. */
export interface Stretch {
  readonly first: number
  readonly last: number
  /** Natural logarithms of the chances of the border next to the cue and of the far one. */
  readonly near: number
  readonly far: number
}

/** Quotations in the sentences after the cue's that go on with what it reports. */
export interface Joined {
  readonly first: number
  readonly last: number
  /** How likely the least likely of them belongs there. */
  readonly chance: number
}

/** A reading of what a cue reports: a stretch after it, one before it, or both; null where there is none on that side. */
export interface ContentOption {
  readonly after: Stretch | null
  readonly before: Stretch | null
  readonly joined: Joined | null
  /** Logarithm of the chance of both sides together, as far as the borders tell. */
  readonly chance: number
  /** Logarithm of the chance that there is nothing after (before) the cue. */
  readonly noneAfter: number
  readonly noneBefore: number
  /** How well the reading fits as a whole, by the words at all its borders and the order of its parts; 0 before `fitted`. */
  readonly fit: number
  /** `fit` less that of the best reading of the cue, and the number of readings that fit better. */
  readonly fitGap: number
  readonly fitRank: number
}

const NEAR_KEPT: readonly [number, number] = [2, 3]
const FAR_KEPT: readonly [number, number] = [2, 3]
const OPTIONS = 9

/** The likeliest readings of the content of the cue that `frame` was filled for, best first. */
export function contentOptions(
  grid: WordGrid,
  frame: CueFrame,
  scores: Float32Array,
  models: BorderModels,
  joins: BoostedTrees,
): ContentOption[] {
  const after = stretches(grid, frame, AFTER, scores, models)
  const before = stretches(grid, frame, BEFORE, scores, models)
  const options: ContentOption[] = []
  for (const a of [null, ...after.kept]) {
    for (const b of [null, ...before.kept]) {
      const chance = (a === null ? after.none : a.near + a.far) + (b === null ? before.none : b.near + b.far)
      options.push({
        after: a,
        before: b,
        joined: null,
        chance,
        noneAfter: after.none,
        noneBefore: before.none,
        fit: 0,
        fitGap: 0,
        fitRank: 0,
      })
    }
  }
  return options
    .sort((x, y) => y.chance - x.chance)
    .slice(0, OPTIONS)
    .map((option) => ({ ...option, joined: joinedTo(grid, frame, option, scores, joins) }))
    .filter((option) => option.after !== null || option.before !== null || option.joined !== null)
}

const features = new Features(128)

/** The same readings with how well each fits, given who is likely to say it. */
export function fitted(
  grid: WordGrid,
  frame: CueFrame,
  options: readonly ContentOption[],
  sources: SourceChoices,
  model: LinearModel,
): ContentOption[] {
  const fits = options.map((option) => {
    addOptionFeatures(grid, frame, option, sources, features)
    return scoreOne(model, features.ids, features.count)
  })
  const top = Math.max(...fits)
  return options.map((option, i) => {
    const fit = fits[i] as number
    return { ...option, fit, fitGap: fit - top, fitRank: fits.filter((other) => other > fit).length }
  })
}

const places: number[] = []
const ends: number[] = []

function stretches(
  grid: WordGrid,
  frame: CueFrame,
  side: Side,
  scores: Float32Array,
  models: BorderModels,
): { kept: Stretch[]; none: number } {
  nearCandidates(grid, frame.token, side, places)
  const chances = [scoreNone(grid, frame, side, models)]
  for (const t of places) chances.push(scoreNear(grid, frame, t, side, models))
  toLogChances(chances)
  const kept: Stretch[] = []
  for (const i of bestOf(chances, 1, NEAR_KEPT[side])) {
    if ((chances[i] as number) < LEAST) continue
    const near = places[i - 1] as number
    farCandidates(grid, frame.token, near, side, ends)
    const fars = ends.map((t) => scoreFar(grid, frame, near, t, side, scores, models))
    toLogChances(fars)
    for (const j of bestOf(fars, 0, FAR_KEPT[side])) {
      if ((fars[j] as number) < LEAST) continue
      const far = ends[j] as number
      kept.push({ first: Math.min(near, far), last: Math.max(near, far), near: chances[i] as number, far: fars[j] as number })
    }
  }
  const quoted = quotationBeside(grid, frame.token, side)
  if (quoted !== undefined && !kept.some(({ first, last }) => first === quoted.first && last === quoted.last)) {
    const place = places.indexOf(side === AFTER ? quoted.first : quoted.last)
    if (place >= 0) kept.push({ ...quoted, near: Math.max(UNLIKELY, chances[place + 1] as number), far: QUOTED })
  }
  return { kept, none: chances[0] as number }
}

// A whole quotation beside the cue is always worth a look: parses go astray at quotation marks.
const UNLIKELY = -6
const QUOTED = -1

// First and last word of the quotation next to the cue on one side, in its sentence; undefined where there is none or the cue is in it.
function quotationBeside(grid: WordGrid, c: number, side: Side): { first: number; last: number } | undefined {
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  const by = side === AFTER ? 1 : -1
  for (let t = c + by; t >= first && t < last && Math.abs(t - c) <= 40; t += by) {
    const quotation = grid.quotation[t] as number
    if (quotation < 0) continue
    if (quotation === grid.quotation[c]) return undefined
    const words = {
      first: inward(grid, grid.quoteFirst[quotation] as number, 1),
      last: inward(grid, grid.quoteLast[quotation] as number, -1),
    }
    return words.first <= words.last ? words : undefined
  }
  return undefined
}

function inward(grid: WordGrid, border: number, by: 1 | -1): number {
  let t = border
  for (let steps = 0; steps < 4 && (grid.shape[t] as number) === 0 && t + by >= 0 && t + by < grid.size; steps++) t += by
  return t
}

// One in a hundred and fifty: less likely borders are not worth a look.
const LEAST = -5

function toLogChances(scores: number[]): void {
  let top = Number.NEGATIVE_INFINITY
  for (const s of scores) if (s > top) top = s
  let sum = 0
  for (const s of scores) sum += Math.exp(s - top)
  const whole = top + Math.log(sum)
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) - whole
}

// Indexes of the `count` highest of `scores` from `from` on, best first.
function bestOf(scores: readonly number[], from: number, count: number): number[] {
  const best: number[] = []
  for (let i = from; i < scores.length; i++) {
    let at = best.length
    while (at > 0 && (scores[best[at - 1] as number] as number) < (scores[i] as number)) at--
    if (at < count) {
      best.splice(at, 0, i)
      if (best.length > count) best.pop()
    }
  }
  return best
}
