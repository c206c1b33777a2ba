import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { backupStore, restoreStore } from '../../src/store/backup.js'
import { DUMPED } from '../../src/store/dump.js'
import { openEngine, openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { type Engines, onBothEngines } from './engines.js'
import { readingOf } from './readings.js'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000
const ours = { platform: 'slack', team: 'T1', channel: 'C1' }
const theirs = { platform: 'slack', team: 'T2', channel: 'C2' }
const folder = mkdtempSync(join(tmpdir(), 'onrecord-upkeep-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const reading = (name: string, said = 'Ines Calder'): ReturnType<typeof readingOf> =>
  readingOf(`The council met on ${name}. ${said} said the ferry would run.`, {
    url: `https://gazette.example/${name}`,
    title: name,
    at: '2026-11-19T08:00:00Z',
    statements: [{ words: 'the ferry would run', name: said, actor: 'Velmark', about: ['Norway'] }],
  })

/** A store with something of everything in it. */
async function filled(engines: Engines): Promise<{ store: Store; url: string; shared: number; own: number }> {
  const url = await engines.url()
  const store = await engines.openAt(url)
  const shared = (await store.feeds.add({ url: 'https://shared.example/feed' }, NOW)).id
  const own = (await store.feeds.add({ url: 'https://own.example/feed' }, NOW)).id
  await store.feeds.follow(ours, shared, NOW)
  await store.feeds.follow(ours, own, NOW, ['ferries'])
  await store.feeds.follow(theirs, shared, NOW)
  await store.articles.keep(reading('monday'), [shared])
  await store.articles.keep(reading('tuesday', 'Olaf Brandt'), [own])
  await store.articles.keep(reading('friday'), [own, shared])
  const desk = await store.channels.deskOf(ours, NOW)
  await store.articles.keep(reading('pasted', 'Petra Quill'), [desk])
  await store.feeds.polled(
    own,
    { type: 'fresh', next: () => ({ nextPollAt: NOW, intervalMs: 1 }), etag: '"1"' },
    [{ keys: ['guid:1', 'url:1'], entry: { title: 'waiting' } }],
    NOW,
  )
  const [claim] = await store.entries.claim({ owner: 'x', now: NOW, leaseMs: 1, limit: 1 })
  const story = {
    story: { id: 's1', title: 'Ferry', state: { a: [1, 2] }, at: NOW },
    differences: [{ label: 'members', values: ['9', '11'] }],
  }
  await store.entries.keep(claim as never, reading('wednesday'), async () => story)
  await store.schedules.add(ours, { days: [1], times: [510], zone: 'Europe/Berlin' }, NOW)
  await store.editions.add({ channel: ours, slot: '2026-11-20T08:30 Europe/Berlin', dueAt: NOW })
  await store.threads.note({ ...ours, thread: 'th1' }, { stories: ['s1'], articles: [] }, NOW)
  await store.corrections.set(ours, { statementId: `${reading('monday').document.article.id}.0`, speaker: 'Mara Lind' }, NOW)
  await store.marks.touch(ours, 'stance', 'china', NOW)
  await store.installations.put(ours, Buffer.from([0, 1, 255, 254]), NOW)
  await store.memory.set('slack/T1/page', '{"at":3}', undefined, NOW)
  await store.memory.set('slack/T2/page', '{"at":4}', undefined, NOW)
  await store.notices.add(ours, 'feed-failing', 'It fails.', NOW)
  return { store, url, shared, own }
}

/** All that can be asked of a store, to compare two. */
const everything = async (store: Store): Promise<unknown> => ({
  articles: await store.articles.list({}, 100),
  text: await store.articles.get(reading('monday').document.article.id),
  document: await store.articles.document(reading('monday').document.article.id),
  statements: await store.statements.find({ scope: { channel: ours } }),
  byWord: (await store.search.sentences({ words: ['ferries'] })).map((hit) => [hit.article.id, hit.words]).sort(),
  inScope: (await store.search.sentences({ words: ['council'], scope: { channel: theirs } })).map((hit) => hit.article.id).sort(),
  names: await store.names.complete('', 10),
  feeds: await store.feeds.followedBy(ours),
  story: [
    await store.stories.get('s1'),
    await store.stories.members('s1'),
    await store.stories.differences('s1'),
    await store.stories.states(0, 0),
  ],
  schedules: await store.schedules.list(),
  editions: await store.editions.ofChannel(ours, 5),
  thread: await store.threads.get({ ...ours, thread: 'th1' }),
  corrections: await store.corrections.list(ours, 5),
  mark: await store.marks.last(ours, 'stance', 'china'),
  installation: [...((await store.installations.get(ours)) ?? [])],
  memory: await store.memory.get('slack/T1/page', NOW),
})

onBothEngines('upkeep', (engines) => {
  it('deletes all of a team, and of shared articles nothing that another team follows', async () => {
    const { store, own, shared } = await filled(engines)
    expect(await store.teams.delete(ours)).toBe(3)
    expect((await store.articles.list({}, 10)).map((card) => card.title).sort()).toEqual(['friday', 'monday'])
    expect(await store.feeds.get(own)).toBeUndefined()
    expect(await store.feeds.get(shared)).toBeDefined()
    expect(await store.teams.get(ours)).toBeUndefined()
    expect(await store.channels.get(ours)).toBeUndefined()
    expect(await store.installations.get(ours)).toBeUndefined()
    expect(await store.memory.get('slack/T1/page', NOW)).toBeUndefined()
    expect(await store.memory.get('slack/T2/page', NOW)).toBe('{"at":4}')
    expect(await store.editions.counts(NOW)).toMatchObject({ waiting: 0 })
    expect(await store.stories.get('s1')).toBeUndefined()
    expect((await store.names.complete('', 10)).map((name) => [name.name, name.weight])).toEqual([['Ines Calder', 4]])
    expect((await store.search.sentences({ words: ['council'] })).length).toBe(2)
    expect(await store.search.sentences({ words: ['tuesday'] })).toEqual([])
    expect(await store.statements.find({ speaker: 'quill' })).toEqual([])
    expect(await store.teams.delete(ours)).toBe(0)
    expect(await store.teams.delete(theirs)).toBe(2)
    expect(await store.upkeep.size()).toMatchObject({ articles: 0, statements: 0, feeds: 0, teams: 0 })
    expect(await store.names.complete('', 10)).toEqual([])
  })

  it('forgets what is too old, and what has expired', async () => {
    const { store } = await filled(engines)
    await store.memory.set('short', 'x', 60, NOW)
    expect(await store.upkeep.expire(NOW - DAY, NOW)).toBe(0)
    expect(await store.memory.get('short', NOW + 30_000)).toBe('x')
    expect(await store.memory.get('short', NOW + 61_000)).toBeUndefined()
    expect(await store.upkeep.expire(Date.now() + DAY, Date.now() + DAY)).toBe(5)
    expect(await store.articles.count()).toBe(0)
    expect(await store.search.sentences({ words: ['council'] })).toEqual([])
    expect(await store.stories.list({}, 5)).toEqual([])
    expect((await store.feeds.followedBy(ours)).length).toBe(2)
  })

  it('backs up while in use, restores whole, and moves between the engines', async () => {
    const { store, url } = await filled(engines)
    const before = await everything(store)
    const dump = join(folder, `${engines.kind}.jsonl.gz`)
    expect(await backupStore(url, dump)).toEqual({ file: dump, articles: 5, statements: 5 })
    await expect(backupStore(url, dump)).rejects.toMatchObject({ code: 'exists' })
    for (const target of [await engines.url(), `file:${join(folder, `${engines.kind}-moved.db`)}`]) {
      expect(await restoreStore(target, dump)).toMatchObject({ articles: 5, statements: 5 })
      const moved = await engines.openAt(target)
      expect(await everything(moved)).toEqual(before)
      // Ids go on where they stopped.
      expect((await moved.feeds.add({ url: 'https://new.example/feed' }, NOW)).id).toBeGreaterThan(3)
      expect((await moved.articles.keep(reading('sunday'), [1])).isNew).toBe(true)
      await expect(restoreStore(target, dump)).rejects.toMatchObject({ code: 'not-empty' })
    }
  }, 20_000)

  it('dumps every table', async () => {
    const engine = await openEngine(await engines.url())
    const all = (await engine.db.introspection.getTables()).map((table) => table.name)
    await engine.close()
    const made = /^(schema_steps|(sentence|statement)_words(_\w+)?|sqlite_\w+)$/u
    expect(all.filter((name) => !made.test(name)).sort()).toEqual(DUMPED.map(([table]) => table as string).sort())
  })

  it('takes no damaged, foreign or newer backup, and then restores nothing', async () => {
    const { url } = await filled(engines)
    const dump = join(folder, `${engines.kind}-whole.jsonl.gz`)
    await backupStore(url, dump)
    const target = await engines.url()
    const { gunzipSync, gzipSync } = await import('node:zlib')
    const { readFileSync } = await import('node:fs')
    const lines = gunzipSync(readFileSync(dump)).toString().trimEnd().split('\n')
    const bad: Record<string, Buffer> = {
      'damaged-backup': readFileSync(dump).subarray(0, -40),
      'damaged-backup ': gzipSync(lines.slice(0, -1).join('\n')),
      'damaged-backup  ': gzipSync([...lines.slice(0, 5), '{"cut', ...lines.slice(6)].join('\n')),
      'not-a-backup': gzipSync('{"hello":1}\n'),
      newer: gzipSync([JSON.stringify({ onrecord: 'dump', version: '999-future' }), ...lines.slice(1)].join('\n')),
    }
    for (const [code, bytes] of Object.entries(bad)) {
      const file = join(folder, `${engines.kind}-bad.jsonl.gz`)
      writeFileSync(file, bytes)
      await expect(restoreStore(target, file), code).rejects.toMatchObject({ name: 'StoreError', code: code.trim() })
    }
    await expect(restoreStore(target, join(folder, 'nowhere.jsonl.gz'))).rejects.toMatchObject({ code: 'no-backup' })
    expect(await (await engines.openAt(target)).articles.count()).toBe(0)
  })
})

it('copies an SQLite file, and checks a copy before it restores it', async () => {
  const url = `file:${join(folder, 'source.db')}`
  const store = await openStore(url)
  await store.articles.keep(reading('monday'), [])
  const copy = join(folder, 'copy.db')
  expect(await backupStore(url, copy)).toMatchObject({ articles: 1 })
  await store.close()
  // One file, for its owner alone, which can be read where nothing may be written beside it.
  const raw = new Sqlite(copy, { readonly: true })
  expect(raw.pragma('journal_mode', { simple: true })).toBe('delete')
  raw.close()
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  expect(await restoreStore(`file:${join(folder, 'new', 'back.db')}`, copy)).toMatchObject({ articles: 1, statements: 1 })
  truncateSync(copy, 20_000)
  await expect(restoreStore(`file:${join(folder, 'new', 'other.db')}`, copy)).rejects.toMatchObject({ name: 'StoreError' })
  await expect(backupStore(`file:${join(folder, 'nowhere', 'x.db')}`, join(folder, 'none.db'))).rejects.toMatchObject({
    code: 'nothing-there',
  })
  writeFileSync(copy, 'no database')
  await expect(restoreStore(`file:${join(folder, 'new', 'third.db')}`, copy)).rejects.toMatchObject({ code: 'not-a-backup' })
})
