import { expect, test } from 'vitest'
import type { Intake } from '../../src/news/intake.js'
import { withinRoom } from '../../src/news/intake-room.js'

const CHANNEL = { platform: 'web', team: 'local', channel: 'news' }

/** An intake that holds what it is given until it is told to go on. */
function slowIntake() {
  const held: (() => void)[] = []
  let most = 0
  const wait = async (): Promise<string> => {
    await new Promise<void>((resolve) => {
      held.push(resolve)
      most = Math.max(most, held.length)
    })
    return 'read'
  }
  const intake = { readAddress: wait, readText: wait, follow: wait, readList: wait, fetchNow: wait } as unknown as Intake
  return {
    intake,
    letOneGo: () => held.shift()?.(),
    get most() {
      return most
    },
  }
}
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

test('addresses wait for room, however many come at once, and all are read in the end', async () => {
  const slow = slowIntake()
  const bounded = withinRoom(slow.intake, { bytes: 30_000_000 })
  const reads = Array.from({ length: 20 }, () => bounded.readAddress('https://paper.example/one', CHANNEL))
  let done = 0
  for (const read of reads) void read.then(() => done++)
  for (let i = 0; i < 200 && done < 20; i++) {
    await soon()
    slow.letOneGo()
  }
  expect(await Promise.all(reads)).toEqual(reads.map(() => 'read'))
  expect(slow.most).toBe(3)
})

test('texts that do not fit, and addresses that have waited too long, are refused in one sentence; room that is free is used again', async () => {
  const slow = slowIntake()
  const bounded = withinRoom(slow.intake, { bytes: 10_000_000, patienceMs: 30 })
  const first = bounded.readText('x'.repeat(3_000_000), CHANNEL)
  await expect(bounded.readText('x'.repeat(3_000_000), CHANNEL)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringMatching(/try again/u),
  })
  await expect(bounded.readAddress('https://paper.example/one', CHANNEL)).rejects.toMatchObject({ code: 'busy' })
  slow.letOneGo()
  await first
  const second = bounded.readText('x'.repeat(3_000_000), CHANNEL)
  await soon()
  slow.letOneGo()
  expect(await second).toBe('read')
})
