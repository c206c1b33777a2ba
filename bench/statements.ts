import { parseArgs } from 'node:util'
import { grammarModelOf, grammarOf } from '../src/language/grammar/grammar.js'
import { statementModels } from '../src/language/statements/statement-models.js'
import { type FoundStatement, findStatements } from '../src/language/statements/statements.js'
import type { StatementLayers as Layers } from '../src/language/statements/word-grid.js'
import { overlaps, type Span } from '../src/text/span.js'
import { readWeights } from '../src/weights.js'
import { type GoldAttribution, readCorpus } from '../train/corpus.js'

// Where finding statements goes wrong, by kind, and whether its confidence means something:
//   node --import tsx bench/statements.ts --quotes DATA/quotes/dev.jsonl [--errors 20]
const { values: args } = parseArgs({
  options: { quotes: { type: 'string' }, errors: { type: 'string', default: '0' }, kind: { type: 'string' } },
})
if (args.quotes === undefined) {
  console.error('usage: bench/statements.ts --quotes dev.jsonl [--errors N] [--kind "cue missed"]')
  process.exit(2)
}

type Words = ReadonlySet<number>
interface Row {
  readonly kinds: readonly string[]
  readonly outcome: string
}

const SPEECH =
  /\b(sa(?:y|ys|id|ying)|told|tell(?:s|ing)?|add(?:s|ed|ing)?|ask(?:s|ed|ing)?|wr(?:ite|ites|ote|itten|iting)|tweet(?:s|ed|ing)?|argu(?:e|es|ed|ing)|claim(?:s|ed|ing)?|according|note[sd]?|noting|call(?:s|ed|ing)?|announc\w+|declar\w+|warn\w*|insist\w*|repl(?:y|ies|ied)|respon\w+|suggest\w*|explain\w*|describ\w+|report\w*|predict\w*|accus\w+|criticiz\w+|den(?:y|ies|ied)|urg(?:e|es|ed|ing)|stat(?:e|es|ed|ing)|spoke|speak\w*|talk\w*|mention\w*|joke[sd]?|shout\w*|acknowledg\w+|admit\w*|conced\w+|promis\w+|vow\w*|pledg\w+|propos\w+|recall\w*|testif\w+|discuss\w*)\b/u

const packs = readWeights()
const grammar = grammarModelOf(packs.get('grammar') as never)
const models = statementModels(packs.get('attribution') as never) as never
const articles = readCorpus(args.quotes)
const rows: Row[] = []
const bands = new Map<string, { size: number; right: number; sourceWrong: number }>()
let extra = 0
let errors = Number(args.errors)
let words = 0
let time = 0

for (const article of articles) {
  const layers = grammarOf(article.text, grammar)
  const began = performance.now()
  const found = findStatements(layers, models)
  time += performance.now() - began
  score(layers, article.attributions, found)
}
report()

