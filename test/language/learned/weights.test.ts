import { describe, expect, it } from 'vitest'
import { packed } from '../../../src/language/learned/packed-model.js'
import { best, Features, hashOf, probability, score, scoreOne } from '../../../src/language/learned/weights.js'
import { packOf, readPack } from '../../../src/language/learned/weights-format.js'
import { type Example, Perceptron, quantise, trainLogistic } from '../../../train/linear.js'

const examplesOf = (label: (a: number, b: number) => number): Example[] => {
  const features = new Features(1)
  return Array.from({ length: 600 }, (_, i) => {
    const a = i % 7
    const b = i % 5
    features.clear()
    features.add(1, a)
    features.add(2, b)
    features.add(3, a, b)
    return { features: features.copy(), label: label(a, b) }
  })
}

describe('weights', () => {
  it('learns yes or no, and keeps it through bytes', () => {
    const examples = examplesOf((a, b) => (a > 2 === b > 1 ? 1 : 0))
    const trained = quantise(trainLogistic(examples, { classes: 1, bits: 12 }), 1, 12)
    const model = readPack(packOf('a test', { cue: trained }, { labels: ['x'] }))?.models.get('cue')
    const right = examples.filter(({ features, label }) => model && scoreOne(model, features, features.length) > 0 === (label === 1))
    expect(right.length).toBe(examples.length)
  })

  it.each([3, 12])('learns %i classes, and keeps them through bytes', (classes) => {
    const examples = examplesOf((a, b) => (a * 5 + b) % classes)
    const trained = quantise(trainLogistic(examples, { classes, bits: 12, epochs: 20 }), classes, 12)
    const model = readPack(packOf('a test', { model: trained }, {}))?.models.get('model')
    const scores = new Float32Array(classes)
    const right = examples.filter(({ features, label }) => {
      if (model) score(model, features, features.length, scores)
      return best(scores, classes) === label
    })
    expect(right.length).toBe(examples.length)
    expect(model).toEqual(trained)
    if (classes <= 4) expect(readPack(packOf('a test', { model: trained }, {}))?.models.sideBySide('model')).toEqual(packed(trained))
  })

  it('trains alike with the same seed', () => {
    const examples = examplesOf((a) => a % 2)
    const options = { classes: 1, bits: 10, seed: 5 }
    expect(trainLogistic(examples, options)).toEqual(trainLogistic(examples, options))
  })

  it('gives no weight to features that were counted too seldom', () => {
    const perceptron = new Perceptron(2, 8, 2)
    const [seen, unseen] = [Int32Array.of(1), Int32Array.of(2)]
    perceptron.count(seen, 1)
    perceptron.count(seen, 1)
    perceptron.count(unseen, 1)
    perceptron.update(seen, 1, 0, 1)
    perceptron.update(unseen, 1, 0, 1)
    const scores = new Float32Array(2)
    perceptron.score(seen, 1, scores)
    expect(scores[0]).toBe(1)
    perceptron.score(unseen, 1, scores)
    expect(scores[0]).toBe(0)
  })

  it('knows what is no pack, and a pack cut short', () => {
    const bytes = packOf('a test', { m: quantise({ weights: Float32Array.of(1, 0, 2, 0), bias: Float32Array.of(0) }, 1, 2) }, {})
    expect(readPack(new Uint8Array(3))).toBeUndefined()
    expect(readPack(new TextEncoder().encode('no weights at all'))).toBeUndefined()
    expect(readPack(bytes.subarray(0, bytes.length - 1))).toBeUndefined()
    expect(readPack(bytes)?.about).toBe('a test')
  })

  it('hashes parts of texts as it hashes texts', () => {
    expect(hashOf('a word here', 2, 6)).toBe(hashOf('word'))
    expect(probability(0)).toBe(0.5)
  })
})
