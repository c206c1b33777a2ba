import { sql } from 'kysely'
import { cite } from '../text/citation.js'
import type { Manner } from '../text/document.js'
import { type Span, sliceOf } from '../text/span.js'
import { articleColumns, articleOf } from './articles.js'
import type { Engine } from './engine.js'
import { grouped } from './grouped.js'
import { articleSeqOf, indexOf, statementId } from './ids.js'
import { unpackSpans } from './keep.js'
import { oneOf } from './one-of.js'
import type { KeptStatement } from './statements.js'

/** Whether the words kept with a statement are still those of the article at its spans. */
export function wordsHold(text: string, content: readonly Span[], wordsJson: string): boolean {
  const words = JSON.parse(wordsJson) as string[]
  return words.length === content.length && content.every((span, i) => sliceOf(text, span) === words[i])
}

/** Statements by their rows, in the order given, with the corrections of a team; withdrawn and damaged ones are left out. */
export async function statementsByRow(engine: Engine, seqs: readonly number[], teamId?: number): Promise<KeptStatement[]> {
  if (seqs.length === 0) return []
  const { db, onDamage } = engine
  const articleSeqs = [...new Set(seqs.map(articleSeqOf))]
  const [rows, articles, abouts, corrections] = await Promise.all([
    db
      .selectFrom('statements')
      .selectAll()
      .where(oneOf(engine, sql.ref('seq'), seqs))
      .execute(),
    db
      .selectFrom('articles')
      .leftJoin('story_members', 'story_members.article_seq', 'articles.seq')
      .leftJoin('stories', 'stories.seq', 'story_members.story_seq')
      .select(articleColumns)
      .select(['articles.seq', 'stories.id as story'])
      .where(oneOf(engine, sql.ref('articles.seq'), articleSeqs))
      .execute(),
    db
      .selectFrom('statement_about')
      .select(['statement_seq', 'actor'])
      .where(oneOf(engine, sql.ref('statement_seq'), seqs))
      .orderBy('actor')
      .execute(),
    teamId === undefined
      ? []
      : db
          .selectFrom('corrections')
          .select(['statement_seq', 'speaker_name'])
          .where('team_id', '=', teamId)
          .where(oneOf(engine, sql.ref('statement_seq'), seqs))
          .execute(),
  ])
  const articleBySeq = new Map(articles.map((row) => [row.seq, row]))
  const aboutOf = grouped(abouts, (row) => row.statement_seq)
  const corrected = new Map(corrections.map((row) => [row.statement_seq, row.speaker_name]))
  const rowBySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq): KeptStatement[] => {
    const row = rowBySeq.get(seq)
    const article = row && articleBySeq.get(row.article_seq)
    if (row === undefined || article === undefined || corrected.get(seq) === null) return []
    const id = statementId(article.id, indexOf(seq))
    const content = unpackSpans(row.content_json)
    if (!wordsHold(article.text, content, row.words_json)) {
      onDamage(`Statement ${id} no longer equals its article's words and is left out.`)
      return []
    }
    const citation = cite(articleOf(article), content)
    const correctedTo = corrected.get(seq) ?? undefined
    const source = verbatim(article.text, row.source_json)
    const cue = verbatim(article.text, row.cue_json)
    const isNamed = row.speaker_name !== null || row.role !== null || row.actor !== null
    return [
      {
        id,
        citation,
        speaker: isNamed ? { name: row.speaker_name, role: row.role, actor: row.actor } : null,
        ...(source === '' ? {} : { source }),
        ...(cue === '' ? {} : { cue }),
        manner: row.manner as Manner,
        confidence: row.confidence,
        entity: row.entity,
        about: (aboutOf.get(seq) ?? []).map((about) => about.actor),
        at: row.said_at,
        ...(article.story === null ? {} : { story: article.story }),
        ...(correctedTo === undefined ? {} : { correctedTo }),
      },
    ]
  })
}

/** Words of source or cue; spans apart are joined by a blank. */
const verbatim = (text: string, packed: string): string =>
  unpackSpans(packed)
    .map((span) => sliceOf(text, span))
    .join(' ')
