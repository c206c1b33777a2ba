import { FEMALE_NAMES, MALE_NAMES } from '../words/first-names.js'
import { FEMALE_ADDRESS, MALE_ADDRESS, PARTICLES, SUFFIXES } from '../words/titles.js'
import { plain } from './passage.js'

/** Evidence of how a text speaks of a person: above 0 "he", below 0 "she", 0 none. From -1 to 1. */
export type Gender = number

/** Short forms of first names, by the long form. Lower-case. Ours. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  alexander: ['alex', 'sasha'],
  andrew: ['andy', 'drew'],
  anthony: ['tony'],
  barbara: ['barb'],
  benjamin: ['ben', 'benny'],
  bernard: ['bernie'],
  catherine: ['cathy', 'kate'],
  charles: ['chuck', 'charlie'],
  christopher: ['chris'],
  daniel: ['dan', 'danny'],
  david: ['dave'],
  deborah: ['debbie'],
  donald: ['don', 'donnie'],
  edward: ['ed', 'ted', 'eddie'],
  elizabeth: ['liz', 'beth', 'betsy', 'lizzie'],
  eugene: ['gene'],
  frederick: ['fred'],
  gerald: ['jerry', 'gerry'],
  gregory: ['greg'],
  henry: ['hank', 'harry'],
  jacob: ['jake'],
  james: ['jim', 'jimmy', 'jamie'],
  jeffrey: ['jeff'],
  jennifer: ['jen', 'jenny'],
  john: ['jack', 'johnny', 'jon'],
  jonathan: ['jon'],
  joseph: ['joe', 'joey'],
  joshua: ['josh'],
  judith: ['judy'],
  katherine: ['kate', 'kathy', 'katie'],
  kathleen: ['kathy'],
  kenneth: ['ken'],
  lawrence: ['larry'],
  leonard: ['len', 'leo'],
  margaret: ['maggie', 'peggy', 'meg'],
  matthew: ['matt'],
  michael: ['mike', 'mick'],
  nathaniel: ['nate', 'nathan'],
  nicholas: ['nick'],
  pamela: ['pam'],
  patricia: ['pat', 'patty'],
  patrick: ['pat'],
  peter: ['pete'],
  philip: ['phil'],
  phillip: ['phil'],
  rebecca: ['becky'],
  reginald: ['reggie'],
  richard: ['rick', 'dick', 'rich'],
  robert: ['bob', 'rob', 'bobby'],
  ronald: ['ron', 'ronnie'],
  samuel: ['sam'],
  samantha: ['sam'],
  stephen: ['steve'],
  steven: ['steve'],
  stanley: ['stan'],
  susan: ['sue'],
  terrence: ['terry'],
  theodore: ['ted', 'theo'],
  thomas: ['tom', 'tommy'],
  timothy: ['tim'],
  valerie: ['val'],
  vincent: ['vince'],
  walter: ['walt'],
  william: ['bill', 'will', 'billy'],
  zachary: ['zach', 'zack'],
} // prettier-ignore

const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[.’']/gu, '')

/** A person's name taken apart, folded for comparing: words without suffix, in order. */
export interface PersonName {
  readonly words: readonly string[]
  readonly suffix: string | undefined
}

/** Takes a name apart; `parts` are its words as printed. */
export function personName(parts: readonly string[]): PersonName {
  const words = parts.map(fold).filter((word) => word !== '')
  const last = words.at(-1) ?? ''
  const suffix = words.length > 1 && SUFFIXES.has(last) ? last : undefined
  return { words: suffix === undefined ? words : words.slice(0, -1), suffix }
}

/** The word by which a person is called again: the family name. */
export const familyName = (name: PersonName): string => name.words.at(-1) ?? ''

const isInitial = (word: string): boolean => word.length === 1 || (word.length === 2 && !/[aeiouy]/u.test(word))

function sameGiven(a: string, b: string): boolean {
  if (a === b) return true
  if (isInitial(a) || isInitial(b)) return a[0] === b[0]
  // "Hilary" and "Hillary": a letter more or less.
  if (Math.abs(a.length - b.length) === 1 && isMisspelt(a, b)) return true
  return (
    (SHORT[a]?.includes(b) ?? false) ||
    (SHORT[b]?.includes(a) ?? false) ||
    (a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a)))
  )
}

/**
 * Whether two names can be one person's, both of two words or more: the same family name, and first names that agree (equal, initial, short
 * form); or all words of one among the other's, in order ("Suu Kyi" and "Aung San Suu Kyi"). Different suffixes part father and son.
 */
export function samePerson(a: PersonName, b: PersonName): boolean {
  if (a.suffix !== undefined && b.suffix !== undefined && a.suffix !== b.suffix) return false
  const [long, short] = a.words.length >= b.words.length ? [a.words, b.words] : [b.words, a.words]
  // "Donald Jr." is not the father of that first name.
  if (short.length === 1 && a.suffix !== b.suffix) return false
  if (isWithin(short, long)) return true
  if (long[0] === short[0] && isMisspelt(familyName(a), familyName(b))) return true
  return familyName(a) === familyName(b) && sameGiven(long[0] as string, short[0] as string) && long.length <= 6
}

/** Whether one word is the other with one letter more, less or different, or two exchanged; only for words of six letters or more. */
export function isMisspelt(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return left.length + right.length <= 2 || (left.length === 2 && left[0] === right[1] && left[1] === right[0])
}

function isWithin(short: readonly string[], long: readonly string[]): boolean {
  let at = 0
  for (const word of long) if (word === short[at]) at++
  return at === short.length
}

/** How well a short form fits a fuller name: 3 its family name, 2 its first word (family name where it comes first, or first name), 1 another word, 0 not at all. */
export function shortFit(short: PersonName, full: PersonName): number {
  if (short.words.length === 0 || short.words.length >= full.words.length) return 0
  if (short.words.length > 1) return endsWith(full.words, short.words) ? 3 : isWithin(short.words, full.words) ? 2 : 0
  const word = short.words[0] as string
  if (familyName(full) === word) return 3
  // A family name that comes first ("Zhang Jun") is as good as one that comes last; a known first name is not.
  if (full.words[0] === word) return MALE_NAMES.has(word) || FEMALE_NAMES.has(word) ? 2 : 3
  if (full.words.includes(word) && !PARTICLES.has(word)) return 1
  return (SHORT[full.words[0] as string]?.includes(word) ?? false) ? 1 : 0
}

const endsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((word, i) => long[long.length - short.length + i] === word)

/** What a first name says of its bearer; an unlisted or shared name says nothing. */
export function genderOfGiven(name: PersonName): Gender {
  const given = name.words[0] as string
  if (name.words.length < 2) return 0
  return (MALE_NAMES.has(given) ? 0.8 : 0) - (FEMALE_NAMES.has(given) ? 0.8 : 0)
}

/** What a form of address says ("Mr.", "Ms."). */
export function genderOfAddress(word: string): Gender {
  const address = plain(word)
  return MALE_ADDRESS.has(address) ? 1 : FEMALE_ADDRESS.has(address) ? -1 : 0
}
