import type { NamePiece } from '../names/name-pieces.js'
import type { Passage } from '../names/passage.js'
import { isRoleNoun, type Range } from '../names/roles.js'
import { BODY_NOUNS, DOCUMENT_NOUNS } from '../words/bodies.js'

/** A source that begins with no name: its half-open range of tokens, the noun phrase at its front, and the noun that this turns on. */
export interface Description {
  readonly start: number
  readonly last: number
  readonly core: Range
  readonly head: number
}

/** The piece of the person whom a description names after all ("its spokesman, | Karl Egge"); -1 where it names nobody. */
export function describedPerson(p: Passage, at: Description, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const { core, last, head } = at
  if (isRoleNoun(p, head)) {
    // "the chief executive Marit Aasgaard": a person named right behind what he is.
    const behind = p.words[core.last] === ',' || p.lower[core.last] === 'and' ? core.last + 1 : core.last
    const named = namedBehind(p, behind, last, pieces, pieceAt)
    if (named !== -1) return named
    const ending = endingName(p, at, pieces, pieceAt)
    if (ending !== -1) return ending
  }
  const apposed = apposedName(p, at, pieces, pieceAt)
  return apposed === -1 ? doubleRole(p, at, pieces, pieceAt) : apposed
}

function namedBehind(p: Passage, at: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  if (at >= last) return -1
  const index = pieceAt[titleEnd(p, at, last, pieces, pieceAt)] ?? -1
  return index !== -1 && pieces[index]?.kind === 'person' ? index : -1
}

// "Former ambassador to Russia | Karl Egge": a person at the very end, with no comma or verb before. Not "a spokesman for the
// candidate Isa Holm", where he is whom the preposition means.
function endingName(p: Passage, { start, last, core }: Description, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const index = pieceAt[last - 1] ?? -1
  const piece = pieces[index]
  if (piece?.kind !== 'person' || piece.last !== last || piece.parts.length < 2) return -1
  if (/^(?:an?|one|another)$/u.test(p.lower[start] as string)) return -1
  let other = false
  let titled = false
  for (let t = core.last; t < piece.first; t++) {
    const tag = p.tokens[t]?.tag ?? ''
    if (!/^(?:IN|TO|DT|JJ|NN.*|POS|PRP\$)$/u.test(tag)) return -1
    if (tag === 'IN' || tag === 'TO') other = titled = false
    else if (pieceAt[t] !== -1 || /^NN/u.test(tag)) other = true
    if (isRoleNoun(p, t) && !other) titled = true
  }
  const meant = /^(?:IN|TO|DT)$/u.test(p.tokens[piece.first - 1]?.tag ?? '')
  return meant || titled || !other || (isRoleNoun(p, piece.first - 1) && !isCapitalTitle(p, piece)) ? -1 : index
}

// "chairman of the budget committee | Rep. Karl Egge"
const isCapitalTitle = (p: Passage, { first }: NamePiece): boolean => /^\p{Lu}\p{L}{1,3}\.$/u.test(p.words[first - 1] as string)

const DASH = /^(?:--?|–|—)$/u
const LINK = /^(?:IN|TO|DT|JJ|NN.*|POS|PRP\$|CD|VBN|CC|&)$/u

