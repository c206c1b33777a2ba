import { randomUUID } from 'node:crypto'
import type { App } from '@slack/bolt'
import { underCallId } from '../platform/call-id.js'
import { type Context, isFirst, personOf, placeOf } from './context.js'
import { typedText } from './inert.js'

/** A message event, as far as it matters here: `message` and `app_mention` have the same shape. */
interface Heard {
  readonly channel: string
  readonly channel_type?: string
  readonly ts: string
  readonly thread_ts?: string
  readonly subtype?: string
  readonly user?: string
  readonly bot_id?: string
  readonly text?: string
  readonly metadata?: { readonly event_type: string; readonly event_payload: object }
}

/** What people write: with a file, or a thread reply shown in the channel too. Edits, joins and the like are no questions. */
const WRITTEN = [undefined, 'file_share', 'thread_broadcast']

/** Brings thread replies, mentions and direct messages to the desk; each message once, however often and in whatever shape it is told. */
export function listenForMessages(app: App, context: Context): void {
  const hear = async (
    event: Heard,
    team: string,
    eventId: string,
    botUserId: string | undefined,
    botId: string | undefined,
  ): Promise<void> => {
    const isOwn = (botId !== undefined && event.bot_id === botId) || (botUserId !== undefined && event.user === botUserId)
    if (isOwn) return context.evidence.note(team, event.channel, event)
    if (event.bot_id !== undefined || event.user === undefined || !WRITTEN.includes(event.subtype)) return
    const mention = botUserId === undefined ? undefined : `<@${botUserId}>`
    const isDirect = event.channel_type === 'im' || (event.channel_type === undefined && event.channel.startsWith('D'))
    const isAddressed = isDirect || (mention !== undefined && mentions(event.text, botUserId))
    const thread = event.thread_ts ?? (isDirect ? undefined : event.ts)
    const place = placeOf(team, event.channel, thread)
    if (!isAddressed && (event.thread_ts === undefined || !(await context.desk.knowsThread(place)))) return
    // The same message comes as `message` and as `app_mention`, and each of them may come again.
    if (
      !(await isFirst(context, eventId && `slack:event:${eventId}`)) ||
      !(await isFirst(context, `slack:message:${team}:${event.channel}:${event.ts}`))
    )
      return
    const text = typedText(withoutMention(event.text ?? '', botUserId))
    const callId = randomUUID()
    context.log.info({ callId, team, channel: event.channel, isAddressed }, 'question')
    const person = personOf(context, team, event.user, undefined, isAddressed)
    const ask = () => person.then((who) => context.desk.question({ text, place, person: who, addressed: isAddressed, callId }))
    const target = { team, channel: event.channel, ...(thread === undefined ? {} : { thread }) }
    const asker = { target, user: event.user, callId, mayWait: isAddressed, known: [event.ts] }
    await context.track(underCallId(callId, () => context.answers.answer(asker, ask())))
  }
  app.event('message', async ({ event, body, context: own }) => hear(event as Heard, body.team_id, body.event_id, own.botUserId, own.botId))
  app.event('app_mention', async ({ event, body, context: own }) =>
    hear(event as Heard, body.team_id, body.event_id, own.botUserId, own.botId),
  )
}

const mentionOf = (botUserId: string | undefined): RegExp => new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, 'gu')
const mentions = (text: string | undefined, botUserId: string | undefined): boolean => mentionOf(botUserId).test(text ?? '')
const withoutMention = (text: string, botUserId: string | undefined): string =>
  botUserId === undefined
    ? text
    : text
        .replace(mentionOf(botUserId), ' ')
        .replace(/[ \t]{2,}/gu, ' ')
        .replace(/^\s*[,:]\s*/u, '')
