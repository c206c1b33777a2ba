import { answer, prepare } from '../../summaries/answer.js'
import type { Rarity } from '../../summaries/answer-rank.js'
import { IRREGULAR } from '../../summaries/answer-words.js'
import { matchName, nameWords } from '../../summaries/name-match.js'
import { holdersOf } from '../../summaries/role-match.js'
import { saysSomething, topicKeys, touches } from '../../summaries/said-groups.js'
import { isAbout, isBy, type StanceActor } from '../../summaries/stance.js'
import { voicesOf } from '../../summaries/stance-voices.js'
import { type FreshRecord, recordsOf } from '../../summaries/statement-record.js'
import { InputError } from '../errors.js'
import { actorSense } from '../language/names/actors.js'
import type { Reader } from '../language/read.js'
import { stemOf } from '../language/terms.js'
import { type ToneModel, toneTowards } from '../language/tone/tone.js'
import { relatedWords } from '../news/related-words.js'
import { termCounts } from '../news/term-counts.js'
import { slips } from '../store/slips.js'
import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'
import { countryOrBody, stateAsked } from './stance-actor.js'
import { toneOf } from './stance-marks.js'
import { statementLine } from './statement-line.js'

type Line = Record<string, unknown>
type LineTask = (value: Line) => readonly object[]

/** Counts below this are not kept; a word without a count stands in about half as many articles. */
const UNCOUNTED = 1

/**
 * How rare a word's key is in the news at large, from the shipped counts: the logarithm of one over the share of articles with it. Irregular
 * forms count with their dictionary form, as keys do.
 */
export function newsRarity(): Rarity {
  const { articles, countOf } = termCounts()
  const joined = new Map<string, number>()
  for (const [form, lemma] of IRREGULAR) {
    const key = stemOf(lemma)
    joined.set(key, Math.min(articles, (joined.get(key) ?? countOf(key)) + (stemOf(form) === key ? 0 : countOf(stemOf(form)))))
  }
  return (key) => Math.log((articles + 1) / ((joined.get(key) ?? (countOf(key) || UNCOUNTED)) + 0.5))
}

/** `{articles, questions}` → one line a question: `{id, answers: [{articleId, start, end}], confidence}`. Throws an InputError on other lines. */
export function askTask(reader: Reader, rarity: Rarity): LineTask {
  return ({ articles, questions }) => {
    const index = prepare(
      articlesOf(articles).map((article) => reader.read(article)),
      senseOf,
      relatedWords,
    )
    if (!Array.isArray(questions)) throw new InputError('no-questions', 'This line has no `questions`; give a list of {id, question}.')
    return questions.map((asked: Line) => {
      if (typeof asked?.question !== 'string') return { id: asked?.id, error: 'A question needs an `id` and the text in `question`.' }
      const { lines, confidence } = answer(index, asked.question, rarity)
      const answers = lines.map(({ document, span }) => ({ articleId: document.article.id, start: span.start, end: span.end }))
      return { id: asked.id, answers, confidence: rounded(confidence) }
    })
  }
}

/** `{id, articles, actor, topic?}` → `{id, actor: {name}, by, about}`, statements in the order of the articles. Throws an InputError on other lines. */
export function stanceTask(reader: Reader, tone?: ToneModel): LineTask {
  return ({ id, articles, actor: asked, topic }) => {
    if (typeof asked !== 'string' || asked.trim() === '')
      throw new InputError('no-actor', 'This line has no `actor`; name a country, body, company or person.')
    const documents = articlesOf(articles).map((article) => reader.read(article))
    const read = documents.map((document) => ({ document, records: recordsOf(document, senseOf) }))
    const heard = read.flatMap(({ records }) => records)
    const actor = actorOf(asked, documents, heard)
    const keys = topicKeys(typeof topic === 'string' ? topic : undefined)
    const by: object[] = []
    const about: object[] = []
    const voices = voicesOf(actor, heard)
    for (const { document, records } of read) {
      for (const record of records) {
        if (!saysSomething(record) || !touches(record, keys)) continue
        if (isBy(actor, record, voices)) by.push(lineOf(record))
        else if (isAbout(actor, record, voices)) about.push({ ...lineOf(record), ...toneLine(actor, record, document, tone) })
      }
    }
    return [{ id, actor: { name: actor.name }, by, about }]
  }
}

