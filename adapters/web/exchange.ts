import { randomUUID } from 'node:crypto'
import type { Part, Post } from '../../src/text/post.js'
import type { Desk, Person, Place } from '../platform/desk.js'
import type { Delivery, Posted } from '../platform/platform.js'
import type { DeskMessage, MessageLog } from './message-log.js'

export const PLATFORM = 'web'
export const TEAM = 'local'
/** Texts from this length on are taken for a pasted article, not for a question; of several lines that do not end in a question, from the shorter one. */
const ARTICLE_LENGTH = 400
const LINES_LENGTH = 150

/** The reader of the web desk: whoever has reached it may manage it. */
export const READER: Person = { id: 'reader', name: 'You', mayManage: true }

export const placeIn = (channel: string, thread: string | null): Place => ({
  platform: PLATFORM,
  team: TEAM,
  channel,
  ...(thread === null ? {} : { thread }),
})

/** What a reader typed, kept and answered: a command, an article to brief, or a question. Gives back the answer as it was kept. */
export async function answerTyped(desk: Desk, log: MessageLog, channel: string, thread: string | null, text: string): Promise<DeskMessage> {
  await log.append({ channel, thread, author: 'reader', text })
  const post = await answerTo(desk, placeIn(channel, thread), text).catch((): Post => STUMBLED)
  return (await keep(desk, log, channel, thread, post)).message
}

// The desk itself never rejects; should it, the reader is told, and nothing of the inside is shown.
const STUMBLED: Post = { kind: 'error', audience: 'person', title: 'The desk stumbled over this one. Try again in a moment.', sections: [] }

async function answerTo(desk: Desk, place: Place, text: string): Promise<Post> {
  const callId = randomUUID()
  const command = text.match(/^\/([a-z]+)(?:\s+([\s\S]*))?$/u)
  if (command !== null)
    return desk.command({ command: command[1] as string, options: {}, line: command[2] ?? '', place, person: READER, callId })
  const isAddress = /^https?:\/\/\S+$/iu.test(text)
  if (isAddress || (place.thread === undefined && isPasted(text))) {
    return desk.command({ command: 'brief', options: { article: text }, place, person: READER, callId })
  }
  const answer = await desk.question({ text, place, person: READER, addressed: true, callId })
  return (
    answer ?? {
      kind: 'notice',
      audience: 'person',
      title: 'That did not look like a question',
      sections: [],
      footer: 'Ask in plain words, or type / for commands.',
    }
  )
}

// Nobody types a line break here: Enter sends.
const isPasted = (text: string): boolean =>
  text.length >= ARTICLE_LENGTH || (text.length >= LINES_LENGTH && text.includes('\n') && !text.endsWith('?'))

/** A kept head with the ids of its replies. */
export interface Kept {
  readonly message: DeskMessage
  readonly replyIds: readonly string[]
}

/** Keeps a post as a message, its replies in the thread under it; tells the desk what the thread is about. */
export async function keep(desk: Desk, log: MessageLog, channel: string, thread: string | null, post: Post): Promise<Kept> {
  const { replies = [], ...head } = post
  const message = await log.append({ channel, thread, author: 'desk', post: head })
  const under = thread ?? message.id
  if (post.about !== undefined) await desk.posted(placeIn(channel, under), post.about)
  const replyIds: string[] = []
  for (const reply of replies) replyIds.push((await log.append({ channel, thread: under, author: 'desk', post: reply })).id)
  return { message, replyIds }
}

/** Keeps an edition once: each part by its own key, so that a repeated delivery finds what is there and adds only what is missing. */
export async function deliver(desk: Desk, log: MessageLog, place: Place, post: Post, delivery: Delivery): Promise<Posted> {
  const { replies = [], ...head } = post
  const thread = place.thread ?? null
  const message = await log.append({ channel: place.channel, thread, author: 'desk', post: head, deliveryKey: `${delivery.key}#head` })
  const under = thread ?? message.id
  await delivery.mark({ messageId: message.id, thread: under })
  if (post.about !== undefined) await desk.posted(placeIn(place.channel, under), post.about)
  const replyIds: string[] = []
  for (const [i, reply] of replies.entries()) {
    const kept = await log.append({
      channel: place.channel,
      thread: under,
      author: 'desk',
      post: reply,
      deliveryKey: `${delivery.key}#${i}`,
    })
    if (delivery.done.replyIds[i] === undefined) await delivery.mark({ replyId: kept.id })
    replyIds.push(kept.id)
  }
  return { messageId: message.id, thread: under, replyIds }
}

/** A post as it stands after a team's correction: the line under its new speaker, or taken out where it was withdrawn. */
export function corrected(post: Post, statementId: string, speaker: string | null): Post {
  const sections = post.sections.map((section) => ({
    ...section,
    parts: section.parts.flatMap((part): Part[] => {
      if (part.type !== 'quotation' || part.statementId !== statementId) return [part]
      return speaker === null
        ? [{ type: 'note', tone: 'small', text: 'A line was withdrawn by your team.' }]
        : [{ ...part, correctedTo: speaker }]
    }),
  }))
  return { ...post, sections }
}
