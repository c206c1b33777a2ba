import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Desk } from '../platform/desk.js'
import { channelPage, threadPage } from './channel-page.js'
import { suggest } from './completion.js'
import { correctionPage, ELSE, loginPage } from './correction-page.js'
import { answerTyped, corrected, keep, placeIn, READER } from './exchange.js'
import { type Health, mountHealth } from './health.js'
import { liveUpdates } from './live.js'
import type { Markup } from './markup.js'
import type { MessageLog } from './message-log.js'
import { type PageFrame, page } from './page.js'
import { postHtml, safeAddress } from './post-html.js'
import { readingPage, spansFrom } from './reading-page.js'
import { SCRIPT } from './script.js'
import { COOKIE, cookieFor, guardHeaders, guardHost, guardOrigin, guardRate, guardToken, sameSecret } from './security.js'
import { stancePage } from './stance-page.js'
import { STYLE } from './style.js'

/** What the web desk's pages are made from. */
export interface ServerOptions {
  readonly desk: Desk
  readonly log: MessageLog
  readonly channel: string
  /** Access token; undefined lets everybody on loopback in. */
  readonly token?: string
  /** Host names beside loopback's under which the desk is reached. */
  readonly names: readonly string[]
  /** Whether what is read is the sample newsroom. */
  readonly isSample: () => Promise<boolean>
  /** Lines that a newcomer may try with one press. */
  readonly tries: readonly string[]
  /** Changes a client may make in a minute. */
  readonly ratePerMinute: number
  /** Health and metrics, for those who watch the process. */
  readonly health?: Health
  /** Hears of what went wrong while a page was made. */
  readonly onError?: (error: unknown) => void
}

const PAGE_SIZE = 30
const LIMIT = 12 * 1024 * 1024

