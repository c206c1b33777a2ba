import type { Token } from '../../text/document.js'
import { ADDRESS, NO_LONGER, OFFICIAL_NOUNS, PRIVATE_NOUNS, TITLES } from '../words/titles.js'
import type { NamePiece } from './name-pieces.js'
import { isCapital, type Passage, plain } from './passage.js'

/** A half-open range of tokens. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** What a text says a person is, at one mention of him: the words, as ranges of tokens in text order of reading, and the noun they turn on. */
export interface RoleMention {
  readonly ranges: readonly Range[]
  /** Token of the noun that says what he is ("Minister" in "Chinese Foreign Minister"); -1 where only a body is given ("of the Fund"). */
  readonly noun: number
  /** Whose he is said to be by a pronoun before it ("Its spokesman"): that token; -1 otherwise. */
  readonly owner: number
}

const LONGEST_ROLE = 22
/** Tokens of brackets behind a name: its age, its party. */
const LONGEST_BRACKET = 9
const isNoun = (tag: string): boolean => tag.startsWith('NN')
const tagAt = (p: Passage, t: number): string => (p.tokens[t] as Token | undefined)?.tag ?? ''

/** Whether a word says what somebody is: a title, an office, a trade. */
export function isRoleNoun(p: Passage, t: number): boolean {
  const word = plain(p.words[t] ?? '')
  if (ADDRESS.has(word) || NO_LONGER.has(word) || word === 'career') return false
  if (TITLES.has(word) || OFFICIAL_NOUNS.has(word) || PRIVATE_NOUNS.has(word)) return true
  return (
    tagAt(p, t) === 'NN' &&
    /(?:ist|ian|yer|eer|[^aeiou]or|woman|man|person|ologist|holder|keeper|maker|leader|boss|head|aide|mayor|cop|fellow|member|guard|clerk|survivor|officer|worker|dean|medic|master|caster)$/u.test(
      word,
    )
  )
}

/** What stands around a person's name about what he is; undefined where nothing does. */
export function roleAt(p: Passage, piece: NamePiece, pieces: readonly NamePiece[], pieceAt: Int32Array): RoleMention | undefined {
  const before = roleBefore(p, piece, pieces, pieceAt)
  const after = roleAfter(p, piece, pieces, pieceAt)
  if (before === undefined && after === undefined) return undefined
  const ranges = [...(before?.ranges ?? []), ...(after?.ranges ?? [])]
  return { ranges, noun: before !== undefined && before.noun !== -1 ? before.noun : (after?.noun ?? -1), owner: before?.owner ?? -1 }
}

// "After talks with the king, Isa Holm said": whom the phrase before the subject is about. "An aide to the president, Isa Holm,": whose aide.
function isInPhrase(p: Passage, first: number, behind: number): boolean {
  let t = first
  while (
    t > 0 &&
    /^(?:DT|PRP\$|JJ|POS|NNP?)$/u.test(tagAt(p, t)) &&
    !/^(?:IN|TO|VBG|VBN)$/u.test(tagAt(p, t - 1)) &&
    p.words[t - 1] !== ',' &&
    first - t < 4
  )
    t--
  if (!/^(?:IN|TO|VBG|VBN)$/u.test(tagAt(p, t - 1)) || p.sentenceOf[t - 1] !== p.sentenceOf[first]) return false
  if (/^(?:VB[DZP]|MD)$/u.test(tagAt(p, behind))) return p.lower[t - 2] !== 'according'
  return isRoleNoun(p, t - 2)
}

const isAddress = (word: string): boolean => ADDRESS.has(plain(word)) || /^(?:dr|prof|professor|rev|reverend)$/u.test(plain(word))

