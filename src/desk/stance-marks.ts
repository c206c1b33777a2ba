import type { SaidGroup } from '../../summaries/said-groups.js'
import type { StanceActor } from '../../summaries/stance.js'
import type { StatementRecord } from '../../summaries/statement-record.js'
import type { Reader } from '../language/read.js'
import { type Tone, type ToneModel, toneTowards } from '../language/tone/tone.js'
import type { Articles } from '../store/articles.js'
import type { Document } from '../text/document.js'
import type { QuotationPart } from '../text/post.js'
import { type Span, sliceOf } from '../text/span.js'

/** How a statement speaks of an actor, with the words that say so. */
export type Mark = NonNullable<QuotationPart['mark']>

/** Statements that are judged for one post; a post shows fewer. */
const MOST_JUDGED = 24

/** Judgements that are remembered; with more, all are forgotten. */
const MOST_REMEMBERED = 10_000

/** Where the words of articles are had, and how they are read. */
export interface MarkSources {
  readonly articles: Pick<Articles, 'getMany'>
  readonly reader: Pick<Reader, 'readGrammar'>
  readonly model: ToneModel
  /** Judgements so far, by actor and statement, where they are to be remembered from post to post; filled here. */
  readonly judged?: Map<string, Mark | 'none'>
}

/**
 * Marks, by statement id, how others' statements speak of `actor`: only where they name it and the tone is sure, with the words that say so.
 * Only the paragraph of each is read, so that the cost hangs on what is shown, not on the articles.
 */
export async function markTone(actor: StanceActor, groups: readonly SaidGroup[], sources: MarkSources): Promise<ReadonlyMap<string, Mark>> {
  const names = [actor.name, ...actor.aliases]
  const records = groups.flatMap(({ lines }) => lines.map(({ record }) => record)).filter((record) => namesOne(record, names))
  const judged = sources.judged ?? new Map<string, Mark | 'none'>()
  // What is kept of an article never changes, so what was judged once holds.
  const keyOf = (record: StatementRecord): string => `${actor.name}|${record.id}`
  const looked = records.slice(0, MOST_JUDGED)
  const fresh = looked.filter((record) => !judged.has(keyOf(record)))
  const articles = fresh.length === 0 ? [] : await sources.articles.getMany([...new Set(fresh.map(({ citation }) => citation.articleId))])
  const texts = new Map(articles.map(({ id, text }) => [id, text]))
  if (judged.size >= MOST_REMEMBERED) judged.clear()
  const marks = new Map<string, Mark>()
  for (const record of looked) {
    const text = texts.get(record.citation.articleId)
    const mark = judged.get(keyOf(record)) ?? (text === undefined ? undefined : markOf(actor, record, text, sources)) ?? 'none'
    judged.set(keyOf(record), mark)
    if (mark !== 'none') marks.set(record.id, mark)
  }
  return marks
}

const namesOne = ({ citation }: StatementRecord, names: readonly string[]): boolean =>
  citation.words.some((words) => nameIn(words, { start: 0, end: words.length }, names) !== undefined)

function markOf(actor: StanceActor, { citation }: StatementRecord, text: string, { reader, model }: MarkSources): Mark | undefined {
  const first = citation.spans[0]
  if (first === undefined) return undefined
  const start = text.lastIndexOf('\n', first.start) + 1
  const end = text.indexOf('\n', first.end)
  const paragraph = text.slice(start, end < 0 ? text.length : end)
  const document = reader.readGrammar({ id: citation.articleId, text: paragraph })
  const spans = citation.spans.map((span) => ({ start: span.start - start, end: span.end - start }))
  const tone = toneOf(actor, spans, document, model)
  if (tone?.isSure !== true) return undefined
  return { tone: tone.tone === 'negative' ? 'critical' : 'supportive', words: tone.words.map((span) => sliceOf(paragraph, span)) }
}

/** The tone of the sentence towards the actor where `spans` first name it; undefined where they do not. */
export function toneOf(actor: StanceActor, spans: readonly Span[], document: Document, model: ToneModel): Tone | undefined {
  for (const span of spans) {
    const target = nameIn(document.article.text, span, [actor.name, ...actor.aliases])
    if (target !== undefined) return toneTowards(document, target, model)
  }
  return undefined
}

// The first whole word or words of `span` that are one of `names`, the longest of those that begin there.
function nameIn(text: string, span: Span, names: readonly string[]): Span | undefined {
  let found: Span | undefined
  for (const name of names) {
    if (name === '') continue
    for (let at = text.indexOf(name, span.start); at >= 0 && at + name.length <= span.end; at = text.indexOf(name, at + 1)) {
      const end = at + name.length
      if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') || /[\p{L}\p{N}]/u.test(text[end] ?? ' ')) continue
      if (found === undefined || at < found.start || (at === found.start && end > found.end)) found = { start: at, end }
      break
    }
  }
  return found
}
