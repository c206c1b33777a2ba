import { type Citation, cite } from '../src/text/citation.js'
import type { Document } from '../src/text/document.js'
import type { Post, Section } from '../src/text/post.js'
import type { Span } from '../src/text/span.js'
import { keyPoints } from './key-points.js'
import { sectionsOf, type WhoSaidWhat, whoSaidWhat } from './who-said-what.js'

/** What there is to say of one article: what happened, and who said what. */
export interface Brief {
  readonly document: Document
  /** Best first. */
  readonly keyPoints: readonly Citation[]
  readonly whoSaidWhat: WhoSaidWhat
}

/**
 * Makes the brief of an article. `all`: every statement that was found, not only the few that are sure and weigh most. `points`: key points
 * chosen before, for a kept document, whose tokens are not kept.
 */
export const briefOf = (document: Document, options: { readonly all?: boolean; readonly points?: readonly Span[] } = {}): Brief => ({
  document,
  keyPoints: (options.points ?? keyPoints(document)).map((point) => cite(document.article, [point])),
  whoSaidWhat: whoSaidWhat(document, options),
})

/**
 * The brief as a message: headline, outlet and date, key points, then a section a speaker. `more`: our sentence on how to see the
 * statements that are not shown, where there are some.
 */
export function briefPost(brief: Brief, { more }: { readonly more?: string } = {}): Post {
  const { article } = brief.document
  const { found, shown } = brief.whoSaidWhat
  const subtitle = [article.outlet, dayOf(article.publishedAt)].filter(Boolean).join(', ')
  const left = found - shown
  const footer = left > 0 ? `${left} more ${left === 1 ? 'statement was' : 'statements were'} found, less sure or less weighty.` : undefined
  return {
    kind: 'brief',
    audience: 'channel',
    title: article.title ?? 'Article without a headline',
    ...(article.url === undefined ? {} : { titleUrl: article.url }),
    ...(subtitle === '' ? {} : { subtitle }),
    sections: [keyPointsSection(brief), ...whoSaidWhatSections(brief)],
    ...(footer === undefined ? {} : { footer: more === undefined ? footer : `${footer} ${more}` }),
    about: { stories: [], articles: [article.id] },
  }
}

function keyPointsSection({ keyPoints: points }: Brief): Section {
  if (points.length === 0) {
    return {
      heading: 'Key points',
      parts: [{ type: 'note', text: 'No sentence of this article can be understood by itself.', tone: 'small' }],
    }
  }
  return { heading: 'Key points', parts: points.map((citation) => ({ type: 'line', citation })) }
}

function whoSaidWhatSections({ document, whoSaidWhat: who }: Brief): Section[] {
  if (who.shown > 0) return [{ heading: 'Who said what', parts: [] }, ...sectionsOf(document, who)]
  const text = who.found === 0 ? 'Nobody is quoted in this article.' : 'Nobody is quoted in this article as far as could be told for sure.'
  return [{ heading: 'Who said what', parts: [{ type: 'note', text, tone: 'small' }] }]
}

/** "12 March 2026" of an ISO date, in UTC; empty where there is none or it cannot be read. */
function dayOf(iso: string | undefined): string {
  const date = iso === undefined ? Number.NaN : Date.parse(iso)
  if (Number.isNaN(date)) return ''
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
}
