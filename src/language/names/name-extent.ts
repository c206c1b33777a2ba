import type { EntityKind, Token } from '../../text/document.js'
import { BODY_NOUNS } from '../words/bodies.js'
import { FEMALE_NAMES, MALE_NAMES } from '../words/first-names.js'
import { NO_NAMES } from '../words/no-names.js'
import { PARTICLES, SUFFIXES, TITLES } from '../words/titles.js'
import { actorSense } from './actors.js'
import { isCapital, type Passage, plain } from './passage.js'

/** What the tagger of names calls a token; undefined where it is in no name. */
export const labelOf = (p: Passage, t: number): EntityKind | undefined => p.names[p.nameOf[t] as number]?.kind

/** Whether the word is a title ("Sen.", "Minister"). */
export const isTitleWord = (word: string): boolean => TITLES.has(plain(word))

/** Whether the word is a known first name, with its marks or without ("Joaquín"). */
export function isFirstName(word: string): boolean {
  const small = word.toLowerCase()
  return isListed(small) || (MARKED.test(small) && isListed(small.normalize('NFD').replace(/\p{M}+/gu, '')))
}

const MARKED = /[^\x20-\x7e]/u
const isListed = (small: string): boolean => MALE_NAMES.has(small) || FEMALE_NAMES.has(small)

/** Whether the tag is that of a name. */
export const isNameTag = (tag: string): boolean => tag === 'NNP' || tag === 'NNPS'