/** The desk's pages and what they call. */
export function createApp(options: ServerOptions): Hono {
  const { desk, log } = options
  const channelIn = (named: unknown): string =>
    typeof named === 'string' && /^[\p{L}\p{N}_-]{1,40}$/u.test(named) ? named : options.channel
  const app = new Hono()
  const show = async (frame: Omit<PageFrame, 'sample'>, content: Markup): Promise<string> =>
    String(await page({ ...frame, sample: await options.isSample() }, content))
  const back = (written: unknown): string => (typeof written === 'string' && /^\/(?!\/)/u.test(written) ? written : '/')
  const wantsJson = (accept: string | undefined): boolean => (accept ?? '').includes('application/json')

  if (options.health !== undefined) mountHealth(app, options.health)
  app.use(guardHeaders)
  app.use(guardHost(options.names))
  app.use(guardOrigin)
  app.use(guardRate(options.ratePerMinute, 60, (context) => clientOf(context.env)))
  app.use(guardToken(options.token))
  app.use(
    bodyLimit({
      maxSize: LIMIT,
      onError: (context) => context.json({ problem: 'That is over 10 MB. Give the address of the article instead.' }, 413),
    }),
  )
  app.onError((error, context) => {
    // The reader sees a sentence, the operator the whole error.
    options.onError?.(error)
    return context.json({ problem: 'The desk stumbled over this one; the operator’s log says why. Try again in a moment.' }, 500)
  })
  app.notFound(async (context) =>
    context.html(
      await show(
        { title: 'Not found', layout: 'plain' },
        html`<h1>Nothing here</h1><p>The article or message may have been deleted. <a href="/">Back to the channel</a></p>`,
      ),
      404,
    ),
  )

  app.get('/desk.css', (context) => context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' }))
  app.get('/desk.js', (context) =>
    context.body(SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=300' }),
  )

  app.get('/', async (context) => {
    const channel = channelIn(context.req.query('channel'))
    const before = context.req.query('before')
    const messages = await log.list(channel, null, { ...(before === undefined ? {} : { before }), limit: PAGE_SIZE + 1 })
    const shown = messages.slice(-PAGE_SIZE)
    const older = messages.length > PAGE_SIZE ? shown[0]?.id : undefined
    const replies = await log.replyCounts(shown.map(({ id }) => id))
    // Whoever has typed something needs no lines to try.
    const tries = before === undefined && shown.every(({ author }) => author === 'desk') ? options.tries : []
    const view = { channel, messages: shown, replies, tries, ...(older === undefined ? {} : { older }) }
    return context.html(await show({ title: `# ${channel}`, layout: 'channel', live: { channel, thread: null } }, channelPage(view)))
  })

  app.get('/threads/:id', async (context) => {
    const head = await log.get(context.req.param('id'))
    if (head === null) return context.notFound()
    const { channel } = head
    const messages = await log.list(channel, head.id, { limit: 500 })
    const view = { channel, messages, replies: new Map<string, number>(), tries: [] }
    return context.html(await show({ title: 'Thread', layout: 'thread', live: { channel, thread: head.id } }, threadPage(head, view)))
  })

  app.post('/messages', async (context) => {
    const body = await context.req.parseBody()
    const text = String(body.text ?? '').trim()
    const channel = channelIn(body.channel)
    const thread = String(body.thread ?? '') || null
    if (text === '') return context.json({ problem: 'Type something first.' }, 400)
    if (thread !== null && (await log.get(thread)) === null)
      return context.json({ problem: 'That thread is gone. Ask in the channel.' }, 404)
    const answer = await answerTyped(desk, log, channel, thread, text)
    const go = thread === null ? `/#m${answer.id}` : `/threads/${thread}#m${answer.id}`
    return wantsJson(context.req.header('accept')) ? context.json({ ok: true }) : context.redirect(go, 303)
  })

  app.post('/press', async (context) => {
    const body = await context.req.parseBody()
    const message = await log.get(String(body.message ?? ''))
    const thread = message === null ? null : (message.thread ?? message.id)
    const channel = message?.channel ?? options.channel
    const press = {
      action: String(body.action ?? ''),
      value: String(body.value ?? ''),
      place: placeIn(channel, thread),
      person: READER,
      callId: crypto.randomUUID(),
    }
    const { message: answer } = await keep(
      desk,
      log,
      channel,
      thread,
      await desk.press({ ...press, ...(message === null ? {} : { messageId: message.id }) }),
    )
    const go = thread === null ? `/#m${answer.id}` : `/threads/${thread}#m${answer.id}`
    return wantsJson(context.req.header('accept')) ? context.json({ ok: true, go }) : context.redirect(go, 303)
  })

  app.get('/complete', async (context) =>
    context.json(await suggest(desk, channelIn(context.req.query('channel')), (context.req.query('line') ?? '').slice(0, 200))),
  )
  app.get('/events', (context) => liveUpdates(context, log, channelIn(context.req.query('channel')), context.req.query('thread') || null))

  app.get('/articles/:id', async (context) => {
    const document = await desk.reading(context.req.param('id'))
    if (document === null) return context.notFound()
    const at = spansFrom(context.req.query('at'), document.article.text.length)
    return context.html(await show({ title: document.article.title ?? 'Article', layout: 'reading' }, readingPage(document, at)))
  })

  app.get('/stance', async (context) => {
    const who = (context.req.query('who') ?? '').slice(0, 200)
    const about = (context.req.query('about') ?? '').slice(0, 200)
    const asked = {
      command: 'stance',
      options: { who, ...(about === '' ? {} : { about }) },
      place: placeIn(options.channel, null),
      person: READER,
      callId: crypto.randomUUID(),
    }
    const post = who === '' ? null : await desk.command(asked)
    const known = await desk.complete({ command: 'stance', option: 'who', typed: '', place: asked.place })
    const here = `/stance?${new URLSearchParams({ who, about })}`
    return context.html(
      await show(
        { title: who === '' ? 'Stance' : `Stance: ${who}`, layout: 'plain' },
        stancePage(who, about, known, post === null ? html`` : postHtml(post, { back: here })),
      ),
    )
  })

  app.get('/help', async (context) => {
    const post = await desk.command({
      command: 'onrecord',
      options: { action: 'help' },
      place: placeIn(options.channel, null),
      person: READER,
      callId: crypto.randomUUID(),
    })
    return context.html(
      await show({ title: 'Help', layout: 'plain' }, html`<h1>What this desk can do</h1>${postHtml(post, { back: '/help' })}`),
    )
  })

  app.get('/correct/:id', async (context) => {
    const form = await desk.correctionForm(context.req.param('id'), placeIn(options.channel, null))
    if (form === null) return context.notFound()
    return context.html(
      await show(
        { title: 'Wrong speaker?', layout: 'plain' },
        correctionPage(form, context.req.query('message') ?? '', back(context.req.query('back'))),
      ),
    )
  })

  app.post('/correct', async (context) => {
    const body = await context.req.parseBody()
    const statementId = String(body.statement ?? '')
    const chosen = String(body.speaker ?? '').trim()
    const typed = String(body.other ?? '').trim()
    if (chosen === ELSE && typed === '') {
      const form = await desk.correctionForm(statementId, placeIn(options.channel, null))
      if (form === null) return context.notFound()
      const again = correctionPage(form, String(body.message ?? ''), back(body.back), 'Write the name of whoever said it.')
      return context.html(await show({ title: 'Wrong speaker?', layout: 'plain' }, again), 400)
    }
    const speaker = (typed || chosen).slice(0, 200) || null
    const message = await log.get(String(body.message ?? ''))
    const channel = message?.channel ?? options.channel
    const answer = await desk.correct({ statementId, speaker, place: placeIn(channel, null), person: READER })
    if (answer.kind !== 'error' && message?.post !== undefined) await log.replace(message.id, corrected(message.post, statementId, speaker))
    await keep(desk, log, channel, message?.thread ?? null, answer)
    return context.redirect(safeAddress(back(body.back)), 303)
  })

  app.get('/login', async (context) => context.html(await show({ title: 'Sign in', layout: 'plain' }, loginPage())))
  app.post('/login', async (context) => {
    const given = String((await context.req.parseBody()).token ?? '')
    if (options.token === undefined || !sameSecret(given, options.token))
      return context.html(await show({ title: 'Sign in', layout: 'plain' }, loginPage('That is not the token of this desk.')), 401)
    const secure = new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https'
    setCookie(context, COOKIE, cookieFor(options.token), { httpOnly: true, sameSite: 'Strict', secure, path: '/', maxAge: 30 * 86_400 })
    return context.redirect('/', 303)
  })
  return app
}

// @hono/node-server hands the raw request in; in tests without a socket every client is the same.
const clientOf = (env: unknown): string =>
  (env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress ?? 'local'
