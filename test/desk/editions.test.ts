import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery, Platform } from '../../adapters/platform/platform.js'
import { createDeliverer } from '../../src/desk/delivery.js'
import type { DeliveryOptions } from '../../src/desk/delivery-options.js'
import { makeDue } from '../../src/desk/editions.js'
import type { Schedule } from '../../src/desk/schedule.js'
import type { DeskServices } from '../../src/desk/services.js'
import { PlatformError } from '../../src/errors.js'
import { createLog } from '../../src/log.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'

const DAILY: Schedule = { days: [1, 2, 3, 4, 5, 6, 7], times: [480], zone: 'UTC' }
const HOUR = 3_600_000
const channel = (name: string) => ({ platform: 'paper', team: 't', channel: name })

let folder: string
let store: Store
let now: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'editions-'))
  store = await openStore(`file:${join(folder, 'desk.db')}`)
  now = DateTime.fromISO('2026-11-23T07:00:00Z').toMillis()
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const services = (): DeskServices => ({
  store,
  now: () => now,
  log: createLog('silent'),
  intake: {} as DeskServices['intake'],
  platforms: async () => [],
  rarity: () => 1,
  timeZone: 'UTC',
  version: 'test',
})

/** A platform that keeps what it was given by key, as one that can look at what it has; `fails` says what goes wrong at each step. */
function paper(fails: (step: number, delivery: Delivery) => 'before' | 'after' | 'refused' | undefined = () => undefined) {
  const seen = new Map<string, string[]>()
  let step = 0
  const post: Platform['post'] = async (place, _post, delivery) => {
    if (delivery === undefined) return { messageId: 'notice', replyIds: [] }
    const fault = fails(step++, delivery)
    if (fault === 'refused') throw new PlatformError('channel-refused', 'The channel is archived.')
    if (fault === 'before') throw new PlatformError('unreachable', 'No network.')
    const list = seen.get(place.channel) ?? []
    seen.set(place.channel, list)
    if (delivery.done.messageId === undefined && !(delivery.unsure && list.includes(delivery.key))) list.push(delivery.key)
    if (fault === 'after') throw new PlatformError('unsure', 'The answer was lost.')
    await delivery.mark({ messageId: delivery.key })
    return { messageId: delivery.key, replyIds: [] }
  }
  return { seen, platform: { name: 'paper', post } as unknown as Platform }
}

/** Delivers until nothing is due any more. */
async function deliverDue(options: DeliveryOptions): Promise<void> {
  let isDone = false
  const deliverer = createDeliverer(services(), options, () => isDone)
  while ((await deliverer.fill()) > 0) await deliverer.idle()
  // A claim that was put off for a moment would else come after the test, and take what is due by then.
  isDone = true
}

const run = async (platform: Platform, owner = 'a'): Promise<void> => {
  await makeDue(services())
  await deliverDue({ platforms: new Map([['paper', platform]]), owner, leaseMs: 60_000 })
}

