import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open.js'
import { call } from './streams.js'

const ROOT = join(import.meta.dirname, '..', '..')

describe('the desk’s commands in the terminal', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-'))
    vi.stubEnv('DATABASE_URL', `file:${join(folder, 'desk.db')}`)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    [['stance'], 2, /^Whose stance\? For example: onrecord stance china/],
    [['ask'], 2, /^Ask a question/],
    [['sources', 'bogus'], 2, /Say onrecord sources add/],
    [['schedule', 'someday', '8:30'], 1, /“someday” is neither/],
    [['sources', 'remove', 'x'], 1, /follows no source like “x”/],
    [['completion', 'tcsh'], 2, /There is no completion for tcsh/],
    [['start', '--roles', 'dance'], 2, /^ROLES should be one of/],
  ])('%j: exit %i, said on standard error', async (args, status, says) => {
    const outcome = await call(args)
    expect(outcome.err.replace(/\s+/gu, ' ')).toMatch(says)
    expect(outcome).toMatchObject({ status, out: '' })
  })

  test('what is kept of a workspace is listed and deleted, when it is meant', async () => {
    const store = await openStore(process.env.DATABASE_URL as string)
    await store.teams.join({ platform: 'slack', team: 'T1' }, Date.parse('2026-11-02T12:00:00Z'), 'Newsroom')
    await store.channels.ensure({ platform: 'slack', team: 'T1', channel: 'C1' }, 0)
    await store.close()
    expect((await call(['teams'])).out).toBe('slack/T1 Newsroom: 1 channel, since 2026-11-02\n')
    expect(await call(['teams', 'delete', 'slack/T2'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('Nothing is kept of slack/T2'),
    })
    expect(await call(['teams', 'delete', 'slack/T1'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('deletes 1 channel of slack/T1'),
    })
    expect(await call(['teams', 'delete', 'slack/T1', '--yes'])).toMatchObject({ status: 0 })
    expect((await call(['teams'])).out).toBe('Nothing of any workspace or server is kept yet.\n')
  })

  test('an empty list is no error, and speaks as the terminal does', async () => {
    for (const args of [['sources'], ['sources', 'check'], ['schedule', 'list'], ['schedule', 'off']]) {
      const { status, out, err } = await call(args)
      expect({ args, status, err }).toEqual({ args, status: 0, err: '' })
      expect(out).not.toMatch(/(?:^|\s)\/(?:sources|schedule)/)
    }
  })
})

describe('the program itself', () => {
  test('an older Node is told what is needed', () => {
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })"
    const { status, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${older}`, join(ROOT, 'bin/onrecord.js')], {
      encoding: 'utf8',
    })
    expect(stderr).toMatch(/^On Record needs Node 20\.19 or newer, and this is 20\.18\.3: /)
    expect(status).toBe(1)
    expect((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } }).engines.node).toBe('>=20.19')
  })
})
