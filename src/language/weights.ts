/**
 * Hashed linear models: what every learned part of reading is made of. A feature is a 32-bit hash; its low bits name a bucket; a bucket
 * holds one signed byte for each class that has a weight there. No feature names are kept, so that a model is small and loads at once.
 * Source: Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009.
 */

/**
 * A linear model over hashed features, many classes, sparse: bucket `b` holds entries `rows[b]` to `rows[b + 1]`,
 * each a class (`columns`) and a weight (`values`, in units of `scale`).
 */
export interface LinearModel {
  /** Number of classes; 1 for a yes-or-no model whose only score is the log-odds of yes. */
  readonly classes: number
  /** There are 2^bits buckets. */
  readonly bits: number
  readonly scale: number
  /** Score of each class before any feature. */
  readonly bias: Float32Array
  readonly rows: Uint32Array
  readonly columns: Uint8Array
  readonly values: Int8Array
}

const MIX_A = 0xcc9e2d51 | 0
const MIX_B = 0x1b873593

/** One round of MurmurHash3 (Appleby, public domain): folds the integer `value` into `hash`. */
export function mix(hash: number, value: number): number {
  let v = Math.imul(value, MIX_A)
  v = Math.imul((v << 15) | (v >>> 17), MIX_B)
  const h = hash ^ v
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Spreads what is left in the high bits over the low ones, which name the bucket. */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** 32-bit hash of `text` (FNV-1a over code units), or of the part of it between `start` and `end`. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let h = 0x811c9dc5 | 0
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

/**
 * A list of features that is filled and cleared over and over, so that scoring makes no garbage.
 * Template numbers keep `add(1, word)` and `add(2, word)` apart; numbers given as values must be integers (bin what is real).
 */
export class Features {
  ids: Int32Array
  count = 0

  constructor(capacity = 64) {
    this.ids = new Int32Array(capacity)
  }

  clear(): void {
    this.count = 0
  }

  /** Adds the feature "template with these values"; the order of the values matters. */
  add(template: number, a: number, b = 0, c = 0): void {
    if (this.count === this.ids.length) this.grow()
    this.ids[this.count++] = finish(mix(mix(mix(template, a), b), c))
  }

  /** The features so far, as a list of its own that later changes leave alone (for training examples). */
  copy(): Int32Array {
    return this.ids.slice(0, this.count)
  }

  private grow(): void {
    const wider = new Int32Array(this.ids.length * 2)
    wider.set(this.ids)
    this.ids = wider
  }
}

/** Writes each class's score for the first `count` of `features` into `out` (length ≥ classes), in log-odds where trained as such. */
export function score(model: LinearModel, features: Int32Array, count: number, out: Float32Array): void {
  const { classes, rows, columns, values, scale, bias } = model
  const mask = rows.length - 2
  for (let c = 0; c < classes; c++) out[c] = 0
  for (let f = 0; f < count; f++) {
    const bucket = (features[f] as number) & mask
    const end = rows[bucket + 1] as number
    for (let i = rows[bucket] as number; i < end; i++) {
      const column = columns[i] as number
      out[column] = (out[column] as number) + (values[i] as number)
    }
  }
  for (let c = 0; c < classes; c++) out[c] = (out[c] as number) * scale + (bias[c] as number)
}

/** A model of at most four classes with a bucket's weights side by side in one number, for scoring that must be fast above all. */
export interface PackedModel {
  readonly classes: number
  /** The weight of class `c` is byte `c` of `buckets[b]`, lowest first. */
  readonly buckets: Int32Array
}

/** The same model, packed; its scores come without scale and bias, which do not change which class is best where the bias is zero. */
export function packed({ classes, rows, columns, values }: LinearModel): PackedModel {
  const buckets = new Int32Array(rows.length - 1)
  let i = 0
  for (let b = 0; b < buckets.length; b++) {
    const end = rows[b + 1] as number
    if (i === end) continue
    let bytes = 0
    for (; i < end; i++) bytes |= ((values[i] as number) & 255) << ((columns[i] as number) * 8)
    buckets[b] = bytes
  }
  return { classes, buckets }
}

/** Writes each class's score, in the model's own units, into `out` (length ≥ 4). */
export function scorePacked({ buckets }: PackedModel, features: Int32Array, count: number, out: Float32Array): void {
  const mask = buckets.length - 1
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let f = 0; f < count; f++) {
    const bytes = buckets[(features[f] as number) & mask] as number
    a += (bytes << 24) >> 24
    b += (bytes << 16) >> 24
    c += (bytes << 8) >> 24
    d += bytes >> 24
  }
  out[0] = a
  out[1] = b
  out[2] = c
  out[3] = d
}

/** The score of a one-class model: the log-odds of yes. */
export function scoreOne(model: LinearModel, features: Int32Array, count: number): number {
  const { rows, values } = model
  const mask = rows.length - 2
  let sum = 0
  for (let f = 0; f < count; f++) {
    const bucket = (features[f] as number) & mask
    const at = rows[bucket] as number
    if (at < (rows[bucket + 1] as number)) sum += values[at] as number
  }
  return sum * model.scale + (model.bias[0] as number)
}

/** Log-odds to probability. */
export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/** Index of the highest of the first `classes` scores; the first of equals. */
export function best(scores: Float32Array, classes: number): number {
  let top = 0
  for (let c = 1; c < classes; c++) if ((scores[c] as number) > (scores[top] as number)) top = c
  return top
}

/** Turns scores into probabilities in place (softmax). */
export function softmax(scores: Float32Array, classes: number): void {
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < classes; c++) top = Math.max(top, scores[c] as number)
  let sum = 0
  for (let c = 0; c < classes; c++) {
    scores[c] = Math.exp((scores[c] as number) - top)
    sum += scores[c] as number
  }
  for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) / sum
}
