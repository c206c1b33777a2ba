import { PermissionFlagsBits } from 'discord.js'
import { afterEach, describe, expect, test } from 'vitest'
import { createDiscord } from '../../../adapters/discord/discord.js'
import { pause, placeOf, until } from '../../contracts/harness.js'
import { ledger } from '../../contracts/platform-contract.js'
import { createScriptedDesk, plainPost } from '../../contracts/scripted-desk.js'
import { APPLICATION, CHANNELS, DIRECT, type DiscordSimulator, startDiscord, TOKEN } from '../../simulators/discord.js'
import { openDiscord, wordsIn } from '../../simulators/discord-harness.js'
import { EVERYTHING } from '../../simulators/discord-wire.js'
import { SAMPLE_DIGEST } from '../../simulators/sample-posts.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
const channel = CHANNELS[0]
const start = async (setup: Parameters<typeof startDiscord>[0] = {}) => {
  const desk = createScriptedDesk()
  const simulator = await startDiscord({ allowContent: true, ...setup })
  const session = await openDiscord(desk, { simulator })
  open.push(session)
  return { desk, session, simulator, post: () => session.platform.post(placeOf(session, channel), plainPost('News')) }
}
const failure = async (work: Promise<unknown>): Promise<{ code?: string; message: string; retryAfterMs?: number }> =>
  work.then(
    () => ({ message: 'it worked' }),
    (error: Error) => error,
  )
const asks = (simulator: DiscordSimulator): number => simulator.requests.length + simulator.counts().identifies

describe('what is refused once is refused for good: it stops, says what to change, and asks Discord no more', () => {
  test.each([
    [401, /DISCORD_TOKEN/u],
    [403, /not disabled/u],
  ] as const)('every request is refused with %i while it runs', async (status, sentence) => {
    const { session, simulator, post } = await start()
    simulator.refuseAll(status)
    expect(await failure(post())).toMatchObject({ code: 'token-refused' })
    const before = asks(simulator)
    for (let i = 0; i < 3; i++) expect(await failure(post())).toMatchObject({ code: 'token-refused' })
    await pause(800)
    expect(asks(simulator)).toBe(before)
    expect(await session.platform.status()).toMatchObject({ connected: false, summary: expect.stringMatching(sentence) })
  })

  test.each([
    [4004, /DISCORD_TOKEN/u],
    [4014, /Message Content/u],
    [4011, /DISCORD_SHARDS=auto/u],
  ])('the gateway closes with %i while it runs', async (code, sentence) => {
    const { session, simulator } = await start()
    simulator.refuseGateway(code)
    await until('it has stopped', async () => !(await session.platform.status()).connected)
    const before = asks(simulator)
    await pause(800)
    expect(asks(simulator)).toBe(before)
    expect((await session.platform.status()).summary).toMatch(sentence)
  })

  test.each([
    ['a token that only the gateway refuses', { refuse: 4004 }, 'token-refused', /DISCORD_TOKEN/u],
    ['too few shards', { leastShards: 2 }, 'shards-refused', /DISCORD_SHARDS=auto/u],
    ['an application that is disabled', { status: 403 as const }, 'token-refused', /not disabled/u],
  ])(
    '%s, at the start',
    async (_, { refuse, status, ...setup }: { refuse?: number; status?: 403; leastShards?: number }, code, sentence) => {
      const simulator = await startDiscord(setup)
      open.push({ close: () => simulator.stop() })
      if (refuse !== undefined) simulator.refuseGateway(refuse)
      if (status !== undefined) simulator.refuseAll(status)
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
      const platform = createDiscord({ token: TOKEN, apiUrl: simulator.apiUrl, applicationId: APPLICATION, messageContent: false, log })
      const refused = await failure(platform.start(createScriptedDesk()))
      expect(refused).toMatchObject({ code, message: expect.stringMatching(sentence) })
      const before = asks(simulator)
      await pause(600)
      expect(asks(simulator)).toBe(before)
      await platform.stop()
    },
  )
})

describe('limits', () => {
  test('a long wait goes back to the desk with its time; nothing is sent meanwhile', async () => {
    const { simulator, post } = await start()
    simulator.fail(channel, 'rate-limited-long')
    const began = Date.now()
    const limited = await failure(post())
    expect(limited.code).toBe('rate-limited')
    expect(limited.retryAfterMs).toBeGreaterThanOrEqual(600_000)
    expect(Date.now() - began).toBeLessThan(5000)
    expect(simulator.messages).toEqual([])
  })
})

describe('what is missing in a channel is named', () => {
  test('to whoever asked there, in a direct message, where the bot may not write', async () => {
    const { simulator } = await start({ denied: { [channel]: PermissionFlagsBits.SendMessages } })
    simulator.type({ channel, text: 'what did Reyl say?', mention: true })
    await until('it is told', () => simulator.messages.length > 0)
    expect(simulator.messages.map(({ channel_id }) => channel_id)).toEqual([DIRECT])
    expect(wordsIn(simulator.messages[0] as never)).toContain('my role lacks Send Messages there')
  })

  test('in the error that pauses a channel’s digests: just what is missing', async () => {
    const { post } = await start({ denied: { [channel]: PermissionFlagsBits.SendMessages } })
    expect(await failure(post())).toMatchObject({
      code: 'channel-refused',
      message: expect.stringMatching(/give its role Send Messages there/u),
    })
  })

  test('to whoever asks for a digest whose thread cannot be opened; its head stands', async () => {
    const denied = PermissionFlagsBits.CreatePublicThreads
    const permissions = String(BigInt(EVERYTHING) & ~denied)
    const { desk, session, simulator } = await start({ denied: { [channel]: denied }, permissions })
    desk.script.command = () => SAMPLE_DIGEST
    await session.sendCommand({ name: 'digest', line: 'now', channel })
    await until('it is told', () => simulator.messages.length === 2)
    const [head, told] = simulator.messages
    expect(wordsIn(head as never)).toContain(SAMPLE_DIGEST.title)
    expect(told?.onlyFor).toBeDefined()
    expect(wordsIn(told as never)).toMatch(/still needs: Create Public Threads\.$/u)
  })
})

describe('an edition whose thread somebody closed', () => {
  test('is left as it stands where the thread is locked or its head deleted; the channel goes on', async () => {
    const { session, simulator, post } = await start()
    const place = placeOf(session, channel)
    const posted = await session.platform.post(place, SAMPLE_DIGEST, ledger('one'))
    const thread = simulator.threads.get(posted.thread as string) as { locked: boolean }
    thread.locked = true
    const [firstReply] = posted.replyIds
    const done = { messageId: posted.messageId, thread: posted.thread as string, replyIds: [firstReply as string] }
    expect(await session.platform.post(place, SAMPLE_DIGEST, ledger('two', false, done))).toMatchObject({ replyIds: [firstReply] })
    const gone = { messageId: '999999999999999999', replyIds: [] }
    expect(await session.platform.post(place, SAMPLE_DIGEST, ledger('three', false, gone))).toEqual(gone)
    expect((await post()).messageId).toBeDefined()
  })
})
