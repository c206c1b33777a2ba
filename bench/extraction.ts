import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { decode } from '../src/news/charset.js'
import { readPage } from '../src/news/page.js'

/**
 * Article bodies read out of pages, held against the true text: mean precision and recall over pages of 4-word shingles, F1 of the two means
 * (the metric of scrapinghub/article-extraction-benchmark), beside readability alone; and pages a second on one core.
 *
 *   npx tsx bench/extraction.ts DATA/extraction
 */
const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: npx tsx bench/extraction.ts FOLDER (with ground-truth.json and html/*.html.gz)')
  process.exit(2)
}
const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, { articleBody: string; url?: string }>
const pages = readdirSync(join(folder, 'html')).map((name) => ({
  id: name.replace('.html.gz', ''),
  bytes: gunzipSync(readFileSync(join(folder, 'html', name))),
}))

const readers: readonly (readonly [string, (bytes: Buffer, url: string | undefined) => string])[] = [
  ['On Record', (bytes, url) => readPage(bytes, { url }).text],
  ['readability + linkedom', (bytes) => new Readability(parseHTML(decode(bytes)).document as never).parse()?.textContent ?? ''],
]
console.log(`${pages.length} pages${' '.repeat(14)}      F1   prec    rec  exact  pages/s`)
for (const [name, read] of readers) {
  const began = performance.now()
  const found = pages
    .filter(({ id }) => truth[id])
    .map(({ id, bytes }) => scorePage(truth[id]?.articleBody ?? '', read(bytes, truth[id]?.url)))
  const seconds = (performance.now() - began) / 1000
  const precision = mean(found.flatMap((page) => page.precision ?? []))
  const recall = mean(found.flatMap((page) => page.recall ?? []))
  const figures = [(2 * precision * recall) / (precision + recall), precision, recall, mean(found.map(({ exact }) => (exact ? 1 : 0)))]
  console.log(
    `${name.padEnd(24)} ${figures.map((x) => x.toFixed(3).padStart(6)).join(' ')}  ${(found.length / seconds).toFixed(0).padStart(6)}`,
  )
}

function scorePage(wanted: string, got: string): { precision: number | undefined; recall: number | undefined; exact: boolean } {
  const [a, b] = [wordsOf(wanted), wordsOf(got)]
  const [wantedCounts, gotCounts] = [shingles(a), shingles(b)]
  let hits = 0
  let extra = 0
  let missed = 0
  for (const key of new Set([...wantedCounts.keys(), ...gotCounts.keys()])) {
    const [x, y] = [wantedCounts.get(key) ?? 0, gotCounts.get(key) ?? 0]
    hits += Math.min(x, y)
    extra += Math.max(0, y - x)
    missed += Math.max(0, x - y)
  }
  return {
    precision: hits + extra ? hits / (hits + extra) : undefined,
    recall: hits + missed ? hits / (hits + missed) : undefined,
    exact: a.join(' ') === b.join(' '),
  }
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? []
}

function shingles(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i < Math.max(1, words.length - 3); i++) {
    const key = words.slice(i, i + 4).join(' ')
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
