import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../simulators/postgres.js'
import { injectFaults } from './faults.js'
import { killDelivery } from './kill-editions.js'
import { runReplicas } from './replicas.js'
import { plansOf, simulateMinutes } from './schedule-year.js'

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
    ['429', /slow down/, 'rate-limited'],
    ['500', /broke before it answered/, 'server-error'],
    ['timeout after the post was accepted', /may have arrived/, 'timeout'],
    ['dropped socket', /broke before it answered/, 'connection-lost'],
    ['disk full', /disk .* is full/, 'disk-full'],
    ['clock an hour ahead', /clock jumped/, 'clock-jump'],
    ['clock set back an hour', /clock jumped/, 'clock-jump'],
  ])(
    '%s: each edition once, and log and metrics say so',
    async (fault, said, kind) => {
      const [report] = await injectFaults(`file:${join(folder, `${fault}.db`)}`, undefined, [fault])
      expect(report?.wrong).toEqual([])
      expect(report?.said.join('\n')).toMatch(said)
      expect(report?.counted).toContain('onrecord_editions_total{outcome="sent"} 2')
      expect(report?.counted.join('\n')).toContain(`onrecord_edition_faults_total{kind="${kind}"}`)
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

test('every slot comes exactly once, minute by minute, wherever the clocks jump', async () => {
  const jumps: string[] = []
  // Where the clocks of Berlin and Lord Howe jump.
  for (const [month, day] of [
    [2, 29],
    [9, 25],
    [3, 5],
    [9, 4],
  ] as const) {
    const plans = plansOf(['Europe/Berlin', 'Australia/Lord_Howe'], [0, 120, 150, 180])
    const report = await simulateMinutes(Date.UTC(2026, month, day - 1), Date.UTC(2026, month, day + 2), plans)
    expect(report.wrong).toEqual([])
    jumps.push(...report.jumps)
  }
  expect(jumps).toContain('2026-03-29T02:00 Europe/Berlin: does not exist, one with 03:00')
  expect(jumps).toContain('2026-03-29T02:30 Europe/Berlin: does not exist, came at 03:30')
  expect(jumps).toContain('2026-10-25T02:30 Europe/Berlin: comes twice, came at the first')
}, 60_000)
