import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FeedError } from '../../src/errors.js'
import { readFeed } from '../../src/news/feed.js'

const folder = new URL('../feeds/', import.meta.url)
const url = 'http://feeds.example/news/feed.xml'

describe('feeds of every kind', () => {
  const files = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'))
  it.each(files)('%s', (name) => {
    const feed = readFeed(readFileSync(new URL(name, folder)), { url })
    const expected = JSON.parse(readFileSync(new URL(name.replace(/\.\w+$/u, '.expected.json'), folder), 'utf8')) as {
      entries: { publishedAt?: string; url?: string }[]
    }
    expect(feed).toMatchObject(expected)
    expect(feed.entries).toHaveLength(expected.entries.length)
  })
  it('notes damage where it read on', () => {
    expect(readFeed('<rss><channel></channel></rss>').damage).toMatch(/^It is not written/u)
    expect(readFeed(readFileSync(new URL('rss-2-full.xml', folder))).damage).toBeUndefined()
  })
  it('leaves out a date that is none and an address that is no page', () => {
    expect(readFeed(readFileSync(new URL('odd-dates.xml', folder))).entries[3]).not.toHaveProperty('publishedAt')
    expect(readFeed(readFileSync(new URL('script-link.xml', folder))).entries[0]).not.toHaveProperty('url')
  })
})

describe('what is no feed', () => {
  it.each([
    ['a web page', '<!doctype html><html><body><p>Hello</p></body></html>', 'not-a-feed', /web page/u],
    ['words', 'Nothing to see here.', 'not-a-feed', /not a feed/u],
    ['other JSON', '{"items": 3}', 'not-a-feed', /not a feed/u],
    ['nothing', '  \n ', 'empty', /empty/u],
    ['a tower of tags', `<rss>${'<a>'.repeat(200_000)}<item><title>x</title></item>`, 'not-a-feed', /nested/u],
  ])('%s is refused in a sentence', (_, text, code, sentence) => {
    const began = process.cpuUsage()
    try {
      readFeed(text, { url })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(FeedError)
      expect((error as FeedError).code).toBe(code)
      expect((error as FeedError).message).toMatch(sentence)
    }
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000)
  })
  it('never throws anything but a FeedError', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<rss>',
            '<channel>',
            '<item>',
            '<title>',
            'A & B',
            '<![CDATA[',
            ']]>',
            '</item>',
            '&#x0;',
            '<entry',
            ' href="',
            '>',
            '\u0000',
            '<!DOCTYPE [',
            '{"items":[',
          ),
          { maxLength: 25 },
        ),
        (parts) => {
          try {
            readFeed(parts.join(''))
          } catch (error) {
            expect(error).toBeInstanceOf(FeedError)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
