import type { Article } from '../text/article.js'
import { type Citation, cite } from '../text/citation.js'
import { type Span, sliceOf } from '../text/span.js'
import { outletKey, type StoryDifference } from './story-differences.js'

/** Words in quotation marks, as an outlet prints them. */
export interface Quote {
  readonly article: Article
  readonly span: Span
  /** Lower-case words without marks. */
  readonly words: readonly string[]
  /** Where each word stands in the article. */
  readonly places: readonly Span[]
  /** `ends[i]`: a sentence ends behind word i. */
  readonly ends: readonly boolean[]
}

/** Two quotations are of the same words when they share a run of so many. */
const RUN = 6

/** The quotations of an article that are long enough to be known again elsewhere. */
export function quotesIn(article: Article, quotations: readonly Span[]): Quote[] {
  return quotations.flatMap((span) => {
    const text = sliceOf(article.text, span)
    const matches = [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu)]
    if (matches.length < RUN) return []
    return [
      {
        article,
        span: { start: span.start, end: span.end },
        places: matches.map(({ index, 0: word }) => ({ start: span.start + index, end: span.start + index + word.length })),
        words: matches.map(([word]) => word.toLowerCase().replace('’', "'")),
        ends: matches.map((match) => /^["”'’)\]]*[.!?…]/u.test(text.slice(match.index + match[0].length))),
      },
    ]
  })
}

/** Pairs of outlets that print the same quotation differently: cut within a sentence, or with other words. */
export function quoteDifferences(quotes: readonly Quote[]): StoryDifference[] {
  const byRun = new Map<string, { quote: Quote; at: number }[]>()
  const found: StoryDifference[] = []
  const done = new Set<string>()
  const shown = new Set<Quote>()
  quotes.forEach((quote, i) => {
    for (let at = 0; at + RUN <= quote.words.length; at++) {
      const key = quote.words.slice(at, at + RUN).join(' ')
      const others = byRun.get(key)
      for (const other of others ?? []) {
        const pair = `${quotes.indexOf(other.quote)} ${i}`
        if (done.has(pair) || outletKey(other.quote.article) === outletKey(quote.article)) continue
        done.add(pair)
        const how = differs(other.quote, other.at, quote, at)
        // A quotation that is shown already is not shown again with every other outlet.
        if (how === undefined || shown.has(other.quote) || shown.has(quote)) continue
        shown.add(other.quote).add(quote)
        const citations = [
          { quote: other.quote, at: other.at },
          { quote, at },
        ].map(around)
        const label = how === 'cut' ? 'Outlets cut the same quotation differently' : 'Outlets word the same quotation differently'
        found.push({ type: 'difference', kind: 'quotation', label, citations })
      }
      if (others) others.push({ quote, at })
      else byRun.set(key, [{ quote, at }])
    }
  })
  return found
}

/** A quotation longer than this, in words, is cited only with the sentences that hold the shared words and those beside them. */
const LONG = 90

/** What of a quotation is cited for words that another shares from `at` on: all of it, or of a long one whole sentences around them. */
function around({ quote, at }: { readonly quote: Quote; readonly at: number }): Citation {
  const { article, span, words, ends, places } = quote
  if (words.length <= LONG) return cite(article, [span])
  let first = at
  while (first > 0 && !ends[first - 1]) first--
  let last = at + RUN - 1
  while (last < words.length - 1 && !ends[last]) last++
  const start = first === 0 ? span.start : (places[first] as Span).start
  const end = last === words.length - 1 ? span.end : sentenceEnd(article.text, (places[last] as Span).end)
  return cite(article, [{ start, end }])
}

const sentenceEnd = (text: string, end: number): number => end + (/^[.!?…]+/u.exec(text.slice(end, end + 4))?.[0].length ?? 0)

/**
 * How two quotations that share a run of words differ: `worded` where both go on with other words within the sentence, `cut` where one stops
 * within a sentence that the other goes on with; undefined where they only quote more or fewer whole sentences.
 */
function differs(a: Quote, aAt: number, b: Quote, bAt: number): 'cut' | 'worded' | undefined {
  let length = 0
  while (a.words[aAt + length] !== undefined && a.words[aAt + length] === b.words[bAt + length]) length++
  const aNext = a.words[aAt + length]
  const bNext = b.words[bAt + length]
  const endsThere = a.ends[aAt + length - 1] === true && b.ends[bAt + length - 1] === true
  if (aNext !== undefined && bNext !== undefined) return endsThere ? undefined : 'worded'
  if (aNext !== undefined || bNext !== undefined) {
    const goesOn = aNext !== undefined ? a.ends[aAt + length - 1] : b.ends[bAt + length - 1]
    if (!goesOn) return 'cut'
  }
  const aBefore = aAt > 0
  const bBefore = bAt > 0
  if (aBefore === bBefore)
    return aBefore && !a.ends[aAt - 1] && !b.ends[bAt - 1] && a.words[aAt - 1] !== b.words[bAt - 1] ? 'worded' : undefined
  return (aBefore ? a.ends[aAt - 1] : b.ends[bAt - 1]) ? undefined : 'cut'
}
