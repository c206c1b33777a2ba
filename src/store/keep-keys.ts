import { sql } from 'kysely'
import { type Span, sliceOf } from '../text/span.js'
import type { Engine, Queries } from './engine.js'
import { actorKey, firstRowOf, rowOf } from './ids.js'
import { addToIndex, dropFromIndex } from './word-index.js'
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

/** Makes an article's index rows anew from what is kept. */
export async function indexAgain(engine: Engine, tx: Queries, seq: number): Promise<void> {
  const article = await tx.selectFrom('articles').select(['text', 'sentences_json']).where('seq', '=', seq).executeTakeFirst()
  if (article === undefined) return
  const feeds = await tx.selectFrom('article_feeds').select('feed_id').where('article_seq', '=', seq).orderBy('feed_id').execute()
  const keys = [`d${seq}`, ...feeds.map((row) => `f${row.feed_id}`)]
  await dropFromIndex(engine, tx, 'sentence_words', seq)
  await dropFromIndex(engine, tx, 'statement_words', seq)
  const sentences = unpackSentences(article.sentences_json)
  const rows = sentences.flatMap((span, i) => {
    const id = rowOf(seq, i)
    return id === undefined ? [] : [{ id, words: indexable(sliceOf(article.text, span)), keys }]
  })
  await addToIndex(engine, tx, 'sentence_words', rows)
  await addToIndex(engine, tx, 'statement_words', await statementRows(tx, seq, keys))
}

async function statementRows(tx: Queries, seq: number, keys: readonly string[]): Promise<{ id: number; words: string; keys: string[] }[]> {
  const rows = await tx
    .selectFrom('statements')
    .select(['seq', 'speaker_id', 'actor', 'words_json'])
    .where('article_seq', '=', seq)
    .execute()
  const abouts = await tx
    .selectFrom('statement_about')
    .select(['statement_seq', 'actor'])
    .where('statement_seq', '>=', firstRowOf(seq))
    .where('statement_seq', '<', firstRowOf(seq + 1))
    .execute()
  return rows.map((row) => ({
    id: row.seq,
    words: (JSON.parse(row.words_json) as string[]).map(indexable).join(' '),
    keys: [
      ...keys,
      ...(row.speaker_id === null ? [] : [`s${row.speaker_id}`]),
      ...(row.actor === null ? [] : [`a${actorKey(row.actor)}`]),
      ...abouts.filter((about) => about.statement_seq === row.seq).map((about) => `b${actorKey(about.actor)}`),
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
