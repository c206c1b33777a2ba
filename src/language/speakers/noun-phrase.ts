import type { Token } from '../../text/document.js'
import type { NamePiece } from '../names/name-pieces.js'
import type { Passage } from '../names/passage.js'
import type { Range } from '../names/roles.js'

/** The noun phrase at the front: up to a comma, a preposition outside names, a relative, or a verb. */
export function nounPhraseAt(p: Passage, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): Range {
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

/** The token of the noun that a phrase turns on: what says when, and "himself", are left out. */
export function headOf(p: Passage, core: Range, pieceAt: Int32Array): number {
  let t = core.last - 1
  while (t > core.first && /^(?:POS|RB|``|''|,|\.|:|-RRB-)$/u.test((p.tokens[t] as Token).tag) && pieceAt[t] === -1) t--
  while (t > core.first && TIME.test(p.words[t] as string) && pieceAt[t] === -1) t--
  // "the candidate himself"
  while (t > core.first && /^(?:himself|herself|itself|themselves|alone|also|too)$/u.test(p.lower[t] as string)) t--
  return t
}
