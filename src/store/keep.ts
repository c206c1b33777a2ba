import { StoreError } from '../errors.js'
import type { Document, Statement } from '../text/document.js'
import { type Span, sliceOf } from '../text/span.js'
import type { Kept, Reading } from './articles.js'
import { batches, type Engine, type Queries, storable, storableOrNull } from './engine.js'
import { actorKey, fingerprint, firstRowOf, rowOf } from './ids.js'
import { joinKey } from './keep-keys.js'
import { keepNames } from './keep-names.js'
import { addToIndex, type IndexRow } from './word-index.js'
import { indexable, nameKey } from './words.js'

/** Where a kept article stands. */
export interface KeptRow extends Kept {
  readonly seq: number
}

/**
 * Writes an article with its reading, within a transaction; where it is kept already, it only joins the feeds.
 * @throws StoreError "bad-reading" where spans do not fit the text.
 */
export async function keepReading(engine: Engine, tx: Queries, reading: Reading, feeds: readonly number[], now: number): Promise<KeptRow> {
  checkReading(reading)
  const { article } = reading.document
  const seq = await insertArticle(tx, reading.document, now)
  if (seq === undefined) {
    const { seq: known } = await tx.selectFrom('articles').select('seq').where('id', '=', article.id).executeTakeFirstOrThrow()
    for (const feed of feeds) await joinFeed(engine, tx, known, feed)
    return { id: article.id, isNew: false, seq: known }
  }
  if (feeds.length > 0)
    await tx
      .insertInto('article_feeds')
      .values(feeds.map((feed_id) => ({ article_seq: seq, feed_id })))
      .execute()
  const keys = [`d${seq}`, ...feeds.map((id) => `f${id}`)]
  await addToIndex(engine, tx, 'sentence_words', sentenceRows(reading.document, seq, keys))
  if (reading.keyPoints.length > 0)
    await tx
      .insertInto('key_points')
      .values(reading.keyPoints.map(({ start, end }, ordinal) => ({ article_seq: seq, ordinal, start_at: start, end_at: end })))
      .execute()
  const names = await keepNames(tx, reading.document, seq)
  const onlyFeed = feeds.length === 1 ? (feeds[0] as number) : null
  await keepStatements(engine, tx, reading, { seq, onlyFeed, saidAt: timeOf(reading.document, now) }, keys, names)
  return { id: article.id, isNew: true, seq }
}

