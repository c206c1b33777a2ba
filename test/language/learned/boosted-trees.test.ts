import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packTrees, scoreTrees, type TreeColumns, treesOf, unpackTrees } from '../../../src/language/learned/boosted-trees.js'

// Asks column 2 first, then column 0 on its left: leaves 0.5, -1.5 and 4; and a tree that is a leaf alone.
const COLUMNS: TreeColumns = {
  base: 0.25,
  roots: [0, 5],
  feature: [2, 0, 0, 0, 0, 0],
  value: [10, -3, 4, 0.5, -1.5, 100],
  child: [1, 3, 0, 0, 0, 0],
}

/** What the columns say, walked node by node. */
function walked({ base, roots, feature, value, child }: TreeColumns, row: Float32Array): number {
  return Array.from(roots).reduce((sum, root) => {
    let node = root
    while (child[node] !== 0) node = (child[node] as number) + ((row[feature[node] as number] as number) <= (value[node] as number) ? 0 : 1)
    return sum + (value[node] as number)
  }, base)
}

describe('boosted trees', () => {
  it('send a row left where its column is at most the value, borders included', () => {
    const trees = treesOf(COLUMNS)
    expect(scoreTrees(trees, Float32Array.of(-3, 0, 10))).toBe(100.75)
    expect(scoreTrees(trees, Float32Array.of(-2.9, 0, 10))).toBe(98.75)
    expect(scoreTrees(trees, Float32Array.of(-9, 0, 10.1))).toBe(104.25)
  })

  it('score as they did before they were packed', () => {
    const trees = treesOf(COLUMNS)
    const again = unpackTrees(JSON.parse(JSON.stringify(packTrees(trees))))
    fc.assert(
      fc.property(fc.float32Array({ minLength: 3, maxLength: 3, noNaN: true }), (row) => {
        expect(scoreTrees(trees, row)).toBe(walked(COLUMNS, row))
        expect(scoreTrees(again, row)).toBe(scoreTrees(trees, row))
      }),
    )
  })

  it('without a tree give their base', () => {
    expect(scoreTrees(treesOf({ base: -2, roots: [], feature: [], value: [], child: [] }), new Float32Array(1))).toBe(-2)
  })
})
