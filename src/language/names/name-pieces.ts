import type { EntityKind, Token } from '../../text/document.js'
import { BODY_NOUNS } from '../words/bodies.js'
import { isKnownBody } from '../words/known-bodies.js'
import { NO_NAMES } from '../words/no-names.js'
import { REPORT_VERBS } from '../words/report-verbs.js'
import { ADDRESS, FEMALE_NOUNS, MALE_NOUNS, OFFICIAL_NOUNS, PARTICLES, PRIVATE_NOUNS, SUFFIXES } from '../words/titles.js'
import { actorNamed, actorSense } from './actors.js'
import { isFirstName, isLinkedFamily, isNameTag, isOwnersBody, isTitleWord, isTorn, labelOf, nameEnd } from './name-extent.js'
import { mendNames } from './name-repairs.js'
import { isCapital, type Passage, plain } from './passage.js'

/** A name as it stands in the text, without title, article or possessive mark: a half-open range of tokens. */
export interface NamePiece {
  readonly first: number
  readonly last: number
  readonly kind: EntityKind
  /** Words of the name, in order, as printed, marks left out. */
  readonly parts: readonly string[]
  /** First token of the title that stands right before it, `first` where there is none. */
  readonly titleFirst: number
  /** Whether it stands in a headline, where capitals say little about where it ends. */
  readonly headline: boolean
}

const CLOSED = /^(?:DT|PDT|PRP\$?|WP\$?|WDT|WRB|IN|TO|CC|MD|EX|UH|VB[DZPGN]?|RB[RS]?)$/u

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
    const last = nameEnd(passage, t)
    const piece = pieceOf(passage, t, last)
    if (piece !== undefined) pieces.push(piece)
    t = Math.max(last, t + 1)
  }
  return cutHeadlines(passage, mendNames(passage, pieces))
}

// In a headline names run into the words around them: what the text names elsewhere is cut out of them, the rest stays only where it is short.
function cutHeadlines(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  if (!pieces.some(({ headline }) => headline)) return [...pieces]
  const known = new Map<string, EntityKind>()
  for (const { kind, parts, headline } of pieces) {
    if (headline) continue
    known.set(parts.join(' ').toLowerCase(), kind)
    if (kind === 'person' && parts.length > 1) known.set((parts.at(-1) as string).toLowerCase(), kind)
  }
  return pieces.flatMap((piece) => {
    if (!piece.headline || piece.parts.length === 1 || known.has(piece.parts.join(' ').toLowerCase())) return [piece]
    const found: NamePiece[] = []
    for (let t = piece.first; t < piece.last; ) {
      let last = Math.min(piece.last, t + 5)
      while (last > t && !known.has(p.lower.slice(t, last).join(' '))) last--
      const kind = known.get(p.lower.slice(t, last).join(' '))
      if (kind !== undefined) found.push({ first: t, last, kind, parts: partsOf(p, t, last), titleFirst: t, headline: true })
      t = Math.max(last, t + 1)
    }
    if (found.length > 0) return found
    return piece.kind === 'person' && piece.parts.length === 2 ? [piece] : []
  })
}

function startsName(p: Passage, t: number): boolean {
  const word = p.words[t] as string
  if (isLinkedFamily(word)) return true
  if (!isCapital(word) || word === 'I') return p.nameOf[t] !== -1 && PARTICLES.has(word) && isCapital(p.words[t + 1] ?? '')
  // "secretary of State Holm"
  if (p.lower[t - 1] === 'of' && isTitleWord(p.words[t - 2] ?? '') && labelOf(p, t) !== 'person' && labelOf(p, t + 1) === 'person')
    return false
  if (p.nameOf[t] !== -1) return true
  if (isOwnersBody(p, t)) return true
  // A transcript's "EGGE: …"
  if (/^\p{Lu}{3,}$/u.test(word) && p.words[t + 1] === ':') return true
  if (p.isHeadline[p.sentenceOf[t] as number]) return isFirstName(word) && isCapital(p.words[t + 1] ?? '')
  const { tag } = p.tokens[t] as Token
  if (NO_NAMES.has(plain(word))) return false
  return isNameTag(tag) || isUntagged(p, t) || (!CLOSED.test(tag) && isFirstName(word) && isCapital(p.words[t + 1] ?? ''))
}

