import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { backupStore, restoreStore } from '../../src/store/backup.js'
import type { StatementQuery } from '../../src/store/statements.js'
import type { Store } from '../../src/store/store.js'
import { onBothEngines } from './engines.js'
import { readingOf } from './readings.js'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'onrecord-lookups-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const place = (channel: string) => ({ platform: 'web', team: 'local', channel })
const talks = readingOf('The ministry in Oslo said the talks with Velmark would go on.', {
  url: 'https://gazette.example/talks',
  at: '2026-11-19T08:00:00Z',
  statements: [{ words: 'the talks with Velmark would go on', name: 'Ministry of Fisheries', actor: 'Norway', about: ['Velmark'] }],
})
const QUERIES: readonly StatementQuery[] = [
  { actors: ['Norway'] },
  { about: ['Velmark'], notBy: ['Velmark'], minConfidence: 0.5 },
  { speaker: 'fisheries' },
  { words: ['talks'] },
]
const foundIn = async (store: Store, channel: string): Promise<number[]> =>
  Promise.all(QUERIES.map(async (query) => (await store.statements.find({ ...query, scope: { channel: place(channel) } })).length))

onBothEngines('looking statements up', (engines) => {
  const opened = async (): Promise<{ store: Store; feeds: number[]; url: string }> => {
    const url = await engines.url()
    const store = await engines.openAt(url)
    const feeds: number[] = []
    for (const name of ['gazette', 'ledger', 'herald']) {
      const { id } = await store.feeds.add({ url: `https://${name}.example/feed` }, NOW)
      await store.feeds.follow(place(name), id, NOW)
      feeds.push(id)
    }
    return { store, feeds, url }
  }

  it('finds them in every feed that their article is in, whenever it joined, and in no other', async () => {
    const { store, feeds } = await opened()
    await store.articles.keep(talks, [feeds[0] as number])
    expect(await foundIn(store, 'gazette')).toEqual([1, 1, 1, 1])
    expect(await foundIn(store, 'ledger')).toEqual([0, 0, 0, 0])
    await store.articles.keep(talks, [feeds[1] as number])
    for (const channel of ['gazette', 'ledger']) expect(await foundIn(store, channel)).toEqual([1, 1, 1, 1])
    expect(await foundIn(store, 'herald')).toEqual([0, 0, 0, 0])
  })

  it('finds them after the restore of a dump that was made before there were such lookups', async () => {
    const { store, feeds, url } = await opened()
    await store.articles.keep(talks, [feeds[0] as number])
    const dump = join(folder, `${engines.kind}.jsonl.gz`)
    await backupStore(url, dump)
    const lines = gunzipSync(readFileSync(dump)).toString().trim().split('\n')
    const older = lines.map((line) => {
      const value = JSON.parse(line)
      if (value.onrecord === 'dump') return JSON.stringify({ ...value, version: '003-next-slots' })
      if (Array.isArray(value) && /^statement/u.test(value[0])) for (const key of ['feed_id', 'by_actor']) delete value[1][key]
      if (Array.isArray(value) && value[0] === 'statement_about') delete value[1].confidence
      return JSON.stringify(value)
    })
    const made = join(folder, `${engines.kind}-older.jsonl.gz`)
    writeFileSync(made, gzipSync(older.join('\n')))
    const target = await engines.url()
    await restoreStore(target, made)
    const restored = await engines.openAt(target)
    expect(await foundIn(restored, 'gazette')).toEqual([1, 1, 1, 1])
    expect(await foundIn(restored, 'ledger')).toEqual([0, 0, 0, 0])
  })

  it('lets rare words decide and common ones add, where more sentences hold a word than are ranked', async () => {
    const { store, feeds } = await opened()
    const sentence = 'The harbour council met.'
    const readings = Array.from({ length: 110 }, (_, i) => {
      const rare = i === 3 ? ' A grey kestrel rested. The harbour kestrel flew.' : ''
      return readingOf(Array.from({ length: 20 }, () => sentence).join(' ') + rare, {
        url: `https://gazette.example/${i}`,
        at: new Date(NOW + i * 60_000).toISOString(),
      })
    })
    await store.articles.keepAll(readings, [feeds[0] as number])
    await store.upkeep.analyse()
    const scope = { channel: place('gazette') }
    const words = async (query: object): Promise<string[]> =>
      (await store.search.sentences({ words: ['harbour', 'kestrel'], scope, ...query })).map((hit) => hit.words)
    expect((await words({ limit: 3 })).slice(0, 2)).toEqual(['The harbour kestrel flew.', 'A grey kestrel rested.'])
    expect(await words({ match: 'all' })).toEqual(['The harbour kestrel flew.'])
    const [newest] = await store.search.articles({ words: ['harbour', 'council'], scope, limit: 1 })
    expect(newest?.id).toBe(readings.at(-1)?.document.article.id)
    expect(await store.search.sentences({ words: ['harbour', 'council'], scope: { channel: place('ledger') } })).toEqual([])
    expect(await store.search.sentences({ words: ['harbour'], limit: 1_000 })).toHaveLength(1_000)
  })
})
