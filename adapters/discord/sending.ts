import { createHash } from 'node:crypto'
import { type APIMessage, type REST, Routes } from 'discord.js'
import type { Post, Subject } from '../../src/text/post.js'
import type { Desk, Place } from '../platform/desk.js'
import type { Delivery, Posted } from '../platform/platform.js'
import type { CustomIds } from './custom-ids.js'
import type { DiscordLog } from './discord-log.js'
import { LIMITS } from './limits.js'
import { cut } from './plain-text.js'
import { type DiscordMessage, render } from './render.js'

/** How long a digest's thread stays open without a word, in minutes. */
const ARCHIVE_AFTER = 1440
/** How many of the channel's last messages are looked through for one that an earlier try may have posted: in pages of a hundred. */
const LOOK_BACK_PAGES = 5
const PAGE = 100

/** What sending works with. */
export interface Sending {
  readonly rest: REST
  readonly desk: Desk
  readonly ids: CustomIds
  /** Acknowledgements that are on their way to Discord. */
  readonly acks: { pending: number }
  /** The bot's own user id. */
  readonly self: () => string
  /** Base of the REST API. */
  readonly apiUrl: string
  readonly log: DiscordLog
}

/** Posts to a channel or thread; replies go into a thread under the head. Rejects with what discord.js rejects with. */
export async function send(sending: Sending, place: Place, post: Post, delivery?: Delivery): Promise<Posted> {
  const channel = place.channel.startsWith('@') ? await directChannel(sending, place.channel.slice(1)) : place.channel
  const ids = sending.ids.open(place.team)
  const head = render(post, ids.make)
  const replies = (post.replies ?? []).flatMap((reply) => render(reply, ids.make))
  await ids.flush()
  if (place.thread !== undefined || (replies.length === 0 && delivery === undefined)) {
    const target = place.thread ?? channel
    const posted: string[] = []
    for (const message of [...head, ...replies]) posted.push((await create(sending, target, message)).id)
    await note(sending, place, place.thread ?? (posted[0] as string), post.about)
    return { messageId: posted[0] as string, thread: place.thread ?? (posted[0] as string), replyIds: posted.slice(1) }
  }
  return sendWithThread(sending, place, channel, post, [head[0] as DiscordMessage, ...head.slice(1), ...replies], delivery)
}

/** The first message in the channel, all others in the thread under it; with a delivery, each is marked and none is sent twice. */
async function sendWithThread(
  sending: Sending,
  place: Place,
  channel: string,
  post: Post,
  messages: readonly DiscordMessage[],
  delivery: Delivery | undefined,
): Promise<Posted> {
  const done: Delivery['done'] = delivery?.done ?? { replyIds: [] }
  const [first, ...rest] = messages as [DiscordMessage, ...DiscordMessage[]]
  const messageId = done.messageId ?? (await once(sending, channel, first, delivery, 'head', []))
  if (done.messageId === undefined) await delivery?.mark({ messageId })
  const thread = done.thread ?? (rest.length === 0 ? messageId : await openThread(sending, channel, messageId, post.title))
  // Somebody has deleted the head: there is nothing left to answer under.
  if (thread === undefined) return { messageId, replyIds: [...done.replyIds] }
  if (done.thread === undefined) await delivery?.mark({ thread })
  await note(sending, place, thread, post.about)
  const replyIds = [...done.replyIds]
  for (let i = replyIds.length; i < rest.length; i++) {
    // Only the first message that is not marked can have been accepted unheard: the next is sent after it.
    const isOpen = done.messageId !== undefined && i === done.replyIds.length
    const known = isOpen ? [messageId, ...replyIds] : undefined
    const id = await inThread(once(sending, thread, rest[i] as DiscordMessage, delivery, `reply ${i}`, known))
    if (id === undefined) break
    await delivery?.mark({ replyId: id })
    replyIds.push(id)
  }
  return { messageId, thread, replyIds }
}

// The thread is gone, archived for good, or locked: somebody wants no more in it. The channel itself refuses nothing.
const CLOSED = [10003, 50083, 160005]
/** What posting into a thread gives; undefined where the thread takes nothing any more. */
const inThread = (posting: Promise<string>): Promise<string | undefined> =>
  posting.catch((error: unknown) => {
    if (CLOSED.includes((error as { code?: number }).code ?? 0)) return undefined
    throw error
  })

/**
 * Creates a message of a delivery. The nonce makes a repeat within minutes give back the first message; after that, where an earlier try may
 * have been accepted, the channel's last messages are looked through for it. `known`: messages that are others; undefined where this one
 * cannot stand yet.
 */
async function once(
  sending: Sending,
  channel: string,
  message: DiscordMessage,
  delivery: Delivery | undefined,
  part: string,
  known: readonly string[] | undefined,
): Promise<string> {
  if (delivery === undefined) return (await create(sending, channel, message)).id
  if (delivery.unsure && known !== undefined) {
    const there = await find(sending, channel, message, known)
    if (there !== undefined) return there
  }
  const nonce = createHash('sha256').update(`${delivery.key} ${part}`).digest('base64url').slice(0, LIMITS.nonce)
  return (await create(sending, channel, { ...message, nonce, enforce_nonce: true })).id
}

const create = (
  sending: Sending,
  channel: string,
  message: DiscordMessage & { nonce?: string; enforce_nonce?: boolean },
): Promise<APIMessage> => sending.rest.post(Routes.channelMessages(channel), { body: message }) as Promise<APIMessage>

async function find(sending: Sending, channel: string, message: DiscordMessage, known: readonly string[]): Promise<string | undefined> {
  const wanted = signature(message.embeds)
  let before: string | undefined
  for (let page = 0; page < LOOK_BACK_PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) })
    const recent = (await sending.rest.get(Routes.channelMessages(channel), { query })) as APIMessage[]
    const found = recent.find(
      ({ id, author, embeds }) => author.id === sending.self() && !known.includes(id) && signature(embeds) === wanted,
    )
    if (found !== undefined || recent.length < PAGE) return found?.id
    before = recent.at(-1)?.id
  }
  return undefined
}

// Discord trims and rewrites small things in embeds; titles and the letters of descriptions stay.
const signature = (
  embeds: readonly { title?: string; description?: string; fields?: readonly { name: string; value: string }[] }[],
): string =>
  embeds
    .map((embed) =>
      [embed.title, embed.description, ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value])]
        .join(' ')
        .replace(/[^\p{L}\p{N}]+/gu, ''),
    )
    .join('|')

/** The thread under a message, opened where there is none; undefined where the message is gone. */
export async function openThread(
  sending: Pick<Sending, 'rest'>,
  channel: string,
  messageId: string,
  title: string,
): Promise<string | undefined> {
  try {
    const body = { name: cut(title.replace(/\s+/gu, ' ').trim() || 'Digest', LIMITS.threadName), auto_archive_duration: ARCHIVE_AFTER }
    const thread = (await sending.rest.post(Routes.threads(channel, messageId), { body })) as { id: string }
    return thread.id
  } catch (error) {
    // 160004: there is one already, from a try that was cut off. A message's thread has the message's id.
    if ((error as { code?: unknown }).code === 160004) return messageId
    if ((error as { code?: unknown }).code === 10008) return undefined
    throw error
  }
}

async function directChannel(sending: Sending, person: string): Promise<string> {
  const channel = (await sending.rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as { id: string }
  return channel.id
}

/** Tells the desk what may be asked under a message. */
export async function note(sending: Pick<Sending, 'desk'>, place: Place, thread: string, about: Subject | undefined): Promise<void> {
  if (about !== undefined) await sending.desk.posted({ ...place, thread }, about)
}
