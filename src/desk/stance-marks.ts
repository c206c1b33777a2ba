import type { SaidGroup } from '../../summaries/said-groups.js'
import type { StanceActor } from '../../summaries/stance.js'
import type { StatementRecord } from '../../summaries/statement-record.js'
import { type Tone, type ToneModel, toneTowards } from '../language/tone.js'
import type { Document } from '../text/document.js'
import type { QuotationPart } from '../text/post.js'
import { type Span, sliceOf } from '../text/span.js'

type Mark = NonNullable<QuotationPart['mark']>

/** Articles that are looked into for marks at once; the rest of a long list goes without. */
const MOST_ARTICLES = 20

/**
 * Marks, by statement id, how others' statements speak of `actor`: only where the tone is sure, with the words that say so. `documentOf`
 * gives the reading of an article, undefined where it is no longer kept.
 */
export async function markTone(
  actor: StanceActor,
  groups: readonly SaidGroup[],
  documentOf: (articleId: string) => Promise<Document | undefined>,
  model: ToneModel,
): Promise<ReadonlyMap<string, Mark>> {
  const records = groups.flatMap(({ lines }) => lines.map(({ record }) => record))
  const ids = [...new Set(records.map(({ citation }) => citation.articleId))].slice(0, MOST_ARTICLES)
  const documents = new Map(await Promise.all(ids.map(async (id) => [id, await documentOf(id)] as const)))
  const marks = new Map<string, Mark>()
  for (const record of records) {
    const document = documents.get(record.citation.articleId)
    const mark = document === undefined ? undefined : markOf(actor, record, document, model)
    if (mark !== undefined) marks.set(record.id, mark)
  }
  return marks
}

/** How one statement speaks of the actor; undefined where that is not sure, or its words do not name the actor. */
export function markOf(actor: StanceActor, record: StatementRecord, document: Document, model: ToneModel): Mark | undefined {
  const tone = toneOf(actor, record.citation.spans, document, model)
  if (tone?.isSure !== true) return undefined
  return {
    tone: tone.tone === 'negative' ? 'critical' : 'supportive',
    words: tone.words.map((span) => sliceOf(document.article.text, span)),
  }
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
