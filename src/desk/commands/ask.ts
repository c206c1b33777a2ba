import type { Answer } from '../../../summaries/answer.js'
import { answer, prepare } from '../../../summaries/answer.js'
import { answerPost } from '../../../summaries/answer-post.js'
import { readQuestion } from '../../../summaries/answer-question.js'
import { relatedWords } from '../../news/related-words.js'
import type { Scope } from '../../store/scope.js'
import type { Document } from '../../text/document.js'
import type { Post } from '../../text/post.js'
import { senseOf } from '../batch-questions.js'
import { A_MINUTE, wholeChannel } from '../searched.js'
import type { CommandContext, DeskServices } from '../services.js'

/** Articles that are read closely for one question; the full-text index chooses them, so that cost stays flat as the archive grows. */
const MOST_ARTICLES = 24
const MOST_WORDS = 16

/** `/ask`: a question over everything that the channel follows. */
export async function ask({ services, call, channel }: CommandContext): Promise<Post> {
  const question = (call.options.question ?? '').trim()
  const found = await askScope(services, question, { channel })
  return answerPost(found, { searched: await wholeChannel(services.store, channel) })
}

/** Answers from the articles in the scope that share most with the question. */
export async function askScope(services: DeskServices, question: string, scope: Scope): Promise<Answer> {
  const words = wordsOf(question)
  const cards = words.length === 0 ? [] : await services.store.search.articles({ scope, words, limit: MOST_ARTICLES })
  const documents = await documentsOf(
    services,
    cards.map(({ id }) => id),
  )
  // Nothing shares a word with the question, though there are articles: they don't say.
  if (documents.length === 0 && words.length > 0 && (await services.store.articles.count(scope, A_MINUTE)) > 0) {
    return { question, lines: [], confidence: 0, searched: { articles: 0, sentences: 0 } }
  }
  return askDocuments(services, question, documents)
}

export const askDocuments = (services: DeskServices, question: string, documents: readonly Document[]): Answer =>
  answer(prepare(documents, senseOf, relatedWords), question, services.rarity)

/** The documents of these articles, those no longer kept left out. */
export const documentsOf = ({ store }: DeskServices, ids: readonly string[]): Promise<readonly Document[]> => store.articles.documents(ids)

/** The words of a question that are worth looking for, as the asker wrote them. */
function wordsOf(question: string): string[] {
  const read = readQuestion(question.slice(0, 600))
  return [...new Set(read.terms.map((term) => question.slice(term.start, term.end)))].filter(Boolean).slice(0, MOST_WORDS)
}
