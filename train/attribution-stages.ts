import { type BoostedTrees, scoreTrees, treesOf } from '../src/language/learned/boosted-trees.js'
import type { LinearModel } from '../src/language/learned/weights.js'
import type { BorderModels } from '../src/language/statements/content-borders.js'
import { fitted } from '../src/language/statements/content-options.js'
import { CONTENT_ROW, contentRow } from '../src/language/statements/content-rows.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import { CUE_ROW, cueRow } from '../src/language/statements/cue-rows.js'
import { firstLook, proposalsOf, SECOND_LOOK, secondLook, sourceOf } from '../src/language/statements/proposals.js'
import { NOBODY, SOURCE_ROW, sourceRow } from '../src/language/statements/source-rows.js'
import type { StatementModels } from '../src/language/statements/statement-models.js'
import { densityOf, holds, type Proposal, STATEMENT_ROW, statementRow } from '../src/language/statements/statement-rows.js'
import { trainBorders } from './attribution-contents.js'
import type { GoldTokens, LearningArticle } from './attribution-corpus.js'
import { type CueModel, goldHeads, trainCues } from './attribution-cues.js'
import { likeness, sourceAgrees, wordSet, wordsOf } from './attribution-gold.js'
import { trainJoins } from './attribution-joins.js'
import { type Readings, readingsOf, sharesOf, trainFits } from './attribution-readings.js'
import { sourceHead, trainSources } from './attribution-sources.js'
import { RowList, trainTrees } from './boosted-trees.js'

/** What cross-fitting gives: for each article what models make of it that never saw it. */
export interface CrossFit {
  /** Models trained on all articles; undefined where only the cross-fit was asked for. */
  readonly models: Omit<StatementModels, 'calibration' | 'threshold'> | undefined
  /** Log-odds of the second look, by article. */
  readonly scores: Float32Array[]
  readonly proposals: Proposal[][]
  /** Log-odds that a proposal is a right statement, by article and proposal. */
  readonly keep: number[][]
}

/** Rows made fold by fold, each remembered with its fold, so that trees can be grown on all, or on all but one. */
class FoldRows {
  readonly rows: RowList
  private readonly folds: number[] = []
  private choices = 0

  constructor(width: number) {
    this.rows = new RowList(width)
  }

  add(fold: number, row: Float32Array, target: number, choice?: number): void {
    this.rows.add(row, target, choice)
    this.folds.push(fold)
  }

  /** A number for a choice whose candidates come next. */
  nextChoice(): number {
    return this.choices++
  }

  without(fold: number) {
    return this.rows.rows((i) => this.folds[i] !== fold)
  }

  all() {
    return this.rows.rows()
  }
}

/** Forests' sizes, chosen by cross-validation within the training articles. */
export const FORESTS = {
  cues: { trees: 400, leaves: 31, rate: 0.045, leafWeight: 12 },
  contents: { trees: 300, leaves: 24, rate: 0.07, leafWeight: 5 },
  sources: { trees: 150, leaves: 16, rate: 0.06, leafWeight: 6 },
  keep: { trees: 250, leaves: 20, rate: 0.05, leafWeight: 12 },
}

const frame = emptyFrame()

