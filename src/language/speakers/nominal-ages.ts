import type { NamePiece } from '../names/name-pieces.js'
import type { Named } from '../names/naming.js'
import type { Passage } from '../names/passage.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import type { Nominal } from './source-form.js'

/** The years of "the 58-year-old"; undefined where a nominal gives none. */
export const ageIn = (p: Passage, { range }: Nominal): string | undefined =>
  /^(\d+)-year-old/u.exec(p.lower.slice(range.first, range.last).find((word) => /^\d+-year-old/u.test(word)) ?? '')?.[1]

/** The person of that age among `people`, latest first, or whoever is spoken of where no age is given with a name. */
export function ofAge(context: NominalContext, nominal: Nominal, age: string, people: readonly number[]): Meant {
  const { p, pieces, naming, salience } = context
  if (nominal.owner !== -1 || isOwnedByAge(p, nominal)) return NOBODY
  const sentence = p.sentenceOf[nominal.head] as number
  for (const entity of people) {
    for (const index of (naming.entities[entity] as Named).pieces) {
      const at = (pieces[index] as NamePiece).last
      if (p.words[at] === ',' && (p.words[at + 1] === age || p.lower[at + 1]?.startsWith(`${age}-year`)))
        return { entity, certainty: 0.95, why: `the article gives that age` }
    }
  }
  // No age is given with a name: whoever has just spoken, or is named last as what a sentence is about; not who is named in passing.
  const turn = salience.turn(1)
  const spoke = people.find((entity) => entity === turn?.entity && sentence - turn.sentence <= 1)
  if (spoke !== undefined) return { entity: spoke, certainty: 0.72, why: 'the person who has just spoken' }
  const latest = people[0]
  return latest !== undefined && salience.latest(latest)?.main ? { entity: latest, certainty: 0.65, why: 'the person named last' } : NOBODY
}

// "the 51-year-old's widow"
function isOwnedByAge(p: Passage, { range, head }: Nominal): boolean {
  for (let t = range.first; t < head; t++) if (p.tokens[t]?.tag === 'POS' && /-year-old$/u.test(p.lower[t - 1] as string)) return true
  return false
}
