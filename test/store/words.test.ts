import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { articleId, fingerprint, statementId, statementParts } from '../../src/store/ids.js'
import { sqliteMatch } from '../../src/store/word-index.js'
import { indexable, nameKey, termsOf, wordsIn } from '../../src/store/words.js'

it.each([
  ['Müller & Söhne', ['muller', 'sohne']],
  ['2,400 crowns', ['2400', 'crowns']],
  ['in 2,40 or 1,234,567', ['in', '2', '40', 'or', '1234567']],
  ['China’s U.N. envoy', ['china', 's', 'u', 'n', 'envoy']],
  ['ＦＵＬＬ width', ['full', 'width']],
  ['', []],
])('finds the words of %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words)
  expect(indexable(text)).toBe(words.join(' '))
})

it('takes phrases whole, and leaves out what every sentence holds', () => {
  expect(termsOf(['the', 'ferry', 'to be', 'the ferry line', '"ferry"'])).toEqual([['ferry'], ['the', 'ferry', 'line']])
  expect(termsOf([])).toEqual([])
  expect(termsOf(Array.from({ length: 500 }, (_, i) => `word${i}`))).toHaveLength(24)
})

it('makes of any writing a query that the index takes', () => {
  const database = new Sqlite(':memory:')
  database.exec(
    "create virtual table t using fts5(words, keys, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')",
  )
  database.prepare('insert into t (rowid, words, keys) values (1, ?, ?)').run('the ferry line', 'f1 d1')
  const find = database.prepare('select rowid from t where t match ?')
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), fc.constantFrom('any' as const, 'all' as const), (written, match) => {
      const terms = termsOf(written)
      if (terms.length === 0) return
      const query = sqliteMatch({ terms, match, keys: [['f1'], ['d1', 'd2']] })
      expect(() => find.all(query)).not.toThrow()
      expect(() => find.all(`(${query}) AND ${sqliteMatch({ terms: terms.slice(-1), match: 'all' })}`)).not.toThrow()
    }),
    { numRuns: 500 },
  )
  database.close()
})

it('gives an article the same id by its address, else by its words', () => {
  const one = articleId({ url: 'news.example/a', text: 'One.' })
  expect(one).toMatch(/^[0-9a-z]{16}$/u)
  expect(articleId({ url: 'news.example/a', text: 'Edited.' })).toBe(one)
  expect(articleId({ url: 'news.example/b', text: 'One.' })).not.toBe(one)
  expect(articleId({ text: 'One  two,\nthree.' })).toBe(articleId({ text: 'one two three' }))
  expect(fingerprint('One two.')).toBe(fingerprint('ONE  two'))
  expect(statementParts(statementId(one, 7))).toEqual({ article: one, index: 7 })
  for (const wrong of ['', 'x', `${one}.`, `${one}.1.2`, `${one}.-1`, '../etc.1']) expect(statementParts(wrong)).toBeUndefined()
})

it('makes of a key the same key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
      expect(nameKey(nameKey(name))).toBe(nameKey(name))
    }),
  )
})
