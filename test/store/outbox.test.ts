import { beforeAll, expect, it } from 'vitest'
import { openEngine } from '../../src/store/open.js'
import { createOrphans } from '../../src/store/presence.js'
import type { Store } from '../../src/store/store.js'
import { onBothEngines } from './engines.js'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const channel = { platform: 'slack', team: 'T1', channel: 'C1' }
const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...channel, channel: `many${i}` }))

onBothEngines('the outbox', (engines) => {
  let store: Store
  let replica: Store
  let url: string
  beforeAll(async () => {
    url = await engines.url()
    // Two processes that start at once on an empty database.
    ;[store, replica] = (await Promise.all([engines.openAt(url), engines.openAt(url)])) as [Store, Store]
  })

  it('takes each edition once, whoever adds it and whoever claims it', async () => {
    const adds = await Promise.all([store, replica, store, replica].map((one) => one.editions.add({ channel, slot: 'a', dueAt: NOW })))
    expect(adds.filter(Boolean)).toHaveLength(1)
    for (const one of many(40)) await store.editions.add({ channel: one, slot: 'a', dueAt: NOW })
    const claims = await Promise.all(
      [store, replica, store, replica].map((one, i) => one.editions.claim({ owner: `o${i}`, now: NOW, leaseMs: 60_000, limit: 12 })),
    )
    const ids = claims.flat().map((edition) => edition.id)
    expect(new Set(ids).size).toBe(ids.length)
    const rest = await store.editions.claim({ owner: 'o0', now: NOW, leaseMs: 60_000, limit: 100 })
    expect(ids.length + rest.length).toBe(41)
    for (const [i, claim] of [...claims.entries(), [0, rest] as const])
      for (const edition of claim) expect(await store.editions.finish(edition.id, `o${i}`, NOW)).toBe(true)
    expect(await replica.editions.claim({ owner: 'x', now: NOW + 99_999, leaseMs: 1, limit: 100 })).toEqual([])
  })

  it('keeps what was posted, and hands an edition that was cut off on as unsure', async () => {
    const place = { ...channel, channel: 'cut' }
    await store.editions.add({ channel: place, slot: 'a', dueAt: NOW, late: true })
    const [first] = await store.editions.claim({ owner: 'one', now: NOW + 5, leaseMs: 1_000, limit: 9 })
    await store.editions.add({ channel: place, slot: 'b', dueAt: NOW + 1 })
    const { id } = first as NonNullable<typeof first>
    expect(first).toMatchObject({ slot: 'a', late: true, unsure: false, attempts: 1, posted: { replyIds: [] } })
    const written = { id, digest: 'd1', postJson: '{"title":"Digest"}', stories: ['s1', 's2'], writtenAt: NOW }
    expect(await store.editions.write('one', [written])).toEqual(new Set([id]))
    expect(await store.editions.write('two', [written])).toEqual(new Set())
    const posted = { messageId: 'm1', thread: 't1', replyIds: ['r1'] }
    // Marks that come at once are one statement, the later holding what the earlier does.
    expect(
      await Promise.all([store.editions.mark(id, 'one', { ...posted, replyIds: [] }), store.editions.mark(id, 'one', posted)]),
    ).toEqual([true, true])
    expect(await store.editions.renew([id], 'two', NOW + 9_999)).toEqual(new Set())
    expect(await store.editions.renew([id], 'one', NOW + 1_005)).toEqual(new Set([id]))
    // The second of the channel waits for the first.
    expect(await replica.editions.claim({ owner: 'two', now: NOW + 500, leaseMs: 1_000, limit: 9 })).toEqual([])
    const [again] = await replica.editions.claim({ owner: 'two', now: NOW + 2_000, leaseMs: 1_000, limit: 9 })
    expect(again).toMatchObject({
      id,
      unsure: true,
      attempts: 2,
      post: { title: 'Digest' },
      posted: { messageId: 'm1', thread: 't1', replyIds: ['r1'] },
    })
    expect(await store.editions.mark(id, 'one', { ...posted, replyIds: ['r1', 'r2'] })).toBe(false)
    expect(await store.editions.finish(id, 'one', NOW)).toBe(false)
    expect(await replica.editions.retry(id, 'two', NOW + 60_000, 'the platform is down', false)).toBe(true)
    const [next] = await store.editions.claim({ owner: 'one', now: NOW + 3_000, leaseMs: 1_000, limit: 9 })
    expect(next?.slot).toBe('b')
    await store.editions.finish(next?.id as number, 'one', NOW + 4_000, 'refused', 'archived')
    const [last] = await store.editions.claim({ owner: 'one', now: NOW + 60_000, leaseMs: 1_000, limit: 9 })
    expect(last).toMatchObject({ id, unsure: false, error: 'the platform is down' })
    await store.editions.finish(id, 'one', NOW + 61_000)
    expect((await store.editions.backgrounds([id], NOW)).get(id)).toEqual({
      lastWrittenAt: NOW,
      shown: new Map([
        ['s1', NOW],
        ['s2', NOW],
      ]),
      feeds: [],
      isCorrected: false,
    })
    expect((await store.editions.ofChannel(place, 5)).map((edition) => edition.state)).toEqual(['refused', 'sent'])
  })

  it('frees what a process held that is gone, on PostgreSQL, before its lease is over', async () => {
    if (engines.kind === 'sqlite') return void expect(await store.editions.freeOrphans(NOW)).toBe(0)
    const place = { ...channel, channel: 'orphan' }
    const dying = (await engines.openAt(url)) as Store
    let woken = false
    const endWake = dying.onWake('editions', () => {
      woken = true
    })
    // Its session is known from when it listens: whoever hears something is there.
    while (!woken) {
      await store.wake('editions')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await store.editions.add({ channel: place, slot: 'a', dueAt: NOW })
    const [held] = await dying.editions.claim({ owner: 'dying', now: NOW, leaseMs: 600_000, limit: 9 })
    expect(held).toBeDefined()
    // Freshly started, the server knows no session for long enough.
    expect(await store.editions.freeOrphans(NOW)).toBe(0)
    endWake()
    await dying.close()
    // The session has to be missed twice, a second apart.
    const engine = await openEngine(url)
    const freeOrphans = createOrphans(engine, 0)
    let freed = 0
    for (let i = 0; i < 40 && freed === 0; i++) {
      freed = await freeOrphans(NOW)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    expect(freed).toBe(1)
    await engine.close()
    expect(await store.editions.claim({ owner: 'heir', now: NOW, leaseMs: 1_000, limit: 9 })).toMatchObject([
      { id: held?.id, unsure: true },
    ])
    await store.editions.finish(held?.id as number, 'heir', NOW)
  })

  it('leaves paused channels and foreign platforms alone', async () => {
    const place = { ...channel, channel: 'paused' }
    await store.editions.add({ channel: place, slot: 'a', dueAt: NOW })
    await store.notices.add(place, 'paused', 'You were archived.', NOW)
    await store.channels.pause(place, 'archived')
    const claim = { owner: 'one', now: NOW, leaseMs: 1_000, limit: 9 }
    expect(await store.editions.claim(claim)).toEqual([])
    expect(await store.notices.claim(claim)).toEqual([])
    expect(await store.channels.get(place)).toMatchObject({ paused: 'archived' })
    await store.channels.pause(place, null)
    expect(await store.editions.claim({ ...claim, platforms: ['discord'] })).toEqual([])
    expect(await store.editions.claim({ ...claim, platforms: [] })).toEqual([])
    expect(await store.editions.claim({ ...claim, platforms: ['slack'] })).toHaveLength(1)
    const [notice] = await store.notices.claim({ ...claim, platforms: ['slack'] })
    expect(notice).toMatchObject({ text: 'You were archived.', channel: place })
    expect(await store.notices.claim(claim)).toEqual([])
    await store.notices.retry(notice?.id as number, NOW + 10)
    expect(await store.notices.claim({ ...claim, now: NOW + 10 })).toHaveLength(1)
  })

  it('keeps schedules, settings, threads and marks', async () => {
    const place = { ...channel, channel: 'kept' }
    const schedule = { days: [1, 2], times: [510], zone: 'Europe/Berlin' }
    const { id } = await store.schedules.add(place, schedule, NOW)
    const edition = { slot: 'a', dueAt: NOW, late: false }
    const moves = [
      await store.schedules.settle(NOW, 9, () => ({ edition, after: NOW + 100, nextAt: NOW + 60 })),
      await replica.schedules.settle(NOW + 59, 9, () => ({ after: 0, nextAt: 0 })),
      await replica.schedules.settle(NOW + 60, 9, () => ({ edition, after: NOW + 50, nextAt: null })),
    ]
    expect(moves).toEqual([
      { looked: 1, made: 1 },
      { looked: 0, made: 0 },
      { looked: 1, made: 0 },
    ])
    expect(await replica.schedules.list(place)).toEqual([{ id, channel: place, schedule, after: NOW + 100 }])
    expect(await store.schedules.remove(place)).toBe(1)
    await store.channels.setSettings(place, { quiet: { from: 1320, to: 420 }, more: 1 })
    expect((await store.channels.setSettings(place, { more: null })).settings).toEqual({ quiet: { from: 1320, to: 420 } })
    await store.teams.setSettings(place, { plan: 'a' })
    expect(await store.teams.join(place, NOW, 'Harbour')).toMatchObject({ name: 'Harbour', settings: { plan: 'a' } })
    const thread = { ...place, thread: '17.1' }
    expect(await store.threads.get(thread)).toBeUndefined()
    await store.threads.note(thread, { stories: ['s1'], articles: ['a'] }, NOW)
    await store.threads.note(thread, { stories: ['s1', 's2'], articles: [] }, NOW)
    await store.threads.asked(thread, 'and Calder?', NOW + 1)
    expect(await store.threads.get(thread)).toEqual({
      stories: ['s1', 's2'],
      articles: ['a'],
      lastQuestion: 'and Calder?',
      updatedAt: NOW + 1,
    })
    expect(await store.marks.touch(place, 'stance', 'china', NOW)).toBeUndefined()
    expect(await store.marks.touch(place, 'stance', 'china', NOW + 5)).toBe(NOW)
    expect(await store.marks.last(place, 'stance', 'norway')).toBeUndefined()
  })

  it('sees an event once across processes, until it has run out', async () => {
    const seen = await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? store : replica).memory.once('event/1', 60, NOW)))
    expect(seen.filter(Boolean)).toHaveLength(1)
    expect(await store.memory.once('event/1', 60, NOW + 59_000)).toBe(false)
    expect(await store.memory.once('event/1', 60, NOW + 61_000)).toBe(true)
    await store.memory.set('k', '1')
    await replica.memory.set('k', '2')
    expect(await store.memory.get('k')).toBe('2')
    await store.memory.delete('k')
    expect(await replica.memory.get('k')).toBeUndefined()
  })

  it('wakes who listens, on PostgreSQL in other processes as well', async () => {
    const listening = engines.kind === 'postgres' ? replica : store
    const woken = new Promise<void>((resolve) => listening.onWake('editions', resolve))
    const again = setInterval(() => void store.wake('editions'), 100)
    await woken
    clearInterval(again)
  })
})