/** Whether the word is a family name that begins small: "d'Aubigny", "al-Tamimi". */
export const isLinkedFamily = (word: string): boolean => /^(?:d[’']|(?:al|el|ad|an|ar|as|ash|at|az)-)\p{Lu}/u.test(word)

/** Whether the word ends the name of what is called after somebody: "the Karl Egge Center". */
export const isCalledAfter = (word: string): boolean => CALLED_AFTER.test(word)

const CALLED_AFTER =
  /^(?:cent(?:er|re)|foundation|school|street|avenue|road|bridge|park|library|show|awards?|prize|trophy|cup|stadium|airport|memorial|museum|fields?|arena|building|house|tower|hospital|institute|fund|project|campaign|administration|act|jr|sr|ii|iii)\.?$/iu

const isLetter = (word: string): boolean => /^\p{L}\.?$/u.test(word)
const isShouted = (word: string): boolean => /^\p{Lu}{3,}$/u.test(word)
const isPossessive = (word: string): boolean => word === "'s" || word === '’s' || word === "'" || word === '’'
const isNameToken = (p: Passage, t: number): boolean =>
  t < p.words.length && isCapital(p.words[t] as string) && (p.nameOf[t] !== -1 || isNameTag((p.tokens[t] as Token).tag))

/**
 * Where the name that begins at token `t` ends (exclusive): the tagger's span, and past it initials, particles, nicknames, suffixes, family
 * names and the rest of a body's name that the tagger cut off. Bounded by the sentence.
 */
export function nameEnd(p: Passage, t: number): number {
  const sentence = p.sentenceOf[t] as number
  let last = t + 1
  while (last < p.tokens.length && p.sentenceOf[last] === sentence && last - t < 16) {
    const word = p.words[last] as string
    if (isDateline(p, last) || isHeadingEnd(p, t, last)) break
    const goesOn = p.nameOf[last] !== -1 && p.nameOf[last] === p.nameOf[last - 1] && !isPossessive(word) && word !== ','
    const reach = goesOn ? last + 1 : bridge(p, t, last)
    if (reach === last) break
    last = reach
  }
  return Math.min(last, p.sentences[sentence]?.last ?? last)
}

// "Karl Egge | VESTBY, Jan. 9": a line that begins in capitals behind a headline is no more of the name that this ends with.
const isDateline = (p: Passage, t: number): boolean =>
  isShouted(p.words[t] as string) && !isShouted(p.words[t - 1] as string) && isNewLine(p, t)

// "About Novatel | Novatel is a telecoms group": a short line is no line of prose that goes on.
const isHeadingEnd = (p: Passage, first: number, t: number): boolean => {
  if (!isNewLine(p, t)) return false
  const end = p.tokens[t - 1]?.end ?? 0
  const start = p.text.lastIndexOf('\n', end - 1) + 1
  return end - start < SHORT_LINE || p.words[t] === p.words[first]
}

const SHORT_LINE = 32
const isNewLine = (p: Passage, t: number): boolean => p.text.slice(p.tokens[t - 1]?.end, p.tokens[t]?.start).includes('\n')

/**
 * Whether a token goes on with the word before it that a text read in the wrong character set tore apart ("MuÃ±oz" for "Muñoz"): no space between, and
 * a sign in or just before it that such texts have for half a letter.
 */
export function isTorn(p: Passage, t: number): boolean {
  const before = p.tokens[t - 1]
  if (before === undefined || before.end !== p.tokens[t]?.start || !/[\p{L}\p{M}\u0080-\u00bf]$/u.test(p.words[t - 1] as string))
    return false
  if (/^\p{Lu}\p{M}$/u.test(p.words[t] as string)) return true
  return TORN.test(p.words[t] as string) || (TORN.test(p.words[t - 1] as string) && /^\p{L}/u.test(p.words[t] as string))
}

const TORN = /[\u0080-\u00a0\u00a2-\u00aa\u00ac-\u00ba\u00bc-\u00bf]/u

// How far the name that began at `first` goes on past `last`, where the tagger ends it; `last` itself where it ends there.
function bridge(p: Passage, first: number, last: number): number {
  const word = p.words[last] as string
  if (isTorn(p, last)) return last + 1
  if (isSlashed(p, last) || isDemonymName(p, first, last)) return last + 1
  if (isSlashed(p, last - 1) && isNameToken(p, last)) return last + 1
  if (p.isHeadline[p.sentenceOf[last] as number])
    return last === first + 1 && isFirstName(p.words[first] as string) && isCapital(word) ? last + 1 : last
  const label = labelOf(p, first)
  const personal = label === 'person' || label === undefined || isFirstName(p.words[first] as string)
  const end = (personal ? personBridge(p, first, last) : last) || last
  if (end > last) return end
  if (isOwnersBody(p, last - 1)) return last + 2
  if (isInitial(p, last) || (isShouted(word) && isShouted(p.words[last - 1] as string) && (word.length > 3 || label !== 'person')))
    return last + 1
  if (p.nameOf[last] !== -1) return joinsNext(p, first, last, label) ? last + 1 : linked(p, first, last, label)
  if (!isNameTag((p.tokens[last] as Token).tag) || !isCapital(word) || NO_NAMES.has(plain(word))) return linked(p, first, last, label)
  if (label === 'place') return last
  if (label === 'person') return isSecondName(p, first, last) ? last + 1 : last
  return last + 1
}

// "Western Post/FNT", "FNT TODAY/Vestby University": what is joined by a stroke goes on with the name before it.
const isSlashed = (p: Passage, t: number): boolean =>
  /^\p{Lu}[\p{L}.]+\/\p{Lu}[\p{L}.]+$/u.test(p.words[t] as string) &&
  isCapital(p.words[t - 1] as string) &&
  p.tokens[t - 1]?.end === (p.tokens[t]?.start ?? 0) - 1

// "Bryan English, the director": a family name that is a people's as well.
const isDemonymName = (p: Passage, first: number, last: number): boolean =>
  last === first + 1 &&
  isFirstName(p.words[first] as string) &&
  actorSense(p.words[last] as string)?.link === 'demonym' &&
  actorSense(p.words[first] as string) === undefined &&
  !/^(?:NN|JJ)/u.test(p.tokens[last + 1]?.tag ?? '') &&
  p.tokens[last]?.tag !== 'NNPS'

// Mary J. Blige
const isInitial = (p: Passage, t: number): boolean =>
  isLetter(p.words[t] as string) &&
  isCapital(p.words[t] as string) &&
  p.words[t] !== 'I' &&
  (isCapital(p.words[t + 1] ?? '') || isNickname(p, t + 1)) &&
  p.tokens[t + 1]?.tag !== 'PRP'

const isPersonOrUnmarked = (label: EntityKind | undefined): boolean => label === undefined || label === 'person'

function personBridge(p: Passage, first: number, last: number): number {
  const word = p.words[last] as string
  const small = plain(word)
  if (SUFFIXES.has(small) && (isCapital(word) || small === 'jr')) return last + 1
  if (word === ',' && /^(?:jr|sr)$/u.test(plain(p.words[last + 1] ?? ''))) return last + 2
  if (PARTICLES.has(word) && word !== 'y' && isNameToken(p, last + 1)) return last + 1
  if (last === first + 1 && isLinkedFamily(word) && (labelOf(p, first) === 'person' || isFirstName(p.words[first] as string)))
    return last + 1
  if (last === first + 1 && /^\p{Lu}\p{L}+-\p{Ll}+$/u.test(word) && isPersonOrUnmarked(labelOf(p, first))) return last + 1
  return isNickname(p, last) && last - first <= 3 ? last + 4 : last
}

// Robert C. "Bobby" Scott
const isNickname = (p: Passage, t: number): boolean =>
  /^(?:["“”'‘]|``|\()$/u.test(p.words[t] ?? '') &&
  isCapital(p.words[t + 1] ?? '') &&
  !/^[RDI]-\p{Lu}/u.test(p.words[t + 1] ?? '') &&
  /^(?:["“”'’]|''|\))$/u.test(p.words[t + 2] ?? '') &&
  isNameToken(p, t + 3) &&
  !NO_NAMES.has(plain(p.words[t + 3] as string))

// An unmarked word behind a marked first name, or one with a hyphen behind a marked word ("Ban Ki-moon").
const isSecondName = (p: Passage, first: number, last: number): boolean => {
  const word = p.words[last] as string
  return last - first === 1 && !isTitleWord(word) && (isFirstName(p.words[first] as string) || /^\p{Lu}\p{L}+-\p{L}+$/u.test(word))
}

// A name that the tagger cut in two: two people side by side, a first name and another kind, a country's adjective and its body.
function joinsNext(p: Passage, first: number, last: number, label: EntityKind | undefined): boolean {
  const word = p.words[last] as string
  const next = labelOf(p, last)
  if (!isCapital(word) || isTitleWord(word) || NO_NAMES.has(plain(word))) return false
  if (label === 'body') return isCutBody(p, first, last) || (next === 'person' && isUnmarkedGiven(p, first, last, label))
  if (label === 'person' && next === 'person') return wordsIn(p, first, last) <= 2
  if (last === first + 2 && isTitleWord(p.words[first] as string)) return isUnmarkedGiven(p, first, last, label)
  if (wordsIn(p, first, last) !== 1) return false
  if (isAdjectiveOfBody(p, first, last) || isUnmarkedBody(p, first, last, label)) return true
  if (isFirstName(p.words[first] as string)) return next === 'person' || (next !== 'place' && !BODY_NOUNS.has(p.lower[last] as string))
  return isUnmarkedGiven(p, first, last, label)
}

// How many words the tokens are, torn ones counted once.
function wordsIn(p: Passage, first: number, last: number): number {
  let words = 0
  for (let t = first; t < last; t++) if (t === first || !isTorn(p, t)) words++
  return words
}

// "Seafarers' Federation", "Teachers’ Union": a body's name that begins with those it belongs to.
export const isOwnersBody = (p: Passage, t: number): boolean =>
  /s$/u.test(p.words[t] as string) &&
  /^['’]$/u.test(p.words[t + 1] ?? '') &&
  isCapital(p.words[t + 2] ?? '') &&
  (BODY_NOUNS.has(p.lower[t + 2] as string) || (isCapital(p.words[t + 3] ?? '') && BODY_NOUNS.has(p.lower[t + 3] as string)))

// "Norwegian" + "Maritime Authority": the country's adjective is part of the body's name.
function isAdjectiveOfBody(p: Passage, first: number, last: number): boolean {
  if (labelOf(p, last) !== 'body' || (labelOf(p, first) !== 'other' && actorSense(p.words[first] as string)?.link !== 'demonym'))
    return false
  let end = last
  while (end < p.tokens.length && p.nameOf[end] === p.nameOf[last]) end++
  return BODY_NOUNS.has(p.lower[end - 1] as string)
}

// "Government" unmarked + "Accountability Office": the parser joins them, and the end is a body's.
function isUnmarkedBody(p: Passage, first: number, last: number, label: EntityKind | undefined): boolean {
  if (label !== undefined || labelOf(p, last) !== 'body' || isTitleWord(p.words[first] as string)) return false
  let end = last
  while (end < p.tokens.length && p.nameOf[end] === p.nameOf[last]) end++
  return BODY_NOUNS.has(p.lower[end - 1] as string) && isNameTag((p.tokens[first] as Token).tag)
}

// "Real" body + "Clear" other + "Politics" body: pieces of one body side by side.
const isCutBody = (p: Passage, first: number, last: number): boolean =>
  last - first <= 3 &&
  (labelOf(p, last) === 'body' || labelOf(p, last) === 'other') &&
  !BODY_NOUNS.has(p.lower[last - 1] as string) &&
  !isShouted(p.words[first] as string)

// "Rand" unmarked, "Paul" person: one name, where the parser joins them and the first word is nothing else that is known.
function isUnmarkedGiven(p: Passage, first: number, last: number, label: EntityKind | undefined): boolean {
  let given = first
  while (given < last - 1 && isTitleWord(p.words[given] as string)) given++
  const word = p.words[given] as string
  if (label === 'person' || label === 'place' || isShouted(word)) return false
  if (labelOf(p, last) !== 'person' || isTitleWord(word) || actorSense(word) !== undefined || BODY_NOUNS.has(p.lower[given] as string))
    return false
  const { relation, head } = p.tokens[given] as Token
  if (relation !== 'compound' || p.nameOf[head] !== p.nameOf[last]) return false
  return p.nameOf[last + 1] !== p.nameOf[last] || isOpeningGiven(p, given, last)
}

// "Ramesh | Kumar Jha was": the tagger is unsure of what opens a sentence. Not "Filmmaker Jon Egge", "Said Isa Holm", "Moderator Bret Egge".
function isOpeningGiven(p: Passage, t: number, last: number): boolean {
  const word = p.words[t] as string
  const opens = p.sentences[p.sentenceOf[t] as number]?.first === t
  if (!opens || p.tokens[t]?.tag !== 'NNP' || isFirstName(p.words[last] as string)) return false
  return /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?$/u.test(word) && !/^.{3,}(?:[bcdgklmnpst]er|[ts]or|ist|ician|man|eer)$/u.test(word)
}

const OF_PLACE =
  /^(?:university|bank|department|ministry|government|board|city|state|republic|parliament|commonwealth|house|diocese|college)$/u

// Past the small words of a body's name: "Department of Labor", "Committee for a Better Harbour", "Securities and Exchange Commission".
function linked(p: Passage, first: number, last: number, label: EntityKind | undefined): number {
  const word = p.words[last] as string
  if (label === 'person' || label === 'place' || !/^(?:of|for|and|&|on)$/u.test(word)) return last
  const next = /^(?:the|a|an)$/u.test(p.lower[last + 1] ?? '') ? last + 2 : last + 1
  if (!isNameToken(p, next) || labelOf(p, next) === 'person' || NO_NAMES.has(plain(p.words[next] as string))) return last
  const before = p.lower[last - 1] as string
  if (word === '&') return next + 1
  if (word === 'and') return !BODY_NOUNS.has(before) && endsAsBody(p, next) ? next + 1 : last
  if (label === 'body' && word === 'of' && labelOf(p, next) === 'place' && !OF_PLACE.test(before)) return last
  return BODY_NOUNS.has(before) && last - first <= 4 ? next + 1 : last
}

// At least two more capitalised words, the last of them a body's noun.
function endsAsBody(p: Passage, next: number): boolean {
  let end = next
  while (end < p.words.length && end - next < 6 && isCapital(p.words[end] as string)) end++
  return end - next >= 2 && BODY_NOUNS.has(p.lower[end - 1] as string)
}
