import { afterEach, describe, expect, it } from 'vitest'
import { createSlack, type SlackOptions } from '../../../adapters/slack/slack.js'
import { pause, placeOf, until } from '../../contracts/harness.js'
import { createScriptedDesk, plainPost, type ScriptedDesk } from '../../contracts/scripted-desk.js'
import { SAMPLE_BRIEF, SAMPLE_DIGEST } from '../../simulators/sample-posts.js'
import { SlackSimulator } from '../../simulators/slack.js'
import { openSlack, type SlackSession, slackOptions } from '../../simulators/slack-harness.js'
import { APP_TOKEN, BOT_TOKEN, freePort, SIGNING_SECRET } from '../../simulators/slack-web.js'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(mode: 'socket' | 'http', more: Partial<SlackOptions> = {}): Promise<{ desk: ScriptedDesk; session: SlackSession }> {
  const desk = createScriptedDesk()
  const session = await openSlack(mode, desk, more)
  open.push(() => session.close())
  return { desk, session }
}

async function simulate(): Promise<SlackSimulator> {
  const simulator = await SlackSimulator.start()
  open.push(() => simulator.close())
  return simulator
}

const problem = async (work: Promise<unknown> | (() => unknown)): Promise<{ code: string; message: string }> => {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('nothing was refused')
}

describe('connecting to Slack', () => {
  it('takes up the connection again when Slack refreshes it, in the middle of commands too', async () => {
    const { desk, session } = await start('socket')
    const { simulator } = session
    desk.script.command = async ({ line }) => {
      await pause(300)
      return plainPost(`Answer ${line}`)
    }
    for (let round = 1; round <= 3; round++) {
      await session.sendCommand({ name: 'ask', line: `round ${round}`, channel: session.channels[0] })
      simulator.disconnect('refresh_requested')
      await until(`it is connected for the ${round + 1}. time`, () => simulator.connections === round + 1)
    }
    for (let round = 1; round <= 3; round++)
      await until('the answer is there', () =>
        session.visiblePosts(session.channels[0]).some((post) => post.text.includes(`Answer round ${round}`)),
      )
    expect(desk.record.calls.length).toBe(3)
  })

  it('keeps trying while Slack is away, says so, and comes back without help', async () => {
    const { session } = await start('socket')
    const { simulator } = session
    simulator.appTokenGood = false
    simulator.disconnect('broken')
    await until('it says so', async () => (await session.platform.status()).remarks.some((remark) => remark.includes('SLACK_APP_TOKEN')))
    expect((await session.platform.status()).connected).toBe(false)
    simulator.appTokenGood = true
    await until('it is back', async () => (await session.platform.status()).connected, 8000)
    expect((await session.platform.status()).remarks).toEqual([])
  })

  it('says in one sentence what to change where it cannot start', async () => {
    const simulator = await simulate()
    const base = slackOptions(simulator, 'socket')
    const starting = (options: SlackOptions) => problem(() => createSlack(options).start(createScriptedDesk()))
    const { botToken: _bot, ...noBot } = base
    const { appToken: _app, ...noApp } = base
    const cases: [SlackOptions, string, RegExp][] = [
      [noBot, 'bad-token', /SLACK_BOT_TOKEN/u],
      [noApp, 'bad-token', /SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/u],
      [{ ...base, botToken: APP_TOKEN }, 'bad-token', /SLACK_BOT_TOKEN holds an app-level token.*xoxb/u],
      [{ ...base, appToken: BOT_TOKEN }, 'bad-token', /SLACK_APP_TOKEN holds a bot token.*xapp/u],
      [{ ...base, botToken: 'xoxp-user' }, 'bad-token', /user token/u],
      [{ ...base, botToken: 'xoxb-unknown' }, 'bad-token', /does not accept SLACK_BOT_TOKEN/u],
      [{ ...base, appToken: 'xapp-unknown' }, 'bad-token', /SLACK_APP_TOKEN.*connections:write/u],
      [{ ...base, apiUrl: `http://127.0.0.1:${await freePort()}/api/` }, 'unreachable', /cannot be reached.*SLACK_API_URL/u],
    ]
    for (const [options, code, sentence] of cases) {
      const error = await starting(options)
      expect(error.message).toMatch(sentence)
      expect(error.code).toBe(code)
      expect(error.message).not.toContain('simulated')
    }
    simulator.scopes = ['commands']
    expect((await starting(base)).message).toMatch(/lacks the scope chat:write/u)
    simulator.tokens.set(BOT_TOKEN, 'inactive')
    expect((await starting(base)).message).toMatch(/removed from this workspace/u)
  })

  it('names scopes that are missing but not needed at once', async () => {
    const simulator = await simulate()
    simulator.scopes = ['commands', 'chat:write']
    const platform = createSlack(slackOptions(simulator, 'socket'))
    await platform.start(createScriptedDesk())
    const { connected, summary, remarks } = await platform.status()
    expect([connected, summary]).toEqual([true, 'connected to the workspace Newsroom over Socket Mode'])
    expect(remarks.join('\n')).toContain('The scope im:history is missing (direct messages)')
    await platform.stop()
  })

  it('refuses requests with a bad signature, an old timestamp, none, or from an unknown workspace', async () => {
    const { desk, session } = await start('http')
    const { simulator } = session
    const endpoint = simulator.endpoint as string
    const body = new URLSearchParams({
      team_id: simulator.team,
      channel_id: 'C1',
      user_id: 'U1',
      command: '/ask',
      text: 'who?',
      trigger_id: '1',
    }).toString()
    const form = 'application/x-www-form-urlencoded'
    expect((await simulator.signed(endpoint, body, form, {}, 'another secret')).status).toBe(401)
    expect((await simulator.signed(endpoint, body, form, {}, SIGNING_SECRET, 301)).status).toBe(401)
    expect((await fetch(endpoint, { method: 'POST', headers: { 'content-type': form }, body })).status).toBe(401)
    await simulator.command('ask', 'who?', session.channels[0], { team_id: 'T0STRANGER' })
    await simulator.event({ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'hello', ts: '1.1' }, 'T0STRANGER')
    await pause(100)
    expect(desk.record.calls).toEqual([])
    expect(desk.record.questions).toEqual([])
    expect((await fetch(endpoint.replace('/slack/events', '/slack/install'))).status).toBe(404)
  })

  it('deletes a team that removes the app', async () => {
    const { desk, session } = await start('socket')
    await session.simulator.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } })
    await pause(50)
    expect(desk.record.left).toEqual([])
    await session.simulator.event({ type: 'app_uninstalled' })
    await until('the desk is told', () => desk.record.left.includes(`slack/${session.team}`))
    expect((await session.platform.status()).connected).toBe(false)
  })
})

