import type { ContentOption, Stretch } from './content-options.js'
import { CONTENT_ROW, contentRow } from './content-rows.js'
import type { CueFrame } from './cue-frames.js'
import { type CueRates, RATE_KEYS, rateKeys, rateSlot } from './cue-rates.js'
import { NO_CUE, personOf } from './cue-rows.js'
import type { SourceChoices } from './sources.js'
import type { WordGrid } from './word-grid.js'

/** A cue with the best reading of what it reports and of who says it, before it is judged. */
export interface Proposal {
  readonly cue: number
  /** Log-odds that the word heads a cue, by the second look. */
  readonly cueScore: number
  readonly options: readonly ContentOption[]
  readonly option: ContentOption
  /** Log-odds of the content among the readings of its cue, and those of the next best. */
  readonly contentScore: number
  readonly secondScore: number
  readonly sources: SourceChoices
  /** Head of the chosen source, -1 for none, and its chance. */
  readonly source: number
  readonly sourceChance: number
  /** How likely each head of `sources` is, now that the content is known; 0 for those within it. */
  readonly sourceChances: readonly number[]
}

/** Width of a row that `statementRow` fills. */
export const STATEMENT_ROW = CONTENT_ROW + 42

const keys = new Int32Array(RATE_KEYS)

/** Likely statements in a thousand words: some texts report much, some tell a story. */
export const densityOf = (grid: WordGrid, proposals: readonly Proposal[]): number =>
  (1000 * proposals.reduce((sum, { cueScore }) => sum + 1 / (1 + Math.exp(-cueScore)), 0)) / Math.max(100, grid.size)

/** Fills `out` with all that is known of `proposals[index]` and of those around it. */
export function statementRow(
  grid: WordGrid,
  frame: CueFrame,
  proposals: readonly Proposal[],
  index: number,
  scores: Float32Array,
  rates: CueRates,
  density: number,
  out: Float32Array,
): void {
  const proposal = proposals[index] as Proposal
  const { option, sources, cue, source } = proposal
  contentRow(grid, frame, option, proposal.options, sources, scores, out)
  let at = CONTENT_ROW
  out[at++] = proposal.cueScore
  out[at++] = proposal.contentScore
  out[at++] = proposal.contentScore - proposal.secondScore
  out[at++] = proposal.sourceChance
  out[at++] = source < 0 ? -1 : (grid.tag[source] as number)
  out[at++] = source < 0 ? -1 : (grid.name[source] as number)
  out[at++] = source < 0 ? -1 : personOf(grid.word[source] as number)
  out[at++] = source < 0 ? -1 : (grid.relation[source] as number)
  out[at++] = source < 0 ? 99 : source - cue
  out[at++] = source < 0 ? -1 : (grid.right[source] as number) - (grid.left[source] as number)
  rateKeys(grid, frame, keys)
  for (let k = 0; k < 5; k++) out[at++] = rates.rate[rateSlot(rates, keys[k] as number)] as number
  const sentence = grid.layers.sentences[grid.sentence[cue] as number] as { first: number; last: number }
  out[at++] = grid.sentence[cue] as number
  out[at++] = sentence.last - sentence.first
  out[at++] = cue - sentence.first
  out[at++] = frame.auxiliary < 0 ? 0 : 1
  out[at++] = frame.negated ? 1 : 0
  out[at++] = frame.after
  out[at++] = frame.object < 0 ? -1 : (grid.tag[frame.object] as number)
  out[at++] = grid.depth[cue] as number
  for (let k = 5; k < RATE_KEYS; k++) out[at++] = rates.rate[rateSlot(rates, keys[k] as number)] as number
  out[at++] = rates.seen[rateSlot(rates, keys[0] as number)] as number
  out[at++] = density
  out[at++] = Math.min(400, grid.layers.sentences.length)
  out[at++] = proposal.sources.chances[1] ?? 0
  neighbourColumns(proposals, index, out, at)
}

// What the proposals around it claim: attributions hardly nest, so of two that overlap one is mostly wrong.
function neighbourColumns(proposals: readonly Proposal[], index: number, out: Float32Array, from: number): void {
  const own = proposals[index] as Proposal
  let holder = NO_CUE
  let holderContent = NO_CUE
  let held = NO_CUE
  let clash = NO_CUE
  let clashShare = 0
  let before = NO_CUE
  let after = NO_CUE
  let sum = 0
  let clashContent = NO_CUE
  let sameSource = 0
  for (let i = Math.max(0, index - 6); i < Math.min(proposals.length, index + 7); i++) {
    if (i === index) continue
    const other = proposals[i] as Proposal
    const share = overlap(own.option, other.option)
    if (holds(other.option, own.cue)) {
      if (other.cueScore > holder) {
        holder = other.cueScore
        holderContent = other.contentScore
      }
    } else if (holds(own.option, other.cue)) held = Math.max(held, other.cueScore)
    else if (share > 0 && other.cueScore > clash) {
      clash = other.cueScore
      clashShare = share
      clashContent = other.contentScore
    }
    if (i < index) before = Math.max(before, other.cueScore)
    else after = Math.max(after, other.cueScore)
    sum += 1 / (1 + Math.exp(-other.cueScore))
    if (other.source === own.source && own.source >= 0) sameSource = Math.max(sameSource, 1 / (1 + Math.exp(-other.cueScore)))
  }
  out.set([holder, holderContent, held, clash, clashShare, clashContent, before, after, sum, sameSource, own.cueScore - clash], from)
}

const stretchesOf = ({ after, before, joined }: ContentOption): readonly (Pick<Stretch, 'first' | 'last'> | null)[] => [
  after,
  before,
  joined,
]

/** Whether the token stands in the content that `option` describes. */
export const holds = (option: ContentOption, t: number): boolean =>
  stretchesOf(option).some((stretch) => stretch !== null && t >= stretch.first && t <= stretch.last)

/** Tokens that two contents share, as a share of the tokens of both. */
export function overlap(a: ContentOption, b: ContentOption): number {
  let shared = 0
  let sizeA = 0
  let sizeB = 0
  for (const x of stretchesOf(a)) if (x !== null) sizeA += x.last - x.first + 1
  for (const y of stretchesOf(b)) if (y !== null) sizeB += y.last - y.first + 1
  for (const x of stretchesOf(a)) {
    for (const y of stretchesOf(b))
      if (x !== null && y !== null) shared += Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first) + 1)
  }
  return shared / Math.max(1, sizeA + sizeB - shared)
}
