import { readFileSync, writeFileSync } from 'node:fs'
import { newsRarity, senseOf } from '../src/desk/batch-questions.js'
import { relatedWords } from '../src/news/related-words.js'
import { loadReader } from '../src/weights.js'
import { prepare } from '../summaries/answer.js'
import { isRefused, type SignName, signsOf } from '../summaries/answer-confidence.js'
import type { FeatureName } from '../summaries/answer-features.js'
import type { PassageIndex } from '../summaries/answer-index.js'
import { type Question, readQuestion } from '../summaries/answer-question.js'
import { rank, type WeighedTerm, weighTerms } from '../summaries/answer-rank.js'
import { type Compared, compared, ordered } from '../summaries/answer-rerank.js'
import { CONFIDENCE, RANKING } from '../summaries/answer-weights.js'
import { fitCases, fitChoices, type Linear, scoreOf } from './answers-fit.js'

/**
 * Learns how passages are compared and when a question is refused, from questions over threads of articles (SQuAD 2.0), and prints what to
 * expect on threads never seen: each thread's figures by weights learned from the others alone. Same input, same weights.
 *
 *   npx tsx train/answers.ts DATA/answers/dev.json summaries/answer-weights.ts
 */
const [input, output] = process.argv.slice(2)
if (input === undefined || output === undefined) {
  console.error('usage: npx tsx train/answers.ts QUESTIONS.json OUT.ts')
  process.exit(2)
}

/** Shares of other threads' questions that are to be refused. */
const REFUSED = 0.965
const RANK_PENALTY = 20
const CONFIDENCE_PENALTY = 5
/** Articles of a small thread: refusals are learned from small threads too, as a team's are. */
const SMALL = 4

interface Gold {
  readonly article: number
  readonly start: number
  readonly text: string
  readonly sentence: string
}
interface Thread {
  readonly title: string
  readonly articles: readonly string[]
  readonly questions: readonly { readonly question: string; readonly impossible: boolean; readonly answers: readonly Gold[] }[]
  readonly foreign: readonly { readonly question: string }[]
}

/** A question put to a thread's articles, with its likeliest passages. */
interface Asked {
  readonly thread: number
  /** The thread that the question belongs to; its own, where the articles answer it. */
  readonly from: number
  readonly kind: 'own' | 'foreign' | 'other' | 'small own' | 'small other'
  readonly index: PassageIndex
  readonly question: Question
  readonly terms: readonly WeighedTerm[]
  readonly likely: readonly Compared[]
  readonly rows: readonly (readonly number[])[]
  readonly right: readonly boolean[]
}

const FEATURES = Object.keys(RANKING) as FeatureName[]
const SIGNS = Object.keys(CONFIDENCE.weights) as SignName[]
const { threads } = JSON.parse(readFileSync(input, 'utf8')) as { threads: readonly Thread[] }
const rarity = newsRarity()
const reader = loadReader()

function indexOf({ title, articles }: Thread, only: readonly number[]): PassageIndex {
  return prepare(
    only.map((i) => reader.read({ id: String(i), text: articles[i] as string, title: title.replaceAll('_', ' ') })),
    senseOf,
    relatedWords,
  )
}

function ask(thread: number, from: number, kind: Asked['kind'], index: PassageIndex, text: string, golds: readonly Gold[]): Asked {
  const question = readQuestion(text, senseOf)
  const terms = weighTerms(index, question, rarity)
  const likely = compared(index, question, terms, rank(index, question, terms))
  const rows = likely.map(({ features }) => FEATURES.map((name) => features[name]))
  return { thread, from, kind, index, question, terms, likely, rows, right: likely.map((one) => isRight(index, one, golds)) }
}

// As the scorer has it: the place covers the answer and is no longer than 1.5 times the sentence around it.
function isRight(index: PassageIndex, { ranked }: Compared, golds: readonly Gold[]): boolean {
  const place = index.passages[ranked.passage]
  const id = index.documents[place?.document ?? -1]?.article.id
  return (
    place !== undefined &&
    golds.some(
      ({ article, start, text, sentence }) =>
        id === String(article) &&
        place.start <= start &&
        start + text.length <= place.end &&
        place.end - place.start <= 1.5 * sentence.length,
    )
  )
}

function questionsOf(at: number): Asked[] {
  const thread = threads[at] as Thread
  const all = thread.articles.map((_, i) => i)
  const index = indexOf(thread, all)
  const own = thread.questions.filter(({ impossible }) => !impossible)
  const others = threads.flatMap((other, from) =>
    from === at
      ? []
      : other.questions.filter(({ impossible }, i) => !impossible && (i + at) % 4 === 0).map(({ question }) => ({ question, from })),
  )
  const asked = [
    ...own.map(({ question, answers }) => ask(at, at, 'own', index, question, answers)),
    ...thread.foreign.map(({ question }) => ask(at, -1, 'foreign', index, question, [])),
    ...others.map(({ question, from }) => ask(at, from, 'other', index, question, [])),
  ]
  for (let first = 0; first < all.length; first += 2 * SMALL) {
    const some = all.slice(first, first + SMALL)
    const small = indexOf(thread, some)
    for (const { question, answers } of own)
      if (answers.some(({ article }) => some.includes(article))) asked.push(ask(at, at, 'small own', small, question, answers))
    others.forEach(({ question, from }, i) => {
      if (i % 12 === first % 12) asked.push(ask(at, from, 'small other', small, question, []))
    })
  }
  return asked
}

