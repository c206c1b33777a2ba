import { initialsOf, keyOf } from './body-keys.js'
import { type Gathering, MOST_OF_ONE_WORD } from './naming.js'

/** The bodies, places and other things gathered so far, to be found by their names. */
export interface BodiesKnown extends Gathering {
  /** Key of a whole name, or of its initials → entity. */
  readonly byKey: Map<string, number>
  /** Key of a name's first or last word → entities. */
  readonly byPart: Map<string, number[]>
}

/** Lets a name of several words be found by its initials and by its first and last word. */
export function registerParts({ byKey, byPart }: BodiesKnown, parts: readonly string[], entity: number): void {
  for (const short of initialsOf(parts)) if (!byKey.has(short)) byKey.set(short, entity)
  for (const part of new Set([parts[0], parts.at(-1)].map((word) => keyOf(word as string)))) {
    const list = byPart.get(part)
    if (list === undefined) byPart.set(part, [entity])
    else if (list.length < MOST_OF_ONE_WORD) list.push(entity)
  }
}
