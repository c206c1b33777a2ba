import type { Document, EntityKind, Manner, Statement } from '../text/document.js'
import { articleOf } from './articles.js'
import type { Engine } from './engine.js'
import { unpackSpans } from './keep.js'
import { unpackSentences } from './keep-keys.js'
import { wordsHold } from './statement-rows.js'

/** What was read in a kept article, without the layers that are not kept; undefined where it is not kept. */
export async function documentOf({ db, onDamage }: Engine, id: string): Promise<Document | undefined> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const names = await db
    .selectFrom('article_names')
    .innerJoin('names', 'names.id', 'article_names.name_id')
    .select(['names.name', 'names.kind', 'article_names.role', 'article_names.actor'])
    .where('article_seq', '=', row.seq)
    .orderBy('ordinal')
    .execute()
  const statements = await db.selectFrom('statements').selectAll().where('article_seq', '=', row.seq).orderBy('seq').execute()
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
        onDamage(`A statement of article ${id} no longer equals the article's words and is left out.`)
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
