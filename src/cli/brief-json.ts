import type { Brief } from '../../summaries/brief.js'
import { statementLine } from '../desk/statement-line.js'
import { type Span, sliceOf } from '../text/span.js'
import type { ReadArticle } from './article-input.js'
import { moved } from './places.js'

/**
 * A brief for programs: the batch contract's fields plus the words of every span. Offsets count UTF-16 units of `article.text`, which for a
 * plain text file is the file as it was decoded; every `text` equals its slice.
 */
export function briefJson(brief: Brief, { source, base }: ReadArticle): object {
  const { article } = brief.document
  const words = (spans: readonly Span[]): string[] => spans.map((span) => sliceOf(source, span))
  const { text: _, ...about } = article
  return {
    article: { ...about, text: source },
    keyPoints: brief.keyPoints.flatMap(({ spans }) =>
      spans.map((span) => moved(span, base)).map((span) => ({ ...span, text: sliceOf(source, span) })),
    ),
    statements: brief.whoSaidWhat.speakers
      .flatMap(({ said }) => said)
      .sort((a, b) => a.index - b.index)
      .map(({ statement, index, unclear }) => {
        const here = {
          ...statement,
          content: statement.content.map((span) => moved(span, base)),
          source: statement.source.map((span) => moved(span, base)),
          cue: statement.cue.map((span) => moved(span, base)),
        }
        return {
          number: index + 1,
          ...statementLine(here),
          unclear,
          text: words(here.content),
          sourceText: words(here.source),
          cueText: words(here.cue),
        }
      }),
    found: brief.whoSaidWhat.found,
  }
}
