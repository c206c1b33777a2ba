/**
 * What an article, an edition and a command cost: processor time of the program and of PostgreSQL, queries there and back, bytes kept. The whole
 * program runs in a process of its own on PostgreSQL, with platforms and papers simulated. The result is what bench/scale-model.ts reckons with.
 * Usage: npx tsx bench/scale-costs.ts [--articles 1200] [--channels 80] [--commands 120] > costs.json   (needs Linux)
 */
import { readdirSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { read } from '../src/cli/reading-module.js'
import type { Schedule } from '../src/desk/schedule.js'
import { createStoryIndex, type StoryState } from '../src/news/story-index.js'
import { createStoryPlacer } from '../src/news/story-place.js'
import { articleId } from '../src/store/ids.js'
import { openEngine, openStore } from '../src/store/open.js'
import { secondsOf } from '../test/desk/processor-time.js'
import { startDiscord } from '../test/simulators/discord.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { SlackSimulator } from '../test/simulators/slack.js'
import { freePort } from '../test/simulators/slack-web.js'
import { madeUpNews } from './made-up-news.js'
import { forkNewsroom } from './newsroom-fork.js'
import { ask } from './soak-asking.js'
import { castOf, startPapers } from './soak-news.js'
import { furnish } from './soak-world.js'
import { random } from './store-corpus.js'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1200' },
    channels: { type: 'string', default: '80' },
    commands: { type: 'string', default: '120' },
  },
})
const FEEDS = 100
const channels = Number(values.channels)
const server = await startPostgres()
const direct = new URL(await server.database())
const counted = await countingWayTo(Number(direct.port))
const url = new URL(direct)
url.port = String(counted.port)
const slack = await SlackSimulator.start()
const discord = await startDiscord({ allowContent: true })
// All that a feed lists was published within the last hours.
const listed = Math.ceil(Number(values.articles) / FEEDS)
const papers = await startPapers(FEEDS, listed * 12, Date.now() - 2 * 3_600_000)
const articles = papers.publish(Date.now())
const furnished = await furnish(direct.href, slack, papers.addresses, channels, Date.now())
const store = await openStore(direct.href)
for (const channel of furnished.channels) await store.schedules.remove(channel)
const bytesBefore = (await store.upkeep.size()).bytes
const port = await freePort()
const child = forkNewsroom({
  from: Date.now(),
  factor: 1,
  databaseUrl: url.href,
  port,
  slackApi: slack.apiUrl,
  discordApi: discord.apiUrl,
  logLevel: 'error',
  log: 'inherit',
})
await new Promise<void>((resolve) => child.on('message', (message: { type: string }) => message.type === 'ready' && resolve()))

// The first articles make the reader ready and warm; what follows is counted from when half are kept.
const kept = async (): Promise<number> => (await store.upkeep.size()).articles
await until(async () => (await kept()) >= articles / 2)
const half = await kept()
const reading = await costsOf(async () => until(async () => (await kept()) >= articles))
const taken = articles - half
const bytesAfter = (await store.upkeep.size()).bytes
const idle = await costsOf(() => new Promise((resolve) => setTimeout(resolve, 10_000)))

const editions: Record<string, ReturnType<typeof each>> = {}
for (const platform of ['slack', 'discord']) {
  const ours = furnished.channels.filter((channel) => channel.platform === platform)
  const posted = (): number => slack.messages.length + discord.messages.length
  const before = posted()
  const minute = Math.floor(Date.now() / 60_000)
  const schedule: Schedule = { days: [1, 2, 3, 4, 5, 6, 7], times: [minute % 1440], zone: 'UTC' }
  const cost = await costsOf(async () => {
    for (const channel of ours) await store.schedules.add(channel, schedule, minute * 60_000 - 1)
    const isSent = async (): Promise<boolean> =>
      (await Promise.all(ours.map((channel) => store.editions.ofChannel(channel, 1)))).every(([edition]) => edition?.state === 'sent')
    await until(isSent)
  })
  editions[platform] = each(cost, ours.length, { messages: (posted() - before) / ours.length })
}

