import { actorSense } from '../names/actors.js'
import { type Passage, plain } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'
import { NO_LONGER, OFFICIAL_NOUNS, SAME_OFFICE, TITLES } from '../words/titles.js'
import { US_STATES } from '../words/us-states.js'

/** Words for a party. Lower-case. */
export const PARTIES = /^(?:republican|democratic|gop)$/u

/** Whether two words are for one party. */
export const sameParty = (a: string, b: string): boolean => a === b || (a !== 'democratic' && b !== 'democratic')

// A vice president is not the president.
const UNDER = /^(?:vice|deputy|assistant|associate)$/iu

const PARTY =
  /^(?:republican|republicans|democrat|democratic|gop|presidential|senior|junior|embattled|new|young|veteran|top|long-time|longtime|first-term)$/iu

/**
 * How well a role fits a noun and the words before it: 2 for the same noun, 1.3 for another word for the office; more where the words before it
 * agree. 0 where a place differs, or where one of them is a former holder and the other is not. `around`: see `placesAround`.
 */
export function roleFit(p: Passage, role: RoleMention, noun: string, modifiers: readonly string[], around: string): number {
  let fit = 0
  const words = role.ranges.flatMap(({ first, last }) => p.lower.slice(first, last))
  for (const word of words) {
    const title = plain(word)
    if (title === noun) fit = Math.max(fit, 2)
    else if (SAME_OFFICE[title]?.includes(noun)) fit = Math.max(fit, 1.3)
  }
  if (modifiers.some((m) => UNDER.test(m)) !== words.some((w) => UNDER.test(w))) return 0
  if (fit === 0 || words.some((w) => NO_LONGER.has(w)) !== modifiers.some((m) => NO_LONGER.has(m.toLowerCase()))) return 0
  if (isOfAnother(p, role, modifiers) || isForeign(p, role, modifiers)) return 0
  for (const modifier of modifiers) {
    const word = modifier.toLowerCase()
    if (
      ` ${words.join(' ')} `.includes(` ${word} `) ||
      (PARTIES.test(word) && words.some((w) => PARTIES.test(w) && sameParty(w, word))) ||
      words.some((w) => w.length > 3 && word.length > 3 && w.slice(0, 4) === word.slice(0, 4)) ||
      standsFor(around, modifier)
    )
      fit += 0.8
    else if (/^\p{Lu}/u.test(modifier) && !PARTY.test(word) && !NO_LONGER.has(word)) {
      if (hasOtherPlace(words, around) || PARTY.test(noun)) return 0
      fit -= 1.2
    } else if (PARTIES.test(word) && words.some((w) => PARTIES.test(w) && !sameParty(w, word))) return 0
  }
  return fit
}

// "The Saudi minister" is not the "Iranian Foreign Minister".
function isForeign(p: Passage, { ranges }: RoleMention, modifiers: readonly string[]): boolean {
  const wanted = modifiers.flatMap((word) => (/^\p{Lu}/u.test(word) ? (actorSense(word)?.actor ?? []) : []))
  if (wanted.length === 0) return false
  const own = ranges.flatMap(({ first, last }) =>
    p.words.slice(first, last).flatMap((word) => (/^\p{Lu}/u.test(word) ? (actorSense(word)?.actor ?? []) : [])),
  )
  return own.length > 0 && !own.some((actor) => wanted.includes(actor))
}

// "The Rovers boss" is not the "United manager": both say by name whose, and the names have nothing in common. Places are left out, as a
// country's minister may be called by its capital.
function isOfAnother(p: Passage, { ranges, noun }: RoleMention, modifiers: readonly string[]): boolean {
  const whose = modifiers.filter((word) => isOwnersName(word))
  if (whose.length !== 1 || noun === -1) return false
  const named: string[] = []
  for (const { first, last } of ranges)
    for (let t = first; t < Math.min(last, noun); t++)
      if (p.tokens[t]?.tag.startsWith('NNP') && isOwnersName(p.words[t] as string)) named.push(p.lower[t] as string)
  const parts = (whose[0] as string).toLowerCase().split(' ')
  return named.length > 0 && !named.some((word) => parts.some((part) => part.slice(0, 4) === word.slice(0, 4)))
}

const isOwnersName = (word: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(word) &&
  !PARTY.test(word) &&
  !TITLES.has(word.toLowerCase()) &&
  !OFFICIAL_NOUNS.has(word.toLowerCase()) &&
  actorSense(word) === undefined &&
  US_STATES[word.toLowerCase()] === undefined

// A state or country stands with the name, so that another one means somebody else.
const hasOtherPlace = (words: readonly string[], around: string): boolean =>
  /\b[RDI]-\p{Lu}/u.test(around) ||
  words.some((word, i) => US_STATES[word] !== undefined || US_STATES[`${word} ${words[i + 1] ?? ''}`] !== undefined)

const standsFor = (around: string, place: string): boolean => {
  const short = US_STATES[place.toLowerCase()]
  return (
    around.includes(place) ||
    (short?.some((form) => around.includes(`-${form}`) || around.includes(`(${form}`) || around.includes(` ${form}`)) ?? false)
  )
}
