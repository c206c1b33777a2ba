import type { NamePiece } from './name-pieces.js'
import { type Passage, plain } from './passage.js'
import { type Gender, genderOfAddress, personName } from './person-names.js'

/** Forms of address that stand before one family name in an article: how often "he", how often "she". */
interface Addresses {
  he: number
  she: number
}

/** Family names, folded, under which an article speaks of a man and a woman both ("Mr. Egge", "Ms. Egge"): above 0 more often of him. */
export function sharedFamilies(p: Passage, pieces: readonly NamePiece[]): ReadonlyMap<string, number> {
  const counts = new Map<string, Addresses>()
  for (const piece of pieces) {
    const gender = addressOf(p, piece)
    if (gender === 0) continue
    const family = personName(piece.parts).words.at(-1) ?? ''
    const known = counts.get(family) ?? { he: 0, she: 0 }
    counts.set(family, { he: known.he + Number(gender > 0), she: known.she + Number(gender < 0) })
  }
  return new Map([...counts].flatMap(([family, { he, she }]) => (he > 0 && she > 0 ? [[family, he - she] as const] : [])))
}

/** What the form of address before a name says; 0 where none stands there. */
export function addressOf(p: Passage, { first, titleFirst }: NamePiece): Gender {
  for (let t = first - 1; t >= titleFirst; t--) {
    const gender = genderOfAddress(plain(p.words[t] as string))
    if (gender !== 0) return gender
  }
  return 0
}

/**
 * Of people with one family name, those whom a piece of that name with an address may mean: whose own gender agrees; else the one of whom
 * nothing is known, where another's differs. Nobody, where a man and a woman are spoken of and only one of them has a full name whose
 * gender is not known.
 */
export function addressed<T extends { readonly gender: Gender }>(people: readonly T[], gender: Gender): readonly T[] {
  const agree = people.filter((one) => one.gender * gender > 0)
  if (agree.length > 0) return agree
  const open = people.filter((one) => one.gender === 0)
  return open.length === 1 && open.length < people.length ? open : []
}
