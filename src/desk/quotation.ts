import { recordPart } from '../../summaries/statement-record.js'
import type { KeptStatement } from '../store/statements.js'
import type { Citation } from '../text/citation.js'
import type { Part, Post } from '../text/post.js'

/**
 * How much a statement weighs beside others of its story: sure ones, in the speaker's own words and no question, of a length to be read, by somebody named
 * with a role or speaking for a country or body.
 */
export function weightOf(statement: KeptStatement): number {
  const words = statement.citation.words.join(' ').split(/\s+/u).length
  const length = words < 5 ? -0.5 : words <= 40 ? 0.2 : words <= 60 ? 0 : -0.3
  const named = statement.speaker?.name == null ? -0.4 : 0.1
  const standing = (statement.speaker?.role == null ? 0 : 0.1) + (statement.speaker?.actor == null ? 0 : 0.15)
  // An interviewer's question, or one that is asked for effect, tells less than what is said.
  const asks = /\?["”’]?$/u.test(statement.citation.words.at(-1)?.trim() ?? '') ? -0.5 : 0
  const own = statement.manner === 'direct' ? 0.25 : statement.manner === 'mixed' ? 0.1 : 0
  return statement.confidence + length + named + standing + own + asks
}

/**
 * A post with its quotations as they are kept: with ids for "Wrong speaker?", a team's corrections applied, withdrawn lines left out.
 * `kept` are the statements of the article's, as the team sees them.
 */
export function withKept(post: Post, kept: readonly KeptStatement[]): Post {
  const byPlace = new Map(kept.map((statement) => [placeKey(statement.citation), statement]))
  const sections = post.sections.map((section) => ({
    ...section,
    parts: section.parts.flatMap((part): Part[] => {
      if (part.type !== 'quotation') return [part]
      const statement = byPlace.get(placeKey(part.citation))
      if (statement === undefined) return []
      return [{ ...recordPart(statement), showOrigin: part.showOrigin ?? false, ...(part.unclear ? { unclear: part.unclear } : {}) }]
    }),
  }))
  // A speaker whose only line was withdrawn is not left standing with nothing to say.
  const full = sections.filter((section, i) => section.parts.length > 0 || (post.sections[i]?.parts.length ?? 0) === 0)
  return { ...post, sections: full }
}

const placeKey = ({ articleId, spans }: Citation): string => `${articleId} ${spans.map(({ start, end }) => `${start}-${end}`).join(' ')}`
