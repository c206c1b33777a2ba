import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFragment, readPage } from '../../src/news/page.js'

const folder = new URL('../pages/', import.meta.url)
const url = 'https://gazette.example/news/ferry?id=7&fbclid=abc'
const files = readdirSync(folder).filter((name) => name.endsWith('.html'))

describe('pages', () => {
  it.each(files)('%s', (name) => {
    const page = readPage(readFileSync(new URL(name, folder)), { url })
    const expected = JSON.parse(readFileSync(new URL(name.replace('.html', '.expected.json'), folder), 'utf8')) as { trouble?: object }
    expect(page).toMatchObject(expected)
    if (expected.trouble === undefined) expect(page.trouble).toBeUndefined()
  })
  it('are named by their address where they name themselves by none', () => {
    expect(readPage(readFileSync(new URL('plain.html', folder)), { url })).toMatchObject({
      url: 'https://gazette.example/news/ferry?id=7',
      outlet: 'gazette.example',
    })
  })
  it('point to no other site as their own address', () => {
    const html = '<head><link rel="canonical" href="https://elsewhere.example/x"></head><p>Hello.</p>'
    expect(readPage(html, { url }).url).toBe('https://gazette.example/news/ferry?id=7')
  })
  it('may be a tower of tags, without harm', () => {
    const began = process.cpuUsage()
    expect(readPage('<div>'.repeat(300_000), { url }).trouble?.kind).toBe('empty')
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000)
  })
  it.each([
    ['a byline of marks', `<meta name="author" content="${'@'.repeat(60_000)}">`],
    ['a name of blanks', `<meta property="og:site_name" content="a${'&#9;'.repeat(60_000)}b">`],
    ['a style of blanks', `<body><div style="a${' '.repeat(60_000)}b"><p>Hello.</p></div></body>`],
    ['scripts that never end', `<body>${'<script>l'.repeat(60_000)}</body>`],
  ])('may hold %s, without harm', (_, html) => {
    const began = process.cpuUsage()
    readPage(html, { url })
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000)
  })
  it('never throw', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<div class="share">',
      '<table><tr>',
      '<!--',
      '-->',
      '<svg><p>',
      '</body>',
      '<script>',
      '&amp',
      'words and words.',
      '<a href="',
      '\u0000',
      '<frameset>',
      '<h1>',
      '<script type="application/ld+json">{"@type":"Article","author":[null]}</script>',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const { text } = readPage(parts.join(''), { url })
        expect(text).toBe(text.trim())
      }),
      { numRuns: 200 },
    )
  })
})

describe('fragments', () => {
  it('are read in paragraphs, without the lines that feeds add', () => {
    const html = '<p>One came.</p><p>Two&nbsp;went.<br/>Three stayed.</p><p><a href="/x">Continue reading</a></p><img src="pixel.gif">'
    expect(readFragment(html)).toBe('One came.\n\nTwo went.\n\nThree stayed.')
  })
})