/** Lets a kept article belong to one more feed; the index's keys learn of it. */
export async function joinFeed(engine: Engine, tx: Queries, seq: number, feedId: number): Promise<void> {
  const joined = await tx
    .insertInto('article_feeds')
    .values({ article_seq: seq, feed_id: feedId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(joined.numInsertedOrUpdatedRows ?? 0) === 0) return
  // In more than one now: lookups must ask.
  await tx.updateTable('statements').set({ feed_id: null }).where('article_seq', '=', seq).where('feed_id', 'is not', null).execute()
  await tx
    .updateTable('statement_about')
    .set({ feed_id: null })
    .where('statement_seq', '>=', firstRowOf(seq))
    .where('statement_seq', '<', firstRowOf(seq + 1))
    .execute()
  await joinKey(engine, tx, seq, `f${feedId}`)
}

async function insertArticle(tx: Queries, { article, sentences, paragraphs }: Document, now: number): Promise<number | undefined> {
  const row = await tx
    .insertInto('articles')
    .values({
      id: article.id,
      title: storableOrNull(article.title),
      url: storableOrNull(article.url),
      outlet: storableOrNull(article.outlet),
      byline: storableOrNull(article.byline),
      published_at: millisecondsOf(article.publishedAt) ?? null,
      read_at: millisecondsOf(article.readAt) ?? now,
      language: storableOrNull(article.language),
      words: (article.text.match(/\S+/gu) ?? []).length,
      fingerprint: fingerprint(article.text),
      sentences_json: JSON.stringify(sentences.flatMap(({ start, end, paragraph }) => [start, end, paragraph])),
      paragraphs_json: packSpans(paragraphs),
      text: article.text,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('seq')
    .executeTakeFirst()
  return row?.seq
}

function sentenceRows({ article, sentences }: Document, seq: number, keys: readonly string[]): IndexRow[] {
  return sentences.flatMap((sentence, i) => {
    const id = rowOf(seq, i)
    return id === undefined ? [] : [{ id, words: indexable(sliceOf(article.text, sentence)), keys }]
  })
}

async function keepStatements(
  engine: Engine,
  tx: Queries,
  { document, about }: Reading,
  { seq, onlyFeed, saidAt }: { readonly seq: number; readonly onlyFeed: number | null; readonly saidAt: number },
  keys: readonly string[],
  names: ReadonlyMap<string, number>,
): Promise<void> {
  const { text } = document.article
  const numbered = document.statements.flatMap((statement, i) => {
    const id = rowOf(seq, i)
    if (id === undefined) return []
    const words = statement.content.map((span) => sliceOf(text, span))
    const speakerId = statement.speaker?.name ? (names.get(nameKey(statement.speaker.name)) ?? null) : null
    return [{ id, statement, words, speakerId, about: [...new Set(about[i] ?? [])] }]
  })
  const rows = numbered.map(({ id, statement, words, speakerId }) => ({
    seq: id,
    article_seq: seq,
    speaker_id: speakerId,
    speaker_name: storableOrNull(statement.speaker?.name),
    role: storableOrNull(statement.speaker?.role),
    actor: storableOrNull(statement.speaker?.actor),
    entity: statement.entity,
    manner: statement.manner,
    confidence: statement.confidence,
    said_at: saidAt,
    content_json: packSpans(statement.content),
    source_json: packSpans(statement.source),
    cue_json: packSpans(statement.cue),
    words_json: JSON.stringify(words),
    feed_id: onlyFeed,
  }))
  for (const batch of batches(rows, 15)) await tx.insertInto('statements').values(batch).execute()
  const abouts = numbered.flatMap(({ id, statement, about }) => {
    const { confidence, speaker } = statement
    const of = { said_at: saidAt, statement_seq: id, feed_id: onlyFeed, by_actor: storableOrNull(speaker?.actor), confidence }
    return about.map((actor) => ({ actor: storable(actor), ...of }))
  })
  for (const batch of batches(abouts, 6)) await tx.insertInto('statement_about').values(batch).execute()
  const index = numbered.map(({ id, statement, words, speakerId, about }) => ({
    id,
    words: words.map(indexable).join(' '),
    keys: [...keys, ...statementKeys(statement, speakerId, about)],
  }))
  await addToIndex(engine, tx, 'statement_words', index)
}

const statementKeys = (statement: Statement, speakerId: number | null, about: readonly string[]): string[] => [
  ...(speakerId === null ? [] : [`s${speakerId}`]),
  ...(statement.speaker?.actor ? [`a${actorKey(statement.speaker.actor)}`] : []),
  ...about.map((actor) => `b${actorKey(actor)}`),
]

/** Spans as a flat list of starts and ends. */
export const packSpans = (spans: readonly Span[]): string => JSON.stringify(spans.flatMap(({ start, end }) => [start, end]))

/** What `packSpans` made. */
export function unpackSpans(packed: string): Span[] {
  const numbers = JSON.parse(packed) as number[]
  return Array.from({ length: numbers.length >> 1 }, (_, i) => ({ start: numbers[2 * i] as number, end: numbers[2 * i + 1] as number }))
}

/** An ISO time in milliseconds; undefined where there is none or it is no time. */
export function millisecondsOf(iso: string | undefined): number | undefined {
  const time = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? undefined : time
}

const timeOf = ({ article }: Document, now: number): number => millisecondsOf(article.publishedAt) ?? millisecondsOf(article.readAt) ?? now

/** Refuses a reading whose text could not be kept as it is, or whose spans do not lie within it. */
function checkReading({ document, keyPoints }: Reading): void {
  const { article, sentences, paragraphs, statements } = document
  const refuse = (what: string): never => {
    throw new StoreError('bad-reading', `The article “${(article.title ?? article.id).slice(0, 80)}” was not kept: ${what}.`)
  }
  if (article.text !== storable(article.text)) refuse('its text holds characters that cannot be kept; clean it at intake')
  if (!/^[0-9a-z]{1,64}$/u.test(article.id)) refuse('its id is not made by articleId')
  const fits = ({ start, end }: Span): boolean =>
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= article.text.length
  const spans = [sentences, paragraphs, keyPoints, ...statements.flatMap(({ content, source, cue }) => [content, source, cue])]
  if (!spans.every((layer) => layer.every(fits))) refuse('what was read in it does not fit its text')
  if (statements.some(({ content }) => content.length === 0)) refuse('a statement in it has no content')
}
