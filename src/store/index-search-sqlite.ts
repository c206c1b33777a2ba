import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.js'
import type { Found, Pass, RowSearch, Term } from './index-search.js'
import { oneOf } from './one-of.js'
import { type IndexName, type IndexQuery, MOST_RANKED, sqliteMatch } from './word-index.js'

/** Terms with what they tell. A common one is only followed back until it is known to be common, so that the cost does not grow with the archive. */
export async function weighInSqlite(engine: Engine, { index, terms, match, ranked }: RowSearch): Promise<Term[]> {
  if (!ranked && (match === 'all' || terms.length === 1)) return terms.map((words) => ({ words, isCommon: false, weight: 0 }))
  const { total, lowest, highest } = await extentOf(engine, index)
  return Promise.all(
    terms.map(async (words): Promise<Term> => {
      const query = sqliteMatch({ terms: [words], match: 'all' })
      const { rows } = await sql<{ count: number; oldest: number | null }>`select count(*) as count, min(id) as oldest
        from (${newest(index, query)} limit ${MOST_RANKED + 1})`.execute(engine.db)
      const { count, oldest } = rows[0] ?? { count: 0, oldest: null }
      const isCommon = count > MOST_RANKED
      // As often in the older part as in the newer.
      const share = isCommon && oldest !== null ? (highest - oldest + 1) / (highest - lowest + 1) : 1
      const holding = Math.min(total, count / share)
      return { words, isCommon, weight: Math.max(LEAST_WEIGHT, Math.log((total - holding + 0.5) / (holding + 0.5))) }
    }),
  )
}

// What FTS5's bm25 gives words that most rows hold.
const LEAST_WEIGHT = 1e-6

/**
 * The newest rows that match. FTS5's bm25 reads all that is noted of every word it is given; so it judges by the rare words alone, and a common
 * one adds its weight to the rows that hold it.
 */
export async function findInSqlite(engine: Engine, search: RowSearch, { terms, match, boosts }: Pass): Promise<Found[]> {
  const { index, keys } = search
  const idsFor = async (query: IndexQuery, test = search.test): Promise<number[]> => {
    const where = test === undefined ? sql`` : sql` and ${test.of(`${index}.rowid`)}`
    const { rows } = await sql<{ id: number }>`${newest(index, sqliteMatch(query), where)} limit ${MOST_RANKED}`.execute(engine.db)
    return rows.map(({ id }) => id)
  }
  const wordsOf = (list: readonly Term[]): (readonly string[])[] => list.map(({ words }) => words)
  const ids = await idsFor({ terms: wordsOf(terms), match, keys })
  const holdersOf = async (term: Term): Promise<readonly number[]> => {
    if (!boosts.includes(term)) return match === 'all' ? ids : idsFor({ terms: [term.words], match: 'all', keys })
    const both = `(${sqliteMatch({ terms: wordsOf(terms), match, keys })}) AND ${sqliteMatch({ terms: [term.words], match: 'all' })}`
    return (await sql<{ id: number }>`${newest(index, both)}`.execute(engine.db)).rows.map(({ id }) => id)
  }
  const scores = new Map(ids.map((id) => [id, 0]))
  const add = (id: number, weight: number): void => {
    const known = scores.get(id)
    if (known !== undefined) scores.set(id, known + weight)
  }
  if (search.ranked && ids.length > 0) {
    const rare = terms.filter(({ isCommon }) => !isCommon)
    for (const { id, score } of await judged(engine, index, wordsOf(rare), ids)) add(id, score)
    const common = [...terms.filter(({ isCommon }) => isCommon), ...boosts]
    const worthOf = common.length === 0 ? undefined : await worthByLength(engine, index, ids)
    for (const term of common) for (const id of await holdersOf(term)) add(id, term.weight * (worthOf?.(id) ?? 0))
  }
  return [...scores].map(([id, score]) => ({ id, score }))
}

const newest = (index: IndexName, query: string, where: RawBuilder<unknown> = sql``): RawBuilder<unknown> =>
  sql`select rowid as id from ${sql.table(index)} where ${sql.table(index)} match ${query}${where} order by rowid desc`

/** What bm25 says of rows by these words. Weight 0 for keys: they restrict, they do not rank. */
async function judged(engine: Engine, index: IndexName, words: IndexQuery['terms'], ids: readonly number[]): Promise<readonly Found[]> {
  if (words.length === 0) return []
  const table = sql.table(index)
  const { rows } = await sql<Found>`select rowid as id, -bm25(${table}, 1.0, 0.0) as score from ${table}
    where ${table} match ${sqliteMatch({ terms: words, match: 'any' })} and ${oneOf(engine, sql`+rowid`, ids)}`.execute(engine.db)
  return rows
}

/** bm25's settings in FTS5: how soon repeats stop counting, how much length does. */
const K1 = 1.2
const B = 0.75

/** What bm25 multiplies a word's weight with in each of the rows, where it stands once. */
async function worthByLength(engine: Engine, index: IndexName, ids: readonly number[]): Promise<(id: number) => number> {
  const { average } = await extentOf(engine, index)
  const { rows } = await sql<{ id: number; sz: Buffer }>`select id, sz from ${sql.table(`${index}_docsize`)}
    where ${oneOf(engine, sql`id`, ids)}`.execute(engine.db)
  const lengths = new Map(rows.map(({ id, sz }) => [id, sum(varints(sz))]))
  return (id) => (K1 + 1) / (1 + K1 * (1 - B + (B * (lengths.get(id) ?? average)) / average))
}

interface Extent {
  /** Rows, lowest and highest id, words and keys of a row on average. */
  readonly total: number
  readonly lowest: number
  readonly highest: number
  readonly average: number
}

/** What FTS5 itself keeps of an index: in the first of its blocks the number of rows and the words of each column, beside them each row's length. */
async function extentOf(engine: Engine, index: IndexName): Promise<Extent> {
  const { rows } = await sql<{ block: Buffer | null; lowest: number | null; highest: number | null }>`select
    (select block from ${sql.table(`${index}_data`)} where id = 1) as block,
    (select min(id) from ${sql.table(`${index}_docsize`)}) as lowest, (select max(id) from ${sql.table(`${index}_docsize`)}) as highest`.execute(
    engine.db,
  )
  const { block, lowest, highest } = rows[0] ?? { block: null, lowest: 0, highest: 0 }
  const [total = 0, ...words] = block === null ? [] : varints(block)
  return { total, lowest: lowest ?? 0, highest: highest ?? 0, average: Math.max(1, sum(words) / Math.max(1, total)) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** SQLite's numbers of variable length: seven bits a byte, the highest first, the eighth says that more follow (ours are below 2^53). */
function varints(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let number = 0
  for (const byte of bytes) {
    number = number * 128 + (byte & 127)
    if (byte < 128) {
      numbers.push(number)
      number = 0
    }
  }
  return numbers
}
