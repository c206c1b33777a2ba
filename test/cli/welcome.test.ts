import { expect, test } from 'vitest'
import { welcome } from '../../src/cli/welcome.js'
import { readConfig } from '../../src/config.js'

const said = (environment: Record<string, string>, platforms: readonly string[] = ['web']): string =>
  welcome(readConfig(environment), { webAddress: 'http://127.0.0.1:3000', samples: 0, platforms: () => platforms })
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

test('what is said at the start of a desk: what is set up, what is not, and what waits', () => {
  expect(said({})).toMatch(/open at .*\nNo chat platform is set up yet: onrecord setup/)
  expect(said(SLACK, ['web', 'slack'])).toContain('Connected: slack.')
  // Set up, although it cannot be reached now.
  expect(said(SLACK)).toContain('Not connected yet: slack.')
  expect(said(SLACK)).not.toContain('No chat platform')
  // Another process talks to Slack.
  expect(said({ ...SLACK, ROLES: 'poll' })).not.toMatch(/slack|No chat platform/)
  expect(said({ ROLES: 'poll' })).not.toContain('No chat platform')
})

test('what is set up by half is named', () => {
  expect(said({ SLACK_APP_TOKEN: 'xapp-1' })).toContain('SLACK_APP_TOKEN is set, but neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is')
  expect(said({ SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: 'x', SLACK_APP_TOKEN: 'xapp-1' })).toContain('but ENCRYPTION_KEY is not')
  expect(said({ DISCORD_APPLICATION_ID: '100000000000000021' })).toContain('but DISCORD_TOKEN is not')
})
