/**
 * Hashed linear models: what every learned part of reading is made of. A feature is a 32-bit hash; its low bits name a bucket; a bucket
 * holds one signed byte for each class that has a weight there. No feature names are kept, so that a model is small and loads at once.
 * Source: Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009.
 */

/**
 * A linear model over hashed features; weights are in units of `scale`. Where there is one class, nearly every bucket holds its weight, and
 * `flat` has one for each. Where there are more, bucket `b` holds the entries from `rows[b]` up to `rows[b + 1]`, each a weight times 256 plus its
 * class; they are filled up to a multiple of four with `NO_ENTRY`, so that they can be added up in fours: how many fours there are is guessed
 * right by a processor far more often than how many weights.
 */
export interface LinearModel {
  /** Number of classes, at most 254; 1 for a yes-or-no model whose only score is the log-odds of yes. */
  readonly classes: number
  /** There are 2^bits buckets. */
  readonly bits: number
  readonly scale: number
  /** Score of each class before any feature. */
  readonly bias: Float32Array
  readonly flat: Int8Array
  readonly rows: Uint32Array
  readonly entries: Int16Array
}

/** What fills a bucket's entries up: no weight, for a class that no model has. */
export const NO_ENTRY = 255

/** Puts a model together, bucket by bucket in their order. */
export class ModelBuilder {
  /** For one class: each bucket's weight is written here. */
  readonly flat: Int8Array
  /** For more: written where `open` says. */
  readonly entries: Int16Array
  private readonly rows: Uint32Array
  private bucket = 0

  /** `weights` is how many there will be at most. */
  constructor(
    private readonly classes: number,
    private readonly bits: number,
    weights: number,
  ) {
    const buckets = 2 ** bits
    this.flat = new Int8Array(classes === 1 ? buckets : 0)
    this.rows = new Uint32Array(classes === 1 ? 1 : buckets + 1)
    this.entries = new Int16Array(classes === 1 ? 0 : weights + 3 * Math.min(weights, buckets))
  }

  /** Where the entries of `bucket` begin, given where those of the one before ended. */
  open(bucket: number, end: number): number {
    let start = end
    while ((start & 3) !== 0) this.entries[start++] = NO_ENTRY
    // A plain loop: `fill` costs more to call than most gaps are long.
    for (let b = this.bucket; b < bucket; ) this.rows[++b] = start
    this.bucket = bucket
    return start
  }

  /** The model, given where the last bucket's entries ended. */
  model(scale: number, bias: Float32Array, end: number): LinearModel {
    const { classes, bits, flat, rows } = this
    const count = classes === 1 ? 0 : this.open(rows.length - 1, end)
    return { classes, bits, scale, bias, flat, rows, entries: this.entries.slice(0, count) }
  }
}

/** Calls `take` for every weight of a model, in the order in which `ModelBuilder` wants them. */
export function eachWeight({ flat, rows, entries }: LinearModel, take: (bucket: number, column: number, weight: number) => void): void {
  for (let bucket = 0; bucket < flat.length; bucket++) if (flat[bucket] !== 0) take(bucket, 0, flat[bucket] as number)
  for (let bucket = 0; bucket + 1 < rows.length; bucket++) {
    const end = rows[bucket + 1] as number
    for (let i = rows[bucket] as number; i < end; i++) {
      const entry = entries[i] as number
      if (entry !== NO_ENTRY) take(bucket, entry & 255, entry >> 8)
    }
  }
}

const MIX_A = 0xcc9e2d51 | 0
const MIX_B = 0x1b873593

/** One round of MurmurHash3 (Appleby, public domain): folds the integer `value` into `hash`. */
export function mix(hash: number, value: number): number {
  return joined(hash, scrambled(value))
}

function scrambled(value: number): number {
  const v = Math.imul(value, MIX_A)
  return Math.imul((v << 15) | (v >>> 17), MIX_B)
}

function joined(hash: number, scrambledValue: number): number {
  const h = hash ^ scrambledValue
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

  /** Room for exactly `count` features, to be written by their number. */
  idsFor(count: number): Int32Array {
    while (this.ids.length < count) this.grow()
    this.count = count
    return this.ids
  }

  private grow(): void {
    const wider = new Int32Array(this.ids.length * 2)
    wider.set(this.ids)
    this.ids = wider
  }
}

/**
 * Many features over few values, each a list of up to three of the values' names, for stages whose features cost more than their scoring. They are
 * numbered on from the first template's number. `values` holds the values by the order in which the list first names them, from 1 on.
 */
export class Templates {
  readonly values: Int32Array
  // For every template its number and which values it takes, 0 (always nought) for none.
  private readonly table: Int32Array
  private readonly mixed: Int32Array

  constructor(first: number, templates: readonly string[]) {
    const names = [...new Set(templates.flatMap((template) => template.split(' ')))]
    this.table = Int32Array.from(
      templates.flatMap((template, i) => {
        const [a, b, c] = template.split(' ').map((name) => names.indexOf(name) + 1)
        return [first + i, a ?? 0, b ?? 0, c ?? 0]
      }),
    )
    this.values = new Int32Array(names.length + 1)
    this.mixed = new Int32Array(names.length + 1)
  }

  /** The features of `values`, the same as `Features.add` would give one by one. */
  fill(features: Features): void {
    const { values, mixed, table } = this
    const ids = features.idsFor(table.length >> 2)
    for (let i = 0; i < values.length; i++) mixed[i] = scrambled(values[i] as number)
    for (let i = 0, at = 0; at < table.length; i++, at += 4) {
      const first = joined(table[at] as number, mixed[table[at + 1] as number] as number)
      const second = joined(first, mixed[table[at + 2] as number] as number)
      ids[i] = finish(joined(second, mixed[table[at + 3] as number] as number))
    }
  }
}

// Sums of whole numbers are exact in any order and need no rounding until the end.
const sums = new Int32Array(256)

/** Writes each class's score for the first `count` of `features` into `out` (length ≥ classes), in log-odds where trained as such. */
export function score(model: LinearModel, features: Int32Array, count: number, out: Float32Array): void {
  const { classes, rows, entries, scale, bias } = model
  if (classes === 1) {
    out[0] = scoreOne(model, features, count)
    return
  }
  const mask = rows.length - 2
  for (let c = 0; c < classes; c++) sums[c] = 0
  for (let f = 0; f < count; f++) {
    const bucket = (features[f] as number) & mask
    const end = rows[bucket + 1] as number
    for (let i = rows[bucket] as number; i < end; i += 4) {
      const first = entries[i] as number
      const second = entries[i + 1] as number
      const third = entries[i + 2] as number
      const fourth = entries[i + 3] as number
      sums[first & 255] = (sums[first & 255] as number) + (first >> 8)
      sums[second & 255] = (sums[second & 255] as number) + (second >> 8)
      sums[third & 255] = (sums[third & 255] as number) + (third >> 8)
      sums[fourth & 255] = (sums[fourth & 255] as number) + (fourth >> 8)
    }
  }
  for (let c = 0; c < classes; c++) out[c] = (sums[c] as number) * scale + (bias[c] as number)
}

/** The score of a one-class model: the log-odds of yes. */
export function scoreOne({ flat, scale, bias }: LinearModel, features: Int32Array, count: number): number {
  const mask = flat.length - 1
  let sum = 0
  for (let f = 0; f < count; f++) sum += flat[(features[f] as number) & mask] as number
  return sum * scale + (bias[0] as number)
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
