import { isCalledAfter } from './name-extent.js'
import type { NamePiece } from './name-pieces.js'
import { genderOfTitles, MOST_LOOKED_AT, titleFit } from './name-titles.js'
import { type Gathering, joinNamed, latestBefore, type Named } from './naming.js'
import { familyName, personName } from './person-names.js'

/** A person whose name a short one fits, and how well: see `shortFit`. */
export interface Fit {
  readonly entity: number
  readonly fit: number
}

/** Of several people of one family name: address decides; then who was last named in full nearby; then who is most talked of. */
export function joinLikeliest(gathering: Gathering, index: number, fits: readonly Fit[]): void {
  const { naming } = gathering
  const known = fits.map((one) => (isCalledSo(gathering, index, one) ? { ...one, fit: BY_FAMILY } : one))
  const best = Math.max(...known.map(({ fit }) => fit))
  const scored = known
    .filter(({ fit }) => fit === best)
    .map(({ entity }) => ({ entity, score: scoreOf(gathering, index, naming.entities[entity] as Named) }))
    .sort((a, b) => b.score - a.score)
  const [top, second] = scored
  if (top !== undefined)
    joinNamed(naming, top.entity, index, second === undefined ? 1 : 1 / (1 + Math.exp(-(0.6 + 1.2 * (top.score - second.score)))))
}

const BY_FAMILY = 3

// "Milagros Quispe Huamán … Quispe": of two family names the first is the one she goes by, where nobody else of that name has been spoken of
// yet; and once she has been called so she may be again.
function isCalledSo({ naming, pieces }: Gathering, index: number, { entity, fit }: Fit): boolean {
  const { person, pieces: own } = naming.entities[entity] as Named
  const wordOf = (i: number): string => personName((pieces[i] as NamePiece).parts).words.join(' ')
  const word = wordOf(index)
  if (
    fit >= BY_FAMILY ||
    person.words.length < 3 ||
    person.words.at(-2) !== word ||
    isCalledAfter(familyName(person)) ||
    (own[0] as number) > index
  )
    return false
  const others = naming.entities.filter(
    (other, e) => e !== entity && other.kind === 'person' && other.person.words.length > 1 && familyName(other.person) === word,
  )
  return others.every(({ pieces: theirs }) => (theirs[0] as number) > index) || own.some((i) => i < index && wordOf(i) === word)
}

function scoreOf(gathering: Gathering, index: number, named: Named): number {
  const { p, pieces } = gathering
  const piece = pieces[index] as NamePiece
  const gender = genderOfTitles(p, piece)
  const sentence = p.sentenceOf[piece.first] as number
  const full = named.pieces.filter((i, at) => at < MOST_LOOKED_AT && (pieces[i] as NamePiece).parts.length > 1).length
  const last = latestBefore(named, index)
  const nearest = last === -1 ? Number.POSITIVE_INFINITY : sentence - (p.sentenceOf[(pieces[last] as NamePiece).first] as number)
  return (
    (gender !== 0 ? 4 * Math.sign(gender) * named.gender : 0) +
    (nearest <= 2 ? 2.5 - nearest * 0.6 : 0) +
    Math.min(3, Math.log2(1 + full)) +
    ((named.pieces[0] as number) < index ? 1.2 : 0) +
    titleFit(gathering, piece, named)
  )
}
