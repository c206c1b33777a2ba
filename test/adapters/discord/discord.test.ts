import { afterEach, describe, expect, test } from 'vitest'
import { checkDiscord } from '../../../adapters/discord/check.js'
import { createDiscord } from '../../../adapters/discord/discord.js'
import { articleLinkOf } from '../../../adapters/discord/message-links.js'
import type { Localizations } from '../../../adapters/discord/registration.js'
import { pause, placeOf, until } from '../../contracts/harness.js'
import { ledger } from '../../contracts/platform-contract.js'
import { createScriptedDesk, plainPost, type ScriptedDesk } from '../../contracts/scripted-desk.js'
import { APPLICATION, CHANNELS, type DiscordSimulator, GUILD, startDiscord, TOKEN } from '../../simulators/discord.js'
import { openDiscord, wordsIn } from '../../simulators/discord-harness.js'
import { SAMPLE_BRIEF, SAMPLE_DIGEST } from '../../simulators/sample-posts.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
const start = async (desk: ScriptedDesk = createScriptedDesk(), options: Parameters<typeof openDiscord>[1] = {}) => {
  const session = await openDiscord(desk, options)
  open.push(session)
  return { desk, session, simulator: session.simulator }
}
const channel = CHANNELS[0]
const said = (simulator: DiscordSimulator): string => simulator.messages.map(wordsIn).join('\n')
const writes = (simulator: DiscordSimulator): number =>
  simulator.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length

describe('registration', () => {
  test('is written once, and not again where nothing has changed', async () => {
    const { session, simulator } = await start()
    expect(writes(simulator)).toBe(1)
    await session.restart()
    expect(writes(simulator)).toBe(1)
    expect(simulator.commands().map(({ name }) => name)).toContain('stance')
  })

  test('is written again where a description or a translation has changed, with translations told within Discord’s limits', async () => {
    const simulator = await startDiscord({ allowContent: true })
    const desk = createScriptedDesk()
    const { session } = await start(desk, { simulator })
    const first = simulator.commands().find(({ name }) => name === 'stance')
    expect(first).toMatchObject({ description_localizations: { de: expect.stringContaining('Land') } })
    expect(JSON.stringify(first?.options)).toContain('"description_localizations":{"de":"Land, Stelle')
    await session.platform.stop()
    const again = async (localizations: Localizations): Promise<number> => {
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
      const options = { token: TOKEN, apiUrl: simulator.apiUrl, applicationId: APPLICATION, messageContent: true, log, localizations }
      const platform = createDiscord(options)
      await platform.start(desk)
      await platform.stop()
      return writes(simulator)
    }
    const odd = { de: { ask: 'ä'.repeat(300), who: ' ', 'who.name': 'Wer' }, klingon: { ask: 'no such locale' } }
    expect(await again(odd)).toBe(2)
    expect(await again(odd)).toBe(2)
    const ask = simulator.commands().find(({ name }) => name === 'ask')
    expect(Object.keys(ask?.description_localizations as object)).toEqual(['de'])
    expect(await again({ ...odd, de: { ...odd.de, 'who.name': 'Wer denn' } })).toBe(3)
  })

  test('offers /sources and /schedule to those who manage the server, unless it decides otherwise', async () => {
    const { simulator } = await start()
    const permissions = Object.fromEntries(
      simulator.commands().map(({ name, default_member_permissions }) => [name, default_member_permissions]),
    )
    expect(permissions).toMatchObject({ sources: 1 << 5, schedule: 1 << 5, stance: null, 'Who said what?': null })
  })

  test('goes to one server while developing', async () => {
    const { simulator } = await start(createScriptedDesk(), { guild: GUILD })
    expect(
      simulator.requests.some(({ method, path }) => method === 'PUT' && path === `/applications/${APPLICATION}/guilds/${GUILD}/commands`),
    ).toBe(true)
  })
})

