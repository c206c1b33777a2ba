import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { postHtml } from '../../../adapters/terminal/post-html.js'
import { postMarkdown } from '../../../adapters/terminal/post-markdown.js'
import { postText } from '../../../adapters/terminal/post-text.js'
import { type Citation, cite } from '../../../src/text/citation.js'
import type { Post } from '../../../src/text/post.js'

const ESCAPE = '\u001b'
const citationOf = (text: string, url?: string): Citation =>
  cite({ id: 'a', text, outlet: 'The Gazette', publishedAt: '2026-03-12T08:00:00Z', ...(url === undefined ? {} : { url }) }, [
    { start: 0, end: text.length },
  ])

/** A post with a part of every kind, all made of the same words. */
const postOf = (words: string, url?: string): Post => ({
  kind: 'brief',
  audience: 'channel',
  title: words,
  ...(url === undefined ? {} : { titleUrl: url }),
  subtitle: words,
  sections: [
    {
      heading: 'Key points',
      parts: [
        { type: 'line', citation: citationOf(words, url), isNew: true, showOrigin: true },
        { type: 'line', citation: citationOf(words, url) },
        { type: 'note', text: words, tone: 'small' },
        { type: 'difference', label: words, citations: [citationOf(words, url)] },
        { type: 'links', label: words, links: [{ label: words, url: url ?? 'https://example.org/' }] },
        { type: 'table', columns: ['Feed', words], rows: [['one', words]] },
        { type: 'plot', label: words, points: [{ label: words.slice(0, 12), count: 3 }] },
      ],
    },
    {
      heading: 'Wang Yi, Foreign Minister',
      parts: [
        {
          type: 'quotation',
          citation: citationOf(words, url),
          speaker: { name: 'Wang Yi', role: 'Foreign Minister', actor: 'China' },
          cue: words.slice(0, 10),
          manner: 'direct',
          alsoIn: ['The Courier'],
          mark: { tone: 'critical', words: ['harm'] },
        },
      ],
    },
  ],
  buttons: [{ label: 'Open', url: url ?? 'https://example.org/' }],
  footer: words,
})

const SENTENCE =
  'The council of Port Ansel voted on Tuesday to close the Kestrel Bridge, which carries 22,000 vehicles a day, for two years.'

describe('what introduces a statement', () => {
  const shown = (cue: string): string => {
    const part = {
      type: 'quotation',
      citation: citationOf('The bridge is closed'),
      speaker: null,
      source: 'the mayor',
      cue,
      manner: 'direct',
    } as const
    return postText(
      { kind: 'brief', audience: 'channel', title: 'T', sections: [{ heading: 'The mayor', parts: [part] }] },
      { columns: 80, color: false },
    )
  }

  it('is the article’s word, and nothing where that says nothing by itself', () => {
    expect(shown('warned')).toContain('warned: The bridge')
    expect(shown('told the council')).toContain('told the council: The bridge')
    for (const mute of ['told', 'Tells', 'telling', ':', '–', 'According to']) expect(shown(mute)).toMatch(/│ The bridge/u)
  })
})

describe('a post on a terminal', () => {
  it.each([200, 80, 50, 30])('stays within %i columns', (columns) => {
    for (const color of [false, true]) {
      const text = postText(postOf(SENTENCE), { columns, color })
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(Math.min(columns, 96))
    }
  })

  it('has no escape sequence without colour, and links and colours with it', () => {
    expect(postText(postOf(SENTENCE, 'https://example.org/a'), { columns: 80, color: false })).not.toContain(ESCAPE)
    const colored = postText(postOf(SENTENCE, 'https://example.org/a'), { columns: 80, color: true })
    expect(colored).toContain('\u001b]8;;https://example.org/a#:~:text=The%20council')
  })

  it('gives every line of the article with its place', () => {
    const text = postText(postOf(SENTENCE), { columns: 80, color: false })
    expect(text.match(new RegExp(`\\[0–${SENTENCE.length}\\]`, 'gu'))).toHaveLength(4)
  })

  it('names the speaker once where the heading says it, and says "Speaker unclear" where it is', () => {
    const text = postText(postOf(SENTENCE), { columns: 80, color: false })
    expect(text.match(/Wang Yi/gu)).toHaveLength(1)
    const unclear: Post = {
      ...postOf(SENTENCE),
      sections: [
        {
          parts: [
            {
              type: 'quotation',
              citation: citationOf(SENTENCE),
              speaker: { name: 'Wang Yi', role: null, actor: null },
              manner: 'direct',
              unclear: true,
            },
          ],
        },
      ],
    }
    const shown = postText(unclear, { columns: 80, color: false })
    expect(shown).toContain('Speaker unclear')
    expect(shown).not.toContain('Wang Yi')
  })
})

describe('whatever an article holds', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      '\u001b[31mred\u001b]8;;http://evil.example\u0007click',
      '<script>alert(1)</script>',
      '[click](javascript:alert(1)) **bold** `code` | cell | @everyone',
      '\u202egnp.exe',
      '</style><img src=x onerror=alert(1)>',
      '1. a list\n# a heading\n> a quotation\n- a point',
      '![picture](http://evil.example/track.png)',
    ),
  )

  it('a terminal, Markdown and a page show it as words alone', () => {
    fc.assert(
      fc.property(
        nasty,
        fc.option(fc.constantFrom('javascript:alert(1)', 'https://example.org/a?b=<c>', 'https://example.org/\u001b]8;;')),
        (words, url) => {
          const post = postOf(words, url ?? undefined)
          expect(postText(post, { columns: 60, color: false })).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u)
          const page = postHtml(post)
          expect(page).not.toMatch(/<script|<img|href="(?!https?:)/iu)
          expect(page.match(/<[a-z][a-z0-9]*/gu)?.every((tag) => TAGS.has(tag.slice(1)))).toBe(true)
          const markdown = postMarkdown(post)
          expect(markdown).not.toMatch(/(?<!\\)\]\(<?javascript:|(?<!\\)!\[|<script|<img|@everyone/iu)
        },
      ),
      { numRuns: 300 },
    )
  })
})

const TAGS = new Set(
  'html head meta title style body main header h1 h2 h3 p section ol ul li blockquote b i small span a footer table thead tbody tr th td'.split(
    ' ',
  ),
)

describe('a post as Markdown', () => {
  it('numbers key points, heads speakers, quotes what they said', () => {
    const markdown = postMarkdown(postOf(SENTENCE, 'https://example.org/a'))
    expect(markdown).toMatch(/^# \[The council/u)
    expect(markdown).toContain('## Key points')
    expect(markdown).toContain('### Wang Yi, Foreign Minister')
    expect(markdown).toMatch(/^> \*the counci:\* The council/mu)
    expect(markdown).toMatch(/^1\. \*\*new\*\* The council/mu)
  })

  it('shows marks of the article as they are', () => {
    const post: Post = {
      kind: 'notice',
      audience: 'channel',
      title: 'a*b_c',
      sections: [{ parts: [{ type: 'note', text: '1) 5 < 6 & # [x] 2*3' }] }],
    }
    expect(postMarkdown(post)).toBe('# a\\*b\\_c\n\n1\\) 5 &lt; 6 &amp; # \\[x\\] 2\\*3\n')
  })
})