function pieceOf(p: Passage, first: number, last: number): NamePiece | undefined {
  let start = first
  let end = last
  while (
    start < end - 1 &&
    /^(?:the|a|an|said|says|asked|added|told|but|and|as|if|when|while|once|since|although|though|because|so|yet|even|both|after|before|until|like|unlike|maybe|perhaps|meanwhile)$/u.test(
      p.lower[start] as string,
    )
  )
    start++
  while (end > start && /^(?:'s|’s|'|’|,|\.|-|--|\(|\))$/u.test(p.words[end - 1] as string)) end--
  start = titlesFrom(p, start, end)
  if (start >= end) return undefined
  // "Sofia Lacroix | of Aurel Partners": what somebody is of is no part of his name.
  const of = start + p.lower.slice(start, end).indexOf('of')
  if (of >= start + 2 && isFirstName(p.words[start] as string)) end = of
  const parts = partsOf(p, start, end)
  const titleFirst = titleBefore(p, start)
  // "Q: … A: …" in an interview that is printed.
  if (end - start === 1 && /^[AQ]\.?$/u.test(p.words[start] as string) && isLabel(p, start, end)) return undefined
  if (parts.length === 0 || (parts.length === 1 && !standsAlone(p, start, parts[0] as string, titleFirst < start))) return undefined
  const kind = isDatelineTown(p, start, end) ? 'place' : kindOf(p, first, start, end, parts, titleFirst < start)
  return { first: start, last: end, kind, parts, titleFirst, headline: p.isHeadline[p.sentenceOf[start] as number] ?? false }
}

// "JOHANNESBURG -", "PRISTINA/BELGRADE -": in capitals, with a dash behind it.
const isDatelineTown = (p: Passage, start: number, end: number): boolean =>
  /^(?:-|--|–|—)$/u.test(p.words[end] ?? '') &&
  p.sentences[p.sentenceOf[start] as number]?.first === start &&
  p.words.slice(start, end).every((word) => /^\p{Lu}[\p{Lu}/]{3,}$/u.test(word))

const isLabel = (p: Passage, start: number, end: number): boolean =>
  /^[:.]$/u.test(p.words[end] ?? '') || p.sentences[p.sentenceOf[start] as number]?.first === start

