import { describe, expect, it } from 'vitest'
import { differencesOf } from '../../src/news/story-differences.js'
import type { Article } from '../../src/text/article.js'
import { holds } from '../../src/text/citation.js'

const told = (...texts: string[]): Article[] => texts.map((text, i) => ({ id: `a${i}`, outlet: `Outlet ${i}`, text }))
const kinds = (articles: Article[]): string[] => differencesOf(articles).map(({ kind }) => kind)

describe('numbers that differ', () => {
  it.each([
    [
      'At least 12 people were killed when the ferry Solveig sank off Port Lira on Monday.',
      'The ferry Solveig sank off Port Lira on Monday, leaving 15 dead.',
    ],
    [
      'Police arrested 40 people at the march in Osmark on Saturday.',
      'Fifty-odd streets were closed.\n\nAt the march in Osmark on Saturday, police arrested 62 people.',
    ],
    [
      'The Kestrel mill in Osmark will cut 300 jobs before the summer, its owner said.',
      'The owner of the Kestrel mill in Osmark said that it will cut 450 jobs before the summer.',
    ],
  ])('%s / %s', (a, b) => {
    const [difference, ...more] = differencesOf(told(a, b))
    expect(more).toEqual([])
    expect(difference).toMatchObject({ type: 'difference', kind: 'number' })
    expect(difference?.citations.map(({ articleId }) => articleId)).toEqual(['a0', 'a1'])
    expect(difference?.citations.map((citation, i) => holds(citation, i === 0 ? a : b))).toEqual([true, true])
  })
  it.each([
    [
      'the same number, in words',
      'Twelve people were killed when the ferry sank off Port Lira.',
      'The ferry sank off Port Lira and 12 people were killed.',
    ],
    [
      'a rounded one',
      'Nearly 2,400 people were evacuated from the coast of Lira on Monday.',
      'Some 2,387 people were evacuated from the coast of Lira on Monday.',
    ],
    ['dead and hurt', 'The fire in Osmark killed 12 people on Monday.', 'The fire in Osmark injured 30 people on Monday.'],
    ['another event', 'The fire in Osmark killed 12 people on Monday.', 'In 2019, a fire in Osmark killed 30 people on a Monday.'],
    [
      'ages',
      'The driver in Osmark, who is 34 years old, was killed on Monday.',
      'The driver in Osmark, a 43-year-old, was killed on Monday.',
    ],
    ['dates and times', 'The talks in Osmark begin on March 3 at 10 a.m.', 'The talks in Osmark begin on March 4 at 11 a.m.'],
    ['other things', 'The company has 12 ships in Osmark.', 'The company has 14 crews in Osmark.'],
  ])('but not %s', (_, a, b) => {
    expect(kinds(told(a, b))).toEqual([])
  })
  it('nor within one outlet', () => {
    const articles = told('The fire in Osmark killed 12 people on Monday.', 'The fire in Osmark killed 14 people on Monday.').map(
      (article) => ({ ...article, outlet: 'One' }),
    )
    expect(kinds(articles)).toEqual([])
  })
})

describe('quotations that differ', () => {
  const whole = '"We will find out who is responsible for this and they will answer for it in court," said Ines Halvorsen.'
  it('cut within a sentence', () => {
    const [difference] = differencesOf(told(whole, 'Halvorsen promised: "We will find out who is responsible for this."'))
    expect(difference).toMatchObject({ kind: 'quotation', label: 'Outlets cut the same quotation differently' })
  })
  it('worded differently', () => {
    const [difference] = differencesOf(
      told(whole, '"We will find out who is responsible for this and they will pay for it," Halvorsen said.'),
    )
    expect(difference).toMatchObject({ kind: 'quotation', label: 'Outlets word the same quotation differently' })
  })
  it('a long one is cited by the sentences around the shared words, not whole', () => {
    const rest = Array.from({ length: 12 }, (_, i) => `Nobody asked us about pier number ${i + 1} either, and nobody will.`).join(' ')
    const long = `"${rest} We will find out who is responsible for this and they will answer for it. ${rest}" said Ines Halvorsen.`
    const [difference] = differencesOf(told(long, 'Halvorsen promised: "We will find out who is responsible for this."'))
    const words = difference?.citations.flatMap((citation) => citation.words)
    expect(words).toContain('We will find out who is responsible for this and they will answer for it.')
    expect(Math.max(...(words ?? []).map((one) => one.length))).toBeLessThan(200)
  })
  it('but not one that only goes on for another sentence', () => {
    expect(
      kinds(
        told(
          '"We will find out who is responsible for this. They will not sleep," she said.',
          'She said: "We will find out who is responsible for this."',
        ),
      ),
    ).toEqual([])
  })
  it('nor the same one in other marks', () => {
    expect(
      kinds(
        told('"We won\'t rest until all of them are home again," he said.', '“We won’t rest until all of them are home again,” he said.'),
      ),
    ).toEqual([])
  })
})
