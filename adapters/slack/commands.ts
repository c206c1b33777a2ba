import { randomUUID } from 'node:crypto'
import type { App } from '@slack/bolt'
import { underCallId } from '../platform/call-id.js'
import { afterAcknowledging, type Context, isFirst, personOf, placeOf, respondOf } from './context.js'
import { typedText } from './inert.js'

/** Brings slash commands to the desk: acknowledged before anything else is done, answered when the answer is there. */
export function listenForCommands(app: App, context: Context): void {
  for (const spec of context.desk.commands) {
    app.command(`/${spec.name}`, async ({ ack, command, ...rest }) => {
      await ack()
      await afterAcknowledging()
      const { team_id: team, channel_id: channel, user_id: user } = command
      if (!(await isFirst(context, command.trigger_id && `slack:call:${command.trigger_id}`))) return
      const callId = randomUUID()
      context.log.info({ callId, team, channel, command: spec.name }, 'command')
      const ask = async () =>
        context.desk.command({
          command: spec.name,
          options: {},
          line: typedText(command.text ?? ''),
          place: placeOf(team, channel),
          person: await personOf(context, team, user, command.user_name, spec.access === 'managers'),
          callId,
        })
      const asker = { target: { team, channel }, user, callId, mayWait: true, ...respondOf(rest) }
      await context.track(underCallId(callId, () => context.answers.answer(asker, ask())))
    })
  }
}
