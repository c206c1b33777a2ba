import type { Article } from './article.js'
import { type Span, sliceOf } from './span.js'

/**
 * The only way that an article's words leave a document: which article, where, and the exact words.
 * `words[i]` equals `article.text.slice(spans[i].start, spans[i].end)`, when written and when read.
 */
export interface Citation {
  readonly articleId: string
  readonly spans: readonly Span[]
  readonly words: readonly string[]
  readonly url?: string
  readonly outlet?: string
  readonly title?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
}

/** Cites `spans` of `article`; the words are cut from the text here and nowhere else. */
export function cite(article: Article, spans: readonly Span[]): Citation {
  return {
    articleId: article.id,
    spans: spans.map(({ start, end }) => ({ start, end })),
    words: spans.map((span) => sliceOf(article.text, span)),
    ...(article.url === undefined ? {} : { url: article.url }),
    ...(article.outlet === undefined ? {} : { outlet: article.outlet }),
    ...(article.title === undefined ? {} : { title: article.title }),
    ...(article.publishedAt === undefined ? {} : { publishedAt: article.publishedAt }),
  }
}

/** Whether the citation's words still stand at their place in `text`. */
export const holds = (citation: Citation, text: string): boolean =>
  citation.spans.length === citation.words.length && citation.spans.every((span, i) => sliceOf(text, span) === citation.words[i])

/** No word fits between two spans this near: a space, or the end of a paragraph that a quotation runs over. */
const NEAR = 2

/** The cited words as one line of reading; where words are left out between spans, "…" marks it. */
export const wordsOf = ({ spans, words }: Citation): string =>
  words
    .map((part, i) => {
      const gap = (spans[i]?.start ?? 0) - (spans[i - 1]?.end ?? 0)
      return `${i === 0 ? '' : gap > NEAR ? ' … ' : ' '}${part.trim().replace(/\s+/gu, ' ')}`
    })
    .join('')

/**
 * Address that opens the page at the cited words: a text fragment (`#:~:text=`), by its first and last words where it is long.
 * Undefined where the article has no address. Browsers that know no text fragments open the page at its top.
 * Source: WICG, "URL Fragment Text Directives".
 */
export function linkTo(citation: Citation): string | undefined {
  if (citation.url === undefined) return undefined
  const words = (citation.words[0] ?? '').trim().split(/\s+/u).filter(Boolean)
  const base = citation.url.split('#')[0] as string
  if (words.length === 0) return base
  const piece = words.length <= 10 ? fragment(words) : `${fragment(words.slice(0, 5))},${fragment(words.slice(-5))}`
  return `${base}#:~:text=${piece}`
}

// '-', ',' and '&' are syntax within a text directive, so they are always encoded; lone surrogates cannot be encoded at all.
const fragment = (words: readonly string[]): string => encodeURIComponent(words.join(' ').toWellFormed()).replace(/-/gu, '%2D')
