/**
 * How many processes, how much memory and which limits so many channels and feeds come to, reckoned from what one article, edition and command
 * cost. The costs are those that bench/scale-costs.ts measured (its output may be given); how people use it is assumed, and can be changed.
 * Usage: npx tsx bench/scale-model.ts [costs.json] [--articles 20] [--editions 2] [--commands 3] [--together 0.3]
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { MEASURED, type MeasuredCosts } from './scale-measured.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '20' },
    editions: { type: 'string', default: '2' },
    commands: { type: 'string', default: '3' },
    together: { type: 'string', default: '0.3' },
  },
})
const costs: MeasuredCosts = positionals[0] === undefined ? MEASURED : { ...MEASURED, ...JSON.parse(readFileSync(positionals[0], 'utf8')) }
/** How it is used: articles a feed and day, editions and commands a channel and day, share of a day's first editions due at one minute. */
const use = {
  articles: Number(values.articles),
  editions: Number(values.editions),
  commands: Number(values.commands),
  together: Number(values.together),
}
const DAY = 86_400
/** Polls follow half the middle wait between a feed's articles, at least four a day, at most one in ten minutes (src/news/polling.ts). */
const polls = Math.min(144, Math.max(4, 2 * use.articles))
/** Commands come in a third of the day. */
const BUSY = 3
/** Days for which a story stays open (src/news/story-place.ts) and articles are kept (RETENTION_DAYS). */
const OPEN_DAYS = 21
const MOST_OPEN = 100_000
const KEPT_DAYS = 365
/** Slack: messages a second a channel; messages a minute in one workspace ("several hundred"). Discord: requests a second of a bot. */
const SLACK_MS = 1000
const SLACK_MINUTE = 300
const DISCORD_SECOND = 50
/** Share of a core that is planned with. */
const LOAD = 0.6

const sizes = [
  [1_000, 500],
  [10_000, 5_000],
  [100_000, 50_000],
] as const
const rows: [string, (channels: number, feeds: number) => string][] = [
  ['articles a second', (_, feeds) => plain(articlesIn(feeds))],
  ['cores of the program, on average', (channels, feeds) => plain(coresOf(channels, feeds, 'ms') / LOAD)],
  ['cores of PostgreSQL, on average', (channels, feeds) => plain(coresOf(channels, feeds, 'databaseMs') / LOAD)],
  ['queries a second', (channels, feeds) => plain(queriesOf(channels, feeds))],
  ['placing in stories, one at a time over all processes: busy', (_, feeds) => `${plain((articlesIn(feeds) * costs.placing.ms) / 10)} %`],
  ['memory for open stories, in each process that reads', (_, feeds) => bytes(openStories(feeds) * costs.story.bytes)],
  [
    'days for which a story stays open',
    (_, feeds) => plain(Math.min(OPEN_DAYS, MOST_OPEN / (articlesIn(feeds) * DAY * costs.story.anArticle))),
  ],
  ['database after a year', (_, feeds) => bytes(articlesIn(feeds) * DAY * KEPT_DAYS * costs.article.bytes)],
  ['editions due at one minute', (channels) => plain(channels * use.together)],
  ['  all sent, one process', (channels) => time(sending(channels, 1))],
  ['  all sent, eight processes on cores of their own', (channels) => time(sending(channels, 8))],
  ['  PostgreSQL alone, one core', (channels) => time((channels * use.together * costs.editions.slack.databaseMs) / 1000)],
  ['  Slack, channels of many workspaces', () => time(((costs.editions.slack.messages - 1) * SLACK_MS) / 1000)],
  ['  Slack, all in one workspace', (channels) => time(((channels * use.together * costs.editions.slack.messages) / SLACK_MINUTE) * 60)],
  ['  Discord, one bot', (channels) => time((channels * use.together * (costs.editions.discord.messages + 1)) / DISCORD_SECOND)],
  ['commands a second, busy hours', (channels) => plain((channels * use.commands * BUSY) / DAY)],
]

