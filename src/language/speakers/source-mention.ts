import type { Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import { isCapital, type Passage, tokenRange } from '../names/passage.js'
import { ownedPerson, personBeside } from './apposed-person.js'
import { describedPerson } from './described-people.js'
import { nominalOf } from './nominal-source.js'
import { headOf, nounPhraseAt } from './noun-phrase.js'
import type { SourceMention } from './source-form.js'
import { subjectBehindFront } from './source-front.js'
import { groupOf, isDescribedGroup } from './source-group.js'
import { MANY, PRONOUNS } from './source-words.js'

/** Reads the words that name a statement's speaker. Looks at the first span, which holds the noun phrase; the rest are appositions. */
export function sourceMention(p: Passage, source: readonly Span[], pieces: readonly NamePiece[], pieceAt: Int32Array): SourceMention {
  const span = source[0]
  if (span === undefined) return { form: 'none' }
  const { first, last } = tokenRange(p.tokens, span)
  let start = first
  while (start < last && /^(?:,|--|–|—|-|by|from|according|to|for|of|as|and|but|or|["“”'‘’]|``|''|[([])$/u.test(p.lower[start] as string))
    start++
  if (start >= last) return { form: 'none' }
  const owned = last - start === 1 ? ownedPerson(p, start, pieces, pieceAt) : -1
  if (owned !== -1) return { form: 'name', piece: owned, range: { first: start, last } }
  const mention = mentionIn(p, start, last, pieces, pieceAt)
  if (mention.form === 'name' && isPlayed(p, pieces, pieceAt, mention.piece)) return { form: 'none' }
  const behind = subjectBehindFront(p, start, last, pieces, pieceAt)
  if (behind !== -1 && mention.form !== 'names') return mentionIn(p, behind, last, pieces, pieceAt)
  return mention.form === 'nominal' ? (personBeside(p, mention, start, last, pieces, pieceAt) ?? mention) : mention
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

function mentionIn(p: Passage, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): SourceMention {
  const word = p.lower[start] as string
  const owned = (p.tokens[start] as Token).tag === 'PRP$' && start + 1 < last
  if (PRONOUNS.test(word) && !owned && !(/^(?:that|which)$/u.test(word) && last - start > 1) && !(p.words[start] === 'US'))
    return { form: 'pronoun', token: start, word }
  const core = nounPhraseAt(p, start, last, pieces, pieceAt)
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
