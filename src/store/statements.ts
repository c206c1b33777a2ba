import type { Citation } from '../text/citation.js'
import type { Manner, Speaker } from '../text/document.js'
import type { Engine } from './engine.js'
import { rowOf, statementParts } from './ids.js'
import type { TeamKey } from './place-key.js'
import type { Scope } from './scope.js'
import { resolveScope } from './scope-query.js'
import { statementsByRow } from './statement-rows.js'
import { planStatements, surveyStatements } from './statement-search.js'
import { wordsIn } from './words.js'

/** A kept statement, fit to be shown: the words are equal to the slices of the article's text, or it is not given out at all. */
export interface KeptStatement {
  /** "article.number": stable for as long as the article is kept. */
  readonly id: string
  /** Its content, with address, outlet, title and date of the article. */
  readonly citation: Citation
  readonly speaker: Speaker | null
  /** The words that name the speaker here ("he"), verbatim; absent where the text names none. */
  readonly source?: string
  /** The words that report it ("said"), verbatim. */
  readonly cue?: string
  readonly manner: Manner
  readonly confidence: number
  /** Index of the speaker among the document's entities; -1 where unnamed or unclear. */
  readonly entity: number
  /** Actors that the content is about, by standard name. */
  readonly about: readonly string[]
  /** Milliseconds: when the article was published, else taken in. */
  readonly at: number
  /** Id of the story its article belongs to. */
  readonly story?: string
  /** What the team has said of the speaker: another name. Withdrawn statements are not given out. */
  readonly correctedTo?: string
}

/** Restrictions on statements that hold together; `scope.channel` applies the corrections of its team. */
export interface StatementQuery {
  readonly scope?: Scope
  /** The speaker's name or any part of it ("holm", "Isa Holm"); case and accents do not matter. All words must be in the name. */
  readonly speaker?: string
  /** Standard names of countries or bodies that the speaker speaks for; any of them. */
  readonly actors?: readonly string[]
  /** Standard names of countries or bodies that the content is about; any of them. */
  readonly about?: readonly string[]
  /** Leaves out statements by those who speak for these actors. */
  readonly notBy?: readonly string[]
  /** Words that the content must hold, in any form ("talks" finds "talk"); several words of one string are a phrase. */
  readonly words?: readonly string[]
  /** any (default): one of the words is enough. */
  readonly match?: 'any' | 'all'
  readonly minConfidence?: number
  /** At most 1,000; 50 where absent. */
  readonly limit?: number
}

/** Statements, newest first, and how many there are by week, oldest first. */
export interface StatementSurvey {
  readonly found: readonly KeptStatement[]
  readonly byWeek: readonly number[]
}

/** Statements: who said what. */
export interface Statements {
  /** Newest first. */
  find(query: StatementQuery): Promise<readonly KeptStatement[]>
  /** What `find` gives, and how many there are in all in each of the weeks before `until`: for a plot over time. */
  survey(query: StatementQuery, weeks: number, until: number): Promise<StatementSurvey>
  /** In text order; with `team`, its corrections applied. */
  ofArticles(ids: readonly string[], team?: TeamKey): Promise<readonly KeptStatement[]>
  get(id: string, team?: TeamKey): Promise<KeptStatement | undefined>
}

/** Statements over an open database. */
export function createStatements(engine: Engine): Statements {
  const survey = async (query: StatementQuery, weeks = 0, until = 0): Promise<StatementSurvey> => {
    const scope = await resolveScope(engine, query.scope)
    const plan = await planStatements(engine, scope, query)
    if (plan === undefined) return { found: [], byWeek: new Array<number>(weeks).fill(0) }
    const limit = Math.min(Math.max(1, query.limit ?? 50), 1_000)
    const surveyed = await surveyStatements(plan, limit, weeks, until)
    const [kept, byWeek] = await Promise.all([surveyed.rows.then((rows) => statementsByRow(engine, rows, scope.teamId)), surveyed.byWeek])
    const { speaker } = query
    const isTheirs = ({ correctedTo }: KeptStatement): boolean =>
      speaker === undefined || correctedTo === undefined || isNamed(correctedTo, speaker)
    return { found: kept.filter(isTheirs), byWeek }
  }
  return {
    find: async (query) => (await survey(query)).found,
    survey: (query, weeks, until) => survey(query, weeks, until),
    ofArticles: async (ids, team) => {
      const scope = await resolveScope(engine, { articles: ids, ...(team === undefined ? {} : { channel: { ...team, channel: '' } }) })
      const { articleSeqs = [], teamId } = scope
      if (articleSeqs.length === 0) return []
      const rows = await engine.db.selectFrom('statements').select('seq').where('article_seq', 'in', articleSeqs).orderBy('seq').execute()
      return statementsByRow(
        engine,
        rows.map((row) => row.seq),
        teamId,
      )
    },
    get: async (id, team) => {
      const seq = await statementRow(engine, id)
      if (seq === undefined) return undefined
      const { teamId } = await resolveScope(engine, team === undefined ? {} : { channel: { ...team, channel: '' } })
      return (await statementsByRow(engine, [seq], teamId))[0]
    },
  }
}

/** Whether a name holds all words of what was asked for. */
const isNamed = (name: string, asked: string): boolean => {
  const words = new Set(wordsIn(name))
  return wordsIn(asked).every((word) => words.has(word))
}

/** Row of a statement by its id; undefined where it is not kept. */
export async function statementRow({ db }: Engine, id: string): Promise<number | undefined> {
  const parts = statementParts(id)
  if (parts === undefined) return undefined
  const article = await db.selectFrom('articles').select('seq').where('id', '=', parts.article).executeTakeFirst()
  const seq = article && rowOf(article.seq, parts.index)
  if (seq === undefined) return undefined
  return (await db.selectFrom('statements').select('seq').where('seq', '=', seq).executeTakeFirst())?.seq
}
