import type { FitOf } from './answer-fit.js'
import { beside, hasForm, hasTerm, hasWord, lineText, pointsBack } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import { type Question, stemKey, type Wanted } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import { OPPOSING, SUPPORTING } from './answer-words.js'

/**
 * "Does X support Y?", "Did X resign?": the line speaks of X and of what X is asked about. "Who opposes Y?": a line that takes sides before
 * one that only tells of Y.
 */
export function stanceFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const side = sideAsked(question)
  if (side !== undefined) {
    return (id) => {
      const text = lineText(index, id)
      if (holdsAny(index.passages[id] as Passage, side) || (side === OPPOSING && AGAINST.test(text))) return 2
      return PROPOSES.test(text) ? 0 : 1
    }
  }
  if (question.speech === 'sayer') return undefined
  const named = subjectOf(question, terms)
  const isNamed = named.length > 0
  const subject = isNamed || question.wanted !== 'polar' ? named : firstOf(question, terms)
  if (subject.length === 0 || !(question.wanted === 'polar' || OF_SUBJECT.has(question.wanted))) return undefined
  // Bodies and places go by many names, people by theirs or a pronoun.
  const isPerson = subject.every(({ key, actorKey }) => actorKey === undefined && index.people.has(key))
  if (question.wanted !== 'polar' && question.wanted !== 'reason') {
    return (id) => {
      if (subject.some((term) => isIn(index, index.passages[id] as Passage, term))) return 2
      if (isPerson) return PRONOUN.test(lineText(index, id)) ? 1 : 0
      if (isCounting(question)) return isNamedNear(index, id, subject) ? 1 : 0
      return isNamedNear(index, id, subject) ? 2 : ASKS_AHEAD.test(question.text) ? 0 : 1
    }
  }
  if (question.wanted === 'reason' && !isPerson) {
    const rest = terms.filter((term) => !subject.includes(term))
    return (id) => {
      const passage = index.passages[id] as Passage
      if (subject.some((term) => isIn(index, passage, term)))
        return rest.length === 0 || rest.some((term) => hasTerm(index, passage, term)) || pointsBack(lineText(index, id)) ? 2 : 0
      return isNamedNear(index, id, subject) ? 2 : 0
    }
  }
  const rest = terms.filter((term) => !subject.includes(term))
  const takesSides = rest.some(({ key }) => OPPOSING.has(key) || SUPPORTING.has(key))
  return (id) => {
    const passage = index.passages[id] as Passage
    if (!subject.some((term) => isIn(index, passage, term))) {
      if (isPerson && isHere(index, id, subject) && rest.some((term) => hasForm(passage, term))) return 1
      return !isNamed && pointsBack(lineText(index, id)) ? 1 : 0
    }
    const topic = takesSides ? rest.filter(({ key }) => !OPPOSING.has(key) && !SUPPORTING.has(key)) : rest
    if (topic.length === 0 || topic.some((term) => hasForm(passage, term) || (!takesSides && hasTerm(index, passage, term)))) return 2
    if (takesSides && (holdsAny(passage, OPPOSING) || holdsAny(passage, SUPPORTING))) return 2
    const before = beside(index, id, -1)
    const isNear = before !== undefined && (before.paragraph === passage.paragraph || pointsBack(lineText(index, id)))
    return isNear && rest.every((term) => hasWord(index, before, term)) ? 1 : 0
  }
}

// What is to come is told of whom it is to come for.
const ASKS_AHEAD = /^\W*when (?:will|can|is|are) /iu

const OF_SUBJECT: ReadonlySet<Wanted> = new Set(['reason', 'date', 'count', 'number'])

// In the lines before, or the headline: the line may speak of them by another name ("the company").
function isNamedNear(index: PassageIndex, id: number, subject: readonly WeighedTerm[]): boolean {
  const passage = index.passages[id] as Passage
  const title = index.titles[passage.document]
  return (
    [-1, -2, -3].some((step) => {
      const before = beside(index, id, step)
      return before !== undefined && subject.some((term) => isIn(index, before, term))
    }) || subject.some(({ forms }) => [...forms.keys()].some((form) => title?.has(form)))
  )
}

// 'Mr Remes was not at the signing. … he had resigned': whom "he" means may not be told.
function isHere(index: PassageIndex, id: number, subject: readonly WeighedTerm[]): boolean {
  const before = beside(index, id, -1)
  const isNear = before !== undefined && before.paragraph === index.passages[id]?.paragraph
  return isNear && PRONOUN.test(lineText(index, id)) && subject.some((term) => isIn(index, before, term))
}

const PRONOUN = /\b(?:he|she|they|his|her|their|these)\b/iu

const isCounting = ({ wanted }: Question): boolean => wanted === 'count' || wanted === 'number'

const isIn = (index: PassageIndex, passage: Passage, term: WeighedTerm): boolean =>
  hasTerm(index, passage, term) || [...term.forms.keys()].some((form) => passage.speakers.has(form))

const holdsAny = ({ places }: Passage, keys: ReadonlySet<string>): boolean => [...keys].some((key) => places.has(key))

const PROPOSES = /\b(?:propos\p{L}*|announc\p{L}*|plan(?:s|ned)? to|decid\p{L}*|will)\b/iu
const AGAINST = /\bagainst\b/iu
const WHO_SIDES = /^\W*(?:who|which (?:\w+ ){1,2}?)\s*(?:is|are|was|were|has|have|had|also)?\s*(\p{L}+)/iu

// The words of the side that is asked for: "Who opposes …", "Who is against …".
function sideAsked({ text }: Question): ReadonlySet<string> | undefined {
  const verb = WHO_SIDES.exec(text)?.[1]
  if (verb === undefined) return undefined
  const key = stemKey(verb)
  return key === 'against' || OPPOSING.has(key) ? OPPOSING : SUPPORTING.has(key) ? SUPPORTING : undefined
}

const AUXILIARY =
  /^\W*(?:(?:why|when|where|how(?: (?:much|many|long|often|fast|far))?(?: \p{Ll}+)?) )?(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should)\s+(?:the\s+)?/iu

// What stands right behind the auxiliary, where no name does ("did the strike go ahead?").
function firstOf({ text }: Question, terms: readonly WeighedTerm[]): WeighedTerm[] {
  const at = AUXILIARY.exec(text)?.[0].length
  const first = terms.find(({ start }) => at !== undefined && start >= at)
  return first !== undefined && text.slice(at, first.start).trim() === '' ? [first] : []
}

// The names right behind the auxiliary.
function subjectOf({ text }: Question, terms: readonly WeighedTerm[]): WeighedTerm[] {
  let at = AUXILIARY.exec(text)?.[0].length
  const subject: WeighedTerm[] = []
  if (at === undefined) return subject
  for (const term of terms) {
    if (term.start < at) continue
    if (!(term.isName || term.actorKey !== undefined) || text.slice(at, term.start).trim() !== '') break
    subject.push(term)
    at = term.end
  }
  return subject
}