function score(layers: Layers, gold: readonly GoldAttribution[], found: readonly FoundStatement[]): void {
  const { text } = layers
  const starts = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => [match.index, match.index + match[0].length] as const)
  words += starts.length
  const inside = (spans: readonly Span[]): Words =>
    new Set(starts.flatMap(([start, end], i) => (spans.some((span) => start < span.end && end > span.start) ? [i] : [])))
  const golds = gold
    .filter((g) => g.content.length > 0)
    .map((g) => ({ g, content: inside(g.content), source: inside(g.source), cue: inside(g.cue) }))
  const preds = found.map((f) => ({ f, content: inside(f.content), source: inside(f.source), cue: inside(f.cue) }))
  const pairs = golds
    .flatMap((a, i) => preds.map((b, j) => ({ i, j, like: likeness(a.content, b.content) })))
    .filter((pair) => pair.like > 0)
  pairs.sort((a, b) => b.like - a.like)
  const goldOf = new Map<number, number>()
  const predOf = new Map<number, { j: number; like: number }>()
  for (const { i, j, like } of pairs) {
    if (predOf.has(i) || goldOf.has(j)) continue
    predOf.set(i, { j, like })
    goldOf.set(j, i)
  }
  golds.forEach((a, i) => {
    const pair = predOf.get(i)
    const b = pair === undefined ? undefined : preds[pair.j]
    const outcome = outcomeOf(a, b, pair?.like ?? 0, preds)
    rows.push({ kinds: kindsOf(layers, a.g, gold, a.cue.size), outcome })
    if (outcome !== 'right' && (args.kind === undefined || outcome === args.kind) && errors-- > 0) show(text, outcome, a.g, b?.f)
  })
  preds.forEach((b, j) => {
    const i = goldOf.get(j)
    const a = i === undefined ? undefined : golds[i]
    if (a === undefined) extra++
    const like = a === undefined ? 0 : likeness(a.content, b.content)
    const agrees = a !== undefined && sharesHalf(a.source, b.source) && !(a.source.size === 0 && b.source.size > 0)
    const band = `${b.f.manner === 'indirect' ? 'indirect' : 'quoted'} ${(Math.min(9, Math.floor(b.f.confidence * 10)) / 10).toFixed(1)}`
    const tally = bands.get(band) ?? { size: 0, right: 0, sourceWrong: 0 }
    tally.size++
    if (like >= 0.5 && agrees) tally.right++
    if (like >= 0.5 && !agrees) tally.sourceWrong++
    bands.set(band, tally)
    if (a === undefined && args.kind === 'extra' && errors-- > 0) show(text, 'extra', undefined, b.f)
  })
}

function outcomeOf(
  a: { content: Words; source: Words; cue: Words },
  b: { content: Words; source: Words } | undefined,
  like: number,
  preds: readonly { cue: Words }[],
): string {
  if (b !== undefined && like >= 0.5) return a.source.size === 0 || sharesHalf(a.source, b.source) ? 'right' : 'source wrong'
  const sameCue = preds.some((p) => [...p.cue].some((word) => a.cue.has(word)))
  if (sameCue) return 'content cut wrong'
  return like > 0 ? 'another cue took it' : 'cue missed'
}

