import type { EntityKind, Token } from '../text/document.js'
import { actorNamed, actorSense } from './actors.js'
import { isCapital, type Passage, plain } from './passage.js'
import { BODY_NOUNS } from './words/bodies.js'
import { FEMALE_NAMES, MALE_NAMES } from './words/first-names.js'
import { NO_NAMES } from './words/no-names.js'
import { PARTICLES, SUFFIXES, TITLES } from './words/titles.js'

/** A name as it stands in the text, without title, article or possessive mark: a half-open range of tokens. */
export interface NamePiece {
  readonly first: number
  readonly last: number
  readonly kind: EntityKind
  /** Words of the name, in order, as printed, marks left out. */
  readonly parts: readonly string[]
  /** First token of the title that stands right before it, `first` where there is none. */
  readonly titleFirst: number
}

const CLOSED = /^(?:DT|PDT|PRP\$?|WP\$?|WDT|WRB|IN|TO|CC|MD|EX|UH|VB[DZPGN]?|RB[RS]?)$/u
const isLetter = (word: string): boolean => /^\p{L}\.?$/u.test(word)
const isNameTag = (tag: string): boolean => tag === 'NNP' || tag === 'NNPS'
const isTitleWord = (word: string): boolean => TITLES.has(plain(word))
const isFirstName = (word: string): boolean => MALE_NAMES.has(word.toLowerCase()) || FEMALE_NAMES.has(word.toLowerCase())

/** Titles that are part of the name where only one name follows: "Pope Francis", "King Salman". */
const REGNAL = new Set('pope king queen prince princess emperor sultan saint st lord lady sheikh'.split(' '))

/** Finds the names of a passage, in order, each typed. The tagger's spans are cut and widened by rule; unmarked runs of names are added. */
export function namePieces(passage: Passage): NamePiece[] {
  const pieces: NamePiece[] = []
  const n = passage.tokens.length
  let t = 0
  while (t < n) {
    if (!startsName(passage, t)) {
      t++
      continue
    }
    const last = endOf(passage, t)
    const piece = pieceOf(passage, t, last)
    if (piece !== undefined) pieces.push(piece)
    t = Math.max(last, t + 1)
  }
  return pieces
}

const labelOf = (p: Passage, t: number): EntityKind | undefined => p.names[p.nameOf[t] as number]?.kind

function startsName(p: Passage, t: number): boolean {
  const word = p.words[t] as string
  if (!isCapital(word) || word === 'I') return p.nameOf[t] !== -1 && PARTICLES.has(word) && isCapital(p.words[t + 1] ?? '')
  if (p.nameOf[t] !== -1) return true
  const { tag } = p.tokens[t] as Token
  if (NO_NAMES.has(plain(word))) return false
  return isNameTag(tag) || (!CLOSED.test(tag) && isFirstName(word) && isCapital(p.words[t + 1] ?? ''))
}

// The end of the run that begins at `t`: same label on and on, plus initials, particles, nicknames, suffixes and unmarked family names.
function endOf(p: Passage, t: number): number {
  const label = labelOf(p, t)
  const span = p.nameOf[t] as number
  const sentence = p.sentenceOf[t] as number
  let last = t + 1
  while (last < p.tokens.length && p.sentenceOf[last] === sentence) {
    const word = p.words[last] as string
    const inSame = span !== -1 && p.nameOf[last] === span
    if (inSame && word !== "'s" && word !== '’s' && word !== ',') {
      last++
      continue
    }
    const reach = bridge(p, t, last, label)
    if (reach === last) break
    last = reach
  }
  return last
}

// How far past `last` the name goes on without the tagger's word for it; `last` itself where it ends there.
function bridge(p: Passage, first: number, last: number, label: EntityKind | undefined): number {
  const word = p.words[last] as string
  const next = p.words[last + 1] ?? ''
  const tag = (p.tokens[last] as Token).tag
  const personal = label === 'person' || label === undefined || isFirstName(p.words[first] as string)
  const plainWord = plain(word)
  if (isLetter(word) && isCapital(word) && word !== 'I' && isCapital(next) && p.tokens[last + 1]?.tag !== 'PRP') return last + 1
  if (personal && SUFFIXES.has(plainWord) && (isCapital(word) || plainWord === 'jr')) return last + 1
  if (personal && word === ',' && /^(?:jr|sr)$/u.test(plain(next))) return last + 2
  if (personal && PARTICLES.has(word) && word !== 'y' && isNameToken(p, last + 1)) return last + 1
  if (personal && isNickname(p, last) && last - first <= 3) return last + 3
  if (p.nameOf[last] !== -1) {
    // A differently labelled word right behind a lone first name is its family name ("Hillary" person, "Clinton" body).
    const lone = last === first + 1 && isFirstName(p.words[first] as string) && isCapital(word) && !isTitleWord(word) && label !== 'body'
    return lone && isFamilyName(p, last) ? last + 1 : last
  }
  if (!isNameTag(tag) || !isCapital(word) || NO_NAMES.has(plainWord)) return linksBody(p, first, last, label) ? last + 1 : last
  if (label === 'place') return last
  if (label === 'person') return last - first === 1 && isFirstName(p.words[first] as string) && !isTitleWord(word) ? last + 1 : last
  return last + 1
}

