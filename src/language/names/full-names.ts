import type { NamePiece } from './name-pieces.js'
import { genderOfTitles } from './name-titles.js'
import { addNamed, joinNamed, type Named, printedName } from './naming.js'
import type { Passage } from './passage.js'
import { type PeopleKnown, peopleOf, register } from './people-known.js'
import { familyName, isMisspelt, type PersonName, personName, samePerson } from './person-names.js'

/** Gathers the names of two words and more that stand in the text: a new person each, or another form of one's name. */
export function gatherFullNames(known: PeopleKnown): void {
  const { p, pieces, naming } = known
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.kind !== 'person' || piece.parts.length < 2 || piece.headline) return
    const name = personName(piece.parts)
    const family = [...peopleOf(known, familyName(name)), ...peopleOf(known, name.words[0])]
    const same = family.find((e) => {
      const named = naming.entities[e] as Named
      return samePerson(named.person, name) && !isParted(p, piece, named)
    })
    if (same === undefined) register(known, addNamed(known, i, 'person', printedName(p, piece)))
    else {
      joinNamed(naming, same, i)
      widen(naming.entities[same] as Named, name, printedName(p, piece))
      register(known, same)
    }
  })
}

// "Mr. X" is not the woman of that name. A clash of address parts people whom the names alone would join.
const isParted = (p: Passage, piece: NamePiece, entity: Named): boolean => genderOfTitles(p, piece) * entity.gender < -0.7

function widen(entity: Named, name: PersonName, text: string): void {
  // A family name with a letter more is a slip of the pen.
  if (isMisspelt(familyName(entity.person), familyName(name))) return
  const longer =
    name.words.length > entity.person.words.length ||
    (name.words.length === entity.person.words.length && name.words.join('').length > entity.person.words.join('').length)
  const shouted = text === text.toUpperCase()
  if ((longer && !shouted && name.words.length <= 6) || (entity.name === entity.name.toUpperCase() && !shouted)) {
    entity.name = text
    entity.person = name
  }
}
