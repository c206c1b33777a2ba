import type { NamePiece } from '../names/name-pieces.js'
import type { Passage } from '../names/passage.js'
import { isRoleNoun } from '../names/roles.js'
import { headOf, nounPhraseAt } from './noun-phrase.js'

/** "On Friday, at the National Mall, | Mr. Egge": what stands before the last comma belongs to the clause, where the rest is a subject of its own. Returns where that begins; -1 where nothing stands before it. */
export function subjectBehindFront(p: Passage, start: number, end: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
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
  const apposed = named && piece.kind === 'person' && isRoleNoun(p, headOf(p, nounPhraseAt(p, start, last, pieces, pieceAt), pieceAt))
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
