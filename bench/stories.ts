import { readFileSync } from 'node:fs'
import { similarity, stemsOf, stemWeights, termVector } from '../src/language/terms.js'
import { createStoryIndex } from '../src/news/story-index.js'

/**
 * Articles gathered into stories in file order, held against the true stories (B-cubed), beside the usual way: TF-IDF, single pass to the nearest
 * sum of vectors, weights from the articles so far. Then the cost of placing one article as stories become many.
 *
 *   npx tsx bench/stories.ts DATA/stories/dev.jsonl
 */
const file = process.argv[2]
if (file === undefined) {
  console.error('usage: npx tsx bench/stories.ts ARTICLES.jsonl (lines with id, story, text)')
  process.exit(2)
}
interface Line {
  readonly id: string
  readonly story: string
  readonly text: string
}
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Line)

const report = (name: string, placed: readonly string[]): void => {
  const { precision, recall } = bCubed(
    lines.map(({ story }) => story),
    placed,
  )
  const f1 = (2 * precision * recall) / (precision + recall)
  console.log(`${name.padEnd(34)} ${[f1, precision, recall].map((x) => x.toFixed(3)).join('  ')}  ${new Set(placed).size}`)
}
console.log(
  `${lines.length} articles, ${new Set(lines.map(({ story }) => story)).size} stories${' '.repeat(9)} F1     prec   rec    stories`,
)
report('On Record', placeAll(lines))
for (const bar of [0.2, 0.25, 0.3]) report(`TF-IDF, single pass, ${bar}`, byTfIdf(bar))

// Other orders are as good a stream as this one; a method that lives on the order would fall.
for (const seed of [1, 2, 3, 4]) {
  const order = lines.map((_, i) => i).sort((a, b) => mixed(a, seed) - mixed(b, seed))
  const placed = placeAll(order.map((i) => lines[i] as Line))
  report(
    `On Record, order ${seed}`,
    order.map((_, i) => placed[order.indexOf(i)] as string),
  )
}
cost()

function mixed(value: number, seed: number): number {
  return (
    (Math.imul(value + 1, 2654435761) ^ Math.imul(seed, 40503)) * 2 ** -32 +
    (Math.imul((value + seed * 7919) ^ 0x5bd1e995, 1540483477) >>> 8)
  )
}

function placeAll(articles: readonly Line[]): string[] {
  const index = createStoryIndex()
  let opened = 0
  return articles.map(({ id, text }) => {
    const { storyId, state } = index.place({ id, text }, () => `story-${++opened}`)
    index.put(state())
    return storyId
  })
}

function byTfIdf(bar: number): string[] {
  const seen: string[][] = []
  const sums: Map<string, number>[] = []
  return lines.map(({ text }) => {
    const stems = stemsOf(text)
    seen.push(stems)
    const vector = termVector(stems, stemWeights(seen))
    const near = sums.map((sum) => similarity(vector, sum) / Math.sqrt([...sum.values()].reduce((total, x) => total + x * x, 0)))
    let best = near.indexOf(Math.max(...near))
    if (best < 0 || (near[best] as number) < bar) best = sums.push(new Map()) - 1
    const sum = sums[best] as Map<string, number>
    for (const [stem, weight] of vector) sum.set(stem, (sum.get(stem) ?? 0) + weight)
    return String(best)
  })
}

function bCubed(gold: readonly string[], found: readonly string[]): { precision: number; recall: number } {
  const tally = (labels: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
    return counts
  }
  const both = gold.map((story, i) => `${story}\u0000${found[i]}`)
  const [g, f, b] = [tally(gold), tally(found), tally(both)]
  let precision = 0
  let recall = 0
  gold.forEach((story, i) => {
    const common = b.get(both[i] as string) ?? 0
    precision += common / (f.get(found[i] as string) ?? 1)
    recall += common / (g.get(story) ?? 1)
  })
  return { precision: precision / gold.length, recall: recall / gold.length }
}

/** Made-up articles: 200 words of 20,000 by Zipf's law, every eighth a name of the article's own event; five articles an event. */
function cost(): void {
  const index = createStoryIndex()
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
  let opened = 0
  let spent = 0
  for (let i = 1; i <= 10_000; i++) {
    const event = Math.floor(random() * Math.min(i, 4000))
    const words = Array.from({ length: 200 }, (_, w) =>
      w % 8 === 0 ? `Name${event * 10 + Math.floor(random() * 10)}` : `w${Math.floor(20_000 ** random())}`,
    )
    const began = performance.now()
    index.put(index.place({ id: String(i), text: words.join(' ') }, () => `story-${++opened}`).state())
    spent += performance.now() - began
    if (i === 1000 || i === 5000 || i === 10_000)
      console.log(
        `placing article ${i}: ${(spent / (i === 1000 ? 1000 : i === 5000 ? 4000 : 5000)).toFixed(2)} ms on average, ${index.size()} stories`,
      )
    if (i === 1000 || i === 5000) spent = 0
  }
}