/** Trains every stage on `articles`, each stage on what the stages before it make of articles they have not seen. */
export function trainStatements(
  articles: readonly LearningArticle[],
  folds: number,
  whole: boolean,
  log: (line: string) => void,
): CrossFit {
  const fold = (i: number): number => i % folds
  const others = (f: number): number[] => articles.map((_, i) => i).filter((i) => fold(i) !== f)
  const pick = <T>(list: readonly T[], ids: readonly number[]): T[] => ids.map((i) => list[i] as T)
  const each = Array.from({ length: folds }, (_, f) => f)

  const cueModels = each.map((f) => trainCues(pick(articles, others(f))))
  log('cues, first look')
  const cueRows = new FoldRows(CUE_ROW)
  const linear = articles.map((article, i) =>
    firstLook(article.grid, (cueModels[fold(i)] as CueModel).rates, (cueModels[fold(i)] as CueModel).linear),
  )
  articles.forEach((article, i) => {
    addCueRows(article, linear[i] as Float32Array, cueModels[fold(i)] as CueModel, fold(i), cueRows)
  })
  const cueTrees = each.map((f) => trainTrees(cueRows.without(f), FORESTS.cues))
  const scores = articles.map((article, i) =>
    secondLook(article.grid, linear[i] as Float32Array, (cueModels[fold(i)] as CueModel).rates, cueTrees[fold(i)] as BoostedTrees),
  )
  log('cues, second look')
  const borders = each.map((f) => trainBorders(pick(articles, others(f)), pick(scores, others(f))))
  const joins = each.map((f) => trainJoins(pick(articles, others(f)), pick(scores, others(f))))
  const sources = each.map((f) => trainSources(pick(articles, others(f))))
  log('borders, joins, sources')
  const readings = articles.map((article, i) =>
    readingsOf(article, scores[i] as Float32Array, {
      borders: borders[fold(i)] as BorderModels,
      joins: joins[fold(i)] as BoostedTrees,
      sources: sources[fold(i)] as LinearModel,
    }),
  )
  const fits = each.map((f) => trainFits(pick(readings, others(f)).flat()))
  const contentRows = new FoldRows(CONTENT_ROW)
  articles.forEach((article, i) => {
    addContentRows(article, readings[i] as Readings[], scores[i] as Float32Array, fits[fold(i)] as LinearModel, fold(i), contentRows)
  })
  const contentTrees = each.map((f) => trainTrees(contentRows.without(f), FORESTS.contents))
  log(`contents, ${contentRows.rows.count} rows`)
  const stage = (f: number) => ({
    borders: borders[f] as BorderModels,
    joins: joins[f] as BoostedTrees,
    sources: sources[f] as LinearModel,
    fits: fits[f] as LinearModel,
    contentTrees: contentTrees[f] as BoostedTrees,
    // Chosen below, once there are contents to choose by.
    sourceTrees: NO_TREES,
  })
  const contents = articles.map((article, i) => proposalsOf(article.grid, scores[i] as Float32Array, stage(fold(i))))
  const sourceRows = new FoldRows(SOURCE_ROW)
  articles.forEach((article, i) => {
    addSourceRows(article, contents[i] as Proposal[], scores[i] as Float32Array, fold(i), sourceRows)
  })
  const sourceTrees = each.map((f) => trainTrees(sourceRows.without(f), FORESTS.sources))
  log(`sources, ${sourceRows.rows.count} rows`)
  const proposals = articles.map((article, i) =>
    withSources(article, contents[i] as Proposal[], scores[i] as Float32Array, sourceTrees[fold(i)] as BoostedTrees),
  )
  tellSources(articles, contents, proposals, log)
  const keepRows = new FoldRows(STATEMENT_ROW)
  articles.forEach((article, i) => {
    addKeepRows(article, proposals[i] as Proposal[], scores[i] as Float32Array, cueModels[fold(i)] as CueModel, fold(i), keepRows)
  })
  const keepTrees = each.map((f) => trainTrees(keepRows.without(f), FORESTS.keep))
  log(`keeping, ${keepRows.rows.count} rows`)
  let at = 0
  const keep = proposals.map((list, i) => list.map(() => scoreTrees(keepTrees[fold(i)] as BoostedTrees, keepRows.rows.row(at++))))
  if (!whole) return { models: undefined, scores, proposals, keep }
  const every = articles.map((_, i) => i)
  const cues = trainCues(articles)
  const models = {
    rates: cues.rates,
    cues: cues.linear,
    cueTrees: trainTrees(cueRows.all(), FORESTS.cues),
    borders: trainBorders(articles, pick(scores, every)),
    joins: trainJoins(articles, scores),
    sources: trainSources(articles),
    fits: trainFits(readings.flat()),
    contentTrees: trainTrees(contentRows.all(), FORESTS.contents),
    sourceTrees: trainTrees(sourceRows.all(), FORESTS.sources),
    keepTrees: trainTrees(keepRows.all(), FORESTS.keep),
  }
  log('all')
  return { models, scores, proposals, keep }
}

function addCueRows(article: LearningArticle, linear: Float32Array, model: CueModel, fold: number, rows: FoldRows): void {
  const heads = goldHeads(article)
  const row = new Float32Array(CUE_ROW)
  for (let t = 0; t < linear.length; t++) {
    if ((linear[t] as number) < SECOND_LOOK) continue
    fillFrame(article.grid, t, frame)
    cueRow(article.grid, frame, linear, model.rates, row)
    rows.add(fold, row, heads.has(t) ? 1 : 0)
  }
}

function addContentRows(
  { grid }: LearningArticle,
  readings: readonly Readings[],
  scores: Float32Array,
  fits: LinearModel,
  fold: number,
  rows: FoldRows,
): void {
  const row = new Float32Array(CONTENT_ROW)
  for (const { cue, sources, options, worths } of readings) {
    fillFrame(grid, cue, frame)
    const shares = sharesOf(worths)
    const candidates = fitted(grid, frame, options, sources, fits)
    const choice = rows.nextChoice()
    candidates.forEach((option, i) => {
      contentRow(grid, frame, option, candidates, sources, scores, row)
      rows.add(fold, row, shares[i] as number, choice)
    })
  }
}

