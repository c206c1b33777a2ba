import { join } from 'node:path'
import { type Grammar, grammarModelOf, grammarOf } from '../src/language/grammar/grammar.js'
import type { Pack } from '../src/language/learned/weights-format.js'
import { readWeights } from '../src/weights.js'
import { type CorpusArticle, readCorpus, type SilverToken } from '../train/corpus.js'

/**
 * How far the reading of raw text agrees with the machine-made tokens, sentences, tags, names and parses of the corpus, from end to end.
 * Usage: npx tsx bench/grammar.ts DATA [dev|train]
 */
const [data, part = 'dev'] = process.argv.slice(2)
if (data === undefined) {
  process.stderr.write('Usage: npx tsx bench/grammar.ts DATA [dev|train]\n')
  process.exit(2)
}
const KINDS: Readonly<Record<string, string>> = { person: 'PERSON', body: 'ORGANIZATION', place: 'LOCATION', other: 'MISC' }

interface Agreement {
  silver: number
  ours: number
  both: number
}
const counts = new Map<string, Agreement>()

function count(what: string, silver: number, ours: number, both: number): void {
  const row = counts.get(what) ?? { silver: 0, ours: 0, both: 0 }
  row.silver += silver
  row.ours += ours
  row.both += both
  counts.set(what, row)
}

const keyOf = ({ start, end }: { start: number; end: number }): string => `${start}-${end}`
const common = (a: readonly string[], b: readonly string[]): number => {
  const set = new Set(b)
  return a.filter((item) => set.has(item)).length
}

function compare(article: CorpusArticle, grammar: Grammar): void {
  const silver = article.sentences.flat()
  const byKey = new Map(grammar.tokens.map((token, i) => [keyOf(token), i]))
  const silverKeys = silver.map(keyOf)
  count('tokens', silver.length, grammar.tokens.length, silverKeys.filter((key) => byKey.has(key)).length)
  const silverEnds = article.sentences.map((sentence) => `${sentence.at(-1)?.end}`)
  const ends = grammar.sentences.map(({ end }) => `${end}`)
  count('sentence ends', silverEnds.length, ends.length, common(silverEnds, ends))
  const silverNames = article.sentences.flatMap(namesIn)
  const names = grammar.names.map((name) => `${keyOf(name)}-${KINDS[name.kind]}`)
  count('names', silverNames.length, names.length, common(silverNames, names))
  for (const kind of Object.values(KINDS)) {
    const of = (list: readonly string[]): string[] => list.filter((name) => name.endsWith(kind))
    count(`names: ${kind}`, of(silverNames).length, of(names).length, common(of(silverNames), of(names)))
  }
  for (const sentence of article.sentences) for (const token of sentence) compareToken(sentence, token, grammar, byKey)
}

function compareToken(sentence: readonly SilverToken[], token: SilverToken, { tokens }: Grammar, byKey: ReadonlyMap<string, number>): void {
  const ours = tokens[byKey.get(keyOf(token)) ?? -1]
  if (ours === undefined) return
  count('tags', 1, 1, ours.tag === token.tag ? 1 : 0)
  const silverHead = sentence[token.head]
  const head = tokens[ours.head]
  const attached = (silverHead === undefined ? '' : keyOf(silverHead)) === (head === undefined ? '' : keyOf(head))
  const labelled = attached && ours.relation === token.relation
  count('governor', 1, 1, attached ? 1 : 0)
  count('governor and relation', 1, 1, labelled ? 1 : 0)
  if (token.relation === 'punct') return
  count('governor, words', 1, 1, attached ? 1 : 0)
  count('governor and relation, words', 1, 1, labelled ? 1 : 0)
}

function namesIn(sentence: readonly SilverToken[]): string[] {
  const names: string[] = []
  for (let i = 0; i < sentence.length; ) {
    const { ner, start } = sentence[i] as SilverToken
    let last = i
    while (sentence[last + 1]?.ner === ner) last++
    if (Object.values(KINDS).includes(ner)) names.push(`${start}-${sentence[last]?.end}-${ner}`)
    i = last + 1
  }
  return names
}

const model = grammarModelOf(readWeights().get('grammar') as Pack)
const corpus = readCorpus(join(data, `quotes/${part}.jsonl`), join(data, `parses/${part}.jsonl.gz`)).filter(
  ({ sentences }) => sentences.length > 0,
)
let words = 0
let time = 0
for (const article of corpus) {
  const start = performance.now()
  const grammar = grammarOf(article.text, model)
  time += performance.now() - start
  words += grammar.tokens.length
  compare(article, grammar)
}
for (const [what, { silver, ours, both }] of counts)
  process.stdout.write(`${what.padEnd(32)}F1 ${((200 * both) / (silver + ours)).toFixed(1)}\n`)
process.stdout.write(`${Math.round((words / time) * 1000)} tokens a second, first reading\n`)
