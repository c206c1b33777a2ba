/**
 * A day of a busy newsroom within an hour: 500 feeds publish 20 articles each, 200 channels of Slack and Discord have three digests each (half
 * of the first at the same minute), and people ask 20 times a minute by the wall clock, on Slack, Discord and the web desk. The whole program
 * runs in a process of its own, its clock 24 times as fast as others; platforms and papers are simulators on 127.0.0.1. Shown are memory by
 * quarter, times to answer, and all that went wrong. Ends with 1 where memory grows by 5 % from the second quarter to the last, anything
 * fails, or one in a hundred answers takes a second or more.
 * Usage: npx tsx bench/soak.ts [--minutes 60] [--feeds 500] [--channels 200] [--commands 20] [--articles 20] [--postgres] [--start 00:00]
 * --start: time of day at which the newsroom's clock begins, UTC; most digests come at 08:30
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startDiscord } from '../test/simulators/discord.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { SlackSimulator } from '../test/simulators/slack.js'
import { quantile } from '../test/simulators/slack-load.js'
import { freePort } from '../test/simulators/slack-web.js'
import { forkNewsroom } from './newsroom-fork.js'
import type { Look } from './newsroom-process.js'
import { type Asked, ask } from './soak-asking.js'
import { startPapers } from './soak-news.js'
import { editionsIn, furnish } from './soak-world.js'
import { random } from './store-corpus.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    feeds: { type: 'string', default: '500' },
    channels: { type: 'string', default: '200' },
    commands: { type: 'string', default: '20' },
    articles: { type: 'string', default: '20' },
    postgres: { type: 'boolean', default: false },
    start: { type: 'string', default: '00:00' },
  },
})
const FACTOR = 24
const minutes = Number(values.minutes)
const perMinute = Number(values.commands)
const length = minutes * 60_000
// The newsroom's clock is behind the true one to the end, and begins at the same time of day whenever the run is made.
const latest = Date.now() - length * (FACTOR - 1)
const from = latest - ((latest - Date.parse(`1970-01-01T${values.start}Z`)) % 86_400_000)
const draw = random(19)

const directory = mkdtempSync(join(tmpdir(), 'onrecord-soak-'))
const server = values.postgres ? await startPostgres() : undefined
const url = server === undefined ? `file:${join(directory, 'desk.db')}` : await server.database()
const slack = await SlackSimulator.start()
const discord = await startDiscord({ allowContent: true })
const papers = await startPapers(Number(values.feeds), Number(values.articles), from)
papers.publish(from)
const furnished = await furnish(url, slack, papers.addresses, Number(values.channels), from)
const port = await freePort()

const child = forkNewsroom({
  from,
  factor: FACTOR,
  databaseUrl: url,
  port,
  slackApi: slack.apiUrl,
  discordApi: discord.apiUrl,
  logLevel: 'info',
  log: 'pipe',
})
const looks: Look[] = []
const said = new Map<string, number>()
let metrics = ''
let logged = ''
child.stderr?.on('data', (data) => {
  logged += data
  const lines = logged.split('\n')
  logged = lines.pop() ?? ''
  for (const line of lines) note(line)
})
const began = await new Promise<number>((resolve, reject) => {
  child.once('exit', (code) => reject(new Error(`The newsroom ended by itself (${code}): ${[...said.keys()].join('; ')} ${logged}`)))
  child.on('message', (message: { type: string; look: Look; text: string; began: number }) => {
    if (message.type === 'ready') resolve(message.began)
    if (message.type === 'look') looks.push(message.look)
    if (message.type === 'metrics') metrics = message.text
  })
})
const now = (): number => from + (Date.now() - began) * FACTOR
const rooms = { slack, discord, web: `http://127.0.0.1:${port}`, slackRooms: furnished.slackRooms, papers, random: draw, now }
const asked: Promise<Asked>[] = []
let articles = 0
const publishing = setInterval(() => {
  articles = papers.publish(now())
}, 500)
const asking = setInterval(() => {
  if (Date.now() - began < length - 16_000) asked.push(ask(rooms, asked.length))
}, 60_000 / perMinute)
const telling = setInterval(tell, 60_000)
await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + length - Date.now())))
clearInterval(asking)
clearInterval(publishing)
clearInterval(telling)
const answers = await Promise.all(asked)
const gone = new Promise((resolve) => child.once('exit', resolve))
const stopping = Date.now()
const end = now()
child.kill('SIGTERM')
await gone
const stopped = Date.now() - stopping
const editions = await editionsIn(url, furnished.channels)
process.exitCode = report() ? 0 : 1
await papers.stop()
await slack.close()
await discord.stop()
await server?.stop()
rmSync(directory, { recursive: true, force: true })
process.exit()

/** Counts what the log says, by level and sentence. */
function note(line: string): void {
  if (!line.startsWith('{')) return void said.set(`not a log line: ${line.slice(0, 200)}`, (said.get(line) ?? 0) + 1)
  const { level, msg, code, err } = JSON.parse(line) as { level: string; msg: string; code?: string; err?: { message: string } }
  if (!['warn', 'error', 'fatal'].includes(level)) return
  const what = `${level === 'warn' ? 'warning' : 'error'}: ${msg}${code === undefined ? '' : ` (${code})`}${err === undefined ? '' : `: ${err.message.slice(0, 160)}`}`
  said.set(what, (said.get(what) ?? 0) + 1)
}

