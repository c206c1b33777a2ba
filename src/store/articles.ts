import { sql } from 'kysely'
import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'
import type { Span } from '../text/span.js'
import { cardColumns, cardOf } from './article-card.js'
import { documentsOf } from './article-document.js'
import type { Engine } from './engine.js'
import { createFeedCounts } from './feed-counts.js'
import { keepReading } from './keep.js'
import { oneOf } from './one-of.js'
import type { Scope } from './scope.js'
import { feedTest, type ResolvedScope, resolveScope } from './scope-query.js'

/** An article without its text: what lists and citations need. */
export interface ArticleCard {
  readonly id: string
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly byline?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  /** ISO 8601, UTC. */
  readonly readAt: string
  /** Milliseconds: when it was published; where that is not known, when it was taken in. */
  readonly at: number
  readonly words: number
  /** Id of the story it belongs to. */
  readonly story?: string
}

/** An article with what was read in it, as it is taken in. */
export interface Reading {
  readonly document: Document
  /** Best first. */
  readonly keyPoints: readonly Span[]
  /** For each statement of the document: the actors its content is about, by standard name ("China"). */
  readonly about: readonly (readonly string[])[]
}

/** What came of keeping an article: `isNew` false where it had been kept before (its stored wording stays). */
export interface Kept {
  readonly id: string
  readonly isNew: boolean
}

/** Articles and their readings. */
export interface Articles {
  /**
   * Keeps an article with its reading in one transaction, once: a second article of that id changes nothing but joins `feeds`.
   * Spans are checked against the text; a reading that does not fit its text is refused.
   * @param feeds ids of the feeds (or a channel's own desk, `channels.deskOf`) it came from.
   */
  keep(reading: Reading, feeds: readonly number[]): Promise<Kept>
  /** The same for several, in one transaction: for imports. */
  keepAll(readings: readonly Reading[], feeds: readonly number[]): Promise<readonly Kept[]>
  get(id: string): Promise<Article | undefined>
  getMany(ids: readonly string[]): Promise<readonly Article[]>
  cards(ids: readonly string[]): Promise<readonly ArticleCard[]>
  byUrl(url: string): Promise<ArticleCard | undefined>
  /** Newest first. */
  list(scope: Scope, limit: number): Promise<readonly ArticleCard[]>
  /** @param maxAge milliseconds: where counting takes long (many articles), a count no older than that will do; 0 where absent. */
  count(scope?: Scope, maxAge?: number): Promise<number>
  /** Key points as spans into the article's text, best first. */
  keyPoints(id: string): Promise<readonly Span[]>
  /**
   * What was read in a kept article: text, paragraphs, sentences, entities and statements. Tokens, quotations and mentions are not kept:
   * those layers are empty; the article's text read again gives them.
   */
  document(id: string): Promise<Document | undefined>
  /** The same for several, at most 1,000, in the order given; those not kept are left out. */
  documents(ids: readonly string[]): Promise<readonly Document[]>
}

