import { type Message, MessageFlags, type RepliableInteraction } from 'discord.js'
import type { Post } from '../../src/text/post.js'
import type { Place } from '../platform/desk.js'
import { missingPermissions } from './failures.js'
import { placeOf } from './places.js'
import { type DiscordMessage, render } from './render.js'
import { note, openThread, type Sending, send } from './sending.js'

/** The longest that an answer waits for others' acknowledgements, in milliseconds. */
const ACK_MS = 250

/**
 * Acknowledges an interaction, then lets every other one that has arrived be acknowledged before work on the answer begins: searches hold the
 * thread up, and Discord gives three seconds for a first response.
 */
export async function acknowledge(sending: Sending, work: () => Promise<unknown>): Promise<void> {
  sending.acks.pending++
  try {
    await work()
  } finally {
    sending.acks.pending--
  }
  const end = Date.now() + ACK_MS
  do await new Promise((resolve) => setImmediate(resolve))
  while (sending.acks.pending > 0 && Date.now() < end)
}

/** What the desk answers; where the desk itself fails, a sentence that says so, and the log has it. */
export async function asked(sending: Sending, callId: string, ask: () => Promise<Post>): Promise<Post> {
  try {
    return await ask()
  } catch (error) {
    sending.log.error({ err: error, callId }, 'the desk failed')
    const text = `Nothing is lost; please try again. If it happens again, the log has it under ${callId}.`
    return { kind: 'error', audience: 'person', title: 'Something went wrong', sections: [{ parts: [{ type: 'note', text }] }] }
  }
}

/**
 * Fills a deferred answer in. What is for one person replaces a public "thinking" by a private message.
 * @returns whether Discord refused the thread that replies were to go into.
 */
export async function answer(sending: Sending, interaction: RepliableInteraction, post: Post): Promise<boolean> {
  const place = placeOf(interaction)
  const ids = sending.ids.open(place.team)
  const messages = render(post, ids.make)
  await ids.flush()
  const isPrivate = post.audience === 'person'
  if (isPrivate && interaction.ephemeral === false) {
    await interaction.deleteReply()
    for (const message of messages) await interaction.followUp({ ...payload(message), flags: MessageFlags.Ephemeral })
    return false
  }
  const [first, ...rest] = messages
  const head = await interaction.editReply(payload(first as DiscordMessage))
  for (const message of rest)
    await interaction.followUp({ ...payload(message), ...(interaction.ephemeral ? { flags: MessageFlags.Ephemeral } : {}) })
  if (isPrivate) return false
  await note(sending, place, place.thread ?? head.id, post.about)
  return (post.replies ?? []).length > 0 && !(await answerInThread(sending, interaction, head, post))
}

/** The replies of a post: in the thread that one is in, else in one under the answer. False where the bot may not; the head stands. */
async function answerInThread(sending: Sending, interaction: RepliableInteraction, head: Message, post: Post): Promise<boolean> {
  const place = placeOf(interaction)
  const isInChannel = place.thread === undefined && interaction.inGuild()
  try {
    const thread = isInChannel ? await openThread(sending, place.channel, head.id, post.title) : place.thread
    const under: Place = thread === undefined ? place : { ...place, thread }
    for (const reply of post.replies ?? []) await send(sending, under, reply)
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    return false
  }
}

const isRefusal = (error: unknown): boolean => [50001, 50013].includes((error as { code?: number }).code ?? 0)

/** Tells the person who asked which permissions the bot lacks in the channel; says nothing where it has them all. */
export async function sayWhatIsMissing(interaction: RepliableInteraction, purpose: string): Promise<void> {
  const missing = missingPermissions(interaction.appPermissions)
  if (missing.length === 0) return
  await interaction.followUp({
    content: `${purpose}, the bot’s role still needs: ${missing.join(', ')}.`,
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  })
}

/** A rendered message for discord.js's own methods. */
export const payload = (message: DiscordMessage) => ({
  embeds: [...message.embeds],
  components: [...message.components],
  allowedMentions: { parse: [] as const },
})

/** One sentence on what is wrong, for the one who asked. */
export const problem = (sentence: string): Post => ({ kind: 'error', audience: 'person', title: sentence, sections: [] })