describe('interactions', () => {
  test('completion answers in time, and not at all where the desk is slow', async () => {
    const { desk, simulator } = await start()
    const took: number[] = []
    const ask = async () => {
      const id = await simulator.interact(
        4,
        { id: '1', name: 'stance', type: 1, options: [{ name: 'who', type: 3, value: 'nor', focused: true }] },
        channel,
      )
      took.push(simulator.interactions.get(id)?.took ?? Number.NaN)
      return simulator.interactions.get(id)?.callback
    }
    expect(await ask()).toMatchObject({ type: 8, data: { choices: [{ name: 'nor one', value: 'nor-1' }] } })
    desk.complete = () => new Promise(() => undefined)
    for (let i = 0; i < 5; i++) expect(await ask()).toMatchObject({ type: 8, data: { choices: [] } })
    // A machine that is busy with other things may be late once.
    expect(Math.min(...took.slice(1))).toBeLessThan(200)
    desk.complete = () => Promise.reject(new Error('the store is away'))
    expect(await ask()).toMatchObject({ type: 8, data: { choices: [] } })
    desk.complete = async () => Array.from({ length: 40 }, (_, i) => ({ label: `${i} ${'long '.repeat(60)}`, value: String(i) }))
    expect((await ask())?.data).toMatchObject({ choices: { length: 25 } })
  })

  test('/brief without anything opens a form, whose text is briefed', async () => {
    const { desk, simulator } = await start()
    const id = await simulator.interact(2, { id: '1', name: 'brief', type: 1, options: [] }, channel)
    const form = simulator.interactions.get(id)?.callback as { type: number; data: { custom_id: string } }
    expect(form.type).toBe(9)
    await simulator.interact(
      5,
      {
        custom_id: form.data.custom_id,
        components: [{ type: 1, components: [{ type: 4, custom_id: 'text', value: 'A whole article.' }] }],
      },
      channel,
    )
    await until('it is answered', () => said(simulator).includes('Answer to brief'))
    expect(desk.record.calls[0]?.options).toEqual({ article: 'A whole article.' })
  })

  test('“Who said what?” on a message reads its link, or says that it has none', async () => {
    const { desk, simulator } = await start()
    const target = (content: string) => {
      const message = simulator.wire({ id: '300000000000000001', channel_id: channel, author: { id: APPLICATION }, content })
      return simulator.interact(
        2,
        { id: '2', name: 'Who said what?', type: 3, target_id: message.id, resolved: { messages: { [message.id]: message } } },
        channel,
      )
    }
    await target('look: <https://news.example.org/a> !')
    await until('it is answered', () => desk.record.calls.length === 1)
    expect(desk.record.calls[0]?.options).toEqual({ article: 'https://news.example.org/a' })
    await target('no link here')
    await until('it is said', () => said(simulator).includes('no link'))
  })

  test.each([
    ['See https://news.example.org/a_(b). And https://other.example.org/', 'https://news.example.org/a_(b)'],
    ['(https://news.example.org/a), they say', 'https://news.example.org/a'],
    ['[the article](https://news.example.org/a?x=1)', 'https://news.example.org/a?x=1'],
    ['https://discord.com/channels/1/2/3 is about https://news.example.org/a!', 'https://news.example.org/a'],
    ['https://tenor.com/view/cat https://cdn.discordapp.com/a.png', undefined],
  ])('the link of a message: %s', (content, link) => {
    expect(articleLinkOf({ content, embeds: [], components: [] })).toBe(link)
  })

  test('a message’s link is found in its embeds and in what it forwards too', () => {
    const embeds = (data: object) => [{ data }] as never
    const none = { content: '', embeds: [], components: [] }
    expect(articleLinkOf({ ...none, embeds: embeds({ url: 'https://news.example.org/a' }) })).toBe('https://news.example.org/a')
    expect(articleLinkOf({ ...none, embeds: embeds({ fields: [{ name: 'x', value: '-# [Post](<https://news.example.org/b>)' }] }) })).toBe(
      'https://news.example.org/b',
    )
    const messageSnapshots = new Map([['1', { ...none, content: 'https://news.example.org/c' }]]) as never
    expect(articleLinkOf({ ...none, messageSnapshots })).toBe('https://news.example.org/c')
  })

  test('what fails in the desk is said to the one who asked alone, without its details, and nothing is left thinking', async () => {
    const { desk, session, simulator } = await start()
    desk.script.command = () => Promise.reject(new Error('secret detail'))
    desk.script.press = () => Promise.reject(new Error('secret detail'))
    await session.sendCommand({ name: 'who', line: 'marrow', channel })
    await until('it is said', () => said(simulator).includes('Something went wrong'))
    const { messageId } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    await session.pressButton({ messageId, label: 'Sources' })
    await until('it is said again', () => simulator.messages.filter((message) => wordsIn(message).includes('went wrong')).length === 2)
    expect(simulator.messages.filter((message) => wordsIn(message).includes('went wrong')).every(({ onlyFor }) => onlyFor)).toBe(true)
    expect(simulator.messages.some(({ thinking }) => thinking)).toBe(false)
    expect(said(simulator)).not.toContain('secret')
  })

  test('what the bot lacks in the channel is told to the one who sets a schedule, by name', async () => {
    const simulator = await startDiscord({ allowContent: true, permissions: String((1n << 10n) | (1n << 11n) | (1n << 14n)) })
    const { session } = await start(createScriptedDesk(), { simulator })
    await session.sendCommand({ name: 'schedule', line: 'weekdays 8:30', channel })
    await until('it is told', () => said(simulator).includes('Create Public Threads'))
    const told = simulator.messages.find((message) => wordsIn(message).includes('Create Public Threads'))
    expect(told?.onlyFor).toBeDefined()
    expect(wordsIn(told as never)).toContain('Send Messages in Threads')
  })

  test('buttons work after a restart, with values longer than Discord takes', async () => {
    const { desk, session } = await start()
    const value = `story:${'x'.repeat(300)}`
    const posted = await session.platform.post(placeOf(session, channel), {
      ...plainPost('Long'),
      buttons: [{ label: 'More', action: 'more', value }],
    })
    await session.restart()
    await session.pressButton({ messageId: posted.messageId, label: 'More' })
    await until('it is pressed', () => desk.record.presses.length === 1)
    expect(desk.record.presses[0]).toMatchObject({ action: 'more', value })
  })

  test('the stories of a digest have a menu, a line for each button, that is answered like a button', async () => {
    const { desk, session, simulator } = await start()
    const section = (name: string) => ({
      heading: name,
      parts: [],
      buttons: [{ label: 'Who said what', action: 'who-said-what' as const, value: `story:${name}` }],
    })
    await session.platform.post(placeOf(session, channel), {
      ...plainPost('Two stories'),
      sections: [section('ports'), section('ferries')],
    })
    const hasMenu = (one: (typeof simulator.messages)[number]): boolean => JSON.stringify(one.components ?? []).includes('Who said what:')
    const message = simulator.messages.find(hasMenu)
    const menu = message?.components
      ?.flatMap((row) => row.components)
      .find(({ options }) => options?.some(({ label }) => label.startsWith('Who said what:')))
    const option = menu?.options?.find(({ label }) => label.startsWith('Who said what:'))
    await simulator.interact(3, { component_type: 3, custom_id: menu?.custom_id, values: [option?.value] }, channel, {
      message: simulator.wire(message as never),
    })
    await until('it is pressed', () => desk.record.presses.length === 1)
    expect(desk.record.presses[0]).toMatchObject({ action: 'who-said-what', value: 'story:ports' })
  })

  test('an interaction that Discord no longer knows harms nothing', async () => {
    const { simulator } = await start()
    const lost = simulator.interact(2, { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: 'x' }] }, channel)
    for (const interaction of simulator.interactions.values()) interaction.expired = true
    await Promise.race([lost, pause(600)])
    await simulator.interact(2, { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: 'y' }] }, channel)
    await until('the next one is answered', () => said(simulator).includes('Answer to ask'))
  })
})

