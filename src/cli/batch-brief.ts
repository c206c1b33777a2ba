import { briefOf } from '../../summaries/brief.js'
import { statementLine } from '../desk/statement-line.js'
import { InputError } from '../errors.js'
import type { Article } from '../text/article.js'
import { checkArticleText } from './article-check.js'
import type { BatchTask } from './batch-tasks.js'
import { loadReader } from './reader.js'

/** `{id, text, title?, url?, publishedAt?}` → `{id, keyPoints, statements}`: every statement that was found, sure or not. */
export async function briefTask(): Promise<BatchTask> {
  const reader = await loadReader()
  return {
    async run(value) {
      const { document, keyPoints } = briefOf(reader.read(await articleOf(value)))
      return [{ id: value.id, keyPoints: keyPoints.map(({ spans }) => spans[0]), statements: document.statements.map(statementLine) }]
    },
  }
}

async function articleOf(value: Record<string, unknown>): Promise<Article> {
  const { id, text } = value
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new InputError('no-id', 'This line has no `id`; give each article a string or number.')
  if (typeof text !== 'string') throw new InputError('no-text', 'This line has no `text`; give the text of the article as a string.')
  await checkArticleText(text, 'The text')
  const field = (key: 'title' | 'url' | 'publishedAt'): Partial<Article> => (typeof value[key] === 'string' ? { [key]: value[key] } : {})
  return { id: String(id), text, ...field('title'), ...field('url'), ...field('publishedAt') }
}
