import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../src/news/charset.js'
import { cleanLine, cleanText } from '../../src/news/clean.js'
import { readDate } from '../../src/news/dates.js'
import { plainOf } from '../../src/news/markup.js'

describe('cleaning', () => {
  it.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['one\u00a0two\u2009three\tfour', 'one two three four'],
    ['gov\u00adern\u200bment\ufeff', 'government'],
    ['a  b \n\n\n\n c', 'a b\n\nc'],
    ['lone \ud800 half', 'lone \ufffd half'],
    ['\u0000a\u0007b\u202e', 'ab'],
    ['👩‍🚒 stays', '👩‍🚒 stays'],
    ['“He said ‘no’ – twice…”', '“He said ‘no’ – twice…”'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned)
  })
  it('takes no longer than its length asks, whatever it is made of', () => {
    const began = process.cpuUsage()
    for (const part of [' ', '\t', '\n', ' \n', '\u00a0']) expect(cleanText(`a${part.repeat(1_000_000)}b`)).toMatch(/^a[ \n]{1,2}b$/u)
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000)
  })
  it('twice is once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(cleanText(text)) === cleanText(text)))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanLine(cleanLine(text)) === cleanLine(text)))
  })
  it('keeps letters, digits and marks as they are', () => {
    const kept = (text: string): string => text.toWellFormed().replace(/[^\p{L}\p{N}\p{P}]/gu, '')
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => kept(cleanText(text)) === kept(text)))
  })
  it('reads short markup on one line', () => {
    expect(plainOf(' Talks <b>resume</b>\n at&nbsp;noon &amp; end ')).toBe('Talks resume at noon & end')
  })
})

describe('dates', () => {
  it.each([
    ['2025-03-03T08:15:00+01:00', '2025-03-03T07:15:00.000Z'],
    ['2025-03-03 08:15', '2025-03-03T08:15:00.000Z'],
    ['20250303', '2025-03-03T00:00:00.000Z'],
    ['Mon, 3 Mar 2025 08:15:00 GMT', '2025-03-03T08:15:00.000Z'],
    ['Monday, 3 March 2025 08:15 BST', '2025-03-03T07:15:00.000Z'],
    ['3 Mar 25 08:15 +0530', '2025-03-03T02:45:00.000Z'],
    ['March 3, 2025', '2025-03-03T00:00:00.000Z'],
    ['Mon Mar  3 08:15:00 2025', '2025-03-03T08:15:00.000Z'],
    ['3.3.2025', '2025-03-03T00:00:00.000Z'],
    ['1740989700', '2025-03-03T08:15:00.000Z'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text)).toBe(date)
  })
  it.each(['', undefined, 'soon', '2025-13-40', '32 Mar 2025', '0001-01-01', '9999-01-01', 'x'.repeat(5000)])('%j is none', (text) => {
    expect(readDate(text)).toBeUndefined()
  })
})

describe('character sets', () => {
  const bytes = (text: string, encoding: 'latin1' | 'utf8' | 'utf16le'): Buffer => Buffer.from(text, encoding)
  it.each([
    ['a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('Größe', 'utf8')]), 'text/html; charset=iso-8859-1', 'Größe'],
    ['the header', bytes('Größe', 'latin1'), 'text/html; charset=ISO-8859-1', 'Größe'],
    ['a wrong header over UTF-8', bytes('Größe', 'utf8'), 'text/html; charset=windows-1252', 'Größe'],
    [
      'a header that says UTF-8 over bytes that are not',
      bytes('<meta charset="latin1">Größe', 'latin1'),
      'text/html; charset=utf-8',
      '<meta charset="latin1">Größe',
    ],
    [
      'the markup',
      Buffer.concat([bytes('<?xml encoding="koi8-r"?>', 'latin1'), Buffer.from([0xed, 0xc9, 0xd2])]),
      undefined,
      '<?xml encoding="koi8-r"?>Мир',
    ],
    ['nothing at all', bytes('Größe', 'utf8'), undefined, 'Größe'],
    ['nothing, and no UTF-8', bytes('Gr\u0094', 'latin1'), undefined, 'Gr”'],
    ['an unknown label', bytes('Größe', 'utf8'), 'text/html; charset=martian', 'Größe'],
    ['UTF-16 without a mark', bytes('<a>Größe</a>', 'utf16le'), undefined, '<a>Größe</a>'],
  ])('are told by %s', (_, data, contentType, text) => {
    expect(decode(data, contentType)).toBe(text)
  })
})
