import type { Calibration } from '../src/language/statements/statement-models.js'

/** A score given to something, and whether it was right. */
export interface Judged {
  readonly score: number
  readonly right: boolean
}

/**
 * From scores to chances by isotonic regression (pool adjacent violators; Zadrozny and Elkan, KDD 2002), in blocks of at least `least`
 * cases, so that a few lucky ones claim nothing.
 */
export function calibrate(cases: readonly Judged[], least = 150): Calibration {
  const sorted = [...cases].sort((a, b) => a.score - b.score)
  const blocks: { sum: number; right: number; size: number }[] = []
  for (let i = 0; i < sorted.length; i += least) {
    const end = sorted.length - i < 2 * least ? sorted.length : i + least
    const part = sorted.slice(i, end)
    blocks.push({ sum: part.reduce((s, c) => s + c.score, 0), right: part.filter((c) => c.right).length, size: part.length })
    if (end === sorted.length) break
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    let last = { ...block }
    for (let top = pooled.at(-1); top !== undefined && top.right / top.size >= last.right / last.size; top = pooled.at(-1)) {
      pooled.pop()
      last = { sum: top.sum + last.sum, right: top.right + last.right, size: top.size + last.size }
    }
    pooled.push(last)
  }
  const round = (x: number): number => Math.round(x * 1000) / 1000
  return { scores: pooled.map((b) => round(b.sum / b.size)), chances: pooled.map((b) => round(b.right / b.size)) }
}