describe('editions', () => {
  test('each comes once at its time, whatever the number of looks and processes', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    const { seen, platform } = paper()
    for (; now < DateTime.fromISO('2026-11-26T12:00:00Z').toMillis(); now += HOUR / 2)
      await Promise.all([run(platform, 'a'), run(platform, 'b'), run(platform, 'c')])
    expect(seen.get('one')).toEqual(['23', '24', '25', '26'].map((day) => `paper/t/one/2026-11-${day}T08:00 UTC`))
  })

  test('down for days: the newest comes, the others are folded into it; too late, none', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    const { seen, platform } = paper()
    now = DateTime.fromISO('2026-11-27T10:00:00Z').toMillis()
    await run(platform)
    expect(seen.get('one')).toEqual(['paper/t/one/2026-11-27T08:00 UTC'])
    now = DateTime.fromISO('2026-11-28T21:00:00Z').toMillis()
    await run(platform)
    expect(seen.get('one')?.length).toBe(1)
  })

  test('a lost answer is looked up, a lost network tried again: one edition each', async () => {
    const faults = ['before', 'after', 'after', 'before', undefined] as const
    for (const name of ['one', 'two', 'three']) await store.schedules.add(channel(name), DAILY, now)
    const { seen, platform } = paper((step) => faults[step % faults.length])
    now += HOUR
    for (let i = 0; i < 12; i++) {
      await run(platform)
      now += 5 * 60_000
    }
    for (const name of ['one', 'two', 'three']) expect(seen.get(name)).toEqual([`paper/t/${name}/2026-11-23T08:00 UTC`])
    expect((await store.editions.ofChannel(channel('one'), 1))[0]?.state).toBe('sent')
  })

  test('a channel that refuses is paused with its reason, and the others go on', async () => {
    for (const name of ['archived', 'open']) await store.schedules.add(channel(name), DAILY, now)
    const { seen, platform } = paper((_, delivery) => (delivery.key.includes('archived') ? 'refused' : undefined))
    now += HOUR
    await run(platform)
    now += 24 * HOUR
    await run(platform)
    expect(seen.get('open')?.length).toBe(2)
    expect(seen.has('archived')).toBe(false)
    expect((await store.channels.get(channel('archived')))?.paused).toBe('The channel is archived.')
  })

  test('who set up the digest of a channel that refuses is told, once, by name of what is wrong', async () => {
    await store.channels.ensure(channel('archived'), now)
    await store.channels.setSettings(channel('archived'), { setUpBy: 'U7' })
    await store.schedules.add(channel('archived'), DAILY, now)
    const told: { to: string; title: string }[] = []
    const post: Platform['post'] = async (place, { title }, delivery) => {
      if (delivery !== undefined) throw new PlatformError('channel-refused', 'The channel is archived.')
      told.push({ to: place.channel, title })
      return { messageId: 'notice', replyIds: [] }
    }
    for (let day = 0; day < 3; day++) {
      now += day === 0 ? HOUR : 24 * HOUR
      await run({ name: 'paper', post } as unknown as Platform)
    }
    expect(told).toEqual([{ to: '@U7', title: 'A digest could not be posted, and is paused: The channel is archived.' }])
  })

  test('an edition that comes after its time says that it is late; one on time does not', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    const subtitles: (string | undefined)[] = []
    const post: Platform['post'] = async (_, { subtitle }, delivery) => {
      subtitles.push(subtitle)
      await delivery?.mark({ messageId: 'm' })
      return { messageId: 'm', replyIds: [] }
    }
    const platform = { name: 'paper', post } as unknown as Platform
    now += HOUR
    await run(platform)
    now += 24 * HOUR + 40 * 60_000
    await run(platform)
    expect(subtitles).toEqual([undefined, 'Late: it was due at 08:00'])
  })

  test('a process that falls over in the middle: its lease runs out, another one finishes, the reader sees one', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    now += HOUR
    await makeDue(services())
    const [claimed] = await store.editions.claim({ owner: 'dead', now, leaseMs: 60_000, limit: 1 })
    expect(claimed?.slot).toBe('2026-11-23T08:00 UTC')
    const { seen, platform } = paper()
    await run(platform, 'b')
    expect(seen.has('one')).toBe(false)
    now += 2 * 60_000
    await run(platform, 'b')
    expect(seen.get('one')?.length).toBe(1)
  })

  test('quiet hours hold an edition back until their end', async () => {
    await store.channels.ensure(channel('one'), now)
    await store.channels.setSettings(channel('one'), { quiet: { from: 420, to: 600, zone: 'UTC' } })
    await store.schedules.add(channel('one'), DAILY, now)
    const { seen, platform } = paper()
    now = DateTime.fromISO('2026-11-23T09:59:00Z').toMillis()
    await run(platform)
    expect(seen.has('one')).toBe(false)
    now = DateTime.fromISO('2026-11-23T10:00:10Z').toMillis()
    await run(platform)
    expect(seen.get('one')?.length).toBe(1)
  })

  test('a platform away for too long: the edition is folded, and says so; the next comes alone', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    const away = paper(() => 'before')
    const outcomes: string[] = []
    const look = async (platform: Platform): Promise<void> => {
      await makeDue(services())
      const onOutcome = (outcome: string): void => void outcomes.push(outcome)
      await deliverDue({ platforms: new Map([['paper', platform]]), owner: 'a', leaseMs: 60_000, onOutcome })
    }
    for (now += HOUR; now < DateTime.fromISO('2026-11-23T16:00:00Z').toMillis(); now += HOUR / 2) await look(away.platform)
    expect(outcomes.at(-1)).toBe('folded')
    const { seen, platform } = paper()
    now = DateTime.fromISO('2026-11-24T08:00:05Z').toMillis()
    await look(platform)
    expect(seen.get('one')).toEqual(['paper/t/one/2026-11-24T08:00 UTC'])
    expect((await store.editions.ofChannel(channel('one'), 5)).map(({ state }) => state)).toEqual(['sent', 'folded'])
  })

  test('one that was never written before it was too late is folded as quietly', async () => {
    // No platform was connected while it was of use, so nothing has claimed it and nothing has put it into words.
    await store.editions.add({ channel: channel('one'), slot: 'a', dueAt: now })
    now += 9 * HOUR
    const unheard: unknown[] = []
    const hear = (error: unknown): void => void unheard.push(error)
    process.on('unhandledRejection', hear)
    const outcomes: string[] = []
    const platforms = new Map([['paper', paper().platform]])
    await deliverDue({ platforms, owner: 'a', leaseMs: 60_000, onOutcome: (outcome) => void outcomes.push(outcome) })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', hear)
    expect({ outcomes, unheard }).toEqual({ outcomes: ['folded'], unheard: [] })
  })

  test('several that wait in one channel are folded into the newest; what may stand already is completed first', async () => {
    const at = now
    for (const [i, slot] of ['a', 'b', 'c'].entries()) await store.editions.add({ channel: channel('one'), slot, dueAt: at + i })
    for (const [i, slot] of ['a', 'b'].entries()) await store.editions.add({ channel: channel('two'), slot, dueAt: at + i })
    // Of "two", the first was cut off in the middle.
    const claimed = await store.editions.claim({ owner: 'dead', now: at, leaseMs: 10, limit: 9 })
    const two = claimed.find((edition) => edition.channel.channel === 'two')
    const one = claimed.find((edition) => edition.channel.channel === 'one')
    await store.editions.mark(two?.id as number, 'dead', { messageId: 'm', replyIds: [] })
    await store.editions.retry(one?.id as number, 'dead', at, 'no network', false)
    const { seen, platform } = paper()
    now = at + HOUR
    await run(platform)
    expect(seen.get('one')).toEqual(['paper/t/one/c'])
    expect((await store.editions.ofChannel(channel('two'), 5)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('channels that follow the same are told the same, written and kept once', async () => {
    for (const name of ['one', 'two', 'three']) await store.schedules.add(channel(name), DAILY, now)
    const posts: unknown[] = []
    const post: Platform['post'] = async (_, given, delivery) => {
      posts.push(given)
      await delivery?.mark({ messageId: 'm' })
      return { messageId: 'm', replyIds: [] }
    }
    now += HOUR
    await run({ name: 'paper', post } as unknown as Platform)
    expect(posts).toHaveLength(3)
    expect(new Set(posts).size).toBe(1)
  })

  test('a lease that may be over: nothing more goes out under it', async () => {
    await store.schedules.add(channel('one'), DAILY, now)
    const sent: string[] = []
    const post: Platform['post'] = async (_, __, delivery) => {
      delivery?.hold?.()
      sent.push('head')
      await delivery?.mark({ messageId: 'm' })
      // The process stalls for longer than its lease, its renewals with it.
      const end = Date.now() + 1_200
      while (Date.now() < end);
      delivery?.hold?.()
      sent.push('reply')
      return { messageId: 'm', replyIds: [] }
    }
    now += HOUR
    await makeDue(services())
    const outcomes: string[] = []
    const platforms = new Map([['paper', { name: 'paper', post } as unknown as Platform]])
    await deliverDue({ platforms, owner: 'a', leaseMs: 1_000, onOutcome: (outcome) => void outcomes.push(outcome) })
    expect(sent).toEqual(['head'])
    expect(outcomes).toEqual(['lost'])
  })
})
