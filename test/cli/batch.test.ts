import { describe, expect, it } from 'vitest'
import { jsonLines } from '../../src/cli/json-lines.js'
import { call } from './streams.js'

const TEXT =
  'Port Ansel will close its bridge in April, Mayor Ines Calder said on Monday. “Nobody wanted this,” Calder told the council.\n\nThe bridge carries 22,000 vehicles a day.'
const linesOf = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('onrecord batch brief', () => {
  it('answers line by line in order, and goes on after lines it cannot use', async () => {
    const input = [
      JSON.stringify({ id: 'one', text: TEXT }),
      '{broken',
      '[1]',
      JSON.stringify({ id: 'no-text' }),
      JSON.stringify({ text: TEXT }),
      '',
      JSON.stringify({ id: 'empty', text: ' ' }),
      JSON.stringify({ id: 7, text: TEXT, title: 'Bridge to close', url: 'https://example.org/a' }),
    ].join('\n')
    const { status, out, err } = await call(['batch', 'brief'], `${input}\n`)
    const lines = linesOf(out)
    expect(lines.map(({ id, line }) => [id, line])).toEqual([
      ['one', undefined],
      [undefined, 2],
      [undefined, 3],
      ['no-text', 4],
      [undefined, 5],
      ['empty', 7],
      [7, undefined],
    ])
    for (const line of lines.slice(1, -1)) expect(line.error).toMatch(/\.$/)
    expect(status).toBe(1)
    expect(err).toBe('')
  })

  it('gives spans of the text that came in', async () => {
    const { status, out } = await call(['batch', 'brief'], JSON.stringify({ id: 'one', text: TEXT }))
    const [line] = linesOf(out) as [{ keyPoints: { start: number; end: number }[]; statements: { content: [number, number][] }[] }]
    expect(status).toBe(0)
    expect(line.keyPoints.length).toBeGreaterThan(0)
    for (const { start, end } of line.keyPoints) expect(TEXT.slice(start, end)).toMatch(/^[\p{Lu}“].*[.”]$/u)
    for (const { content } of line.statements) for (const [start, end] of content) expect(TEXT.slice(start, end)).not.toBe('')
  })

  it('holds one line at a time', async () => {
    let read = 0
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        read++
        yield `{"id":${read}}\n`
      }
    }
    for await (const line of jsonLines(endless())) if (line.line === 5) break
    expect(read).toBeLessThan(8)
  })

  it('reads lines that arrive in pieces, within characters too', async () => {
    const bytes = Buffer.from('{"id":"é"}\n{"id":"ü"}')
    async function* bits(): AsyncGenerator<Buffer> {
      for (const byte of bytes) yield Buffer.from([byte])
    }
    const ids: unknown[] = []
    for await (const line of jsonLines(bits())) ids.push('value' in line ? line.value.id : 'error')
    expect(ids).toEqual(['é', 'ü'])
  })

  it('says so where a line is not UTF-8', async () => {
    const { status, out } = await call(['batch', 'brief'], Buffer.from([0x7b, 0xff, 0x7d, 10]))
    expect(linesOf(out)[0]?.error).toMatch(/not UTF-8/)
    expect(status).toBe(1)
  })
})

describe('onrecord batch page and feed', () => {
  it('are there', async () => {
    const html = `<html><head><title>Bridge</title></head><body><article>${TEXT.split('\n\n')
      .map((p) => `<p>${p}</p>`)
      .join('')}</article></body></html>`
    const page = await call(['batch', 'page'], JSON.stringify({ id: 'p', html }))
    expect(linesOf(page.out)[0]).toMatchObject({ id: 'p', title: 'Bridge' })
    const xml = '<rss version="2.0"><channel><title>News</title><item><title>Bridge</title><guid>1</guid></item></channel></rss>'
    const feed = await call(['batch', 'feed'], JSON.stringify({ id: 'f', xml }))
    expect(linesOf(feed.out)[0]).toMatchObject({ id: 'f', title: 'News', entries: [{ guid: '1', title: 'Bridge' }] })
  })
})
