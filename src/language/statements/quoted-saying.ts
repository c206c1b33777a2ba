import type { Proposal } from './statement-rows.js'
import { type WordGrid, wordHash } from './word-grid.js'

const QUOTED = new Set(['quoted', 'cited', 'quotes', 'cites', 'quoting', 'citing'].map((word) => wordHash(word)))
const AS = wordHash('as')
const SAYING = wordHash('saying')
const THAT = wordHash('that')
const LONGEST_NAME = 12
const LONGEST_TIME = 5

/**
 * "The agency quoted him as saying on Friday that it was late": he says it, not the agency. Gives the proposal with who is quoted as its
 * source and what he says as its content, or as it was. A proposal with two stretches is left alone.
 */
export function quotedSaying(grid: WordGrid, proposal: Proposal): Proposal {
  const { cue, option } = proposal
  const { after } = option
  if (after === null || option.before !== null || !QUOTED.has(grid.word[cue] as number)) return proposal
  for (let t = after.first + 1; t < after.last - 2 && t <= after.first + LONGEST_NAME; t++) {
    if (grid.word[t] !== AS || grid.word[t + 1] !== SAYING) continue
    let first = t + 2
    for (let k = first; k <= first + LONGEST_TIME && k < after.last; k++) if (grid.word[k] === THAT) first = k
    return { ...proposal, source: t - 1, option: { ...option, after: { ...after, first } } }
  }
  return proposal
}
