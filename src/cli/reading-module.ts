import { keyPoints } from '../../summaries/key-points.js'
import { actorsAbout } from '../../summaries/stance-about.js'
import { senseOf } from '../desk/batch-questions.js'
import type { Reading } from '../store/articles.js'
import type { Article } from '../text/article.js'
import { loadReader } from '../weights.js'

const reader = loadReader()

/** What a worker thread does with an article: reads it, picks its key points, and says what each statement is about. */
export function read(article: Article): Reading {
  const document = reader.read(article)
  const about = document.statements.map((statement) => actorsAbout(document, statement, senseOf))
  return { document, keyPoints: keyPoints(document), about }
}
