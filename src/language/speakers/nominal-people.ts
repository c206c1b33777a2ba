import { firstFrom } from '../names/name-pieces.js'
import type { Named } from '../names/naming.js'
import type { RoleMention } from '../names/roles.js'
import { PERSON_NOUNS } from '../words/titles.js'
import { ageIn, ofAge } from './nominal-ages.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import { modifiersOf, placesAround } from './nominal-modifiers.js'
import { byTurn } from './nominal-turns.js'
import { roleFit } from './role-fit.js'
import type { Nominal } from './source-form.js'

/** A definite noun for a person: somebody whose role holds that noun or another word for the office; an age or place must agree. */
export function ofPerson(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { p, naming, salience } = context
  const sentence = p.sentenceOf[nominal.head] as number
  const people = salience.recent(['person'], sentence, 60, 24)
  const age = ageIn(p, nominal)
  if (age !== undefined) return ofAge(context, nominal, age, people)
  if (PERSON_NOUNS.has(noun)) return NOBODY
  const modifiers = modifiersOf(p, nominal)
  // "An official … The official": not the spokesman who was named before either.
  const since = context.introduced(noun)
  const [top, second] = people
    .map((entity, rank) => ({ entity, score: scoreOf(context, nominal, entity, rank, noun, modifiers) }))
    .filter(({ entity, score }) => score > 0 && (salience.latest(entity)?.token ?? 0) > since)
    .sort((a, b) => b.score - a.score)
  if (top === undefined && since !== -1 && sentence - (p.sentenceOf[since] as number) <= 6) return NOBODY
  if (top === undefined) return byTurn(context, nominal, noun, modifiers)
  const named = naming.entities[top.entity] as Named
  const margin = second === undefined ? 2 : top.score - second.score
  return { entity: top.entity, certainty: Math.min(0.93, 0.55 + 0.25 * margin), why: `“${noun}” is what the article calls ${named.name}` }
}

// How well the roles of a person fit, who was the `rank`th named last; 0 where none does.
function scoreOf(
  context: NominalContext,
  nominal: Nominal,
  entity: number,
  rank: number,
  noun: string,
  modifiers: readonly string[],
): number {
  const { p, naming, pieces, rolesOf, salience } = context
  const around = placesAround(p, naming.entities[entity] as Named, pieces)
  const roles = (rolesOf.get(entity) ?? []).filter((role) => !isAnothers(context, role, nominal))
  const fit = Math.max(0, ...roles.map((role) => roleFit(p, role, noun, modifiers, around)))
  return fit === 0 ? 0 : fit + 1 / (1 + rank) + Math.min(1, salience.countOf(entity) / 10)
}

// "His lawyer" is not the lawyer of somebody else who was called "his lawyer" before.
function isAnothers(context: NominalContext, { owner }: RoleMention, nominal: Nominal): boolean {
  if (owner === -1 || nominal.owner === -1) return false
  const [theirs, own] = [owningEntity(context, owner), owningEntity(context, nominal.owner)]
  if (own === -1 || theirs === own) return false
  // A body that was first named since then is another one, whatever the first was.
  const first = context.pieces[context.naming.entities[own]?.pieces[0] ?? -1]?.first ?? -1
  return theirs !== -1 || first > owner
}

// Whom "his" or "its" means: by the links of pronouns, or the body, place or thing named last before.
function owningEntity({ p, pieces, naming, ownerOf }: NominalContext, token: number): number {
  if (!/^(?:its|their)$/u.test(p.lower[token] as string)) return ownerOf(token)
  for (let i = firstFrom(pieces, token) - 1; i >= 0; i--) {
    const entity = naming.entityOf[i] as number
    if (entity !== -1 && naming.entities[entity]?.kind !== 'person') return entity
  }
  return -1
}
