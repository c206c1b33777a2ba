import type { Reading } from '../../src/store/articles.js'
import type { Article } from '../../src/text/article.js'
import type { Span } from '../../src/text/span.js'

/**
 * A small but honest reader for tests of what happens around reading: sentences end at full stops; "Name said words." is a statement. An
 * article whose text holds "unreadable" makes it throw, one that holds "endless" never ends.
 */
export function read(article: Article): Reading {
  const { text } = article
  if (text.includes('unreadable')) throw new Error('a fault in reading')
  while (text.includes('endless')) Math.random()
  const paragraphs = spansOf(text, /[^\n]+/gu)
  const sentences = paragraphs.flatMap((paragraph, index) =>
    spansOf(text.slice(paragraph.start, paragraph.end), /[^.!?\s][^.!?]*[.!?]*/gu).map(({ start, end }) => ({
      start: start + paragraph.start,
      end: end + paragraph.start,
      paragraph: index,
      first: 0,
      last: 0,
    })),
  )
  const said = [...text.matchAll(/(?<name>\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+) said (?<words>[^.]+)/gu)]
  const names = [...new Set(said.map((match) => match.groups?.name as string))]
  const statements = said.map((match) => {
    const name = match.groups?.name as string
    const start = match.index + name.length + 6
    return {
      content: [{ start, end: match.index + match[0].length }],
      source: [{ start: match.index, end: match.index + name.length }],
      cue: [{ start: match.index + name.length + 1, end: start - 1 }],
      speaker: { name, role: null, actor: null },
      entity: names.indexOf(name),
      manner: 'indirect' as const,
      confidence: 0.9,
    }
  })
  const entities = names.map((name) => ({ name, kind: 'person' as const, role: null, actor: null, mentions: [] }))
  const none = { tokens: [], quotations: [], mentions: [] }
  return {
    document: { article, paragraphs, sentences, ...none, entities, statements },
    keyPoints: sentences.slice(0, 3).map(({ start, end }) => ({ start, end })),
    about: statements.map(() => []),
  }
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
