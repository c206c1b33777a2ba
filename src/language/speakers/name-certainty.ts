/**
 * How often a pronoun's likeliest antecedent turned out right, by how sure the ranker was: read off 200 pronouns of training articles that were
 * checked by reading (docs/quality.md). The ranker takes more than half of its own doubts for certainties.
 */
const RIGHT: readonly (readonly [ranker: number, right: number])[] = [
  [0, 0.2],
  [0.5, 0.5],
  [0.7, 0.7],
  [0.85, 0.8],
  [0.92, 0.9],
  [0.97, 0.95],
  [1, 0.98],
]

/** The probability that a pronoun's link is right, from the share that the ranker gives it; rises with it. Both from 0 to 1. */
export function pronounCertainty(share: number): number {
  const at = RIGHT.findIndex(([ranker]) => share <= ranker)
  const [x1, y1] = RIGHT[Math.max(1, at)] ?? [1, 1]
  const [x0, y0] = RIGHT[Math.max(0, at - 1)] ?? [0, 0]
  return y0 + ((y1 - y0) * (Math.min(1, share) - x0)) / (x1 - x0)
}