// "Chinese Foreign Minister | Isa Holm", "Its spokesman, | Karl Egge".
function roleBefore(p: Passage, piece: NamePiece, pieces: readonly NamePiece[], pieceAt: Int32Array): RoleMention | undefined {
  const sentence = p.sentenceOf[piece.first] as number
  const start = p.sentences[sentence]?.first ?? 0
  let last = piece.first
  // "The judge, Dame | Ruth Colley": a form of address after the comma is no role.
  while (
    last - 2 > start &&
    isAddress(p.words[last - 1] as string) &&
    /^(?:,|Dame|Sir|Professor|Prof\.?|Dr\.?)$/u.test(p.words[last - 2] as string)
  )
    last--
  const comma = p.words[last - 1] === ',' && last - 2 >= start
  if (comma) last--
  let t = last
  let noun = -1
  while (t > start && last - t < LONGEST_ROLE) {
    const k = t - 1
    const word = p.words[k] as string
    const tag = tagAt(p, k)
    if (!goesBefore(p, k, tag, word, start, last)) break
    // "spokesman for the candidate | Isa Holm", "Karl Egge of Vestby and Mayor | Isa Holm": what stands before belongs to somebody else.
    if (noun !== -1 && !comma && (word === 'for' || word === 'to') && !/^(?:candidate|nominee|contender)$/u.test(p.lower[k - 1] ?? ''))
      break
    if (word === 'and' && isOthers(pieces[pieceAt[k - 1] as number], pieces[pieceAt[k + 1] as number])) break
    if (noun === -1 && (isRoleNoun(p, k) || opensWithTrade(p, k, start))) noun = k
    t = k
  }
  if (noun === -1) return undefined
  if (comma && !(endsApposition(p, piece.last) && noun === last - 1) && !isApposed(p, piece, noun)) return undefined
  if (comma && isInPhrase(p, t, piece.last)) return undefined
  // A role's words reach from the name back; other words between noun and name ("minister in the case X") are not titles.
  for (let k = noun + 1; k < last; k++)
    if (!isNoun(tagAt(p, k)) && !/^(?:of|for|to|and|the|&|\.)$/u.test(p.lower[k] as string) && pieceAt[k] === -1 && tagAt(p, k) !== 'JJ')
      return undefined
  while (t < last && /^(?:DT|PRP\$|CC|IN|``|CD|RB|:|,)$/u.test(tagAt(p, t)) && t < noun) t++
  while (t < noun && ADDRESS.has(plain(p.words[t] as string))) t++
  if (t < noun && /^(?:'s|’s|'|’)$/u.test(p.words[t] as string)) t++
  const owner = t > start && tagAt(p, t - 1) === 'PRP$' ? t - 1 : -1
  return t >= last ? undefined : { ranges: [{ first: t, last }], noun, owner }
}

const isOthers = (before: NamePiece | undefined, behind: NamePiece | undefined): boolean =>
  before?.kind === 'person' || (before?.kind === 'place' && behind?.kind !== 'place')

// "a spokeswoman for the ministry, | Lise Aamodt,": between commas, behind a noun with what hangs on it.
const isApposed = (p: Passage, piece: NamePiece, noun: number): boolean =>
  /^(?:for|of|to)$/u.test(p.lower[noun + 1] ?? '') && p.words[piece.last] === ','

// "Guitarist | Tom Alder", "Geologist | Tess Arden": a trade with a capital, as it opens the sentence.
const opensWithTrade = (p: Passage, t: number, start: number): boolean =>
  t === start && tagAt(p, t).startsWith('NNP') && /\p{L}{3}(?:ist|ologist|maker|keeper|caster)$/u.test(p.words[t] as string)

function goesBefore(p: Passage, k: number, tag: string, word: string, start: number, last: number): boolean {
  if (tag === 'POS' || tag === 'JJ' || tag === 'JJS' || tag === 'VBN' || isNoun(tag))
    return !DAYS.has(p.lower[k] as string) && !TIMES.has(plain(word))
  if (isRoleNoun(p, k) && !/^V/u.test(tag)) return true
  // "cycling campaigner | Isa Holm"
  if (tag === 'VBG' && last - k === 2 && isRoleNoun(p, k + 1) && FIELDS.test(p.lower[k] as string))
    return k === start || /^(?:,|''|``|:)$/u.test(tagAt(p, k - 1))
  // "Chief operating officer"
  if (tag === 'VBG' && isRoleNoun(p, k + 1))
    return /^(?:operating|managing|founding|commanding|presiding|consulting)$/u.test(p.lower[k] as string)
  if (word === 'to')
    return k > 0 && k + 1 < last && /^(?:ambassador|envoy|adviser|advisor|aide|assistant|representative)$/u.test(p.lower[k - 1] as string)
  if (word === 'of' || word === 'for')
    return (
      k > 0 && k + 1 < last && (isRoleNoun(p, k - 1) || (word === 'for' && isCapital(p.words[k - 1] as string) && p.lower[k - 2] === 'of'))
    )
  if (word === 'and' || word === '&')
    return (
      k + 1 < last &&
      (isRoleNoun(p, k - 1) || isCapital(p.words[k - 1] as string)) &&
      isCapital(p.words[k + 1] as string) === isCapital(p.words[k - 1] as string)
    )
  if (tag === 'DT') return p.lower[k - 1] === 'of' || p.lower[k - 1] === 'for'
  return NO_LONGER.has(plain(word)) || /^(?:vice|deputy|acting|interim|then|lead|senior|chief)$/u.test(p.lower[k] as string)
}

