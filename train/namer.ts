import {
  bestLabel,
  continuationOf,
  type Gazetteer,
  labelNames,
  mayBeName,
  NAME_CLASSES,
  NAME_KINDS,
  type NameModel,
  nameFeatures,
  namesOf,
  startOf,
  wordMemory,
} from '../src/language/grammar/names.js'
import { paired } from '../src/language/learned/paired-model.js'
import { Features, type LinearModel } from '../src/language/learned/weights.js'
import { foldsOf } from './corpus.js'
import { Perceptron, quantise, randomFrom, shuffle } from './linear.js'
import type { TaggedArticle } from './parser.js'

const BITS = 20
const PASSES = 6
const MINIMUM = 2
const PRUNE = 1.5
const FOLDS = 4
const KINDS = ['PERSON', 'ORGANIZATION', 'LOCATION', 'MISC']

interface NameExample extends TaggedArticle {
  readonly gold: Uint8Array
  readonly memory: ReadonlyMap<number, number>
}

/** Both looks as they are written. */
export interface TrainedNames {
  readonly first: LinearModel
  readonly second: LinearModel
  readonly gazetteer: Gazetteer
}

/** The finder that reads with them. */
export const nameModel = ({ first, second, gazetteer }: TrainedNames): NameModel => ({
  first: paired(first),
  second: paired(second),
  gazetteer,
})

/** Trains both looks: the second sees, for each article, what a first look that had not learned from it made of its words. */
export function trainNames(tagged: readonly TaggedArticle[], gazetteer: Gazetteer): TrainedNames {
  const plain = tagged.map((item) => ({ ...item, gold: goldLabels(item), memory: new Map<number, number>() }))
  const remembering = foldsOf(plain, FOLDS).flatMap(({ kept, held }) => {
    const model = paired(trainLook(kept, gazetteer))
    return held.map((item) => ({
      ...item,
      memory: wordMemory(
        item.article.words,
        labelNames(item.article.sentences, item.article.words, item.tags, model, new Map(), gazetteer),
      ),
    }))
  })
  return { first: trainLook(plain, gazetteer), second: trainLook(remembering, gazetteer), gazetteer }
}

function trainLook(examples: readonly NameExample[], gazetteer: Gazetteer): LinearModel {
  const perceptron = new Perceptron(NAME_CLASSES, BITS, MINIMUM)
  const features = new Features(64)
  const scores = new Float32Array(NAME_CLASSES)
  const random = randomFrom(3)
  const order = examples.flatMap((example) => example.article.sentences.map((sentence) => ({ example, sentence })))
  for (let pass = -1; pass < PASSES; pass++) {
    for (const { example, sentence } of pass < 0 ? order : shuffle(order, random)) {
      const { article, tags, gold, memory } = example
      const labels = pass < 0 ? gold : new Uint8Array(article.words.count)
      for (let i = sentence.first; i < sentence.last; i++) {
        if (!mayBeName(article.words, labels, sentence.first, i)) continue
        nameFeatures(features, article.words, tags, labels, memory, gazetteer, sentence.first, sentence.last, i)
        if (pass < 0) {
          perceptron.count(features.ids, features.count)
          continue
        }
        perceptron.score(features.ids, features.count, scores)
        const guess = bestLabel(scores, i > sentence.first ? (labels[i - 1] as number) : 0)
        const right = reachable(gold[i] as number, i > sentence.first ? (labels[i - 1] as number) : 0)
        labels[i] = guess
        if (guess !== right) {
          perceptron.update(features.ids, features.count, right, 1)
          perceptron.update(features.ids, features.count, guess, -1)
        }
        perceptron.tick()
      }
    }
  }
  return quantise({ weights: perceptron.averaged(), bias: new Float32Array(NAME_CLASSES) }, NAME_CLASSES, BITS, { prune: PRUNE })
}

// Where the name's start was missed, the rest of it starts it.
function reachable(gold: number, before: number): number {
  if (gold === 0 || gold % 2 === 1) return gold
  return before === gold || before === gold - 1 ? gold : gold - 1
}

function mark(labels: Uint8Array, first: number, last: number, kind: number): void {
  for (let i = first; i < last; i++) labels[i] = i === first ? startOf(kind) : continuationOf(kind)
}

/** Silver names as classes; labels of numbers and dates are no names, and a name needs a capital somewhere. */
function goldLabels({ article }: TaggedArticle): Uint8Array {
  const { ner, sentences, words } = article
  const labels = new Uint8Array(words.count)
  for (const { first, last } of sentences) {
    for (let i = first; i < last; ) {
      const kind = KINDS.indexOf(ner[i] as string)
      let end = i + 1
      while (kind >= 0 && end < last && ner[end] === ner[i]) end++
      if (kind >= 0 && words.capital[i] !== 0) mark(labels, i, end, kind)
      i = end
    }
  }
  return labels
}

/** Exact agreement of names with the silver ones, span and kind, as F1 in percent; `kinds` each by itself. */
export function nameAgreement(tagged: readonly TaggedArticle[], model: NameModel): { f1: number; kinds: Record<string, number> } {
  const counts = new Map(['all', ...KINDS].map((kind) => [kind, { gold: 0, guessed: 0, right: 0 }]))
  for (const item of tagged) {
    const { sentences, words } = item.article
    const gold = namesIn(goldLabels(item))
    const tokens = { count: words.count, starts: new Int32Array(words.count), ends: new Int32Array(words.count) }
    const guessed = namesOf(sentences, tokens, words, item.tags, model).map(
      ({ first, last, kind }) => `${first}-${last}-${NAME_KINDS.indexOf(kind)}`,
    )
    const both = new Set(gold)
    for (const kind of ['all', ...KINDS]) {
      const of = (name: string): boolean => kind === 'all' || name.endsWith(`-${KINDS.indexOf(kind)}`)
      const row = counts.get(kind) as { gold: number; guessed: number; right: number }
      row.gold += gold.filter(of).length
      row.guessed += guessed.filter(of).length
      row.right += guessed.filter((name) => of(name) && both.has(name)).length
    }
  }
  const f1 = ({ gold, guessed, right }: { gold: number; guessed: number; right: number }): number => (200 * right) / (gold + guessed || 1)
  return { f1: f1(counts.get('all') as never), kinds: Object.fromEntries(KINDS.map((kind) => [kind, f1(counts.get(kind) as never)])) }
}

function namesIn(labels: Uint8Array): string[] {
  const names: string[] = []
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    if (label === 0 || label % 2 === 0) continue
    let end = i + 1
    while (end < labels.length && labels[end] === label + 1) end++
    names.push(`${i}-${end}-${(label - 1) >> 1}`)
  }
  return names
}
