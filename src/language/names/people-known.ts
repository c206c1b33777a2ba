import { type Gathering, MOST_OF_ONE_WORD, type Named } from './naming.js'

/** The people gathered so far, to be found by any word of their names. */
export interface PeopleKnown extends Gathering {
  /** Folded word of a name → entities. */
  readonly byWord: Map<string, number[]>
  /** Family names that a man and a woman share: see `sharedFamilies`. */
  readonly shared: ReadonlyMap<string, number>
}

/** The people who have that word in their names, by entity. */
export const peopleOf = ({ byWord }: PeopleKnown, word: string | undefined): readonly number[] =>
  word === undefined ? [] : (byWord.get(word) ?? [])

/** Lets a person be found by all words of the name. */
export function register({ byWord, naming }: PeopleKnown, entity: number): void {
  for (const word of new Set((naming.entities[entity] as Named).person.words)) {
    const known = byWord.get(word)
    if (known === undefined) byWord.set(word, [entity])
    else if (known.length < MOST_OF_ONE_WORD && !known.includes(entity)) known.push(entity)
  }
}
