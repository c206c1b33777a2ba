import type { NamePiece } from '../names/name-pieces.js'
import { isCapital, type Passage } from '../names/passage.js'
import { isRoleNoun, type Range } from '../names/roles.js'
import type { SourceMention } from './source-form.js'

const PARTY_PEOPLE = /^(?:republicans|democrats|conservatives|liberals|lawmakers|leaders)$/u

/** "Holm and Egge supporters", "House and Senate Democrats": names joined by "and" (its token) that say what the plural behind them belongs to. */
export function isDescribedGroup(p: Passage, and: number, last: number, pieceAt: Int32Array): boolean {
  if (p.lower[and] !== 'and' || and + 2 >= last || !/^NN(?:S|PS)$/u.test(p.tokens[last - 1]?.tag ?? '')) return false
  if (pieceAt[last - 1] !== -1 && !PARTY_PEOPLE.test(p.lower[last - 1] as string)) return false
  for (let t = and + 1; t < last - 1; t++) if (pieceAt[t] === -1 && !isCapital(p.words[t] as string)) return false
  return true
}

/** "Holm and Egge", "Isa Holm and Karl Egge", "A, B and C": names joined by "and" and nothing but titles between. `inside`: all names of the source. */
export function groupOf(
  p: Passage,
  core: Range,
  last: number,
  inside: readonly number[],
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): SourceMention | undefined {
  if (inside.length < 2) return undefined
  const { members, joined, commas, end } = rowOf(p, core, last, pieces, pieceAt)
  // "the chairs from Vestby and Llanfor": places that somebody is from.
  const opener = pieces[members[0] ?? -1]
  if (opener !== undefined && opener.kind !== 'person' && opener.first > core.first && p.lower[opener.first - 1] === 'from')
    return undefined
  const people = members.filter((m) => (pieces[m] as NamePiece).kind === 'person').length
  if (people > 0 && people < members.length && commas > 0) return undefined
  if (end < last && /^NN(?:S|PS)$/u.test(p.tokens[end]?.tag ?? '')) return undefined
  if (!joined || members.length < 2 || commas > members.length || members.some((m) => (pieces[m] as NamePiece).kind === 'other'))
    return undefined
  return { form: 'names', pieces: members, range: { first: core.first, last: end } }
}

/** A row of names: its members, whether "and" joins them, its commas, and the token where it ends. */
interface Row {
  readonly members: readonly number[]
  readonly joined: boolean
  readonly commas: number
  readonly end: number
}

const BETWEEN_NAMES =
  /^(?:the|presidential|both|of|from|mr\.?|mrs\.?|ms\.?|sens?\.?|reps?\.?|&|former|republican|democratic|majority|minority|house|senate|whip)$/u

// Goes on from the front of the source for as long as there are names and what may stand between names.
function rowOf(p: Passage, core: Range, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): Row {
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
    const next = p.lower[t + 1] ?? ''
    if (isPlacesPerson(p, t, pieces, pieceAt)) {
      t++
      continue
    }
    if (members.length === 0 && (t < core.last || /^NN/u.test(p.tokens[t]?.tag ?? ''))) joined = false
    else if (word === '(') while (t < last && p.words[t] !== ')') t++
    else if (word === 'and' && members.length > 0) joined = true
    else if (word === ',' && /^(?:the|an?)$/u.test(next)) break
    else if (word === ',' && /^(?:who|whose)$/u.test(next)) {
      const and = relativeEnd(p, t + 1, last)
      if (and === -1) break
      t = and - 1
    } else if (word === ',') commas++
    else if (!isRoleNoun(p, t) && !BETWEEN_NAMES.test(word)) break
    t++
  }
  return { members, joined, commas, end: t }
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
