import type { Stretch } from '../src/language/statements/content-options.js'
import { mentionAround } from '../src/language/statements/sources.js'
import type { WordGrid } from '../src/language/statements/word-grid.js'
import type { GoldTokens } from './attribution-corpus.js'

/** The words of an option's stretches that are no punctuation. */
export function wordsOf(grid: WordGrid, stretches: readonly (Pick<Stretch, 'first' | 'last'> | null)[], cue: number): Set<number> {
  const words = new Set<number>()
  for (const stretch of stretches) {
    if (stretch === null) continue
    for (let t = stretch.first; t <= stretch.last; t++) if ((grid.shape[t] as number) !== 0 && t !== cue) words.add(t)
  }
  return words
}

/** Words in both, as a share of the words in either. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  for (const x of a) if (b.has(x)) shared++
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

/** The words of a list of tokens that are no punctuation. */
export const wordSet = (grid: WordGrid, tokens: readonly number[]): Set<number> =>
  new Set(tokens.filter((t) => (grid.shape[t] as number) !== 0))

/** Whether the mention that `head` heads is the gold source: at least half of the shorter one's words, or gold names none. */
export function sourceAgrees(grid: WordGrid, gold: GoldTokens, head: number): boolean {
  const words = wordSet(grid, gold.source)
  if (words.size === 0) return true
  if (head < 0) return false
  const [first, last] = mentionAround(grid, head, -1, grid.size)
  const own = wordsOf(grid, [{ first, last }], -1)
  let shared = 0
  for (const t of own) if (words.has(t)) shared++
  return shared / Math.min(own.size, words.size) >= 0.5
}
