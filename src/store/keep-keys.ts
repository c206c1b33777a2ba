import { sql } from 'kysely'
import { type Span, sliceOf } from '../text/span.js'
import type { Engine, Queries } from './engine.js'
import { grouped } from './grouped.js'
import { actorKey, firstRowOf, rowOf } from './ids.js'
import { addToIndex, dropFromIndex, type IndexRow } from './word-index.js'
import { indexable } from './words.js'

/** Adds a key to all index rows of an article. */
export async function joinKey(engine: Engine, tx: Queries, seq: number, key: string): Promise<void> {
  if (engine.kind === 'postgres') {
    for (const index of ['sentence_words', 'statement_words'] as const)
      await sql`update ${sql.table(index)} set words = words || array_to_tsvector(array[${`~${key}`}])
        where id >= ${firstRowOf(seq)} and id < ${firstRowOf(seq + 1)}`.execute(tx)
    return
  }
  // An index without its own text must be told the words again.
  await indexAgain(engine, tx, seq)
}

/** Makes the index rows of one article anew from what is kept. */
async function indexAgain(engine: Engine, tx: Queries, seq: number): Promise<void> {
  await dropFromIndex(engine, tx, 'sentence_words', seq)
  await dropFromIndex(engine, tx, 'statement_words', seq)
  await indexArticles(engine, tx, [seq])
}

/** Indexes articles that have no index rows yet, from what is kept of them. */
export async function indexArticles(engine: Engine, tx: Queries, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return
  const articles = await tx.selectFrom('articles').select(['seq', 'text', 'sentences_json']).where('seq', 'in', seqs).execute()
  const links = await tx.selectFrom('article_feeds').selectAll().where('article_seq', 'in', seqs).orderBy('feed_id').execute()
  const feedsOf = grouped(links, (row) => row.article_seq)
  const keys = new Map(seqs.map((seq) => [seq, [`d${seq}`, ...(feedsOf.get(seq) ?? []).map((row) => `f${row.feed_id}`)]]))
  const rows = articles.flatMap(({ seq, text, sentences_json }) =>
    unpackSentences(sentences_json).flatMap((span, i) => {
      const id = rowOf(seq, i)
      return id === undefined ? [] : [{ id, words: indexable(sliceOf(text, span)), keys: keys.get(seq) ?? [] }]
    }),
  )
  await addToIndex(engine, tx, 'sentence_words', rows)
  await addToIndex(engine, tx, 'statement_words', await statementRows(tx, seqs, keys))
}

async function statementRows(tx: Queries, seqs: readonly number[], keys: ReadonlyMap<number, readonly string[]>): Promise<IndexRow[]> {
  const rows = await tx
    .selectFrom('statements')
    .select(['seq', 'article_seq', 'speaker_id', 'actor', 'words_json'])
    .where('article_seq', 'in', seqs)
    .execute()
  const abouts = await tx
    .selectFrom('statement_about')
    .innerJoin('statements', 'statements.seq', 'statement_about.statement_seq')
    .select(['statement_seq', 'statement_about.actor'])
    .where('statements.article_seq', 'in', seqs)
    .execute()
  const aboutOf = grouped(abouts, (row) => row.statement_seq)
  return rows.map((row) => ({
    id: row.seq,
    words: (JSON.parse(row.words_json) as string[]).map(indexable).join(' '),
    keys: [
      ...(keys.get(row.article_seq) ?? []),
      ...(row.speaker_id === null ? [] : [`s${row.speaker_id}`]),
      ...(row.actor === null ? [] : [`a${actorKey(row.actor)}`]),
      ...(aboutOf.get(row.seq) ?? []).map((about) => `b${actorKey(about.actor)}`),
    ],
  }))
}

/** Sentences as kept: spans with the index of their paragraph. */
export function unpackSentences(packed: string): (Span & { readonly paragraph: number })[] {
  const numbers = JSON.parse(packed) as number[]
  return Array.from({ length: Math.floor(numbers.length / 3) }, (_, i) => ({
    start: numbers[3 * i] as number,
    end: numbers[3 * i + 1] as number,
    paragraph: numbers[3 * i + 2] as number,
  }))
}
