import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Newsroom, startNewsroom } from '../../src/cli/serve.js'
import { readConfig } from '../../src/config.js'
import { stockedStore } from '../desk/kill-editions.js'
import { type PostgresServer, startPostgres } from '../simulators/postgres.js'
import { SlackSimulator } from '../simulators/slack.js'
import { readControls } from '../simulators/slack-reader.js'
import { BOT_TOKEN, freePort, SIGNING_SECRET } from '../simulators/slack-web.js'

/** A load balancer: requests go to the servers in turn; one that cannot be reached is passed over. */
async function startBalancer(ports: readonly number[]) {
  const taken: number[] = []
  let turn = 0
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const pass = (tries: number): void => {
      const which = turn++ % ports.length
      const { method, url, headers } = incoming
      const onward = ask({ host: '127.0.0.1', port: ports[which], method, path: url, headers, agent: false }, (answer) => {
        taken.push(which)
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.once('error', () => (tries > 1 ? pass(tries - 1) : outgoing.writeHead(502).end()))
      onward.end(Buffer.concat(chunks))
    }
    pass(ports.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    /** Which server took each request. */
    taken,
    stop: () => server.close(),
  }
}

let postgres: PostgresServer
let slack: SlackSimulator
let balancer: Awaited<ReturnType<typeof startBalancer>>
let replicas: Newsroom[]
beforeAll(async () => {
  ;[postgres, slack] = await Promise.all([startPostgres(), SlackSimulator.start()])
  const url = await postgres.database()
  const { store, feed } = await stockedStore(url)
  for (const room of ['news', 'desk'])
    await store.feeds.follow({ platform: 'slack', team: slack.team, channel: slack.channel(room) }, feed, 0)
  await store.close()
  const ports = [await freePort(), await freePort()]
  replicas = await Promise.all(
    ports.map((port) =>
      startNewsroom(
        readConfig({
          DATABASE_URL: url,
          PORT: '0',
          SLACK_PORT: String(port),
          SLACK_BOT_TOKEN: BOT_TOKEN,
          SLACK_SIGNING_SECRET: SIGNING_SECRET,
          SLACK_API_URL: slack.apiUrl,
          ROLES: 'slack,deliver',
          LOG_LEVEL: 'silent',
        }),
      ),
    ),
  )
  balancer = await startBalancer(ports)
  slack.endpoint = balancer.address
}, 60_000)
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  balancer.stop()
  await slack.close()
  await postgres.stop()
})

const messages = (room: string) => slack.messages.filter((one) => one.by === 'bot' && one.channel === slack.channel(room))
/** Answers since `before`, once there are `count` and nothing more has come for a moment. */
async function answers(room: string, before: number, count = 1) {
  for (let i = 0; i < 1000 && messages(room).length < before + count; i++) await new Promise((resolve) => setTimeout(resolve, 20))
  await new Promise((resolve) => setTimeout(resolve, 400))
  return messages(room).slice(before)
}

test('a command on one replica, its button on the other, a form opened here and sent there', async () => {
  await slack.command('digest', '', slack.channel('news'))
  const [digest] = await answers('news', 0)
  expect(readControls(digest?.payload ?? {})).toContain('Who said what')
  await slack.press(digest?.ts as string, 'Who said what')
  expect((await answers('news', 1)).length).toBeGreaterThan(0)
  expect(new Set(balancer.taken).size).toBe(2)

  await slack.press(digest?.ts as string, 'Wrong speaker?')
  for (let i = 0; i < 1000 && slack.views.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
  const opened = balancer.taken.at(-1)
  await slack.submit({
    speaker: { speaker: { type: 'static_select', selected_option: null } },
    other: { other: { type: 'plain_text_input', value: 'Ines Calder' } },
  })
  expect(balancer.taken.at(-1)).not.toBe(opened)
  const isCorrected = () => slack.sent.some(({ body }) => JSON.stringify(body).includes('Ines Calder'))
  for (let i = 0; i < 1000 && !isCorrected(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isCorrected()).toBe(true)
})

test('an event that Slack repeats to the other replica, before or after the answer, is answered once', async () => {
  const before = messages('desk').length
  const id = await slack.type(slack.channel('desk'), 'what did Sweden say?', { mention: true })
  // The mention comes as two events, one to each replica; then once more, both at the same time, and again when the answer stands.
  await Promise.all([slack.repeat(id), slack.repeat(id)])
  expect((await answers('desk', before)).length).toBe(1)
  await slack.repeat(id)
  await slack.repeat(id)
  expect((await answers('desk', before)).length).toBe(1)
  expect(slack.violations).toEqual([])
})

test('one replica is stopped: the other answers everything', async () => {
  const before = messages('desk').length
  await replicas.shift()?.stop()
  const taken = balancer.taken.length
  await slack.command('who', 'sweden', slack.channel('desk'))
  await slack.type(slack.channel('desk'), 'what did Sweden say?', { mention: true })
  expect((await answers('desk', before, 2)).length).toBe(2)
  expect(new Set(balancer.taken.slice(taken)).size).toBe(1)
})
