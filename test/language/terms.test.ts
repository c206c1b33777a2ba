import { describe, expect, it } from 'vitest'
import { isStopWord, similarity, stemsOf, stemWeights, termsOf, termVector } from '../../src/language/terms.js'

describe('terms', () => {
  it('stems words, keeps numbers whole, leaves out common words and clitics', () => {
    expect(stemsOf('Mara Quist’s elections don’t cost 2,400 crowns or 3.5 percent, she said.')).toEqual([
      'mara',
      'quist',
      'elect',
      'cost',
      '2,400',
      'crown',
      '3.5',
      'percent',
    ])
  })

  it('tells where each term stands', () => {
    const text = 'the harbours of 1,200 towns'
    expect(termsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['harbours', '1,200', 'towns'])
    expect(termsOf(text, 4, 12)).toEqual([{ stem: 'harbour', start: 4, end: 12 }])
  })

  it('knows stop words in any case and with curly apostrophes', () => {
    expect([isStopWord('The'), isStopWord('n’t'), isStopWord('harbour')]).toEqual([true, true, false])
  })

  it('weighs rare stems more than common ones, never below zero', () => {
    const weight = stemWeights([
      ['port', 'ship'],
      ['port', 'crane'],
      ['port', 'ship'],
    ])
    expect(weight('crane')).toBeGreaterThan(weight('ship'))
    expect(weight('ship')).toBeGreaterThan(weight('port'))
    expect(weight('port')).toBeGreaterThanOrEqual(0)
    expect(weight('unseen')).toBeGreaterThan(weight('crane'))
  })

  it('compares by the cosine', () => {
    const a = termVector(stemsOf('the harbour was closed'))
    expect(similarity(a, a)).toBeCloseTo(1)
    expect(similarity(a, termVector(stemsOf('a bridge opened')))).toBe(0)
    expect(similarity(a, termVector([]))).toBe(0)
  })
})
