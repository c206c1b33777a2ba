import type { EntityKind } from '../../text/document.js'
import type { NamePiece } from './name-pieces.js'
import type { Passage } from './passage.js'
import { type Gender, genderOfGiven, type PersonName, personName } from './person-names.js'

/** Somebody or something named in the article, while it is gathered. */
export interface Named {
  name: string
  kind: EntityKind
  /** Indexes into the list of name pieces. */
  readonly pieces: number[]
  person: PersonName
  gender: Gender
  /** Standard actor that the name itself is another word for ("Beijing" → China); undefined for all else. */
  readonly country: string | undefined
}

/** All that is named: the entities, and for each name piece its entity and how sure that is, 0 to 1. */
export interface Naming {
  readonly entities: Named[]
  /** -1 for a piece that is of no entity. */
  readonly entityOf: Int32Array
  readonly certainty: Float32Array
}

/** What names are gathered from and into. */
export interface Gathering {
  readonly p: Passage
  readonly pieces: readonly NamePiece[]
  readonly naming: Naming
}

/** At most so many entities are kept under one word of their names. */
export const MOST_OF_ONE_WORD = 12

/** Makes a new entity of the piece at `index`, and returns the entity's index. */
export function addNamed({ naming, pieces }: Gathering, index: number, kind: EntityKind, name: string, country?: string): number {
  const person = personName((pieces[index] as NamePiece).parts)
  naming.entities.push({ name, kind, pieces: [index], person, gender: kind === 'person' ? genderOfGiven(person) : 0, country })
  naming.entityOf[index] = naming.entities.length - 1
  return naming.entities.length - 1
}

/** Gives the piece at `index` to an entity that is known. */
export function joinNamed(naming: Naming, entity: number, index: number, certainty = 1): void {
  ;(naming.entities[entity] as Named).pieces.push(index)
  naming.entityOf[index] = entity
  naming.certainty[index] = certainty
}

/** A name as printed: the text from its first word to its last, on one line; initials without their last full stop. */
export const printedName = (p: Passage, { first, last }: Pick<NamePiece, 'first' | 'last'>): string =>
  p.text
    .slice(p.tokens[first]?.start, p.tokens[last - 1]?.end)
    .replace(/\s+/gu, ' ')
    .replace(/^(\p{Lu}{2,})\.$/u, '$1')

/** The last of an entity's pieces before `index`, -1 where there is none: full names come first in its list, in text order, then short ones in text order. */
export function latestBefore({ pieces }: Named, index: number): number {
  let low = 0
  let high = pieces.length
  const newest = (pieces.at(-1) ?? index) < index ? (pieces.at(-1) as number) : -1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle] as number) < index) low = middle + 1
    else high = middle
  }
  return Math.max(newest, low > 0 ? (pieces[low - 1] as number) : -1)
}