// Robert C. "Bobby" Scott
const isNickname = (p: Passage, t: number): boolean =>
  /^(?:["“”'‘]|``|\()$/u.test(p.words[t] as string) &&
  isCapital(p.words[t + 1] ?? '') &&
  /^(?:["“”'’]|''|\))$/u.test(p.words[t + 2] ?? '') &&
  isNameToken(p, t + 3)

const isFamilyName = (p: Passage, t: number): boolean =>
  labelOf(p, t) === 'person' || (labelOf(p, t) !== 'place' && !BODY_NOUNS.has(p.lower[t] as string))

const isNameToken = (p: Passage, t: number): boolean =>
  t < p.words.length && isCapital(p.words[t] as string) && (p.nameOf[t] !== -1 || isNameTag((p.tokens[t] as Token).tag))

const OF_PLACE =
  /^(?:university|bank|department|ministry|government|board|city|state|republic|parliament|commonwealth|house|diocese|college)$/u

// "Department of Labor", "Center for Public Integrity": the small word of a body's name, where a capitalised body noun stands before it.
function linksBody(p: Passage, first: number, last: number, label: EntityKind | undefined): boolean {
  if (label === 'person' || label === 'place') return false
  const word = p.words[last] as string
  if (word !== 'of' && word !== 'for' && word !== '&') return false
  const next = p.lower[last + 1] === 'the' ? last + 2 : last + 1
  if (!isNameToken(p, next) || labelOf(p, next) === 'person') return false
  const before = p.lower[last - 1] as string
  if (word === '&') return true
  if (label === 'body' && word === 'of' && labelOf(p, next) === 'place' && !OF_PLACE.test(before)) return false
  return BODY_NOUNS.has(before) && last - first <= 4
}

function pieceOf(p: Passage, first: number, last: number): NamePiece | undefined {
  let start = first
  let end = last
  while (start < end && /^(?:the|a|an)$/u.test(p.lower[start] as string)) start++
  while (end > start && /^(?:'s|’s|'|’|,|\.|-|--|\(|\))$/u.test(p.words[end - 1] as string)) end--
  start = titlesFrom(p, start, end)
  if (start >= end) return undefined
  const parts = partsOf(p, start, end)
  if (parts.length === 0 || (parts.length === 1 && (NO_NAMES.has(plain(parts[0] as string)) || /^\p{Ll}/u.test(parts[0] as string))))
    return undefined
  const titleFirst = titleBefore(p, start)
  return { first: start, last: end, kind: kindOf(p, first, start, end, parts, titleFirst < start), parts, titleFirst }
}

// Titles inside the run are cut from its front: "Foreign Minister Blinken", "Sen. Warren"; not "Pope Francis". Titles alone are no name.
function titlesFrom(p: Passage, start: number, end: number): number {
  if (labelOf(p, start) === 'body' && p.nameOf[start] === p.nameOf[end - 1]) return start
  let cut = start
  for (let t = start; t < end; t++) {
    if (isTitleWord(p.words[t] as string)) cut = t + 1
    else if (t - cut >= 2 || isFirstName(p.words[t] as string) || BODY_NOUNS.has(p.lower[t] as string)) break
  }
  if (cut >= end) return isTitleWord(p.words[end - 1] as string) && end - start > 1 ? end : cut === start ? start : cut
  if (cut > start && end - cut === 1 && REGNAL.has(plain(p.words[cut - 1] as string))) return cut - 1
  return cut
}

function partsOf(p: Passage, start: number, end: number): string[] {
  const parts: string[] = []
  for (let t = start; t < end; t++) {
    const word = p.words[t] as string
    if (/[\p{L}\p{N}]/u.test(word)) parts.push(word)
  }
  return parts
}

function titleBefore(p: Passage, start: number): number {
  let t = start
  while (t > 0 && p.sentenceOf[t - 1] === p.sentenceOf[start] && isTitleWord(p.words[t - 1] as string)) t--
  return t
}

function kindOf(p: Passage, runFirst: number, start: number, end: number, parts: readonly string[], titled: boolean): EntityKind {
  const label = labelOf(p, start) ?? labelOf(p, runFirst)
  const name = parts.join(' ')
  const sense = actorSense(name)
  const tail = plain(parts.at(-1) as string)
  const initial = parts[0] as string
  const full = parts.length >= 2 && parts.length <= 4
  if (sense !== undefined && sense.link !== 'demonym' && !(titled && full))
    return sense.link === 'body' || actorNamed(sense.actor)?.kind === 'body' ? 'body' : 'place'
  if (sense?.link === 'demonym') return 'other'
  if (titled && label !== 'body' && label !== 'place' && !BODY_NOUNS.has(tail)) return 'person'
  if (label === 'person') return full && BODY_NOUNS.has(tail) && !isFirstName(initial) ? 'body' : 'person'
  if (full && isFirstName(initial) && !BODY_NOUNS.has(tail) && label !== 'body' && !/^(?:and|of|&)$/u.test(parts[1] as string))
    return 'person'
  if (label !== undefined && label !== 'other') return label
  if (BODY_NOUNS.has(tail) || BODY_NOUNS.has(plain(initial))) return 'body'
  return label ?? (/^\p{Lu}{2,6}$/u.test(name) && end - start === 1 ? 'body' : 'other')
}
