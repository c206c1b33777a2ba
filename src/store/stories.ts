import { sql } from 'kysely'
import { cardColumns, cardOf } from './article-card.js'
import type { ArticleCard } from './articles.js'
import type { Engine } from './engine.js'
import type { Scope } from './scope.js'
import { feedTest, resolveScope } from './scope-query.js'
import { storyStates } from './story-rows.js'

/** A story: articles on one event. Times in milliseconds. */
export interface Story {
  readonly id: string
  readonly title?: string
  readonly openedAt: number
  readonly updatedAt: number
  /** How many articles and outlets it has (within the scope asked for). */
  readonly articles: number
  readonly outlets: number
}

/** What placing an article changes: the story it joins, the story's new state, its differences. */
export interface StoryChange {
  readonly story: { readonly id: string; readonly title?: string; readonly state: unknown; readonly at: number }
  /** Id of the article of which this one is a copy (agency text); absent where it stands for itself. */
  readonly foldedInto?: string
  /** All differences of the story, as JSON values; absent: unchanged. */
  readonly differences?: readonly unknown[]
  /** Hears of the version under which the story stands once the change is kept, so that it need not be read back. */
  readonly onKept?: (version: number) => void
}

export interface StoryState {
  readonly id: string
  readonly state: unknown
  readonly updatedAt: number
  readonly version: number
}

export interface StoryMember extends ArticleCard {
  /** Id of the article of which this one is a copy. */
  readonly foldedInto?: string
}

/** Stories: who is in them, and what the gathering of articles needs to go on. */
export interface Stories {
  /** Stories with articles in the scope, last changed first. */
  list(scope: Scope, limit: number): Promise<readonly Story[]>
  get(id: string): Promise<Story | undefined>
  /** Newest first; copies included. */
  members(id: string, scope?: Scope): Promise<readonly StoryMember[]>
  ofArticle(articleId: string): Promise<Story | undefined>
  /** As they were handed in. */
  differences(id: string): Promise<readonly unknown[]>
  /** States of stories changed since `version` (0: all) and still open (changed after `openSince`), oldest change first. */
  states(version: number, openSince: number): Promise<readonly StoryState[]>
}

/** Stories over an open database. */
export function createStories(engine: Engine): Stories {
  const { db } = engine
  const list = async (scope: Scope, limit: number, id?: string): Promise<readonly Story[]> => {
    const resolved = await resolveScope(engine, scope)
    if (resolved.empty) return []
    const at = sql`coalesce(articles.published_at, articles.read_at)`
    const conditions = [
      sql`1 = 1`,
      feedTest(resolved, sql.ref('articles.seq')),
      id === undefined ? undefined : sql`stories.id = ${id}`,
      resolved.articleSeqs === undefined ? undefined : sql`articles.seq in (${sql.join(resolved.articleSeqs)})`,
      resolved.since === undefined ? undefined : sql`${at} >= ${resolved.since}`,
      resolved.until === undefined ? undefined : sql`${at} < ${resolved.until}`,
    ].filter((condition) => condition !== undefined)
    const { rows } =
      await sql<StoryRow>`select stories.id as id, stories.title as title, stories.opened_at as opened_at, stories.updated_at as updated_at,
      count(*) as articles, count(distinct articles.outlet) as outlets
      from stories join story_members on story_members.story_seq = stories.seq join articles on articles.seq = story_members.article_seq
      where ${sql.join(conditions, sql` and `)}
      group by stories.seq, stories.id, stories.title, stories.opened_at, stories.updated_at
      order by stories.updated_at desc, stories.seq desc limit ${limit}`.execute(db)
    return rows.map(storyOf)
  }
  return {
    list: (scope, limit) => list(scope, limit),
    get: async (id) => (await list({}, 1, id))[0],
    members: async (id, scope = {}) => {
      const resolved = await resolveScope(engine, scope)
      if (resolved.empty) return []
      const test = feedTest(resolved, sql.ref('articles.seq'))
      let query = db
        .selectFrom('story_members')
        .innerJoin('stories', 'stories.seq', 'story_members.story_seq')
        .innerJoin('articles', 'articles.seq', 'story_members.article_seq')
        .leftJoin('articles as originals', 'originals.seq', 'story_members.folded_into')
        .select(cardColumns)
        .select('originals.id as original')
        .where('stories.id', '=', id)
        .orderBy(sql`coalesce(articles.published_at, articles.read_at)`, 'desc')
      if (test !== undefined) query = query.where(sql<boolean>`${test}`)
      const rows = await query.execute()
      return rows.map((row) => ({ ...cardOf(row), ...(row.original === null ? {} : { foldedInto: row.original }) }))
    },
    ofArticle: async (articleId) => {
      const row = await db
        .selectFrom('story_members')
        .innerJoin('stories', 'stories.seq', 'story_members.story_seq')
        .innerJoin('articles', 'articles.seq', 'story_members.article_seq')
        .select('stories.id')
        .where('articles.id', '=', articleId)
        .executeTakeFirst()
      return row && (await list({}, 1, row.id))[0]
    },
    differences: async (id) => {
      const rows = await db
        .selectFrom('story_differences')
        .innerJoin('stories', 'stories.seq', 'story_differences.story_seq')
        .select('difference_json')
        .where('stories.id', '=', id)
        .orderBy('ordinal')
        .execute()
      return rows.map((row) => JSON.parse(row.difference_json) as unknown)
    },
    states: (version, openSince) => storyStates(db, version, openSince),
  }
}

interface StoryRow {
  readonly id: string
  readonly title: string | null
  readonly opened_at: number
  readonly updated_at: number
  readonly articles: number
  readonly outlets: number
}

const storyOf = (row: StoryRow): Story => ({
  id: row.id,
  ...(row.title === null ? {} : { title: row.title }),
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
  articles: row.articles,
  outlets: row.outlets,
})
