import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWatch } from '../../src/cli/metrics.js'
import { type Newsroom, startNewsroom } from '../../src/cli/serve.js'
import { readConfig } from '../../src/config.js'
import { openStore } from '../../src/store/open.js'
import { type PostgresServer, startPostgres } from '../simulators/postgres.js'

const folder = mkdtempSync(join(tmpdir(), 'onrecord-health-'))
let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const settings = (more: Record<string, string>) =>
  readConfig({ DATABASE_URL: `file:${join(folder, `${Math.random()}.db`)}`, PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'silent', ...more })
const ask = async (newsroom: Newsroom, path: string) => {
  const answer = await fetch(newsroom.healthAddress + path, { signal: AbortSignal.timeout(8_000) })
  return { status: answer.status, text: await answer.text() }
}
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 300 && !(await isSo()); i++) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** A way to a server that can be cut, or fall silent. */
async function wayTo(port: number) {
  const open = new Set<Socket>()
  let state: 'open' | 'cut' | 'silent' = 'open'
  const server = createServer((from) => {
    if (state === 'cut') return void from.destroy()
    const to = connect(port, '127.0.0.1')
    for (const socket of [from, to]) {
      open.add(socket)
      socket.on('error', () => undefined).on('close', () => open.delete(socket))
    }
    from.on('data', (data) => state !== 'silent' && to.write(data)).on('close', () => to.destroy())
    to.on('data', (data) => state !== 'silent' && from.write(data)).on('close', () => from.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as { port: number }
  return {
    port: address.port,
    be(next: typeof state): void {
      state = next
      if (next !== 'silent') for (const socket of open) socket.destroy()
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

test('ready while the database answers; not when it is gone or silent; ready again when it is back; alive all the time', async () => {
  const url = new URL(await postgres.database())
  const way = await wayTo(Number(url.port))
  url.port = String(way.port)
  const newsroom = await startNewsroom(settings({ DATABASE_URL: url.href, ROLES: 'web,deliver' }))
  try {
    expect(await ask(newsroom, '/readyz')).toEqual({ status: 200, text: '{"ok":true,"problems":[]}' })
    way.be('cut')
    const gone = await ask(newsroom, '/readyz')
    expect(gone.status).toBe(503)
    expect(gone.text).toMatch(/cannot be reached/u)
    expect((await ask(newsroom, '/healthz')).status).toBe(200)
    way.be('open')
    await until(async () => (await ask(newsroom, '/readyz')).status === 200)
    expect((await ask(newsroom, '/readyz')).status).toBe(200)
    way.be('silent')
    const began = performance.now()
    const silent = await ask(newsroom, '/readyz')
    expect(silent).toMatchObject({ status: 503, text: expect.stringMatching(/has not answered/u) })
    // Metrics are given all the same, without what only the database knows.
    expect((await ask(newsroom, '/metrics')).text).toMatch(/^onrecord_editions_overdue Nan$/imu)
    expect(performance.now() - began).toBeLessThan(6_000)
    way.be('open')
    await until(async () => (await ask(newsroom, '/readyz')).status === 200)
    expect((await ask(newsroom, '/readyz')).status).toBe(200)
  } finally {
    await newsroom.stop()
    way.stop()
  }
}, 40_000)

test('a process without the web desk tells of its health as well; one whose port is taken runs all the same', async () => {
  const first = await startNewsroom(settings({ ROLES: 'poll,deliver' }))
  const second = await startNewsroom(settings({ ROLES: 'deliver', PORT: new URL(first.healthAddress as string).port }))
  try {
    expect(first.webAddress).toBeUndefined()
    expect((await ask(first, '/readyz')).status).toBe(200)
    expect((await ask(first, '/')).status).toBe(404)
    expect(second.healthAddress).toBeUndefined()
  } finally {
    await Promise.all([first.stop(), second.stop()])
  }
})

test('not ready from the moment it is told to stop, while what is on its way is ended', async () => {
  const newsroom = await startNewsroom(settings({ ROLES: 'web' }))
  expect((await ask(newsroom, '/readyz')).status).toBe(200)
  // An event stream keeps the desk open for a moment.
  const stream = await fetch(`${newsroom.healthAddress}/events`)
  const readyz = new URL('/readyz', newsroom.healthAddress)
  const socket = connect(Number(readyz.port), '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  const stopped = newsroom.stop()
  socket.write(`GET /readyz HTTP/1.1\r\nhost: ${readyz.host}\r\n\r\n`)
  const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
  expect(answer).toMatch(/^HTTP\/1.1 503 /u)
  expect(answer).toContain('stopping')
  await stream.body?.cancel()
  await stopped
})

test('metrics tell of everything that is watched, by outcome and time, and follow the store', async () => {
  const store = await openStore(`file:${join(folder, 'metrics.db')}`)
  const watch = createWatch()
  const now = Date.now()
  watch.follow(
    store,
    () => now,
    async () => [{ name: 'slack', connected: false }],
  )
  const { id } = await store.feeds.add({ url: 'https://paper.example/feed' }, 0)
  const channel = { platform: 'slack', team: 'T1', channel: 'C1' }
  await store.feeds.follow(channel, id, 0)
  await store.entries.put(id, { keys: ['one'], entry: { title: 'One' } }, now - 90_000)
  await store.editions.add({ channel, slot: 'monday', dueAt: now - 60_000, late: false })
  watch.command('stance', 'answered', 120)
  watch.command('stance', 'failed', 2_000)
  watch.article({ isNew: true, milliseconds: 300 })
  watch.due(1)
  watch.edition('sent', {}, 7_000)
  watch.edition('refused', {}, 0)
  watch.trouble('editions')
  watch.polled({ polled: 5, unchanged: 3, failed: 1, entries: 2 })
  for (let i = 0; i < 500; i++) watch.command(`press made-up-${i}`, 'answered', 1)
  const text = await watch.metrics()
  watch.stop()
  await store.close()
  for (const line of [
    'onrecord_commands_total{what="stance",outcome="answered"} 1',
    'onrecord_commands_total{what="stance",outcome="failed"} 1',
    'onrecord_command_seconds_bucket{le="0.25",what="stance"} 1',
    'onrecord_command_seconds_sum{what="stance"} 2.12',
    'onrecord_articles_total{new="true"} 1',
    'onrecord_reading_seconds_sum 0.3',
    'onrecord_editions_due_total 1',
    'onrecord_editions_total{outcome="sent"} 1',
    'onrecord_editions_total{outcome="refused"} 1',
    'onrecord_edition_late_seconds_sum 7',
    'onrecord_store_trouble_total{what="editions"} 1',
    'onrecord_polls_total{outcome="unchanged"} 3',
    'onrecord_polls_total{outcome="failed"} 1',
    'onrecord_polls_total{outcome="fresh"} 1',
    'onrecord_platform_connected{platform="slack"} 0',
    'onrecord_feeds 1',
    'onrecord_feeds_failing 0',
    'onrecord_articles_kept 0',
    'onrecord_entries_waiting 1',
    'onrecord_queue_age_seconds 90',
    'onrecord_editions_waiting 1',
    'onrecord_editions_overdue 1',
    'onrecord_edition_age_seconds 60',
  ])
    expect(text).toContain(`${line}\n`)
  // Names that come from outside do not pile up.
  expect(text.match(/^onrecord_commands_total\{/gmu)?.length).toBeLessThan(110)
  expect(text).toContain('onrecord_commands_total{what="other",outcome="answered"}')
})
