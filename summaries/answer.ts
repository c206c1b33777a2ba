import type { Document } from '../src/text/document.js'
import { contains, overlaps, type Span } from '../src/text/span.js'
import { withCapitals } from './answer-capitals.js'
import { confidenceOf } from './answer-confidence.js'
import { indexPassages, type PassageIndex, type RelatedWords } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import { LONGEST_QUESTION, type Question, readQuestion } from './answer-question.js'
import { type Rarity, rank, type WeighedTerm, weighTerms } from './answer-rank.js'
import { type Chosen, rerank } from './answer-rerank.js'
import type { NameSense } from './stance-about.js'

/** A sentence that answers, where it stands and what helps to read it. */
export interface AnswerLine {
  readonly document: Document
  /** The sentence. */
  readonly span: Span
  /** The sentence with the one before it, where it cannot stand alone ("He also …"); else the sentence. */
  readonly shown: Span
  /** Who speaks in it, where all of it is one speaker's and the sentence itself does not give the whole name. */
  readonly speaker?: string
  /** Other outlets with the same sentence. */
  readonly alsoIn: readonly string[]
}

/** What became of a question. */
export interface Answer {
  readonly question: string
  /** Best first, at most ten; empty where the articles don't say. */
  readonly lines: readonly AnswerLine[]
  /** Probability, 0 to 1, that the first line answers; 0 where there is none. */
  readonly confidence: number
  /** Where the articles don't say: the passage that came nearest, if any shares a word with the question. */
  readonly nearest?: AnswerLine
  readonly searched: { readonly articles: number; readonly sentences: number }
  /** Why nothing could be looked for, as a sentence for the reader; absent where something was. */
  readonly problem?: string
}

const MOST_LINES = 10
/** What being of the newest article and being carried by one more outlet add to the log-odds. */
const NEWEST = 0.3
const OUTLET = 0.2

/**
 * Lays out documents for asking; keep it for as long as the thread is asked about. `sense` tells which country or body a name means, so that
 * "IMF" and "Beijing" are found by their other names; `related` which words mean nearly the same.
 */
export const prepare = (
  documents: readonly Document[],
  sense: NameSense = () => undefined,
  related: RelatedWords = () => [],
): PassageIndex => indexPassages(documents, remembered(sense), related)

// The same few names stand in article after article.
function remembered(sense: NameSense): NameSense {
  const known = new Map<string, string | undefined>()
  return (name) => {
    if (!known.has(name)) known.set(name, sense(name))
    return known.get(name)
  }
}

/**
 * Answers `asked` from the indexed documents: their own sentences, best first, or none. Pure and repeatable; never throws, whatever is asked.
 * `rarity` tells how rare a word's key is in the news at large (`rarityOf` of the desk's weights).
 */
export function answer(index: PassageIndex, asked: string, rarity: Rarity): Answer {
  const question = readQuestion(withCapitals(index.documents, index.names, asked.slice(0, LONGEST_QUESTION)), index.sense)
  const searched = { articles: index.documents.length, sentences: index.passages.length }
  const none = { question: asked.trim().slice(0, LONGEST_QUESTION), lines: [], confidence: 0, searched }
  const problem = problemOf(asked, question, index)
  if (problem !== undefined) return { ...none, problem }
  const terms = weighTerms(index, question, rarity)
  const chosen = rerank(index, question, terms, rank(index, question, terms))
  const ranked = settle(index, chosen)
  const top = ranked[0]
  if (top === undefined) return none
  const confidence = confidenceOf(index, question, terms, chosen)
  if (!confidence.isEnough) return { ...none, nearest: lineOf(index, ownWords(ranked, terms) ?? top) }
  const lines = withoutShown(
    ranked
      .filter((one) => one.chosen.fit > 0)
      .slice(0, MOST_LINES)
      .map((one) => lineOf(index, one)),
  )
  return { ...none, lines, confidence: confidence.probability }
}

// Where somebody's words were asked for, their own come nearer than another's.
const ownWords = (ranked: readonly Settled[], terms: readonly WeighedTerm[]): Settled | undefined =>
  terms.some(({ isSpeaker }) => isSpeaker) ? ranked.find(({ chosen }) => chosen.ranked.said > 0 || chosen.ranked.isOwn) : undefined

// A sentence that stands before another one, shown for what that one leans on, is not shown twice: the better one grows to the whole passage.
function withoutShown(lines: readonly AnswerLine[]): AnswerLine[] {
  const shown: AnswerLine[] = []
  for (const line of lines) {
    const at = shown.findIndex(
      (other) => other.document === line.document && (contains(other.shown, line.span) || contains(line.shown, other.span)),
    )
    if (at < 0) shown.push(line)
    else if (!contains((shown[at] as AnswerLine).shown, line.span)) shown[at] = { ...(shown[at] as AnswerLine), shown: line.shown }
  }
  return shown
}

