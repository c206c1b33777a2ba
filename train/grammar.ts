import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type GrammarModel, grammarOf } from '../src/language/grammar/grammar.js'
import type { Gazetteer } from '../src/language/grammar/names.js'
import { tagsOf } from '../src/language/grammar/tags.js'
import { packed } from '../src/language/learned/packed-model.js'
import { packOf } from '../src/language/learned/weights-format.js'
import { type CorpusArticle, foldsOf, readCorpus } from './corpus.js'
import { gazetteerTable } from './gazetteer.js'
import { nameAgreement, nameModel, type TrainedNames, trainNames } from './namer.js'
import { parseAccuracy, type TaggedArticle, type TrainedParser, trainParser } from './parser.js'
import { type SilverArticle, silverArticles } from './silver.js'
import { tagAccuracy, trainTagger } from './tagger.js'

const USAGE = `Usage: tsx train/grammar.ts DATA OUT [--crossfit]
Trains tags, names and parser on DATA/quotes/train.jsonl with DATA/parses/train.jsonl.gz.
OUT: the file to write the weights to; with --crossfit the folder to write what five models, each trained without a fifth
of the articles, read in that fifth (fold-0.jsonl.gz …), for stages that learn from grammar and must not see it better than it will be.`

const FOLDS = 5
const ABOUT =
  'Tags, names and parser of On Record, learned from machine-made (Stanford CoreNLP) annotations in the PolNeAR 1.0.0 corpus; gazetteer from countries-list and i18n-nationality'

const log = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const withTags = (articles: readonly SilverArticle[], model: GrammarModel['tags']): TaggedArticle[] =>
  articles.map((article) => ({ article, tags: tagsOf(article.sentences, article.words, article.marks, model) }))

/** Tags for training the stages above tags: each fifth tagged by a tagger that has not seen it. */
const crossTagged = (articles: readonly SilverArticle[]): TaggedArticle[] =>
  foldsOf(articles, FOLDS).flatMap(({ kept, held }) => withTags(held, trainTagger(kept)))

interface TrainedGrammar extends Omit<GrammarModel, 'names' | 'parse'> {
  readonly names: TrainedNames
  readonly parser: TrainedParser
}

const modelOf = ({ tags, names, parser }: TrainedGrammar): GrammarModel => ({
  tags,
  names: nameModel(names),
  parse: { actions: packed(parser.actions), labels: parser.labels },
})

function trainGrammar(articles: readonly SilverArticle[], crossed: readonly TaggedArticle[], gazetteer: Gazetteer): TrainedGrammar {
  return { tags: trainTagger(articles), names: trainNames(crossed, gazetteer), parser: trainParser(crossed) }
}

function writeWeights(path: string, { tags, names, parser }: TrainedGrammar): void {
  const models = {
    tags: tags.model,
    'names-first': names.first,
    'names-second': names.second,
    actions: parser.actions,
    labels: parser.labels,
  }
  const bytes = packOf(ABOUT, models, { certain: [...tags.certain], gazetteer: [...names.gazetteer] })
  writeFileSync(path, bytes)
  log(`${path}: ${(bytes.length / 1e6).toFixed(2)} MB`)
}

function report(articles: readonly SilverArticle[], model: GrammarModel): void {
  const tagged = withTags(articles, model.tags)
  log(
    JSON.stringify({
      tags: tagAccuracy(articles, model.tags),
      names: nameAgreement(tagged, model.names),
      parse: parseAccuracy(tagged, model.parse),
    }),
  )
}

function crossfit(corpus: readonly CorpusArticle[], crossed: readonly TaggedArticle[], gazetteer: Gazetteer, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [fold, { kept, held }] of foldsOf(corpus, FOLDS).entries()) {
    const ids = new Set(kept.map(({ id }) => id))
    const trained = crossed.filter(({ article }) => ids.has(article.id))
    const trainedModel = trainGrammar(
      trained.map(({ article }) => article),
      trained,
      gazetteer,
    )
    const model = modelOf(trainedModel)
    const lines = held.map(({ id, text }) => JSON.stringify({ id, ...grammarOf(text, model), text: undefined }))
    writeFileSync(join(folder, `fold-${fold}.jsonl.gz`), gzipSync(`${lines.join('\n')}\n`))
    log(`fold ${fold}: ${held.length} articles`)
  }
}

const [data, out, mode] = process.argv.slice(2)
if (data === undefined || out === undefined) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
const gazetteer: Gazetteer = new Map(gazetteerTable())
const corpus = readCorpus(join(data, 'quotes/train.jsonl'), join(data, 'parses/train.jsonl.gz'))
const crossed = crossTagged(silverArticles(corpus))
if (mode === '--crossfit') crossfit(corpus, crossed, gazetteer, out)
else {
  const model = trainGrammar(silverArticles(corpus), crossed, gazetteer)
  writeWeights(out, model)
  report(silverArticles(readCorpus(join(data, 'quotes/dev.jsonl'), join(data, 'parses/dev.jsonl.gz'))), modelOf(model))
}
