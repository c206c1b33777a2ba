import { paragraphsOf } from '../language/grammar/paragraphs.js'
import { quotationMarks } from '../language/grammar/quotation-marks.js'
import { quotationsOf } from '../language/grammar/quotations.js'
import { sentencesOf } from '../language/grammar/sentences.js'
import { tokenize } from '../language/grammar/tokens.js'
import type { Article } from '../text/article.js'
import type { DifferencePart } from '../text/post.js'
import type { Span } from '../text/span.js'
import { type Figure, figuresIn, numberDifferences } from './story-figures.js'
import { type Quote, quoteDifferences, quotesIn } from './story-quotes.js'

/** Where outlets of one story differ, with each one's words. */
export interface StoryDifference extends DifferencePart {
  readonly kind: 'number' | 'quotation'
}

/** Sentences of an article that are held against others': the news stands at the top, background below. */
const SENTENCES_READ = 12
/** Differences kept of one story. */
const MOST = 12

/**
 * Finds where the articles of one story differ: other numbers for the same thing, the same quotation cut or worded differently. Only between
 * outlets, never within one; copies should be left out. Cautious: what might be two things is not shown. Pure.
 */
export function differencesOf(articles: readonly Article[]): StoryDifference[] {
  const figures: Figure[] = []
  const quotes: Quote[] = []
  for (const article of articles) {
    const { sentences, quotations } = layersOf(article.text)
    figures.push(...sentences.slice(0, SENTENCES_READ).flatMap((sentence) => figuresIn(article, sentence)))
    quotes.push(...quotesIn(article, quotations))
  }
  return [...numberDifferences(figures), ...quoteDifferences(quotes)].slice(0, MOST)
}

function layersOf(text: string): { sentences: readonly Span[]; quotations: readonly Span[] } {
  const paragraphs = paragraphsOf(text)
  const tokens = tokenize(text)
  const marks = quotationMarks(text, tokens)
  const quotations = quotationsOf(text, paragraphs, tokens, marks)
  return { quotations, sentences: sentencesOf(text, paragraphs, tokens, marks) }
}

/** Which outlet an article is of; an article of no known outlet stands for itself. */
export const outletKey = (article: Article): string => article.outlet ?? article.id