/** `{id, text, target: {start, end}}` → `{id, tone}`. Throws an InputError on other lines. */
export function toneTask(reader: Reader, model: ToneModel): LineTask {
  let last: Document | undefined
  return ({ id, text, target }) => {
    if (typeof text !== 'string') throw new InputError('no-text', 'This line has no `text`; give the sentence as a string.')
    const { start, end } = (target ?? {}) as Line
    if (!isPlace(start) || !isPlace(end) || end <= start || end > text.length) {
      throw new InputError('no-target', 'This line has no `target` within its text; give {start, end}, half-open.')
    }
    // Sentences with several targets come one after another: read once.
    const document = last?.article.text === text ? last : reader.read({ id: '', text })
    last = document
    const judged = toneTowards(document, { start, end }, model, true)
    return [{ id, tone: judged.tone, confidence: rounded(judged.probability) }]
  }
}

/** Which actor a name means, by standard name. */
export const senseOf = (name: string): string | undefined => actorSense(name)?.actor

/** A country or body by any of its names, else the person or company among the speakers and names of the articles, else the name as given. */
function actorOf(asked: string, documents: readonly Document[], heard: readonly FreshRecord[]): StanceActor {
  const standard = stateAsked(asked)
  if (standard !== undefined) return countryOrBody(standard)
  const counts = new Map<string, number>()
  const kinds = new Map<string, string>()
  for (const { entities } of documents)
    for (const { name, kind, mentions } of entities) {
      counts.set(name, (counts.get(name) ?? 0) + mentions.length)
      if (!kinds.has(name)) kinds.set(name, kind)
    }
  const known = [...counts].map(([name, count]) => ({ name, count }))
  const typed = matchName(asked, known)
  const holders = typed.kind === 'one' ? [] : holdersOf(asked, heard, senseOf)
  const meant = holders.length === 1 ? holders[0] : typed.kind === 'none' ? misspelt(asked, typed.suggestions) : undefined
  const match = meant === undefined ? typed : matchName(meant, known)
  if (match.kind !== 'one') return { name: asked.trim(), aliases: [] }
  const { name, forms } = match
  const kind = kinds.get(name)
  if (kind !== 'person') return { name, aliases: shortForms(name, documents), ...(kind === 'place' ? { isState: true } : {}) }
  const surname = name.split(/\s+/u).at(-1) as string
  // One word may be a firm as well as a person.
  if (surname === name) return { name, aliases: [] }
  return { name, aliases: [...new Set([...forms, surname])], forms: forms.filter((form) => form !== name), isPerson: true }
}

// "Marwik" for Marwick: one name, of which a word is a letter away.
function misspelt(asked: string, suggestions: readonly string[]): string | undefined {
  const typed = nameWords(asked)
  const near = suggestions.filter((name) => {
    const words = nameWords(name)
    return typed.every((word) => words.some((other) => word === other || (word.length >= 5 && slips(word, other) <= 1)))
  })
  const whole = near.filter(
    (name) => !near.some((other) => other !== name && nameWords(name).every((word) => nameWords(other).includes(word))),
  )
  return whole.length === 1 ? whole[0] : undefined
}

// "HWU", "Fjordline": what the articles call a body beside its whole name. Its last word alone ("Union") may be any body's.
function shortForms(name: string, documents: readonly Document[]): string[] {
  const found = new Set<string>()
  for (const { article, entities, mentions } of documents)
    for (const entity of entities)
      if (entity.name === name)
        for (const index of entity.mentions.slice(0, 200)) {
          const mention = mentions[index]
          if (mention?.form === 'name') found.add(article.text.slice(mention.start, mention.end).replace(/\s+/gu, ' '))
        }
  return [...found].filter((form) => form !== name && (/^[\p{Lu}.&]{2,}$/u.test(form) || name.startsWith(`${form} `) || form.includes(' ')))
}

function toneLine(actor: StanceActor, record: FreshRecord, document: Document, model: ToneModel | undefined): object {
  const tone = model === undefined ? undefined : toneOf(actor, record.citation.spans, document, model)
  return tone === undefined ? {} : { tone: tone.tone }
}

const lineOf = ({ statement, citation }: FreshRecord): object => ({ ...statementLine(statement), articleId: citation.articleId })

function articlesOf(value: unknown): Article[] {
  if (!Array.isArray(value)) throw new InputError('no-articles', 'This line has no `articles`; give a list of {id, text}.')
  return value.map((one: Line) => {
    if ((typeof one?.id !== 'string' && typeof one?.id !== 'number') || typeof one.text !== 'string') {
      throw new InputError('no-article', 'Every article needs an `id` and its `text`.')
    }
    const field = (key: 'title' | 'publishedAt' | 'outlet' | 'url'): Partial<Article> =>
      typeof one[key] === 'string' ? { [key]: one[key] } : {}
    return { id: String(one.id), text: one.text, ...field('title'), ...field('publishedAt'), ...field('outlet'), ...field('url') }
  })
}

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
const rounded = (share: number): number => Math.round(share * 1000) / 1000
