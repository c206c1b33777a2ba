import { readFileSync, writeFileSync } from 'node:fs'
import { stemsOf } from '../src/language/terms.js'

/**
 * Counts in how many training articles each stem occurs, for the weights of words in gathering stories. Stems of fewer than three articles are
 * left out: they are as telling as those never seen.
 *
 *   npx tsx train/term-counts.ts DATA/quotes/train.jsonl weights/term-counts.txt
 */
const FEWEST = 3

const [input, output] = process.argv.slice(2)
if (input === undefined || output === undefined) {
  console.error('usage: npx tsx train/term-counts.ts ARTICLES.jsonl OUT.txt')
  process.exit(2)
}
const counts = new Map<string, number>()
let articles = 0
for (const line of readFileSync(input, 'utf8').split('\n')) {
  if (line.trim() === '') continue
  articles++
  for (const stem of new Set(stemsOf((JSON.parse(line) as { text: string }).text))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
}
const kept = [...counts].filter(([stem, count]) => count >= FEWEST && /^[\p{L}\p{N}.,]+$/u.test(stem)).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(output, `${articles}\n${kept.map(([stem, count]) => `${stem} ${count}`).join('\n')}\n`)
console.log(`${articles} articles, ${kept.length} stems`)
