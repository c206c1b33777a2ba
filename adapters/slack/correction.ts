import { randomUUID } from 'node:crypto'
import type { App, ViewSubmitAction } from '@slack/bolt'
import { noticePost, type Respond } from './answers.js'
import { type Context, personOf, placeOf } from './context.js'
import { CHOICE, correctedBlocks, FORM, formView, OTHER, WITHDRAW, waitingView } from './correction-view.js'
import { platformError } from './errors.js'
import { fallbackOf } from './fallback.js'
import { plainLine } from './inert.js'
import { LIMITS, PACE } from './limits.js'
import { messagesOf, type SlackMessage } from './message.js'
import type { Pressed } from './presses.js'
import type { Block } from './rich-text.js'
import { contentOf } from './sender.js'

/** How long a form may stay open. */
const OPEN_SECONDS = 3600
/** A trigger lives for three seconds; a form that the desk takes longer for is opened empty and filled then. */
const SOON_MS = 1000

/** What is asked for, and where. */
export interface Opening {
  readonly pressed: Pressed
  readonly statementId: string
  readonly user: string
  readonly triggerId: string
  /** The message's blocks, to show the line corrected in. */
  readonly blocks: readonly object[]
  readonly respond?: Respond
}

/** Kept while the form is open: the modal itself carries only its name. */
interface Kept {
  readonly pressed: Pressed
  readonly statementId: string
  readonly names: readonly string[]
  readonly blocks: readonly Block[]
  readonly responseUrl: string | undefined
}

/** Opens the "Wrong speaker?" form. */
export async function openCorrection(context: Context, opening: Opening, responseUrl: string | undefined): Promise<void> {
  const { pressed, statementId, triggerId } = opening
  const form = context.desk.correctionForm(statementId, placeOf(pressed.team, pressed.channel, pressed.thread))
  // Waited for below, where its error is told; while the token is looked up nobody else would hear of it.
  form.catch(() => undefined)
  try {
    const client = await context.sender.client(pressed.team)
    const soon = await Promise.race([form, new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), SOON_MS).unref())])
    if (soon === null)
      return await tell(context, opening, 'This line is no longer kept', 'It was withdrawn, or is older than what is kept.')
    const id = randomUUID()
    const opened = soon === 'late' ? await client.views.open({ trigger_id: triggerId, view: waitingView() }) : undefined
    const shown = soon === 'late' ? await form : soon
    const viewId = opened?.view?.id
    if (shown === null) {
      if (viewId !== undefined) await client.views.update({ view_id: viewId, view: waitingView('This line is no longer kept.') })
      return
    }
    const kept: Kept = {
      pressed,
      statementId,
      names: shown.candidates.slice(0, LIMITS.options - 1),
      blocks: opening.blocks as Block[],
      responseUrl,
    }
    await context.desk.memory.set(`slack:form:${id}`, JSON.stringify(kept), OPEN_SECONDS)
    const view = formView(shown, kept.names, id)
    if (viewId === undefined) await client.views.open({ trigger_id: triggerId, view })
    else await client.views.update({ view_id: viewId, view })
  } catch (cause) {
    const error = platformError(cause)
    context.log.warn({ code: error.code }, error.message)
    await tell(context, opening, 'The form could not be opened', 'Please press “Wrong speaker?” once more.')
  }
}

async function tell(context: Context, { respond, pressed, user }: Opening, title: string, text: string): Promise<void> {
  const [message] = messagesOf(noticePost(title, text)) as [SlackMessage]
  if (respond !== undefined) await respond({ ...contentOf(message), response_type: 'ephemeral', replace_original: false })
  else await context.sender.whisper(pressed, user, message)
}

