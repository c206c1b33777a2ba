import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_TEXTS } from '../../bench/hostile-texts.js'
import { RELATIONS } from '../../src/language/grammar/parse-state.js'
import { TAGS } from '../../src/language/grammar/tags.js'
import type { Document } from '../../src/text/document.js'
import type { Span } from '../../src/text/span.js'
import { loadReader } from '../../src/weights.js'

const reader = loadReader()
const read = (text: string): Document => reader.read({ id: 'test', text })

const pieces = fc.constantFrom(
  ...'“ ” " \' ’ ‘ « » ( ) [ ] . ? ! , : ; … -- — \n \n\n \t \u0000 \ud800 \udc00 🙂 \u202e שלום مرحبا Mr. U.S. he said asked Mara Quist Lisbon China the minister was told that 2,400 3.5 $ % n’t ’s @desk #port https://example.com/a J. I x'
    .split(' ')
    .concat(' ', '\u00a0'),
)
const texts = fc.oneof(
  fc.array(fc.tuple(pieces, fc.constantFrom('', ' ')), { maxLength: 120 }).map((parts) => parts.flat().join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)

function expectOrdered(spans: readonly Span[], text: string): void {
  let end = 0
  for (const span of spans) {
    expect(span.start).toBeGreaterThanOrEqual(end)
    expect(span.end).toBeGreaterThan(span.start)
    end = span.end
  }
  expect(end).toBeLessThanOrEqual(text.length)
}

describe('reading any text', () => {
  it('gives layers in order, within bounds, that cover each other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { tokens, sentences, paragraphs, quotations } = read(text)
        expectOrdered(tokens, text)
        expectOrdered(sentences, text)
        expectOrdered(paragraphs, text)
        let next = 0
        for (const { first, last, start, end, paragraph } of sentences) {
          expect(first).toBe(next)
          expect(tokens[first]?.start).toBe(start)
          expect(tokens[last - 1]?.end).toBe(end)
          expect(paragraphs[paragraph]?.start).toBeLessThanOrEqual(start)
          expect(paragraphs[paragraph]?.end).toBeGreaterThanOrEqual(end)
          next = last
        }
        expect(next).toBe(tokens.length)
        for (const { start, end } of quotations) expect(0 <= start && start < end && end <= text.length).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('makes of every sentence one tree', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { tokens, sentences } = read(text)
        for (const { first, last } of sentences) {
          const roots = tokens.slice(first, last).filter(({ head }) => head === -1)
          expect(roots.length).toBe(1)
          for (let i = first; i < last; i++) {
            let at = i
            let steps = 0
            while ((tokens[at]?.head ?? -1) >= 0 && steps++ <= last - first) at = tokens[at]?.head as number
            expect(steps).toBeLessThanOrEqual(last - first)
            expect(at >= first && at < last).toBe(true)
            expect(TAGS).toContain(tokens[i]?.tag)
            expect(RELATIONS).toContain(tokens[i]?.relation)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('gives the same document for the same article, whatever was read before', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const before = JSON.stringify(read(text))
        read(other)
        expect(JSON.stringify(read(text))).toBe(before)
      }),
      { numRuns: 100 },
    )
  })
})

describe('time', () => {
  it.each(Object.keys(HOSTILE_TEXTS))('grows with the text and not faster: %s', (name) => {
    const make = HOSTILE_TEXTS[name] as (size: number) => string
    const timeFor = (size: number): number => {
      const text = make(size)
      const times = [1, 2].map(() => {
        const start = process.cpuUsage()
        read(text)
        const { user, system } = process.cpuUsage(start)
        return (user + system) / 1000
      })
      return Math.min(...times)
    }
    timeFor(10_000)
    // Eight times the text: linear is 8, quadratic 64. The bound leaves room for a busy machine.
    expect(timeFor(80_000) / Math.max(2, timeFor(10_000))).toBeLessThan(28)
  })
})
