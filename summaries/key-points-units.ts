import { termsOf } from '../src/language/terms.js'
import type { Document, Mention, Sentence } from '../src/text/document.js'
import { leadEnd } from '../src/text/line-leads.js'
import { type Span, sliceOf, trimSpan } from '../src/text/span.js'
import { isFurniture } from './key-points-furniture.js'

/** The smallest run of sentences that may be quoted by itself: a sentence, or all sentences that one quotation holds together. */
export interface Unit extends Span {
  /** Half-open range in `Document.sentences`. */
  readonly first: number
  readonly last: number
  /** Number among the article's units of prose: captions, bylines and invitations do not count. */
  readonly place: number
  readonly words: number
  /** What it speaks of, each once: stems that carry meaning, and entities, by whatever word they are meant. */
  readonly topics: ReadonlySet<string>
}

// More than this is no line of a brief, and one long "sentence" (a table, a text without full stops) must not cost more than its length.
const LONGEST_UNIT = 900
const MOST_SENTENCES = 4
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu

/**
 * Everything in the article that could be a key point, in text order: sentences of prose without the dateline before them, sentences
 * joined where a quotation runs over their border ('"It failed. We know why," she said.'). Linear in the text.
 */
export function unitsOf(document: Document): Unit[] {
  const { article, sentences } = document
  const outer = document.quotations.filter(({ depth }) => depth === 0)
  const units: Unit[] = []
  const meant = entitiesBy(document)
  let q = 0
  for (let first = 0; first < sentences.length; ) {
    let last = first + 1
    let end = sentences[first]?.end ?? 0
    while (q < outer.length && (outer[q] as Span).start < end) {
      const quotation = outer[q++] as Span
      while (last < sentences.length && quotation.end > end) end = (sentences[last++] as Span).end
    }
    const span = withoutLeader(article.text, trimSpan(article.text, { start: sentences[first]?.start ?? 0, end }))
    const isShort = span.end - span.start <= LONGEST_UNIT && last - first <= MOST_SENTENCES
    if (isShort && !isLead(document, first) && !isFurniture(sliceOf(article.text, span), document, first))
      units.push(unit(article.text, span, first, last, units.length, meant(span)))
    first = last
  }
  return units
}

// "OSLO, 12 March (Nordnytt) -", "14:32": a line's beginning that is a sentence by itself.
function isLead({ article, sentences }: Document, index: number): boolean {
  const { start, paragraph } = sentences[index] as Sentence
  const next = sentences[index + 1]
  return (
    next?.paragraph === paragraph &&
    sentences[index - 1]?.paragraph !== paragraph &&
    leadEnd(article.text, start, next.end, 0) === next.start
  )
}

function unit(text: string, span: Span, first: number, last: number, place: number, entities: readonly string[]): Unit {
  const topics = new Set([...termsOf(text, span.start, span.end).map(({ stem }) => stem), ...entities])
  const words = sliceOf(text, span).match(WORD)?.length ?? 0
  return { ...span, first, last, place, words, topics }
}

/** The entities meant within a span, by name, description or pronoun; spans must come in text order. No stem begins with "#". */
function entitiesBy({ mentions }: Document): (span: Span) => string[] {
  let m = 0
  return (span) => {
    const found: string[] = []
    while (m < mentions.length && (mentions[m] as Mention).start < span.start) m++
    for (; m < mentions.length && (mentions[m] as Mention).start < span.end; m++) {
      const { entity } = mentions[m] as Mention
      if (entity >= 0) found.push(`#${entity}`)
    }
    return found
  }
}

// What stands before a line of a list: '- ', '• ', '1. '.
const LEADER = /^(?:[-*•‣◦▪–—]\s+|\d{1,2}[.)]\s+)(?=["“‘'\p{Lu}])/u

function withoutLeader(text: string, span: Span): Span {
  const isLine = span.start === 0 || text[span.start - 1] === '\n'
  const match = isLine ? LEADER.exec(text.slice(span.start, Math.min(span.end, span.start + 40))) : null
  return match === null ? span : { start: span.start + match[0].length, end: span.end }
}

/** How many units speak of each topic; one that stands in a single unit tells nothing of what the article is about. */
export function topicCounts(units: readonly Unit[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { topics } of units) for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return counts
}

/** Stems of a headline. */
export const headlineTopics = (title: string | undefined): ReadonlySet<string> => new Set(termsOf(title ?? '').map(({ stem }) => stem))
