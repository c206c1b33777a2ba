import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import { ROWS_PER_ARTICLE } from './ids.js'
import type { RowSearch } from './index-search.js'
import { oneOf } from './one-of.js'
import type { Scope } from './scope.js'

/** A scope as queries need it. */
export interface ResolvedScope {
  /** True where nothing can be within it. */
  readonly empty: boolean
  /** Ids of feeds of which an article must be in one; absent: any. */
  readonly feeds?: readonly number[]
  /** Share of all articles, 0 to 1, that those feeds hold where it is a good part: then testing each hit is cheaper than reading the feeds' long lists. */
  readonly wide?: number
  readonly articleSeqs?: readonly number[]
  readonly since?: number
  readonly until?: number
  /** Team whose corrections apply. */
  readonly teamId?: number
}

/** Share of all articles from which on feeds count as wide. */
const WIDE = 0.25
/** Feeds, at most, that are looked up one by one for each article. */
const FEW_FEEDS = 4
/** Milliseconds for which the shares are believed. */
const SHARES_MS = 60_000

/** Looks up what a scope names. */
export async function resolveScope(engine: Engine, scope: Scope = {}): Promise<ResolvedScope> {
  const times = {
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(scope.until === undefined ? {} : { until: scope.until }),
  }
  const articleSeqs = await seqsOf(engine, scope)
  const own = scope.channel === undefined ? undefined : await feedsOfChannel(engine, scope.channel)
  const feeds =
    own === undefined ? scope.feeds : scope.feeds === undefined ? own.feeds : own.feeds.filter((id) => scope.feeds?.includes(id))
  const share = feeds === undefined || feeds.length === 0 ? 0 : await shareOf(engine, feeds)
  return {
    ...times,
    ...(share >= WIDE ? { wide: share } : {}),
    ...(own?.teamId === undefined ? {} : { teamId: own.teamId }),
    ...(articleSeqs === undefined ? {} : { articleSeqs }),
    ...(feeds === undefined ? {} : { feeds }),
    empty: feeds?.length === 0 || articleSeqs?.length === 0,
  }
}

async function seqsOf(engine: Engine, scope: Scope): Promise<number[] | undefined> {
  if (scope.articles === undefined && scope.stories === undefined) return undefined
  const seqs = new Set<number>()
  if (scope.articles !== undefined && scope.articles.length > 0) {
    const rows = await engine.db
      .selectFrom('articles')
      .select('seq')
      .where(oneOf(engine, sql.ref('id'), scope.articles.slice(0, 5_000)))
      .execute()
    for (const row of rows) seqs.add(row.seq)
  }
  if (scope.stories !== undefined && scope.stories.length > 0) {
    const rows = await engine.db
      .selectFrom('story_members')
      .innerJoin('stories', 'stories.seq', 'story_members.story_seq')
      .select('story_members.article_seq')
      .where(oneOf(engine, sql.ref('stories.id'), scope.stories.slice(0, 5_000)))
      .execute()
    for (const row of rows) seqs.add(row.article_seq)
  }
  return [...seqs]
}

async function feedsOfChannel(engine: Engine, key: NonNullable<Scope['channel']>): Promise<{ feeds: number[]; teamId?: number }> {
  const rows = await engine.db
    .selectFrom('teams')
    .leftJoin('channels', (join) => join.onRef('channels.team_id', '=', 'teams.id').on('channels.channel', '=', key.channel))
    .leftJoin('subscriptions', 'subscriptions.channel_id', 'channels.id')
    .select(['teams.id', 'subscriptions.feed_id'])
    .where('teams.platform', '=', key.platform)
    .where('teams.team', '=', key.team)
    .execute()
  const feeds = rows.flatMap((row) => (row.feed_id === null ? [] : [row.feed_id]))
  return rows[0] === undefined ? { feeds } : { feeds, teamId: rows[0].id }
}

interface Shares {
  readonly until: number
  readonly total: number
  readonly byFeed: ReadonlyMap<number, number>
}
const sharesOf = new WeakMap<Engine, Promise<Shares>>()

async function shareOf(engine: Engine, feeds: readonly number[]): Promise<number> {
  const now = performance.now()
  let shares = await sharesOf.get(engine)
  if (shares === undefined || shares.until < now) {
    const counted = countShares(engine, now + SHARES_MS)
    sharesOf.set(engine, counted)
    counted.catch(() => sharesOf.delete(engine))
    shares = await counted
  }
  let sum = 0
  for (const feed of feeds) sum += shares.byFeed.get(feed) ?? 0
  return shares.total === 0 ? 0 : sum / shares.total
}

async function countShares(engine: Engine, until: number): Promise<Shares> {
  const rows = await engine.db
    .selectFrom('article_feeds')
    .select(['feed_id', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('feed_id')
    .execute()
  const byFeed = new Map(rows.map((row) => [row.feed_id, row.count]))
  return { until, byFeed, total: rows.reduce((sum, row) => sum + row.count, 0) }
}

/** Groups of index keys that hold the scope; what they leave open is for `feedTest`. */
export function scopeKeys(scope: ResolvedScope): string[][] {
  const groups: string[][] = []
  if (scope.articleSeqs !== undefined) groups.push(scope.articleSeqs.map((seq) => `d${seq}`))
  if (scope.feeds !== undefined && scope.wide === undefined && scope.articleSeqs === undefined)
    groups.push(scope.feeds.map((id) => `f${id}`))
  return groups
}

/** Condition that an article (by an expression for its seq) is in one of the scope's feeds; undefined where any feed will do. */
export function feedTest(scope: ResolvedScope, articleSeq: RawBuilder<unknown>): RawBuilder<unknown> | undefined {
  return scope.feeds === undefined ? undefined : sql`exists (${heldBy(scope.feeds, articleSeq)})`
}

/** The same, looked up row by row: where only some of the rows are read, PostgreSQL answers "exists" by reading all that the feeds hold. */
export const heldTest = (scope: ResolvedScope, articleSeq: RawBuilder<unknown>): RawBuilder<unknown> | undefined =>
  scope.feeds === undefined ? undefined : sql`(${heldBy(scope.feeds, articleSeq)} limit 1) = 1`

/**
 * The same for a statement, whose own `feed` column names its article's only feed: just where that is null the article is looked up.
 */
export function statementFeedTest(
  scope: ResolvedScope,
  feed: RawBuilder<unknown>,
  articleSeq: RawBuilder<unknown>,
): RawBuilder<unknown> | undefined {
  return scope.feeds === undefined
    ? undefined
    : sql`(${feed} in (${sql.join(scope.feeds)}) or (${feed} is null and ${heldTest(scope, articleSeq)}))`
}

function heldBy(feeds: readonly number[], articleSeq: RawBuilder<unknown>): RawBuilder<unknown> {
  // An article is in few feeds: for more than a few asked for, reading the article's own is cheaper than looking each up, which "+ 0" says.
  const feed = feeds.length > FEW_FEEDS ? sql`article_feeds.feed_id + 0` : sql`article_feeds.feed_id`
  return sql`select 1 from article_feeds where article_feeds.article_seq = ${articleSeq} and ${feed} in (${sql.join(feeds)})`
}

/** The same for rows of an index, for scopes so wide that their keys do not tell; undefined for others. */
export function hitTest(scope: ResolvedScope): RowSearch['test'] {
  const { feeds, wide } = scope
  if (feeds === undefined || wide === undefined) return undefined
  return { share: wide, of: (row) => sql`(${heldBy(feeds, sql`${sql.ref(row)} / ${sql.lit(ROWS_PER_ARTICLE)}`)} limit 1) = 1` }
}
