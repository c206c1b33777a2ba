import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { call } from './streams.js'

const folder = mkdtempSync(join(tmpdir(), 'bad-input-'))
const file = (name: string, bytes: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const ARTICLE = `Café owners welcome the new tram

The mayor of Port Ansel, Ines Calder, said on Monday that the tram to the harbour would open in May. “It will change this town,” Calder said.

Café owners along the line expect more guests. The tram will cost 40 million euros, which the city will pay over ten years.
`
const SPANISH =
  'El presidente dijo el lunes que el gobierno no va a negociar con los grupos armados en la frontera. La ministra añadió que los pueblos de la zona recibirán ayuda antes del invierno.'

const refused: readonly [what: string, path: () => string, says: RegExp][] = [
  ['no such file', () => join(folder, 'nowhere.txt'), /There is no file .*nowhere\.txt; check the path\./],
  ['a folder', () => folder, /is a folder/],
  ['an empty file', () => file('empty.txt', ''), /empty\.txt is empty/],
  ['white space', () => file('white.txt', ' \n\n\t '), /nothing but white space/],
  ['a headline only', () => file('headline.txt', 'Council votes to close Kestrel Bridge for two years\n'), /a headline only/],
  ['a picture', () => file('p.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])), /is a picture/],
  ['a PDF', () => file('p.pdf', '%PDF-1.7\n1 0 obj'), /is a PDF file; save its text as \.txt/],
  ['an office document', () => file('p.docx', Buffer.from('PK\u0003\u0004abcdefgh', 'latin1')), /archive or office document/],
  ['noise', () => file('noise.bin', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 32))), /is not text/],
  ['Spanish', () => file('es.txt', SPANISH), /looks like Spanish; On Record reads English only/],
  [
    'Chinese, in few letters',
    () => file('zh.txt', '部长表示，形势十分严峻。会议将于下周在北京举行。'),
    /looks like Chinese; On Record reads English only/,
  ],
  ['JSON without a text', () => file('no.json', '{"title": "x"}'), /is JSON without an article's “text”/],
  ['JSON by its content', () => file('list.txt', '[{"a": 1}, 2, 3, 4, 5, 6]'), /is JSON without an article's “text”/],
  ['an address', () => 'https://news.example.org/talks', /is an address, not a file; .*\/brief/],
  ['no name', () => '', /Give the name of a file/],
  ['over 10 MB', () => file('long.txt', 'The council met again on Monday. '.repeat(340_000)), /over 10 MB/],
  ['a page without an article', () => file('page.html', '<!doctype html><html><body><p>Menu</p></body></html>'), /No article was found/],
]

describe('a file that cannot be briefed', () => {
  it.each(refused)('%s: one sentence, exit 1', async (_, path, says) => {
    const { status, out, err } = await call(['brief', path()])
    expect(err).toMatch(says)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(status).toBe(1)
  })
})

describe('a file in another encoding', () => {
  it.each([
    ['utf16-le', true, /UTF-16/],
    ['utf16-be', true, /UTF-16/],
    ['utf16-le', false, /UTF-16/],
    ['windows-1252', false, /not UTF-8; it was read as Windows-1252/],
    ['utf8', true, /^$/],
  ] as const)('%s, byte order mark %s: read, and said', async (encoding, addBOM, says) => {
    const { status, out, err } = await call(['brief', file('encoded.txt', iconv.encode(ARTICLE, encoding, { addBOM }))])
    expect(status).toBe(0)
    expect(out).toContain('Café owners welcome the new tram')
    expect(err.trim()).toMatch(says)
  })
})

describe('a page', () => {
  it('is read as one where HTML was saved or pasted', async () => {
    const paragraphs = ARTICLE.split('\n\n').slice(1)
    const page = `<!doctype html><html><head><title>Café owners welcome the new tram</title></head><body><nav><a href="/">Home</a></nav><article><h1>Café owners welcome the new tram</h1>${paragraphs.map((p) => `<p>${p}</p>`).join('')}</article></body></html>`
    const { status, out } = await call(['brief', '-'], page)
    expect(status).toBe(0)
    expect(out.replace(/\s+/gu, ' ')).toContain('tram to the harbour would open in May')
    expect(out).not.toContain('<p>')
  })
})

describe('a call that cannot be used', () => {
  it.each([
    [['brief']],
    [['breif', 'x.txt']],
    [['brief', 'x.txt', '--nonsense']],
    [['brief', 'x.txt', '--json', '--html']],
    [['batch', 'nothing']],
  ])('%j: exit 2', async (args) => {
    const { status, err, out } = await call(args)
    expect(status).toBe(2)
    expect(err).not.toBe('')
    expect(out).toBe('')
  })

  it.each([[['--help']], [['--version']], [['brief', '--help']]])('%j: exit 0', async (args) => {
    const { status, out } = await call(args)
    expect(status).toBe(0)
    expect(out).not.toBe('')
  })

  it.each<[string[], number, RegExp]>([
    [['--date', 'yesterdayish'], 2, /--date yesterdayish is no date/],
    [['--url', 'example.org/x'], 2, /should begin with http/],
    [['--explain', 'x'], 2, /--explain takes the number of a statement/],
    [['--explain', '99'], 1, /There is no statement 99/],
  ])('%j: one sentence, exit %i', async (options, exit, says) => {
    const { status, err } = await call(['brief', '-', ...options], ARTICLE)
    expect(status).toBe(exit)
    expect(err).toMatch(says)
  })
})
