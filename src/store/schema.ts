import type { ColumnType } from 'kysely'

/** A number that the database gives where none is written (identity column). */
type Given = ColumnType<number, number | undefined, never>
/** 0 or 1: SQLite has no booleans, and both engines share one schema. */
type Flag = ColumnType<number, number, number>

/**
 * Every table, as the queries see it. Times are milliseconds since 1970 (UTC); columns named `…_json` hold JSON text. `sentence_words` and
 * `statement_words` are the full-text indexes, which differ by engine and are written by hand (word-index.ts).
 */
export interface Schema {
  articles: ArticleTable
  article_feeds: { article_seq: number; feed_id: number }
  article_names: { article_seq: number; name_id: number; role: string | null; ordinal: number; actor: string | null }
  key_points: { article_seq: number; ordinal: number; start_at: number; end_at: number }
  statements: StatementTable
  statement_about: AboutTable
  names: { id: Given; key: string; name: string; kind: string; weight: number }
  name_parts: { part: string; name_id: number }
  feeds: FeedTable
  feed_hosts: { host: string; lease_owner: string | null; lease_until: number }
  entries: EntryTable
  entry_keys: { feed_id: number; key: string; entry_id: number }
  teams: { id: Given; platform: string; team: string; name: string | null; settings_json: string; joined_at: number }
  channels: { id: Given; team_id: number; channel: string; name: string | null; settings_json: string; paused: string | null }
  subscriptions: { channel_id: number; feed_id: number; topics_json: string; since: number }
  /** `next_at`: when it is to be looked at next; 0 at once. */
  schedules: { id: Given; channel_id: number; schedule_json: string; after_at: number; next_at: number }
  digests: { key: string; post_json: string; written_at: number }
  editions: EditionTable
  notices: NoticeTable
  threads: ThreadTable
  corrections: CorrectionTable
  marks: { channel_id: number; kind: string; subject: string; asked_at: number }
  installations: { platform: string; team: string; sealed: Buffer; updated_at: number }
  memory: { key: string; value: string; expires_at: number }
  events: { key: string; expires_at: number }
  stories: StoryTable
  story_members: { article_seq: number; story_seq: number; joined_at: number; folded_into: number | null }
  messages: MessageTable
  story_differences: { story_seq: number; ordinal: number; difference_json: string }
}

/** `sentences_json`: spans as a flat list start, end, paragraph, …; `text` stands last so that lists of articles need not read over it. */
interface ArticleTable {
  seq: Given
  id: string
  title: string | null
  url: string | null
  outlet: string | null
  byline: string | null
  published_at: number | null
  read_at: number
  language: string | null
  words: number
  fingerprint: string
  sentences_json: string
  paragraphs_json: string
  text: string
}

/**
 * `content_json`, `source_json`, `cue_json`: flat lists of starts and ends; `words_json`: the content, verbatim, to be compared on reading;
 * `feed_id`: the article's only feed, null where it is in several or none and `article_feeds` must be asked.
 */
interface StatementTable {
  seq: number
  article_seq: number
  speaker_id: number | null
  speaker_name: string | null
  role: string | null
  actor: string | null
  entity: number
  manner: string
  confidence: number
  said_at: number
  content_json: string
  source_json: string
  cue_json: string
  words_json: string
  feed_id: number | null
}

/** `feed_id`, `by_actor`, `confidence`: of the statement itself, for looking it up. */
interface AboutTable {
  actor: string
  said_at: number
  statement_seq: number
  feed_id: number | null
  by_actor: string | null
  confidence: number | null
}

interface FeedTable {
  id: Given
  url: string
  kind: string
  host: string
  title: string | null
  site_url: string | null
  etag: string | null
  last_modified: string | null
  next_poll_at: number
  interval_ms: number
  failures: number
  failing_since: number | null
  last_error: string | null
  last_success_at: number | null
  gone: Flag
  told: Flag
  added_at: number
}

interface EntryTable {
  id: Given
  feed_id: number
  state: string
  entry_json: string | null
  attempts: number
  next_try_at: number
  lease_owner: string | null
  lease_until: number
  article_seq: number | null
  error: string | null
  listed_at: number
}

interface EditionTable {
  id: Given
  channel_id: number
  slot: string
  due_at: number
  state: string
  attempts: number
  next_try_at: number
  lease_owner: string | null
  lease_until: number
  /** Session of PostgreSQL that holds the lease; null where only time ends it. */
  lease_session: number | null
  unsure: Flag
  late: Flag
  /** What it says is in `digests`; editions of older versions keep it here. */
  digest: string | null
  post_json: string | null
  posted_json: string
  stories_json: string
  error: string | null
  done_at: number | null
  written_at: number | null
}

interface NoticeTable {
  id: Given
  channel_id: number
  kind: string
  text: string
  feed_id: number | null
  created_at: number
  lease_owner: string | null
  lease_until: number
  attempts: number
}

interface ThreadTable {
  channel_id: number
  thread: string
  stories_json: string
  articles_json: string
  last_question: string | null
  updated_at: number
}

interface CorrectionTable {
  team_id: number
  statement_seq: number
  speaker_name: string | null
  speaker_key: string | null
  person: string | null
  corrected_at: number
}

interface StoryTable {
  seq: Given
  id: string
  title: string | null
  opened_at: number
  updated_at: number
  version: number
  state_json: string | null
}

interface MessageTable {
  id: Given
  channel_id: number
  thread_id: number | null
  author: string
  sent_at: number
  revision: number
  delivery_key: string | null
  text: string | null
  post_json: string | null
}
