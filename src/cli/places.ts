import type { Citation } from '../text/citation.js'
import type { Part, Post } from '../text/post.js'
import type { Span } from '../text/span.js'

/** `span` counted in what the reader handed in, where the article's text begins at `base` of it. */
export const moved = (span: Span, base: number): Span => ({ start: span.start + base, end: span.end + base })

const movedCitation = (citation: Citation, base: number): Citation => ({
  ...citation,
  spans: citation.spans.map((span) => moved(span, base)),
})

/** `post` with all its places counted in what the reader handed in (a headline may stand before the article's text). */
export function movedPost(post: Post, base: number): Post {
  return { ...post, sections: post.sections.map((section) => ({ ...section, parts: section.parts.map((part) => movedPart(part, base)) })) }
}

const movedPart = (part: Part, base: number): Part =>
  part.type === 'line' || part.type === 'quotation' ? { ...part, citation: movedCitation(part.citation, base) } : part
