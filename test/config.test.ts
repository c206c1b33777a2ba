import { expect, test } from 'vitest'
import { readConfig, secretsOf } from '../src/config.js'
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
])('%s=%s is refused by name, with what it should be', (key, value, message) => {
  expect(() => readConfig({ [key]: value })).toThrow(ConfigError)
  expect(() => readConfig({ [key]: value })).toThrow(message)
  expect(() => readConfig({ [key]: value })).toThrow(key)
})

test('a refused secret is not shown', () => {
  expect(() => readConfig({ SLACK_BOT_TOKEN: 'xapp-1-secret-value' })).not.toThrow(/secret-value/)
})

test('secrets that are set are listed for redaction', () => {
  expect(secretsOf(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1-2', PORT: '80' }))).toEqual(['xoxb-1-2'])
})
