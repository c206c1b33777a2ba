import type { Reading } from '../../src/store/articles.js'
import { articleId } from '../../src/store/ids.js'
import type { Entity, Statement } from '../../src/text/document.js'
import type { Span } from '../../src/text/span.js'

/** A statement to plant in an article: who says it, and the exact words of the text. */
export interface Planted {
  readonly words: string | readonly string[]
  readonly name?: string | null
  readonly role?: string
  readonly actor?: string
  readonly about?: readonly string[]
  readonly confidence?: number
}

/** An article with a reading made by hand: one sentence a full stop, statements where their words stand. */
export function readingOf(
  text: string,
  { url, title, at, outlet = 'The Harbour Gazette', statements = [] as readonly Planted[] } = {} as {
    url?: string
    title?: string
    at?: string
    outlet?: string
    statements?: readonly Planted[]
  },
): Reading {
  const article = {
    text,
    outlet,
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    ...(at === undefined ? {} : { publishedAt: at }),
  }
  const sentences = [...text.matchAll(/[^.!?]+[.!?]*/gu)].map((match) =>
    trimmed(text, { start: match.index, end: match.index + match[0].length }),
  )
  const find = (words: string): Span => {
    const start = text.indexOf(words)
    if (start < 0) throw new Error(`“${words}” is not in the text`)
    return { start, end: start + words.length }
  }
  const entities: Entity[] = []
  const planted = statements.map((one): Statement => {
    const { name = null, role = null, actor = null } = one
    const speaker = name === null && role === null ? null : { name, role, actor }
    if (name !== null && !entities.some((entity) => entity.name === name))
      entities.push({ name, kind: 'person', role, actor, mentions: [] })
    return {
      content: [one.words].flat().map(find),
      source: name !== null && text.includes(name) ? [find(name)] : [],
      cue: [],
      speaker,
      entity: entities.findIndex((entity) => entity.name === name),
      manner: 'indirect',
      confidence: one.confidence ?? 0.9,
    }
  })
  return {
    document: {
      article: { id: articleId(article), ...article },
      paragraphs: [{ start: 0, end: text.length }],
      sentences: sentences.map((span) => ({ ...span, first: 0, last: 0, paragraph: 0 })),
      tokens: [],
      quotations: [],
      mentions: [],
      entities,
      statements: planted,
    },
    keyPoints: sentences.slice(0, 1),
    about: statements.map((one) => one.about ?? []),
  }
}

function trimmed(text: string, span: Span): Span {
  const words = text.slice(span.start, span.end)
  const start = span.start + (words.length - words.trimStart().length)
  return { start, end: start + words.trim().length }
}
