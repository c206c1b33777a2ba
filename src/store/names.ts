import { sql } from 'kysely'
import type { Engine } from './engine.js'
import { oneOf } from './one-of.js'
import type { Scope } from './scope.js'
import { heldTest, resolveScope } from './scope-query.js'
import { slips } from './slips.js'
import { wordsIn } from './words.js'

/** A person, body, country or other thing that the articles name. */
export interface KnownName {
  readonly name: string
  readonly kind: string
  /** How many articles and statements it has. */
  readonly weight: number
}

/** Entity of an article, as kept. */
export interface NamedIn extends KnownName {
  readonly role: string | null
  readonly actor: string | null
  readonly articleId: string
}

/** Who is known, for completion, "did you mean" and keeping people of one surname apart. */
export interface Names {
  /** Names of which some word begins like this, most talked of first. */
  complete(typed: string, limit: number, scope?: Scope): Promise<readonly KnownName[]>
  /** Names that hold all these words ("holm", "isa holm"), most talked of first: more than one means that the asker should choose. */
  holding(words: string, limit: number, scope?: Scope): Promise<readonly KnownName[]>
  /** Names nearest in spelling, nearest first; with a scope, those that its articles name: what others read is nobody's business. */
  similar(typed: string, limit: number, scope?: Scope): Promise<readonly KnownName[]>
  /** Everybody named in these articles, in order of appearance. */
  inArticles(ids: readonly string[]): Promise<readonly NamedIn[]>
}

/** Names over an open database. */
export function createNames(engine: Engine): Names {
  const { db } = engine
  return {
    complete: async (typed, limit, scope) => {
      const words = wordsIn(typed.slice(0, 100))
      if (words.length === 0) return within(engine, topNames(engine), limit, scope)
      // All words but the last are whole; the last is being typed.
      let query = topNames(engine)
      for (const [i, word] of words.slice(0, 6).entries())
        query = query.where('id', 'in', (eb) => {
          const parts = eb.selectFrom('name_parts').select('name_parts.name_id')
          return i < words.length - 1
            ? parts.where('part', '=', word)
            : parts.where('part', '>=', word).where('part', '<', `${word}\u{10ffff}`)
        })
      return within(engine, query, limit, scope)
    },
    holding: async (words, limit, scope) => {
      const parts = [...new Set(wordsIn(words.slice(0, 200)))].slice(0, 12)
      if (parts.length === 0) return []
      let query = topNames(engine)
      for (const word of parts)
        query = query.where('id', 'in', (eb) => eb.selectFrom('name_parts').select('name_parts.name_id').where('part', '=', word))
      return within(engine, query, limit, scope)
    },
    similar: (typed, limit, scope) => similarNames(engine, typed, limit, scope),
    inArticles: async (ids) => {
      if (ids.length === 0) return []
      const rows = await db
        .selectFrom('article_names')
        .innerJoin('names', 'names.id', 'article_names.name_id')
        .innerJoin('articles', 'articles.seq', 'article_names.article_seq')
        .select(['names.name', 'names.kind', 'names.weight', 'article_names.role', 'article_names.actor', 'articles.id as articleId'])
        .where('articles.id', 'in', ids.slice(0, 5_000))
        .orderBy('articles.seq')
        .orderBy('article_names.ordinal')
        .execute()
      return rows
    },
  }
}

const topNames = ({ db }: Engine) => db.selectFrom('names').select(['id', 'name', 'kind', 'weight']).orderBy('weight', 'desc').orderBy('id')

/** The first names of a query; with a scope, those that its articles name, among the first few hundred. */
async function within(engine: Engine, query: ReturnType<typeof topNames>, limit: number, scope?: Scope): Promise<KnownName[]> {
  const plain = ({ name, kind, weight }: KnownName): KnownName => ({ name, kind, weight })
  if (scope === undefined) return (await query.limit(limit).execute()).map(plain)
  const candidates = await query.limit(Math.max(300, limit)).execute()
  return (await namedWithin(engine, candidates, scope)).slice(0, limit).map(plain)
}

/** Those of the names that a scope's articles name. */
async function namedWithin<N extends { readonly id: number }>(engine: Engine, names: readonly N[], scope: Scope): Promise<N[]> {
  const resolved = names.length === 0 ? undefined : await resolveScope(engine, scope)
  if (resolved === undefined || resolved.empty) return []
  const test = heldTest(resolved, sql.ref('article_names.article_seq'))
  const ofArticles = resolved.articleSeqs === undefined ? undefined : sql`article_names.article_seq in (${sql.join(resolved.articleSeqs)})`
  const conditions = [sql`article_names.name_id = names.id`, test, ofArticles].filter((condition) => condition !== undefined)
  const ids = names.map(({ id }) => id)
  // As a value and not as "exists", which PostgreSQL would answer for all names of all articles at once.
  const { rows } = await sql<{ id: number }>`select id from names where ${oneOf(engine, sql.ref('id'), ids)}
    and (select 1 from article_names where ${sql.join(conditions, sql` and `)} limit 1) = 1`.execute(engine.db)
  const present = new Set(rows.map((row) => row.id))
  return names.filter(({ id }) => present.has(id))
}

/** Names near in spelling that are looked for in a scope. */
const MOST_SIMILAR = 300

/** Names one or two slips of the pen away: among those with a word that begins alike or has nearly the same letters. */
async function similarNames(engine: Engine, typed: string, limit: number, scope?: Scope): Promise<KnownName[]> {
  const words = wordsIn(typed.slice(0, 100)).slice(0, 6)
  const key = words.join(' ')
  if (key.length < 3) return []
  const starts = words.filter((word) => word.length >= 3).map((word) => word.slice(0, 2))
  const ends = words.filter((word) => word.length >= 4).map((word) => word.slice(1, 3))
  const rows = await engine.db
    .selectFrom('names')
    .select(['id', 'key', 'name', 'kind', 'weight'])
    .where((eb) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('name_parts')
          .select('name_id')
          .where((part) =>
            part.or([
              ...starts.map((start) => part.and([part('part', '>=', start), part('part', '<', `${start}\u{10ffff}`)])),
              // A slip in the first letter: "Holm" typed "Jolm".
              ...ends.map((end) => part('part', 'like', `_${end}%`)),
            ]),
          ),
      ),
    )
    .orderBy('weight', 'desc')
    .orderBy('key')
    .limit(5_000)
    .execute()
  const near = rows
    .map((row) => ({ ...row, far: slipsBetween(words, row.key) }))
    .filter(({ far }) => far <= Math.max(1, Math.floor(key.length / 4)))
    .sort((a, b) => a.far - b.far || b.weight - a.weight)
    .slice(0, MOST_SIMILAR)
  const known = scope === undefined ? near : await namedWithin(engine, near, scope)
  return known.slice(0, limit).map(({ name, kind, weight }) => ({ name, kind, weight }))
}

/** Letters to change so that each word typed is a word of the name. */
function slipsBetween(words: readonly string[], key: string): number {
  const parts = key.split(' ')
  return words.reduce((sum, word) => sum + Math.min(...parts.map((part) => slips(word, part))), 0)
}
