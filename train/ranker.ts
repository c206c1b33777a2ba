import { type Learned, randomFrom, shuffle } from './linear.js'

/** Candidates of one choice: each candidate's features, and which one is right. */
export interface Choice {
  readonly candidates: readonly Int32Array[]
  readonly right: number
}

export interface RankerOptions {
  readonly bits: number
  readonly epochs?: number
  readonly rate?: number
  readonly l2?: number
  readonly seed?: number
}

/**
 * Learns one weight a feature so that the right candidate of each choice is the likeliest (conditional logit, AdaGrad).
 * Same choices, options and seed: same weights.
 */
export function trainRanker(choices: readonly Choice[], { bits, epochs = 6, rate = 0.1, l2 = 1e-6, seed = 1 }: RankerOptions): Learned {
  const mask = 2 ** bits - 1
  const weights = new Float32Array(2 ** bits)
  const squares = new Float32Array(2 ** bits).fill(1e-3)
  const sums = new Float32Array(weights.length)
  const random = randomFrom(seed)
  const order = choices.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const index of shuffle(order, random)) {
      const { candidates, right } = choices[index] as Choice
      const chances = chancesOf(candidates, weights, mask)
      candidates.forEach((features, i) => {
        const gradient = (chances[i] as number) - (i === right ? 1 : 0)
        if (Math.abs(gradient) < 1e-4) return
        for (const feature of features) {
          const at = feature & mask
          const g = gradient + l2 * (weights[at] as number)
          squares[at] = (squares[at] as number) + g * g
          weights[at] = (weights[at] as number) - (rate * g) / Math.sqrt(squares[at] as number)
        }
      })
    }
    if (epoch > 0) for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (weights[i] as number)
  }
  return { weights: epochs > 1 ? sums.map((sum) => sum / (epochs - 1)) : weights, bias: new Float32Array(1) }
}

function chancesOf(candidates: readonly Int32Array[], weights: Float32Array, mask: number): number[] {
  const scores = candidates.map((features) => {
    let sum = 0
    for (const feature of features) sum += weights[feature & mask] as number
    return sum
  })
  const top = Math.max(...scores)
  const sizes = scores.map((s) => Math.exp(s - top))
  const sum = sizes.reduce((a, b) => a + b, 0)
  return sizes.map((s) => s / sum)
}
