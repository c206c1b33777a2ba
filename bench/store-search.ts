/**
 * Search in stores of 10,000 and of 100,000 made-up articles, on SQLite and on PostgreSQL, side by side: time of each kind of search.
 * Usage: npx tsx bench/store-search.ts [sqlite|postgres …] [--articles 10000,100000] [--rounds 100] [--keep FOLDER]
 * Processor time is that of this process and of PostgreSQL's: on a busy machine it says what a search needs.
 * FOLDER: where the archives stay, to be measured again without being made again.
 */
import { parseArgs } from 'node:util'
import type { Store } from '../src/store/store.js'
import { type EngineName, withArchives } from './archives.js'
import { NARROW_CHANNEL, WIDE_CHANNEL } from './store-archive.js'
import { ACTORS, PEOPLE, random, VOCABULARY } from './store-corpus.js'
import { TimingTable, timingsOf } from './timings.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { articles: { type: 'string', default: '10000,100000' }, rounds: { type: 'string', default: '100' }, keep: { type: 'string' } },
})
const rounds = Number(values.rounds)
const engines = (positionals.length > 0 ? positionals : ['sqlite', 'postgres']) as EngineName[]
const channel = WIDE_CHANNEL
const narrow = NARROW_CHANNEL
const table = new TimingTable()

await withArchives(engines, values.articles.split(',').map(Number), values.keep, async ({ engine, articles, store, processorTime }) => {
  const { bytes, statements } = await store.upkeep.size()
  process.stdout.write(`${engine}: ${articles} articles, ${statements} statements, ${(bytes / 1e6).toFixed(0)} MB\n`)
  for (const [kind, search] of Object.entries(await kindsOf(store, articles)))
    table.add(kind, `${engine} ${articles}`, await timingsOf(search, rounds, processorTime))
})
process.stdout.write(`\n${table}`)

async function kindsOf(store: Store, articles: number): Promise<Record<string, () => Promise<unknown>>> {
  const next = random(42)
  const pick = <T>(list: readonly T[], share = 1): T => list[Math.floor((list.length * share) ** next())] as T
  // Words that people ask for are content words: the 20 commonest of the archive, which are in up to half of all sentences, are asked for apart.
  const word = (): string => pick(VOCABULARY.slice(20))
  const recent = Date.parse('2026-01-01T00:00:00Z') + articles * 0.9 * 240_000
  const someArticles = (await store.articles.list({}, 12)).map((card) => card.id)
  return {
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
}
