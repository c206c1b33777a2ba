import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lemmaOf } from '../src/language/lemmas.js'
import { paragraphsOf } from '../src/language/paragraphs.js'
import { quotationMarks } from '../src/language/quotation-marks.js'
import { quotationsOf } from '../src/language/quotations.js'
import { type StatementModels, statementSections } from '../src/language/statement-models.js'
import { keptOf } from '../src/language/statements.js'
import { tokenize } from '../src/language/tokens.js'
import { packOf } from '../src/language/weights-format.js'
import { type LearningArticle, learningArticle } from './attribution-corpus.js'
import { type CrossFit, rightOf, trainStatements } from './attribution-stages.js'
import { calibrate, type Judged } from './calibration.js'
import { readCorpus } from './corpus.js'

// Learns to find statements: node --import tsx train/attribution.ts --quotes train.jsonl --parses parses.jsonl.gz [--out weights/attribution.bin]
// The parses should come from models that have not seen the article (train/crossfit), as the reading's own will be no better.
const { values: args } = parseArgs({
  options: {
    quotes: { type: 'string' },
    parses: { type: 'string' },
    out: { type: 'string' },
    folds: { type: 'string', default: '5' },
  },
})
if (args.quotes === undefined || args.parses === undefined) {
  console.error('usage: attribution.ts --quotes train.jsonl --parses parses.jsonl.gz [--out weights/attribution.bin] [--folds 5]')
  process.exit(2)
}

const quotationsIn = (text: string) => {
  const tokens = tokenize(text)
  return quotationsOf(text, paragraphsOf(text), tokens, quotationMarks(text, tokens))
}
const started = Date.now()
const log = (line: string): void => console.error(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`)
const articles = readCorpus(args.quotes, args.parses)
  .filter((article) => article.sentences.length > 0)
  .map((article) => learningArticle(article, lemmaOf, quotationsIn))
log(`${articles.length} articles`)
const fit = trainStatements(articles, Number(args.folds), args.out !== undefined, log)
const threshold = bestThreshold(articles, fit)
const calibration = calibrate(judgedOf(articles, fit, threshold))
log(`threshold ${threshold.toFixed(2)}; calibration ${calibration.scores.map((s, i) => `${s}: ${calibration.chances[i]}`).join(', ')}`)
if (args.out !== undefined && fit.models !== undefined) {
  const models: StatementModels = { ...fit.models, threshold, calibration }
  const { models: linear, tables } = statementSections(models)
  writeFileSync(
    args.out,
    packOf('Statements: learned from PolNeAR 1.0.0 (Newell, Margolin, Ruths, LREC 2018), 840 articles', linear, tables),
  )
  log(`written to ${args.out}`)
}

// The judge's score from which the balance of precision and recall is best, on articles not learned from.
function bestThreshold(list: readonly LearningArticle[], { proposals, keep }: CrossFit): number {
  const rights = list.map((article, i) => rightOf(article, proposals[i] ?? []))
  const gold = list.reduce((sum, article) => sum + article.gold.length, 0)
  let best = 0
  let top = 0
  for (let threshold = -1.6; threshold <= 0.6; threshold += 0.05) {
    let kept = 0
    let right = 0
    rights.forEach((golds, i) => {
      const chosen = keptOf(proposals[i] ?? [], keep[i] ?? [], threshold)
      kept += chosen.length
      right += new Set(chosen.map((k) => golds[k]).filter((g) => g !== -1)).size
    })
    const f1 = (2 * right) / Math.max(1, kept + gold)
    if (f1 > top) {
      top = f1
      best = threshold
    }
  }
  log(`F1 ${(100 * top).toFixed(1)} by cross-validation at threshold ${best.toFixed(2)}`)
  return best
}

// A source given where the text names none counts as wrong here: it would put words in a mouth.
function judgedOf(list: readonly LearningArticle[], { proposals, keep }: CrossFit, threshold: number): Judged[] {
  return list.flatMap((article, i) => {
    const golds = rightOf(article, proposals[i] ?? [])
    return keptOf(proposals[i] ?? [], keep[i] ?? [], threshold).map((k) => {
      const gold = article.gold[golds[k] as number]
      const right = gold !== undefined && !(gold.source.length === 0 && (proposals[i]?.[k]?.source ?? -1) >= 0)
      return { score: keep[i]?.[k] as number, right }
    })
  })
}