function problemOf(asked: string, question: Question, index: PassageIndex): string | undefined {
  if (asked.trim() === '') return 'Ask a question in plain words, such as “Who criticised the ferry plan?”.'
  if (asked.length > LONGEST_QUESTION) {
    return `A question may have at most ${LONGEST_QUESTION} characters; this has ${asked.length}. To read a text, use brief instead.`
  }
  if (question.terms.length === 0) return 'That question has no word to look for; name the person, place or thing that it is about.'
  if (index.passages.length === 0) return 'There are no articles to look in yet.'
  return undefined
}

interface Settled {
  readonly chosen: Chosen
  readonly alsoIn: readonly string[]
}

// Folds the same sentence of several outlets into one line, and lets newer and better attested lines go first where they are as good.
function settle(index: PassageIndex, chosen: readonly Chosen[]): Settled[] {
  const newest = Math.max(...index.documents.map(({ article }) => timeOf(article.publishedAt)))
  const oldest = Math.min(...index.documents.map(({ article }) => timeOf(article.publishedAt)))
  const groups: { chosen: Chosen; keys: ReadonlySet<string>; outlets: Set<string>; score: number }[] = []
  for (const one of chosen) {
    const passage = index.passages[one.ranked.passage] as Passage
    const { article } = index.documents[passage.document] as Document
    const keys = new Set(passage.places.keys())
    const same = groups.find((group) => isSameWording(group.keys, keys))
    if (same !== undefined) {
      if (article.outlet !== undefined) same.outlets.add(article.outlet)
      continue
    }
    const age = newest > oldest ? (timeOf(article.publishedAt) - oldest) / (newest - oldest) : 0
    const outlets = new Set(article.outlet === undefined ? [] : [article.outlet])
    groups.push({ chosen: one, keys, outlets, score: one.score + NEWEST * age })
  }
  return groups
    .map((group, i) => ({ ...group, i, score: group.score + OUTLET * Math.max(0, group.outlets.size - 1) }))
    .sort((a, b) => b.score - a.score || a.i - b.i)
    .map(({ chosen: one, outlets }) => ({ chosen: one, alsoIn: [...outlets].slice(1) }))
}

const timeOf = (published: string | undefined): number => {
  const time = Date.parse(published ?? '')
  return Number.isNaN(time) ? 0 : time
}

function isSameWording(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (Math.min(a.size, b.size) < 4) return false
  let shared = 0
  for (const key of a) if (b.has(key)) shared++
  return shared / (a.size + b.size - shared) >= 0.8
}

function lineOf(index: PassageIndex, { chosen, alsoIn }: Settled): AnswerLine {
  const { ranked } = chosen
  const passage = index.passages[ranked.passage] as Passage
  const document = index.documents[passage.document] as Document
  const span = { start: passage.start, end: passage.end }
  const speaker = speakerOf(document, passage)
  return { document, span, shown: shownOf(index, ranked.passage), alsoIn, ...(speaker === undefined ? {} : { speaker }) }
}

// 'He also', 'But that', '"It …" she said': words that lean on the sentence before.
const LEANS =
  /^["“‘']?(?:he|she|it|they|this|that|these|those|his|her|its|their|but|and|so|however|instead|also|then|such|there|yet|meanwhile|in (?:response|turn|addition)|as a result|for (?:example|instance))\b/iu

function shownOf(index: PassageIndex, id: number): Span {
  const passage = index.passages[id] as Passage
  const before = index.passages[id - 1]
  const { text } = (index.documents[passage.document] as Document).article
  const leans = LEANS.test(text.slice(passage.start, passage.start + 40))
  const follows = before !== undefined && before.document === passage.document && before.paragraph === passage.paragraph
  return { start: leans && follows ? before.start : passage.start, end: passage.end }
}

// The speaker's whole name, where one speaker's words fill most of the sentence and it does not name them itself.
function speakerOf(document: Document, passage: Passage): string | undefined {
  const names = new Set<string>()
  for (const i of passage.statements) {
    const statement = document.statements[i]
    const name = statement?.content.some((span) => overlaps(span, passage)) ? statement.speaker?.name : undefined
    if (typeof name === 'string') names.add(name)
  }
  const [name] = names
  return names.size !== 1 || name === undefined || document.article.text.slice(passage.start, passage.end).includes(name) ? undefined : name
}
