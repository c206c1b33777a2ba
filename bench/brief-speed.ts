// From article to brief, one core, warm, in processor time: words a second on prose, and how time grows with the text on prose and on hostile texts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadReader } from '../src/weights.js'
import { briefOf, briefPost } from '../summaries/brief.js'
import { slugs } from '../test/articles/reading.js'

const MEGABYTE = 1024 * 1024
const folder = join(import.meta.dirname, '..', 'test', 'articles')
const articles = slugs.map((slug) => readFileSync(join(folder, slug, 'article.txt'), 'utf8'))
const reader = loadReader()

/** Processor seconds from text to post: what other programs do meanwhile does not count. */
function secondsFor(text: string): number {
  const began = process.cpuUsage()
  briefPost(briefOf(reader.read({ id: 'bench', text })))
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}

/** `piece` over and over, up to `length` characters. */
const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
const fastest = (text: string, runs: number): number => Math.min(...Array.from({ length: runs }, () => secondsFor(text)))

const words = articles.join(' ').split(/\s+/u).length
const passes: number[] = []
for (let pass = 0; pass < 60; pass++) passes.push(articles.reduce((sum, article) => sum + secondsFor(article), 0))
const warm = passes.slice(20).sort((a, b) => a - b)
process.stdout.write(
  `words a second, article to brief: ${Math.round(words / (warm[warm.length >> 1] as number)).toLocaleString('en')} (wanted: 25,000)\n`,
)

const TEXTS: readonly (readonly [string, string])[] = [
  ['prose', `${articles.join('\n\n')}\n\n`],
  ['all quotes', '"“‘\'" '],
  ['no full stop', 'the minister said that the council wanted the bridge and '],
  ['one long word', 'abcdefghij'],
  ['nested brackets', '(['],
]
process.stdout.write('time for twice the text, as a share of the time for the text (wanted: at most 2.3)\n')
for (const [name, piece] of TEXTS) {
  const seconds = [0.5, 1, 2].map((size) => fastest(filled(piece, size * MEGABYTE), size < 2 ? 3 : 2))
  const [half, one, two] = seconds as [number, number, number]
  process.stdout.write(
    `  ${name.padEnd(16)} ${seconds.map((s) => `${s.toFixed(2)} s`).join('  ')}   1/0.5: ${(one / half).toFixed(2)}  2/1: ${(two / one).toFixed(2)}\n`,
  )
}