console.log(
  `${use.articles} articles a feed and day, ${polls} polls; ${use.editions} editions and ${use.commands} commands a channel and day; ${use.together * 100} % of the channels have theirs at the same minute\n`,
)
console.log(`| | ${sizes.map(([channels, feeds]) => `${grouped(channels)} channels, ${grouped(feeds)} feeds`).join(' | ')} |`)
console.log(`|---|${sizes.map(() => '---|').join('')}`)
for (const [name, cell] of rows) console.log(`| ${name} | ${sizes.map(([channels, feeds]) => cell(channels, feeds)).join(' | ')} |`)
console.log('\nReached first, as it grows:')
for (const [what, feeds] of walls().sort((a, b) => a[1] - b[1]))
  console.log(`  ${grouped(Math.round(feeds))} feeds (${grouped(Math.round(feeds * 2))} channels): ${what}`)

function articlesIn(feeds: number): number {
  return (feeds * use.articles) / DAY
}
function openStories(feeds: number): number {
  return Math.min(MOST_OPEN, articlesIn(feeds) * DAY * OPEN_DAYS * costs.story.anArticle)
}
function coresOf(channels: number, feeds: number, of: 'ms' | 'databaseMs'): number {
  const aDay =
    feeds * (use.articles * costs.article[of] + polls * costs.poll[of]) +
    channels * (use.editions * costs.editions.slack[of] + use.commands * costs.command[of])
  return aDay / 1000 / DAY + costs.idle[of] / 1000
}
function queriesOf(channels: number, feeds: number): number {
  const aDay =
    feeds * (use.articles * costs.article.roundTrips + polls * costs.poll.roundTrips) +
    channels * (use.editions * costs.editions.slack.roundTrips + use.commands * costs.command.roundTrips)
  return aDay / DAY + costs.idle.roundTrips
}
/** Seconds until all that is due at one minute is sent: the processes' time, or the database's where that is longer; then the last one's messages. */
function sending(channels: number, processes: number): number {
  const due = channels * use.together
  const { ms, databaseMs, messages } = costs.editions.slack
  return Math.max((due * ms) / processes, (due * databaseMs) / 4) / 1000 + ((messages - 1) * SLACK_MS) / 1000
}
/** By how many feeds (with two channels each) a limit is reached. */
function walls(): [string, number][] {
  const perFeed = (of: 'ms' | 'databaseMs'): number => coresOf(2, 1, of) - costs.idle[of] / 1000
  return [
    ['one process needs more than a core', LOAD / perFeed('ms')],
    ['PostgreSQL needs more than eight cores', (8 * LOAD) / perFeed('databaseMs')],
    ['stories are closed before three weeks are over, for want of room', MOST_OPEN / openStories(1)],
    ['articles come faster than they can be placed one at a time', 1000 / costs.placing.ms / articlesIn(1)],
    [
      'a bot on Discord needs more than five minutes for what is due at one minute',
      (300 * DISCORD_SECOND) / (2 * use.together * (costs.editions.discord.messages + 1)),
    ],
    ['one process needs more than five minutes for what is due at one minute', 300_000 / (2 * use.together * costs.editions.slack.ms)],
    ['the database grows beyond a terabyte in a year', 1e12 / (articlesIn(1) * DAY * KEPT_DAYS * costs.article.bytes)],
  ]
}

function grouped(value: number): string {
  return value.toLocaleString('en')
}
function plain(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2)
}
function bytes(value: number): string {
  return value >= 1e12
    ? `${(value / 1e12).toFixed(1)} TB`
    : value >= 1e9
      ? `${(value / 1e9).toFixed(1)} GB`
      : `${(value / 1e6).toFixed(0)} MB`
}
function time(seconds: number): string {
  return seconds >= 7200
    ? `${(seconds / 3600).toFixed(1)} h`
    : seconds >= 120
      ? `${(seconds / 60).toFixed(0)} min`
      : `${seconds.toFixed(0)} s`
}