/** Articles over an open database. */
export function createArticles(engine: Engine): Articles {
  const { db } = engine
  const counts = createFeedCounts(engine)
  const one = async (id: string): Promise<Article | undefined> => (await getMany([id]))[0]
  const getMany = async (ids: readonly string[]): Promise<readonly Article[]> => {
    if (ids.length === 0) return []
    const rows = await db
      .selectFrom('articles')
      .select(articleColumns)
      .where(oneOf(engine, sql.ref('id'), ids.slice(0, 5_000)))
      .execute()
    return inOrder(ids, rows.map(articleOf))
  }
  const keepAll: Articles['keepAll'] = (readings, feeds) =>
    engine.write(async (tx) => {
      const kept: Kept[] = []
      for (const reading of readings) {
        const { id, isNew } = await keepReading(engine, tx, reading, feeds, Date.now())
        kept.push({ id, isNew })
      }
      return kept
    })
  return {
    keepAll,
    keep: async (reading, feeds) => (await keepAll([reading], feeds))[0] as Kept,
    get: one,
    getMany,
    cards: async (ids) => {
      if (ids.length === 0) return []
      const rows = await cardsFrom(engine)
        .where(oneOf(engine, sql.ref('articles.id'), ids.slice(0, 5_000)))
        .execute()
      return inOrder(ids, rows.map(cardOf))
    },
    byUrl: async (url) => {
      const row = await cardsFrom(engine).where('articles.url', '=', url).limit(1).executeTakeFirst()
      return row && cardOf(row)
    },
    list: async (scope, limit) => {
      const resolved = await resolveScope(engine, scope)
      if (resolved.empty) return []
      const rows = await within(cardsFrom(engine), resolved)
        .orderBy(sql`coalesce(articles.published_at, articles.read_at)`, 'desc')
        .orderBy('articles.seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(cardOf)
    },
    count: async (scope = {}, maxAge = 0) => {
      const resolved = await resolveScope(engine, scope)
      if (resolved.empty) return 0
      if (isFeedsAlone(resolved)) return counts.of(resolved.feeds, maxAge)
      const counted = db.selectFrom('articles').select((eb) => eb.fn.countAll<number>().as('count'))
      return (await within(counted, resolved).executeTakeFirstOrThrow()).count
    },
    keyPoints: async (id) => {
      const rows = await db
        .selectFrom('key_points')
        .innerJoin('articles', 'articles.seq', 'key_points.article_seq')
        .select(['start_at', 'end_at'])
        .where('articles.id', '=', id)
        .orderBy('ordinal')
        .execute()
      return rows.map((row) => ({ start: row.start_at, end: row.end_at }))
    },
    document: async (id) => (await documentsOf(engine, [id]))[0],
    documents: (ids) => documentsOf(engine, ids),
  }
}

const isFeedsAlone = (scope: ResolvedScope): scope is ResolvedScope & { feeds: readonly number[] } =>
  scope.feeds !== undefined && scope.articleSeqs === undefined && scope.since === undefined && scope.until === undefined

const cardsFrom = (engine: Engine) =>
  engine.db
    .selectFrom('articles')
    .leftJoin('story_members', 'story_members.article_seq', 'articles.seq')
    .leftJoin('stories', 'stories.seq', 'story_members.story_seq')
    .select(cardColumns)

// biome-ignore lint/suspicious/noExplicitAny: the condition fits any query on articles, whatever it selects.
const within = <Q extends { where: any }>(query: Q, scope: ResolvedScope): Q => {
  const at = sql`coalesce(articles.published_at, articles.read_at)`
  let narrowed = query
  const test = feedTest(scope, sql.ref('articles.seq'))
  if (test !== undefined) narrowed = narrowed.where(test)
  if (scope.articleSeqs !== undefined) narrowed = narrowed.where('articles.seq', 'in', scope.articleSeqs)
  if (scope.since !== undefined) narrowed = narrowed.where(sql`${at} >= ${scope.since}`)
  if (scope.until !== undefined) narrowed = narrowed.where(sql`${at} < ${scope.until}`)
  return narrowed
}

interface ArticleRow {
  readonly id: string
  readonly title: string | null
  readonly url: string | null
  readonly outlet: string | null
  readonly byline: string | null
  readonly published_at: number | null
  readonly read_at: number
  readonly language: string | null
  readonly text: string
}

/** Columns of an article itself, without what was read in it. */
export const articleColumns = [
  'articles.id',
  'articles.title',
  'articles.url',
  'articles.outlet',
  'articles.byline',
  'articles.published_at',
  'articles.read_at',
  'articles.language',
  'articles.text',
] as const

/** A row as the article it was made of. */
export function articleOf(row: ArticleRow): Article {
  return {
    id: row.id,
    text: row.text,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.outlet === null ? {} : { outlet: row.outlet }),
    ...(row.byline === null ? {} : { byline: row.byline }),
    ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
    readAt: new Date(row.read_at).toISOString(),
    ...(row.language === null ? {} : { language: row.language }),
  }
}

function inOrder<T extends { readonly id: string }>(ids: readonly string[], found: readonly T[]): T[] {
  const byId = new Map(found.map((one) => [one.id, one]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}
