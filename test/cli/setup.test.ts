import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { manifest } from '../../adapters/slack/manifest.js'
import { CATALOGUE } from '../../src/desk/catalogue.js'
import { APPLICATION, CHANNELS, startDiscord, TOKEN } from '../simulators/discord.js'
import { SlackSimulator } from '../simulators/slack.js'
import { ALL_SCOPES, APP_TOKEN, BOT_TOKEN } from '../simulators/slack-web.js'
import { call } from './streams.js'

let folder: string
let env: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'))
  env = join(folder, '.env')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  vi.unstubAllEnvs()
})
const written = (): string => readFileSync(env, 'utf8')

describe('Slack', () => {
  let slack: SlackSimulator
  beforeAll(async () => {
    slack = await SlackSimulator.start()
  })
  afterAll(() => slack.close())
  const setup = (...more: string[]) => {
    vi.stubEnv('SLACK_API_URL', slack.apiUrl)
    return call(['setup', 'slack', '--env', env, ...more])
  }
  const tokens = ['--bot-token', BOT_TOKEN, '--app-token', APP_TOKEN]

  test('prints the manifest as it is', async () => {
    const { status, out } = await setup('--manifest')
    expect(status).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(manifest(CATALOGUE))))
  })

  test('checks the tokens and writes them, for the owner’s eyes only, leaving all else as it was', async () => {
    writeFileSync(env, '# ours\nPORT=4000\nSLACK_BOT_TOKEN=xoxb-old\n\nexport TIME_ZONE="Europe/Berlin"\n', { mode: 0o644 })
    const { status, out } = await setup(...tokens)
    expect(status).toBe(0)
    expect(out).toContain('All scopes are granted')
    expect(out).not.toContain(BOT_TOKEN)
    expect(written()).toBe(
      `# ours\nPORT=4000\nSLACK_BOT_TOKEN=${BOT_TOKEN}\n\nexport TIME_ZONE="Europe/Berlin"\nSLACK_APP_TOKEN=${APP_TOKEN}\n`,
    )
    expect(statSync(env).mode & 0o777).toBe(0o600)
  })

  test('for signed HTTP it takes the signing secret, and the manifest names the address', async () => {
    const address = ['--public-url', 'https://bot.example.org']
    expect((await setup(...address, '--manifest')).out).toContain('https://bot.example.org/slack/events')
    const { status } = await setup(...address, '--bot-token', BOT_TOKEN, '--signing-secret', 'a-signing-secret')
    expect(status).toBe(0)
    expect(written()).toBe(`SLACK_BOT_TOKEN=${BOT_TOKEN}\nSLACK_SIGNING_SECRET=a-signing-secret\n`)
  })

  test('a token or scope that will not do is named, and nothing is written', async () => {
    const refused = await setup('--bot-token', 'xoxb-of-another', '--app-token', APP_TOKEN)
    expect(refused).toMatchObject({ status: 1, out: expect.stringMatching(/✗ bot token: /) })
    const swapped = await setup('--bot-token', APP_TOKEN, '--app-token', BOT_TOKEN)
    expect(swapped).toMatchObject({ status: 1, out: expect.stringMatching(/✗ tokens: /) })
    slack.scopes = ALL_SCOPES.filter((scope) => scope !== 'commands')
    expect(await setup(...tokens)).toMatchObject({ status: 1, out: expect.stringContaining('commands (slash commands)') })
    slack.scopes = ALL_SCOPES
    expect(() => written()).toThrow()
  })

  test('without a terminal it says which option is missing instead of asking', async () => {
    const { status, err } = await setup('--app-token', APP_TOKEN)
    expect(status).toBe(1)
    expect(err).toContain('Bot User OAuth Token')
  })
})

describe('Discord', () => {
  async function setup(options: Parameters<typeof startDiscord>[0], ...more: string[]) {
    const discord = await startDiscord(options)
    vi.stubEnv('DISCORD_API_URL', discord.apiUrl)
    const outcome = await call(['setup', 'discord', '--env', env, ...more])
    const messages = discord.messages.map(({ channel_id, content }) => `${channel_id}: ${content}`)
    await discord.stop()
    return { ...outcome, messages }
  }

  test('checks the token, prints the invite link, writes token and application', async () => {
    const { status, out } = await setup({ inNoServer: true }, '--token', TOKEN)
    expect(status).toBe(0)
    expect(out).toContain(`https://discord.com/oauth2/authorize?client_id=${APPLICATION}&scope=bot%20applications.commands&permissions=`)
    expect(written()).toBe(`DISCORD_TOKEN=${TOKEN}\nDISCORD_APPLICATION_ID=${APPLICATION}\n`)
  })

  test('posts a test message where it is told to', async () => {
    const { status, out, messages } = await setup({}, '--token', TOKEN, '--channel', CHANNELS[1])
    expect(status).toBe(0)
    expect(out).toContain('✓ test message')
    expect(messages).toEqual([`${CHANNELS[1]}: On Record can post here. Try /onrecord help.`])
  })

  test('a wrong token, and a channel that takes nothing, are named; nothing is written', async () => {
    expect(await setup({}, '--token', 'another')).toMatchObject({ status: 1, out: expect.stringMatching(/✗ bot token: /) })
    const denied = await setup({ permissions: '1024' }, '--token', TOKEN, '--channel', CHANNELS[0])
    expect(denied).toMatchObject({
      status: 1,
      out: expect.stringMatching(/✗ channel #\S+: The bot’s role lacks Send Messages/),
      messages: [],
    })
    expect(() => written()).toThrow()
  })
})
