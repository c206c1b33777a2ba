import type { Correction, CorrectionForm, Place } from '../../adapters/platform/desk.js'
import { recordPart } from '../../summaries/statement-record.js'
import { wordsOf } from '../text/citation.js'
import type { Post } from '../text/post.js'
import { errorPost, noticePost } from './posts.js'
import { type DeskServices, teamOf } from './services.js'

const MOST_CANDIDATES = 24

/** What the "Wrong speaker?" form shows for a statement; null where it is no longer kept. */
export async function correctionForm({ store }: DeskServices, statementId: string, place: Place): Promise<CorrectionForm | null> {
  const statement = await store.statements.get(statementId, teamOf(place))
  if (statement === undefined) return null
  const now = statement.correctedTo ?? statement.speaker?.name ?? null
  const named = await store.names.inArticles([statement.citation.articleId])
  const candidates = named
    .filter(({ kind, name }) => kind !== 'other' && name !== now)
    .sort((a, b) => rankOf(a.kind) - rankOf(b.kind) || b.weight - a.weight)
    .map(({ name }) => name)
  return { statementId, words: wordsOf(statement.citation), speaker: now, candidates: [...new Set(candidates)].slice(0, MOST_CANDIDATES) }
}

const rankOf = (kind: string): number => ['person', 'body', 'place'].indexOf(kind)

/** Keeps a team's correction; the answer shows the line as it stands from now on. */
export async function correct({ store, now }: DeskServices, { statementId, speaker, place, person }: Correction): Promise<Post> {
  const name = speaker?.trim().replace(/\s+/gu, ' ').slice(0, 200) ?? null
  if (name === '') return errorPost('Name who said it, or withdraw the line.')
  const kept = await store.corrections.set(teamOf(place), { statementId, speaker: name, person: person.id }, now())
  if (!kept) return errorPost('This line is no longer kept, so there is nothing to correct.')
  if (name === null) return noticePost('Thank you. The line is withdrawn for your team.')
  const statement = await store.statements.get(statementId, teamOf(place))
  return noticePost(`Thank you. For your team this line is ${name}’s from now on.`, statement === undefined ? [] : [recordPart(statement)])
}
