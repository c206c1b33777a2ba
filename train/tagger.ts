import { markTag, TAGS, type TagModel, tagFeatures, tagsOf } from '../src/language/grammar/tags.js'
import { best, Features } from '../src/language/learned/weights.js'
import { Perceptron, quantise, randomFrom, shuffle } from './linear.js'
import type { SilverArticle } from './silver.js'

const BITS = 18
const PASSES = 6
const PRUNE = 2
// A word is certain where it was seen this often and never, but for one in three hundred, with another tag.
const CERTAIN_COUNT = 25
const CERTAIN_SHARE = 1 / 300

/** Trains the tagger on silver tags. Same articles, same weights. */
export function trainTagger(articles: readonly SilverArticle[]): TagModel {
  const certain = certainWords(articles)
  const perceptron = new Perceptron(TAGS.length, BITS)
  const features = new Features()
  const scores = new Float32Array(TAGS.length)
  const random = randomFrom(1)
  const order = articles.flatMap((article) => article.sentences.map((sentence) => ({ article, sentence })))
  for (let pass = 0; pass < PASSES; pass++) {
    for (const { article, sentence } of shuffle(order, random)) {
      const { words, marks, tags: gold } = article
      const tags = new Uint8Array(words.count)
      for (let i = sentence.first; i < sentence.last; i++) {
        const right = gold[i] as number
        const known = markTag(marks[i] as number) ?? certain.get(words.form[i] as number)
        if (known !== undefined) {
          tags[i] = known
          continue
        }
        tagFeatures(features, words, tags, sentence.first, sentence.last, i)
        perceptron.score(features.ids, features.count, scores)
        const guess = best(scores, TAGS.length)
        tags[i] = guess
        if (guess !== right) {
          perceptron.update(features.ids, features.count, right, 1)
          perceptron.update(features.ids, features.count, guess, -1)
        }
        perceptron.tick()
      }
    }
  }
  const learned = { weights: perceptron.averaged(), bias: new Float32Array(TAGS.length) }
  return { model: quantise(learned, TAGS.length, BITS, { prune: PRUNE }), certain }
}

function certainWords(articles: readonly SilverArticle[]): Map<number, number> {
  const counts = new Map<number, Int32Array>()
  for (const { words, tags, marks } of articles) {
    for (let i = 0; i < words.count; i++) {
      if (markTag(marks[i] as number) !== undefined) continue
      const form = words.form[i] as number
      const row = counts.get(form) ?? new Int32Array(TAGS.length)
      counts.set(form, row)
      row[tags[i] as number] = (row[tags[i] as number] as number) + 1
    }
  }
  const certain = new Map<number, number>()
  for (const [form, row] of counts) {
    const total = row.reduce((a, b) => a + b)
    const top = row.indexOf(Math.max(...row))
    if (total >= CERTAIN_COUNT && total - (row[top] as number) <= total * CERTAIN_SHARE) certain.set(form, top)
  }
  return certain
}

/** Share of tokens whose tag equals the silver one, in percent. */
export function tagAccuracy(articles: readonly SilverArticle[], model: TagModel): number {
  let right = 0
  let total = 0
  for (const { sentences, words, marks, tags } of articles) {
    const guessed = tagsOf(sentences, words, marks, model)
    for (let i = 0; i < words.count; i++) if (guessed[i] === tags[i]) right++
    total += words.count
  }
  return (100 * right) / total
}
