import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newsRarity, senseOf, stanceTask } from '../../src/desk/batch-questions.js'
import { relatedWords } from '../../src/news/related-words.js'
import type { Article } from '../../src/text/article.js'
import { sliceOf } from '../../src/text/span.js'
import { loadReader } from '../../src/weights.js'
import { answer, prepare } from '../../summaries/answer.js'
import { mergeFollowUp } from '../../summaries/answer-follow-up.js'

/**
 * Small collections of our own with questions: `=== id | day | title` opens an article, `Q question || words` asks; the first line must hold one
 * of the words (`|` between them), `-` wants none, and a `~` before the question marks what is known not to be right yet. `F` follows the question
 * before it, as in a thread. `S actor || words | words || words` asks for a stance: all of the first must be in its own words (but for `~S`), none
 * of the second ever.
 */
const FOLDER = join(import.meta.dirname, '..', 'questions')
const rarity = newsRarity()
const reader = loadReader()

interface Case {
  readonly question: string
  readonly wanted: readonly string[]
  readonly isOpen: boolean
}

interface Stance {
  readonly actor: string
  readonly own: readonly string[]
  readonly never: readonly string[]
}

const listed = (text = ''): string[] =>
  text
    .split('|')
    .map((one) => one.trim())
    .filter(Boolean)

function collection(file: string): { articles: Article[]; cases: Case[]; stances: Stance[] } {
  const [written = '', asked = ''] = readFileSync(join(FOLDER, file), 'utf8').split('\n???')
  const articles = written.split(/^=== /mu).flatMap((part): Article[] => {
    const [, id, day, title, text] = /^(\S+) \| (\S+) \| (.*)\n([\s\S]*)$/u.exec(part) ?? []
    return id === undefined || text === undefined
      ? []
      : [{ id, publishedAt: `${day}T10:00:00Z`, title: title as string, text: text.trim() }]
  })
  let last = ''
  const cases = [...asked.matchAll(/^(~?)([QF]) (.*) \|\| (.*)$/gmu)].map(([, open, kind, typed = '', wanted]) => {
    last = kind === 'F' ? mergeFollowUp(last, typed) : typed
    return { question: last, wanted: listed(wanted), isOpen: open !== '' }
  })
  const stances = [...asked.matchAll(/^(~?)S (.*)$/gmu)].map(([, open, line = '']) => {
    const [actor = '', own, never] = line.split('||').map((part) => part.trim())
    return { actor, own: open === '' ? listed(own) : [], never: listed(never) }
  })
  return { articles, cases, stances }
}

const stance = stanceTask(reader)

describe.each(readdirSync(FOLDER))('questions over %s', (file) => {
  const { articles, cases, stances } = collection(file)
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

  if (stances.length > 0)
    it.each(stances)('stance of $actor', ({ actor, own, never }) => {
      const [line] = stance({ id: 1, articles, actor }) as { by: { articleId: string; content: [number, number][] }[] }[]
      const text = (line?.by ?? [])
        .flatMap(({ articleId, content }) => content.map(([a, b]) => articles.find(({ id }) => id === articleId)?.text.slice(a, b)))
        .join('\n')
      expect(own.filter((words) => !text.includes(words))).toEqual([])
      expect(never.filter((words) => text.includes(words))).toEqual([])
    })
})
