import type { Run } from './content-trims.js'
import type { Proposal } from './statement-rows.js'
import { type WordGrid, wordHash } from './word-grid.js'

const COMMA = wordHash(',')
const ACCORDING = wordHash('according')

/**
 * Where the source of "according to" ends, if its words run on into what is reported: "According to Holm, | fewer than a third had gone". Gives the
 * source's last token before the comma, or undefined where the source is well. What stands between two commas explains the source and stays.
 */
export function accordingEnd(grid: WordGrid, { cue, option }: Proposal, source: Run | null): number | undefined {
  if (source === null || grid.word[cue] !== ACCORDING || source[0] < cue || option.after?.first !== source[1] + 1) return undefined
  for (let t = source[0] + 1; t <= source[1]; t++) if (grid.word[t] === COMMA) return t - 1
  return undefined
}
