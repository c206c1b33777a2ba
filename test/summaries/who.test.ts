import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Speaker } from '../../src/text/document.js'
import { completeName, matchName } from '../../summaries/name-match.js'
import type { StatementRecord } from '../../summaries/statement-record.js'
import { whoPost, whoSaid } from '../../summaries/who.js'

const known = [
  { name: 'Ines Calder', count: 9 },
  { name: 'Calder', count: 3 },
  { name: 'Olav Brandt', count: 5 },
  { name: 'Mirjam Brandt', count: 7 },
  { name: 'Brandt', count: 2 },
  { name: 'Central Bank of Velden', count: 4 },
  { name: 'José Íñiguez', count: 1 },
]

describe('matching a typed name', () => {
  it.each([
    ['calder', 'Ines Calder'],
    ['Ines', 'Ines Calder'],
    ['MAYOR Mr. Calder', undefined],
    ['mr calder', 'Ines Calder'],
    ['Calder’s', 'Ines Calder'],
    ['central bank', 'Central Bank of Velden'],
    ['iniguez', 'José Íñiguez'],
    ['cald', 'Ines Calder'],
    ['olav brandt', 'Olav Brandt'],
  ])('%s', (typed, name) => {
    const match = matchName(typed, known)
    expect(match.kind === 'one' ? match.name : undefined).toBe(name)
  })

  it('takes the short form as the same person only where nobody else has the surname', () => {
    expect(matchName('ines calder', known)).toMatchObject({ forms: ['Ines Calder', 'Calder'] })
    expect(matchName('olav brandt', known)).toMatchObject({ forms: ['Olav Brandt'] })
  })

  it('keeps two people of one surname apart, the one more talked of first', () => {
    expect(matchName('Brandt', known)).toEqual({ kind: 'several', names: ['Mirjam Brandt', 'Olav Brandt'] })
  })

  it.each([
    ['Caldar', 'Ines Calder'],
    ['Ines Kalder', 'Ines Calder'],
    ['Olaf Brant', 'Olav Brandt'],
  ])('offers the nearest for %s', (typed, name) => {
    expect(matchName(typed, known)).toMatchObject({ kind: 'none', suggestions: expect.arrayContaining([name]) })
  })

  it.each(['', '?!', 'zzzzqqqq'])('offers nothing for “%s”', (typed) => {
    expect(matchName(typed, known)).toEqual({ kind: 'none', suggestions: [] })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.record({ name: fc.string({ unit: 'binary' }), count: fc.nat() })),
        (typed, names) => {
          expect(matchName(typed, names).kind).toMatch(/one|several|none/u)
        },
      ),
    )
  })
})

describe('completing a name', () => {
  it('takes the beginning of any part, most talked of first', () => {
    expect(completeName('bra', known)).toEqual(['Mirjam Brandt', 'Olav Brandt', 'Brandt'])
    expect(completeName('', known, 2)).toEqual(['Ines Calder', 'Mirjam Brandt'])
  })
})

describe('who', () => {
  const NOW = Date.parse('2026-03-20T00:00:00Z')
  const by = (name: string, role: string | null): Speaker => ({ name, role, actor: null })
  const record = (words: string, speaker: Speaker, days: number, confidence = 0.9): StatementRecord => ({
    id: `${words}.0`,
    citation: { articleId: `a${days}`, spans: [{ start: 0, end: words.length }], words: [words] },
    speaker,
    manner: 'direct',
    confidence,
    about: [],
    at: NOW - days * 86_400_000,
  })
  const records = [
    record('“The ferry is too slow”', by('Calder', null), 1),
    record('“Bridges are built for grandchildren”', by('Ines Calder', 'Mayor'), 3),
    record('“Ice will pile up”', by('Olav Brandt', 'Harbour master'), 2),
    record('“Nobody asked the fishermen”', by('Ines Calder', 'Mayor'), 2, 0.1),
  ]

  it('gives all that a speaker said under any form of the name, newest first, the unsure left out', () => {
    const [group] = whoSaid('calder', records).said
    expect(group?.name).toBe('Ines Calder')
    expect(group?.lines.map(({ record: { citation } }) => citation.words[0])).toEqual([
      '“The ferry is too slow”',
      '“Bridges are built for grandchildren”',
    ])
  })

  it('is headed by the role as given', () => {
    expect(whoPost(whoSaid('calder', records))).toMatchObject({
      kind: 'who',
      title: 'What Ines Calder said',
      sections: [{ heading: 'Ines Calder, Mayor' }],
    })
  })

  it.each([
    ['calder', { topic: 'bridge' }, 'What Ines Calder said on bridge'],
    ['caldar', {}, 'Did you mean Ines Calder'],
    ['', {}, 'Name a person or body'],
    ['calder', { topic: 'whales' }, 'Ines Calder is not quoted on whales here'],
    ['nobody at all', {}, 'Nobody called “nobody at all” is quoted here'],
  ])('answers %j %j in a sentence', (name, options, sentence) => {
    expect(JSON.stringify(whoPost(whoSaid(name, records, options)))).toContain(sentence)
  })
})
