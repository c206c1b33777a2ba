import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPack } from '../../../src/language/learned/weights-format.js'
import { toneModelOf, toneTowards } from '../../../src/language/tone/tone.js'
import { sliceOf } from '../../../src/text/span.js'
import { loadReader, loadToneModel } from '../../../src/weights.js'

const reader = loadReader()
const model = loadToneModel()
const judge = (text: string, target: string) => {
  const start = text.indexOf(target)
  return toneTowards(reader.read({ id: 'a', text }), { start, end: start + target.length }, model)
}

describe('the tone towards a target', () => {
  it.each([
    ['Critics accused Senator Marlow of lying to voters and called his plan a disgrace.', 'Marlow', 'negative'],
    ['The corrupt and reckless Governor Haskin failed the families of this state.', 'Haskin', 'negative'],
    ['Residents praised Mayor Calder for her honest and brilliant leadership.', 'Calder', 'positive'],
    ['The committee met on Tuesday in an office near Solheim.', 'Solheim', 'neutral'],
  ] as const)('%s', (text, target, tone) => {
    expect(judge(text, target).tone).toBe(tone)
  })

  it('is judged apart for each target of a sentence', () => {
    const text = 'Voters praised Mayor Calder for her honest work, but Governor Haskin was accused of corruption and fraud.'
    expect(judge(text, 'Haskin').tone).toBe('negative')
    expect(judge(text, 'Calder').tone).not.toBe('negative')
  })

  it('shows the words that say so, never the target’s own, in the order of the text', () => {
    const text = 'Critics accused Senator Marlow of lying to voters and called his plan a disgrace.'
    const { words, isSure } = judge(text, 'Marlow')
    expect(isSure).toBe(true)
    const said = words.map((span) => sliceOf(text, span))
    expect(said.some((word) => ['accused', 'lying', 'disgrace', 'Critics'].includes(word))).toBe(true)
    expect(said).not.toContain('Marlow')
    expect(words.map(({ start }) => start)).toEqual(words.map(({ start }) => start).sort((a, b) => a - b))
  })

  it('is never sure of neutral, and shows no words for it', () => {
    expect(judge('The committee met on Tuesday in an office near Solheim.', 'Solheim')).toMatchObject({ isSure: false, words: [] })
  })

  it('is neutral with no probability where the target lies in no sentence', () => {
    expect(toneTowards(reader.read({ id: 'a', text: '' }), { start: 0, end: 3 }, model)).toMatchObject({ tone: 'neutral', probability: 0 })
  })

  it('never throws, is repeatable, and cites only words of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(200), fc.nat(40), (text, start, length) => {
        const document = reader.read({ id: 'a', text })
        const judged = toneTowards(document, { start, end: start + length }, model)
        expect(toneTowards(document, { start, end: start + length }, model)).toEqual(judged)
        for (const word of judged.words) expect(word.end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 100 },
    )
  })

  it('looks only round the target in a sentence without end', () => {
    const text = `${'and then he went on '.repeat(400)}to praise the honest and brilliant Mayor Calder`
    expect(judge(text, 'Calder').probability).toBeGreaterThan(0)
  })
})

describe('tone’s weights', () => {
  it('fit in a megabyte and a half', () => {
    expect(readFileSync(new URL('../../../weights/tone.bin', import.meta.url)).length).toBeLessThan(1_500_000)
  })

  it('are not mistaken for others', () => {
    const other = readPack(new Uint8Array(readFileSync(new URL('../../../weights/grammar.bin', import.meta.url))))
    expect(() => other && toneModelOf(other)).toThrow('no weights for tone')
  })
})
