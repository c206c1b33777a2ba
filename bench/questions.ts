// Questions: how good the ranking and the refusals are, how well the confidence means what it says, and how fast they are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newsRarity, senseOf } from '../src/desk/batch-questions.js'
import { relatedWords } from '../src/news/related-words.js'
import { loadReader } from '../src/weights.js'
import { type Answer, answer, prepare } from '../summaries/answer.js'
import type { PassageIndex } from '../summaries/answer-index.js'
import { readQuestion } from '../summaries/answer-question.js'
import { rank, weighTerms } from '../summaries/answer-rank.js'
import { rerank } from '../summaries/answer-rerank.js'

interface Gold {
  readonly article: number
  readonly start: number
  readonly text: string
  readonly sentence: string
}
interface Asked {
  readonly question: string
  readonly impossible?: boolean
  readonly answers?: readonly Gold[]
}
interface Thread {
  readonly title: string
  readonly articles: readonly string[]
  readonly questions: readonly Asked[]
  readonly foreign: readonly Asked[]
}

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Usage: tsx bench/questions.ts DATA   (reads DATA/answers/dev.json)\n')
  process.exit(2)
}
const { threads } = JSON.parse(readFileSync(join(folder, 'answers', 'dev.json'), 'utf8')) as { threads: readonly Thread[] }
const reader = loadReader()
const rarity = newsRarity()
const out = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const percent = (share: number): string => (100 * share).toFixed(1)

/** Whether a place in an article covers a gold answer and is no longer than 1.5 times the gold sentence, as the scorer has it. */
const covers = (golds: readonly Gold[], article: number, start: number, end: number): boolean =>
  golds.some(
    (gold) =>
      gold.article === article && start <= gold.start && gold.start + gold.text.length <= end && end - start <= 1.5 * gold.sentence.length,
  )

interface Outcome {
  readonly confidence: number
  readonly right: boolean
}
const given: Outcome[] = []
const times: number[] = []
let answerable = 0
let first = 0
let firstGiven = 0
let reciprocal = 0
let foreignRefused = 0
let foreign = 0

function timed(index: PassageIndex, question: string): Answer {
  const began = process.hrtime.bigint()
  const found = answer(index, question, rarity)
  times.push(Number(process.hrtime.bigint() - began) / 1e6)
  return found
}

for (const thread of threads) {
  const index = prepare(
    thread.articles.map((text, i) => reader.read({ id: String(i), text, title: thread.title.replaceAll('_', ' ') })),
    senseOf,
    relatedWords,
  )
  for (const asked of thread.foreign) {
    foreign++
    if (timed(index, asked.question).lines.length === 0) foreignRefused++
  }
  for (const asked of thread.questions) {
    const found = timed(index, asked.question)
    if (asked.impossible) continue
    answerable++
    const question = readQuestion(asked.question, senseOf)
    const terms = weighTerms(index, question, rarity)
    const at = rerank(index, question, terms, rank(index, question, terms))
      .slice(0, 10)
      .findIndex(({ ranked }) => {
        const place = index.passages[ranked.passage]
        return place !== undefined && covers(asked.answers ?? [], place.document, place.start, place.end)
      })
    if (at === 0) first++
    if (at >= 0) reciprocal += 1 / (at + 1)
    const [line] = found.lines
    if (line === undefined) continue
    const right = covers(asked.answers ?? [], Number(line.document.article.id), line.span.start, line.span.end)
    if (right) firstGiven++
    given.push({ confidence: found.confidence, right })
  }
}

times.sort((a, b) => a - b)
out(`${answerable} questions that the articles answer, ${foreign} of other threads`)
out(
  `  first sentence right: ${percent(firstGiven / answerable)} % of all with refusals in force, with ${percent(foreignRefused / foreign)} % of other threads' questions refused`,
)
out(`  ranking alone: first right ${percent(first / answerable)} %, mean reciprocal rank ${percent(reciprocal / answerable)}`)
out('  confidence, and how many of the answers given were right')
for (let low = 0.5; low < 1; low += 0.1) {
  const band = given.filter(({ confidence }) => confidence >= low && confidence < low + 0.1)
  if (band.length > 0)
    out(
      `    ${low.toFixed(1)}–${(low + 0.1).toFixed(1)}: ${band.length} answers, ${percent(band.filter(({ right }) => right).length / band.length)} % right`,
    )
}
out(
  `  time a question over ${Math.round(threads.reduce((sum, { articles }) => sum + articles.length, 0) / threads.length)} paragraphs: median ${times[times.length >> 1]?.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms`,
)