describe('sending to Slack', () => {
  it('spaces the messages of an edition by a second a channel, while channels go on side by side', async () => {
    const { session } = await start('socket', { messageMs: 1000 })
    await Promise.all(session.channels.map((channel) => session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)))
    const times = session.channels.map((channel) =>
      session.simulator.sent.filter(({ method, body }) => method === 'chat.postMessage' && body.channel === channel).map(({ at }) => at),
    )
    for (const own of times) {
      expect(own.length).toBe(3)
      for (let i = 1; i < own.length; i++) expect((own[i] as number) - (own[i - 1] as number)).toBeGreaterThanOrEqual(1000)
    }
    expect(Math.max(...times.map(([first]) => first as number))).toBeLessThan(Math.min(...times.map((own) => own.at(-1) as number)))
  })

  it('hands a long wait back to the desk instead of holding it', async () => {
    const { session } = await start('socket')
    session.simulator.fail(session.channels[0], { kind: '429', seconds: 90 })
    const error = await problem(session.platform.post(placeOf(session, session.channels[0]), plainPost('Patience')))
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 90_000 })
  })

  it('says what to change where a message is refused', async () => {
    const { session } = await start('socket')
    const { simulator } = session
    const place = placeOf(session, session.channels[0])
    const cases: [string, Record<string, unknown>, string, RegExp][] = [
      ['missing_scope', { needed: 'chat:write', provided: 'commands' }, 'missing-scope', /lacks the scope chat:write/u],
      ['not_in_channel', {}, 'channel-refused', /\/invite/u],
      ['is_archived', {}, 'channel-refused', /archived/u],
      ['token_revoked', {}, 'bad-token', /was revoked/u],
      ['invalid_auth', {}, 'bad-token', /SLACK_BOT_TOKEN/u],
      ['invalid_blocks', {}, 'refused', /invalid_blocks/u],
    ]
    for (const [word, more, code, sentence] of cases) {
      simulator.fail(session.channels[0], { kind: 'error', word, more })
      const error = await problem(session.platform.post(place, plainPost('Once')))
      expect([error.code, error.message]).toEqual([code, expect.stringMatching(sentence)])
    }
  })

  it('finds a reply that was accepted unheard, from its event or from its thread, and never asks for replies', async () => {
    const { session } = await start('http')
    const { simulator } = session
    const channel = session.channels[0]
    const posted = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    const done = { messageId: posted.messageId, thread: posted.thread as string, replyIds: posted.replyIds.slice(0, 1) }
    const marks: unknown[] = []
    const mark = async (step: object): Promise<void> => {
      marks.push(step)
    }
    const again = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, { key: 'e', done, unsure: true, mark })
    expect(again.replyIds).toEqual(posted.replyIds)
    expect(marks).toEqual([{ replyId: posted.replyIds[1] }])
    expect(simulator.messages.filter((one) => one.thread === posted.thread).length).toBe(2)
    expect(simulator.sent.map(({ method }) => method)).not.toContain('conversations.replies')
  })

  it('sends a lost answer again although others wrote in the thread before', async () => {
    const { desk, session } = await start('http')
    const { simulator } = session
    const channel = session.channels[0]
    const { messageId, thread } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    desk.script.question = () => null
    await session.type({ channel, thread: thread as string, text: 'interesting' })
    await pause(1100)
    for (const accepted of [false, true]) {
      desk.script.press = () => plainPost(`Pressed while lost, ${accepted}`)
      simulator.fail(channel, { kind: 'lost', accepted })
      await session.pressButton({ messageId, label: 'Sources' })
      await until('the answer is there', () =>
        session.visiblePosts(channel).some((post) => post.text.includes(`while lost, ${accepted}, in full`)),
      )
      await pause(300)
      expect(session.visiblePosts(channel).filter((post) => post.text.includes(`while lost, ${accepted}, in full`)).length).toBe(1)
    }
  })

  it('stays unsure where it cannot look, and posts only when it could', async () => {
    const { session } = await start('http')
    const { simulator } = session
    const place = placeOf(session, session.channels[0])
    const delivery = { key: 'e', done: { replyIds: [] }, unsure: true, mark: async () => {} }
    simulator.historyRefusal = 'missing_scope'
    expect(await problem(session.platform.post(place, SAMPLE_DIGEST, delivery))).toMatchObject({
      code: 'unsure',
      message: expect.stringContaining('channels:history'),
    })
    expect(session.visiblePosts(session.channels[0])).toEqual([])
    simulator.historyRefusal = undefined
    await session.platform.post(place, SAMPLE_DIGEST, delivery)
    expect(session.visiblePosts(session.channels[0]).length).toBe(3)
  })

  it('says for sure that nothing was sent where there is no connection', async () => {
    const { session } = await start('socket')
    await session.platform.stop()
    expect(await problem(session.platform.post(placeOf(session, session.channels[0]), plainPost('Late')))).toMatchObject({
      code: 'not-sent',
    })
  })

  it('writes to a person directly', async () => {
    const { session } = await start('socket')
    await session.platform.post(placeOf(session, `@${session.person}`), plainPost('A digest could not be posted'))
    expect(session.visiblePosts(session.direct as string).map((post) => post.text)).toEqual([
      expect.stringContaining('could not be posted'),
    ])
  })

  it('answers through the response_url where the bot is not in the conversation', async () => {
    const { desk, session } = await start('socket')
    session.simulator.refuse(session.channels[0], 'channel_not_found')
    desk.script.command = () => SAMPLE_DIGEST
    await session.sendCommand({ name: 'digest', line: 'now', channel: session.channels[0] })
    await until('the answer is there', () =>
      session.visiblePosts(session.channels[0]).some((post) => post.text.includes('Monday, 23 November')),
    )
    expect(session.visiblePosts(session.channels[0]).every((post) => post.onlyFor === undefined)).toBe(true)
  })

  it('acknowledges while the desk is silent, and never holds an answer longer than it takes', async () => {
    const { desk, session } = await start('socket')
    desk.script.command = async () => {
      await pause(3300)
      return plainPost('At last')
    }
    const { milliseconds } = await session.simulator.command('ask', 'slow?', session.channels[0])
    // Slack waits for three seconds.
    expect(milliseconds).toBeLessThan(3000)
    await until('the answer is there', () => session.visiblePosts(session.channels[0]).some((post) => post.text.includes('At last')))
  })
})