const NO_TREES = treesOf({ base: 0, roots: [], feature: [], value: [], child: [] })

// Candidates of proposals on gold cues: the gold source's head counts in full, another word of the gold source half.
function addSourceRows(
  { grid, gold }: LearningArticle,
  proposals: readonly Proposal[],
  scores: Float32Array,
  fold: number,
  rows: FoldRows,
): void {
  const row = new Float32Array(SOURCE_ROW)
  for (const { cue, option, sources } of proposals) {
    const attribution = gold.find(({ cueHead }) => cueHead === cue)
    if (attribution === undefined) continue
    const places = [NOBODY, ...sources.heads.keys()].filter((place) => place === NOBODY || !holds(option, sources.heads[place] as number))
    const right = sourceHead(grid, attribution, sources.heads)
    const worths = places.map((place): number => {
      if (attribution.source.length === 0 || place === NOBODY) return attribution.source.length === 0 && place === NOBODY ? 1 : 0
      const head = sources.heads[place] as number
      return head === right ? 1 : sourceAgrees(grid, attribution, head) ? 0.5 : 0
    })
    const sum = worths.reduce((a, b) => a + b, 0)
    if (sum === 0) continue
    fillFrame(grid, cue, frame)
    const choice = rows.nextChoice()
    places.forEach((place, i) => {
      sourceRow(grid, frame, option, sources, place, scores, row)
      rows.add(fold, row, (worths[i] as number) / sum, choice)
    })
  }
}

function withSources({ grid }: LearningArticle, proposals: readonly Proposal[], scores: Float32Array, trees: BoostedTrees): Proposal[] {
  return proposals.map((proposal) => {
    fillFrame(grid, proposal.cue, frame)
    return { ...proposal, ...sourceOf(grid, frame, proposal.option, proposal.sources, scores, trees) }
  })
}

// How many sources of gold cues are right by the ranker alone and by the second look.
function tellSources(
  articles: readonly LearningArticle[],
  before: readonly Proposal[][],
  after: readonly Proposal[][],
  log: (line: string) => void,
): void {
  const share = (lists: readonly Proposal[][]): string => {
    let right = 0
    let all = 0
    articles.forEach(({ grid, gold }, i) => {
      for (const { cue, option, sources, source } of lists[i] as Proposal[]) {
        const attribution = gold.find(({ cueHead }) => cueHead === cue)
        if (attribution === undefined || attribution.source.length === 0) continue
        const first = lists === before ? (sources.heads.find((head) => !holds(option, head)) ?? -1) : source
        all++
        if (sourceAgrees(grid, attribution, first)) right++
      }
    })
    return `${((100 * right) / all).toFixed(2)} %`
  }
  log(`sources of gold cues right: by the ranker ${share(before)}, by the second look ${share(after)}`)
}

/** Which gold attribution each proposal is, by content and source both right; -1 where none. */
export function rightOf({ grid, gold }: LearningArticle, proposals: readonly Proposal[]): number[] {
  const contents = gold.map((g) => wordSet(grid, g.content))
  return proposals.map((proposal) => {
    const { after, before, joined } = proposal.option
    const words = wordsOf(grid, [after, before, joined], proposal.cue)
    return contents.findIndex((content, i) => likeness(words, content) >= 0.5 && sourceAgrees(grid, gold[i] as GoldTokens, proposal.source))
  })
}

function addKeepRows(
  article: LearningArticle,
  proposals: readonly Proposal[],
  scores: Float32Array,
  model: CueModel,
  fold: number,
  rows: FoldRows,
): void {
  const row = new Float32Array(STATEMENT_ROW)
  const right = rightOf(article, proposals)
  const density = densityOf(article.grid, proposals)
  proposals.forEach((proposal, i) => {
    fillFrame(article.grid, proposal.cue, frame)
    statementRow(article.grid, frame, proposals, i, scores, model.rates, density, row)
    const gold = right[i] as number
    // Two proposals for one gold attribution: only the one on its cue is right, the other is a repeat.
    const repeated =
      gold >= 0 && right.some((other, j) => j !== i && other === gold && (proposals[j] as Proposal).cue === article.gold[gold]?.cueHead)
    rows.add(fold, row, gold >= 0 && !repeated ? 1 : 0)
  })
}
