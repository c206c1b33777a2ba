import { type CueFrame, emptyFrame, fillFrame } from './cue-frames.js'
import { type CueRates, mayBeCue, RATE_KEYS, rateKeys, rateSlot } from './cue-rates.js'
import { personOf } from './cue-rows.js'
import type { Proposal } from './statement-rows.js'
import { tagId, type WordGrid } from './word-grid.js'

const FINITE = new Set(['VBD', 'VBZ', 'VBP'].map((tag) => tagId(tag)))

// Of 255: words that report in six of ten places, and seen at least a dozen times (binary logarithm, in eighths).
const LEAST_RATE = 150
const LEAST_SEEN = 30

const frame: CueFrame = emptyFrame()
const keys = new Int32Array(RATE_KEYS)

/**
 * Cues within the indirect content of kept statements: "Brandt stressed that the dam was safe, the ministry said" reports twice. The learned
 * models leave the inner one out, as their corpus hardly marks it, so it is told by rule: a verb that mostly reports, with a name or
 * "he", "she", "they" as its own subject and a clause behind it. Token indexes, in text order, without those that are kept anyway.
 */
export function nestedCues(grid: WordGrid, kept: readonly Proposal[], rates: CueRates): number[] {
  const own = new Set(kept.map(({ cue }) => cue))
  const found = new Set<number>()
  for (const { option } of kept) {
    for (const stretch of [option.after, option.before]) {
      if (stretch === null) continue
      for (let t = stretch.first; t <= stretch.last; t++) if (!own.has(t) && reports(grid, t, stretch.last, rates)) found.add(t)
    }
  }
  return [...found].sort((a, b) => a - b)
}

function reports(grid: WordGrid, t: number, last: number, rates: CueRates): boolean {
  if (!FINITE.has(grid.tag[t] as number) || (grid.quotation[t] as number) >= 0 || !mayBeCue(grid, t, rates)) return false
  fillFrame(grid, t, frame)
  const { subject, subjectKind, clause, negated } = frame
  if (subjectKind !== 1 || subject > t || clause <= t || clause > last || negated) return false
  const name = grid.name[subject] as number
  if (name !== 1 && name !== 2 && name !== 3 && personOf(grid.word[subject] as number) !== 3) return false
  rateKeys(grid, frame, keys)
  const slot = rateSlot(rates, keys[0] as number)
  return (rates.rate[slot] as number) >= LEAST_RATE && (rates.seen[slot] as number) >= LEAST_SEEN
}
