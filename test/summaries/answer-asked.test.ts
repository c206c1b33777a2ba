import { describe, expect, it } from 'vitest'
import { newsRarity, senseOf } from '../../src/desk/batch-questions.js'
import { relatedWords } from '../../src/news/related-words.js'
import { sliceOf } from '../../src/text/span.js'
import { answer, prepare } from '../../summaries/answer.js'
import { documentOf } from './documents.js'

const TEXT = [
  'VELM — The Presiding Officer of the Velm Assembly, Anaïs Šarin, closed the session on Tuesday. "Go home," Dr Šarin said.',
  'The cease-fire on the river held for nine days. Thieves took 40 kilos of gunpowder from the fort.',
  'Finance Minister Oda Brel promised a new bank in Velm. She offered 15 million crowns for it. Ms Brel thanked Norway’s president.',
  'A trader, Piet Hask, doubted it. "Nobody will use it," he said. Prices were rising, said the traders’ lawyer, Jon Skar.',
].join('\n\n')
const index = prepare([documentOf(TEXT, { title: 'Velm' })], senseOf, relatedWords)
const first = (question: string): string => {
  const [line] = answer(index, question, newsRarity()).lines
  return line === undefined ? '-' : sliceOf(TEXT, line.span)
}

describe('a question as people type it', () => {
  it.each([
    ['who closed the session', 'Šarin'],
    ['What did Sarin say?', 'Go home'],
    ['what did dr sarin say', 'Go home'],
    ['What did the PO close on Tuesday?', 'Presiding Officer'],
    ['How many days did the ceasefire hold?', 'nine days'],
    ['How much gun powder was stolen?', '40 kilos'],
    ['what did hask say', 'Nobody will use it'],
    ['who is the lawyer of the traders', 'Jon Skar'],
  ])('finds what is written otherwise: %s', (question, words) => {
    expect(first(question)).toContain(words)
  })
})

describe('a line that only names whom the question names', () => {
  it.each([
    'How old is Oda Brel?',
    'Who is the president of Norway?',
    'Who painted the fort?',
    'When was Piet Hask arrested?',
    'Since when has Brel been minister?',
    'When will Denmark open the bank?',
    'How many soldiers did Denmark send to the fort?',
  ])('is no answer: %s', (question) => {
    expect(first(question)).toBe('-')
  })

  it('is not what came nearest, where somebody’s words are asked for', () => {
    const { nearest } = answer(index, 'What did Hask say about the session?', newsRarity())
    expect(nearest && sliceOf(TEXT, nearest.shown)).toMatch(/Hask|Nobody/u)
  })
})
