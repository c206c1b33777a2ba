import { addNamed, joinNamed, type Named, printedName } from './naming.js'
import { type PeopleKnown, peopleOf, register } from './people-known.js'
import { familyName, type PersonName, personName, samePerson } from './person-names.js'

/** Joins names in headlines to people whom the text names, by all their words or by the family name among theirs; two words may be a new name. */
export function gatherHeadlineNames(known: PeopleKnown): void {
  const { p, pieces, naming } = known
  pieces.forEach((piece, i) => {
    if (!piece.headline || naming.entityOf[i] !== -1 || piece.kind !== 'person' || piece.parts.length < 2) return
    const person = personIn(known, personName(piece.parts))
    if (person !== undefined) joinNamed(naming, person, i)
    else if (piece.parts.length === 2) register(known, addNamed(known, i, 'person', printedName(p, piece)))
  })
}

function personIn(known: PeopleKnown, name: PersonName): number | undefined {
  const nameOf = (entity: number): PersonName => (known.naming.entities[entity] as Named).person
  const front = name.words.slice(0, 2).join(' ')
  return (
    name.words
      .flatMap((word) => peopleOf(known, word))
      .find((e) => nameOf(e).words.every((word) => name.words.includes(word)) || front === nameOf(e).words.join(' ')) ??
    peopleOf(known, familyName(name)).find((e) => samePerson(nameOf(e), name))
  )
}
