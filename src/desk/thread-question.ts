import type { Question } from '../../adapters/platform/desk.js'
import { mergeFollowUp } from '../../summaries/answer-follow-up.js'
import { answerPost } from '../../summaries/answer-post.js'
import { isGreeting, isQuestionForBot, isThanks } from '../../summaries/answer-talk.js'
import type { KeptThread } from '../store/threads.js'
import type { Post } from '../text/post.js'
import { answerTo } from './answers.js'
import { CATALOGUE, commandNamed } from './catalogue.js'
import { askDocuments, askScope, documentsOf } from './commands/ask.js'
import { readLine } from './line.js'
import { nothingYet, wholeChannel } from './searched.js'
import { channelOf, type DeskServices, teamOf, threadOf } from './services.js'

/** Articles of a thread that a question looks at. */
const MOST_ARTICLES = 60

/**
 * Answers a message in a thread, a mention or a direct message. A thread's own stories are looked at first; where they don't say, everything
 * that the channel follows, saying so. Talk between colleagues gets no answer. A message to the bot that begins with a command's name is
 * that command: platforms allow no slash commands in threads. Whoever greets the bot or asks for help is told what it can do.
 */
export async function answerInThread(services: DeskServices, question: Question): Promise<Post | null> {
  const { place, addressed } = question
  const text = question.text.trim()
  if (!addressed && !isQuestionForBot(text)) return null
  if (addressed && isThanks(text)) return null
  const command = !addressed ? undefined : isGreeting(text) ? ({ name: 'onrecord', options: {} } as const) : commandIn(text)
  if (command !== undefined) {
    const call = { command: command.name, options: command.options, place, person: question.person, callId: question.callId }
    return answerTo(command.name, { services, call, channel: channelOf(place), team: teamOf(place), now: services.now() })
  }
  const thread = threadOf(place)
  const known = thread === undefined ? undefined : await services.store.threads.get(thread)
  const asked = mergeFollowUp(known?.lastQuestion, text)
  if (thread !== undefined) await services.store.threads.asked(thread, asked, services.now())
  const isAbout = known !== undefined && known.stories.length + known.articles.length > 0
  return isAbout ? askThread(services, question, known, asked) : askChannel(services, question, asked)
}

async function askThread(services: DeskServices, question: Question, thread: KeptThread, asked: string): Promise<Post> {
  const ids = await articlesOf(services, question, thread)
  const documents = await documentsOf(services, ids)
  const found = askDocuments(services, asked, documents)
  const count = documents.length === 1 ? 'this thread’s article' : `this thread’s ${documents.length} articles`
  if (found.problem !== undefined || found.lines.length > 0) return answerPost(found, { searched: count })
  const wider = await askScope(services, asked, { channel: channelOf(question.place) })
  const searched = `${count}, then ${await wholeChannel(services.store, channelOf(question.place))}`
  if (wider.lines.length === 0)
    return answerPost(
      { ...found, ...(found.nearest === undefined && wider.nearest !== undefined ? { nearest: wider.nearest } : {}) },
      { searched },
    )
  return answerPost(wider, { searched, note: 'This thread’s articles don’t say; this is from elsewhere in the channel.' })
}

async function askChannel(services: DeskServices, question: Question, asked: string): Promise<Post> {
  const channel = channelOf(question.place)
  const nothing = await nothingYet(services.store, channel)
  if (nothing !== undefined) return nothing
  const found = await askScope(services, asked, { channel })
  return answerPost(found, { searched: await wholeChannel(services.store, channel) })
}

/** A thread's articles: those noted, and whatever its stories have gained since. */
async function articlesOf({ store }: DeskServices, { place }: Question, thread: KeptThread): Promise<string[]> {
  const members = await Promise.all(thread.stories.slice(0, 20).map((story) => store.stories.members(story, { channel: channelOf(place) })))
  const ofStories = members.flat().filter(({ foldedInto }) => foldedInto === undefined)
  return [...new Set([...thread.articles, ...ofStories.map(({ id }) => id)])].slice(0, MOST_ARTICLES)
}

/** "stance china about trade", "/who wang yi": a command spelt out. "who said …?" is a question, not the command. */
function commandIn(text: string): { name: (typeof CATALOGUE)[number]['name']; options: Record<string, string> } | undefined {
  const match = text.match(/^(\/?)([a-z]+)(?:\s+([\s\S]*))?$/u)
  const name = CATALOGUE.find((spec) => spec.name === match?.[2])?.name
  if (match === null || name === undefined || text.endsWith('?')) return undefined
  const spec = commandNamed(name)
  const isQuestionWord = name === 'who' && match[1] === '' && /\b(said|says|is|was|are|were|did|does|has|will)\b/iu.test(match[3] ?? '')
  return spec === undefined || isQuestionWord ? undefined : { name, options: readLine(spec, match[3] ?? '') }
}
