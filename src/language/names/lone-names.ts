import { TITLES } from '../words/titles.js'
import { actorSense } from './actors.js'
import { isEpithet } from './epithets.js'
import { addressOf } from './family-addresses.js'
import type { NamePiece } from './name-pieces.js'
import { addNamed, joinNamed, type Named, printedName } from './naming.js'
import { type Passage, plain } from './passage.js'
import { type PeopleKnown, peopleOf, register } from './people-known.js'
import { genderOfGiven, personName } from './person-names.js'

/** Gathers the family names that the text never gives in full: the title may; otherwise they stand by themselves. */
export function gatherLoneNames(known: PeopleKnown): void {
  const { p, pieces, naming } = known
  const places = new Set(pieces.flatMap(({ kind, parts }) => (kind === 'place' ? [parts.join(' ')] : [])))
  const small = new Set(p.words.filter((word) => /^\p{Ll}/u.test(word)))
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.parts.length !== 1) return
    const full = actorSense(piece.parts[0] as string) === undefined ? fullInTitle(p.title, piece.parts[0] as string) : undefined
    // "Hacker Zolt: …" where the text speaks of "the hacker": a noun, no first name.
    const inTitle = full !== undefined && small.has((full.split(' ')[0] as string).toLowerCase()) ? undefined : full
    if (inTitle === undefined && (piece.kind !== 'person' || isLikePlace(p, piece, places) || isEpithet(p, piece))) return
    gatherLoneName(known, i, inTitle)
  })
}

function gatherLoneName(known: PeopleKnown, index: number, inTitle: string | undefined): void {
  const { p, pieces, naming, shared } = known
  const piece = pieces[index] as NamePiece
  const word = personName(piece.parts).words[0]
  if (word === undefined) return
  const gender = shared.has(word) ? addressOf(p, piece) : 0
  const same = peopleOf(known, word).find((e) => {
    const { person, gender: theirs } = naming.entities[e] as Named
    return person.words.length === 1 && theirs * gender >= 0
  })
  if (same !== undefined) {
    joinNamed(naming, same, index)
    ;(naming.entities[same] as Named).gender ||= gender
    return
  }
  // Of a man and a woman with one family name, the address is what tells them apart.
  const text = gender === 0 ? (piece.parts[0] as string) : printedName(p, { ...piece, first: piece.first - 1 })
  const entity = addNamed(known, index, 'person', inTitle ?? text)
  ;(naming.entities[entity] as Named).gender = gender
  register(known, entity)
}

// "near Llanfor", "the river Esker", or a name that is a place elsewhere: no person, where no title says so.
function isLikePlace(p: Passage, piece: NamePiece, places: ReadonlySet<string>): boolean {
  if (piece.titleFirst < piece.first) return false
  const before = p.lower[piece.first - 1] ?? ''
  return places.has(piece.parts[0] as string) || /^(?:in|near|river|lake|mount|island|village|town|valley|bay)$/u.test(before)
}

// The full name in a headline that ends with the family name `word`; undefined where there is none, or where all of it is in capitals.
function fullInTitle(title: string | undefined, word: string): string | undefined {
  if (title === undefined) return undefined
  const words = title.match(/[\p{L}\p{N}’'.-]+|[^\s]/gu) ?? []
  const at = words.findIndex((w) => w.replace(/[’']s$/u, '').toLowerCase() === word.toLowerCase())
  const before = words[at - 1]
  // "Cecile Harper: …": a name of two words that a headline begins with, before a colon.
  const heads = at === 1 && words[2] === ':' && /^\p{Lu}\p{Ll}+$/u.test(before ?? '') && !TITLES.has(plain(before ?? ''))
  if (at < 1 || before === undefined || !(heads || isGivenName(before))) return undefined
  return `${before} ${word}`
}

const isGivenName = (word: string): boolean => genderOfGiven({ words: [word.toLowerCase(), 'x'], suffix: undefined }) !== 0
