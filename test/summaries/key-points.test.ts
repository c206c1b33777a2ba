import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../src/text/span.js'
import { keyPoints } from '../../summaries/key-points.js'
import { documentOf } from './documents.js'

const pointsOf = (text: string, title?: string): string[] =>
  keyPoints(documentOf(text, title === undefined ? {} : { title })).map((point) => sliceOf(text, point))

const STORY = [
  'The harbour of Port Ansel will be closed to cruise ships from June, the city council decided on Monday.',
  'Cruise ships brought 400,000 visitors to the harbour last year, more than any other town on the coast received.',
  'Mayor Ines Calder told the council that the harbour could not take more visitors.',
  'Hotels in Port Ansel expect to lose a fifth of their guests when the cruise ships stay away.',
  'The council will look at the decision again in two years.',
]

describe('key points', () => {
  it('are three to five sentences of the article, verbatim and apart', () => {
    const points = pointsOf(STORY.join(' '))
    expect(points.length).toBeGreaterThanOrEqual(3)
    expect(points.length).toBeLessThanOrEqual(5)
    expect(new Set(points).size).toBe(points.length)
    for (const point of points) expect(STORY).toContain(point)
    expect(points[0]).toBe(STORY[0])
  })

  it.each([
    ['a dateline', `PORT ANSEL, 9 June (Northern Wire) - ${STORY[0]}`, STORY[0]],
    ['a dateline with a long dash', `Port Ansel — ${STORY[0]}`, STORY[0]],
    ['an agency', `(Northern Wire) -- ${STORY[0]}`, STORY[0]],
    ['a dateline in small letters with an agency', `Port Ansel (Northern Wire) - ${STORY[0]}`, STORY[0]],
    ['the mark of a list', `- ${STORY[0]}`, STORY[0]],
    ['the time of a live page', `14:32 ${STORY[0]}`, STORY[0]],
  ])('begin behind %s', (_, opening, expected) => {
    expect(pointsOf([opening, ...STORY.slice(1)].join('\n\n'))[0]).toBe(expected)
  })

  it('leave out a sentence that only tells who said what stands before it', () => {
    const quotation = '"The harbour is full. Nobody can park. We have waited for nineteen years, and nothing has been done about it."'
    const points = pointsOf(`${STORY.slice(0, 2).join('\n\n')}\n\n${quotation} Mayor Ines Calder told the town council.\n\n${STORY[3]}`)
    expect(points).not.toContain('Mayor Ines Calder told the town council.')
    expect(points).toContain(STORY[3])
  })

  it.each(['beat', 'thrashed'])('take a result for a sentence: %s', (verb) => {
    const lead = `Calder United ${verb} Harrow Rovers 2-1 on Saturday thanks to a 93rd-minute header by substitute Jude Okoro.`
    const rest = 'Rovers had led through a penalty by Mattias Brandt.\n\nUnited, who are third, host Marlow Town on Wednesday.'
    expect(pointsOf(`${lead}\n\n${rest}`, 'Late Okoro header sinks Rovers')).toContain(lead)
  })

  it.each([
    'By Mara Lindqvist, harbour correspondent.',
    'Read more: Cruise ships bring record crowds to the harbour of Port Ansel.',
    'Pictured: Cruise ships in the harbour of Port Ansel last summer.',
    'Photo: Harbour Images/Tove Ek.',
    'Sign up for our harbour newsletter here.',
    'Crowded quay: Cruise ships in the harbour of Port Ansel in June.',
    'This article was first published by the Harbour Gazette of Port Ansel.',
    'Cruise ships in the harbour of Port Ansel',
    'Additional reporting by Tove Ek in Port Ansel.',
    'Do you work in the harbour? Share your story by e-mail.',
    '© 2026 The Harbour Gazette. All rights reserved.',
  ])('leave out furniture: %s', (furniture) => {
    const points = pointsOf([furniture, ...STORY, furniture].join('\n\n'), 'Harbour of Port Ansel to close to cruise ships')
    expect(points.join(' ')).not.toContain(furniture.split('. ')[0])
    expect(points).toContain(STORY[0])
  })

  it.each([
    ['He said the harbour of Port Ansel could take no more cruise ships and visitors.'],
    ['“The harbour cannot take more cruise ships and more visitors to Port Ansel,” he said.'],
    ['“The harbour of Port Ansel belongs to its people and not to cruise ships and visitors.”'],
    ['This means that the harbour of Port Ansel will see no cruise ships from June.'],
    ['But they want cruise ships to stay in the harbour of Port Ansel after June.'],
    ['Last week it warned that cruise ships and visitors would leave the harbour of Port Ansel.'],
    ['One cruise ship had waited nine days outside the harbour of Port Ansel, he said.'],
    ['What do the visitors on the cruise ships want from the harbour of Port Ansel?'],
    ['You wrote that cruise ships and visitors bring nothing to the harbour of Port Ansel.'],
    ['Mayor Ines Calder, who speaks for the harbour of Port Ansel and against cruise ships, denied that.'],
    ['Per Holm, who pilots cruise ships into the harbour of Port Ansel, agrees.'],
    ['Those who run the cruise ships in the harbour of Port Ansel have not answered the council.'],
  ])('stand alone, so never: %s', (dangling) => {
    const article = [STORY[0], 'The harbour master is Per Holm.', dangling, ...STORY.slice(1)].join('\n\n')
    expect(pointsOf(article)).not.toContain(dangling)
  })

  it.each([
    ['It took the council of Port Ansel two years to close the harbour to cruise ships.'],
    ['As she left the harbour, Ines Calder told visitors that cruise ships were not welcome in Port Ansel.'],
    ['A captain who brought his cruise ship into the harbour of Port Ansel on Sunday was fined by the council.'],
    ['This year the harbour of Port Ansel has seen 300 cruise ships and 400,000 visitors.'],
  ])('may explain their own pronouns: %s', (alone) => {
    expect(pointsOf([alone, ...STORY.slice(3)].join('\n\n'))).toContain(alone)
  })

  it('do not say the same thing twice', () => {
    const again = 'The city council of Port Ansel decided on Monday that the harbour will be closed to cruise ships from June.'
    const points = pointsOf([STORY[0], again, ...STORY.slice(1)].join('\n\n'))
    expect(points.filter((point) => point === STORY[0] || point === again)).toHaveLength(1)
  })

  it('keep a quotation of several sentences whole', () => {
    const quoted = '"The harbour of Port Ansel is full. The cruise ships must go elsewhere," Mayor Ines Calder told the council on Monday.'
    for (const point of pointsOf([quoted, ...STORY.slice(1)].join('\n\n'))) {
      expect((point.match(/"/g) ?? []).length % 2).toBe(0)
    }
  })

  it('give the same for the same text, whatever it is, and never throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...STORY, '"', '“', '(', '\n\n', 'He said', '- '), fc.string({ unit: 'binary' }))),
        (parts) => {
          const text = parts.join(' ')
          const points = keyPoints(documentOf(text))
          expect(points.length).toBeLessThanOrEqual(5)
          for (const { start, end } of points) expect(0 <= start && start < end && end <= text.length).toBe(true)
          expect(keyPoints(documentOf(text))).toEqual(points)
        },
      ),
      { numRuns: 150 },
    )
  })
})
