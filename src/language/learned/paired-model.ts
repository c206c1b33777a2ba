import { type LinearModel, NO_ENTRY } from './weights.js'

/** A model of at most ten classes with all of a filled bucket's weights in five numbers, two in each, so that scoring asks nothing on its way. */
export interface PairedModel {
  readonly classes: number
  readonly scale: number
  readonly bias: Float32Array
  /** Where each bucket's five numbers begin in `pairs`; 0, where there are five noughts, for a bucket that holds nothing. */
  readonly rows: Uint32Array
  /** The weight of class 2n, plus 65536 times that of class 2n + 1. */
  readonly pairs: Int32Array
}

const PAIRS = 5
// Sums of whole numbers are exact in any order and need no rounding until the end.
const sums = new Int32Array(2 * PAIRS)

/** The same model in pairs; its scores are the same. */
export function paired({ classes, scale, bias, rows, entries }: LinearModel): PairedModel {
  const places = new Uint32Array(rows.length - 1)
  // A filled bucket has four entries at least.
  const pairs = new Int32Array((entries.length / 4 + 1) * PAIRS)
  let filled = 0
  let i = 0
  for (let b = 0; b < places.length; b++) {
    const end = rows[b + 1] as number
    if (i === end) continue
    const at = ++filled * PAIRS
    places[b] = at
    for (; i < end; i++) {
      const entry = entries[i] as number
      const pair = at + ((entry & 255) >> 1)
      if (entry !== NO_ENTRY) pairs[pair] = (pairs[pair] as number) + ((entry & 1) === 0 ? entry >> 8 : (entry >> 8) << 16)
    }
  }
  return { classes, scale, bias, rows: places, pairs: pairs.slice(0, (filled + 1) * PAIRS) }
}

/** As `score`, for at most 250 features. */
export function scorePaired(model: PairedModel, features: Int32Array, count: number, out: Float32Array): void {
  const { classes, scale, bias, rows, pairs } = model
  const mask = rows.length - 1
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  for (let f = 0; f < count; f++) {
    const at = rows[(features[f] as number) & mask] as number
    a = (a + (pairs[at] as number)) | 0
    b = (b + (pairs[at + 1] as number)) | 0
    c = (c + (pairs[at + 2] as number)) | 0
    d = (d + (pairs[at + 3] as number)) | 0
    e = (e + (pairs[at + 4] as number)) | 0
  }
  part(a, 0)
  part(b, 2)
  part(c, 4)
  part(d, 6)
  part(e, 8)
  for (let k = 0; k < classes; k++) out[k] = (sums[k] as number) * scale + (bias[k] as number)
}

function part(pair: number, at: number): void {
  const low = (pair << 16) >> 16
  sums[at] = low
  sums[at + 1] = (pair - low) >> 16
}
