import { afterAll } from 'vitest'
import type { Desk } from '../../../adapters/platform/desk.js'
import { memoryLog } from '../../../adapters/web/memory-log.js'
import type { DeskMessage, MessageLog } from '../../../adapters/web/message-log.js'
import { postHtml } from '../../../adapters/web/post-html.js'
import { createWeb, type WebDesk } from '../../../adapters/web/web.js'
import type { PlatformSession, SeenPost } from '../../contracts/harness.js'
import { platformContract } from '../../contracts/platform-contract.js'

const running: WebDesk[] = []
afterAll(async () => {
  for (const web of running) await web.stop()
})

/** What a reader of the page reads: markup gone, references undone, block ends as line breaks. */
const readable = (markup: string): string =>
  markup
    .replace(/<\/(p|h2|h3|figcaption|blockquote|li|tr|div|section)>/gu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&#39;/gu, "'")
    .replace(/&quot;/gu, '"')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')

async function seen(message: DeskMessage): Promise<SeenPost> {
  const post = message.post
  const buttons = [...(post?.buttons ?? []), ...(post?.sections ?? []).flatMap((section) => section.buttons ?? [])].map(
    ({ label }) => label,
  )
  return {
    id: message.id,
    channel: message.channel,
    ...(message.thread === null ? {} : { thread: message.thread }),
    text: post === undefined ? '' : readable(String(await postHtml(post, { messageId: message.id, back: '/' }))),
    buttons,
  }
}

async function connect(desk: Desk, log: MessageLog): Promise<WebDesk> {
  const web = createWeb({ host: '127.0.0.1', port: 0, log, channel: 'newsroom', isSample: async () => false, ratePerMinute: 1000 })
  await web.start(desk)
  running.push(web)
  return web
}

async function open(desk: Desk): Promise<PlatformSession> {
  const log = memoryLog()
  let web = await connect(desk, log)
  const shown = new Map<string, SeenPost>()
  const ends = log.watch(
    ({ id }) =>
      void log.get(id).then(async (message) => message !== null && message.author === 'desk' && shown.set(id, await seen(message))),
  )
  const submit = async (path: string, fields: Record<string, string>): Promise<void> => {
    const answer = await fetch(`${web.address()}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json', origin: web.address() },
      redirect: 'manual',
    })
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  return {
    get platform() {
      return web
    },
    team: 'local',
    channels: ['newsroom', 'second'],
    person: 'reader',
    async sendCommand({ name, line, channel }) {
      // The page waits for its answer; a person goes on at once.
      void submit('/messages', { channel, text: `/${name} ${line}` })
    },
    async type({ channel, text, thread }) {
      void submit('/messages', { channel, text, thread: thread ?? '' })
      return text
    },
    async repeat() {},
    async pressButton({ messageId, label }) {
      const post = (await log.get(messageId))?.post
      const button = [...(post?.buttons ?? []), ...(post?.sections ?? []).flatMap((section) => section.buttons ?? [])].find(
        (one) => one.label === label,
      )
      if (button === undefined || 'url' in button) throw new Error(`no button ${label}`)
      await submit('/press', { action: button.action, value: button.value, message: messageId })
    },
    async correctSpeaker({ messageId, name }) {
      const post = (await log.get(messageId))?.post
      const line = post?.sections.flatMap((section) => section.parts).find((part) => part.type === 'quotation')
      if (line?.type !== 'quotation' || line.statementId === undefined) throw new Error('no line to correct')
      const form = await (await fetch(`${web.address()}/correct/${line.statementId}`)).text()
      if (!form.includes('Wrong speaker?')) throw new Error('no form')
      await submit('/correct', { statement: line.statementId, message: messageId, other: name ?? '', speaker: '', back: '/' })
    },
    visiblePosts: (channel) => [...shown.values()].filter((post) => post.channel === channel),
    pings: () => [],
    fail() {},
    async restart() {
      await web.stop()
      web = await connect(desk, log)
    },
    async close() {
      ends()
      await web.stop()
    },
  }
}

platformContract({ name: 'Web desk', has: { privateAnswers: false, threads: true, onlyTheBot: true, buttons: true, faults: false }, open })
