import { type Citation, cite } from '../src/text/citation.js'
import { type Document, type Manner, type Speaker, type Statement, SURE } from '../src/text/document.js'
import type { QuotationPart } from '../src/text/post.js'
import { sliceOf } from '../src/text/span.js'
import { actorsAbout, type NameSense } from './stance-about.js'

/** A statement apart from its document, as it is kept and as summaries over many articles take it. */
export interface StatementRecord {
  readonly id: string
  /** Its content, with address, outlet, title and date of the article. */
  readonly citation: Citation
  readonly speaker: Speaker | null
  /** The words that name the speaker here, verbatim; absent where the text names none. */
  readonly source?: string
  /** The words that report it, verbatim. */
  readonly cue?: string
  readonly manner: Manner
  readonly confidence: number
  /** Actors that the content is about, by standard name. */
  readonly about: readonly string[]
  /** Milliseconds since 1970: when the article was published, else taken in; 0 where neither is known. */
  readonly at: number
  /** The name that the team has given instead of the speaker's. */
  readonly correctedTo?: string
}

/** A record made from a document at hand, with the statement itself. */
export interface FreshRecord extends StatementRecord {
  readonly statement: Statement
}

/** Records of all statements of `document`, in text order. `sense` says which actor a name means. */
export function recordsOf(document: Document, sense: NameSense): FreshRecord[] {
  const { article } = document
  const at = Date.parse(article.publishedAt ?? article.readAt ?? '')
  return document.statements.map((statement, i) => {
    const source = statement.source.map((span) => sliceOf(article.text, span)).join(' … ')
    const cue = statement.cue.map((span) => sliceOf(article.text, span)).join(' … ')
    return {
      id: `${article.id}.${i}`,
      citation: cite(article, statement.content),
      speaker: statement.speaker,
      ...(source === '' ? {} : { source }),
      ...(cue === '' ? {} : { cue }),
      manner: statement.manner,
      confidence: statement.confidence,
      about: actorsAbout(document, statement, sense),
      at: Number.isNaN(at) ? 0 : at,
      statement,
    }
  })
}

/** The name to go by: the team's own, where it has corrected it. */
export const speakerName = (record: StatementRecord): string | null => record.correctedTo ?? record.speaker?.name ?? null

/** Whether the reader is sure enough of the speaker to name them. */
export const isSure = (record: StatementRecord): boolean => record.correctedTo !== undefined || record.confidence >= SURE

/** One line of a post for a record. */
export function recordPart(record: StatementRecord, extra: Partial<Pick<QuotationPart, 'isNew' | 'alsoIn' | 'mark'>> = {}): QuotationPart {
  return {
    type: 'quotation',
    citation: record.citation,
    speaker: record.speaker,
    manner: record.manner,
    ...(record.source === undefined ? {} : { source: record.source }),
    ...(record.cue === undefined ? {} : { cue: record.cue }),
    ...(isSure(record) ? {} : { unclear: true }),
    ...(record.correctedTo === undefined ? {} : { correctedTo: record.correctedTo }),
    showOrigin: true,
    statementId: record.id,
    ...extra,
  }
}
