import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startNewsroom } from '../../src/cli/serve.js'
import { readConfig } from '../../src/config.js'
import { addChannel, stockedStore } from '../desk/kill-editions.js'
import { SlackSimulator } from '../simulators/slack.js'
import { readMessage } from '../simulators/slack-reader.js'
import { APP_TOKEN, BOT_TOKEN } from '../simulators/slack-web.js'

const PARAGRAPHS = [
  'The harbour council of Varness voted on Tuesday to keep the old ferry line open for at least another two winters.',
  '“Nobody here wants to wait for a bridge,” said its chair, Ines Calder. “The ferry has run since my grandmother was a girl.”',
  'Olaf Brandt, who leads the fishing union, told reporters that its members would paint both boats themselves if the money ran out.',
  'The ministry of transport said it would study the decision, and that no permit had been asked for so far.',
]
const page = (title: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`

/** A paper with one page that takes a second, and one that never comes until it is let go. */
async function startPaper() {
  const asked: string[] = []
  let isStuck = true
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const base = `http://${request.headers.host}`
    if (path === '/feed')
      response
        .setHeader('content-type', 'application/rss+xml')
        .end(
          `<rss version="2.0"><channel><title>Paper</title><link>${base}/</link><description>d</description><item><title>Stuck</title><link>${base}/stuck</link></item></channel></rss>`,
        )
    else if (path === '/slow') setTimeout(() => response.setHeader('content-type', 'text/html').end(page('Ferry line stays')), 1000)
    else if (!isStuck) response.setHeader('content-type', 'text/html').end(page('Bridge plan shelved'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    letGo: () => {
      isStuck = false
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`waited in vain: ${what}`)
}

test('SIGTERM in the middle of everything: done or given back within ten seconds, taken over by the next, nothing twice; one id a line of work, no secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-stop-'))
  const file = join(folder, 'desk.db')
  const url = `file:${file}`
  const [paper, slack, stock] = await Promise.all([startPaper(), SlackSimulator.start(), stockedStore(url)])
  const [quick, held, room] = ['news', 'desk', 'room-0'].map((name) => slack.channel(name)) as [string, string, string]
  const key = (channel: string) => ({ platform: 'slack', team: slack.team, channel })
  for (const channel of [quick, held]) await addChannel(stock, key(channel), Date.now())
  const feed = await stock.store.feeds.add({ url: `${paper.base}/feed` }, 0)
  await stock.store.feeds.follow(key(room), feed.id, 0)
  await stock.store.close()
  // Slack lets one of the two editions wait for longer than a stop may take.
  slack.fail(held, { kind: '429', seconds: 50 })
  const secrets = { WEB_TOKEN: 'a-token-of-the-desk', ENCRYPTION_KEY: '8f'.repeat(32), SLACK_CLIENT_SECRET: 'a-client-secret' }
  const environment = {
    ...secrets,
    DATABASE_URL: url,
    PORT: '0',
    SAMPLE: 'off',
    FETCH_ALLOW: '127.0.0.1',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'trace',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./start-process.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (data) => {
    log += data
  })
  const answers = (channel: string) => slack.messages.filter((one) => one.by === 'bot' && one.channel === channel)
  try {
    await until(() => paper.asked.includes('/stuck') && answers(quick).length > 0 && log.includes('slow down'), `all under way: ${log}`)
    void slack.command('brief', `${paper.base}/slow`, room)
    await until(() => paper.asked.includes('/slow'), 'the command is being answered')
    const began = performance.now()
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, performance.now() - began < 10_000]).toEqual([0, true])

    // The command was answered, the quick edition finished; the other one and the page are nobody's now.
    expect(
      answers(room)
        .map(({ payload }) => readMessage(payload))
        .join('\n'),
    ).toContain('Ferry line stays')
    const database = new Sqlite(file, { readonly: true })
    const count = (from: string): number => (database.prepare(`select count(*) as n from ${from}`).get() as { n: number }).n
    expect(count("editions where state = 'sent'")).toBe(1)
    expect(count("editions where state = 'waiting' and lease_owner is null")).toBe(1)
    expect(count("entries where state = 'waiting' and lease_owner is null")).toBe(1)
    expect(count('entries where lease_owner is not null')).toBe(0)
    expect(count('feed_hosts where lease_owner is not null')).toBe(0)
    database.close()
    inspect(log, [...Object.values(secrets), Buffer.from(secrets.ENCRYPTION_KEY, 'hex').toString('base64'), BOT_TOKEN, APP_TOKEN])

    paper.letGo()
    // A quarter of an hour later: on a slow machine the page may have been given up before the stop, to be tried again in ten minutes.
    const next = await startNewsroom(readConfig({ ...environment, LOG_LEVEL: 'silent' }), () => Date.now() + 900_000)
    const sent = async () => (await next.workshop.store.editions.ofChannel(key(held), 5)).map(({ state }) => state)
    for (let i = 0; i < 1200 && ((await sent())[0] !== 'sent' || (await next.workshop.store.entries.waiting()).count > 0); i++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await sent()).toEqual(['sent'])
    expect(await next.workshop.store.entries.waiting()).toEqual({ count: 0 })
    expect(await next.workshop.store.articles.byUrl(`${paper.base}/stuck`)).toBeDefined()
    await next.stop()
    for (const channel of [quick, held]) {
      const parts = answers(channel).map(({ payload }) => (payload.metadata as { event_payload: { part: number } }).event_payload.part)
      expect(parts).toEqual(parts.map((_, i) => i))
      expect(parts.length).toBeGreaterThan(2)
    }
  } finally {
    child.kill('SIGKILL')
    paper.stop()
    await slack.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

/** Reads the log of the run: every line is JSON and free of secrets; a command and an edition each have one id through all their lines. */
function inspect(log: string, secrets: readonly string[]): void {
  for (const secret of secrets) expect(log).not.toContain(secret)
  const lines = log
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { msg: string; callId?: string; edition?: number; what?: string; command?: string; platform?: string },
    )
  const command = lines.find(({ msg, platform }) => msg === 'command' && platform === 'slack')
  const ofCommand = lines.filter(({ callId }) => callId !== undefined && callId === command?.callId)
  expect(ofCommand.map(({ platform, what }) => platform ?? what)).toEqual(['slack', 'brief'])
  const ofEditions = lines.filter(({ edition }) => edition !== undefined)
  expect(new Set(ofEditions.map(({ edition, callId }) => `${edition} ${callId}`)).size).toBe(
    new Set(ofEditions.map(({ edition }) => edition)).size,
  )
  expect(ofEditions.some(({ msg }) => msg === 'edition sent')).toBe(true)
  // What the platform's part says of an edition carries an id as well: the edition's own.
  const slow = lines.find(({ msg }) => msg.includes('slow down'))
  expect(slow?.callId).toMatch(/^[0-9a-f-]{36}$/u)
  expect([command?.callId, ...ofEditions.flatMap(({ msg, callId }) => (msg === 'edition sent' ? [callId] : []))]).not.toContain(
    slow?.callId,
  )
  expect(lines.some(({ msg }) => msg === 'editions given back')).toBe(true)
}
