import { actorNamed, actorSense } from '../names/actors.js'
import { firstFrom, type NamePiece } from '../names/name-pieces.js'
import type { RoleMention } from '../names/roles.js'
import { STATE_OFFICES } from '../words/titles.js'
import { isDisputed, MOST_LOOKED_AT, nearbyActor, type Surroundings } from './nearby-country.js'

/** What is looked at to tell which country alone has just spoken. */
export interface Speaking extends Surroundings {
  readonly pieceAt: Int32Array
  readonly roles: ReadonlyMap<number, readonly RoleMention[]>
  /** Whether a token stands among the words that name a statement's speaker. */
  isSource(token: number): boolean
}

/** Sentences that the country's may stand before the office's. */
const NEAR = 2
const ATTITUDE =
  /^(?:angry|cautious|defiant|furious|grateful|outraged|pleased|satisfied|sceptical|skeptical|unhappy|unimpressed|unmoved|wary)$/u

/** "China protested." */
const ANSWERS = /^(?:protested|objected|retaliated|countered|disagreed|reacted|responded|replied|scoffed|demurred)$/u

/**
 * The country that alone has spoken right before token `at`: "Greece said it would not sell. …, said government spokesman X". A sentence of the
 * same paragraph, or the last one before it, begins with the country, and since that paragraph began no other country and no holder of a state's
 * office is named. Undefined where it is not that plain.
 */
export function countryBefore(around: Speaking, at: number): string | undefined {
  const { p } = around
  const sentence = p.sentenceOf[at] as number
  const paragraph = p.sentences[sentence]?.paragraph ?? 0
  for (let number = sentence - 1; number >= Math.max(0, sentence - NEAR); number--) {
    const own = p.sentences[number]?.paragraph ?? -1
    if (own !== paragraph && (number < sentence - 1 || own !== paragraph - 1)) return undefined
    const actor = speakingCountry(around, number)
    if (actor === undefined) continue
    let start = number
    while (p.sentences[start - 1]?.paragraph === own) start--
    return isAlone(around, p.sentences[start]?.first ?? 0, at, sentence, actor) ? actor : undefined
  }
  return undefined
}

/** The country that a sentence begins with, where it says something there or takes a stand. */
function speakingCountry({ p, pieces, pieceAt, isSource }: Speaking, sentence: number): string | undefined {
  const opening = p.sentences[sentence]?.first ?? -1
  const first = p.lower[opening] === 'the' ? opening + 1 : opening
  const piece = pieces[pieceAt[first] as number]
  if (piece === undefined || piece.first !== first || piece.kind === 'person') return undefined
  const sense = actorSense(piece.parts.join(' '))
  if (sense === undefined || sense.link === 'demonym' || actorNamed(sense.actor)?.kind !== 'country') return undefined
  const stands = /^(?:is|was|are|were|remained)$/u.test(p.lower[piece.last] ?? '') && ATTITUDE.test(p.lower[piece.last + 1] ?? '')
  return isSource(first) || stands || ANSWERS.test(p.lower[piece.last] ?? '') ? sense.actor : undefined
}

// What the office's own holder says in its sentence may name anybody.
function isAlone({ p, pieces, naming, roles, isSaid }: Speaking, from: number, at: number, sentence: number, actor: string): boolean {
  const before = firstFrom(pieces, at)
  for (let i = before - 1; i >= 0; i--) {
    const piece = pieces[i] as NamePiece
    if (piece.first < from) return true
    if (before - i > MOST_LOOKED_AT) return false
    if (p.sentenceOf[piece.first] === sentence && isSaid(piece.first)) continue
    const sense = actorSense(piece.parts.join(' '))
    if (sense !== undefined && sense.actor !== actor && actorNamed(sense.actor)?.kind === 'country') return false
    const theirs = roles.get(naming.entityOf[i] as number) ?? []
    if (piece.kind === 'person' && theirs.some(({ noun }) => STATE_OFFICES.has(p.lower[noun] ?? ''))) return false
  }
  return true
}

/** The country whose body "its ministry" is: the subject of the last sentence, where no other is named; null where that is open. */
export function countryOfIts(around: Speaking, first: number, head: number): string | null {
  const { p, pieces, isSaid } = around
  const actor = nearbyActor(around, { ranges: [{ first: first + 1, last: head + 1 }], noun: head, owner: first })
  if (actor === undefined || isDisputed(around, first, actor)) return null
  for (let i = firstFrom(pieces, first) - 1; i >= 0; i--) {
    const piece = pieces[i] as NamePiece
    if (p.sentenceOf[piece.first] !== (p.sentenceOf[first] as number) - 1) return null
    const isSubject = p.tokens[piece.last - 1]?.relation.startsWith('nsubj') && !isSaid(piece.first)
    const sense = actorSense(piece.parts.join(' '))
    if (isSubject && sense?.actor === actor) return actorNamed(actor)?.kind === 'country' && sense.link !== 'demonym' ? actor : null
  }
  return null
}

const STANDS = /^(?:supports|backs|opposes|rejects|welcomes|condemns|endorses)$/u

/** "The United States supports the proposal, ambassador X said.": the country that an ambassador says takes a stand, and no other named. */
export function countryOfStance({ p, pieces, pieceAt, isSaid }: Speaking, role: RoleMention): string | undefined {
  if (!/^(?:ambassador|envoy)$/u.test(p.lower[role.noun] ?? '') || role.owner !== -1) return undefined
  const sentence = p.sentences[p.sentenceOf[role.noun] as number]
  if (sentence === undefined) return undefined
  const first = p.lower[sentence.first] === 'the' ? sentence.first + 1 : sentence.first
  const piece = pieces[pieceAt[first] as number]
  if (piece === undefined || piece.first !== first || !isSaid(first) || !STANDS.test(p.lower[piece.last] ?? '')) return undefined
  const named = new Set<string>()
  for (let t = sentence.first; t < sentence.last; t++) {
    const one = pieces[pieceAt[t] as number]
    if (one === undefined || one.first !== t) continue
    const sense = actorSense(one.parts.join(' '))
    if (sense !== undefined && sense.link !== 'demonym' && actorNamed(sense.actor)?.kind === 'country') named.add(sense.actor)
  }
  const [only] = named
  return named.size === 1 && actorSense(piece.parts.join(' '))?.actor === only ? only : undefined
}

/** Whether the sentence names `home` and then another country before the office at token `at` and its reason: "… after President X said". */
export function isAmongOthers({ p, pieces, isSaid }: Speaking, at: number, home: string): boolean {
  if (!/^(?:after|when|as|because|while|since|before)$/u.test(p.lower[at - 1] ?? '')) return false
  const actors: string[] = []
  for (let i = firstFrom(pieces, p.sentences[p.sentenceOf[at] as number]?.first ?? 0); i < firstFrom(pieces, at); i++) {
    const piece = pieces[i] as NamePiece
    const sense = actorSense(piece.parts.join(' '))
    if (sense !== undefined && actorNamed(sense.actor)?.kind === 'country' && !(isSaid(piece.first) && p.quotationOf[piece.first] !== -1))
      actors.push(sense.actor)
  }
  return actors.includes(home) && actors.some((actor) => actor !== home)
}