describe('threads', () => {
  test('a digest opens one thread; its messages stand there', async () => {
    const { session, simulator } = await start()
    const posted = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    expect([...simulator.threads.keys()]).toEqual([posted.thread])
    expect(simulator.messages.filter((message) => message.channel_id === posted.thread).length).toBe(posted.replyIds.length)
  })

  test('each message of a digest carries a nonce of its own, enforced, and the same one when it is tried again', async () => {
    const { session, simulator } = await start()
    const nonces = (): unknown[] =>
      simulator.requests
        .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
        .map(({ body }) => {
          const { nonce, enforce_nonce } = body as { nonce?: string; enforce_nonce?: boolean }
          return enforce_nonce === true ? nonce : undefined
        })
    const { replyIds } = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, ledger('monday'))
    const first = nonces()
    expect(first.length).toBe(1 + replyIds.length)
    expect(new Set(first).size).toBe(first.length)
    expect(first.every((nonce) => typeof nonce === 'string')).toBe(true)
    await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, ledger('monday'))
    expect(nonces().slice(first.length)).toEqual(first)
    expect(simulator.messages.length).toBe(first.length)
  })

  test('a digest is one message in the channel, and in its thread one a story', async () => {
    const { session, simulator } = await start()
    await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    const inChannel = simulator.messages.filter((message) => message.channel_id === channel)
    expect(inChannel.length).toBe(1)
    expect(simulator.messages.length - 1).toBe(SAMPLE_DIGEST.replies?.length)
  })

  test('a thread that was archived before the bot connected is known all the same', async () => {
    const { desk, session, simulator } = await start()
    const { thread } = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    const state = simulator.threads.get(thread as string) as { archived: boolean }
    state.archived = true
    await session.restart()
    simulator.type({ channel: thread as string, text: 'and the ferries?' })
    await until('it is answered', () => said(simulator).includes('Reply to and the ferries?'))
    expect(desk.record.questions[0]?.place).toEqual(placeOf(session, channel, thread))
  })

  test('the bot’s own role is taken for its name', async () => {
    const { desk, simulator } = await start()
    simulator.type({ channel, text: 'what did Marrow say?', mention: 'role' })
    await until('it is answered', () => said(simulator).includes('Reply to what did Marrow say?'))
    expect(desk.record.questions[0]).toMatchObject({ text: 'what did Marrow say?', addressed: true })
  })

  test('without the Message Content intent: mentions and replies are answered, plain talk is not even heard', async () => {
    const simulator = await startDiscord()
    const { desk, session } = await start(createScriptedDesk(), { simulator, messageContent: false })
    const posted = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    simulator.openThread(channel, posted.messageId)
    simulator.type({ channel: posted.messageId, text: 'what did Reyl say?' })
    await pause(200)
    expect(desk.record.questions).toEqual([])
    simulator.type({ channel: posted.messageId, text: 'what did Reyl say?', mention: true })
    simulator.type({ channel, text: 'and the union?', replyTo: posted.messageId })
    await until('both are answered', () => desk.record.questions.length === 2)
    expect(desk.record.questions.map(({ place, addressed }) => [place.thread, addressed])).toEqual([
      [posted.messageId, true],
      [posted.messageId, true],
    ])
    const status = await session.platform.status()
    expect(status.summary).toContain('Message Content off')
    expect(status.remarks.join()).toContain('mention the bot')
  })

  test('an archived thread opens again on an answer, a locked one is left alone', async () => {
    const { desk, session, simulator } = await start()
    const { thread } = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    const state = simulator.threads.get(thread as string) as { archived: boolean; locked: boolean }
    state.archived = true
    simulator.type({ channel: thread as string, text: 'who said so?', mention: true })
    await until('it is answered', () => said(simulator).includes('Reply to who said so?'))
    expect(state.archived).toBe(false)
    state.locked = true
    simulator.dispatch('THREAD_UPDATE', simulator.channelJson(thread as string))
    simulator.type({ channel: thread as string, text: 'and now?', mention: true })
    await until('it is heard', () => desk.record.questions.length === 2)
    await pause(150)
    expect(said(simulator)).not.toContain('Reply to and now?')
  })
})

