import type { Token } from '../../text/document.js'
import type { Passage } from '../names/passage.js'
import { isRoleNoun, type Range } from '../names/roles.js'
import { DOCUMENT_NOUNS } from '../words/bodies.js'
import type { Nominal } from './source-form.js'
import { MANY, PRONOUNS, singular } from './source-words.js'

// "the group": one body spoken of before; "the group of friends" is several people.
const isTheGroup = (p: Passage, { first, last: end }: Range, last: number): boolean =>
  p.lower[first] === 'the' && /^(?:group|coalition)$/u.test(p.lower[end - 1] as string) && (end === last || p.words[end] === ',')

// "the Vestby senator and presidential candidate": one person who is both.
function isDoubleRole(p: Passage, and: number, last: number, head: number): boolean {
  if (!isRoleNoun(p, head) || p.tokens[head]?.tag !== 'NN') return false
  for (let t = and + 1; t < last; t++) if (!/^(?:NN|NNP|JJ)$/u.test(p.tokens[t]?.tag ?? '')) return false
  return isRoleNoun(p, last - 1)
}

/** The mention of a noun phrase that is no name: whether it means several, and somebody told before. `inside`: the names in the source, whose tokens go from `start` to `last`. */
export function nominalOf(p: Passage, core: Range, head: number, inside: readonly number[], start: number, last: number): Nominal {
  const first = p.lower[start] as string
  const tag = (p.tokens[head] as Token).tag
  const noun = p.lower[head] as string
  const joined = p.lower[core.last] === 'and' && core.last < last && !isDoubleRole(p, core.last, last, head)
  const plural =
    (tag === 'NNS' && !/^(?:news|police|headquarters|series|times|press)$/u.test(noun)) ||
    tag === 'NNPS' ||
    (MANY.test(noun) && !isTheGroup(p, core, last)) ||
    MANY.test(first) ||
    (/^(?:CD|JJS|DT)$/u.test(tag) && !/-year-old$/u.test(noun)) ||
    joined
  const capital = /^\p{Lu}/u.test(p.words[start] as string)
  const definite =
    first === 'the' ||
    first === 'this' ||
    first === 'that' ||
    PRONOUNS.test(first) ||
    (p.tokens[start] as Token).tag === 'PRP$' ||
    (inside.length > 0 && !/^(?:an?|one|another|some)$/u.test(first)) ||
    (capital && !/^(?:an?|one|another|some)$/u.test(first) && start === head)
  return {
    form: 'nominal',
    head,
    range: core,
    plural: plural && !DOCUMENT_NOUNS.has(singular(noun)),
    definite,
    pieces: inside,
    owner: (p.tokens[start] as Token).tag === 'PRP$' ? start : -1,
  }
}
