import { type BoostedTrees, treesOf } from '../src/language/learned/boosted-trees.js'
import { randomFrom } from './linear.js'

/** Rows to learn from: `width` numbers a row one after another, and a target from 0 to 1 each. */
export interface TreeRows {
  readonly width: number
  readonly values: Float32Array
  readonly targets: Float32Array
  /** How much each row counts; 1 unless told. */
  readonly weights?: Float32Array
  /** Number of the choice each row is a candidate of, rows of one choice side by side; where told, each choice's targets sum to one. */
  readonly choices?: Int32Array
}

export interface TreeOptions {
  readonly trees?: number
  readonly leaves?: number
  readonly rate?: number
  /** Least sum of second derivatives in a leaf. */
  readonly leafWeight?: number
  readonly l2?: number
  /** Share of the columns that each tree may look at. */
  readonly columns?: number
  /** Share of the rows that each tree is grown from. */
  readonly sample?: number
  readonly seed?: number
}

const BINS = 64

/** A growing list of rows of the same width. */
export class RowList {
  private values: Float32Array
  private readonly marks: number[] = []
  private readonly choices: number[] = []
  count = 0

  constructor(readonly width: number) {
    this.values = new Float32Array(width * 1024)
  }

  /** Adds a row; `choice` tells which choice it is a candidate of, where all rows are candidates. */
  add(row: Float32Array, target: number, choice?: number): void {
    if ((this.count + 1) * this.width > this.values.length) {
      const wider = new Float32Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values.set(row.subarray(0, this.width), this.count * this.width)
    this.marks.push(target)
    if (choice !== undefined) this.choices.push(choice)
    this.count++
  }

  row(i: number): Float32Array {
    return this.values.subarray(i * this.width, (i + 1) * this.width)
  }

  target(i: number): number {
    return this.marks[i] as number
  }

  /** The rows that `keep` takes, or all. */
  rows(keep: (i: number) => boolean = () => true): TreeRows {
    const chosen: number[] = []
    for (let i = 0; i < this.count; i++) if (keep(i)) chosen.push(i)
    const values = new Float32Array(chosen.length * this.width)
    chosen.forEach((i, at) => {
      values.set(this.row(i), at * this.width)
    })
    const rows = { width: this.width, values, targets: Float32Array.from(chosen, (i) => this.target(i)) }
    return this.choices.length === 0 ? rows : { ...rows, choices: Int32Array.from(chosen, (i) => this.choices[i] as number) }
  }
}

interface Leaf {
  readonly node: number
  readonly rows: Int32Array
  readonly histogram: Float64Array
  readonly gradient: number
  readonly hessian: number
  gain: number
  column: number
  bin: number
}

/**
 * Gradient-boosted trees with logistic loss (among the candidates of a choice: softmax), grown leaf by leaf over binned columns (as LightGBM does; Ke et al., NIPS 2017). Targets may
 * be fractions. Same rows, options and seed: same trees.
 */
export function trainTrees(rows: TreeRows, options: TreeOptions = {}): BoostedTrees {
  return new Grower(rows, {
    trees: 200,
    leaves: 24,
    rate: 0.08,
    leafWeight: 8,
    l2: 2,
    columns: 0.5,
    sample: 0.7,
    seed: 1,
    ...options,
  }).grow()
}

class Grower {
  private readonly count: number
  private readonly bins: Uint8Array[]
  private readonly edges: Float32Array[]
  private readonly scores: Float64Array
  private readonly gradients: Float64Array
  private readonly hessians: Float64Array
  private readonly gathered: readonly Float64Array[]
  private readonly random: () => number
  private readonly roots: number[] = []
  private readonly feature: number[] = []
  private readonly value: number[] = []
  private readonly child: number[] = []

  constructor(
    private readonly rows: TreeRows,
    private readonly options: Required<TreeOptions>,
  ) {
    this.count = rows.targets.length
    this.edges = Array.from({ length: rows.width }, (_, c) => edgesOf(rows, c))
    this.bins = this.edges.map((edges, c) => binned(rows, c, edges))
    this.scores = new Float64Array(this.count)
    this.gradients = new Float64Array(this.count)
    this.hessians = new Float64Array(this.count)
    this.gathered = [new Float64Array(this.count), new Float64Array(this.count)]
    this.random = randomFrom(options.seed)
  }