describe('the connection', () => {
  test('a dropped socket resumes, and what came meanwhile is replayed', async () => {
    const { desk, simulator } = await start()
    simulator.drop()
    simulator.type({ channel, text: 'were you away?', mention: true })
    await until('it is answered', () => desk.record.questions.length === 1, 15_000)
    expect(simulator.counts()).toEqual({ identifies: 1, resumes: 1 })
  })

  test('told to reconnect (7) it resumes; told that its session is void (9) it starts anew', async () => {
    const { desk, simulator } = await start()
    simulator.say(7)
    await until('it has resumed', () => simulator.counts().resumes === 1, 15_000)
    // What is typed now comes behind RESUMED: once it is answered, the client has read that too. (Void at that very moment, discord.js
    // 14.28 rejects a promise that nobody holds; `onrecord start` says so in its log and goes on.)
    simulator.type({ channel, text: 'back again?', mention: true })
    await until('it answers', () => desk.record.questions.length === 1, 10_000)
    simulator.say(9, false)
    await until('it is there anew', () => simulator.counts().identifies === 2, 20_000)
    simulator.type({ channel, text: 'hello?', mention: true })
    await until('it answers again', () => desk.record.questions.length === 2, 10_000)
  }, 40_000)

  test('a global limit and a failing server are waited out', async () => {
    const { session, simulator } = await start()
    simulator.limitAll(1)
    simulator.fail(channel, 'server-error')
    await session.platform.post(placeOf(session, channel), plainPost('After all'))
    expect(said(simulator)).toContain('After all, in full.')
  }, 20_000)

  test('a server that removes the bot takes its data with it; an outage does not', async () => {
    const { desk, simulator } = await start()
    simulator.removeGuild(true)
    await pause(100)
    expect(desk.record.left).toEqual([])
    simulator.dispatch('GUILD_CREATE', simulator.guildJson())
    simulator.removeGuild(false)
    await until('the desk is told', () => desk.record.left.length === 1)
    expect(desk.record.left[0]).toContain(GUILD)
  })

  test('a server that removed the bot while it was away is found out; another bot’s servers are let be', async () => {
    const simulator = await startDiscord({ allowContent: true })
    const { desk, session } = await start(createScriptedDesk(), { simulator })
    const gone = '100000000000000099'
    await desk.joined('discord', gone)
    await desk.joined('discord', `dm-${gone}`)
    await session.restart()
    expect(desk.record.left).toEqual([`discord/${gone}`])
    await desk.memory.set('discord-bot', '999')
    await session.restart()
    expect(desk.record.left.length).toBe(1)
  })
})