// Names that the tagger took for nouns: in capitals within a sentence, or before a word like "Ki-moon" where it begins.
function isUntagged(p: Passage, t: number): boolean {
  const { tag } = p.tokens[t] as Token
  if (tag !== 'NN' || isTitleWord(p.words[t] as string)) return false
  if (/^\p{Lu}{2,}\/\p{Lu}{2,}$/u.test(p.words[t] as string)) return true
  const opens = p.sentences[p.sentenceOf[t] as number]?.first === t || /^["“”'‘:]$/u.test(p.words[t - 1] ?? '')
  if (opens && /^\p{Lu}{3,6}$/u.test(p.words[t] as string)) return true
  if (opens && isApposed(p, t)) return true
  return opens ? /^\p{Lu}\p{L}+-\p{Ll}+$/u.test(p.words[t + 1] ?? '') : /^\p{Lu}\p{Ll}{1,}/u.test(p.words[t] as string)
}

// "Novatel, the telecoms group, said": an opening word that the words behind its comma explain, and that reports.
function isApposed(p: Passage, t: number): boolean {
  const { relation, head } = p.tokens[t] as Token
  if (p.words[t + 1] !== ',' || !/^(?:the|an?)$/u.test(p.lower[t + 2] ?? '') || !relation.startsWith('nsubj')) return false
  return (
    REPORT_VERBS.has(p.lower[head] ?? '') && p.tokens.slice(t + 3, head).some((token) => token.head === t && token.relation === 'appos')
  )
}

// A lone word is a name unless it is known to be none, or is only capitalised because a sentence starts there.
function standsAlone(p: Passage, t: number, word: string, titled: boolean): boolean {
  if (/^\p{Ll}/u.test(word) && !isLinkedFamily(word)) return false
  if (NO_NAMES.has(plain(word))) return titled || labelOf(p, t) === 'person'
  if (titled || p.nameOf[t] !== -1 || p.sentences[p.sentenceOf[t] as number]?.first !== t) return true
  if (isPluralNoun(p, t) || COMMON.has(plain(word))) return false
  return !/^(?:NN|JJ)/u.test(p.tokens[t + 1]?.tag ?? '')
}

// "Prosecutors said": what opens a sentence with a plural's ending and no mark of a name is a noun.
const isPluralNoun = (p: Passage, t: number): boolean => /^NN(?:S|PS)$/u.test(p.tokens[t]?.tag ?? '') && /s$/u.test(p.words[t] as string)

// Nouns for sources that headlines and captions begin with.
const COMMON = new Set('police poll polls report reports authorities study survey sources analysis officials video media'.split(' '))

// Titles inside the run are cut from its front: "Foreign Minister Egge", "Sen. Holm"; not "Pope Francis". Titles alone are no name.
function titlesFrom(p: Passage, start: number, end: number): number {
  if (end - start > 2 && isFirstName(p.words[start + 1] as string) && opensWithOccupation(p, start, OPENERS)) return start + 1
  const employed = staffStart(p, start, end)
  if (employed !== -1) return employed
  const behind = officeEnd(p, start, end)
  if (behind !== -1) return behind
  if (labelOf(p, start) === 'body' && p.nameOf[start] === p.nameOf[end - 1] && rankEnd(p, start, end) === -1) return start
  if (end - start === 2 && SURNAMES.has(p.lower[end - 1] as string) && !isTitleWord(p.words[start] as string)) return start
  let cut = start
  for (let t = start; t < end; t++) {
    if (isTitleWord(p.words[t] as string) || isRank(p, t)) cut = t + 1
    else if (t - cut >= 2 || isFirstName(p.words[t] as string) || BODY_NOUNS.has(p.lower[t] as string)) break
  }
  if (cut === start && end - start > 2 && opensWithOccupation(p, start, NONE)) return start + 1
  if (cut >= end) return isTitleWord(p.words[end - 1] as string) && end - start > 1 ? end : cut === start ? start : cut
  if (cut > start && (end - cut === 1 || SUFFIXES.has(plain(p.words[end - 1] as string))) && REGNAL.has(plain(p.words[cut - 1] as string)))
    return cut - 1
  return cut
}

// "Fisherman | Xoan Lago holds a net", "Conservative | Karl Egge said": what somebody is, with a capital as it opens the sentence.
function opensWithOccupation(p: Passage, t: number, others: ReadonlySet<string>): boolean {
  const word = p.lower[t] as string
  const opens = p.sentences[p.sentenceOf[t] as number]?.first === t
  return (
    opens &&
    (PRIVATE_NOUNS.has(word) || MALE_NOUNS.has(word) || FEMALE_NOUNS.has(word) || others.has(word)) &&
    !isFirstName(p.words[t] as string)
  )
}

const NONE: ReadonlySet<string> = new Set()
const OPENERS = new Set('conservative republican democrat liberal socialist independent guard nurse explorer fisherman'.split(' '))

// "Lance Corporal": a first name that is part of a rank.
const isRank = (p: Passage, t: number): boolean => p.lower[t] === 'lance' && /^(?:corporal|cpl)$/u.test(plain(p.words[t + 1] ?? ''))

// Titles that are family names as well: "Livia Prince".
const SURNAMES = new Set('king prince bishop pope judge marshal major lord duke baron singer justice dean'.split(' '))

// "Fjord News | Isa Holm": a known broadcaster or newspaper, and the person who works for it, with nothing between.
function staffStart(p: Passage, start: number, end: number): number {
  const given = end - 2
  if (given <= start || !isFirstName(p.words[given] as string) || BODY_NOUNS.has(p.lower[end - 1] as string)) return -1
  const before = p.words.slice(start, given).join(' ')
  return isKnownBody(before) && isCapital(p.words[end - 1] as string) ? given : -1
}

// "Manhattan Supreme Court Justice | Karl Egge": a title within the run with a first name, or a person by the tagger, right behind it.
function officeEnd(p: Passage, start: number, end: number): number {
  // "US Undersecretary of State for Political Affairs | Isa Holm", all of it marked a body.
  for (let t = Math.max(start + 1, end - 3); t < end - 1; t++) {
    if (isFirstName(p.words[t] as string) && p.words.slice(start, t).some(isTitleWord)) return t
  }
  for (let t = Math.max(start, end - 5); t < end - 1; t++) {
    if (!isTitleWord(p.words[t] as string) || isTitleWord(p.words[t + 1] as string)) continue
    const given = isFirstName(p.words[t + 1] as string) && end - t >= 3
    if (given || (labelOf(p, t + 1) === 'person' && labelOf(p, t) !== 'person')) return t + 1
  }
  return -1
}

// "Detective Inspector | Gwilym Rees", "Commerce Minister | Sunil Okpara", marked a body as a whole: nothing but titles, or what an office is for
// and its title, then two or three words that name no body.
function rankEnd(p: Passage, start: number, end: number): number {
  const office = p.lower.slice(start, Math.min(start + LONGEST_OFFICE, end)).findIndex((word) => OFFICIAL_NOUNS.has(plain(word)))
  const isOffices = office > 0 && p.words.slice(start, start + office).every((word) => isCapital(word) && !isFirstName(word))
  let t = isOffices ? start + office : start
  while (t < end && isTitleWord(p.words[t] as string)) t++
  const left = end - t
  if (t === start || left < 2 || left > 3) return -1
  for (let k = t; k < end; k++) {
    const word = p.words[k] as string
    if (!/^\p{Lu}[\p{L}.’'-]*$/u.test(word) || isTitleWord(word) || BODY_NOUNS.has(p.lower[k] as string) || actorSense(word) !== undefined)
      return -1
  }
  return t
}

/** Words of an office and its title, at most: "EU Human Rights Commissioner". */
const LONGEST_OFFICE = 4

function partsOf(p: Passage, start: number, end: number): string[] {
  const parts: string[] = []
  for (let t = start; t < end; t++) {
    const word = p.words[t] as string
    if (isTorn(p, t) && parts.length > 0) parts.push((parts.pop() as string) + word)
    else if (/[\p{L}\p{N}]/u.test(word)) parts.push(word)
  }
  return parts
}

function titleBefore(p: Passage, start: number): number {
  let t = start
  while (t > 0 && p.sentenceOf[t - 1] === p.sentenceOf[start] && isTitleWord(p.words[t - 1] as string)) t--
  return t
}

// Titles that only a person's name follows, not party words or "former".
const isOffice = (p: Passage, t: number): boolean => OFFICIAL_NOUNS.has(plain(p.words[t] ?? '')) || ADDRESS.has(plain(p.words[t] ?? ''))

const isInOffice = (p: Passage, from: number, to: number): boolean => p.words.slice(from, to).some(isTitleWord)

function kindOf(p: Passage, runFirst: number, start: number, end: number, parts: readonly string[], titled: boolean): EntityKind {
  const label = labelOf(p, start) ?? labelOf(p, runFirst) ?? (labelOf(p, end - 1) === 'person' ? 'person' : undefined)
  if (start > runFirst && staffStart(p, runFirst, end) === start) return 'person'
  if (label === 'body' && start > runFirst && rankEnd(p, runFirst, end) === start) return 'person'
  const name = parts.join(' ')
  const sense = actorSense(name)
  const tail = plain(parts.at(-1) as string)
  const initial = parts[0] as string
  if (parts.length > 1 && parts.some((part) => /\/\p{Lu}/u.test(part))) return 'body'
  const full = parts.length >= 2 && parts.length <= 4
  if (sense !== undefined && sense.link !== 'demonym' && !(titled && full))
    return sense.link === 'body' || actorNamed(sense.actor)?.kind === 'body' ? 'body' : 'place'
  if (sense?.link === 'demonym') return 'other'
  if (!titled && isKnownBody(name)) return 'body'
  if (titled && ((label !== 'body' && label !== 'place') || (full && isOffice(p, start - 1))) && !BODY_NOUNS.has(tail)) return 'person'
  if (full && start > runFirst + 1 && isFirstName(initial) && !BODY_NOUNS.has(tail) && isInOffice(p, runFirst, start)) return 'person'
  if (label === 'person') return full && BODY_NOUNS.has(tail) && !isFirstName(initial) ? 'body' : 'person'
  if (full && isFirstName(initial) && !BODY_NOUNS.has(tail) && label !== 'body' && !/^(?:and|of|&)$/u.test(parts[1] as string))
    return 'person'
  if (parts.length > 1 && parts.every((part) => /^\p{Lu}{3,}$/u.test(part)) && label !== undefined) return 'body'
  if (label !== undefined && label !== 'other') return label
  if (BODY_NOUNS.has(tail) || BODY_NOUNS.has(plain(initial))) return 'body'
  return label ?? (/^\p{Lu}{2,6}$/u.test(name) && end - start === 1 ? 'body' : 'other')
}

/** Index of the first piece from token `at` on. */
export function firstFrom(pieces: readonly NamePiece[], at: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle] as NamePiece).first < at) low = middle + 1
    else high = middle
  }
  return low
}
