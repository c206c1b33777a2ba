import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createDiscord } from '../../../adapters/discord/discord.js'
import { pause, placeOf, until } from '../../contracts/harness.js'
import { createScriptedDesk } from '../../contracts/scripted-desk.js'
import { addChannel, faultsOf, kill, startProcess, stockedStore } from '../../desk/kill-editions.js'
import { APPLICATION, CHANNELS, DIRECT, GUILD, OTHER_CHANNEL, OTHER_GUILD, startDiscord, TOKEN } from '../../simulators/discord.js'
import { openDiscord, wordsIn } from '../../simulators/discord-harness.js'
import { SAMPLE_DIGEST } from '../../simulators/sample-posts.js'

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const TWO = { ids: [0, 1], count: 2 }

describe('two shards in one process', () => {
  test('each server, and direct messages, are answered once, through the one connection', async () => {
    const desk = createScriptedDesk()
    const simulator = await startDiscord({ allowContent: true, twoServers: true, concurrency: 2, identifyMs: 5000 })
    const session = await openDiscord(desk, { simulator, shards: TWO })
    closing.push(() => session.close())
    expect(simulator.shards()).toEqual([
      [0, 2],
      [1, 2],
    ])
    expect(simulator.refusedIdentifies()).toBe(0)
    expect((await session.platform.status()).summary).toContain('to 2 servers')
    expect([...desk.record.joined].sort()).toEqual([`discord/${GUILD}`, `discord/${OTHER_GUILD}`])
    for (const channel of [CHANNELS[0], OTHER_CHANNEL]) await session.sendCommand({ name: 'who', line: 'marrow', channel })
    simulator.type({ channel: DIRECT, text: 'who is Tomas Reyl?' })
    await until('all are answered', () => simulator.messages.filter(({ thinking }) => !thinking).length === 3)
    await pause(100)
    expect(desk.record.calls.map(({ place }) => place.team)).toEqual([GUILD, OTHER_GUILD])
    expect(desk.record.questions.length).toBe(1)
    const posted = await session.platform.post({ ...placeOf(session, OTHER_CHANNEL), team: OTHER_GUILD }, SAMPLE_DIGEST)
    expect(simulator.threads.get(posted.thread as string)?.parent).toBe(OTHER_CHANNEL)
  })

  test('a dropped connection of both is resumed, each with its own replay', async () => {
    const desk = createScriptedDesk()
    const simulator = await startDiscord({ allowContent: true, twoServers: true, concurrency: 2 })
    const session = await openDiscord(desk, { simulator, shards: TWO })
    closing.push(() => session.close())
    simulator.drop()
    for (const channel of [CHANNELS[0], OTHER_CHANNEL]) simulator.type({ channel, text: 'were you away?', mention: true })
    await until('both are answered', () => desk.record.questions.length === 2, 15_000)
    expect(simulator.counts()).toEqual({ identifies: 2, resumes: 2 })
  })
})

describe('two shares that connect at the same moment', () => {
  test('are not both taken by Discord: the one that is sent away comes again by itself', async () => {
    const simulator = await startDiscord({ twoServers: true, identifyMs: 500 })
    closing.push(() => simulator.stop())
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const shares = [0, 1].map((shard) =>
      createDiscord({
        token: TOKEN,
        apiUrl: simulator.apiUrl,
        applicationId: APPLICATION,
        messageContent: false,
        log,
        shards: { ids: [shard], count: 2 },
      }),
    )
    for (const share of shares) closing.push(() => share.stop())
    await Promise.all(shares.map((share) => share.start(createScriptedDesk())))
    expect(simulator.refusedIdentifies()).toBe(1)
    expect(simulator.shards().sort()).toEqual([
      [0, 2],
      [1, 2],
    ])
    for (const share of shares) expect((await share.status()).summary).toContain('to 1 server,')
  }, 20_000)
})

describe('two processes with a share each, on one store', () => {
  test('commands are answered once, by the process whose server it is; each edition is posted once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-shards-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    const url = `file:${join(folder, 'desk.db')}`
    const stock = await stockedStore(url)
    closing.push(() => stock.store.close())
    const simulator = await startDiscord({ twoServers: true, concurrency: 2 })
    closing.push(() => simulator.stop())
    const channels = [
      { platform: 'discord', team: GUILD, channel: CHANNELS[1] },
      { platform: 'discord', team: OTHER_GUILD, channel: OTHER_CHANNEL },
    ]
    const begin = (shard: number) =>
      startProcess({
        url,
        owner: `share-${shard}`,
        leaseMs: 15_000,
        messageMs: 0,
        lookMs: 100,
        discordApi: simulator.apiUrl,
        discordShards: { ids: [shard], count: 2 },
      })
    for (const child of await Promise.all([begin(0), begin(1)])) closing.push(() => kill(child))
    expect(simulator.shards().sort()).toEqual([
      [0, 2],
      [1, 2],
    ])
    const option = [{ name: 'action', type: 3, value: 'help' }]
    const asked = await Promise.all(
      [CHANNELS[0], OTHER_CHANNEL].map((channel) =>
        simulator.interact(2, { id: '1', name: 'onrecord', type: 1, options: option }, channel),
      ),
    )
    await until('both are answered', () => asked.every((id) => simulator.messages.some(({ via, thinking }) => via === id && !thinking)))
    for (const id of asked)
      expect(simulator.messages.filter(({ via }) => via === id).map(wordsIn)).toEqual([expect.stringContaining('/brief')])
    for (const channel of channels) await addChannel(stock, channel, Date.now())
    const faults = async () => (await Promise.all(channels.map((channel) => faultsOf(stock.store, channel, undefined, simulator)))).flat()
    await until('both editions stand', async () => (await faults()).length === 0, 15_000)
    await pause(300)
    expect(await faults()).toEqual([])
    expect(simulator.broken).toEqual([])
  }, 40_000)
})
