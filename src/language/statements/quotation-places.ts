import type { WordGrid } from './word-grid.js'

/** Whether an opening quotation mark stands right before the word `t`. */
export const opensWith = (grid: WordGrid, t: number): boolean => t > 0 && grid.mark[t - 1] === 1

/** Whether a closing mark follows the word `t`, other punctuation between them aside. */
export function closesWith(grid: WordGrid, t: number): boolean {
  for (let i = t + 1; i < grid.size && i < t + 4 && (grid.shape[i] as number) === 0; i++) if (grid.mark[i] === 2) return true
  return false
}

/** Share of the words from `first` to `last` that stand within quotations. */
export function quotedShare(grid: WordGrid, first: number, last: number): number {
  let words = 0
  let quoted = 0
  for (let t = first; t <= last && t < first + 200; t++) {
    if ((grid.shape[t] as number) === 0) continue
    words++
    if ((grid.quotation[t] as number) >= 0) quoted++
  }
  return words === 0 ? 0 : quoted / words
}

/**
 * The quotation that opens the sentence after the one that token `last` stands in; -1 where that sentence does not begin with one.
 */
export function nextQuotation(grid: WordGrid, last: number): number {
  const sentence = grid.layers.sentences[grid.sentence[last] as number]
  if (sentence === undefined || sentence.last >= grid.size) return -1
  const first = sentence.last
  const quotation = grid.quotation[first] as number
  return quotation >= 0 && grid.quoteFirst[quotation] === first ? quotation : -1
}
