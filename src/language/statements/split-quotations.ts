import type { ContentOption } from './content-options.js'
import { type WordGrid, wordHash } from './word-grid.js'

const COMMA = wordHash(',')
const OPENS = 1

// Log-odds from which another cue between the two parts may own the second.
const RIVAL = -1

/**
 * Of a cue's readings the one in which its quotation goes on behind it, where the sentence leaves no doubt: `"Our wells are dry," said Ms. Orsini,
 * who farms here, "not after the election."` The sentence opens with a quotation that ends in a comma, and closes with one that a comma leads to,
 * with no other likely cue between. `option` itself otherwise.
 */
export function goneOn(
  grid: WordGrid,
  cue: number,
  option: ContentOption,
  options: readonly ContentOption[],
  scores: Float32Array,
): ContentOption {
  const { before, after } = option
  if (before === null || after !== null) return option
  const { first, last } = grid.layers.sentences[grid.sentence[cue] as number] as { first: number; last: number }
  const quotation = grid.quotation[before.last] as number
  if (quotation < 0 || grid.quoteFirst[quotation] !== first) return option
  const close = grid.quoteLast[quotation] as number
  if (close >= cue || close - before.last > 2 || !(grid.word[close - 1] === COMMA || grid.word[close + 1] === COMMA)) return option
  const opening = openingAfter(grid, cue, last, scores)
  if (opening < 0 || grid.word[opening - 1] !== COMMA || (grid.quoteLast[grid.quotation[opening] as number] as number) < last - 2)
    return option
  return (
    options.find(
      (other) => other.before?.first === before.first && other.before.last === before.last && other.after?.first === opening + 1,
    ) ?? option
  )
}

// The next opening mark behind the cue in its sentence; -1 where there is none, or a rival stands before it.
function openingAfter(grid: WordGrid, cue: number, last: number, scores: Float32Array): number {
  for (let t = cue + 1; t < last; t++) {
    if (grid.mark[t] === OPENS) return t
    if ((scores[t] as number) > RIVAL) return -1
  }
  return -1
}
