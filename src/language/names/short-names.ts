import { BODY_NOUNS } from '../words/bodies.js'
import { isKnownBody } from '../words/known-bodies.js'
import { actorSense } from './actors.js'
import { addressed, addressOf } from './family-addresses.js'
import { type Fit, joinLikeliest } from './likeliest-namesake.js'
import type { NamePiece } from './name-pieces.js'
import { isOtherOffice, titleFit, titlesOf } from './name-titles.js'
import { joinNamed, type Named } from './naming.js'
import type { Passage } from './passage.js'
import { type PeopleKnown, peopleOf } from './people-known.js'
import { familyName, type Gender, genderOfGiven, isMisspelt, type PersonName, personName, shortFit } from './person-names.js'

/** Who is called by a family name, with the gender that the given name or else the forms of address tell. */
interface Owner {
  readonly entity: number
  readonly gender: Gender
}

/** Joins names of one word, and of two where one is a particle, to the people whose full names hold them. */
export function joinShortNames(known: PeopleKnown): void {
  const owners = ownersOfShared(known)
  known.pieces.forEach((piece, i) => {
    if (known.naming.entityOf[i] === -1 && piece.parts.length <= 2) joinShortName(known, i, owners)
  })
}

function joinShortName(known: PeopleKnown, index: number, owners: ReadonlyMap<string, readonly Owner[]>): void {
  const { p, pieces, naming, shared } = known
  const piece = pieces[index] as NamePiece
  // "Cuban", "Jordan", "Holland" are people where the tagger has them so, or an address stands before.
  const foreign = piece.kind === 'place' || actorSense(piece.parts.join(' ')) !== undefined
  if (foreign && piece.titleFirst === piece.first && !isUsedAsName(p, piece)) return
  const name = personName(piece.parts)
  if (name.words.length !== 1) return
  const word = name.words[0] as string
  const all = fitsOf(known, name)
  const family = owners.get(word)
  // Somebody else of that name, spoken of before.
  if (all.length === 1 && isOtherOffice(known, index, naming.entities[(all[0] as Fit).entity] as Named)) return
  const fits = family === undefined ? all : ofFamily(known, piece, family, shared.get(word) as number, all)
  if ((piece.kind !== 'person' || foreign) && !fits.some(({ fit }) => fit >= 3)) return
  if (piece.kind === 'body' && (BODY_NOUNS.has(word) || isKnownBody(piece.parts[0] as string))) return
  if (fits.length > 0) joinLikeliest(known, index, fits)
  else if (piece.kind === 'person') joinMisspelt(known, index, name)
}

function isUsedAsName(p: Passage, piece: NamePiece): boolean {
  if (p.names[p.nameOf[piece.first] as number]?.kind === 'person') return true
  if (actorSense(piece.parts.join(' '))?.link !== 'demonym' || p.lower[piece.first - 1] === 'the') return false
  return !/^(?:NN|JJ|CD)/u.test(p.tokens[piece.last]?.tag ?? '') && p.tokens[piece.last - 1]?.relation !== 'amod'
}

const fitsOf = (known: PeopleKnown, name: PersonName): Fit[] =>
  peopleOf(known, name.words[0])
    .map((entity) => ({ entity, fit: shortFit(name, (known.naming.entities[entity] as Named).person) }))
    .filter(({ fit }) => fit > 0)

function ownersOfShared(known: PeopleKnown): ReadonlyMap<string, readonly Owner[]> {
  const { p, pieces, naming, shared } = known
  const ownGender = (entity: number): Gender => {
    const { person, pieces: theirs } = naming.entities[entity] as Named
    const given = genderOfGiven(person)
    if (given !== 0) return given
    return Math.sign(theirs.reduce((sum, i) => sum + addressOf(p, pieces[i] as NamePiece), 0))
  }
  return new Map([...shared.keys()].map((word) => [word, peopleOf(known, word).map((entity) => ({ entity, gender: ownGender(entity) }))]))
}

// "Mr. Egge" is not Isa Egge where the article speaks of a "Ms. Egge" too, even where no other Egge has a full name; nor is "Mayor Egge",
// where it is mostly he who is spoken of and she is never called mayor. `balance`: as in `sharedFamilies`.
function ofFamily(known: PeopleKnown, piece: NamePiece, family: readonly Owner[], balance: number, fits: readonly Fit[]): readonly Fit[] {
  const { p, naming } = known
  const gender = addressOf(p, piece)
  if (gender === 0) {
    const [only, ...others] = family
    if (only === undefined || others.length > 0 || only.gender * balance >= 0) return fits
    return titlesOf(p, piece).length > 0 && titleFit(known, piece, naming.entities[only.entity] as Named) <= 0 ? [] : fits
  }
  const meant = addressed(
    family.filter(({ entity }) => fits.some((fit) => fit.entity === entity)),
    gender,
  )
  return fits.filter(({ entity }) => meant.some((one) => one.entity === entity))
}

const MOST_PEOPLE_COMPARED = 60

// "Lindqist" for Lindqvist: one person of a full name that differs by a letter, and no other.
function joinMisspelt({ naming }: PeopleKnown, index: number, name: PersonName): void {
  const near = naming.entities
    .slice(0, MOST_PEOPLE_COMPARED)
    .flatMap(({ kind, person }, e) =>
      kind === 'person' && person.words.length > 1 && isMisspelt(familyName(person), name.words[0] as string) ? [e] : [],
    )
  if (near.length === 1) joinNamed(naming, near[0] as number, index, 0.9)
}