// "A lawyer for the news outlets, | Karl Egge,", "Another guest, | Isa Holm", "his rival - | Gov. Karl Egge": a person between commas, or at
// the end, after all that hangs on the noun; titles may stand before the name.
function apposedName(p: Passage, at: Description, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const { start, last, core, head } = at
  const role = isRoleNoun(p, head)
  if (!role && !mayBePerson(p, at)) return -1
  let joined = false
  for (let t = core.last; t + 1 < last; t++) {
    const word = p.words[t] as string
    if (word !== ',' && !DASH.test(word)) {
      if (pieceAt[t] === -1 && !LINK.test(p.tokens[t]?.tag ?? '')) return role ? laterName(p, t, last, pieces, pieceAt) : -1
      if (p.lower[t] === 'and') joined = true
      if (joined && /^(?:DT|PRP\$|POS)$/u.test(p.tokens[t]?.tag ?? '') && !/^(?:the|an?)$/u.test(p.lower[start] as string)) return -1
      continue
    }
    if (joined && !role) return -1
    const first = titleEnd(p, t + 1, last, pieces, pieceAt)
    const index = pieceAt[first] ?? -1
    const piece = pieces[index]
    if (piece?.kind === 'person' && piece.first === first && closes(p, piece.last, last)) return index
    if (word === ',' && piece !== undefined && piece.kind !== 'person') continue
    return role && word === ',' ? laterName(p, t, last, pieces, pieceAt) : -1
  }
  return -1
}

// ", | Karl Egge," further on: only right behind a comma.
function laterName(p: Passage, from: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  for (let t = from; t + 1 < last; t++) {
    const index = pieceAt[t + 1] ?? -1
    const piece = pieces[index]
    if (p.words[t] === ',' && piece?.kind === 'person' && piece.first === t + 1 && (piece.last >= last || p.words[piece.last] === ','))
      return index
    if (/^(?:who|which|that)$/u.test(p.lower[t] as string)) return -1
  }
  return -1
}

// Nouns and titles before a name, from token `t` on, other names among them ("Vestby Mayor | Isa Holm"): where the name begins.
function titleEnd(p: Passage, from: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  let t = from
  while (t < last && t - from < 8) {
    const piece = pieces[pieceAt[t] as number]
    if (piece?.kind === 'person' && piece.first === t && !isRoleBehind(p, piece, last)) return t
    if (piece === undefined && !/^(?:NN|JJ|POS|VBN|DT|PRP\$)/u.test(p.tokens[t]?.tag ?? '')) return t
    t++
  }
  return t
}

// "the Holm aide Karl Egge": a name that only tells whose the next one is.
const isRoleBehind = (p: Passage, { last }: NamePiece, end: number): boolean =>
  last < end && (isRoleNoun(p, last) || p.tokens[last]?.tag === 'POS')

const closes = (p: Passage, t: number, last: number): boolean => t >= last || /^(?:,|\(|--?|–|—|who|of|from)$/u.test(p.lower[t] as string)

// "Another user", "One of his advisers", "the other man": one person, by a noun that names no body and nothing written.
function mayBePerson(p: Passage, { start, head }: Description): boolean {
  const noun = p.lower[head] as string
  const { tag } = p.tokens[head] as { tag: string }
  if (p.lower[start] === 'one' && p.lower[start + 1] === 'of') return true
  if (tag !== 'NN' && !/^(?:one|another|third|second|other)$/u.test(noun)) return false
  return !BODY_NOUNS.has(noun) && !DOCUMENT_NOUNS.has(noun)
}

// "Former prosecutor and Vestby Mayor | Isa Holm": two roles of one person, joined by "and" with no article behind it.
function doubleRole(p: Passage, { start, last, core }: Description, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  if (p.lower[core.last] !== 'and' || /^(?:the|his|her|its|their)$/u.test(p.lower[start] as string)) return -1
  for (let t = core.first; t < core.last; t++) if (pieces[pieceAt[t] as number]?.kind === 'person') return -1
  let role = false
  for (let t = core.last + 1; t < last && t < core.last + 12; t++) {
    const index = pieceAt[t] as number
    const piece = pieces[index]
    if (piece?.kind === 'person' && piece.first === t && !isRoleBehind(p, piece, last))
      return role && piece.parts.length > 1 && closes(p, piece.last, last) ? index : -1
    if (isRoleNoun(p, t)) role = true
    if (piece === undefined && !/^(?:NN|JJ|POS|VBN|IN)/u.test(p.tokens[t]?.tag ?? '')) return -1
  }
  return -1
}
