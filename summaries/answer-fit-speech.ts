import type { Document, Statement } from '../src/text/document.js'
import type { Fit, FitOf } from './answer-fit.js'
import { beside, hasForm, lineText, pointsBack } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import { keysOf, type Question, type Wanted } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import { PLAIN_SPEECH, SAYING, SPEECH_NOUNS, SPEECH_VERBS } from './answer-words.js'

/**
 * "What did X say about Y?", "What does X think of Y?": only words of X that touch Y. X is a person by name or role, a body, a country (who
 * speaks for it). Where X is nobody who could speak ("the report"), the rule has nothing to say.
 */
export function speechFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  if (question.speech !== 'said' || !ASKS_WORDS.has(question.wanted) || !SAYING.has(question.verb ?? '')) return undefined
  if (!DOES.test(question.text) && !SPEECH_NOUNS.has(question.verb ?? '')) return undefined
  const asked = terms.filter(({ isSpeaker }) => isSpeaker)
  if (asked.length === 0) return undefined
  if (!(asked.some(({ isName }) => isName) || isKnownSpeaker(index, asked))) return othersWords(index, asked)
  const owners = asked.filter(({ end }) => /^['’]s?\s/u.test(question.text.slice(end, end + 3)))
  const heads = asked.filter((term) => !owners.includes(term))
  const speaker = { heads: heads.length > 0 ? heads : asked, isPerson: isPerson(index, asked), holders: holdersOf(index, heads) }
  const topic = terms.filter((term) => !term.isSpeaker && !term.isFocus && !PLAIN_SPEECH.has(term.key))
  return (id) => (isOf(index, id, speaker) ? touch(index, id, topic) : 0)
}

// Of a body that the articles never let speak: not what somebody else said, whom they name; and what is told of it before words of nobody's.
function othersWords(index: PassageIndex, heads: readonly WeighedTerm[]): FitOf {
  const asked = { heads, isPerson: false, holders: new Set<string>() }
  return (id) => {
    const { statements, document } = index.passages[id] as Passage
    if (statements.length === 0 || isOf(index, id, asked)) return 2
    return statements.every((i) => index.documents[document]?.statements[i]?.speaker?.name) ? 0 : 1
  }
}

const DOES = /\b(?:do|does|did|has|have|had)\b/iu
const ASKS_WORDS: ReadonlySet<Wanted> = new Set(['thing', 'polar'])

/** Whom a question asks: the terms that name them, and whether they are one person. */
interface Asked {
  readonly heads: readonly WeighedTerm[]
  readonly isPerson: boolean
  /** Last names of those who have the office that is asked, in any of the articles: elsewhere they are named without it. */
  readonly holders: ReadonlySet<string>
}

const holdsAll = (keys: ReadonlySet<string>, terms: readonly WeighedTerm[]): boolean =>
  terms.every(({ forms }) => [...forms.keys()].some((form) => keys.has(form)))

const keySet = (text: string | null | undefined): ReadonlySet<string> => new Set(keysOf(text ?? '').map(({ key }) => key))

// "mayor of Port Ansel" → mayor: whose role "harbour of the mayor" is, is no mayor.
const headOf = (role: string): string => role.split(/\s(?:of|for|at|in|to|on)\s|,/u)[0] ?? role

// Somebody of that name or office is in the articles ("jennings", "the mayor").
function isKnownSpeaker({ documents }: PassageIndex, asked: readonly WeighedTerm[]): boolean {
  return documents.some(
    ({ entities, statements }) =>
      entities.some(({ name, role, kind }) => kind !== 'place' && (holdsAll(keySet(name), asked) || isRole(role, asked))) ||
      statements.some(({ speaker }) => isRole(speaker?.role, asked)),
  )
}

const isRole = (role: string | null | undefined, asked: readonly WeighedTerm[]): boolean => {
  if (role === null || role === undefined) return false
  const last = keysOf(headOf(role)).at(-1)?.key
  return holdsAll(keySet(role), asked) && asked.some(({ forms }) => last !== undefined && forms.has(last))
}

const holdersOf = ({ documents }: PassageIndex, heads: readonly WeighedTerm[]): ReadonlySet<string> =>
  heads.some(({ isName }) => isName)
    ? new Set()
    : new Set(
        documents.flatMap(({ entities }) =>
          entities
            .flatMap(({ kind, name, role }) => (kind === 'person' && isRole(role, heads) ? keysOf(name).slice(-1) : []))
            .map(({ key }) => key),
        ),
      )

const isPerson = ({ documents }: PassageIndex, asked: readonly WeighedTerm[]): boolean =>
  documents.some(({ entities }) => entities.some(({ kind, name }) => kind === 'person' && holdsAll(keySet(name), asked)))

function isOf(index: PassageIndex, id: number, asked: Asked): boolean {
  const passage = index.passages[id] as Passage
  const { statements } = index.documents[passage.document] as Document
  let others = false
  for (const i of passage.statements) {
    const statement = statements[i] as Statement
    if (isBy(statement, asked)) return true
    others ||= statement.speaker !== null
  }
  return !others && reports(passage, asked)
}

function isBy({ speaker }: Statement, { heads, isPerson: one, holders }: Asked): boolean {
  if (speaker === null) return false
  const name = keySet(speaker.name)
  const role = keySet(speaker.role)
  if ([...holders].some((key) => name.has(key))) return true
  return heads.every(({ forms, actorKey, isName }) => {
    if (actorKey !== undefined && actorKey === `@${speaker.actor}`) return true
    for (const form of forms.keys()) if (name.has(form) || (!(one && isName) && role.has(form))) return true
    return false
  })
}

// 'Brandt said', 'said Olav Brandt', where the words themselves were not told apart.
function reports({ places }: Passage, { heads }: Asked): boolean {
  const last = heads.at(-1)
  if (last === undefined || !heads.every(({ forms }) => [...forms.keys()].some((form) => places.has(form)))) return false
  const named = [...last.forms.keys()].flatMap((form) => places.get(form) ?? [])
  for (const verb of SPEECH_VERBS) {
    for (const at of places.get(verb) ?? [])
      if (named.some((place) => at - place === 1 || (place - at >= 1 && place - at <= 3))) return true
  }
  return false
}

// Words of the one who is asked that speak of something else answer nothing; "it" may mean what stands before.
function touch(index: PassageIndex, id: number, topic: readonly WeighedTerm[]): Fit {
  if (topic.length === 0) return 2
  const touches = (passage: Passage | undefined): boolean => passage !== undefined && topic.some((term) => hasForm(passage, term))
  if (touches(index.passages[id])) return 2
  if (!pointsBack(lineText(index, id))) return 0
  if (touches(beside(index, id, -1)) || touches(beside(index, id, -2))) return 1
  const title = index.titles[(index.passages[id] as Passage).document]
  return topic.some(({ forms }) => [...forms.keys()].some((form) => title?.has(form))) ? 1 : 0
}
