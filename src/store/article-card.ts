import type { ArticleCard } from './articles.js'

/** Columns of a card; the query joins story_members and stories. */
export const cardColumns = [
  'articles.seq as seq',
  'articles.id as id',
  'articles.title as title',
  'articles.url as url',
  'articles.outlet as outlet',
  'articles.byline as byline',
  'articles.published_at as published_at',
  'articles.read_at as read_at',
  'articles.words as words',
  'stories.id as story',
] as const

/** A row of `cardColumns`. */
export interface CardRow {
  readonly seq: number
  readonly id: string
  readonly title: string | null
  readonly url: string | null
  readonly outlet: string | null
  readonly byline: string | null
  readonly published_at: number | null
  readonly read_at: number
  readonly words: number
  readonly story: string | null
}

/** A row as a card. */
export function cardOf(row: CardRow): ArticleCard {
  return {
    id: row.id,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.outlet === null ? {} : { outlet: row.outlet }),
    ...(row.byline === null ? {} : { byline: row.byline }),
    ...(row.published_at === null ? {} : { publishedAt: new Date(row.published_at).toISOString() }),
    readAt: new Date(row.read_at).toISOString(),
    at: row.published_at ?? row.read_at,
    words: row.words,
    ...(row.story === null ? {} : { story: row.story }),
  }
}
