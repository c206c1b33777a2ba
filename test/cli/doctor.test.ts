import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { PermissionsBitField } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examine } from '../../src/cli/doctor.js'
import { openStore } from '../../src/store/open.js'
import { APPLICATION, CHANNELS, GUILD, startDiscord, TOKEN } from '../simulators/discord.js'
import { SlackSimulator } from '../simulators/slack.js'
import { ALL_SCOPES, APP_TOKEN, BOT_TOKEN, freePort } from '../simulators/slack-web.js'

const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
const url = `file:${join(folder, 'desk.db')}`
const machine = { now: () => Date.parse('2026-11-23T12:00:00Z'), freeBytes: async () => 50 * 1024 ** 3 }
const MORNING = { kind: 'weekly', days: [1], minutes: 510, zone: 'UTC' }

/** What is not well, a finding a line: "bot token: …". */
async function wrong(environment: Readonly<Record<string, string>>, on = machine): Promise<string[]> {
  const reports = await examine({ DATABASE_URL: url, ...environment }, on)
  return reports.flatMap(({ findings }) =>
    findings.filter(({ state }) => state === 'bad').map(({ name, sentence }) => `${name}: ${sentence}`),
  )
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the installation itself', () => {
  test('a new one is well, and doctor says what to do next', async () => {
    expect(await wrong({})).toEqual([])
    const said = (await examine({ DATABASE_URL: url }, machine))
      .flatMap(({ findings }) => findings.map(({ sentence }) => sentence))
      .join('\n')
    expect(said).toContain('onrecord setup slack')
    expect(said).toContain('/sources add')
  })

  test.each([
    ['a setting that cannot be read', { PORT: 'eighty' }, /^settings: PORT should be a whole number/],
    ['a desk open to all', { HOST: '0.0.0.0' }, /^web desk: HOST 0\.0\.0\.0 .* set WEB_TOKEN/],
    ['a platform set up by half', { SLACK_APP_TOKEN: 'xapp-1' }, /^settings: SLACK_APP_TOKEN is set, but neither SLACK_BOT_TOKEN/],
    ['a setting misspelt', { DISCORD_TOEKN: 'x' }, /^settings: \.env sets DISCORD_TOEKN, which is no setting: is DISCORD_TOKEN meant/],
    ['PostgreSQL that does not answer', { DATABASE_URL: 'postgres://127.0.0.1:1/none' }, /^database: .*127\.0\.0\.1/],
  ])('%s is named', async (_, environment, expected) => {
    expect(await wrong(environment)).toEqual([expect.stringMatching(expected)])
  })

  test('a database of a newer version is named', async () => {
    const newer = join(folder, 'newer.db')
    await (await openStore(`file:${newer}`)).close()
    const db = new Database(newer)
    db.prepare("insert into schema_steps (name, taken_at) values ('999-of-tomorrow', '2030-01-01')").run()
    db.close()
    expect(await wrong({ DATABASE_URL: `file:${newer}` })).toEqual([expect.stringMatching(/^database: .*newer/i)])
  })

  test('a file that is no database is named', async () => {
    expect(await wrong({ DATABASE_URL: `file:${folder}` })).toEqual([expect.stringMatching(/^database: /)])
  })

  test('a full disk and a wrong clock are named', async () => {
    expect(await wrong({}, { ...machine, freeBytes: async () => 50 * 1024 ** 2 })).toEqual([expect.stringMatching(/^disk: .*make room/)])
    expect(await wrong({}, { ...machine, now: () => 0 })).toEqual([expect.stringMatching(/^clock: .*1970-01-01/)])
  })

  test('a feed that is gone, one that fails, and a paused digest are named', async () => {
    const own = `file:${join(folder, 'feeds.db')}`
    const store = await openStore(own)
    const channel = { platform: 'web', team: 'local', channel: 'newsroom' }
    await store.teams.join(channel, 0)
    for (const [name, gone] of [
      ['gone', true],
      ['slow', false],
    ] as const) {
      const feed = await store.feeds.add({ url: `https://${name}.example/feed`, kind: 'feed', title: name }, 0)
      await store.feeds.follow(channel, feed.id, 0)
      await store.feeds.polled(feed.id, { type: 'failed', nextPollAt: 1, error: `${name} does not answer.`, gone }, [], 0)
    }
    await store.schedules.add(channel, MORNING, 0)
    await store.channels.pause(channel, 'The channel was archived.')
    await store.close()
    expect(await wrong({ DATABASE_URL: own })).toEqual([
      expect.stringMatching(/^source gone: It is gone for good/),
      expect.stringMatching(/^digest of newsroom: Paused: The channel was archived/),
    ])
    const all = (await examine({ DATABASE_URL: own }, machine)).flatMap(({ findings }) => findings)
    expect(all.find(({ name }) => name === 'source slow')).toMatchObject({ state: 'remark', sentence: 'slow does not answer.' })
  })
})

