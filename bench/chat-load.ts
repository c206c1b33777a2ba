/**
 * Ten commands at once from Slack and from Discord, on the real SDKs against the simulators, with the real desk over a large SQLite store:
 * how soon they are acknowledged, and answered.
 * Usage: npx tsx bench/chat-load.ts STORE.db [rounds]   (STORE.db: an archive that desk-speed.ts or store-search.ts --keep has made; a copy is used)
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newsRarity } from '../src/desk/batch-questions.js'
import { createDesk } from '../src/desk/desk.js'
import type { DeskServices } from '../src/desk/services.js'
import { createLog } from '../src/log.js'
import { openStore } from '../src/store/open.js'
import { CHANNELS, GUILD } from '../test/simulators/discord.js'
import { openDiscord, wordsIn } from '../test/simulators/discord-harness.js'
import { openSlack } from '../test/simulators/slack-harness.js'
import { commandLoad, quantile } from '../test/simulators/slack-load.js'
import { WIDE_CHANNEL } from './store-archive.js'
import { ACTORS } from './store-corpus.js'

const [source, given = '2'] = process.argv.slice(2)
if (source === undefined) {
  process.stderr.write('Which store? npx tsx bench/chat-load.ts STORE.db [rounds]\n')
  process.exit(2)
}
const rounds = Number(given)
const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
copyFileSync(source, join(folder, 'desk.db'))
const store = await openStore(`file:${join(folder, 'desk.db')}`)
const articles = await store.articles.count()
const never = (): Promise<never> => Promise.reject(new Error('nothing is taken in here'))
const now = Date.parse('2026-01-01T00:00:00Z') + articles * 240_000
const services: DeskServices = {
  store,
  now: () => now,
  log: createLog('silent'),
  intake: { readAddress: never, readText: never, follow: never, readList: never, fetchNow: never },
  platforms: async () => [],
  rarity: newsRarity(),
  timeZone: 'UTC',
  version: 'bench',
}
const desk = createDesk(services)
const feeds = await store.feeds.followedBy(WIDE_CHANNEL)
const follow = async (platform: string, team: string, channel: string): Promise<void> => {
  for (const { id } of feeds) await store.feeds.follow({ platform, team, channel }, id, 0)
}
const LINES = [
  { name: 'stance', line: ACTORS[0] as string },
  { name: 'ask', line: `what did ${ACTORS[1]} say?` },
  { name: 'who', line: ACTORS[2] as string },
]
const line = (name: string, values: readonly number[]): string =>
  `${name}: p50 ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms, p99 ${Math.round(quantile(values, 0.99))} ms`

for (const mode of ['socket', 'http'] as const) {
  const session = await openSlack(mode, desk, { messageMs: 1000 })
  for (let i = 0; i < 10; i++) await follow('slack', session.team, session.simulator.channel(`room-${i}`))
  const figures = await commandLoad(session, { rounds, lines: LINES, spread: true })
  await session.close()
  process.stdout.write(
    `Slack ${mode}, ${articles} articles, ${rounds} × 10 at once\n  ${line('acknowledged', figures.acknowledged)}\n  ${line('answered', figures.answered)}\n`,
  )
}

const session = await openDiscord(desk)
for (const channel of CHANNELS) await follow('discord', GUILD, channel)
const first: number[] = []
const answered: number[] = []
for (let round = 0; round < rounds; round++) {
  const before = session.simulator.messages.length
  const began = Date.now()
  await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const one = LINES[i % LINES.length] as (typeof LINES)[number]
      await session.sendCommand({ ...one, channel: CHANNELS[i % 2] as string })
      first.push(Date.now() - began)
    }),
  )
  const isAnswered = (): number =>
    session.simulator.messages.slice(before).filter((message) => message.thinking !== true && wordsIn(message) !== '').length
  while (isAnswered() < 10 && Date.now() - began < 30_000) await new Promise((resolve) => setTimeout(resolve, 5))
  answered.push(Date.now() - began)
}
await session.close()
const sorted = (values: number[]): number[] => values.sort((a, b) => a - b)
process.stdout.write(
  `Discord, ${articles} articles, ${rounds} × 10 at once\n  ${line('first response', sorted(first))}\n  all ten answered: ${Math.round(sorted(answered).at(-1) as number)} ms at worst\n`,
)
await store.close()
rmSync(folder, { recursive: true, force: true })
