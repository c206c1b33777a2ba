import { gatherBodies } from './bodies.js'
import type { NamePiece } from './name-pieces.js'
import type { Naming } from './naming.js'
import type { Passage } from './passage.js'
import { gatherPeople } from './people.js'
import { spellOut } from './spelled-out.js'

/** Gathers name pieces into entities. The passage's title is searched for full names that the text itself never gives. Linear but for names of one family name. */
export function gatherNames(p: Passage, pieces: readonly NamePiece[]): Naming {
  const naming: Naming = {
    entities: [],
    entityOf: new Int32Array(pieces.length).fill(-1),
    certainty: new Float32Array(pieces.length).fill(1),
  }
  const gathering = { p, pieces, naming }
  const bodies = spellOut(gathering)
  gatherPeople(gathering)
  gatherBodies(gathering, bodies)
  return naming
}
