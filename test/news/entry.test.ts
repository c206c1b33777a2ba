import { describe, expect, it } from 'vitest'
import { entryText, isWhole, keysOf } from '../../src/news/entry.js'
import type { FeedEntry } from '../../src/news/feed.js'

const feed = 'https://gazette.example/feed'
const words = (n: number, first = 0): string => Array.from({ length: n }, (_, i) => `word${first + i}`).join(' ')
const entry = (part: Partial<FeedEntry>): FeedEntry => ({ title: 'Ferry back', titleMarkup: 'Ferry back', ...part })
const known = (a: FeedEntry, b: FeedEntry): boolean => {
  const [one] = keysOf(feed, [a])
  const [other] = keysOf(feed, [b])
  return (one?.keys ?? []).some((key) => other?.keys.includes(key))
}

describe('an entry is the same article', () => {
  const first = entry({ guid: 'g1', url: 'https://gazette.example/1', text: words(30) })
  it.each([
    ['with another title', { ...first, title: 'Ferry is back' }],
    ['at another address', { ...first, url: 'https://gazette.example/1-ferry-is-back' }],
    ['with another text', { ...first, text: words(30, 100) }],
    ['with another guid at the same address', { ...first, guid: 'g2', text: words(30, 100) }],
    ['with tracking in its address', entry({ url: 'http://www.gazette.example/1/?utm_source=rss' })],
    [
      'with nothing but its words',
      entry({ title: 'Other', guid: 'g9', url: 'https://gazette.example/9', html: `<p>${words(30).toUpperCase()}!</p>` }),
    ],
  ])('%s', (_, second) => {
    expect(known(first, second)).toBe(true)
  })
  it('but not where all differ, or in another feed by guid alone', () => {
    expect(known(first, entry({ guid: 'g2', url: 'https://gazette.example/2', text: words(30, 200) }))).toBe(false)
    const elsewhere = keysOf('https://other.example/feed', [entry({ guid: 'g1' })])[0]
    expect(elsewhere?.keys.some((key) => keysOf(feed, [first])[0]?.keys.includes(key))).toBe(false)
  })
  it('keys shared by all entries of a feed tell nothing', () => {
    const entries = [1, 2, 3].map((n) =>
      entry({ guid: 'same', url: 'https://gazette.example/', title: `Story ${n}`, text: words(30, n * 1000) }),
    )
    const keys = keysOf(feed, entries).map((one) => one.keys)
    expect(new Set(keys.flat()).size).toBe(keys.flat().length)
    expect(keys.every((own) => own.length === 1)).toBe(true)
  })
})

describe('an entry brings its whole article', () => {
  it.each([
    ['long, in paragraphs', `<p>${words(100)}.</p><p>${words(100, 500)}.</p>`, true],
    ['a line', '<p>The ferry is back.</p>', false],
    ['broken off', `<p>${words(100)}</p><p>${words(100, 500)} […]</p>`, false],
    ['broken off by a word', `<p>${words(200)}.</p><p>${words(80, 500)} Continue reading</p>`, false],
  ])('%s', (_, html, whole) => {
    const one = entry({ html })
    expect(isWhole(one, entryText(one))).toBe(whole)
  })
})
