import { type Selectable, sql } from 'kysely'
import type { Document, EntityKind, Manner, Statement } from '../text/document.js'
import { articleOf } from './articles.js'
import type { Engine } from './engine.js'
import { grouped } from './grouped.js'
import { unpackSpans } from './keep.js'
import { unpackSentences } from './keep-keys.js'
import { oneOf } from './one-of.js'
import type { Schema } from './schema.js'
import { wordsHold } from './statement-rows.js'

/** What was read in kept articles, in the order asked, without the layers that are not kept; those not kept are left out. */
export async function documentsOf(engine: Engine, ids: readonly string[]): Promise<Document[]> {
  if (ids.length === 0) return []
  const { db } = engine
  const rows = await db
    .selectFrom('articles')
    .selectAll()
    .where(oneOf(engine, sql.ref('id'), ids.slice(0, 1_000)))
    .execute()
  const seqs = rows.map(({ seq }) => seq)
  if (seqs.length === 0) return []
  const [names, statements] = await Promise.all([
    db
      .selectFrom('article_names')
      .innerJoin('names', 'names.id', 'article_names.name_id')
      .select(['article_seq', 'names.name', 'names.kind', 'article_names.role', 'article_names.actor'])
      .where(oneOf(engine, sql.ref('article_seq'), seqs))
      .orderBy('article_seq')
      .orderBy('ordinal')
      .execute(),
    db
      .selectFrom('statements')
      .selectAll()
      .where(oneOf(engine, sql.ref('article_seq'), seqs))
      .orderBy('seq')
      .execute(),
  ])
  const namesOf = grouped(names, (row) => row.article_seq)
  const statementsOf = grouped(statements, (row) => row.article_seq)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [documentFrom(engine, row, namesOf.get(row.seq) ?? [], statementsOf.get(row.seq) ?? [])]
  })
}

function documentFrom(
  { onDamage }: Engine,
  row: Selectable<Schema['articles']>,
  names: readonly { name: string; kind: string; role: string | null; actor: string | null }[],
  statements: readonly Selectable<Schema['statements']>[],
): Document {
  const entityOf = new Map(names.map((name, i) => [name.name, i]))
  return {
    article: articleOf(row),
    paragraphs: unpackSpans(row.paragraphs_json),
    sentences: unpackSentences(row.sentences_json).map((sentence) => ({ ...sentence, first: 0, last: 0 })),
    tokens: [],
    quotations: [],
    mentions: [],
    entities: names.map(({ name, kind, role, actor }) => ({ name, kind: kind as EntityKind, role, actor, mentions: [] })),
    statements: statements.flatMap((kept): Statement[] => {
      const content = unpackSpans(kept.content_json)
      if (!wordsHold(row.text, content, kept.words_json)) {
        onDamage(`A statement of article ${row.id} no longer equals the article's words and is left out.`)
        return []
      }
      const isNamed = kept.speaker_name !== null || kept.role !== null || kept.actor !== null
      return [
        {
          content,
          source: unpackSpans(kept.source_json),
          cue: unpackSpans(kept.cue_json),
          speaker: isNamed ? { name: kept.speaker_name, role: kept.role, actor: kept.actor } : null,
          entity: kept.speaker_name === null ? -1 : (entityOf.get(kept.speaker_name) ?? -1),
          manner: kept.manner as Manner,
          confidence: kept.confidence,
        },
      ]
    }),
  }
}
