import type { Engine } from './engine.js'

/**
 * Beside a statement stands the feed of its article where that is in one alone, and beside the actors it is about also who it is by and how
 * sure it is: "about China, not by China, sure, in these feeds" is then answered by one index. Taken again after a restore, as older dumps
 * know nothing of it.
 */
export const STATEMENT_LOOKUPS: readonly string[] = [
  `update statements set feed_id = sole.feed_id
    from (select article_seq, min(feed_id) as feed_id from article_feeds group by article_seq having count(*) = 1) as sole
    where sole.article_seq = statements.article_seq and statements.feed_id is null`,
  `update statement_about set by_actor = statements.actor, confidence = statements.confidence, feed_id = statements.feed_id
    from statements where statements.seq = statement_about.statement_seq and statement_about.confidence is null`,
]

/** Columns and indexes by which statements are chosen without being read. */
export const statementLookups = (kind: Engine['kind']): readonly string[] => {
  const [whole, real] = kind === 'sqlite' ? ['integer', 'real'] : ['bigint', 'double precision']
  return [
    'drop index statements_actor',
    'drop index statements_speaker',
    'drop index statement_about_actor',
    `alter table statements add column feed_id ${whole}`,
    `alter table statement_about add column feed_id ${whole}`,
    'alter table statement_about add column by_actor text',
    `alter table statement_about add column confidence ${real}`,
    ...STATEMENT_LOOKUPS,
    'create index statements_actor on statements (actor, said_at, seq, confidence, feed_id)',
    'create index statements_speaker on statements (speaker_id, said_at, seq, confidence, feed_id)',
    'create index statement_about_actor on statement_about (actor, said_at, statement_seq, confidence, feed_id, by_actor)',
  ]
}
