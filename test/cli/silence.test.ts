import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDiscord } from '../../adapters/discord/discord.js'
import type { Desk } from '../../adapters/platform/desk.js'
import { createSlack } from '../../adapters/slack/slack.js'
import { webFetch } from '../../adapters/slack/web-fetch.js'
import { createLog } from '../../src/log.js'
import { createFetcher } from '../../src/news/fetch.js'
import { openPostgres } from '../../src/store/postgres.js'

// Takes connections and what is said, and never says anything.
const open = new Set<Socket>()
const server = createServer((socket) => {
  open.add(socket)
  socket.on('error', () => undefined).resume()
})
let place = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = `127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => {
  for (const socket of open) socket.destroy()
  server.close()
})

test('nothing waits for ever for a server that has fallen silent', async () => {
  const log = createLog('silent')
  const desk = {} as Desk
  const discord = { token: 'a-token', apiUrl: `http://${place}/api`, messageContent: false, loginTimeoutMs: 300, log }
  const calls: Record<string, () => Promise<unknown>> = {
    page: () => createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], timeoutMs: 300 }).get(`http://${place}/`),
    Slack: () => createSlack({ botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: `http://${place}/api`, timeout: 300, log }).start(desk),
    'response_url of Slack': () => webFetch(300)(`http://${place}/response`, { method: 'POST', body: '{}' }),
    Discord: () => createDiscord(discord).start(desk),
  }
  const began = performance.now()
  const ends = await Promise.allSettled(Object.values(calls).map((call) => call()))
  expect(Object.keys(calls).filter((_, i) => ends[i]?.status !== 'rejected')).toEqual([])
  expect(performance.now() - began).toBeLessThan(10_000)
}, 15_000)

test('a database that has fallen silent is given up by this side, a statement too long by the other', async () => {
  const pool = openPostgres(`postgres://desk:desk@${place}/desk`, 1, () => undefined)
  const { connectionTimeoutMillis, query_timeout, statement_timeout } = pool.options as unknown as Record<string, number>
  expect(connectionTimeoutMillis).toBeLessThanOrEqual(10_000)
  expect(statement_timeout).toBeLessThanOrEqual(120_000)
  expect(query_timeout).toBeGreaterThan(statement_timeout as number)
  await pool.end()
})
