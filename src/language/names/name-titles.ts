import { ADDRESS, FEMALE_NOUNS, MALE_NOUNS } from '../words/titles.js'
import type { NamePiece } from './name-pieces.js'
import type { Gathering, Named } from './naming.js'
import { type Passage, plain } from './passage.js'
import { type Gender, genderOfAddress } from './person-names.js'

/** What the words before a name say of the gender: "Mr.", "spokeswoman". Above 0 for a man, the more of them the more; 0 where none stands there. */
export function genderOfTitles(p: Passage, { first, titleFirst }: NamePiece): Gender {
  let gender = 0
  for (let t = titleFirst; t < first; t++) {
    const word = plain(p.words[t] as string)
    gender += 2 * genderOfAddress(word) + (MALE_NOUNS.has(word) ? 2 : 0) - (FEMALE_NOUNS.has(word) ? 2 : 0)
  }
  return gender
}

/** The titles before a name, forms of address left out: "president", "sen". */
export const titlesOf = (p: Passage, { first, titleFirst }: NamePiece): string[] =>
  p.lower
    .slice(titleFirst, first)
    .map(plain)
    .filter((title) => !ADDRESS.has(title))

/**
 * "President Holm" is whoever the article calls president elsewhere (3), and not somebody whom it calls something else (-2); 0 where no title
 * tells. Looks at the first pieces of a person's full name only, so that a name that comes ten thousand times costs no more than one that
 * comes often.
 */
export function titleFit({ p, pieces }: Gathering, piece: NamePiece, named: Named): number {
  const titles = titlesOf(p, piece)
  if (titles.length === 0) return 0
  const theirs = named.pieces
    .slice(0, MOST_LOOKED_AT)
    .flatMap((i) => ((pieces[i] as NamePiece).parts.length > 1 ? titlesOf(p, pieces[i] as NamePiece) : []))
  return titles.some((title) => theirs.includes(title)) ? 3 : theirs.length > 0 ? OTHER_TITLE : 0
}

const OTHER_TITLE = -2

/** Of a person's pieces, at most so many are looked at. */
export const MOST_LOOKED_AT = 60

/** Whether the piece at `index` is of somebody else than `named`, who comes into the article behind it, with another office: "President Kim … Opposition leader Kim Dong-hyun". */
export function isOtherOffice(gathering: Gathering, index: number, named: Named): boolean {
  const { p, pieces } = gathering
  const piece = pieces[index] as NamePiece
  const first = named.pieces[0] as number
  // A president may well be called a leader first.
  if (piece.headline || titlesOf(p, piece).includes('leader')) return false
  return first > index && titlesOf(p, pieces[first] as NamePiece).length > 0 && titleFit(gathering, piece, named) === OTHER_TITLE
}