  grow(): BoostedTrees {
    const { targets, weights } = this.rows
    let sum = 0
    let total = 0
    for (let i = 0; i < this.count; i++) {
      sum += (targets[i] as number) * (weights?.[i] ?? 1)
      total += weights?.[i] ?? 1
    }
    const mean = Math.min(0.999, Math.max(0.001, sum / Math.max(1, total)))
    const base = Math.log(mean / (1 - mean))
    this.scores.fill(base)
    for (let tree = 0; tree < this.options.trees; tree++) this.addTree()
    return treesOf({ base, roots: this.roots, feature: this.feature, value: this.value, child: this.child })
  }

  private addTree(): void {
    const { targets, weights } = this.rows
    const chances = this.chances()
    for (let i = 0; i < this.count; i++) {
      const p = chances[i] as number
      const weight = weights?.[i] ?? 1
      this.gradients[i] = (p - (targets[i] as number)) * weight
      this.hessians[i] = Math.max(1e-6, p * (1 - p)) * weight
    }
    const picked = new Int32Array(this.count)
    let size = 0
    for (let i = 0; i < this.count; i++) if (this.random() < this.options.sample) picked[size++] = i
    const columns: number[] = []
    for (let c = 0; c < this.rows.width; c++) if (this.random() < this.options.columns) columns.push(c)
    const first = this.feature.length
    this.roots.push(first)
    this.growLeaves(picked.subarray(0, size), columns)
    this.addScores(first)
  }

  // Of each row by itself, or among the candidates of its choice.
  private chances(): Float64Array {
    const { choices } = this.rows
    if (choices === undefined) return this.scores.map((s) => 1 / (1 + Math.exp(-s)))
    const chances = new Float64Array(this.count)
    for (let i = 0, end = 0; i < this.count; i = end) {
      let top = Number.NEGATIVE_INFINITY
      for (end = i; end < this.count && choices[end] === choices[i]; end++) top = Math.max(top, this.scores[end] as number)
      let sum = 0
      for (let k = i; k < end; k++) {
        chances[k] = Math.exp((this.scores[k] as number) - top)
        sum += chances[k] as number
      }
      for (let k = i; k < end; k++) chances[k] = (chances[k] as number) / sum
    }
    return chances
  }

  private growLeaves(rows: Int32Array, columns: readonly number[]): void {
    const root = this.leaf(this.newNode(), rows, this.histogram(rows, columns), columns)
    const leaves = [root]
    while (leaves.length < this.options.leaves) {
      let best = leaves[0] as Leaf
      for (const leaf of leaves) if (leaf.gain > best.gain) best = leaf
      if (best.gain <= 1e-6) break
      leaves.splice(leaves.indexOf(best), 1, ...this.split(best, columns))
    }
    for (const leaf of leaves) this.value[leaf.node] = (-leaf.gradient / (leaf.hessian + this.options.l2)) * this.options.rate
  }

  private newNode(): number {
    this.feature.push(0)
    this.value.push(0)
    this.child.push(0)
    return this.feature.length - 1
  }

  private split(leaf: Leaf, columns: readonly number[]): Leaf[] {
    const bins = this.bins[leaf.column] as Uint8Array
    const left = new Int32Array(leaf.rows.length)
    const right = new Int32Array(leaf.rows.length)
    let l = 0
    let r = 0
    for (const row of leaf.rows) {
      if ((bins[row] as number) <= leaf.bin) left[l++] = row
      else right[r++] = row
    }
    const [a, b] = [left.slice(0, l), right.slice(0, r)]
    const small = this.histogram(l <= r ? a : b, columns)
    const large = leaf.histogram
    for (let i = 0; i < large.length; i++) large[i] = (large[i] as number) - (small[i] as number)
    const first = this.newNode()
    const second = this.newNode()
    this.feature[leaf.node] = leaf.column
    this.value[leaf.node] = (this.edges[leaf.column] as Float32Array)[leaf.bin] as number
    this.child[leaf.node] = first
    return [this.leaf(first, a, l <= r ? small : large, columns), this.leaf(second, b, l <= r ? large : small, columns)]
  }

