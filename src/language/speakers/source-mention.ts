import type { Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import { isCapital, type Passage, plain, tokenRange } from '../names/passage.js'
import { isRoleNoun, type Range } from '../names/roles.js'
import { BODY_NOUNS, DOCUMENT_NOUNS } from '../words/bodies.js'
import { describedPerson } from './described-people.js'

/** What the words that name a speaker turn out to be. Tokens and pieces by index. */
export type SourceMention =
  | { readonly form: 'none' }
  | { readonly form: 'name'; readonly piece: number; readonly range: Range }
  /** Several people or bodies together: "Mr. Grassley and Mr. Leahy". */
  | { readonly form: 'names'; readonly pieces: readonly number[]; readonly range: Range }
  | { readonly form: 'pronoun'; readonly token: number; readonly word: string }
  | {
      readonly form: 'nominal'
      /** Token of the noun it turns on. */
      readonly head: number
      /** The noun phrase without what hangs behind it. */
      readonly range: Range
      readonly plural: boolean
      readonly definite: boolean
      /** Names within the whole source, by index: a document's or campaign's owner. */
      readonly pieces: readonly number[]
      /** A pronoun that owns it ("his campaign"), by token; -1 otherwise. */
      readonly owner: number
    }

type NominalMention = Extract<SourceMention, { form: 'nominal' }>

const PRONOUNS =
  /^(?:he|she|they|we|i|it|him|her|his|hers|them|us|me|my|our|their|its|who|whom|which|that|himself|herself|themselves|itself|whose|you)$/u
const MANY =
  /^(?:many|most|some|several|few|others|both|all|none|dozens|hundreds|thousands|millions|majority|number|percent|group|groups|handful|couple|people|half|two|three|four|five|everyone|everybody|nobody|anyone|people|critics|raft|coalition|one|those|these|pair)$/u

/** Reads the words that name a statement's speaker. Looks at the first span, which holds the noun phrase; the rest are appositions. */
export function sourceMention(p: Passage, source: readonly Span[], pieces: readonly NamePiece[], pieceAt: Int32Array): SourceMention {
  const span = source[0]
  if (span === undefined) return { form: 'none' }
  const { first, last } = tokenRange(p.tokens, span)
  let start = first
  while (start < last && /^(?:,|--|–|—|-|by|from|according|to|for|of|as|and|but|or|["“”'‘’]|``|''|[([])$/u.test(p.lower[start] as string))
    start++
  if (start >= last) return { form: 'none' }
  const mention = mentionIn(p, start, last, pieces, pieceAt)
  if (mention.form === 'name' && isPlayed(p, pieces, pieceAt, mention.piece)) return { form: 'none' }
  const behind = fronted(p, start, last, pieces, pieceAt)
  if (behind !== -1 && mention.form !== 'names') return mentionIn(p, behind, last, pieces, pieceAt)
  return mention.form === 'nominal' ? (apposedBeside(p, mention, start, last, pieces, pieceAt) ?? mention) : mention
}

// "Milo (Tom Park) says": a character, and who plays it; neither says it.
function isPlayed(p: Passage, pieces: readonly NamePiece[], pieceAt: Int32Array, index: number): boolean {
  const piece = pieces[index] as NamePiece
  const inner = p.words[piece.last] === '(' ? pieces[pieceAt[piece.last + 1] as number] : undefined
  if (inner !== undefined) return inner.kind === 'person' && inner.parts.length > 1 && p.words[inner.last] === ')'
  return (
    p.words[piece.first - 1] === '(' && p.words[piece.last] === ')' && piece.parts.length > 1 && isCapital(p.words[piece.first - 2] ?? '')
  )
}

// "On Friday, at the National Mall, | Mr. Obama": what stands before the last comma belongs to the clause, where the rest is a subject of its own.
function fronted(p: Passage, start: number, end: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const last = withoutBracket(p, start, end)
  const dateline = datelineEnd(p, start, last)
  if (dateline !== -1) return dateline
  let comma = -1
  for (let t = start + 1; t < last - 1; t++) {
    if (p.words[t] === ',') comma = t
    else if (/^(?:and|or|who|which|whose)$/u.test(p.lower[t] as string)) return -1
  }
  if (comma === -1 || /^[,–—-]/u.test(p.words[last - 1] as string)) return -1
  const from = /^["”’']+$/u.test(p.words[comma + 1] ?? '') ? comma + 2 : comma + 1
  const head = last - 1
  const subject = p.tokens[head]?.relation.startsWith('nsubj') ?? false
  const piece = pieces[pieceAt[head] as number]
  const before = pieces[pieceAt[comma - 1] as number]
  const named = piece !== undefined && piece.last === last && (piece.titleFirst <= from || isTitled(p, from, piece))
  const apposed = named && piece.kind === 'person' && isRoleNoun(p, headOf(p, coreOf(p, start, last, pieces, pieceAt), pieceAt))
  if (named && (subject || last < end) && !apposed) return from
  return before !== undefined && before.kind !== 'person' && subject && from + 1 === last ? from : -1
}

// "House Speaker | Karl Egge": nothing but nouns before the name, the last of them a title.
function isTitled(p: Passage, from: number, { first }: NamePiece): boolean {
  if (first < from || first - from > 6 || (first > from && !isRoleNoun(p, first - 1))) return false
  for (let t = from; t < first; t++) if (!/^(?:NN|JJ)/u.test(p.tokens[t]?.tag ?? '')) return false
  return true
}

// "SANTIAGO, Nov 19 - | Chile's central bank": where a dateline at the front ends; -1 where there is none.
function datelineEnd(p: Passage, start: number, last: number): number {
  if (!/^\p{Lu}{3,}$/u.test(p.words[start] as string)) return -1
  for (let t = start + 1; t < last - 1 && t < start + 12; t++) if (/^(?:-|--|–|—|―)$/u.test(p.words[t] as string)) return t + 1
  return -1
}

// "Paul Harper (R-Wis.)": where what stands in brackets at the end begins.
function withoutBracket(p: Passage, start: number, end: number): number {
  if (p.words[end - 1] !== ')') return end
  for (let t = end - 2; t > start && t > end - 9; t--) if (p.words[t] === '(') return t
  return end
}

// "a senior adviser to the campaign", with ", Minyon Moore" before it or behind it: the person whom it describes.
function apposedBeside(
  p: Passage,
  mention: NominalMention,
  start: number,
  last: number,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): SourceMention | undefined {
  if (mention.plural) return undefined
  // "union | president Karl Egge", where the source was cut within his title.
  if (!isRoleNoun(p, mention.head)) {
    const titled = isRoleNoun(p, last) ? titledBehind(p, last, pieces, pieceAt) : -1
    return titled === -1 ? undefined : { form: 'name', piece: titled, range: mention.range }
  }
  const before = pieces[pieceAt[start - 2] as number]
  const opener = /^(?:an?|the|its|his|her|their)$/u.test(p.lower[start] as string) || p.tokens[start]?.tag.startsWith('JJ')
  const titled = titledBehind(p, last, pieces, pieceAt)
  if (titled !== -1) return { form: 'name', piece: titled, range: mention.range }
  if (p.words[start - 1] === ',' && before?.kind === 'person' && opener && /^[,.]$/u.test(p.words[last] ?? ''))
    return { form: 'name', piece: pieceAt[start - 2] as number, range: mention.range }
  // "the ambassador | at the time, John Herbst."
  let edge = last
  while (edge < last + 4 && pieceAt[edge] === -1 && /^(?:IN|DT|NN)$/u.test(p.tokens[edge]?.tag ?? '')) edge++
  const index = pieceAt[edge + 1] ?? -1
  const behind = pieces[index]
  const closes = behind !== undefined && /^[,.]$/u.test(p.words[behind.last] ?? '')
  return p.words[edge] === ',' && behind?.kind === 'person' && behind.first === edge + 1 && closes
    ? { form: 'name', piece: index, range: mention.range }
    : undefined
}

// The person whose name begins at token `t`, or behind a title of at most three nouns there; -1 for none.
function titledBehind(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  let at = t
  while (at < t + 3 && pieceAt[at] === -1 && /^NNP?$/u.test(p.tokens[at]?.tag ?? '') && p.sentenceOf[at] === p.sentenceOf[t]) at++
  const piece = pieces[pieceAt[at] ?? -1]
  return piece?.kind === 'person' && piece.first === at && (at === t || isRoleNoun(p, at - 1)) ? (pieceAt[at] as number) : -1
}

function mentionIn(p: Passage, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): SourceMention {
  const word = p.lower[start] as string
  const owned = (p.tokens[start] as Token).tag === 'PRP$' && start + 1 < last
  if (PRONOUNS.test(word) && !owned && !(/^(?:that|which)$/u.test(word) && last - start > 1) && !(p.words[start] === 'US'))
    return { form: 'pronoun', token: start, word }
  const core = coreOf(p, start, last, pieces, pieceAt)
  const inside = listPieces(start, last, pieces, pieceAt)
  const head = headOf(p, core, pieceAt)
  const group = groupOf(p, core, last, inside, pieces, pieceAt)
  if (group !== undefined) return group
  if (isDescribedGroup(p, core.last, last, pieceAt)) return nominalOf(p, { first: start, last }, last - 1, inside, start, last)
  const namesake = core.last - core.first === 1 ? namesakeOf(p, head, pieces, pieceAt) : -1
  if (namesake !== -1) return { form: 'name', piece: namesake, range: core }
  const headPiece = pieceAt[head] as number
  if (headPiece !== -1 && !isPeople(p, pieces[headPiece] as NamePiece, word) && !isOwnerOnly(p, pieces[headPiece] as NamePiece, core.last))
    return { form: 'name', piece: headPiece, range: core }
  const described = describedPerson(p, { start, last, core, head }, pieces, pieceAt)
  if (described !== -1) return { form: 'name', piece: described, range: core }
  return nominalOf(p, core, head, inside, start, last)
}

/** The noun phrase at the front: up to a comma, a preposition outside names, a relative, or a verb. */
function coreOf(p: Passage, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): Range {
  let t = start
  while (t < last) {
    const { tag } = p.tokens[t] as Token
    const word = p.lower[t] as string
    if (t > start && pieceAt[t] === -1) {
      if (
        tag === ',' ||
        tag === ':' ||
        tag === 'IN' ||
        tag === 'TO' ||
        tag === 'CC' ||
        tag.startsWith('W') ||
        tag === '-LRB-' ||
        word === '(' ||
        word === ','
      )
        break
      if (/^(?:VB[DZP]?|MD)$/u.test(tag)) break
      if ((tag === 'VBG' || tag === 'VBN') && !isNounAt(p, t + 1, last)) break
      // "the club | backing Isa Holm"
      if (((tag === 'VBG' && !OF_OFFICE.test(word)) || SIDING.test(word)) && isPersonBehind(p, t, last, pieces, pieceAt)) break
      // "a poll | released Saturday"
      if (tag === 'VBN' && /^NNS?$/u.test((p.tokens[t - 1] as Token).tag)) break
      if ((tag === 'RB' || tag === 'PRP') && t > start + 1) break
    }
    t++
  }
  return { first: start, last: Math.max(t, start + 1) }
}

// "Chief operating officer Isa Holm"
const OF_OFFICE = /^(?:operating|managing|founding|acting|presiding|outgoing|incoming|commanding|consulting|marketing|prosecuting)$/u
const SIDING = /^(?:backing|supporting|opposing|favoring|favouring|promoting)$/u

function isPersonBehind(p: Passage, t: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): boolean {
  const piece = pieces[pieceAt[t + 1] as number] ?? pieces[pieceAt[t + 2] as number]
  return piece?.kind === 'person' && piece.titleFirst === t + 1 && piece.last === last && /^NN/u.test((p.tokens[t - 1] as Token).tag)
}

const isNounAt = (p: Passage, t: number, last: number): boolean => t < last && /^(?:NN|JJ)/u.test((p.tokens[t] as Token).tag)

// "the judge | late Thursday"
const TIME = /^(?:late|early|yesterday|today|last|night|week|morning|evening|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/u

function headOf(p: Passage, core: Range, pieceAt: Int32Array): number {
  let t = core.last - 1
  while (t > core.first && /^(?:POS|RB|``|''|,|\.|:|-RRB-)$/u.test((p.tokens[t] as Token).tag) && pieceAt[t] === -1) t--
  while (t > core.first && TIME.test(p.words[t] as string) && pieceAt[t] === -1) t--
  // "the candidate himself"
  while (t > core.first && /^(?:himself|herself|itself|themselves|alone|also|too)$/u.test(p.lower[t] as string)) t--
  return t
}

// "French said", where Diane French has been named: a family name that is a people's as well, standing alone. The piece that names her last before.
function namesakeOf(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const own = pieceAt[t] as number
  const tag = p.tokens[t]?.tag ?? ''
  if (pieces[own]?.kind === 'person' || tag === 'NNPS' || actorSense(p.words[t] as string)?.link !== 'demonym') return -1
  return pieces.findLastIndex(
    ({ kind, parts, last }) => kind === 'person' && parts.length > 1 && last <= t && parts.at(-1)?.toLowerCase() === p.lower[t],
  )
}

// "Many Americans", "Russians": a people, or some of it, is no speaker with a name.
const isPeople = (p: Passage, piece: NamePiece, opener: string): boolean =>
  piece.kind !== 'person' &&
  piece.titleFirst === piece.first &&
  (actorSense(piece.parts.join(' '))?.link === 'demonym' ||
    (/^(?:an?|another)$/u.test(opener) && /^(?:Democrat|Republican|Conservative|Independent|Socialist)$/u.test(piece.parts.at(-1) ?? '')) ||
    ((p.tokens[piece.last - 1]?.tag === 'NNPS' || /^\p{Ll}/u.test(opener)) && MANY.test(opener)))

const isOwnerOnly = (p: Passage, piece: NamePiece, last: number): boolean =>
  piece.last < last && p.tokens[piece.last]?.tag === 'POS' && piece.last + 1 < last

function listPieces(start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number[] {
  const found: number[] = []
  for (let t = start; t < last; t++) {
    const index = pieceAt[t] as number
    if (index !== -1 && found.at(-1) !== index && pieces[index] !== undefined) found.push(index)
  }
  return found
}

const PARTY_PEOPLE = /^(?:republicans|democrats|conservatives|liberals|lawmakers|leaders)$/u

// "Holm and Egge supporters", "House and Senate Democrats": names joined by "and" that say what the plural behind them belongs to.
function isDescribedGroup(p: Passage, and: number, last: number, pieceAt: Int32Array): boolean {
  if (p.lower[and] !== 'and' || and + 2 >= last || !/^NN(?:S|PS)$/u.test(p.tokens[last - 1]?.tag ?? '')) return false
  if (pieceAt[last - 1] !== -1 && !PARTY_PEOPLE.test(p.lower[last - 1] as string)) return false
  for (let t = and + 1; t < last - 1; t++) if (pieceAt[t] === -1 && !isCapital(p.words[t] as string)) return false
  return true
}

// "Obama and Clinton", "Hillary Clinton and Donald Trump", "A, B and C": names joined by "and" and nothing but titles between.
function groupOf(
  p: Passage,
  core: Range,
  last: number,
  inside: readonly number[],
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): SourceMention | undefined {
  if (inside.length < 2) return undefined
  const members: number[] = []
  let t = core.first
  let joined = false
  let commas = 0
  while (t < last) {
    const index = pieceAt[t] as number
    if (index !== -1) {
      if (!isMembersPlace(p, pieces[index] as NamePiece, pieces[members.at(-1) ?? -1], pieces[index + 1])) members.push(index)
      t = Math.max(t + 1, (pieces[index] as NamePiece).last)
      continue
    }
    const word = p.lower[t] as string
    if (isPlacesPerson(p, t, pieces, pieceAt)) {
      t++
      continue
    }
    if (members.length === 0 && (t < core.last || /^NN/u.test(p.tokens[t]?.tag ?? ''))) joined = false
    else if (word === '(') while (t < last && p.words[t] !== ')') t++
    else if (word === 'and' && members.length > 0) joined = true
    else if (word === ',' && /^(?:the|an?)$/u.test(p.lower[t + 1] ?? '')) break
    else if (word === ',' && /^(?:who|whose)$/u.test(p.lower[t + 1] ?? '')) {
      const and = relativeEnd(p, t + 1, last)
      if (and === -1) break
      t = and - 1
    } else if (word === ',') commas++
    else if (
      !isRoleNoun(p, t) &&
      !/^(?:the|presidential|both|of|from|mr\.?|mrs\.?|ms\.?|sens?\.?|reps?\.?|&|former|republican|democratic|majority|minority|house|senate|whip)$/u.test(
        word,
      )
    )
      break
    t++
  }
  // "the chairs from Vestby and Llanfor": places that somebody is from.
  const opener = pieces[members[0] ?? -1]
  if (opener !== undefined && opener.kind !== 'person' && opener.first > core.first && p.lower[opener.first - 1] === 'from')
    return undefined
  const people = members.filter((m) => (pieces[m] as NamePiece).kind === 'person').length
  if (people > 0 && people < members.length && commas > 0) return undefined
  if (t < last && /^NN(?:S|PS)$/u.test(p.tokens[t]?.tag ?? '')) return undefined
  if (!joined || members.length < 2 || commas > members.length || members.some((m) => (pieces[m] as NamePiece).kind === 'other'))
    return undefined
  return { form: 'names', pieces: members, range: { first: core.first, last: t } }
}

// "Vestby's | Isa Holm"
const isPlacesPerson = (p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): boolean =>
  p.tokens[t]?.tag === 'POS' &&
  pieces[pieceAt[t + 1] as number]?.kind === 'person' &&
  !/^(?:person|body)$/u.test(pieces[pieceAt[t - 1] as number]?.kind ?? '')

// "Isa Holm, who is seeking another term, | and Karl Egge": the "and" behind the relative clause; -1 where none follows it.
function relativeEnd(p: Passage, who: number, last: number): number {
  for (let t = who; t < last - 1; t++) if (p.words[t] === ',') return p.lower[t + 1] === 'and' ? t + 1 : -1
  return -1
}

// "Isa Holm of Vestby and …", "Oslo Mayor Isa Holm and …": where somebody is from is no member of the group.
function isMembersPlace(p: Passage, piece: NamePiece, before: NamePiece | undefined, next: NamePiece | undefined): boolean {
  if (piece.kind === 'person') return false
  // "Budget Committee Chair | Isa Holm"
  if (next?.kind === 'person' && next.first === piece.last && isRoleNoun(p, piece.last - 1)) return true
  if (isRoleNoun(p, piece.last) || (piece.kind === 'place' && p.tokens[piece.last]?.tag === 'POS')) return true
  return piece.kind === 'place' && before?.kind === 'person' && /^(?:of|from|,)$/u.test(p.lower[piece.first - 1] ?? '')
}

// "the group": one body spoken of before; "the group of friends" is several people.
const isTheGroup = (p: Passage, { first, last: end }: Range, last: number): boolean =>
  p.lower[first] === 'the' && /^(?:group|coalition)$/u.test(p.lower[end - 1] as string) && (end === last || p.words[end] === ',')

// "the Vestby senator and presidential candidate": one person who is both.
function isDoubleRole(p: Passage, and: number, last: number, head: number): boolean {
  if (!isRoleNoun(p, head) || p.tokens[head]?.tag !== 'NN') return false
  for (let t = and + 1; t < last; t++) if (!/^(?:NN|NNP|JJ)$/u.test(p.tokens[t]?.tag ?? '')) return false
  return isRoleNoun(p, last - 1)
}

function nominalOf(p: Passage, core: Range, head: number, inside: readonly number[], start: number, last: number): SourceMention {
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

/** A noun without its plural ending, roughly; for looking up. */
export const singular = (noun: string): string =>
  noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : noun.endsWith('ss') || noun.endsWith('us') ? noun : noun.replace(/s$/u, '')

/** Whether the noun names a body: "ministry", "campaign", "police". */
export const isBodyNoun = (word: string): boolean => BODY_NOUNS.has(plain(word))

/** Whether the noun names something said or shown in a body's or person's stead: "report", "poll". */
export const isDocumentNoun = (word: string): boolean => DOCUMENT_NOUNS.has(plain(word)) || DOCUMENT_NOUNS.has(singular(plain(word)))