const FIELDS =
  /^(?:cycling|housing|fishing|climbing|sailing|rowing|running|skating|boxing|racing|mining|shipping|banking|farming|engineering|nursing|gardening|cooking|walking|swimming|diving|broadcasting|publishing|training|advertising|driving)$/u
const TIMES = new Set('am pm a.m p.m est edt gmt mr mrs ms'.split(' '))
const DAYS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night week year'.split(' '),
)

const endsApposition = (p: Passage, t: number): boolean => {
  const tag = tagAt(p, t)
  return (
    tag === ',' || tag === '.' || tag.startsWith('VB') || tag === 'MD' || tag === '' || tag === ':' || p.words[t] === '"' || tag === 'RB'
  )
}

// ", 58, a baker", ", the senior US diplomat for Asia under …,", " of the Alpine Research Centre in Innsbruck", ", who heads …".
function roleAfter(p: Passage, piece: NamePiece, pieces: readonly NamePiece[], pieceAt: Int32Array): RoleMention | undefined {
  const end = p.sentences[p.sentenceOf[piece.last - 1] as number]?.last ?? piece.last
  let t = piece.last
  if (p.words[t] === '(') {
    const close = p.words.slice(t, t + LONGEST_BRACKET).indexOf(')')
    if (close > 0) t += close + 1
  }
  const word = p.lower[t]
  if ((word === 'of' || word === 'from' || word === 'at' || word === 'with') && t + 1 < end)
    return membership(p, t + 1, end, pieces, pieceAt, word !== 'of')
  if (word !== ',' && word !== '--' && word !== '–' && word !== '—') return undefined
  t++
  const aged = tagAt(p, t) === 'CD' && p.words[t + 1] === ','
  if (aged) t += 2
  // "Isa Holm, 34, of Mill Lane": where she lives.
  if (p.lower[t] === 'of') return membership(p, t + 1, end, pieces, pieceAt, aged)
  if (p.lower[t] === 'from' || p.lower[t] === 'with') return membership(p, t + 1, end, pieces, pieceAt, true)
  if (p.lower[t] === 'who') return relative(p, t, end)
  return apposition(p, t, end, pieceAt)
}

// Without a comma only a body makes one a member: "at the University of Nairobi", not "at the debate", "from Ohio".
function membership(
  p: Passage,
  first: number,
  end: number,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
  bodiesOnly: boolean,
): RoleMention | undefined {
  let t = first
  let named = false
  while (t < end && t - first < LONGEST_ROLE) {
    const tag = tagAt(p, t)
    const inside = pieceAt[t] !== -1
    if (inside && (!bodiesOnly || pieces[pieceAt[t] as number]?.kind === 'body')) named = true
    if (
      !(
        inside ||
        isNoun(tag) ||
        tag === 'JJ' ||
        tag === 'DT' ||
        tag === 'POS' ||
        tag === 'PRP$' ||
        p.words[t] === '&' ||
        (/^(?:of|for|in|at|and|on)$/u.test(p.lower[t] as string) && goesOn(p, t, pieceAt))
      )
    )
      break
    t++
  }
  if (!named || t === first) return undefined
  const start = tagAt(p, first) === 'DT' ? first + 1 : first
  return start >= t ? undefined : { ranges: [{ first: start, last: t }], noun: -1, owner: -1 }
}

const goesOn = (p: Passage, t: number, pieceAt: Int32Array): boolean =>
  pieceAt[t + 1] !== -1 ||
  ((tagAt(p, t + 1) === 'DT' || tagAt(p, t + 1).startsWith('JJ')) && isNoun(tagAt(p, t + 2))) ||
  (p.lower[t] !== 'and' && isNoun(tagAt(p, t + 1)))

