/**
 * Sums of small decision trees over a row of numbers: the second look at what linear models have scored, where evidence interacts.
 * Nodes of all trees lie in flat columns; at node `i` a row goes to `child[i]` where `row[feature[i]] <= value[i]`, else to
 * `child[i] + 1`; where `child[i]` is 0 the node is a leaf and `value[i]` is added to the score.
 * Source: Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 2001.
 */
export interface BoostedTrees {
  /** Score before any tree, in log-odds. */
  readonly base: number
  /** First node of each tree. */
  readonly roots: Uint32Array
  readonly feature: Uint8Array
  readonly value: Float32Array
  readonly child: Uint32Array
}

/** The score of `row`: log-odds where trained so. */
export function scoreTrees(trees: BoostedTrees, row: Float32Array): number {
  const { roots, feature, value, child } = trees
  let sum = trees.base
  for (let r = 0; r < roots.length; r++) {
    let node = roots[r] as number
    let next = child[node] as number
    while (next !== 0) {
      node = (row[feature[node] as number] as number) <= (value[node] as number) ? next : next + 1
      next = child[node] as number
    }
    sum += value[node] as number
  }
  return sum
}

/** What a forest is kept as within a pack's tables: numbers as base64 of little-endian columns. */
export interface PackedTrees {
  readonly base: number
  readonly roots: string
  readonly feature: string
  readonly value: string
  readonly child: string
}

/** Packs a forest; children are kept as distances from their parent, which are small. */
export function packTrees(trees: BoostedTrees): PackedTrees {
  const { base, roots, feature, value, child } = trees
  const steps = Uint16Array.from(child, (c, i) => (c === 0 ? 0 : c - i))
  return { base, roots: toBase64(roots), feature: toBase64(feature), value: toBase64(value), child: toBase64(steps) }
}

/** Reads a packed forest; throws on what `packTrees` did not write, as weights ship with the program and are read once. */
export function unpackTrees(packed: PackedTrees): BoostedTrees {
  const steps = new Uint16Array(bytesOf(packed.child))
  return {
    base: packed.base,
    roots: new Uint32Array(bytesOf(packed.roots)),
    feature: new Uint8Array(bytesOf(packed.feature)),
    value: new Float32Array(bytesOf(packed.value)),
    child: Uint32Array.from(steps, (s, i) => (s === 0 ? 0 : s + i)),
  }
}

/** The bytes of a column of numbers, as base64. */
export const toBase64 = (column: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }): string =>
  Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64')

/** A fresh buffer with the bytes that `toBase64` wrote. */
export function bytesOf(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
