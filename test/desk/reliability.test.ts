import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../simulators/postgres.js'
import { injectFaults } from './faults.js'
import { killDelivery } from './kill-editions.js'
import { runReplicas } from './replicas.js'
import { simulateYear } from './schedule-year.js'

// Short runs of what bench/editions-*.ts measures at length.
const folder = mkdtempSync(join(tmpdir(), 'onrecord-reliability-'))
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** The same moments every time. */
const moments = (): (() => number) => {
  let turn = 0
  return () => ((turn++ * 37) % 100) / 100
}

describe('a process that is killed while it posts', () => {
  test('on PostgreSQL and SQLite: each edition once and complete, nothing lost', async () => {
    for (const url of [await server.database(), `file:${join(folder, 'kill.db')}`]) {
      const report = await killDelivery(url, 3, moments())
      expect(report.wrong).toEqual([])
      expect(report.editions).toBeGreaterThan(0)
    }
  }, 180_000)
})

test('of three replicas one is killed half-way: each edition once and complete', async () => {
  const options = { replicas: 3, channels: 45, killOne: true, channelMs: 60, leaseMs: 3_000, onTheMinute: false, patience: 120 }
  const report = await runReplicas({ url: await server.database(), ...options })
  expect(report.wrong).toEqual([])
}, 180_000)

describe('faults, one by one', () => {
  test.each([
    ['429', /slow down/],
    ['500', /broke before it answered/],
    ['timeout after the post was accepted', /may have arrived/],
    ['disk full', /disk .* is full/],
    ['clock an hour ahead', /^/],
    ['clock set back an hour', /^/],
  ])(
    '%s: each edition once, and the log says so',
    async (fault, said) => {
      const [report] = await injectFaults(`file:${join(folder, `${fault}.db`)}`, undefined, [fault])
      expect(report?.wrong).toEqual([])
      expect(report?.said.join('\n')).toMatch(said)
      expect(report?.counted).toContain('onrecord_editions_total{outcome="sent"} 2')
    },
    90_000,
  )

  test('the database restarts: each edition once, and log and metrics say so', async () => {
    const [report] = await injectFaults(await server.database(), server.restart, ['database restart'])
    expect(report?.wrong).toEqual([])
    expect(report?.said.join('\n')).toMatch(/cannot be reached/)
    expect(report?.counted.join('\n')).toMatch(/outcome="(?:lost|retried)"|store_trouble/)
  }, 90_000)
})

test('every slot of a year comes exactly once, minute by minute, wherever the clocks jump', async () => {
  const { wrong, jumps } = await simulateYear(2026, [150], ['Europe/Berlin', 'Australia/Lord_Howe'])
  expect(wrong).toEqual([])
  expect(jumps).toContain('2026-03-29T02:30 Europe/Berlin: does not exist, came at 03:30')
  expect(jumps).toContain('2026-10-25T02:30 Europe/Berlin: comes twice, came at the first')
}, 60_000)