describe('Slack', () => {
  let slack: SlackSimulator
  let set: Record<string, string>
  beforeAll(async () => {
    slack = await SlackSimulator.start()
    set = { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN }
  })
  afterAll(() => slack.close())

  test('all is well', async () => expect(await wrong(set)).toEqual([]))

  test('each single thing that is wrong is named', async () => {
    expect(await wrong({ ...set, SLACK_BOT_TOKEN: APP_TOKEN })).toEqual([expect.stringMatching(/SLACK_BOT_TOKEN should be a bot token/)])
    expect(await wrong({ ...set, SLACK_BOT_TOKEN: 'xoxb-of-another' })).toEqual([expect.stringMatching(/^bot token: .*SLACK_BOT_TOKEN/)])
    const { SLACK_APP_TOKEN: _, ...withoutApp } = set
    expect(await wrong(withoutApp)).toEqual([expect.stringMatching(/^connection: .*SLACK_APP_TOKEN/)])
    slack.appTokenGood = false
    expect(await wrong(set)).toEqual([expect.stringMatching(/^app token: .*connections:write/)])
    slack.appTokenGood = true
    slack.scopes = ALL_SCOPES.filter((scope) => scope !== 'chat:write')
    expect(await wrong(set)).toEqual([expect.stringMatching(/^scopes: Missing: chat:write \(posting/)])
    slack.scopes = ALL_SCOPES
    expect(await wrong({ ...set, SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` })).toEqual([
      expect.stringMatching(/^bot token: Slack cannot be reached/),
      expect.stringMatching(/^app token: Slack cannot be reached/),
    ])
  })
})

describe('Discord', () => {
  const closing: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    for (const close of closing) await close()
  })
  async function settings(options: Parameters<typeof startDiscord>[0] = {}) {
    const discord = await startDiscord({ allowContent: true, ...options })
    closing.push(async () => discord.stop())
    return { discord, set: { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: APPLICATION } }
  }
  /** A store in which a channel gets a digest. */
  async function withDigest(channel: string): Promise<string> {
    const own = `file:${join(folder, `digest-${channel}-${Math.random()}.db`)}`
    const store = await openStore(own)
    const key = { platform: 'discord', team: GUILD, channel }
    await store.teams.join(key, 0)
    await store.schedules.add(key, MORNING, 0)
    await store.close()
    return own
  }

  test('all is well, with and without the content of messages', async () => {
    const { set } = await settings()
    expect(await wrong(set)).toEqual([])
    expect(await wrong({ ...set, DISCORD_MESSAGE_CONTENT: 'on', DATABASE_URL: await withDigest(CHANNELS[0]) })).toEqual([])
  })

  test('each single thing that is wrong is named', async () => {
    const { set, discord } = await settings()
    expect(await wrong({ ...set, DISCORD_TOKEN: 'another' })).toEqual([expect.stringMatching(/^bot token: .*DISCORD_TOKEN/)])
    expect(await wrong({ ...set, DISCORD_APPLICATION_ID: '12345' })).toEqual([
      `application id: DISCORD_APPLICATION_ID should be ${APPLICATION}.`,
    ])
    const plain = (await settings({ allowContent: false })).set
    expect(await wrong({ ...plain, DISCORD_MESSAGE_CONTENT: 'on' })).toEqual([
      expect.stringMatching(/^intents: .*Privileged Gateway Intents/),
    ])
    const alone = (await settings({ inNoServer: true })).set
    expect(await wrong(alone)).toEqual([expect.stringMatching(/^servers: .*invite it with https:\/\/discord\.com\/oauth2/)])
    const denied = (
      await settings({
        permissions: String(PermissionsBitField.All & ~8n),
        denied: { [CHANNELS[0]]: PermissionsBitField.Flags.EmbedLinks },
      })
    ).set
    expect(await wrong({ ...denied, DATABASE_URL: await withDigest(CHANNELS[0]) })).toEqual([
      expect.stringMatching(/^channel #\S+: The bot’s role lacks Embed Links here/),
    ])
    discord.fail(CHANNELS[0], 'channel-refused')
    expect(await wrong({ ...set, DATABASE_URL: await withDigest(CHANNELS[0]) })).toEqual([
      expect.stringMatching(/^channel \d+: The bot may not post/),
    ])
  })
})
