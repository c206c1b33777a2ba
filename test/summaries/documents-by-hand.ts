import type { Article } from '../../src/text/article.js'
import type { Document, Entity, Mention, Sentence, Speaker, Statement, Token } from '../../src/text/document.js'

/** A statement by its words: content, who says it, and the words around. */
export interface SaidByHand {
  readonly content: string
  readonly cue?: string
  readonly source?: string
  readonly speaker?: Speaker | null
  readonly confidence?: number
}

/** A pronoun or short name by its place ("He" of the second sentence) and the name it stands for. */
export interface MeantByHand {
  readonly words: string
  readonly after?: string
  readonly name: string
}

/**
 * A document laid out by hand, so that what is made of documents is tested apart from the reading of them: paragraphs by blank lines,
 * sentences by full stops, statements and mentions as told.
 */
export function byHand(
  text: string,
  details: Partial<Article> = {},
  said: readonly SaidByHand[] = [],
  meant: readonly MeantByHand[] = [],
): Document {
  const tokens: Token[] = []
  const sentences: Sentence[] = []
  const paragraphs: { start: number; end: number }[] = []
  for (const block of text.matchAll(/[^\n]+/gu)) {
    paragraphs.push({ start: block.index, end: block.index + block[0].length })
    for (const match of block[0].matchAll(/\S.*?(?:[.?!]["”]?(?=\s|$)|$)/gu)) {
      const start = block.index + match.index
      const first = tokens.length
      for (const word of match[0].matchAll(/\d[\d,.]*\d|[\p{L}\p{N}’'-]+|\S/gu)) {
        const tag = /^\d/u.test(word[0]) ? 'CD' : /^\p{Lu}/u.test(word[0]) ? 'NNP' : 'NN'
        tokens.push({
          start: start + word.index,
          end: start + word.index + word[0].length,
          tag,
          lemma: word[0].toLowerCase(),
          head: -1,
          relation: 'dep',
        })
      }
      sentences.push({ start, end: start + match[0].length, first, last: tokens.length, paragraph: paragraphs.length - 1 })
    }
  }
  const place = (words: string, from = 0) => {
    const start = text.indexOf(words, from)
    if (start < 0) throw new Error(`the text has no “${words}”`)
    return { start, end: start + words.length }
  }
  const statements = said.map((one): Statement => {
    const content = place(one.content)
    return {
      content: [content],
      source: one.source === undefined ? [] : [place(one.source)],
      cue: one.cue === undefined ? [] : [place(one.cue)],
      speaker: one.speaker ?? null,
      entity: -1,
      manner: one.content.startsWith('“') ? 'direct' : 'indirect',
      confidence: one.confidence ?? 0.9,
    }
  })
  const names = [...new Set(meant.map(({ name }) => name))]
  const mentions = meant.map(
    ({ words, after, name }): Mention => ({
      ...place(words, after === undefined ? 0 : place(after).end),
      form: 'pronoun',
      kind: 'person',
      entity: names.indexOf(name),
    }),
  )
  const entities = names.map((name): Entity => ({ name, kind: 'person', role: null, actor: null, mentions: [] }))
  return { article: { id: 'a', text, ...details }, paragraphs, sentences, tokens, quotations: [], mentions, entities, statements }
}
