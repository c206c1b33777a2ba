/**
 * Sums of small decision trees over a row of numbers: the second look at what linear models have scored, where evidence interacts.
 * Source: Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 2001.
 */
export interface BoostedTrees {
  /** Score before any tree, in log-odds. */
  readonly base: number
  /** Where each tree's first node begins in `links`. */
  readonly roots: Uint32Array
  /**
   * Nodes of two numbers side by side, so that a step through a tree touches memory once. The first (`links`) is 0 for a leaf; else its low
   * byte is a column of the row, the rest says where the node's first child begins, the second right behind it. The second (`values`, the same
   * memory as 32-bit floats) is what a leaf adds to the score; else a row goes to the first child where its column is at most that.
   */
  readonly links: Int32Array
  readonly values: Float32Array
}

/** Nodes of all trees in columns, as they are grown and kept: `child` is a node's first child, its second stands behind it; 0 for a leaf. */
export interface TreeColumns {
  readonly base: number
  /** First node of each tree. */
  readonly roots: ArrayLike<number>
  readonly feature: ArrayLike<number>
  readonly value: ArrayLike<number>
  readonly child: ArrayLike<number>
}

/** Trees ready to score with. At most 256 columns and four million nodes. */
export function treesOf({ base, roots, feature, value, child }: TreeColumns): BoostedTrees {
  const links = new Int32Array(2 * value.length)
  const values = new Float32Array(links.buffer)
  for (let node = 0; node < value.length; node++) {
    values[2 * node + 1] = value[node] as number
    if (child[node] !== 0) links[2 * node] = ((2 * (child[node] as number)) << 8) | (feature[node] as number)
  }
  return { base, roots: Uint32Array.from(roots, (root) => 2 * root), links, values }
}

/** The score of `row`: log-odds where trained so. */
export function scoreTrees({ base, roots, links, values }: BoostedTrees, row: Float32Array): number {
  let sum = base
  for (let r = 0; r < roots.length; r++) {
    let node = roots[r] as number
    for (let link = links[node] as number; link !== 0; link = links[node] as number) {
      // Added, not chosen: processors guess wrongly at half of all choices.
      node = (link >>> 8) + (Number((row[link & 255] as number) > (values[node + 1] as number)) << 1)
    }
    sum += values[node + 1] as number
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
export function packTrees({ base, roots, links, values }: BoostedTrees): PackedTrees {
  const nodes = Array.from({ length: links.length / 2 }, (_, i) => i)
  const link = (i: number): number => links[2 * i] as number
  return {
    base,
    roots: toBase64(roots.map((root) => root / 2)),
    feature: toBase64(Uint8Array.from(nodes, (i) => link(i) & 255)),
    value: toBase64(Float32Array.from(nodes, (i) => values[2 * i + 1] as number)),
    child: toBase64(Uint16Array.from(nodes, (i) => (link(i) === 0 ? 0 : (link(i) >>> 9) - i))),
  }
}

/** Reads a packed forest; throws on what `packTrees` did not write, as weights ship with the program and are read once. */
export function unpackTrees(packed: PackedTrees): BoostedTrees {
  return treesOf({
    base: packed.base,
    roots: new Uint32Array(bytesOf(packed.roots)),
    feature: new Uint8Array(bytesOf(packed.feature)),
    value: new Float32Array(bytesOf(packed.value)),
    child: Uint32Array.from(new Uint16Array(bytesOf(packed.child)), (step, i) => (step === 0 ? 0 : step + i)),
  })
}

/** The bytes of a column of numbers, as base64. */
export const toBase64 = (column: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }): string =>
  Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64')

/** A fresh buffer with the bytes that `toBase64` wrote. */
export function bytesOf(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