const rooms = {
  slack,
  discord,
  web: `http://127.0.0.1:${port}`,
  slackRooms: furnished.slackRooms,
  papers,
  random: random(3),
  now: Date.now,
}
const asked = Number(values.commands)
const answering = await costsOf(async () => {
  for (let i = 0; i < asked; i++) {
    const { what, milliseconds } = await ask(rooms, i)
    if (!Number.isFinite(milliseconds)) throw new Error(`${what} was not answered.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})
let lastWake = 0
const engine = await openEngine(direct.href)
await engine.db.updateTable('feeds').set({ next_poll_at: 0 }).where('kind', '!=', 'desk').execute()
const polling = await costsOf(() =>
  until(async () => {
    if (Date.now() - lastWake > 2_000) await wake()
    return (
      (await engine.db.selectFrom('feeds').select('id').where('next_poll_at', '=', 0).where('kind', '!=', 'desk').execute()).length === 0
    )
  }),
)
const placing = await placingCosts()
const costs = {
  idle: { ms: round(idle.program / 10), databaseMs: round(idle.database / 10), roundTrips: round(idle.roundTrips / 10), per: 'second' },
  article: { ...each(reading, taken), bytes: Math.round((bytesAfter - bytesBefore) / articles) },
  poll: each(polling, FEEDS),
  placing: { ms: placing.ms },
  story: { bytes: placing.bytes, anArticle: placing.stories },
  editions,
  command: each(answering, asked),
  of: { articles: taken, channels, commands: asked, connections: await connections() },
}
process.stdout.write(`${JSON.stringify(costs, null, 2)}\n`)
const gone = new Promise((resolve) => child.once('exit', resolve))
child.kill('SIGTERM')
await gone
await engine.close()
await store.close()
await papers.stop()
await slack.close()
await discord.stop()
counted.stop()
await server.stop()
process.exit()

/** Keeping an article and placing it in its story, one at a time as over all processes; and what an open story takes in memory. */
async function placingCosts(): Promise<{ readonly ms: number; readonly bytes: number; readonly stories: number }> {
  const place = createStoryPlacer(Date.now)
  const made = 200
  const now = new Date().toISOString()
  const readings = Array.from({ length: made }, (_, i) => {
    const { title, text } = madeUpNews(900_000 + i, now, castOf(900_000 + Math.floor(i / 3)))
    const article = { text: text.join('\n\n'), title, readAt: now, publishedAt: now, url: `https://paper.example/${i}` }
    return read({ id: articleId(article), ...article })
  })
  const [feed] = await store.feeds.all()
  let spent = 0
  for (const [i, reading] of readings.entries()) {
    const claim = await store.entries.put(feed?.id as number, { keys: [`placing ${i}`], entry: {} }, Date.now())
    const began = performance.now()
    await store.entries.keep(claim, reading, place)
    // The first takes in all stories that are open.
    if (i > 0) spent += performance.now() - began
  }
  const states = await store.stories.states(0, 0)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = (): number => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const index = createStoryIndex()
  const before = used()
  for (const { state } of states) index.put(JSON.parse(JSON.stringify(state)) as StoryState)
  const bytes = Math.round((used() - before) / index.size())
  return { ms: round(spent / (made - 1)), bytes, stories: Math.round((states.length / (await kept())) * 100) / 100 }
}

async function wake(): Promise<void> {
  lastWake = Date.now()
  await store.wake('feeds')
}

interface Cost {
  /** Milliseconds of processor time. */
  readonly program: number
  readonly database: number
  readonly roundTrips: number
}

async function costsOf(work: () => Promise<unknown>): Promise<Cost> {
  const look = (): Cost => ({ program: processorTime(child.pid as number), database: databaseTicks(), roundTrips: counted.trips() })
  const before = look()
  await work()
  const after = look()
  return {
    program: after.program - before.program,
    database: after.database - before.database,
    roundTrips: after.roundTrips - before.roundTrips,
  }
}

function each(cost: Cost, count: number, more: Record<string, number> = {}) {
  return { ms: round(cost.program / count), databaseMs: round(cost.database / count), roundTrips: round(cost.roundTrips / count), ...more }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 600_000; Date.now() < end; ) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('Waited in vain for ten minutes.')
}

/** Milliseconds. */
function processorTime(pid: number): number {
  return (secondsOf(pid) ?? 0) * 1000
}

/** The same of the database's server processes that serve the program: those whose connections come through the counted way. */
function databaseTicks(): number {
  const ports = counted.ports()
  let sum = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    try {
      const title = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const port = /^postgres: onrecord \S+ 127\.0\.0\.1\((\d+)\)/u.exec(title)?.[1]
      if (port !== undefined && ports.has(Number(port))) sum += processorTime(Number(name))
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum
}

async function connections(): Promise<number> {
  return counted.ports().size
}

/** A way to the database on which every question is counted: data from the program after data from the database. */
async function countingWayTo(databasePort: number) {
  let trips = 0
  const open = new Set<number>()
  const way = createServer((from) => {
    const to = connect(databasePort, '127.0.0.1')
    let isAnswered = true
    let own = 0
    to.once('connect', () => {
      own = to.localPort as number
      open.add(own)
    })
    from.on('data', (data) => {
      if (isAnswered) trips++
      isAnswered = false
      to.write(data)
    })
    to.on('data', (data) => {
      isAnswered = true
      from.write(data)
    })
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(own)
          other.destroy()
        })
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  return { port: (way.address() as { port: number }).port, trips: () => trips, ports: () => new Set(open), stop: () => way.close() }
}
