import { describe, expect, it } from 'vitest'
import { postHtml as pageHtml } from '../../adapters/terminal/post-html.js'
import { postMarkdown } from '../../adapters/terminal/post-markdown.js'
import { postText } from '../../adapters/terminal/post-text.js'
import { postHtml } from '../../adapters/web/post-html.js'
import { cite } from '../../src/text/citation.js'
import type { Post, QuotationPart } from '../../src/text/post.js'

const said = (words: string, more: Partial<QuotationPart>): QuotationPart => ({
  type: 'quotation',
  citation: cite({ id: 'a', text: words }, [{ start: 0, end: words.length }]),
  speaker: null,
  manner: 'direct',
  ...more,
})
const postOf = (heading: string, parts: readonly QuotationPart[]): Post => ({
  kind: 'who',
  audience: 'channel',
  title: 'On record',
  sections: [{ heading, parts }],
})

/** What a reader sees, without markup, on one line. */
const RENDERERS: readonly (readonly [string, (post: Post) => string])[] = [
  ['the web desk', (post) => String(postHtml(post, { back: '/' }))],
  ['a page', (post) => String(pageHtml(post))],
  ['Markdown', (post) => postMarkdown(post)],
  ['the terminal', (post) => postText(post, { columns: 200, color: false })],
]
const seen = (output: string): string =>
  output
    .replace(/<[^>]*>/gu, ' ')
    .replace(/[*│|]/gu, ' ')
    .replace(/\s+/gu, ' ')
const count = (text: string, words: string): number => text.split(words).length - 1

describe.each(RENDERERS)('speakers under a heading in %s', (_, render) => {
  it('names the one the heading names once', () => {
    const speaker = { name: 'Ann Lee', role: 'mayor', actor: null }
    const post = postOf('Ann Lee, mayor', [said('The bridge stays.', { speaker })])
    expect(count(seen(render(post)), 'Ann Lee')).toBe(1)
  })

  it('names another whose name only begins like the heading', () => {
    const post = postOf('Ann Lee Smith', [said('The bridge stays.', { speaker: { name: 'Ann Lee', role: null, actor: null } })])
    expect(count(seen(render(post)), 'Ann Lee')).toBe(2)
  })

  it('shows words for the nameless once', () => {
    const speaker = { name: null, role: 'officials', actor: null }
    const post = postOf('Harbour', [said('The bridge stays.', { speaker, source: 'officials' })])
    expect(count(seen(render(post)).toLowerCase(), 'officials')).toBe(1)
  })

  it('names the speaker anew after a line that the team has corrected', () => {
    const speaker = { name: 'Ann Lee', role: null, actor: null }
    const post = postOf('Ann Lee', [said('The bridge stays.', { speaker, correctedTo: 'Bo Rask' }), said('It opens in May.', { speaker })])
    const text = seen(render(post))
    expect(text.indexOf('Bo Rask')).toBeLessThan(text.lastIndexOf('Ann Lee'))
    expect(count(text, 'Ann Lee')).toBe(2)
  })
})