function tell(): void {
  const { rss, live, heap, cpu } = looks.at(-1) ?? { rss: 0, live: 0, heap: 0, cpu: 0 }
  const mega = (bytes: number): string => (bytes / 1e6).toFixed(0)
  process.stderr.write(
    `${((Date.now() - began) / 60_000).toFixed(0)} min: ${articles} articles, ${asked.length} asked, ${slack.messages.length + discord.messages.length} messages, rss ${mega(rss)} MB, heap ${mega(heap)} MB, live ${mega(live)} MB, cpu ${((cpu / Math.max(1, Date.now() - began)) * 100).toFixed(0)} %, load ${loadavg()[0]?.toFixed(1)}\n`,
  )
}

/** Says what came of it; whether all is as it should be. */
function report(): boolean {
  const faults: string[] = []
  const quarter = (i: number): Look[] => looks.filter(({ at }) => Math.floor(((at - began) / length) * 4) === i)
  const middle = (list: readonly number[]): number =>
    quantile(
      [...list].sort((a, b) => a - b),
      0.5,
    )
  const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
  const growth = (of: (look: Look) => number): number => middle(quarter(3).map(of)) / middle(quarter(1).map(of)) - 1
  console.log(
    `${minutes} minutes, ${values.feeds} feeds, ${values.channels} channels, ${perMinute} commands a minute, ${server === undefined ? 'SQLite' : 'PostgreSQL'}; load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
  for (const [name, of] of [
    ['resident memory', (look: Look) => look.rss],
    ['heap after full collections', (look: Look) => look.live],
  ] as const) {
    const grown = growth(of)
    console.log(
      `  ${name} by quarter: ${[0, 1, 2, 3].map((i) => mega(middle(quarter(i).map(of)))).join(', ')}; last against second ${(grown * 100).toFixed(1)} %`,
    )
    // Of the heap, stories that are open for three weeks are a part that grows by right: it is told, not judged.
    if (name === 'resident memory' && !(grown < 0.05)) faults.push(`${name} grows`)
  }
  const cpu = (looks.at(-1)?.cpu ?? 0) / length
  const kept = Number(/^onrecord_articles_kept (\d+)/mu.exec(metrics)?.[1])
  console.log(
    `  ${articles} articles published, ${kept} kept; processor time ${(cpu * 100).toFixed(0)} % of a core; stopped in ${stopped} ms`,
  )
  // One that came due in the last moments may be on its way: it is given back, and goes on at the next start.
  const [least, most] = [furnished.editionsBetween(from, end - 15_000 * FACTOR), furnished.editionsBetween(from, end)]
  console.log(`  ${most} editions due: ${JSON.stringify(editions.byState)}, ${editions.repeated} tried more than once`)
  const { sent = 0, sending = 0, waiting = 0, ...others } = editions.byState
  if (sent < least || sent + sending + waiting !== most || Object.keys(others).length > 0) faults.push('not every edition was sent')
  faults.push(...doubles())
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const line = (list: readonly number[]): string => [0.5, 0.95, 0.99, 1].map((share) => Math.round(quantile(list, share))).join(' / ')
  console.log(`  ${times.length} answers, p50 / p95 / p99 / worst in ms: ${line(times)}`)
  for (const what of new Set(answers.map((answer) => answer.what)))
    console.log(
      `    ${what}: ${line(
        answers
          .filter((answer) => answer.what === what)
          .map(({ milliseconds }) => milliseconds)
          .sort((a, b) => a - b),
      )}`,
    )
  if (!(quantile(times, 0.99) < 1000)) faults.push('one in a hundred answers takes a second or more')
  if (times.includes(Number.POSITIVE_INFINITY)) faults.push('an answer never came')
  const failed = [...metrics.matchAll(/^onrecord_commands_total\{what="([^"]*)",outcome="failed"\} (\d+)/gmu)].map(
    ([, what, count]) => `${what} failed ${count} times`,
  )
  faults.push(...failed)
  for (const [what, count] of said) {
    console.log(`  log: ${count} × ${what}`)
    if (!what.startsWith('warning')) faults.push(what)
  }
  for (const rule of new Set([...slack.violations, ...discord.broken])) faults.push(`a platform's rule: ${rule}`)
  console.log(faults.length === 0 ? '  memory flat, no error, quick enough' : `  NOT AS IT SHOULD BE: ${faults.join('; ')}`)
  return faults.length === 0
}

/** Parts of editions that stand twice in a Slack channel. */
function doubles(): string[] {
  const seen = new Map<string, number>()
  for (const { by, payload } of slack.messages) {
    const { key = '', part } = ((payload.metadata as { event_payload?: { key?: string; part?: number } } | undefined)?.event_payload ??
      {}) as { key?: string; part?: number }
    if (by === 'bot' && key.startsWith('slack/')) seen.set(`${key} ${part}`, (seen.get(`${key} ${part}`) ?? 0) + 1)
  }
  return [...seen].flatMap(([what, count]) => (count > 1 ? [`${what} stands ${count} times`] : []))
}
