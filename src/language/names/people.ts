import { sharedFamilies } from './family-addresses.js'
import { gatherFullNames } from './full-names.js'
import { gatherHeadlineNames } from './headline-names.js'
import { gatherLoneNames } from './lone-names.js'
import { genderOfTitles } from './name-titles.js'
import type { Gathering } from './naming.js'
import { joinShortNames } from './short-names.js'

/** Gathers people: full names first, so that "Egge" finds both Egges whichever comes first; then the short ones in text order. */
export function gatherPeople(gathering: Gathering): void {
  const { p, pieces, naming } = gathering
  const known = { ...gathering, byWord: new Map<string, number[]>(), shared: sharedFamilies(p, pieces) }
  gatherFullNames(known)
  joinShortNames(known)
  gatherHeadlineNames(known)
  gatherLoneNames(known)
  pieces.forEach((piece, i) => {
    const entity = naming.entities[naming.entityOf[i] as number]
    if (entity?.kind === 'person') entity.gender = clamp(entity.gender + genderOfTitles(p, piece))
  })
}

const clamp = (x: number): number => Math.max(-1, Math.min(1, x))
