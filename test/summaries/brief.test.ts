import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds } from '../../src/text/citation.js'
import type { Part } from '../../src/text/post.js'
import { briefOf, briefPost } from '../../summaries/brief.js'
import { documentOf } from './documents.js'

const TEXT = [
  'Port Ansel will close the Kestrel Bridge on 1 April, Mayor Ines Calder said on Monday.',
  '"Nobody in this room wanted to close the bridge," Calder told the council. "But I will not wait for a bus to fall into the river."',
  'Tobias Renn, the city’s chief engineer, said that cracks in the bridge had doubled in length since October.',
  'The bridge carries 22,000 vehicles a day across the river.',
].join('\n\n')
const DETAILS = {
  title: 'Bridge to close',
  outlet: 'The Harbour Gazette',
  publishedAt: '2026-03-12T22:30:00Z',
  url: 'https://example.org/bridge',
}

const citationsOf = (parts: readonly Part[]) =>
  parts.flatMap((part) => (part.type === 'line' || part.type === 'quotation' ? [part.citation] : []))

describe('a brief', () => {
  const document = documentOf(TEXT, DETAILS)
  const post = briefPost(briefOf(document))

  it('has headline, outlet and date, key points, and who said what by speaker', () => {
    expect(post).toMatchObject({
      kind: 'brief',
      title: 'Bridge to close',
      titleUrl: DETAILS.url,
      subtitle: 'The Harbour Gazette, 12 March 2026',
    })
    const headings = post.sections.map(({ heading }) => heading)
    expect(headings.slice(0, 2)).toEqual(['Key points', 'Who said what'])
    expect(headings).toContain('Ines Calder, Mayor')
    expect(headings.some((heading) => heading?.startsWith('Tobias Renn'))).toBe(true)
    expect(post.about).toEqual({ stories: [], articles: [document.article.id] })
  })

  it('joins a quotation that its cue cuts in two', () => {
    const words = post.sections.flatMap(({ parts }) => citationsOf(parts)).map((citation) => citation.words)
    expect(words).toContainEqual([
      '"Nobody in this room wanted to close the bridge,"',
      '"But I will not wait for a bus to fall into the river."',
    ])
  })

  it('says so where nobody is quoted', () => {
    const quiet = briefPost(briefOf(documentOf('The harbour froze over in the night. Nine boats were stuck in the ice until noon.')))
    expect(quiet.sections.at(-1)).toEqual({
      heading: 'Who said what',
      parts: [{ type: 'note', text: expect.stringContaining('Nobody is quoted'), tone: 'small' }],
    })
    expect(quiet.title).toBe('Article without a headline')
  })

  it('tells how many statements are left, and shows them all when asked', () => {
    const all = briefOf(document, { all: true })
    expect(all.whoSaidWhat.shown).toBe(document.statements.length)
    const few = { ...all, whoSaidWhat: { ...all.whoSaidWhat, found: all.whoSaidWhat.shown + 2 } }
    expect(briefPost(few, { more: 'Ask for all.' }).footer).toBe('2 more statements were found, less sure or less weighty. Ask for all.')
  })

  it('cites only what stands in the text, whatever the text is', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...TEXT.split('\n\n'), '\n\n', '“', '”', '"', 'He said: ', ' he said.', 'according to ', '(', '‘'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.boolean(), (parts, all) => {
        const text = parts.join(' ')
        const brief = briefOf(documentOf(text, DETAILS), { all })
        const citations = briefPost(brief).sections.flatMap(({ parts: shown }) => citationsOf(shown))
        for (const citation of citations) expect(holds(citation, text)).toBe(true)
        for (const { spans } of citations) for (const { start, end } of spans) expect(start < end && end <= text.length).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
