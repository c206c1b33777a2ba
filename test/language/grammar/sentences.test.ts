import { describe, expect, it } from 'vitest'
import { paragraphsOf } from '../../../src/language/grammar/paragraphs.js'
import { quotationMarks } from '../../../src/language/grammar/quotation-marks.js'
import { quotationsOf } from '../../../src/language/grammar/quotations.js'
import { sentencesOf } from '../../../src/language/grammar/sentences.js'
import { tokenize } from '../../../src/language/grammar/tokens.js'

const sentences = (text: string): string[] => {
  const paragraphs = paragraphsOf(text)
  const tokens = tokenize(text)
  const marks = quotationMarks(text, tokens)
  quotationsOf(text, paragraphs, tokens, marks)
  return sentencesOf(text, paragraphs, tokens, marks).map(({ start, end }) => text.slice(start, end))
}

const table: [what: string, sentences: string[]][] = [
  ['plain', ['The ferry sank.', 'Nobody was hurt.']],
  ['a quoted question with its report', ['"Why now?" she asked.', 'Nobody knew.']],
  ['a quoted question reported by name', ['“Why now?” Ms. Tavares of the Harbour Board asked.', 'Nobody knew.']],
  ['an exclamation, small letters behind', ['“Never!” shouted the crowd.', 'It rained.']],
  ['a quotation that ends its sentence', ['He said, “We will go.”', 'They went.']],
  ['two sentences in one quotation', ['“We came.', 'We saw,” he said.']],
  ['titles and initials', ['Mr. A. B. Oduya met Dr. Lind.', 'They talked.']],
  ['an abbreviation within', ['The U.S. Senate met at 5 p.m. Tuesday.', 'It voted.']],
  ['an abbreviation at the end', ['She lives in the U.S.', 'He lives in Peru.']],
  ['a dateline', ['JAKARTA —', 'The strait was closed on Friday.', 'Ships waited.']],
  ['an agency', ['LISBON (Newswire) -', 'The minister, Rui Paz, resigned.', 'He gave no reason.']],
  ['a dateline with a date', ['OSLO, 12 March (Nordnytt) -', 'The fleet sailed.']],
  ['a dateline of two towns', ['VESTBY/OSLO -', 'The fleet sailed.']],
  ['decimals and money', ['It cost $3.5 million.', 'That is 2.5 percent more.']],
  ['an ellipsis within', ['“I thought ... maybe not,” he said.']],
  ['an ellipsis at the end', ['“I thought...”', 'She stopped.']],
  ['brackets', ['He left.', '(She stayed.)', 'Rain fell.']],
  ["old marks ''", ["''We will go,'' he said.", "''All of us.''"]],
  ['a numbered line', ['1. Open the gate.', '2. Close it.']],
]

describe('sentences', () => {
  it.each(table)('parts %s', (_, expected) => {
    expect(sentences(expected.join(' '))).toEqual(expected)
  })

  it.each([
    ['14:32 Police closed the bridge. It reopened.', ['14:32', 'Police closed the bridge.', 'It reopened.']],
    ['2.05pm: “We had no choice,” she said.', ['2.05pm:', '“We had no choice,” she said.']],
    ['09:10 GMT – Norway agreed.', ['09:10 GMT –', 'Norway agreed.']],
    ['10:30 was too late for the boats.', ['10:30 was too late for the boats.']],
    ['They met at 10:30 Monday.', ['They met at 10:30 Monday.']],
  ])('keeps the time before an entry of a live page apart: %s', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
    expect(sentences(`Live\n\n${text}`)).toEqual(['Live', ...expected])
  })

  it('takes the label of a turn for no dateline', () => {
    const text = 'LUNDE: The harbour is closed.\n\nBRANDT: Why?\n\nLUNDE: Because of the ice.'
    expect(sentences(text)[0]).toBe('LUNDE: The harbour is closed.')
  })

  it('never crosses a paragraph', () => {
    expect(sentences('A headline without a stop\n\nThe text begins')).toEqual(['A headline without a stop', 'The text begins'])
  })

  it('cuts a sentence that does not end', () => {
    expect(sentences('word '.repeat(2000)).length).toBeGreaterThan(5)
  })
})

describe('paragraphs', () => {
  const paragraphs = (text: string): string[] => paragraphsOf(text).map(({ start, end }) => text.slice(start, end))

  it('parts at blank lines, and at line ends behind a full stop', () => {
    expect(paragraphs('One.\n\nTwo.\nThree\ngoes on.\n \n Four')).toEqual(['One.', 'Two.', 'Three\ngoes on.', 'Four'])
  })

  it('keeps lines together that are broken to a width', () => {
    const text =
      'The harbour board met on Monday evening to talk about the\nnew bridge. Nobody from the town had been asked to come. The\nboard will meet again next week, said its chair, who did not\nwant to say more.'
    expect(paragraphs(text)).toEqual([text])
  })
})
