import { relation } from './cue-frames.js'
import type { WordGrid } from './word-grid.js'

const PASSIVE = relation('auxpass')
const CASE = relation('case')
const HEARD =
  /^(?:asked|told|reminded|warned|informed|advised|notified|briefed|questioned|quizzed|pressed|grilled|interviewed|confronted|accused|assured)$/iu

/**
 * Whether the source cannot be who speaks, as the cue tells of one to whom something is said: "Holm was asked whether she would resign",
 * "Holm, told that the boats had left, shrugged", "Asked why, Holm laughed". Who says it is another, whom the sentence may not name; behind
 * "by" it does. `cue` and `source` are tokens, -1 where there is no source.
 */
export function isHearer(grid: WordGrid, cue: number, source: number): boolean {
  if (source < 0 || !HEARD.test(wordAt(grid, cue)) || hasChild(grid, source, CASE, /^by$/iu)) return false
  if (opensClause(grid, cue)) return true
  if (hasChild(grid, cue, PASSIVE)) return !isPromised(grid, cue)
  // A bare name and a comma: with an apposition between two commas, or as one ("its chief, Isa Holm, warned"), it may well be the one who asks.
  if (wordAt(grid, cue - 1) !== ',' || source !== cue - 2) return false
  let first = source
  while (first > 0 && source - first < LONGEST_NAME && (grid.shape[first - 1] as number) === 3) first--
  return wordAt(grid, first - 1) !== ','
}

const LONGEST_NAME = 5

// "Asked why", "But asked why", "when asked why", "after being asked why": no subject of its own.
function opensClause(grid: WordGrid, cue: number): boolean {
  const first = (grid.layers.sentences[grid.sentence[cue] as number] as { first: number }).first
  const before = wordAt(grid, cue - 1).toLowerCase()
  if (cue === first || /^(?:when|whenever|if|once|being)$/u.test(before)) return true
  return cue === first + 1 && /^(?:but|and|yet)$/u.test(before)
}

// "is assured of a majority": no words were spoken.
const isPromised = (grid: WordGrid, cue: number): boolean => wordAt(grid, cue) === 'assured' && wordAt(grid, cue + 1) === 'of'

const wordAt = (grid: WordGrid, t: number): string => (t < 0 ? '' : grid.layers.text.slice(grid.start[t], grid.end[t]))

function hasChild(grid: WordGrid, t: number, link: number, word = /./u): boolean {
  for (let child = grid.firstChild[t] as number; child >= 0; child = grid.nextSibling[child] as number)
    if (grid.relation[child] === link && word.test(wordAt(grid, child))) return true
  return false
}
