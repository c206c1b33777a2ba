import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { grammarModelOf, grammarOf } from '../src/language/grammar/grammar.js'
import { FEATURES } from '../src/language/speakers/antecedents.js'
import { resolveSpeakers } from '../src/language/speakers/speakers.js'
import { readWeights } from '../src/weights.js'
import { type CorpusArticle, readCorpus } from './corpus.js'
import { randomFrom, shuffle } from './linear.js'

/**
 * Learns how much each sign says for an antecedent of "he" and "she": a log-linear choice among a pronoun's candidates. It learns from the
 * pronouns that leave no doubt: all but one of the candidates are of the other sex by first name or address. What gender itself says cannot be
 * learned from them and is set by hand (`GENDER`): weak enough that an article which gets a pronoun wrong is still read right.
 * Pronouns that name a speaker weigh more. Prints the weights, or writes them to a file of the shape of `antecedent-weights.ts`, to be compared with
 * those in use.
 *
 *   npx tsx train/antecedents.ts --quotes train.jsonl [--out FILE]
 */
const { values: args } = parseArgs({
  options: { quotes: { type: 'string' }, out: { type: 'string' } },
})

interface Choice {
  readonly features: readonly Float32Array[]
  readonly right: number
  readonly weight: number
  readonly article: number
}

/** What gender says, and what rests on it, by hand. */
const GENDER: ReadonlyMap<string, number> = new Map([
  ['gender agrees', 1.2],
  ['gender differs', -2.4],
  ['gender differs surely', -2],
  ['last pronoun of this form', 0.8],
])
const AGREES = (FEATURES as readonly string[]).indexOf('gender agrees')
const DIFFERS = (FEATURES as readonly string[]).indexOf('gender differs')
const SOURCE_WEIGHT = 3
const STRENGTH = 0.002

const grammar = grammarModelOf(readWeights().get('grammar') as NonNullable<ReturnType<ReturnType<typeof readWeights>['get']>>)

function choicesOf(article: CorpusArticle, index: number): Choice[] {
  const layers = { ...grammarOf(article.text, grammar), title: article.title }
  const found = article.attributions.map(({ content, source, cue }) => ({
    content,
    source,
    cue,
    manner: 'indirect' as const,
    confidence: 1,
  }))
  const choices: Choice[] = []
  resolveSpeakers(layers, found, undefined, (site, ranked) => {
    if (ranked.length < 2) return
    const agreeing = ranked.filter(({ features }) => features[AGREES] === 1)
    const differing = ranked.filter(({ features }) => features[DIFFERS] === 1)
    if (agreeing.length !== 1 || agreeing.length + differing.length !== ranked.length) return
    const rows = ranked.map(({ features }) => features.map((x, i) => (GENDER.has(FEATURES[i] as string) ? 0 : x)))
    choices.push({
      features: rows,
      right: ranked.indexOf(agreeing[0] as (typeof ranked)[number]),
      weight: site.isSource ? SOURCE_WEIGHT : 1,
      article: index,
    })
  })
  return choices
}

function learn(choices: readonly Choice[], seed: number): Float64Array {
  const weights = new Float64Array(FEATURES.length)
  const squares = new Float64Array(FEATURES.length).fill(1e-3)
  const random = randomFrom(seed)
  const order = choices.map((_, i) => i)
  for (let epoch = 0; epoch < 12; epoch++) {
    for (const at of shuffle(order, random)) {
      const { features, right, weight } = choices[at] as Choice
      const scores = features.map((row) => row.reduce((sum, x, i) => sum + x * (weights[i] as number), 0))
      const top = Math.max(...scores)
      const shares = scores.map((score) => Math.exp(score - top))
      const total = shares.reduce((a, b) => a + b, 0)
      const gradient = new Float64Array(FEATURES.length)
      features.forEach((row, c) => {
        const error = (shares[c] as number) / total - (c === right ? 1 : 0)
        for (let i = 0; i < row.length; i++) gradient[i] = (gradient[i] as number) + weight * error * (row[i] as number)
      })
      for (let i = 0; i < gradient.length; i++) {
        const g = (gradient[i] as number) + STRENGTH * (weights[i] as number)
        if (Math.abs(g) < 1e-9) continue
        squares[i] = (squares[i] as number) + g * g
        weights[i] = (weights[i] as number) - (0.15 * g) / Math.sqrt(squares[i] as number)
      }
    }
  }
  return weights
}

const share = (choices: readonly Choice[], weights: Float64Array): number => {
  const right = choices.filter(({ features, right }) => {
    const scores = features.map((row) => row.reduce((sum, x, i) => sum + x * (weights[i] as number), 0))
    return scores.indexOf(Math.max(...scores)) === right
  })
  return right.length / (choices.length || 1)
}

if (args.quotes === undefined) {
  console.error('usage: antecedents.ts --quotes train.jsonl [--out FILE]')
  process.exit(2)
}
const articles = readCorpus(args.quotes)
const choices = articles.flatMap(choicesOf)
const held = choices.filter(({ article }) => article % 5 === 0)
const kept = choices.filter(({ article }) => article % 5 !== 0)
const trial = learn(kept, 1)
const ofSources = (list: readonly Choice[]): Choice[] => list.filter(({ weight }) => weight > 1)
console.log(
  `${choices.length} pronouns; held-out fifth: agreement ${(100 * share(held, trial)).toFixed(1)} %, as sources ${(100 * share(ofSources(held), trial)).toFixed(1)} %`,
)
const weights = learn(choices, 1)
const lines = FEATURES.map((name, i) => `  '${name}': ${(GENDER.get(name) ?? (weights[i] as number)).toFixed(2)},`).join('\n')
const text = `/**
 * How much each sign says for a candidate antecedent of "he" and "she" (log-odds among the candidates of one pronoun).
 * Learned by \`train/antecedents.ts\` from the training articles of PolNeAR (networkdynamics/PolNeAR); what gender says is set by hand.
 */
export const ANTECEDENT_WEIGHTS: Readonly<Record<string, number>> = {
${lines}
}
`
if (args.out === undefined) console.log(lines)
else writeFileSync(args.out, text)
