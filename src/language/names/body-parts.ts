import { BODY_NOUNS } from '../words/bodies.js'
import { actorSense } from './actors.js'
import type { BodiesKnown } from './bodies-known.js'
import { isSameThing, keyOf } from './body-keys.js'
import type { NamePiece } from './name-pieces.js'
import { latestBefore, type Named } from './naming.js'

/**
 * The body that the piece at `index` names by a part of its name ("the Post", "Fjordline", "the Security Council"): the first or last words of a
 * longer name; of several the one named last before. A lone word only with "the", or where it is marked a body. `key`: of the piece's name.
 */
export function bodyOfPart({ p, pieces, naming, byKey, byPart }: BodiesKnown, index: number, key: string): number | undefined {
  const piece = pieces[index] as NamePiece
  const text = piece.parts.join(' ')
  const sense = actorSense(text)
  if (piece.kind === 'place' || piece.kind === 'person' || (sense !== undefined && isSameThing(text, sense.actor))) return undefined
  const capitals = /^\p{Lu}{2,}\.?$/u.test(piece.parts[0] as string)
  if (piece.parts.length === 1 && p.lower[piece.first - 1] !== 'the' && piece.kind !== 'body' && !capitals) return undefined
  // "State's lawyers": a department by its first word.
  const department = p.lower[piece.first - 1] === 'the' ? undefined : byKey.get(`${key} department`)
  if (department !== undefined || ALWAYS_WHOLE.test(key)) return department
  const ends = new Set([piece.parts[0], piece.parts.at(-1)].map((word) => keyOf(word as string)))
  const fits = [...new Set([...ends].flatMap((word) => byPart.get(word) ?? []))].filter((entity) => {
    const { kind, name } = naming.entities[entity] as Named
    return kind !== 'place' && kind !== 'person' && isLongerName(name, key)
  })
  if (fits.length < 2) return fits[0]
  const lastBefore = (entity: number): number => latestBefore(naming.entities[entity] as Named, index)
  return fits.reduce((best, entity) => (lastBefore(entity) > lastBefore(best) ? entity : best))
}

// Bodies that go by one word; "White House" is no longer form of "House".
const ALWAYS_WHOLE = /^(?:house|senate|congress|parliament|state|states|court|party|committee|department|police|poll|union|council)$/u

// "Fjordline Ferries" is Fjordline, "Western Post" the Post; "Fjordline Flight 20" and "Fjordline President" are other things.
function isLongerName(printed: string, key: string): boolean {
  const name = keyOf(printed)
  if (name.endsWith(` ${key}`)) return !/-\p{Ll}/u.test(printed.slice(0, -key.length))
  if (!name.startsWith(`${key} `) || / (?:and|&) /u.test(name)) return false
  const last = name.slice(name.lastIndexOf(' ') + 1)
  return BODY_NOUNS.has(last) || COMPANY_ENDINGS.test(last)
}

const COMPANY_ENDINGS =
  /^(?:inc|corp|co|ltd|llc|plc|ag|sa|holdings|industries|international|usa|america|publishing|airways|pictures|records|books|motor|stores|markets|reports|decisions|polling|strategies|research|communications|media|digital|technologies|systems|motors|foods|pharmaceuticals|fund|ferries|lines|brothers|associates|partners|capital|energy|oil|gas|solutions)$/u
