import { mayBeCalled } from '../names/body-fit.js'
import type { Named } from '../names/naming.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'

/** Nouns that many a body may be called by. Lower-case. */
export const GENERIC =
  /^(?:company|firm|agency|bank|newspaper|paper|magazine|network|website|organization|organisation|union|broadcaster|club|federation|association|airline|outlet|publication|charity|site|group|commission|department|ministry|committee)$/u

/** "the company": the one that has just spoken, the only one near that may be called so, or the only one that the article keeps to. */
export function ofGeneric({ naming, salience }: NominalContext, noun: string, latestFirst: readonly number[], sentence: number): Meant {
  const bodies = latestFirst.filter((entity) => isCalled(naming.entities[entity] as Named, noun))
  const turn = salience.turn(1)
  const spoke = bodies.find((entity) => entity === turn?.entity && sentence - turn.sentence <= 3)
  if (spoke !== undefined) return { entity: spoke, certainty: 0.78, why: 'the body that has just spoken' }
  const near = bodies.filter((entity) => sentence - (salience.latest(entity)?.sentence ?? 0) <= 3)
  const [latest, second] = near
  if (latest !== undefined) {
    const clear = second === undefined || (salience.latest(latest)?.main && salience.countOf(latest) > salience.countOf(second))
    return { entity: latest, certainty: second === undefined ? 0.72 : clear ? 0.58 : 0.45, why: 'the body spoken of last' }
  }
  const often = bodies.filter((entity) => salience.countOf(entity) >= 3 && !/^\p{Lu}+$/u.test((naming.entities[entity] as Named).name))
  return often.length === 1 ? { entity: often[0] as number, certainty: 0.62, why: 'the one body of that kind' } : NOBODY
}

const isCalled = ({ kind, country, name }: Named, noun: string): boolean =>
  kind === 'body' && country === undefined && !SHOUTED.test(name) && mayBeCalled(noun, name)

// Words of a headline in capitals that were taken for a name.
const SHOUTED = /^(?:[\p{Lu}.]+ ){2,}[\p{Lu}.]+$/u
