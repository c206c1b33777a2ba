import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packOf } from '../src/language/learned/weights-format.js'
import { type StatementModels, statementSections } from '../src/language/statements/statement-models.js'
import { keptOf } from '../src/language/statements/statements.js'
import type { StatementLayers } from '../src/language/statements/word-grid.js'
import { type LearningArticle, learningFromGrammar } from './attribution-corpus.js'
import { silverArticle } from './attribution-silver.js'
import { type CrossFit, rightOf, trainStatements } from './attribution-stages.js'
import { calibrate, type Judged } from './calibration.js'
import { readCorpus, readLines } from './corpus.js'

// Learns to find statements: node --import tsx train/attribution.ts --quotes train.jsonl --parses parses.jsonl.gz
//   [--grammar FOLDER] [--out weights/attribution.bin]
// FOLDER holds what `train/grammar.ts --crossfit` writes: each article read by models that have not seen it, as the reading's own will be no
// better. Articles it lacks are laid out by the silver parses, carried over to the reading's own tokens.
type GrammarLine = Omit<StatementLayers, 'text'> & { readonly id: string }

const { values: args } = parseArgs({
  options: {
    quotes: { type: 'string' },
    parses: { type: 'string' },
    grammar: { type: 'string' },
    out: { type: 'string' },
    folds: { type: 'string', default: '5' },
  },
})
if (args.quotes === undefined || args.parses === undefined) {
  console.error('usage: attribution.ts --quotes train.jsonl --parses parses.jsonl.gz [--out weights/attribution.bin] [--folds 5]')
  process.exit(2)
}

const started = Date.now()
const log = (line: string): void => console.error(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`)
const read = args.grammar === undefined ? new Map<string, GrammarLine>() : readGrammar(args.grammar)
const articles = readCorpus(args.quotes, args.parses).flatMap((article): LearningArticle[] => {
  const grammar = read.get(article.id)
  if (grammar !== undefined) return [learningFromGrammar(article, grammar)]
  return article.sentences.length > 0 ? [silverArticle(article)] : []
})
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

function readGrammar(folder: string): Map<string, GrammarLine> {
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .flatMap((name) => readLines<GrammarLine>(join(folder, name)))
  return new Map(lines.map((line) => [line.id, line]))
}

// The judge's score from which the balance of precision and recall is best, on articles not learned from: in the middle of where the curve is
// flat, as its very top is chance.
function bestThreshold(list: readonly LearningArticle[], { proposals, keep }: CrossFit): number {
  const rights = list.map((article, i) => rightOf(article, proposals[i] ?? []))
  const gold = list.reduce((sum, article) => sum + article.gold.length, 0)
  const step = 0.05
  const near = 4
  const balanceAt = (threshold: number): number => {
    let kept = 0
    let right = 0
    rights.forEach((golds, i) => {
      const chosen = keptOf(proposals[i] ?? [], keep[i] ?? [], threshold)
      kept += chosen.length
      right += new Set(chosen.map((k) => golds[k]).filter((g) => g !== -1)).size
    })
    return (2 * right) / Math.max(1, kept + gold)
  }
  const curve = Array.from({ length: 45 }, (_, i) => balanceAt(-1.6 + step * i))
  const around = curve.map((_, i) => {
    const beside = curve.slice(Math.max(0, i - near), i + near + 1)
    return beside.reduce((a, b) => a + b, 0) / beside.length
  })
  const at = around.indexOf(Math.max(...around))
  const threshold = -1.6 + step * at
  log(`F1 ${(100 * (curve[at] as number)).toFixed(1)} by cross-validation at threshold ${threshold.toFixed(2)}`)
  return threshold
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
