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
   * Nodes of two numbers side by side, so that a step through a tree touches memory once. The low byte of the first (`links`) is a column of the
   * row, the rest says where the node's first child begins, the second right behind it. The second (`values`, the same memory as 32-bit floats) is
   * where a row parts: it goes to the first child where its column is at most that. A leaf has the column `LEAF` and leads to itself; its second
   * number is what it adds to the score.
   */
  readonly links: Int32Array
  readonly values: Float32Array
}

// No row has this column: it holds what is larger than nothing, so that a step from a leaf ends where it began.
const LEAF = 255

/** Nodes of all trees in columns, as they are grown and kept: `child` is a node's first child, its second stands behind it; 0 for a leaf. */
export interface TreeColumns {
  readonly base: number
  /** First node of each tree. */
  readonly roots: ArrayLike<number>
  readonly feature: ArrayLike<number>
  readonly value: ArrayLike<number>
  readonly child: ArrayLike<number>
}

/** Trees ready to score with. At most 255 columns and four million nodes. */
export function treesOf({ base, roots, feature, value, child }: TreeColumns): BoostedTrees {
  const links = new Int32Array(2 * value.length)
  const values = new Float32Array(links.buffer)
  for (let node = 0; node < value.length; node++) {
    const isLeaf = child[node] === 0
    values[2 * node + 1] = value[node] as number
    links[2 * node] = ((2 * (isLeaf ? node : (child[node] as number))) << 8) | (isLeaf ? LEAF : (feature[node] as number))
  }
  return { base, roots: Uint32Array.from(roots, (root) => 2 * root), links, values }
}

// The row that is scored, with the column of leaves behind it.
const columns = new Float32Array(LEAF + 1).fill(Number.NaN)

/**
 * The score of `row`: log-odds where trained so. Five trees are gone through side by side: within one, every step waits for the one before, and a
 * processor that waits can as well take the steps of four others. They are added up in their order, as one after the other.
 */
export function scoreTrees({ base, roots, links, values }: BoostedTrees, row: Float32Array): number {
  columns.set(row)
  const together = roots.length - (roots.length % 5)
  let sum = base
  for (let r = 0; r < together; r += 5) {
    let a = roots[r] as number
    let b = roots[r + 1] as number
    let c = roots[r + 2] as number
    let d = roots[r + 3] as number
    let e = roots[r + 4] as number
    for (;;) {
      const linkA = links[a] as number
      const linkB = links[b] as number
      const linkC = links[c] as number
      const linkD = links[d] as number
      const linkE = links[e] as number
      if ((linkA & linkB & linkC & linkD & linkE & LEAF) === LEAF) break
      // Added, not chosen: processors guess wrongly at half of all choices.
      a = (linkA >>> 8) + (Number((columns[linkA & 255] as number) > (values[a + 1] as number)) << 1)
      b = (linkB >>> 8) + (Number((columns[linkB & 255] as number) > (values[b + 1] as number)) << 1)
      c = (linkC >>> 8) + (Number((columns[linkC & 255] as number) > (values[c + 1] as number)) << 1)
      d = (linkD >>> 8) + (Number((columns[linkD & 255] as number) > (values[d + 1] as number)) << 1)
      e = (linkE >>> 8) + (Number((columns[linkE & 255] as number) > (values[e + 1] as number)) << 1)
    }
    sum += values[a + 1] as number
    sum += values[b + 1] as number
    sum += values[c + 1] as number
    sum += values[d + 1] as number
    sum += values[e + 1] as number
  }
  for (let r = together; r < roots.length; r++) sum += values[leafOf(links, values, roots[r] as number) + 1] as number
  return sum
}

// The leaf that the row in `columns` comes to from the node at `root`.
function leafOf(links: Int32Array, values: Float32Array, root: number): number {
  let node = root
  for (let link = links[node] as number; (link & LEAF) !== LEAF; link = links[node] as number) {
    node = (link >>> 8) + (Number((columns[link & 255] as number) > (values[node + 1] as number)) << 1)
  }
  return node
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
  const isLeaf = (i: number): boolean => (link(i) & LEAF) === LEAF
  return {
    base,
    roots: toBase64(roots.map((root) => root / 2)),
    feature: toBase64(Uint8Array.from(nodes, (i) => (isLeaf(i) ? 0 : link(i) & 255))),
    value: toBase64(Float32Array.from(nodes, (i) => values[2 * i + 1] as number)),
    child: toBase64(Uint16Array.from(nodes, (i) => (isLeaf(i) ? 0 : (link(i) >>> 9) - i))),
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
