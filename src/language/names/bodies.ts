import { type BodiesKnown, registerParts } from './bodies-known.js'
import { isSameThing, keyOf } from './body-keys.js'
import { bodyOfPart } from './body-parts.js'
import { isEpithet } from './epithets.js'
import type { NamePiece } from './name-pieces.js'
import { addNamed, type Gathering, joinNamed, printedName } from './naming.js'
import { senseHere } from './shared-offices.js'

/** Gathers bodies, places and the rest: by their words, by initials ("HWU", "S.E.C."), by a part of the name ("the Post", "Fjordline"). `byKey` holds those known already. */
export function gatherBodies(gathering: Gathering, byKey: Map<string, number>): void {
  const { p, pieces, naming } = gathering
  const known = { ...gathering, byKey, byPart: new Map<string, number[]>() }
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] === -1 && piece.parts.length >= 2 && !piece.headline) gatherBody(known, i)
  })
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] === -1 && !isEpithet(p, piece)) gatherBody(known, i)
  })
}

function gatherBody(known: BodiesKnown, index: number): void {
  const { p, pieces, naming, byKey } = known
  const piece = pieces[index] as NamePiece
  const text = printedName(p, piece)
  const sense = senseHere(p, text)
  const country = sense === undefined || sense.link === 'demonym' ? undefined : sense.actor
  const whole = sense !== undefined && sense.link !== 'demonym' && sense.link !== 'body'
  const name = whole && isSameThing(text, sense.actor) ? sense.actor : text
  const key = keyOf(name)
  const same = byKey.get(key) ?? bodyOfPart(known, index, key)
  if (same !== undefined) {
    joinNamed(naming, same, index)
    // "CLEVELAND (Nordnytt) - … Cleveland": the dateline shouts.
    const named = naming.entities[same]
    if (named !== undefined && text.length > 4 && named.name !== text && named.name === text.toUpperCase()) named.name = text
    return
  }
  const entity = addNamed(known, index, piece.kind, name, country)
  byKey.set(key, entity)
  if (piece.parts.length > 1) registerParts(known, piece.parts, entity)
}
