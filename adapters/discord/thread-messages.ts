import { type AnyThreadChannel, type Message, MessageType, PermissionFlagsBits } from 'discord.js'
import type { Post } from '../../src/text/post.js'
import type { Place } from '../platform/desk.js'
import { missingPermissions } from './failures.js'
import { inert } from './plain-text.js'
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
  // Discord makes each bot a role of the bot's own name, which people choose by mistake.
  const role = message.mentions.roles.find(({ tags }) => tags?.botId === self)?.id
  const names = new RegExp(`<@!?${self}>${role === undefined ? '' : `|<@&${role}>`}`, 'gu')
  const addressed = isDirect || answersUs || message.content.search(names) >= 0
  const text = message.content.replaceAll(names, ' ').replace(/\s+/gu, ' ').trim()
  if (text === '' && !addressed) return
  if (!addressed && !message.channel.isThread()) return
  const place = await placeOf(message, answersUs)
  if (!addressed && !(await sending.desk.knowsThread(place))) return
  if (!(await sending.desk.memory.once(`discord/${place.team}/message/${message.id}`, SEEN_SECONDS))) return
  const mayManage = isDirect || (message.member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false)
  const person = { id: message.author.id, name: message.author.displayName, mayManage }
  const post = await sending.desk.question({ text, place, person, addressed, callId: message.id })
  if (post === null || (message.channel.isThread() && message.channel.locked)) return
  try {
    await reply(sending, message, place, post)
  } catch (error) {
    if (!addressed || isDirect || !isRefusal(error)) throw error
    await tellInPrivate(message)
  }
}

async function reply(sending: Sending, message: Message, place: Place, post: Post): Promise<void> {
  const ids = sending.ids.open(place.team)
  const messages = render(post, ids.make)
  await ids.flush()
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

const isRefusal = (error: unknown): boolean => [50001, 50013].includes((error as { code?: number }).code ?? 0)

/** Tells who asked, in a direct message, why there is no answer where it was asked: which permission the bot lacks there. */
async function tellInPrivate(message: Message): Promise<void> {
  const { channel } = message
  const me = message.guild?.members.me
  const missing = 'permissionsFor' in channel && me ? missingPermissions(channel.permissionsFor(me)) : []
  const lacks = missing.length === 0 ? 'may not post there' : `lacks ${missing.join(', ')} there`
  const where = 'name' in channel ? `#${channel.name}` : 'that channel'
  const content = inert(
    `I could not answer in ${where}: my role ${lacks}. Whoever manages the server can allow it in the channel’s settings.`,
  )
  await message.author.send({ content, allowedMentions: { parse: [] } })
}

/** Where it was written. A reply to one of our messages is in that message's thread, though Discord shows it in the channel. */
async function placeOf(message: Message, answersUs: boolean): Promise<Place> {
  const team = message.guildId ?? `dm-${message.author.id}`
  const base = { platform: 'discord', team }
  if (message.channel.isThread()) {
    const parent = await parentOf(message.channel)
    if (parent !== null) return { ...base, channel: parent, thread: message.channelId }
  }
  const answered = answersUs ? message.reference?.messageId : undefined
  return { ...base, channel: message.channelId, ...(answered === undefined ? {} : { thread: answered }) }
}

/** The channel that a thread belongs to. A thread that was archived when the bot connected is not known yet: Discord is asked. */
const parentOf = async (thread: AnyThreadChannel): Promise<string | null> => thread.parentId ?? (await thread.fetch()).parentId
