import { expect, test } from 'vitest'
import type { Desk } from '../../adapters/platform/desk.js'
import type { Platform } from '../../adapters/platform/platform.js'
import { followClock } from '../../src/cli/clock.js'
import { connectPlatforms } from '../../src/cli/connecting.js'
import { PlatformError } from '../../src/errors.js'
import { createLog } from '../../src/log.js'

const desk = {} as Desk
const log = createLog('silent')

/** A platform whose starts fail with these codes, one after the other, until none is left. */
function candidate(name: string, ...codes: string[]) {
  const counts = { starts: 0, stops: 0 }
  const make = (): Platform =>
    ({
      name,
      async start() {
        counts.starts++
        const code = codes.shift()
        if (code !== undefined) throw new PlatformError(code, `${name}: ${code}.`)
      },
      status: async () => ({ connected: true, summary: 'connected', remarks: [] }),
      async stop() {
        counts.stops++
      },
    }) as unknown as Platform
  return { name, make, counts }
}

const until = async (isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 1000 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a platform that is down is tried again while the others run', async () => {
  const down = candidate('slack', 'unreachable', 'unsure')
  const up = candidate('discord')
  const connections = await connectPlatforms([down, up], desk, log, { firstWaitMs: 20 })
  expect([...connections.connected.keys()]).toEqual(['discord'])
  expect((await connections.status())[0]).toMatchObject({ name: 'slack', connected: false, summary: 'slack: unreachable.' })
  await until(() => connections.connected.has('slack'))
  expect([...connections.connected.keys()].sort()).toEqual(['discord', 'slack'])
  expect(down.counts.starts).toBe(3)
  await connections.stop()
  expect(up.counts.stops).toBe(1)
})

test('a wrong token at the first try ends the start, and stops what had begun', async () => {
  const up = candidate('discord')
  await expect(connectPlatforms([up, candidate('slack', 'bad-token')], desk, log)).rejects.toMatchObject({ code: 'bad-token' })
  expect(up.counts.stops).toBe(1)
})

test('a wrong token found later is not tried again', async () => {
  const one = candidate('slack', 'unreachable', 'token-refused', 'unreachable')
  const connections = await connectPlatforms([one], desk, log, { firstWaitMs: 10 })
  await until(() => one.counts.starts === 2)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(one.counts.starts).toBe(2)
  expect((await connections.status())[0]?.summary).toBe('slack: token-refused.')
  await connections.stop()
})

test('the clock follows the database’s, not the host’s', async () => {
  let told = Date.parse('2031-01-01T00:00:00Z')
  const clock = await followClock(async () => told, log, 20)
  const isTold = (): boolean => Math.abs(clock.now() - told) < 5_000
  expect(isTold()).toBe(true)
  told += 3_600_000
  await until(isTold)
  expect(isTold()).toBe(true)
  clock.stop()
})
