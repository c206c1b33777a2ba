import { type BoostedTrees, bytesOf, type PackedTrees, packTrees, toBase64, unpackTrees } from '../learned/boosted-trees.js'
import type { LinearModel } from '../learned/weights.js'
import type { Pack } from '../learned/weights-format.js'
import type { ProposalModels } from './proposals.js'

/** Points of a calibration, rising: a score of `scores[i]` means a chance of `chances[i]`; between them, a straight line. */
export interface Calibration {
  readonly scores: readonly number[]
  readonly chances: readonly number[]
}

/** Everything learned for finding statements. */
export interface StatementModels extends ProposalModels {
  /** Judges whole statements: log-odds that content and source are right. */
  readonly keepTrees: BoostedTrees
  /** From the judge's log-odds to the chance that content and source are right, as measured on articles not learned from. */
  readonly calibration: Calibration
  /** Judge's log-odds from which a statement is given at all. */
  readonly threshold: number
}

/** What `statementModels` reads, ready for `packOf`: linear models by name, and tables. */
export function statementSections(models: StatementModels): {
  readonly models: Record<string, LinearModel>
  readonly tables: Record<string, unknown>
} {
  const { rates, cueTrees, joins, contentTrees, sourceTrees, keepTrees, calibration, threshold } = models
  return {
    models: { cues: models.cues, near: models.borders.near, far: models.borders.far, sources: models.sources, fits: models.fits },
    tables: {
      rates: { rate: toBase64(rates.rate), seen: toBase64(rates.seen), profile: toBase64(rates.profile) },
      cueTrees: packTrees(cueTrees),
      joins: packTrees(joins),
      contentTrees: packTrees(contentTrees),
      sourceTrees: packTrees(sourceTrees),
      keepTrees: packTrees(keepTrees),
      calibration,
      threshold,
    },
  }
}

/** The models in a pack of weights; undefined where one is missing. */
export function statementModels(pack: Pack): StatementModels | undefined {
  const [cues, near, far, sources, fits] = ['cues', 'near', 'far', 'sources', 'fits'].map((name) => pack.models.get(name))
  const rates = pack.tables.get('rates') as { rate: string; seen: string; profile: string } | undefined
  if (cues === undefined || near === undefined || far === undefined || sources === undefined || fits === undefined) return undefined
  if (rates === undefined) return undefined
  const trees = (name: string): BoostedTrees => unpackTrees(pack.tables.get(name) as PackedTrees)
  return {
    rates: {
      rate: new Uint8Array(bytesOf(rates.rate)),
      seen: new Uint8Array(bytesOf(rates.seen)),
      profile: new Uint8Array(bytesOf(rates.profile)),
    },
    cues,
    borders: { near, far },
    sources,
    fits,
    cueTrees: trees('cueTrees'),
    joins: trees('joins'),
    contentTrees: trees('contentTrees'),
    sourceTrees: trees('sourceTrees'),
    keepTrees: trees('keepTrees'),
    calibration: pack.tables.get('calibration') as Calibration,
    threshold: pack.tables.get('threshold') as number,
  }
}

/** The chance that a judge's score stands for. */
export function calibrated({ scores, chances }: Calibration, score: number): number {
  const last = scores.length - 1
  if (last < 0) return 0.5
  if (score <= (scores[0] as number)) return chances[0] as number
  for (let i = 1; i <= last; i++) {
    const high = scores[i] as number
    if (score > high) continue
    const low = scores[i - 1] as number
    const share = high === low ? 1 : (score - low) / (high - low)
    return (chances[i - 1] as number) + share * ((chances[i] as number) - (chances[i - 1] as number))
  }
  return chances[last] as number
}
