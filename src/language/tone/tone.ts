import type { Document, Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { best, type LinearModel, score, softmax } from '../learned/weights.js'
import type { Pack } from '../learned/weights-format.js'
import { ToneFeatures } from './tone-feature-list.js'
import { addToneFeatures } from './tone-features.js'
import { ADJECTIVE, ADVERB, NOUN, type Polarities, type ToneWords, toneWords, VERB } from './tone-words.js'

/** How a sentence speaks of a target in it. */
export type ToneLabel = 'negative' | 'neutral' | 'positive'
export const TONE_LABELS: readonly ToneLabel[] = ['negative', 'neutral', 'positive']

/** A judgement with what speaks for it. */
export interface Tone {
  readonly tone: ToneLabel
  /** Probability, 0 to 1, that the label is right. */
  readonly probability: number
  /** True where it is sure enough to be shown: negative or positive, and right in at least 85 of 100 such cases (docs/quality.md). */
  readonly isSure: boolean
  /** The words of the sentence that say so, in text order; empty for neutral. */
  readonly words: readonly Span[]
}

/** What judging needs: the "tone" weights, read once. */
export interface ToneModel {
  readonly model: LinearModel
  readonly polarities: Polarities
  /** Probability from which a label is shown. */
  readonly sure: Readonly<Record<ToneLabel, number>>
}

/** Takes the model out of its pack. Throws a TypeError where the pack is not of this kind. */
export function toneModelOf(pack: Pack): ToneModel {
  const model = pack.models.get('tone')
  const polarities = pack.tables.get('polarities') as Record<string, number> | undefined
  const sure = pack.tables.get('sure') as Record<ToneLabel, number> | undefined
  if (model === undefined || polarities === undefined || sure === undefined) throw new TypeError('these are no weights for tone')
  return { model, polarities: new Map(Object.entries(polarities)), sure }
}

const NEUTRAL: Tone = { tone: 'neutral', probability: 0, isSure: false, words: [] }
const MOST_WORDS = 3
// A sentence longer than any sentence is a list or a table: only what stands round the target is looked at.
const WIDEST = 120

/**
 * How the sentence of `document` that holds `target` speaks of it. Neutral with probability 0 where the target lies in no sentence.
 * `isOneSentence`: the whole text is known to be one sentence, wherever it seems to end.
 */
export function toneTowards(document: Document, target: Span, { model, polarities, sure }: ToneModel, isOneSentence = false): Tone {
  const words = toneWordsAt(document, target, polarities, isOneSentence)
  if (words === undefined) return NEUTRAL
  const features = new ToneFeatures(1024)
  addToneFeatures(words.columns, features)
  const scores = new Float32Array(TONE_LABELS.length)
  score(model, features.ids, features.count, scores)
  softmax(scores, TONE_LABELS.length)
  const label = best(scores, TONE_LABELS.length)
  const tone = TONE_LABELS[label] as ToneLabel
  const probability = scores[label] as number
  const said = tone === 'neutral' ? [] : tellingWords(words.columns, features, model, label)
  return {
    tone,
    probability,
    isSure: tone !== 'neutral' && probability >= sure[tone] && said.length > 0,
    words: said.map((i) => spanOf(document.tokens[words.from + i] as Token)),
  }
}

const spanOf = ({ start, end }: Span): Span => ({ start, end })

/** The words of the sentence round `target`, and the index of the first among the document's tokens; undefined where it lies in none. */
export function toneWordsAt(
  document: Document,
  target: Span,
  polarities: Polarities,
  isOneSentence = false,
): { readonly columns: ToneWords; readonly from: number } | undefined {
  const sentence = document.sentences.find(({ start, end }) => target.start < end && target.end > start)
  if (sentence === undefined) return undefined
  let { first, last } = isOneSentence ? { first: 0, last: document.tokens.length } : sentence
  if (last - first > WIDEST) {
    const at = document.tokens.findIndex((token, i) => i >= first && token.end > target.start)
    first = Math.max(first, at - WIDEST / 2)
    last = Math.min(last, first + WIDEST)
  }
  return { columns: toneWords(document.article.text, document.tokens, first, last, target, polarities), from: first }
}

// The content words whose features add most to the label over the other labels.
function tellingWords(words: ToneWords, features: ToneFeatures, model: LinearModel, label: number): number[] {
  const worth = new Float32Array(words.size)
  const one = new Float32Array(TONE_LABELS.length)
  for (let f = 0; f < features.count; f++) {
    const owner = features.owners[f] as number
    if (owner < 0 || owner >= words.size) continue
    score(model, features.ids.subarray(f, f + 1), 1, one)
    let others = 0
    for (let c = 0; c < TONE_LABELS.length; c++) {
      const own = (one[c] as number) - (model.bias[c] as number)
      if (c === label) worth[owner] = (worth[owner] as number) + own
      else others += own / (TONE_LABELS.length - 1)
    }
    worth[owner] = (worth[owner] as number) - others
  }
  const telling = [...worth.keys()].filter((i) => {
    const kind = words.kind[i]
    const tells = kind === NOUN || kind === VERB || kind === ADJECTIVE || kind === ADVERB
    return tells && (worth[i] as number) > LEAST_WORTH && !(i >= words.first && i < words.last)
  })
  telling.sort((a, b) => (worth[b] as number) - (worth[a] as number))
  return telling.slice(0, MOST_WORDS).sort((a, b) => a - b)
}

const LEAST_WORTH = 0.15
