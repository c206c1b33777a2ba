/**
 * Commands over a store of made-up articles, on SQLite and on PostgreSQL: time of `/stance`, `/ask`, `/who` and completion, median and p95, and
 * of ten commands at once.
 * Usage: npx tsx bench/desk-speed.ts [sqlite|postgres …] [--articles 1000,10000,100000] [--rounds 100] [--keep FOLDER]
 * Processor time is this process's own: on a busy machine it says what SQLite needs; PostgreSQL's work is not in it.
 * FOLDER: where the archives stay, to be measured again without being made again; the same as of store-search.ts.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newsRarity } from '../src/desk/batch-questions.js'
import { createDesk } from '../src/desk/desk.js'
import type { DeskServices } from '../src/desk/services.js'
import { markTone } from '../src/desk/stance-marks.js'
import { createLog } from '../src/log.js'
import { backupStore, restoreStore } from '../src/store/backup.js'
import { openStore } from '../src/store/open.js'
import type { Store } from '../src/store/store.js'
import { loadReader, loadToneModel } from '../src/weights.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { fill, NARROW_CHANNEL, WIDE_CHANNEL } from './store-archive.js'
import { ACTORS, PEOPLE, random, VOCABULARY } from './store-corpus.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '100' },
    keep: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const engines = positionals.length > 0 ? positionals : ['sqlite', 'postgres']
const reader = loadReader()
const model = loadToneModel()
const rarity = newsRarity()
const said = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const never = (): Promise<never> => Promise.reject(new Error('nothing is taken in here'))
const NO_INTAKE: DeskServices['intake'] = { readAddress: never, readText: never, follow: never, fetchNow: never }

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
mkdirSync(folder, { recursive: true })
const server = engines.includes('postgres') ? await startPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']) : undefined
try {
  for (const articles of values.articles.split(',').map(Number)) {
    const file = `file:${join(folder, `${articles}.db`)}`
    const dump = join(folder, `${articles}.jsonl.gz`)
    if (!existsSync(join(folder, `${articles}.db`))) await using(file, (store) => fill(store, articles))
    if (engines.includes('sqlite')) await using(file, (store) => measure(`SQLite, ${articles} articles`, store, articles))
    if (server === undefined) continue
    if (!existsSync(dump)) await backupStore(file, dump)
    const database = await server.database()
    await restoreStore(database, dump)
    await using(database, (store) => measure(`PostgreSQL, ${articles} articles`, store, articles))
  }
} finally {
  await server?.stop()
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
}

async function using(address: string, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(address)
  await store.upkeep.analyse()
  await work(store).finally(() => store.close())
}

function deskOver(store: Store, articles: number) {
  const services = {
    store,
    now: () => Date.parse('2026-01-01T00:00:00Z') + articles * 240_000,
    log: createLog('silent'),
    intake: NO_INTAKE,
    platforms: async () => [],
    rarity,
    markTone: (actor, groups) => markTone(actor, groups, { articles: store.articles, reader, model }),
    timeZone: 'UTC',
    version: 'bench',
  } satisfies DeskServices
  let calls = 0
  // A desk of its own for each call: the limits on how often a person and a team may ask are not measured here.
  const call = (command: string, options: Record<string, string>, place = WIDE_CHANNEL) =>
    createDesk(services).command({ command, options, place, person: { id: `person-${calls++}`, mayManage: false }, callId: 'bench' })
  return { desk: createDesk(services), call }
}

async function measure(title: string, store: Store, articles: number): Promise<void> {
  const { desk, call } = deskOver(store, articles)
  const next = random(42)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(list.length ** next())] as T
  const word = (): string => pick(VOCABULARY.slice(20))
  const person = (): string => pick(PEOPLE)
  const actor = (): string => pick(ACTORS)
  said(`\n${title}`)
  const kinds: Record<string, () => Promise<unknown>> = {
    '/stance of a country': () => call('stance', { who: actor() }),
    '/stance of a country about a topic': () => call('stance', { who: actor(), about: `${word()} ${word()}` }),
    '/stance of a country, channel of 3 feeds': () => call('stance', { who: actor() }, NARROW_CHANNEL),
    '/stance of a person': () => call('stance', { who: person() }),
    '/ask, four content words': () => call('ask', { question: `How many ${word()} did the ${word()} ${word()} for ${word()}?` }),
    '/ask, what somebody said': () => call('ask', { question: `What did ${person()} say about ${word()} and ${word()}?` }),
    '/ask, the commonest words': () => call('ask', { question: `Why is the ${VOCABULARY.slice(0, 3).join(' ')} important?` }),
    '/ask, channel of 3 feeds': () => call('ask', { question: `When did the ${word()} ${word()} begin?` }, NARROW_CHANNEL),
    '/who, a surname': () => call('who', { name: person().split(' ')[1] as string }),
    completion: () => desk.complete({ command: 'who', option: 'name', typed: person().slice(0, 2), place: WIDE_CHANNEL }),
  }
  await call('stance', { who: 'China' })
  for (const [kind, once] of Object.entries(kinds)) report(kind, await timesOf(once, rounds))
  const tenAtOnce: number[] = []
  for (let i = 0; i < Math.ceil(rounds / 10); i++) {
    const all = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? kinds['/stance of a country'] : kinds['/ask, four content words']))
    const lists = await Promise.all(all.map((once) => timesOf(once as () => Promise<unknown>, 1)))
    tenAtOnce.push(...lists.flatMap(({ wall }) => wall))
  }
  report('ten at once: five /stance, five /ask', { wall: tenAtOnce, work: [] })
}

interface Times {
  readonly wall: number[]
  readonly work: number[]
}

async function timesOf(once: () => Promise<unknown>, count: number): Promise<Times> {
  const times: Times = { wall: [], work: [] }
  for (let i = 0; i < count; i++) {
    const [before, cpu] = [performance.now(), process.cpuUsage()]
    await once()
    const { user, system } = process.cpuUsage(cpu)
    times.wall.push(performance.now() - before)
    times.work.push((user + system) / 1_000)
  }
  return times
}

function report(kind: string, { wall, work }: Times): void {
  const at = (list: readonly number[], share: number): string =>
    ([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(0).padStart(5)
  const cpu = work.length === 0 ? '' : `   processor p95 ${at(work, 0.95)} ms`
  said(`  ${kind.padEnd(42)} p50 ${at(wall, 0.5)} ms   p95 ${at(wall, 0.95)} ms   p99 ${at(wall, 0.99)} ms${cpu}`)
}
