import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Span } from '../src/text/span.js'

/** One thing that somebody said, wrote or believes, as a person marked it. Each part may be of several spans, or of none. */
export interface GoldAttribution {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
}

/** A machine-made token: Penn tag, name label, index of its head within the sentence (0-based, -1 for the root), dependency relation. */
export interface SilverToken extends Span {
  readonly tag: string
  readonly ner: string
  readonly head: number
  readonly relation: string
}

/** A mention within a coreference cluster: a half-open range of a sentence's tokens. */
export interface SilverMention {
  readonly sentence: number
  readonly first: number
  readonly last: number
}

/** An article of the corpus with all that is known of it; silver layers are empty where the corpus has none. */
export interface CorpusArticle {
  readonly id: string
  readonly publisher: string
  readonly date: string
  readonly title: string
  readonly text: string
  readonly attributions: readonly GoldAttribution[]
  /** One list for each further person who annotated the article; most have none. */
  readonly secondAnnotations: readonly (readonly GoldAttribution[])[]
  readonly sentences: readonly (readonly SilverToken[])[]
  readonly coreference: readonly (readonly SilverMention[])[]
}

type RawSpan = [number, number]
interface RawAttribution {
  readonly source: RawSpan[]
  readonly cue: RawSpan[]
  readonly content: RawSpan[]
}
interface RawParse {
  readonly id: string
  readonly sentences: [number, number, string, string, number, string][][]
  readonly coreference: [number, number, number][][]
}

/**
 * Reads articles with their gold attributions (`quotes`, JSON lines, one `{id, publisher, date, title, text, attributions}` each) and, where
 * `parses` is given (JSON lines, gzipped or not), the silver tokens and coreference of the same ids. In the order of `quotes`.
 */
export function readCorpus(quotes: string, parses?: string): CorpusArticle[] {
  const silver = new Map((parses === undefined ? [] : readLines<RawParse>(parses)).map((parse) => [parse.id, parse]))
  return readLines<Record<string, unknown>>(quotes).map((raw) => {
    const parse = silver.get(raw.id as string)
    return {
      id: raw.id as string,
      publisher: raw.publisher as string,
      date: raw.date as string,
      title: raw.title as string,
      text: raw.text as string,
      attributions: (raw.attributions as RawAttribution[]).map(attributionOf),
      secondAnnotations: ((raw.secondAnnotations ?? []) as RawAttribution[][]).map((list) => list.map(attributionOf)),
      sentences: (parse?.sentences ?? []).map((sentence) =>
        sentence.map(([start, end, tag, ner, head, relation]) => ({ start, end, tag, ner, head: head - 1, relation })),
      ),
      coreference: (parse?.coreference ?? []).map((cluster) => cluster.map(([sentence, first, last]) => ({ sentence, first, last }))),
    }
  })
}

/** Every line of a JSON-lines file, parsed; `.gz` files are unpacked. */
export function readLines<T>(path: string): T[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

/** Parts `items` into `folds` by turns, for cross-validation: fold `f` is tested on its `held` and trained on its `kept`. */
export function foldsOf<T>(items: readonly T[], folds: number): { readonly kept: T[]; readonly held: T[] }[] {
  return Array.from({ length: folds }, (_, f) => ({
    kept: items.filter((_, i) => i % folds !== f),
    held: items.filter((_, i) => i % folds === f),
  }))
}

const attributionOf = (raw: RawAttribution): GoldAttribution => ({
  source: raw.source.map(spanOf),
  cue: raw.cue.map(spanOf),
  content: raw.content.map(spanOf),
})

const spanOf = ([start, end]: RawSpan): Span => ({ start, end })