describe('what cannot work is said in one sentence, once', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const refused = async (simulator: DiscordSimulator, options: { token?: string; messageContent?: boolean }): Promise<string> => {
    const platform = createDiscord({
      token: options.token ?? TOKEN,
      apiUrl: simulator.apiUrl,
      applicationId: APPLICATION,
      messageContent: options.messageContent ?? false,
      log,
    })
    const sentence = await platform.start(createScriptedDesk()).then(
      () => 'started',
      (error: Error) => error.message,
    )
    const { identifies } = simulator.counts()
    const before = simulator.requests.length
    await pause(1500)
    // It does not try again by itself: that would get the bot banned.
    expect(simulator.counts().identifies).toBe(identifies)
    expect(simulator.requests.length).toBe(before)
    await platform.stop()
    await simulator.stop()
    return sentence
  }
  test('a wrong token', async () => {
    expect(await refused(await startDiscord(), { token: 'wrong' })).toMatch(/DISCORD_TOKEN/)
  })
  test('an intent that is not granted', async () => {
    expect(await refused(await startDiscord(), { messageContent: true })).toMatch(/Message Content/)
  })
})

test('doctor’s check of Discord names each single thing that is wrong', async () => {
  const simulator = await startDiscord()
  open.push({ close: () => simulator.stop() })
  const check = { token: TOKEN, apiUrl: simulator.apiUrl, messageContent: false, channels: [CHANNELS[0]] }
  expect((await checkDiscord(check)).filter(({ state }) => state === 'bad')).toEqual([])
  expect(await checkDiscord({ ...check, token: 'wrong' })).toMatchObject([{ name: 'bot token', state: 'bad' }])
  expect((await checkDiscord({ ...check, messageContent: true })).find(({ state }) => state === 'bad')).toMatchObject({ name: 'intents' })
  expect((await checkDiscord({ ...check, applicationId: '1' })).find(({ state }) => state === 'bad')?.sentence).toContain(APPLICATION)
})