  private histogram(rows: Int32Array, columns: readonly number[]): Float64Array {
    const sums = new Float64Array(this.rows.width * BINS * 2)
    const n = rows.length
    // Gathered once, so that the loops over columns read them in order.
    const gradients = this.gathered[0] as Float64Array
    const hessians = this.gathered[1] as Float64Array
    for (let i = 0; i < n; i++) {
      gradients[i] = this.gradients[rows[i] as number] as number
      hessians[i] = this.hessians[rows[i] as number] as number
    }
    for (const column of columns) addColumn(sums, column * BINS * 2, this.bins[column] as Uint8Array, rows, gradients, hessians)
    return sums
  }

  private leaf(node: number, rows: Int32Array, histogram: Float64Array, columns: readonly number[]): Leaf {
    let gradient = 0
    let hessian = 0
    for (const row of rows) {
      gradient += this.gradients[row] as number
      hessian += this.hessians[row] as number
    }
    const leaf: Leaf = { node, rows, histogram, gradient, hessian, gain: 0, column: 0, bin: 0 }
    for (const column of columns) this.bestSplit(leaf, column)
    return leaf
  }

  private bestSplit(leaf: Leaf, column: number): void {
    const { l2, leafWeight } = this.options
    const whole = (leaf.gradient * leaf.gradient) / (leaf.hessian + l2)
    const last = (this.edges[column] as Float32Array).length
    let g = 0
    let h = 0
    for (let bin = 0; bin < last; bin++) {
      const at = (column * BINS + bin) * 2
      g += leaf.histogram[at] as number
      h += leaf.histogram[at + 1] as number
      if (h < leafWeight || leaf.hessian - h < leafWeight) continue
      const other = leaf.gradient - g
      const gain = (g * g) / (h + l2) + (other * other) / (leaf.hessian - h + l2) - whole
      if (gain > leaf.gain) {
        leaf.gain = gain
        leaf.column = column
        leaf.bin = bin
      }
    }
  }

  private addScores(root: number): void {
    const { values, width } = this.rows
    for (let i = 0; i < this.count; i++) {
      let node = root
      while ((this.child[node] as number) !== 0) {
        const next = this.child[node] as number
        node = (values[i * width + (this.feature[node] as number)] as number) <= (this.value[node] as number) ? next : next + 1
      }
      this.scores[i] = (this.scores[i] as number) + (this.value[node] as number)
    }
  }
}

function addColumn(
  sums: Float64Array,
  base: number,
  bins: Uint8Array,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  const n = rows.length
  for (let i = 0; i < n; i++) {
    const at = base + ((bins[rows[i] as number] as number) << 1)
    sums[at] = (sums[at] as number) + (gradients[i] as number)
    sums[at + 1] = (sums[at + 1] as number) + (hessians[i] as number)
  }
}

// Upper edges of all bins but the last, from the column's own quantiles.
function edgesOf(rows: TreeRows, column: number): Float32Array {
  const n = rows.targets.length
  const stride = Math.max(1, Math.floor(n / 20000))
  const sample: number[] = []
  for (let i = 0; i < n; i += stride) sample.push(rows.values[i * rows.width + column] as number)
  const sorted = Float32Array.from(sample).sort()
  const edges: number[] = []
  for (let b = 1; b < BINS; b++) {
    const edge = sorted[Math.floor((b * sorted.length) / BINS)] as number
    if (edge !== edges.at(-1) && edge < (sorted.at(-1) as number)) edges.push(edge)
  }
  return Float32Array.from(edges)
}

function binned(rows: TreeRows, column: number, edges: Float32Array): Uint8Array {
  return Uint8Array.from({ length: rows.targets.length }, (_, i) => {
    const value = rows.values[i * rows.width + column] as number
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (edges[middle] as number)) high = middle
      else low = middle + 1
    }
    return low
  })
}
