import { type LinearModel, ModelBuilder } from '../src/language/learned/weights.js'

/** One thing to learn from: its features (`Features.copy()`), its class, and how much it counts (1 unless told). */
export interface Example {
  readonly features: Int32Array
  readonly label: number
  readonly weight?: number
}

/** A repeatable source of numbers in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Shuffles `items` in place by `random`. */
export function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = items[i] as T
    items[i] = items[j] as T
    items[j] = held
  }
  return items
}

/** Averaged perceptron over hashed features (Collins, EMNLP 2002), for structured tasks that do their own decoding. */
export class Perceptron {
  readonly weights: Float32Array
  private readonly drift: Float32Array
  private readonly counts: Uint8Array
  private readonly mask: number
  /** Updates are weighed by when they came; call `tick` once an example, right or wrong. */
  private steps = 1

  constructor(
    readonly classes: number,
    readonly bits: number,
    /** A feature counted less often than this (see `count`) is never given weight. */
    private readonly minimum = 0,
  ) {
    this.counts = new Uint8Array(minimum > 0 ? 2 ** bits : 0)
    this.weights = new Float32Array(classes * 2 ** bits)
    this.drift = new Float32Array(classes * 2 ** bits)
    this.mask = 2 ** bits - 1
  }

  /** Notes that these features occur once more in the training data; done for all of it before learning. */
  count(features: Int32Array, count: number): void {
    const { counts, mask } = this
    for (let f = 0; f < count; f++) {
      const at = (features[f] as number) & mask
      if ((counts[at] as number) < 255) counts[at] = (counts[at] as number) + 1
    }
  }

  tick(): void {
    this.steps++
  }

  score(features: Int32Array, count: number, out: Float32Array): void {
    const { classes, weights, mask } = this
    out.fill(0, 0, classes)
    for (let f = 0; f < count; f++) {
      const base = ((features[f] as number) & mask) * classes
      for (let c = 0; c < classes; c++) out[c] = (out[c] as number) + (weights[base + c] as number)
    }
  }

  /** Adds `amount` to the weights of `label` for these features (negative to take away). */
  update(features: Int32Array, count: number, label: number, amount: number): void {
    const { classes, weights, drift, mask, steps, counts, minimum } = this
    for (let f = 0; f < count; f++) {
      const bucket = (features[f] as number) & mask
      if (minimum > 0 && (counts[bucket] as number) < minimum) continue
      const at = bucket * classes + label
      weights[at] = (weights[at] as number) + amount
      drift[at] = (drift[at] as number) + amount * steps
    }
  }

  /** The averaged weights. */
  averaged(): Float32Array {
    const { weights, drift, steps } = this
    return weights.map((w, i) => w - (drift[i] as number) / steps)
  }
}

export interface LogisticOptions {
  readonly classes: number
  readonly bits: number
  readonly epochs?: number
  readonly rate?: number
  /** Strength of the pull towards zero, by example. */
  readonly l2?: number
  readonly seed?: number
  /** Gives the mean of the weights after each epoch but the first, which wavers less than the last. */
  readonly averaged?: boolean
}

/** Weights as learned: bucket-major (`weights[bucket * classes + class]`), with each class's bias. */
export interface Learned {
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/**
 * Logistic regression by AdaGrad (Duchi et al., JMLR 2011). `classes` 1: yes-or-no, labels 0 and 1, one score, the log-odds of yes;
 * otherwise softmax over `classes`. Same examples, options and seed: same weights.
 */
export function trainLogistic(examples: readonly Example[], options: LogisticOptions): Learned {
  const { classes, bits, epochs = 8, rate = 0.2, l2 = 1e-6, seed = 1, averaged = false } = options
  const mask = 2 ** bits - 1
  const weights = new Float32Array(classes * 2 ** bits)
  const sums = new Float32Array(averaged ? weights.length : 0)
  const squares = new Float32Array(classes * 2 ** bits).fill(1e-4)
  const bias = new Float32Array(classes)
  const biasSquares = new Float32Array(classes).fill(1e-4)
  const gradient = new Float32Array(classes)
  const random = randomFrom(seed)
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const index of shuffle(order, random)) {
      const { features, label, weight = 1 } = examples[index] as Example
      gradient.set(bias)
      for (let f = 0; f < features.length; f++) {
        const base = ((features[f] as number) & mask) * classes
        for (let c = 0; c < classes; c++) gradient[c] = (gradient[c] as number) + (weights[base + c] as number)
      }
      toGradient(gradient, classes, label, weight)
      for (let f = 0; f < features.length; f++) {
        const base = ((features[f] as number) & mask) * classes
        for (let c = 0; c < classes; c++) step(weights, squares, base + c, gradient[c] as number, rate, l2)
      }
      for (let c = 0; c < classes; c++) step(bias, biasSquares, c, gradient[c] as number, rate, 0)
    }
    if (epoch > 0) for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (weights[i] as number)
  }
  return averaged && epochs > 1 ? { weights: sums.map((sum) => sum / (epochs - 1)), bias } : { weights, bias }
}

function toGradient(scores: Float32Array, classes: number, label: number, weight: number): void {
  if (classes === 1) {
    scores[0] = (1 / (1 + Math.exp(-(scores[0] as number))) - label) * weight
    return
  }
  const top = scores.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let c = 0; c < classes; c++) sum += Math.exp((scores[c] as number) - top)
  for (let c = 0; c < classes; c++) scores[c] = (Math.exp((scores[c] as number) - top) / sum - (c === label ? 1 : 0)) * weight
}

function step(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number, l2: number): void {
  if (Math.abs(gradient) < 1e-7) return
  const g = gradient + l2 * (weights[at] as number)
  squares[at] = (squares[at] as number) + g * g
  weights[at] = (weights[at] as number) - (rate * g) / Math.sqrt(squares[at] as number)
}

export interface QuantiseOptions {
  /** Weights nearer to zero than this many units of the scale are dropped; 0.5 drops only what rounds to zero. */
  readonly prune?: number
  /** Share of the non-zero weights that must fit without being cut off at the byte's end. */
  readonly keep?: number
}

/** Weights to one byte each, near-zero ones dropped: what is shipped. */
export function quantise(learned: Learned, classes: number, bits: number, { prune = 0.5, keep = 1 }: QuantiseOptions = {}): LinearModel {
  const { weights, bias } = learned
  const sizes = weights
    .filter((w) => w !== 0)
    .map(Math.abs)
    .sort()
  const top = sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * keep))] ?? 1
  const scale = (top || 1) / 127
  const buckets = 2 ** bits
  const builder = new ModelBuilder(classes, bits, sizes.length)
  let end = 0
  for (let b = 0; b < buckets; b++) {
    if (classes > 1) end = builder.open(b, end)
    for (let c = 0; c < classes; c++) {
      const units = (weights[b * classes + c] as number) / scale
      if (Math.abs(units) < prune) continue
      const value = Math.max(-127, Math.min(127, Math.round(units)))
      if (classes === 1) builder.flat[b] = value
      else if (value !== 0) builder.entries[end++] = value * 256 + c
    }
  }
  return builder.model(scale, bias, end)
}