const asked = threads.flatMap((_, at) => questionsOf(at))

function learnRanking(of: readonly Asked[]): Linear {
  return fitChoices(
    of.filter(({ kind }) => kind === 'own'),
    RANK_PENALTY,
  )
}

interface Judged {
  readonly asked: Asked
  readonly row: readonly number[]
  /** One over the place of the first right passage; 0 beyond the tenth. */
  readonly reciprocal: number
  readonly isRefused: boolean
}
function judge(of: readonly Asked[], { weights }: Linear): Judged[] {
  const ranking = Object.fromEntries(FEATURES.map((name, i) => [name, weights[i] as number])) as Record<FeatureName, number>
  return of.map((one) => {
    const chosen = ordered(one.index, one.terms, one.likely, ranking)
    const at = chosen.findIndex(({ ranked }) => one.right[one.likely.findIndex((other) => other.ranked === ranked)])
    const signs = signsOf(one.index, one.terms, chosen)
    return {
      asked: one,
      row: SIGNS.map((name) => signs[name]),
      reciprocal: at < 0 || at >= 10 ? 0 : 1 / (at + 1),
      isRefused: signs.here === 0 || isRefused(one.index, one.question, one.terms, chosen[0]),
    }
  })
}

const isOwn = ({ kind }: Asked): boolean => kind === 'own' || kind === 'small own'
const learnConfidence = (of: readonly Judged[]): Linear =>
  fitCases(
    of
      .filter(({ asked: { kind } }) => kind !== 'foreign')
      .map(({ asked: one, row, reciprocal }) => ({ row, holds: isOwn(one), weight: isOwn(one) ? 0.2 + reciprocal : 1 })),
    CONFIDENCE_PENALTY,
  )

// Each thread by weights learned without its articles and without its questions.
const unseen: (Judged & { odds: number })[] = threads.flatMap((_, at) => {
  const others = asked.filter(({ thread, from }) => thread !== at && from !== at)
  const ranking = learnRanking(others)
  const confidence = learnConfidence(judge(others, ranking))
  return judge(
    asked.filter(({ thread }) => thread === at),
    ranking,
  ).map((one) => ({ ...one, odds: one.isRefused ? Number.NEGATIVE_INFINITY : scoreOf(confidence, one.row) }))
})

const strangers = unseen
  .filter(({ asked: one }) => one.kind === 'other' || one.kind === 'foreign')
  .map(({ odds }) => odds)
  .sort((a, b) => a - b)
const least = strangers[Math.floor(REFUSED * strangers.length)] as number
const percent = (share: number): string => (100 * share).toFixed(1)
const mean = <T>(of: readonly T[], value: (one: T) => number): number => of.reduce((sum, one) => sum + value(one), 0) / (of.length || 1)
function report(own: Asked['kind'], others: readonly Asked['kind'][]): void {
  const ours = unseen.filter(({ asked: one }) => one.kind === own)
  const strange = unseen.filter(({ asked: one }) => others.includes(one.kind))
  const given = (one: { odds: number }): number => (one.odds >= least ? 1 : 0)
  console.log(
    `${own}: first right ${percent(mean(ours, (one) => (one.reciprocal === 1 ? given(one) : 0)))}, reciprocal rank ${percent(mean(ours, (one) => one.reciprocal * given(one)))}; ` +
      `ranking alone ${percent(mean(ours, (one) => (one.reciprocal === 1 ? 1 : 0)))}, ${percent(mean(ours, ({ reciprocal }) => reciprocal))}; ` +
      `answered ${percent(mean(ours, given))}; refused of ${others.join(', ')} ${percent(1 - mean(strange, given))}`,
  )
}
report('own', ['foreign'])
report('own', ['other'])
report('small own', ['small other'])

// What a given answer's log-odds say of its being right.
const answered = unseen.filter(({ asked: one, odds }) => one.kind === 'own' && odds >= least)
const calibration = fitCases(
  answered.map(({ odds, reciprocal }) => ({ row: [odds], holds: reciprocal === 1, weight: 1 })),
  1e-3,
)
const ranking = learnRanking(asked)
const confidence = learnConfidence(judge(asked, ranking))
const rounded = (value: number | undefined): number => Number((value ?? 0).toPrecision(3))
const table = (names: readonly string[], weights: readonly number[], margin: string): string =>
  names.map((name, i) => `${margin}${name}: ${rounded(weights[i])},`).join('\n')
writeFileSync(
  output,
  `import type { ConfidenceWeights } from './answer-confidence.js'
import type { FeatureName } from './answer-features.js'

// Written by train/answers.ts, which says what they were learned from; what they give is in docs/quality.md.

/** How much each feature of a passage counts in the final ranking. */
export const RANKING: Readonly<Record<FeatureName, number>> = {
${table(FEATURES, ranking.weights, '  ')}
}

/** When the best passage is given as an answer, and how likely it is right. */
export const CONFIDENCE: ConfidenceWeights = {
  weights: {
${table(SIGNS, confidence.weights, '    ')}
  },
  bias: ${rounded(confidence.bias)},
  least: ${rounded(least)},
  slope: ${rounded(calibration.weights[0])},
  shift: ${rounded(calibration.bias)},
}
`,
)
