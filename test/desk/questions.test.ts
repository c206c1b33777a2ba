import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newsRarity, senseOf } from '../../src/desk/batch-questions.js'
import { relatedWords } from '../../src/news/related-words.js'
import type { Article } from '../../src/text/article.js'
import { sliceOf } from '../../src/text/span.js'
import { loadReader } from '../../src/weights.js'
import { answer, prepare } from '../../summaries/answer.js'

/**
 * Small collections of our own with questions: `=== id | day | title` opens an article, `Q question || words` asks; the first line must hold one
 * of the words (`|` between them), `-` wants none, and a `~` before the question marks what is known not to be right yet.
 */
const FOLDER = join(import.meta.dirname, '..', 'questions')
const rarity = newsRarity()
const reader = loadReader()

interface Case {
  readonly question: string
  readonly wanted: readonly string[]
  readonly isOpen: boolean
}

function collection(file: string): { articles: Article[]; cases: Case[] } {
  const [written = '', asked = ''] = readFileSync(join(FOLDER, file), 'utf8').split('\n???')
  const articles = written.split(/^=== /mu).flatMap((part): Article[] => {
    const [, id, day, title, text] = /^(\S+) \| (\S+) \| (.*)\n([\s\S]*)$/u.exec(part) ?? []
    return id === undefined || text === undefined
      ? []
      : [{ id, publishedAt: `${day}T10:00:00Z`, title: title as string, text: text.trim() }]
  })
  const cases = [...asked.matchAll(/^(~?)Q (.*) \|\| (.*)$/gmu)].map(([, open, question, wanted]) => ({
    question: question as string,
    wanted: (wanted as string).split('|'),
    isOpen: open !== '',
  }))
  return { articles, cases }
}

describe.each(readdirSync(FOLDER))('questions over %s', (file) => {
  const { articles, cases } = collection(file)
  const index = prepare(
    articles.map((article) => reader.read(article)),
    senseOf,
    relatedWords,
  )
  const firstOf = (question: string): string => {
    const [line] = answer(index, question, rarity).lines
    return line === undefined ? '-' : sliceOf(line.document.article.text, line.span)
  }

  const isRight = ({ question, wanted }: Case): boolean => {
    const first = firstOf(question)
    return wanted.some((words) => (words === '-' ? first === '-' : first.includes(words)))
  }

  it.each(cases.filter(({ isOpen }) => !isOpen))('$question', (one) => {
    expect(isRight(one) ? one.wanted : firstOf(one.question)).toEqual(one.wanted)
  })

  it('still misses what is marked as missed', () => {
    expect(cases.filter((one) => one.isOpen && isRight(one)).map(({ question }) => question)).toEqual([])
  })
})
