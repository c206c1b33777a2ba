import { tagId, type WordGrid, wordHash } from './word-grid.js'

const COMMA = wordHash(',')
const NOUN = tagId('NN')
/** A person, in `WordGrid.name`. */
const PERSON = 1
const LONGEST_NAME = 5

/**
 * The source of a cue that follows a person between commas, where a source further off was taken: "The lender lost money, and its chief, | Isa
 * Holm, warned". Gives the name's last token, or the source as it was.
 */
export function nearestSource(grid: WordGrid, cue: number, source: number): number {
  const last = cue - 2
  if (source < 0 || source > last || grid.word[cue - 1] !== COMMA || grid.name[last] !== PERSON) return source
  let first = last
  while (first > 0 && last - first < LONGEST_NAME && grid.name[first - 1] === PERSON) first--
  const noun = first - 2
  if (noun <= source || grid.word[first - 1] !== COMMA || grid.tag[noun] !== NOUN || grid.sentence[noun] !== grid.sentence[cue])
    return source
  return (grid.right[source] as number) >= noun ? source : last
}
