import { type Message, MessageType, PermissionFlagsBits } from 'discord.js'
import type { Place } from '../platform/desk.js'
import { render } from './render.js'
import { note, type Sending } from './sending.js'

/** A message counts as seen for this long, should Discord deliver it again. */
const SEEN_SECONDS = 86_400

/**
 * A message somebody wrote: a question where it mentions the bot, answers one of its messages, is direct, or stands in a thread that the bot
 * opened. Without the Message Content intent, Discord sends the words only in the first three cases.
 */
export async function readMessage(sending: Sending, message: Message): Promise<void> {
  if (message.author.bot || message.system || ![MessageType.Default, MessageType.Reply].includes(message.type)) return
  const self = sending.self()
  const isDirect = message.guildId === null
  const answersUs = message.type === MessageType.Reply && message.mentions.repliedUser?.id === self
  const addressed = isDirect || answersUs || new RegExp(`<@!?${self}>`, 'u').test(message.content)
  const place = placeOf(message, answersUs)
  const text = message.content
    .replaceAll(new RegExp(`<@!?${self}>`, 'gu'), ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (text === '') return
  if (!addressed && (place.thread === undefined || !(await sending.desk.knowsThread(place)))) return
  if (!(await sending.desk.memory.once(`discord/${place.team}/message/${message.id}`, SEEN_SECONDS))) return
  const mayManage = isDirect || (message.member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false)
  const person = { id: message.author.id, name: message.author.displayName, mayManage }
  const post = await sending.desk.question({ text, place, person, addressed, callId: message.id })
  if (post === null) return
  if (message.channel.isThread() && message.channel.locked) return
  const messages = render(post, sending.ids.make)
  await sending.ids.flush()
  for (const [i, one] of messages.entries()) {
    const options = {
      embeds: [...one.embeds],
      components: [...one.components],
      allowedMentions: { parse: [] as const, repliedUser: false },
    }
    const sent =
      i === 0
        ? await message.reply({ ...options, failIfNotExists: false })
        : 'send' in message.channel
          ? await message.channel.send(options)
          : undefined
    if (i === 0 && sent !== undefined) await note(sending, place, place.thread ?? sent.id, post.about)
  }
}

/** Where it was written. A reply to one of our messages is in that message's thread, though Discord shows it in the channel. */
function placeOf(message: Message, answersUs: boolean): Place {
  const team = message.guildId ?? `dm-${message.author.id}`
  const base = { platform: 'discord', team }
  if (message.channel.isThread() && message.channel.parentId !== null)
    return { ...base, channel: message.channel.parentId, thread: message.channelId }
  const answered = answersUs ? message.reference?.messageId : undefined
  return { ...base, channel: message.channelId, ...(answered === undefined ? {} : { thread: answered }) }
}
