import type { Fit, FitOf } from './answer-fit.js'
import { beside, hasTerm } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'

// "who sold the password?", "which bank owns it?"
const WHO_DID = /^\W*(?:(?:[Aa]nd|[Ss]o|[Bb]ut) )?[Ww]ho(?: else)? (?:(?:has|have|had|also) )?(\p{Ll}+)\b/u
// "when was Open Hand founded?", "why were they arrested?": what was done to somebody stands last, or before a time or place.
const WAS_DONE =
  /^\W*(?:(?:[Aa]nd|[Ss]o|[Bb]ut) )?(?:[Ww]hen|[Ww]here|[Ww]hy|[Hh]ow|[Bb]y whom) (?:is|are|was|were|has|have|had) .*?\b(\p{Ll}+ed|built|sold|bought|sent|shot|begun|broken|written|chosen|stolen|hit|lost|won|cut|shut|hurt|paid|freed|born|torn)\b(?: (?:in|on|at|by|for|from|to|with|during)\b.*)?\W*$/u
// Verbs that say little: many others stand for them.
const VAGUE =
  /^(?:\p{Ll}+ly|becomes?|became|decides?|decided|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|should|must|gets?|got|makes?|made|takes?|took|goes|went|comes?|came|gives?|gave|leads?|led|runs?|ran|else|heads?|involved|used|located|based|called|known|named|found|held|mentioned)$/u

/**
 * "Who owns Bluegate?", "When was Open Hand founded?": a line in which that is done, or one beside it; one that only names the same people is no
 * answer. Verbs by which words are asked for are for other rules.
 */
export function verbFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const asked = WHO_DID.exec(question.text) ?? WAS_DONE.exec(question.text)
  const verb = asked?.[1]
  if (asked === null || verb === undefined || VAGUE.test(verb) || question.speech !== undefined) return undefined
  const from = asked.index + asked[0].lastIndexOf(verb)
  const term = terms.find(({ start, end }) => start === from && end === from + verb.length)
  if (term === undefined) return undefined
  return (id): Fit => {
    const passage = index.passages[id] as Passage
    if (hasTerm(index, passage, term)) return 2
    const others = terms.filter((other) => other !== term && !other.isFocus)
    const held = others.filter((other) => hasTerm(index, passage, other))
    const plain = held.filter(({ isName, actorKey }) => !isName && actorKey === undefined)
    // Two things of the question that are no names: the line may say the same in its own way. One alone ("the toy shop"), or names, may stand in
    // any line.
    if (plain.filter((one, i) => plain[i - 1] === undefined || question.text.slice(plain[i - 1]?.end, one.start) !== ' ').length > 1)
      return 2
    const isBeside = [-1, 1].some((step) => {
      const other = beside(index, id, step)
      return other !== undefined && other.paragraph === passage.paragraph && hasTerm(index, other, term)
    })
    return isBeside ? 1 : 0
  }
}
