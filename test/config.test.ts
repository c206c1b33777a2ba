import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { misspeltSettings, readConfig, secretsOf } from '../src/config.js'
import { ConfigError } from '../src/errors.js'

test('an empty environment gives a working configuration on this machine alone', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    databaseUrl: 'file:./data/onrecord.db',
    host: '127.0.0.1',
    port: 3000,
    web: 'on',
    fetchAllow: [],
    timeZone: 'UTC',
  })
  expect(config.slackBotToken).toBeUndefined()
})

test.each([
  ['PORT', '99999', /whole number from 0 to 65535/],
  ['DATABASE_URL', 'mysql://x', /file: or postgres/],
  ['SLACK_BOT_TOKEN', 'xapp-1-secret-value', /begins with xoxb-/],
  ['TIME_ZONE', 'Mars/Olympus', /IANA time zone/],
  ['ROLES', 'web,dance', /one of web, poll/],
  ['ENCRYPTION_KEY', 'short', /32 bytes/],
  ['SLACK_API_URL', 'ftp://x', /http/],
  ['DATABASE_URL', 'file:', /should name a file/],
  ['ROLES', ',', /should be all, or some of web/],
  ['FETCH_ALLOW', '10.0.0.0/33', /cannot take “10\.0\.0\.0\/33”/],
  ['FETCH_ALLOW', 'intranet.example, *', /cannot take “\*”/],
  ['FETCH_ALLOW', 'intranet:8080', /without scheme, port/],
  ['DISCORD_GUILD', 'our-server', /Copy Server ID/],
])('%s=%s is refused by name, with what it should be', (key, value, message) => {
  expect(() => readConfig({ [key]: value })).toThrow(ConfigError)
  expect(() => readConfig({ [key]: value })).toThrow(message)
  expect(() => readConfig({ [key]: value })).toThrow(key)
})

test('what may be fetched although private: addresses, ranges, names', () => {
  const written = '127.0.0.1, 10.0.0.0/8,[::1],fd00::/8, wiki.intern,.intern,localhost'
  expect(readConfig({ FETCH_ALLOW: written }).fetchAllow).toHaveLength(7)
})

test('a wrong option is no wrong setting, and says nothing of .env', () => {
  expect(() => readConfig({}, { ROLES: 'dance' })).toThrow(expect.objectContaining({ code: 'bad-option' }))
  expect(() => readConfig({}, { ROLES: 'dance' })).not.toThrow(/\.env/)
})

test('a secret may stand in a file of its own; one that is set goes before it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  const path = join(folder, 'token')
  writeFileSync(path, 'xoxb-from-a-file\n')
  expect(readConfig({ SLACK_BOT_TOKEN_FILE: path }).slackBotToken).toBe('xoxb-from-a-file')
  expect(readConfig({ SLACK_BOT_TOKEN_FILE: path, SLACK_BOT_TOKEN: 'xoxb-here' }).slackBotToken).toBe('xoxb-here')
  expect(() => readConfig({ SLACK_BOT_TOKEN_FILE: join(folder, 'none') })).toThrow(
    /SLACK_BOT_TOKEN_FILE names .*none, which cannot be read/,
  )
  rmSync(folder, { recursive: true })
})

test('keys of .env that look like a setting and are none', () => {
  const written = {
    SLACK_BOT_TOEKN: 'x',
    DISCORD_TOKEN: 'x',
    DISCORD_TOKEN_FILE: 'x',
    POSTGRES_PASSWORD: 'x',
    PORTS: 'x',
    slack_app_token: 'x',
  }
  expect(misspeltSettings(written)).toEqual([
    { key: 'SLACK_BOT_TOEKN', meant: 'SLACK_BOT_TOKEN' },
    { key: 'slack_app_token', meant: 'SLACK_APP_TOKEN' },
  ])
})

afterEach(() => vi.unstubAllEnvs())

test('.env adds to the environment and never goes before it; one that cannot be read is not passed over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  const before = process.cwd()
  vi.stubEnv('PORT', '4001')
  vi.stubEnv('TIME_ZONE', undefined)
  try {
    process.chdir(folder)
    expect(readConfig().timeZone).toBe('UTC')
    writeFileSync('.env', 'PORT=4000\nTIME_ZONE=Europe/Berlin\n')
    expect(readConfig()).toMatchObject({ port: 4001, timeZone: 'Europe/Berlin' })
    rmSync('.env')
    mkdirSync('.env')
    expect(() => readConfig()).toThrow(/^\.env is there but cannot be read \(EISDIR\)/)
  } finally {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  }
})

test('a refused secret is not shown, nor a password within an address', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:hunter2@db/x' })).not.toThrow(/hunter2/)
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:hun/t@er2@db/x' })).not.toThrow(/hun/)
  expect(() => readConfig({ SLACK_BOT_TOKEN: 'xapp-1-secret-value' })).not.toThrow(/secret-value/)
})

test('secrets that are set are listed for redaction', () => {
  expect(secretsOf(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1-2', PORT: '80' }))).toEqual(['xoxb-1-2'])
})
