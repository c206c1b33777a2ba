import { sql } from 'kysely'
import { type Span, sliceOf } from '../text/span.js'
import { type CardRow, cardColumns, cardOf } from './article-card.js'
import type { ArticleCard } from './articles.js'
import type { Engine } from './engine.js'
import { articleSeqOf, indexOf } from './ids.js'
import { type Found, findRows } from './index-search.js'
import { unpackSentences } from './keep-keys.js'
import { oneOf } from './one-of.js'
import type { Scope } from './scope.js'
import { hitTest, type ResolvedScope, resolveScope, scopeKeys } from './scope-query.js'
import { termsOf } from './words.js'

/** A sentence found: its article, which sentence it is, where it stands, its exact words. */
export interface SentenceHit {
  readonly article: ArticleCard
  /** Index into the document's sentences. */
  readonly index: number
  readonly span: Span
  readonly words: string
  /** Spans of the sentences before and after within the same paragraph, for reading it in its place. */
  readonly before?: Span
  readonly after?: Span
  /** Greater is better; comparable within one answer only. */
  readonly score: number
}

export interface SentenceQuery {
  readonly scope?: Scope
  /** Words to look for, in any form; several words of one string are a phrase. Signs and operators in them mean nothing. */
  readonly words: readonly string[]
  /** all: every word; any (default): one is enough, rare words and more of them come first. */
  readonly match?: 'any' | 'all'
  /** At most 1,000; 50 where absent. */
  readonly limit?: number
}

/** Full-text search by the database's own index. Among very many hits the newest few thousand are ranked. */
export interface Search {
  /** Best first. */
  sentences(query: SentenceQuery): Promise<readonly SentenceHit[]>
  /** Articles whose sentences match, best first. */
  articles(query: SentenceQuery): Promise<readonly ArticleCard[]>
}

/** Full-text search over an open database. */
export function createSearch(engine: Engine): Search {
  return {
    sentences: async (query) => {
      const limit = limitOf(query)
      const { rows, cards } = await find(engine, query, limit)
      const best = rows.slice(0, limit)
      const texts = await textsOf(engine, [...new Set(best.map((row) => articleSeqOf(row.id)))])
      return best.flatMap(({ id, score }) => {
        const kept = texts.get(articleSeqOf(id))
        const card = cards.get(articleSeqOf(id))
        const sentence = kept?.sentences[indexOf(id)]
        if (kept === undefined || card === undefined || sentence === undefined) return []
        return [{ article: cardOf(card), index: indexOf(id), ...placeOf(kept, indexOf(id)), score }]
      })
    },
    articles: async (query) => {
      const limit = limitOf(query)
      const { rows, cards } = await find(engine, query, limit * 4)
      const best = new Map<number, number>()
      for (const { id, score } of rows) best.set(articleSeqOf(id), (best.get(articleSeqOf(id)) ?? 0) + score)
      const order = [...best].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, limit)
      return order.flatMap(([seq]) => {
        const card = cards.get(seq)
        return card === undefined ? [] : [cardOf(card)]
      })
    },
  }
}

const limitOf = (query: SentenceQuery): number => Math.min(Math.max(1, query.limit ?? 50), 1_000)

/** Rows that match and lie within the scope, best first, with the cards of their articles. */
async function find(engine: Engine, query: SentenceQuery, enough: number): Promise<{ rows: Found[]; cards: Map<number, CardRow> }> {
  const none = { rows: [], cards: new Map<number, CardRow>() }
  const terms = termsOf(query.words)
  const scope = await resolveScope(engine, query.scope)
  if (terms.length === 0 || scope.empty) return none
  const test = hitTest(scope)
  const match = query.match ?? 'any'
  const keys = scopeKeys(scope)
  const found = await findRows(engine, {
    index: 'sentence_words',
    terms,
    match,
    keys,
    ...(test === undefined ? {} : { test }),
    ranked: true,
    enough,
  })
  found.sort((a, b) => b.score - a.score || b.id - a.id)
  const rows: Found[] = []
  const cards = new Map<number, CardRow>()
  // From the best on, until there are enough: what lies outside the times asked for is only known by its article.
  for (let from = 0; from < found.length && rows.length < enough; from += enough) {
    const some = found.slice(from, from + enough)
    const unknown = new Set(some.map((row) => articleSeqOf(row.id)).filter((seq) => !cards.has(seq)))
    for (const [seq, card] of await cardsOf(engine, [...unknown])) cards.set(seq, card)
    rows.push(...some.filter((row) => isWithin(cards.get(articleSeqOf(row.id)), scope)))
  }
  return { rows, cards }
}

function isWithin(card: CardRow | undefined, { since, until }: ResolvedScope): boolean {
  if (card === undefined) return false
  const at = card.published_at ?? card.read_at
  return (since === undefined || at >= since) && (until === undefined || at < until)
}

async function cardsOf(engine: Engine, seqs: readonly number[]): Promise<Map<number, CardRow>> {
  if (seqs.length === 0) return new Map()
  const rows = await engine.db
    .selectFrom('articles')
    .leftJoin('story_members', 'story_members.article_seq', 'articles.seq')
    .leftJoin('stories', 'stories.seq', 'story_members.story_seq')
    .select(cardColumns)
    .where(oneOf(engine, sql.ref('articles.seq'), seqs))
    .execute()
  return new Map(rows.map((row) => [row.seq, row]))
}

interface KeptText {
  readonly text: string
  readonly sentences: readonly (Span & { readonly paragraph: number })[]
}

async function textsOf(engine: Engine, seqs: readonly number[]): Promise<Map<number, KeptText>> {
  if (seqs.length === 0) return new Map()
  const rows = await engine.db
    .selectFrom('articles')
    .select(['seq', 'text', 'sentences_json'])
    .where(oneOf(engine, sql.ref('seq'), seqs))
    .execute()
  return new Map(rows.map((row) => [row.seq, { text: row.text, sentences: unpackSentences(row.sentences_json) }]))
}

/** Where a sentence stands, its words, and its neighbours within the paragraph. */
function placeOf({ text, sentences }: KeptText, index: number): Pick<SentenceHit, 'span' | 'words' | 'before' | 'after'> {
  const own = sentences[index] as KeptText['sentences'][number]
  const neighbour = (at: number): Span | undefined => {
    const other = sentences[at]
    return other?.paragraph === own.paragraph ? { start: other.start, end: other.end } : undefined
  }
  const [before, after] = [neighbour(index - 1), neighbour(index + 1)]
  return {
    span: { start: own.start, end: own.end },
    words: sliceOf(text, own),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }
}
