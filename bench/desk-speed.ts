/**
 * Commands over stores of made-up articles, on SQLite and on PostgreSQL, side by side: time of `/stance`, `/ask`, `/who` and completion, and
 * of ten commands at once.
 * Usage: npx tsx bench/desk-speed.ts [sqlite|postgres …] [--articles 1000,10000,100000] [--rounds 40] [--keep FOLDER]
 * Processor time is that of this process and of PostgreSQL's: on a busy machine it says what a command needs.
 * FOLDER: where the archives stay, to be measured again without being made again; the same as of store-search.ts.
 */
import { parseArgs } from 'node:util'
import { newsRarity } from '../src/desk/batch-questions.js'
import { createDesk } from '../src/desk/desk.js'
import type { DeskServices } from '../src/desk/services.js'
import { markTone } from '../src/desk/stance-marks.js'
import { createLog } from '../src/log.js'
import type { Store } from '../src/store/store.js'
import { loadReader, loadToneModel } from '../src/weights.js'
import { type Archive, type EngineName, withArchives } from './archives.js'
import { NARROW_CHANNEL, WIDE_CHANNEL } from './store-archive.js'
import { ACTORS, PEOPLE, random, VOCABULARY } from './store-corpus.js'
import { TimingTable, timingsOf } from './timings.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '40' },
    keep: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const engines = (positionals.length > 0 ? positionals : ['sqlite', 'postgres']) as EngineName[]
const reader = loadReader()
const model = loadToneModel()
const rarity = newsRarity()
const table = new TimingTable()

const never = (): Promise<never> => Promise.reject(new Error('nothing is taken in here'))
const NO_INTAKE: DeskServices['intake'] = { readAddress: never, readText: never, follow: never, readList: never, fetchNow: never }

await withArchives(engines, values.articles.split(',').map(Number), values.keep, measure)
process.stdout.write(`\n${table}`)

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

async function measure({ engine, articles, store, processorTime }: Archive): Promise<void> {
  const { desk, call } = deskOver(store, articles)
  const next = random(42)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(list.length ** next())] as T
  const word = (): string => pick(VOCABULARY.slice(20))
  const person = (): string => pick(PEOPLE)
  const actor = (): string => pick(ACTORS)
  const column = `${engine} ${articles}`
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
  for (const [kind, once] of Object.entries(kinds)) table.add(kind, column, await timingsOf(once, rounds, processorTime))
  const tenAtOnce: number[] = []
  for (let i = 0; i < Math.ceil(rounds / 10); i++) {
    const all = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? kinds['/stance of a country'] : kinds['/ask, four content words']))
    const began = performance.now()
    tenAtOnce.push(...(await Promise.all(all.map((once) => once?.().then(() => performance.now() - began) ?? 0))))
  }
  table.add('ten at once: five /stance, five /ask', column, { wall: tenAtOnce, work: [] })
}
