import type { Speaker } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { actorNamed, actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import type { Named, Naming } from '../names/naming.js'
import { type Passage, plain } from '../names/passage.js'
import { type RoleMention, roleAt } from '../names/roles.js'
import { STATE_BODY_NOUNS } from '../words/bodies.js'
import { ADDRESS, NO_LONGER, OFFICIAL_NOUNS, PRIVATE_NOUNS } from '../words/titles.js'
import { countryBefore, countryOfIts, countryOfStance, isAmongOthers } from './lone-country.js'
import { nearbyActor } from './nearby-country.js'
import { hasOffice } from './office-fit.js'
import { senseAt, spokenFor } from './speaks-for.js'

/** Who speaks for which actor. */
export interface Voices {
  /** Standard name of the actor that the entity speaks for; null for none. */
  actorOf(entity: number): string | null
  /** The same for a body named by the words of a range of tokens. */
  actorOfWords(first: number, last: number): string | null
  /** The same for a body that is a country's by "its": "Its foreign ministry". `first`: the token of "its". */
  actorOfIts(first: number, head: number): string | null
}

/** What the article says each person is, mention by mention, fullest names first. Keyed by entity. */
export function rolesOfPeople(p: Passage, pieces: readonly NamePiece[], pieceAt: Int32Array, naming: Naming): Map<number, RoleMention[]> {
  const roles = new Map<number, RoleMention[]>()
  naming.entities.forEach(({ kind, pieces: own }, entity) => {
    if (kind !== 'person') return
    const found: { role: RoleMention; full: boolean }[] = []
    for (const index of own.slice(0, 12)) {
      const piece = pieces[index] as NamePiece
      const role = roleAt(p, piece, pieces, pieceAt)
      if (role !== undefined && !isOnlyAddress(p, role)) found.push({ role, full: piece.parts.length > 1 })
    }
    found.sort((a, b) => Number(b.full) - Number(a.full))
    if (found.length > 0)
      roles.set(
        entity,
        found.map(({ role }) => role),
      )
  })
  return roles
}

const isOnlyAddress = (p: Passage, role: RoleMention): boolean =>
  role.ranges.every(({ first, last }) => last - first === 1 && ADDRESS.has(plain(p.words[first] as string)))

/**
 * Works out once for which actor each entity speaks. `home`: the country that unnamed offices belong to; `isSaid`: whether a token lies in what
 * somebody is quoted or reported to have said; `isSource`: whether it is among the words that name a speaker.
 */
export function actorsOf(
  p: Passage,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
  naming: Naming,
  roles: ReadonlyMap<number, readonly RoleMention[]>,
  home: string | undefined,
  isSaid: (token: number) => boolean,
  isSource: (token: number) => boolean,
): Voices {
  const actorOfWords = (first: number, last: number): string | null => stateOf(p, first, last, pieces, pieceAt, home)
  const known = naming.entities.map((named) => (named.kind === 'person' ? undefined : bodyActor(p, pieces, pieceAt, named, home)))
  const around = { p, pieces, pieceAt, naming, actors: known, roles, isSaid, isSource }
  // The country that has just spoken, or the article's own; where these are two, nothing says which, but for a spokesman, who goes on.
  const atHome = (role: RoleMention): string | undefined => {
    const at = role.ranges[0]?.first ?? 0
    // "Ghana recalled its ambassador to Togo after President X had laughed": of two countries, nothing says whose.
    if (home !== undefined && isAmongOthers(around, at, home)) return undefined
    const speaking = countryBefore(around, at)
    if (speaking === undefined || home === undefined || /^spokes/u.test(p.lower[role.noun] ?? '')) return speaking ?? home
    return speaking === home ? home : undefined
  }
  const people = new Map<number, string | null>()
  const personActor = (entity: number): string | null => {
    for (const role of roles.get(entity) ?? []) {
      const spoken = spokenFor(p, role, pieces, pieceAt)
      if ('actor' in spoken) {
        if (spoken.actor !== null || isDecided(p, role)) return spoken.actor
        continue
      }
      if (spoken.of !== undefined) return nearbyActor(around, role, spoken.of) ?? null
      const likely = nearbyActor(around, role) ?? (spoken.atHome ? atHome(role) : countryOfStance(around, role))
      return likely !== undefined && hasOffice(p, role, likely) ? likely : null
    }
    return null
  }
  return {
    actorOf(entity) {
      if (entity < 0) return null
      if (naming.entities[entity]?.kind !== 'person') return known[entity] ?? null
      const cached = people.get(entity)
      if (cached !== undefined) return cached
      const actor = personActor(entity)
      people.set(entity, actor)
      return actor
    },
    actorOfWords,
    actorOfIts: (first, head) => countryOfIts(around, first, head),
  }
}

// A role that says somebody is a former or private person settles it; a mere membership or title leaves it to the next mention.
const isDecided = (p: Passage, role: RoleMention): boolean =>
  role.ranges.some(({ first, last }) => {
    for (let t = first; t < last; t++) if (NO_LONGER.has(plain(p.words[t] as string))) return true
    return false
  })

function bodyActor(p: Passage, pieces: readonly NamePiece[], pieceAt: Int32Array, named: Named, home: string | undefined): string | null {
  if (named.country !== undefined) return named.country
  for (const index of named.pieces.slice(0, 6)) {
    const piece = pieces[index] as NamePiece
    if (named.kind !== 'body' || !STATE_BODY_NOUNS.has(p.lower[piece.last - 1] as string)) continue
    const actor = stateOf(p, Math.max(0, piece.first - 3), piece.last, pieces, pieceAt, home)
    if (actor !== null) return actor
  }
  return null
}

// The state whose body the words name: "Tajikistan's Foreign Ministry", "the Swedish transport ministry", "the foreign ministry" (at home).
function stateOf(
  p: Passage,
  first: number,
  last: number,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
  home: string | undefined,
): string | null {
  const noun = p.lower[last - 1] as string
  if (!STATE_BODY_NOUNS.has(noun)) return null
  const sentence = p.sentenceOf[last - 1]
  for (let t = last - 1; t >= first; t--) {
    if (p.sentenceOf[t] !== sentence || /^(?:,|;|\.|VB.*)$/u.test(p.tokens[t]?.tag ?? '')) break
    const sense = senseAt(p, t, last, pieces, pieceAt)
    if (sense !== undefined && sense.link !== 'capital') return sense.actor
  }
  const of = p.lower[last] === 'of' ? senseAt(p, p.lower[last + 1] === 'the' ? last + 2 : last + 1, last + 7, pieces, pieceAt) : undefined
  if (of !== undefined) return of.actor
  return /^(?:ministry|government|military|embassy)$/u.test(noun) ? (home ?? null) : null
}

// "Observers from the OSCE": the international body that sent them.
function senderOf(p: Passage, head: number): string | null {
  if (p.lower[head + 1] !== 'from' && p.lower[head + 1] !== 'of') return null
  const first = p.lower[head + 2] === 'the' ? head + 3 : head + 2
  const sense = actorSense(p.words.slice(first, first + 2).join(' ')) ?? actorSense(p.words[first] ?? '')
  return sense !== undefined && actorNamed(sense.actor)?.kind === 'body' ? sense.actor : null
}

const STATES_OWN = /^(?:ministry|government|embassy|military|army|parliament|presidency|cabinet)$/u

/** Who is meant where nobody is named: the words themselves as role, and the actor where they speak for one ("two US officials"). */
export function unnamedSpeaker(p: Passage, voices: Voices, source: readonly Span[], first: number, head: number): Speaker {
  const span = source[0]
  const role = span === undefined ? null : p.text.slice(span.start, span.end).replace(/\s+/gu, ' ').trim()
  const noun = plain(p.words[head] as string).replace(/s$/u, '')
  let actor: string | null = null
  let barred = PRIVATE_NOUNS.has(noun) || !OFFICIAL_NOUNS.has(noun.replace(/men$/u, 'man').replace(/women$/u, 'woman'))
  for (let t = first; t <= head && !barred; t++) if (NO_LONGER.has(plain(p.words[t] as string))) barred = true
  for (let t = first; t <= head && !barred && actor === null; t++) {
    const sense = /^\p{Lu}/u.test(p.words[t] as string)
      ? (actorSense(p.words.slice(t, t + 2).join(' ')) ?? actorSense(p.words[t] as string))
      : undefined
    if (sense !== undefined && actorNamed(sense.actor) !== undefined) actor = sense.actor
  }
  if (actor === null && p.lower[first] === 'its' && STATES_OWN.test(noun)) actor = voices.actorOfIts(first, head)
  if (actor === null && !barred && p.lower[head + 1] === 'for') {
    let last = head + 2
    while (last < p.tokens.length && last < head + 9 && /^(?:DT|JJ|NN.*|POS)$/u.test(p.tokens[last]?.tag ?? '')) last++
    actor = last > head + 2 ? voices.actorOfWords(head + 2, last) : null
  }
  if (actor === null && /^(?:observer|monitor|inspector)$/u.test(noun)) actor = senderOf(p, head)
  return { name: null, role: role === '' ? null : role, actor }
}