function kindsOf(layers: Layers, gold: GoldAttribution, all: readonly GoldAttribution[], cueWords: number): string[] {
  const { text } = layers
  const content = gold.content.map((span) => text.slice(span.start, span.end)).join(' ')
  const cue = gold.cue
    .map((span) => text.slice(span.start, span.end))
    .join(' ')
    .toLowerCase()
  const first = gold.content[0] as Span
  const last = gold.content.at(-1) as Span
  const cueAt = gold.cue[0]?.start ?? -1
  const sourceAt = gold.source[0]?.start ?? -1
  const sentences = layers.sentences.map(({ first: a, last: b }) => ({
    start: layers.tokens[a]?.start ?? 0,
    end: layers.tokens[b - 1]?.end ?? 0,
  }))
  const sentence = sentences.find(({ end }) => end > (cueAt < 0 ? first.start : cueAt)) ?? first
  const tokens = layers.tokens.filter((token) => gold.cue.some((span) => overlaps(span, token)))
  const told: Readonly<Record<string, boolean>> = {
    direct: /^["“‘']/u.test(content),
    mixed: !/^["“‘']/u.test(content) && /["“]|''/u.test(content),
    indirect: !/["“]|''|^[‘']/u.test(content),
    speech: SPEECH.test(cue),
    'belief, intention, act': !SPEECH.test(cue),
    'cue of several words': cueWords > 1,
    'noun cue': tokens.some(({ tag }) => tag.startsWith('NN')) && !tokens.some(({ tag }) => tag.startsWith('VB')),
    'passive cue': tokens.some(({ relation }) => relation === 'auxpass') || /^by\b/iu.test(text.slice(sourceAt, sourceAt + 3)),
    'no cue, or a colon': cueAt < 0 || cue.trim() === ':',
    'no source': sourceAt < 0,
    'source after its cue': sourceAt > cueAt && cueAt >= 0,
    'cue behind its content': cueAt >= last.end,
    'cue within its content': cueAt > first.start && cueAt < last.end,
    'behind a colon': cueAt >= 0 && /^[^.!?]*:\s*["“‘'–—-]?\s*$/u.test(text.slice(cueAt, Math.max(cueAt, first.start))),
    tweet: /tweet|\bpost|retweet/u.test(cue) || /(?:^|\s)[@#]\w/u.test(content),
    headline: isHeadline(text.slice(sentence.start, sentence.end)),
    'within another': all.some((other) => other !== gold && gold.content.every((span) => holds(other.content, span))),
    'over several sentences': sentences.filter((s) => gold.content.some((span) => overlaps(span, s))).length > 1,
    denial: /\b(?:not|never|no|neither|den(?:y|i)|refus|reject|dismiss|disput|rebut|oppos|doubt)|n['’]t\b/u.test(cue),
    question: /\?["”’']*$/u.test(content) || /\b(?:ask|question|wonder|inquir)/u.test(cue),
    conditional: /\b(?:if|unless|provided that|as long as)\b/iu.test(content),
    'content in pieces': gold.content.length > 1,
    'long content': content.length > 250,
  }
  return ['all', ...Object.keys(told).filter((kind) => told[kind])]
}

// Nearly all of its longer words begin with a capital letter.
function isHeadline(sentence: string): boolean {
  const longer = sentence.match(/[\p{L}’']{4,}/gu) ?? []
  const capital = longer.filter((word) => /^\p{Lu}/u.test(word)).length
  return longer.length >= 4 && capital / longer.length >= 0.8
}

function holds(content: readonly Span[], span: Span): boolean {
  return content.some(({ start, end }) => start <= span.start && end >= span.end)
}

function likeness(a: Words, b: Words): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

function sharesHalf(a: Words, b: Words): boolean {
  if (a.size === 0) return true
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return b.size > 0 && shared / Math.min(a.size, b.size) >= 0.5
}

function show(text: string, outcome: string, gold: GoldAttribution | undefined, found: FoundStatement | undefined): void {
  const words = (spans: readonly Span[] = []): string => spans.map((span) => text.slice(span.start, span.end)).join(' … ')
  console.log(`${outcome}\n  gold [${words(gold?.source)}] <${words(gold?.cue)}> {${words(gold?.content)}}`)
  if (found !== undefined)
    console.log(`  read [${words(found.source)}] <${words(found.cue)}> {${words(found.content)}} ${found.confidence.toFixed(2)}`)
}

function report(): void {
  const outcomes = ['right', 'cue missed', 'another cue took it', 'content cut wrong', 'source wrong']
  console.log(
    `${articles.length} articles, ${rows.length} gold, ${extra} extra statements, ${Math.round(words / (time / 1000))} words/s for this stage`,
  )
  console.log(['kind'.padEnd(24), 'gold'.padStart(6), ...outcomes.map((o) => o.padStart(20))].join(' '))
  for (const kind of [...new Set(rows.flatMap((row) => row.kinds))]) {
    const of = rows.filter((row) => row.kinds.includes(kind))
    const cells = outcomes.map((o) => {
      const count = of.filter((row) => row.outcome === o).length
      return `${count} (${Math.round((100 * count) / of.length)} %)`.padStart(20)
    })
    console.log([kind.padEnd(24), String(of.length).padStart(6), ...cells].join(' '))
  }
  console.log('confidence band: statements, share right, share with a wrong source')
  for (const [band, { size, right, sourceWrong }] of [...bands].sort()) {
    console.log(
      `  ${band}  ${String(size).padStart(5)}  ${((100 * right) / size).toFixed(1)} %  ${((100 * sourceWrong) / size).toFixed(1)} %`,
    )
  }
}
