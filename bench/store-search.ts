/**
 * Search in a store of 10,000 and of 100,000 made-up articles, on SQLite and on PostgreSQL: time of each kind of search, median and p95.
 * Usage: npx tsx bench/store-search.ts [sqlite|postgres …] [--articles 10000,100000] [--rounds 200] [--keep FOLDER]
 * Processor time is this process's own: on a busy machine it says what SQLite needs; PostgreSQL's work is not in it.
 * FOLDER: where the archives stay, to be measured again without being made again.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backupStore, restoreStore } from '../src/store/backup.js'
import { openStore } from '../src/store/open.js'
import type { Store } from '../src/store/store.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { fill, NARROW_CHANNEL, WIDE_CHANNEL } from './store-archive.js'
import { ACTORS, PEOPLE, random, VOCABULARY } from './store-corpus.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { articles: { type: 'string', default: '10000,100000' }, rounds: { type: 'string', default: '200' }, keep: { type: 'string' } },
})
const sizes = values.articles.split(',').map(Number)
const rounds = Number(values.rounds)
const engines = positionals.length > 0 ? positionals : ['sqlite', 'postgres']
const channel = WIDE_CHANNEL
const narrow = NARROW_CHANNEL

const directory = values.keep ?? mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
mkdirSync(directory, { recursive: true })
const server = engines.includes('postgres') ? await startPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']) : undefined
try {
  for (const size of sizes) {
    const file = join(directory, `${size}.db`)
    const dump = join(directory, `${size}.jsonl.gz`)
    const isThere = existsSync(file)
    const store = await openStore(`file:${file}`)
    const seconds = await timed(async () => {
      if (!isThere) await fill(store, size)
      await store.upkeep.analyse()
    })
    if (engines.includes('sqlite')) await report('sqlite', store, size, isThere ? 'made before' : `filled in ${seconds} s`)
    await store.close()
    if (server === undefined) continue
    // PostgreSQL gets the same archive from a dump.
    if (!existsSync(dump)) console.log(`dump written in ${await timed(() => backupStore(`file:${file}`, dump))} s`)
    const database = await server.database()
    const restoring = await timed(() => restoreStore(database, dump))
    const restored = await openStore(database)
    await restored.upkeep.analyse()
    await report('postgres', restored, size, `restored in ${restoring} s`)
    await restored.close()
  }
} finally {
  await server?.stop()
  if (values.keep === undefined) rmSync(directory, { recursive: true, force: true })
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const before = performance.now()
  await work()
  return ((performance.now() - before) / 1_000).toFixed(0)
}

async function report(engine: string, store: Store, articles: number, how: string): Promise<void> {
  const { bytes, statements } = await store.upkeep.size()
  console.log(`\n${engine}: ${articles} articles, ${statements} statements, ${(bytes / 1e6).toFixed(0)} MB; ${how}`)
  await measure(store, articles)
}

async function measure(store: Store, articles: number): Promise<void> {
  const next = random(42)
  const pick = <T>(list: readonly T[], share = 1): T => list[Math.floor((list.length * share) ** next())] as T
  // Words that people ask for are content words: the 20 commonest of the archive, which are in up to half of all sentences, are asked for apart.
  const word = (): string => pick(VOCABULARY.slice(20))
  const recent = Date.parse('2026-01-01T00:00:00Z') + articles * 0.9 * 240_000
  const someArticles = (await store.articles.list({}, 12)).map((card) => card.id)
  const kinds: Record<string, () => Promise<unknown>> = {
    'sentences, one word': () => store.search.sentences({ words: [word()] }),
    'sentences, one of the 20 commonest words': () => store.search.sentences({ words: [VOCABULARY[Math.floor(next() * 20)] as string] }),
    'sentences, any of 4 words': () => store.search.sentences({ words: [word(), word(), word(), word()] }),
    'sentences, any of 4, channel of 40 feeds': () =>
      store.search.sentences({ words: [word(), word(), word(), word()], scope: { channel } }),
    'sentences, any of 4, channel of 3 feeds': () =>
      store.search.sentences({ words: [word(), word(), word(), word()], scope: { channel: narrow } }),
    'sentences, 2 words together': () => store.search.sentences({ words: [word(), word()], match: 'all' }),
    'sentences, any of 4, 12 articles': () =>
      store.search.sentences({ words: [word(), word(), word(), word()], scope: { articles: someArticles } }),
    'sentences, any of 2, last tenth': () => store.search.sentences({ words: [word(), word()], scope: { since: recent } }),
    'statements by speaker': () => store.statements.find({ speaker: pick(PEOPLE), scope: { channel } }),
    'statements by surname': () => store.statements.find({ speaker: pick(PEOPLE).split(' ')[1] as string }),
    'statements by actor, last tenth': () =>
      store.statements.find({ actors: [pick(ACTORS)], scope: { channel, since: recent }, limit: 200 }),
    'statements by actor, channel of 3 feeds': () =>
      store.statements.find({ actors: [pick(ACTORS)], scope: { channel: narrow }, limit: 200 }),
    'statements by actor about a word': () =>
      store.statements.find({ actors: [pick(ACTORS)], words: [word()], scope: { channel }, limit: 200 }),
    'statements about an actor': () => {
      const actor = pick(ACTORS)
      return store.statements.find({ about: [actor], notBy: [actor], scope: { channel }, limit: 200 })
    },
    'statements by actor, with a count by week': () =>
      store.statements.survey({ actors: [pick(ACTORS)], scope: { channel } }, 12, Date.parse('2026-01-01') + articles * 240_000),
    'names, two letters typed': () => store.names.complete(pick(PEOPLE).slice(0, 2), 25, { channel }),
    'names, one letter typed': () => store.names.complete(pick(PEOPLE).split(' ')[1]?.[0] as string, 25),
    'names, near in spelling': () => store.names.similar(`${(pick(PEOPLE).split(' ')[1] as string).slice(0, -1)}h`, 5),
    'newest 20 articles of a channel': () => store.articles.list({ channel }, 20),
  }
  for (const [kind, search] of Object.entries(kinds)) {
    const times: number[] = []
    const work: number[] = []
    for (let i = 0; i < rounds; i++) {
      const before = performance.now()
      const cpu = process.cpuUsage()
      await search()
      const { user, system } = process.cpuUsage(cpu)
      times.push(performance.now() - before)
      work.push((user + system) / 1_000)
    }
    for (const list of [times, work]) list.sort((a, b) => a - b)
    const at = (share: number, list = times): string =>
      (list[Math.min(list.length - 1, Math.floor(list.length * share))] as number).toFixed(1)
    console.log(
      `  ${kind.padEnd(42)} median ${at(0.5).padStart(7)} ms   p95 ${at(0.95).padStart(7)} ms   worst ${at(1).padStart(7)} ms   processor p95 ${at(0.95, work).padStart(7)} ms`,
    )
  }
}
