import { randomUUID } from 'node:crypto'
import type { App, BlockAction } from '@slack/bolt'
import { underCallId } from '../platform/call-id.js'
import { PRESS, WRONG } from './buttons.js'
import { afterAcknowledging, type Context, isFirst, personOf, placeOf, respondOf } from './context.js'
import { openCorrection } from './correction.js'

/** Where a pressed control stands. */
export interface Pressed {
  readonly team: string
  readonly channel: string
  readonly messageId?: string
  readonly thread?: string
  /** Whether only one person sees the message, so that nothing can be said under it. */
  readonly isPrivate: boolean
}

/** Brings pressed buttons to the desk, and opens the form for "Wrong speaker?". */
export function listenForPresses(app: App, context: Context): void {
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body, action, ...rest }) => {
    await ack()
    await afterAcknowledging()
    const pressed = pressedOf(body)
    if (pressed === undefined || !(await isFirst(context, body.trigger_id && `slack:call:${body.trigger_id}:${action.action_id}`))) return
    const { respond } = respondOf(rest)
    if (action.action_id.startsWith(WRONG)) {
      const statementId = action.type === 'static_select' ? action.selected_option?.value : 'value' in action ? action.value : undefined
      if (statementId === undefined) return
      const opening = { pressed, statementId, user: body.user.id, triggerId: body.trigger_id, blocks: body.message?.blocks ?? [] }
      await context.track(openCorrection(context, { ...opening, ...(respond === undefined ? {} : { respond }) }, body.response_url))
      return
    }
    if (!action.action_id.startsWith(PRESS)) return
    const { team, channel, messageId, isPrivate } = pressed
    const thread = isPrivate ? pressed.thread : (pressed.thread ?? messageId)
    const name = action.action_id.slice(PRESS.length).replace(/:\d+$/u, '')
    const callId = randomUUID()
    context.log.info({ callId, team, channel, action: name }, 'button')
    const press = async () =>
      context.desk.press({
        action: name,
        value: 'value' in action && typeof action.value === 'string' ? action.value : '',
        place: placeOf(team, channel, thread),
        person: await personOf(context, team, body.user.id, body.user.username, true),
        ...(messageId === undefined ? {} : { messageId }),
        callId,
      })
    const target = { team, channel, ...(thread === undefined ? {} : { thread }) }
    const known = 'action_ts' in action && typeof action.action_ts === 'string' ? { known: [action.action_ts] } : {}
    const asker = { target, user: body.user.id, callId, mayWait: true, ...known, ...(respond === undefined ? {} : { respond }) }
    await context.track(underCallId(callId, () => context.answers.answer(asker, press())))
  })
}

function pressedOf(body: BlockAction): Pressed | undefined {
  const team = body.team?.id ?? body.user.team_id
  const channel = body.channel?.id ?? (body.container?.channel_id as string | undefined)
  if (team === undefined || channel === undefined) return undefined
  const messageId = (body.message?.ts ?? body.container?.message_ts) as string | undefined
  const thread = (body.message?.thread_ts ?? body.container?.thread_ts) as string | undefined
  return {
    team,
    channel,
    isPrivate: body.container?.is_ephemeral === true,
    ...(messageId === undefined ? {} : { messageId }),
    ...(thread === undefined ? {} : { thread }),
  }
}