/** Takes the filled-in form to the desk, tells the person what came of it, and shows the line corrected. */
export function listenForCorrections(app: App, context: Context): void {
  app.view(FORM, async ({ ack, body, view }) => {
    const kept = await context.desk.memory.get(`slack:form:${view.private_metadata}`)
    if (kept === undefined) {
      await ack({
        response_action: 'errors',
        errors: { [OTHER]: 'This form has been open for too long. Close it and press “Wrong speaker?” again.' },
      })
      return
    }
    const { names, ...rest } = JSON.parse(kept) as Kept
    const speaker = answerOf(view.state.values, names)
    if (speaker === undefined) {
      await ack({ response_action: 'errors', errors: { [OTHER]: 'Choose who said it, or write the name here.' } })
      return
    }
    await ack()
    await context.track(correct(context, { names, ...rest }, speaker, body.user.id, body.user.name))
  })
}

type Values = ViewSubmitAction['view']['state']['values']

/** The name given; null to withdraw the line; undefined where the form is empty. A written name counts before a chosen one. */
function answerOf(values: Values, names: readonly string[]): string | null | undefined {
  const written = plainLine(values[OTHER]?.[OTHER]?.value ?? '')
  if (written !== '') return written
  const choice = values[CHOICE]?.[CHOICE]?.selected_option?.value
  if (choice === undefined) return undefined
  return choice === WITHDRAW ? null : names[Number(choice)]
}

async function correct(context: Context, kept: Kept, speaker: string | null, user: string, name: string): Promise<void> {
  const { pressed, statementId, responseUrl } = kept
  const place = placeOf(pressed.team, pressed.channel, pressed.thread)
  const person = await personOf(context, pressed.team, user, name, false)
  const post = await context.desk.correct({ statementId, speaker, place, person }).catch((error: unknown) => {
    context.log.error({ error }, 'the desk failed to correct')
    return noticePost('The correction was not stored', 'Please try again.')
  })
  for (const message of messagesOf(post)) {
    const sent = responseUrl === undefined ? context.sender.whisper(pressed, user, message) : answerUrl(responseUrl, message)
    await sent.catch((error: unknown) =>
      context.log.warn({ error: platformError(error).message }, 'the thanks for a correction was not shown'),
    )
  }
  if (post.kind !== 'error') await showCorrected(context, kept, speaker)
}

async function answerUrl(url: string, message: SlackMessage, replace = false): Promise<void> {
  const body = {
    ...contentOf(message),
    ...(replace ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
  }
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PACE.callMs) })
  if (!response.ok) throw new Error(`response_url answered ${response.status}`)
}

/** Puts the corrected line into the message where it stands; where that is not possible, says so in the thread. */
async function showCorrected(context: Context, kept: Kept, speaker: string | null): Promise<void> {
  const { pressed, statementId, blocks, responseUrl } = kept
  // Another line of the message may have been corrected since the form was opened.
  const key = `slack:corrected:${pressed.team}:${pressed.channel}:${pressed.messageId}`
  const before = JSON.parse((await context.desk.memory.get(key)) ?? '{}') as Record<string, string | null>
  const all = { ...before, [statementId]: speaker }
  await context.desk.memory.set(key, JSON.stringify(all), 30 * 86_400)
  let corrected = blocks
  for (const [id, one] of Object.entries(all)) corrected = correctedBlocks(corrected, id, one)
  const fresh: SlackMessage = { blocks: corrected, text: fallbackOf('', corrected) }
  try {
    if (pressed.messageId === undefined) return
    if (pressed.isPrivate && responseUrl !== undefined) return await answerUrl(responseUrl, fresh, true)
    await context.sender.update(pressed, pressed.messageId, fresh)
  } catch (error) {
    context.log.info({ error: platformError(error).message }, 'the corrected line is noted in the thread instead')
    const note =
      speaker === null
        ? 'A line of this message was withdrawn by your team.'
        : `Corrected by your team: a line of this message is by ${plainLine(speaker)}.`
    const thread = pressed.thread ?? pressed.messageId
    const target = { team: pressed.team, channel: pressed.channel, ...(thread === undefined ? {} : { thread }) }
    const [message] = messagesOf({ ...noticePost('', note), audience: 'channel' }) as [SlackMessage]
    await context.sender.post(target, message, { key: `correction:${statementId}`, part: 0 }, 'answer').catch(() => {})
  }
}
