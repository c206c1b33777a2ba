import { cite } from '../src/text/citation.js'
import { counted } from '../src/text/counted.js'
import type { Part, Post, Section } from '../src/text/post.js'
import type { Answer, AnswerLine } from './answer.js'

/** Lines shown at once: the best, and two more for another view. */
const SHOWN = 3

/** What an answer's post says besides the answer. */
export interface AnswerPostOptions {
  /** What was looked through, in plain words: "this thread's 3 articles", "all 2,400 articles of this channel". */
  readonly searched?: string
  /** Why it looked elsewhere than asked: "This thread doesn't say; looked in all articles of the channel." */
  readonly note?: string
}

/** The answer as a message: the articles' own sentences with their origin, or that they don't say, with the nearest passage. */
export function answerPost(answer: Answer, options: AnswerPostOptions = {}): Post {
  if (answer.problem !== undefined) return { kind: 'error', audience: 'person', title: answer.problem, sections: [] }
  const searched = options.searched ?? counted(answer.searched.articles, 'article')
  const about = { stories: [], articles: [...new Set([...answer.lines, ...nearestOf(answer)].map(({ document }) => document.article.id))] }
  const said = answer.lines.length > 0
  return {
    kind: 'answer',
    audience: 'channel',
    title: said ? answer.question : 'The articles don’t say',
    ...(said ? {} : { subtitle: answer.question }),
    sections: said ? answer.lines.slice(0, SHOWN).map(sectionOf) : nearestSections(answer),
    footer: [options.note, `Searched: ${searched}.`].filter(Boolean).join(' '),
    about,
  }
}

const nearestOf = (answer: Answer): readonly AnswerLine[] => (answer.nearest === undefined ? [] : [answer.nearest])

const nearestSections = (answer: Answer): Section[] =>
  nearestOf(answer).map((line) => ({ heading: 'The nearest passage', parts: sectionOf(line).parts }))

function sectionOf(line: AnswerLine): Section {
  const parts: Part[] = [{ type: 'line', citation: cite(line.document.article, [line.shown]), showOrigin: true }]
  const notes = [
    line.speaker === undefined ? undefined : `Said by ${line.speaker}.`,
    line.alsoIn.length === 0 ? undefined : `Also in ${line.alsoIn.join(', ')}.`,
  ].filter((note) => note !== undefined)
  if (notes.length > 0) parts.push({ type: 'note', text: notes.join(' '), tone: 'small' })
  return { parts }
}
