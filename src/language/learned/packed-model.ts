import { type LinearModel, NO_ENTRY } from './weights.js'

/** A model of at most four classes with a bucket's weights side by side in one number, for scoring that must be fast above all. */
export interface PackedModel {
  readonly classes: number
  /** The weight of class `c` is byte `c` of `buckets[b]`, lowest first. */
  readonly buckets: Int32Array
}

/** The same model, packed; its scores come without scale and bias, which do not change which class is best where the bias is zero. */
export function packed({ classes, rows, entries }: LinearModel): PackedModel {
  const buckets = new Int32Array(rows.length - 1)
  let i = 0
  for (let b = 0; b < buckets.length; b++) {
    const end = rows[b + 1] as number
    if (i === end) continue
    let bytes = 0
    for (; i < end; i++) {
      const entry = entries[i] as number
      if (entry !== NO_ENTRY) bytes |= ((entry >> 8) & 255) << ((entry & 255) * 8)
    }
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
