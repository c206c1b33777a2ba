import { parseArgs } from 'node:util'
import type { Span } from '../src/text/span.js'
import { loadReader } from '../src/weights.js'
import { whoSaidWhat } from '../summaries/who-said-what.js'
import { readLines } from '../train/corpus.js'

// How often a name is wrong among the statements that a brief shows without being asked, by labelled speakers:
//   node --import tsx bench/shown-speakers.ts --quotes DATA/quotes/dev.jsonl --labels DATA/quotes/dev-speakers.jsonl
const { values: args } = parseArgs({ options: { quotes: { type: 'string' }, labels: { type: 'string' } } })
if (args.quotes === undefined || args.labels === undefined) {
  console.error('usage: bench/shown-speakers.ts --quotes dev.jsonl --labels dev-speakers.jsonl')
  process.exit(2)
}

interface Labelled {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly attributions: readonly { readonly content: readonly (readonly [number, number])[] }[]
}
interface Label {
  readonly id: string
  readonly index: number
  readonly mention: string
  readonly speaker: string | null
  readonly kind: string
}

const wordsIn = (text: string, spans: readonly Span[]): ReadonlySet<number> =>
  new Set(
    [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match, i) =>
      spans.some(({ start, end }) => match.index < end && match.index + match[0].length > start) ? [i] : [],
    ),
  )
const overlap = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const both = [...a].filter((word) => b.has(word)).length
  return both / (a.size + b.size - both || 1)
}
const nameWords = (name: string | null): readonly string[] =>
  (name ?? '')
    .toLowerCase()
    .replace(/^the\s+/u, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []
const agrees = (wanted: string | null, got: string): boolean => {
  const want = nameWords(wanted)
  const have = nameWords(got)
  return want.length > 0 && want.every((word) => have.includes(word)) && have.length <= want.length + 2
}

const reader = loadReader()
const documents = new Map(
  readLines<Labelled>(args.quotes).map((article) => {
    const document = reader.read({ id: article.id, title: article.title, text: article.text })
    const shown = whoSaidWhat(document).speakers.flatMap(({ speaker, said }) => (speaker === null ? [] : said.map(({ index }) => index)))
    return [article.id, { article, document, shown: new Set(shown) }]
  }),
)
const counts = { shown: 0, found: 0, labels: 0, right: 0, wrong: 0, unclear: 0 }
for (const { document, shown } of documents.values()) {
  counts.shown += shown.size
  counts.found += document.statements.length
}
for (const label of readLines<Label>(args.labels)) {
  const known = documents.get(label.id)
  if (known === undefined || label.kind === 'unclear') continue
  const { text, attributions } = known.article
  const wanted = wordsIn(
    text,
    (attributions[label.index]?.content ?? []).map(([start, end]) => ({ start, end })),
  )
  const [best] = known.document.statements
    .map(({ content, speaker }, i) => ({ i, name: speaker?.name ?? null, like: overlap(wanted, wordsIn(text, content)) }))
    .sort((a, b) => b.like - a.like)
  if (best === undefined || best.like < 0.5 || !known.shown.has(best.i)) continue
  counts.labels++
  const right = best.name === null ? label.kind === 'unnamed' : agrees(label.kind === 'unnamed' ? label.mention : label.speaker, best.name)
  if (right) counts.right++
  else if (best.name === null) counts.unclear++
  else counts.wrong++
}
console.log(`shown ${counts.shown} of ${counts.found} statements found; of ${counts.labels} labelled ones among them`)
console.log(
  `right ${counts.right}, a wrong name ${counts.wrong} (${((100 * counts.wrong) / counts.labels).toFixed(1)} %), unclear ${counts.unclear}`,
)
