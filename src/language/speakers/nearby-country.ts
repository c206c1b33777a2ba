import { actorNamed, actorSense } from '../names/actors.js'
import { firstFrom, type NamePiece } from '../names/name-pieces.js'
import type { Naming } from '../names/naming.js'
import type { Passage } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'
import { BODY_NOUNS, STATE_BODY_NOUNS } from '../words/bodies.js'

/** What is looked at around a role that does not name its state. */
export interface Surroundings {
  readonly p: Passage
  readonly pieces: readonly NamePiece[]
  readonly naming: Naming
  /** Actor of each entity that is no person; null for none. */
  readonly actors: readonly (string | null | undefined)[]
  /** Whether a token lies in what somebody is quoted or reported to have said. */
  isSaid(token: number): boolean
}

interface Sign {
  readonly actor: string | null
  /** Where the sentence says that it happens ("In Oslo, …"). */
  readonly located?: boolean
  readonly score: number
}

const LOOKED_AT = 12
/** Names of one paragraph beyond which nothing in it is plain. */
export const MOST_LOOKED_AT = 60
const NEITHER = /^(?:his|her|my|our|your)$/u

/**
 * The actor that the words right before a role point at: the body or country spoken of ("The Kremlin is ready …, spokeswoman X said"), what "its"
 * means ("Its mission chief, X"), or the place ("In Oslo, Transport Minister X"). What somebody is reported to say of a country does not count, and
 * neither does what does not stand out from the rest. Undefined where nothing does. Looks back a bounded way. `only`: the one actor that has
 * such an office at all.
 */
export function nearbyActor(around: Surroundings, role: RoleMention, only?: string): string | undefined {
  const { p } = around
  const at = role.ranges[0]?.first ?? 0
  const owned = role.owner !== -1
  if (owned && NEITHER.test(p.lower[role.owner] as string)) return undefined
  const signs = [...namedSigns(around, at, owned), ...(owned ? commonBodies(p, at) : [])].sort((a, b) => b.score - a.score)
  const [top] = signs
  if (top === undefined || top.score < (owned ? 0 : 1)) return undefined
  const rival = signs.find(({ actor }) => actor !== top.actor)
  if (top.actor === null || (rival !== undefined && rival.score >= top.score)) return undefined
  if (only !== undefined) return top.actor === only ? only : undefined
  // "Poland closed its border. The Kremlin protested. Interior Minister X said …": one of two states' ministers, and nothing says whose.
  if (!owned && !top.located && !isSpokes(around, role) && isDisputed(around, at, top.actor)) return undefined
  return top.actor
}

const isSpokes = ({ p }: Surroundings, { noun }: RoleMention): boolean => /^spokes/u.test(p.lower[noun] ?? '')

/** Whether a country besides `actor` is named, by name, capital or adjective, in the same paragraph or the last sentence before token `at`, outside what is said. */
export function isDisputed({ p, pieces, isSaid }: Surroundings, at: number, actor: string): boolean {
  const sentence = p.sentenceOf[at] as number
  const paragraph = p.sentences[sentence]?.paragraph
  const before = firstFrom(pieces, at)
  for (let i = before - 1; i >= 0; i--) {
    if (before - i > MOST_LOOKED_AT) return true
    const piece = pieces[i] as NamePiece
    const own = p.sentenceOf[piece.first] as number
    if (own < sentence - 1 && p.sentences[own]?.paragraph !== paragraph) return false
    if (own === sentence && (isSaid(piece.first) || p.quotationOf[piece.first] !== -1)) continue
    const sense = actorSense(piece.parts.join(' '))
    if (sense !== undefined && sense.actor !== actor && actorNamed(sense.actor)?.kind === 'country') return true
  }
  return false
}

// Bodies and places before the role, in its sentence or in the last one (two for "its"); bodies that are no actors count for "its" alone.
function namedSigns({ p, pieces, naming, actors, isSaid }: Surroundings, at: number, owned: boolean): Sign[] {
  const sentence = p.sentenceOf[at] as number
  const signs: Sign[] = []
  const before = firstFrom(pieces, at)
  for (let i = before - 1; i >= 0 && i > before - LOOKED_AT; i--) {
    const piece = pieces[i] as NamePiece
    const back = sentence - (p.sentenceOf[piece.first] as number)
    if (back > (owned ? 2 : 1)) break
    const entity = naming.entityOf[i] as number
    const organ = stateBodyAfter(p, piece)
    const kind = organ === -1 ? naming.entities[entity]?.kind : 'body'
    const actor = actors[entity] ?? null
    if (kind === undefined || kind === 'person' || (actor === null && !(owned && kind === 'body'))) continue
    if (p.quotationOf[piece.first] !== -1 || (isSaid(piece.first) && kind !== 'body')) continue
    const subject = p.tokens[organ === -1 ? piece.last - 1 : organ]?.relation.startsWith('nsubj')
    const location = !owned && back === 0 && isLocation(p, piece)
    // "China sells them. …, Transport Minister X said", "Spain sent planes, and Prime Minister X said": a country that does something is not
    // the minister's for that.
    if (!owned && !location && (kind !== 'body' || (back === 0 && !isSaid(piece.first) && isJoined(p, piece.last, at)))) continue
    signs.push({ actor, located: location, score: (subject ? 2 : 0) + (location ? 3 : 0) + (kind === 'body' ? 1 : 0) - back })
  }
  return signs
}

/** The noun of the state's body that a country's name opens ("Argentina's environment ministry", "the Swedish government"): its token; -1 for none. */
export function stateBodyAfter(p: Passage, piece: NamePiece): number {
  const owner = p.tokens[piece.last]?.tag === 'POS' || actorSense(piece.parts.join(' '))?.link === 'demonym'
  if (owner) for (let t = piece.last; t <= piece.last + 2; t++) if (STATE_BODY_NOUNS.has(p.lower[t] as string)) return t
  return -1
}

// "The Kremlin protested, but Interior Minister X said": clauses of their own.
function isJoined(p: Passage, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (/^(?:and|but|while|as|after|though|although)$/u.test(p.lower[t] as string)) return true
  return false
}

// "In Oslo, …": where the sentence says that it happens.
const isLocation = (p: Passage, piece: NamePiece): boolean =>
  /^(?:in|from|at)$/u.test(p.lower[piece.first - 1] ?? '') &&
  p.sentences[p.sentenceOf[piece.first] as number]?.first === piece.first - 1 &&
  p.words[piece.last] === ','

// "The union called it a betrayal. Its secretary …": bodies without a name, which speak for no state.
function commonBodies(p: Passage, at: number): Sign[] {
  const sentence = p.sentenceOf[at] as number
  const start = p.sentences[Math.max(0, sentence - 1)]?.first ?? 0
  const signs: Sign[] = []
  for (let t = at - 1; t >= Math.max(start, at - 60); t--) {
    const word = p.lower[t] as string
    if (p.tokens[t]?.tag !== 'NN' || !BODY_NOUNS.has(word) || STATE_BODY_NOUNS.has(word) || p.quotationOf[t] !== -1) continue
    const subject = p.tokens[t]?.relation.startsWith('nsubj')
    signs.push({ actor: null, score: (subject ? 2 : 0) + 1 - (sentence - (p.sentenceOf[t] as number)) })
  }
  return signs
}
