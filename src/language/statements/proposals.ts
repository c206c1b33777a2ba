import type { Sentence } from '../../text/document.js'
import { type BoostedTrees, scoreTrees } from '../learned/boosted-trees.js'
import { Features, type LinearModel, scoreOne } from '../learned/weights.js'
import type { BorderModels } from './content-borders.js'
import { type ContentOption, contentOptions, fitted } from './content-options.js'
import { CONTENT_ROW, contentRow } from './content-rows.js'
import { addCueFeatures } from './cue-features.js'
import { type CueFrame, emptyFrame, fillFrame } from './cue-frames.js'
import { type CueRates, mayBeCue } from './cue-rates.js'
import { CUE_ROW, cueRow, NO_CUE } from './cue-rows.js'
import { NOBODY, SOURCE_ROW, sourceRow } from './source-rows.js'
import { rankSources, type SourceChoices } from './sources.js'
import { goneOn } from './split-quotations.js'
import { holds, type Proposal } from './statement-rows.js'
import type { WordGrid } from './word-grid.js'

/** What the first looks have learned: what is a cue, where contents begin and end, who says it. */
export interface ProposalModels {
  readonly rates: CueRates
  readonly cues: LinearModel
  readonly cueTrees: BoostedTrees
  readonly borders: BorderModels
  readonly joins: BoostedTrees
  readonly sources: LinearModel
  /** How well a reading of content and source fits as a whole. */
  readonly fits: LinearModel
  readonly contentTrees: BoostedTrees
  /** Who says it, once it is known what is reported. */
  readonly sourceTrees: BoostedTrees
}

/** The part that reads contents and sources. */
export type ContentModels = Omit<ProposalModels, 'rates' | 'cues' | 'cueTrees'>

/** Linear log-odds below which a word gets no second look. */
export const SECOND_LOOK = -3.5

/** Log-odds of the second look below which a word is not proposed as a cue (one in eleven). */
export const PROPOSED = -2.3

const features = new Features(96)
const frame = emptyFrame()
const row = new Float32Array(Math.max(CUE_ROW, CONTENT_ROW, SOURCE_ROW))

/** The linear log-odds that each token heads a cue; `NO_CUE` where it cannot. */
export function firstLook(grid: WordGrid, rates: CueRates, cues: LinearModel): Float32Array {
  const scores = new Float32Array(grid.size).fill(NO_CUE)
  for (let t = 0; t < grid.size; t++) {
    if ((grid.sentence[t] as number) < 0 || !mayBeCue(grid, t, rates)) continue
    fillFrame(grid, t, frame)
    addCueFeatures(grid, frame, features)
    scores[t] = Math.max(NO_CUE, scoreOne(cues, features.ids, features.count))
  }
  return scores
}

/** The second look: log-odds by trees for the words whose linear log-odds are high enough, `NO_CUE` for all others. */
export function secondLook(grid: WordGrid, linear: Float32Array, rates: CueRates, trees: BoostedTrees): Float32Array {
  const scores = new Float32Array(grid.size).fill(NO_CUE)
  for (let t = 0; t < grid.size; t++) {
    if ((linear[t] as number) < SECOND_LOOK) continue
    fillFrame(grid, t, frame)
    cueRow(grid, frame, linear, rates, row)
    scores[t] = Math.max(NO_CUE, scoreTrees(trees, row))
  }
  return scores
}

/** What each likely cue reports and who says it; `scores` are those of the second look. In text order. */
export function proposalsOf(grid: WordGrid, scores: Float32Array, models: ContentModels): Proposal[] {
  return proposalsAt(
    grid,
    grid.layers.sentences.flatMap((sentence) => likeliestCues(scores, sentence)),
    scores,
    models,
  )
}

/** What the words at `cues` report and who says it, whatever their scores. */
export function proposalsAt(grid: WordGrid, cues: readonly number[], scores: Float32Array, models: ContentModels): Proposal[] {
  const proposals: Proposal[] = []
  for (const t of cues) {
    fillFrame(grid, t, frame)
    const sources = rankSources(grid, frame, models.sources)
    const options = fitted(grid, frame, contentOptions(grid, frame, scores, models.borders, models.joins), sources, models.fits)
    const proposal = best(grid, frame, options, sources, scores, models)
    if (proposal !== undefined) proposals.push(proposal)
  }
  return proposals
}

// A text of nothing but cues is no news: the likeliest of a sentence are enough, and keep its cost within bounds.
const MOST_CUES = 12

function likeliestCues(scores: Float32Array, { first, last }: Sentence): number[] {
  const cues: number[] = []
  for (let t = first; t < last; t++) if ((scores[t] as number) >= PROPOSED) cues.push(t)
  if (cues.length <= MOST_CUES) return cues
  cues.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
  return cues.slice(0, MOST_CUES).sort((a, b) => a - b)
}

// Of the readings the likeliest, with how likely it and the next one are among them all.
function best(
  grid: WordGrid,
  cueFrame: CueFrame,
  options: readonly ContentOption[],
  sources: SourceChoices,
  scores: Float32Array,
  { contentTrees, sourceTrees }: ContentModels,
): Proposal | undefined {
  let top = -1
  let first = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  let sum = 0
  options.forEach((option, i) => {
    contentRow(grid, cueFrame, option, options, sources, scores, row)
    const score = scoreTrees(contentTrees, row)
    sum += Math.exp(score)
    if (score > first) {
      second = first
      first = score
      top = i
    } else if (score > second) second = score
  })
  const likeliest = options[top]
  if (likeliest === undefined) return undefined
  const option = goneOn(grid, cueFrame.token, likeliest, options, scores)
  return {
    cue: cueFrame.token,
    cueScore: scores[cueFrame.token] as number,
    options,
    option,
    contentScore: logOdds(Math.exp(first) / sum),
    secondScore: logOdds(Math.exp(second) / sum),
    sources,
    ...sourceOf(grid, cueFrame, option, sources, scores, sourceTrees),
  }
}

/** What the second look at a cue's sources finds. */
export type ChosenSource = Pick<Proposal, 'source' | 'sourceChance' | 'sourceChances'>

/** Who of the candidates outside the content says it, the likeliest always, with how likely each is among them all and nobody. */
export function sourceOf(
  grid: WordGrid,
  cueFrame: CueFrame,
  option: ContentOption,
  sources: SourceChoices,
  scores: Float32Array,
  trees: BoostedTrees,
): ChosenSource {
  const weightOf = (place: number): number => {
    sourceRow(grid, cueFrame, option, sources, place, scores, row)
    return Math.exp(scoreTrees(trees, row))
  }
  const weights = sources.heads.map((head, place) => (holds(option, head) ? 0 : weightOf(place)))
  const sum = weights.reduce((a, b) => a + b, weightOf(NOBODY))
  const sourceChances = weights.map((weight) => weight / sum)
  const sourceChance = Math.max(0, ...sourceChances)
  return { source: sourceChance === 0 ? -1 : (sources.heads[sourceChances.indexOf(sourceChance)] as number), sourceChance, sourceChances }
}

// At most one in ten thousand from certain, so that a reading without rivals has a number too.
const logOdds = (chance: number): number => {
  const p = Math.max(1e-4, Math.min(1 - 1e-4, chance))
  return Math.log(p / (1 - p))
}
