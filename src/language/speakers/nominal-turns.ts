import { actorSense } from '../names/actors.js'
import type { Named } from '../names/naming.js'
import { plain } from '../names/passage.js'
import { MALE_NOUNS } from '../words/titles.js'
import { US_STATES } from '../words/us-states.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import { modifiersOf, placesAround } from './nominal-modifiers.js'
import { PARTIES, sameParty } from './role-fit.js'
import type { Nominal } from './source-form.js'

const POLITICIAN = /^(?:republican|democrat|senator|congressman|congresswoman|lawmaker|governor|representative|legislator|politician)$/u

/**
 * "The Wisconsin Republican", where the article gives nobody that role: newspapers vary so the name of whoever is just speaking; a place before
 * the noun is the sign of it.
 */
export function byTurn(context: NominalContext, nominal: Nominal, noun: string, modifiers: readonly string[]): Meant {
  const { p, naming, salience, rolesOf } = context
  if (VARIED.test(noun) && nominal.owner === -1) return bySpeech(context, nominal)
  if (!POLITICIAN.test(noun)) return NOBODY
  const turn = salience.turn(1)
  const sentence = p.sentenceOf[nominal.head] as number
  const speaking = turn !== undefined && sentence - turn.sentence <= 2 && naming.entities[turn.entity]?.kind === 'person'
  const meant = speaking ? turn.entity : salience.recent(['person'], sentence, 2, 1)[0]
  if (meant === undefined) return NOBODY
  const place = modifiers.some((word) => US_STATES[word.toLowerCase()] !== undefined || actorSense(word) !== undefined)
  const roles = rolesOf.get(meant) ?? []
  const office = /^(?:republican|democrat|lawmaker|legislator|politician)$/u.test(noun) || roles.length === 0
  return place && office
    ? { entity: meant, certainty: meant === turn?.entity ? 0.68 : 0.58, why: 'whoever is speaking, called by place and office' }
    : NOBODY
}

const VARIED =
  /^(?:candidate|nominee|contender|hopeful|frontrunner|front-runner|businessman|businesswoman|billionaire|mogul|tycoon|magnate)$/u

// "The businessman", "the nominee", where the article gives nobody such a role: whoever has just spoken, where nobody else is meant since.
function bySpeech(context: NominalContext, nominal: Nominal): Meant {
  const { p, naming, salience } = context
  const turn = salience.turn(1)
  const sentence = p.sentenceOf[nominal.head] as number
  const people = salience.recent(['person'], sentence, 2, 2)
  const goesOn = turn !== undefined && sentence - turn.sentence <= 2 && naming.entities[turn.entity]?.kind === 'person'
  if (!goesOn || people[0] !== turn.entity) return byPlace(context, nominal)
  return { entity: turn.entity, certainty: people.length === 1 ? 0.7 : 0.58, why: 'whoever is speaking, called by what he is' }
}

const OTHER_ROLES =
  /^(?:spokes\w+|reporter|host|moderator|anchor|journalist|columnist|analyst|strategist|pollster|adviser|advisor|aide|professor|manager|director|chairman|chairwoman|judge|lawyer|attorney|editor|author|voter)$/u

// The same where he has not spoken just now: whom "he" would mean there, where little speaks against it and he is called nothing else.
function byPlace(context: NominalContext, nominal: Nominal): Meant {
  const { p, naming, likeliest, rolesOf, salience, pieces } = context
  const { entity, share } = likeliest(nominal.head, MALE_NOUNS.has(p.lower[nominal.head] as string) ? 1 : 0)
  const named = naming.entities[entity]
  const roles = (rolesOf.get(entity) ?? []).flatMap(({ ranges }) => ranges.flatMap(({ first, last }) => p.lower.slice(first, last)))
  if (named === undefined || share < 0.7 || named.pieces.length < 2) return NOBODY
  // Only the person whom the article names most, and of a party only who is said to be of it.
  const people = salience.recent(['person'], p.sentenceOf[nominal.head] as number, 60, 24)
  if (people.some((other) => (naming.entities[other] as Named).pieces.length > named.pieces.length)) return NOBODY
  const party = modifiersOf(p, nominal)
    .find((word) => PARTIES.test(word.toLowerCase()))
    ?.toLowerCase()
  const letter = party === 'democratic' ? 'D' : 'R'
  const around = placesAround(p, named, pieces)
  if (party !== undefined && !around.includes(`(${letter}`) && !roles.some((word) => PARTIES.test(word) && sameParty(word, party)))
    return NOBODY
  if (roles.some((word) => OTHER_ROLES.test(plain(word)))) return NOBODY
  return { entity, certainty: share > 0.9 ? 0.72 : 0.6, why: 'whoever is spoken of, called by what he is' }
}
