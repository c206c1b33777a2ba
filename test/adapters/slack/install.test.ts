import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { seal, unseal } from '../../../adapters/slack/seal.js'
import { createSlack, type SlackOptions, type SlackPlatform } from '../../../adapters/slack/slack.js'
import { until } from '../../contracts/harness.js'
import { type createMapMemory, createScriptedDesk, plainPost, type ScriptedDesk } from '../../contracts/scripted-desk.js'
import { SlackSimulator } from '../../simulators/slack.js'
import { APP_TOKEN, CLIENT_ID, CLIENT_SECRET, freePort, SIGNING_SECRET } from '../../simulators/slack-web.js'

const KEY = randomBytes(32)
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function start(
  mode: 'socket' | 'http',
): Promise<{ simulator: SlackSimulator; desk: ScriptedDesk; platform: SlackPlatform; options: SlackOptions; base: string }> {
  const simulator = await SlackSimulator.start()
  open.push(() => simulator.close())
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const options: SlackOptions = {
    ...(mode === 'socket' ? { appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET }),
    oauth: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, encryptionKey: KEY, publicUrl: base },
    apiUrl: simulator.apiUrl,
    port,
    messageMs: 40,
    clientPingTimeout: 900,
  }
  const desk = createScriptedDesk()
  const platform = createSlack(options)
  await platform.start(desk)
  open.push(() => platform.stop())
  if (mode === 'http') simulator.endpoint = `${base}/slack/events`
  return { simulator, desk, platform, options, base }
}

/** Walks through the install pages as a browser does: button, consent, and back with the state's cookie. */
async function install(simulator: SlackSimulator, base: string, tamper = (state: string): string => state): Promise<Response> {
  const page = await fetch(`${base}/slack/install`)
  const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] as string
  const address = /href="([^"]*oauth\/v2\/authorize[^"]*)"/u.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') as string
  const consent = new URL(address)
  expect(consent.searchParams.get('scope')).toContain('chat:write')
  const fields = new URLSearchParams({
    user_id: simulator.user,
    redirect_uri: consent.searchParams.get('redirect_uri') ?? '',
    scope: consent.searchParams.get('scope') ?? '',
    user_scope: '',
    state: tamper(consent.searchParams.get('state') ?? ''),
    client_id: CLIENT_ID,
  })
  const back = await fetch(`${consent.origin}/oauth/v2/authorize/callback`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: fields.toString(),
  })
  return fetch(back.headers.get('location') as string, { headers: { cookie } })
}

describe('installing in many workspaces', () => {
  for (const mode of ['http', 'socket'] as const) {
    it(`installs by OAuth over ${mode}, answers, survives a restart, and deletes everything on removal`, async () => {
      const { simulator, desk, platform, options, base } = await start(mode)
      const channel = simulator.channel('news')
      await simulator.command('ask', 'before?', channel)
      expect(desk.record.calls).toEqual([])
      expect((await install(simulator, base)).status).toBe(200)
      expect(desk.record.joined).toEqual([`slack/${simulator.team}`])
      await simulator.command('ask', 'after?', channel)
      await until('the command is answered', () => simulator.messages.some((one) => String(one.payload.text).includes('Answer to ask')))
      const kept = JSON.stringify([...(desk.memory as ReturnType<typeof createMapMemory>).entries])
      for (const token of simulator.tokens.keys()) expect(kept).not.toContain(token)
      expect((await platform.status()).summary).toContain('1 workspace ')

      await platform.stop()
      const again = createSlack(options)
      await again.start(desk)
      open.push(() => again.stop())
      await again.post({ platform: 'slack', team: simulator.team, channel }, plainPost('Still installed'))

      await simulator.event(mode === 'http' ? { type: 'app_uninstalled' } : { type: 'tokens_revoked', tokens: { bot: ['U0ONRECORD'] } })
      await until('the desk is told', () => desk.record.left.includes(`slack/${simulator.team}`))
      await expect(again.post({ platform: 'slack', team: simulator.team, channel }, plainPost('Gone'))).rejects.toMatchObject({
        code: 'bad-token',
      })
      const calls = desk.record.calls.length
      await simulator.command('ask', 'anybody?', channel)
      expect(desk.record.calls.length).toBe(calls)
      expect(JSON.stringify([...(desk.memory as ReturnType<typeof createMapMemory>).entries])).not.toContain('slack:installation:T')
      expect(simulator.violations).toEqual([])
    })
  }

  it('refuses an installation whose state was changed on the way', async () => {
    const { simulator, desk, base } = await start('http')
    expect((await install(simulator, base, (state) => `${state}x`)).status).toBe(400)
    expect(desk.record.joined).toEqual([])
  })

  it('says so where the encryption key is another one', async () => {
    const { simulator, desk, platform, options, base } = await start('http')
    await install(simulator, base)
    await platform.stop()
    const other = createSlack({
      ...options,
      oauth: { ...(options.oauth as NonNullable<SlackOptions['oauth']>), encryptionKey: randomBytes(32) },
    })
    await other.start(desk)
    open.push(() => other.stop())
    const posting = other.post({ platform: 'slack', team: simulator.team, channel: simulator.channel('news') }, plainPost('Locked'))
    await expect(posting).rejects.toMatchObject({ code: 'bad-key', message: expect.stringContaining('ENCRYPTION_KEY') })
  })
})

describe('sealing', () => {
  it('opens only what was sealed, with the same key, under the same name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (text, name, at) => {
        const sealed = seal(text, KEY, name)
        expect(unseal(sealed, KEY, name)).toBe(text.toWellFormed())
        expect(unseal(sealed, randomBytes(32), name)).toBeUndefined()
        expect(unseal(sealed, KEY, `${name}!`)).toBeUndefined()
        const place = at % sealed.length
        const changed = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`
        // The last character of a part may hold spare bits: what opens is then the same text.
        expect([undefined, text.toWellFormed()]).toContain(unseal(changed, KEY, name))
      }),
      { numRuns: 50 },
    )
  })
})