// The comma before "the" closes what the sentence opens with.
const isOwnSubject = (p: Passage, the: number, verb: number): boolean =>
  p.lower[the] === 'the' &&
  /^(?:VB[DZP]|MD)$/u.test(tagAt(p, verb)) &&
  tagAt(p, p.sentences[p.sentenceOf[the] as number]?.first ?? 0) === 'IN'

const HEADS =
  /^(?:heads?|headed|leads?|led|runs?|ran|chairs?|chaired|directs?|represents?|represented|covers?|studies|studied|teaches|works?|serves?|served|oversees?|manages?|coaches|owns?|founded|edits)$/u

function relative(p: Passage, who: number, end: number): RoleMention | undefined {
  if (!HEADS.test(p.lower[who + 1] ?? '')) return undefined
  let t = who + 1
  while (
    t < end &&
    t - who < LONGEST_ROLE &&
    p.words[t] !== ',' &&
    !/^(?:\.|:|-LRB-|``|'')$/u.test(tagAt(p, t)) &&
    !(t > who + 2 && /^V/u.test(tagAt(p, t)))
  )
    t++
  return t - who < 3 ? undefined : { ranges: [{ first: who, last: t }], noun: -1, owner: -1 }
}

function apposition(p: Passage, first: number, end: number, pieceAt: Int32Array): RoleMention | undefined {
  const opener = tagAt(p, first)
  const piece = pieceAt[first] as number
  const starts =
    opener === 'DT' || opener === 'PRP$' || isNoun(opener) || opener === 'JJ' || opener === 'VBN' || piece !== -1 || isRoleNoun(p, first)
  if (!starts || first >= end) return undefined
  let t = first
  let noun = -1
  let closed = false
  while (t < end && t - first < LONGEST_ROLE) {
    const tag = tagAt(p, t)
    const word = p.words[t] as string
    if (word === ',' || tag === ':' || tag === '.' || word === '(' || word === ';') {
      closed = true
      break
    }
    if (/^(?:who|which|that|whose)$/u.test(p.lower[t] as string) && t > first) {
      closed = true
      break
    }
    if (/^(?:VB[DZP]|MD)$/u.test(tag) || /["“”]/u.test(word)) {
      // "In an interview with Isa Holm, the mayor said …": a subject of its own, where no comma closes it.
      closed = t > first + 1 && noun !== -1 && !isOwnSubject(p, first, t)
      break
    }
    if (noun === -1 && isRoleNoun(p, t) && (tag !== 'VBN' || t > first)) noun = t
    t++
  }
  if (noun === -1 || !(closed || t === end)) return undefined
  // The noun is the phrase's own, not that of somebody within it: no preposition before it, no name after it directly.
  for (let k = first; k < noun; k++) if (tagAt(p, k) === 'IN' || tagAt(p, k) === 'CC') return undefined
  while (noun + 1 < t && isRoleNoun(p, noun + 1) && isNoun(tagAt(p, noun + 1))) noun++
  const next = pieceAt[noun + 1] as number
  if (next !== undefined && next !== -1 && noun + 1 < t) return undefined
  const start = opener === 'DT' || opener === 'PRP$' ? first + 1 : first
  return start >= t ? undefined : { ranges: [{ first: start, last: t }], noun, owner: opener === 'PRP$' ? first : -1 }
}

/** The words of a role as the article prints them, its parts joined by a comma; null where only forms of address are left. */
export function roleText(p: Passage, role: RoleMention): string | null {
  const texts = role.ranges
    .map(({ first, last }) =>
      p.text
        .slice(p.tokens[first]?.start, p.tokens[last - 1]?.end)
        .replace(/\s+/gu, ' ')
        // "The historian Dr | Clive Barrow"
        .replace(/(?<= )(?:Dr|Prof|Sir|Dame|Rev|Mr|Mrs|Ms)\.?$|(?<=\p{Ll} )Professor$/u, '')
        .trim(),
    )
    .filter((text) => text !== '' && !ADDRESS.has(plain(text)))
  // "Dr. Miriam Haldenbeck, chief executive": the title says nothing more where an office is told as well.
  const telling = texts.filter((text) => !/^(?:dr|prof|doctor|professor|rev|reverend|the rev)\.?$/iu.test(text))
  if (telling.length > 0) return telling.join(', ')
  return texts.length === 0 ? null : texts.join(', ')
}
