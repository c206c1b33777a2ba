import { relation } from './cue-frames.js'
import type { WordGrid } from './word-grid.js'

const PASSIVE_SUBJECT = relation('nsubjpass')
const HEARD =
  /^(?:asked|told|reminded|warned|informed|advised|notified|briefed|questioned|quizzed|pressed|grilled|interviewed|confronted|accused|assured)$/iu

/**
 * Whether the source is one to whom the cue says something is said: "Holm was asked whether she would resign", "Holm, told that the boats had
 * left, shrugged". Who says it is another, whom the sentence may not name. `cue` and `source` are tokens, -1 where there is no source.
 */
export function isHearer(grid: WordGrid, cue: number, source: number): boolean {
  if (source < 0 || source > cue || !HEARD.test(wordAt(grid, cue))) return false
  if (grid.relation[source] === PASSIVE_SUBJECT && grid.head[source] === cue) return !isPromised(grid, cue)
  // A bare name and a comma: with an apposition between two commas, it may well be the one who asks.
  return wordAt(grid, cue - 1) === ',' && source === cue - 2
}

// "is assured of a majority": no words were spoken.
const isPromised = (grid: WordGrid, cue: number): boolean => wordAt(grid, cue) === 'assured' && wordAt(grid, cue + 1) === 'of'

const wordAt = (grid: WordGrid, t: number): string => grid.layers.text.slice(grid.start[t], grid.end[t])
