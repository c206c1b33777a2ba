import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Platform } from '../../../adapters/platform/platform.js'
import { createDesk } from '../../../src/desk/desk.js'
import type { PlatformSession } from '../../contracts/harness.js'
import { placeOf, until } from '../../contracts/harness.js'
import { CHANNEL, openNewsroom } from '../../desk/newsroom.js'
import { CHANNELS, type DiscordSimulator, GUILD, type KeptMessage, startDiscord } from '../../simulators/discord.js'
import { openDiscord, wordsIn } from '../../simulators/discord-harness.js'

// The real desk over a store with the sample newsroom, the real discord.js, the simulated Discord: what a reader in a server sees.
const channel = CHANNELS[0]
const KEY = { platform: 'discord', team: GUILD, channel }
let newsroom: Awaited<ReturnType<typeof openNewsroom>>
let simulator: DiscordSimulator
let session: PlatformSession

/** Another process on the same store: a desk and a connection of its own. */
async function connect(messageContent: boolean): Promise<PlatformSession> {
  let platform: Platform | undefined
  const desk = createDesk({
    ...newsroom.services,
    platforms: async () => (platform === undefined ? [] : [{ name: 'discord', ...(await platform.status()) }]),
  })
  const opened = await openDiscord(desk, { simulator, messageContent })
  platform = opened.platform
  return opened
}

beforeAll(async () => {
  newsroom = await openNewsroom()
  simulator = await startDiscord({ allowContent: true })
  const feed = await newsroom.store.channels.deskOf(CHANNEL, newsroom.services.now())
  await newsroom.store.feeds.follow(KEY, feed, newsroom.services.now() - 86_400_000)
  session = await connect(true)
}, 60_000)
afterAll(async () => {
  await session.close()
  await newsroom.close()
})

const said = (from: number): string => simulator.messages.slice(from).map(wordsIn).join('\n')
/** Does something, and gives what came of it when `words` are among it. */
async function seeing(words: string | RegExp, work: () => Promise<unknown> | unknown): Promise<KeptMessage[]> {
  const before = simulator.messages.length
  await work()
  await until(`${words} is shown`, () => said(before).search(words) >= 0, 20_000)
  return simulator.messages.slice(before)
}
const labels = (message: KeptMessage): string[] =>
  (message.components ?? []).flatMap((row) => row.components.flatMap(({ label }) => (label === undefined ? [] : [label])))
const attach = (name: string, text: string | Buffer) => {
  const file = simulator.attach(name, Buffer.from(text as string))
  const options = [{ name: 'file', type: 11, value: file.id }]
  return simulator.interact(2, { id: '1', name: 'brief', type: 1, options, resolved: { attachments: { [file.id]: file } } }, channel)
}

const ARTICLE = `Lisvik council argues over its new tram

LISVIK, Norway (Tidewater Press) — The council of Lisvik voted on Monday to build a tram along the quay, after a debate that lasted nine hours.

${[
  'We have waited for this line since our grandparents were young',
  'The quay cannot take one more bus',
  'Nobody will pay a higher fare before the first carriage runs',
  'The rails will be laid at night so that the market stays open',
  'Every stop will have a roof and a bench',
  'We asked four firms and two of them answered',
  'The bill comes to 310 million crowns',
  'Half of that sum is already in the fund',
  'The bridge will be strengthened first',
  'Schools will have a stop of their own',
  'I expect the first passengers in spring',
]
  .map((words) => `"${words}," Mayor Solveig Aarnes said.`)
  .join('\n\n')}

"This is a toy for the harbour front," opposition leader Magnus Tveit said. The work is to begin in March.
`

test('/brief of an attached text: headline, key points, who said what; then “Who said what” after a restart, in a process that never saw it', async () => {
  const [head] = await seeing('Lisvik council argues over its new tram', () => attach('tram.txt', ARTICLE))
  expect(wordsIn(head as KeptMessage)).toContain('voted on Monday to build a tram along the quay')
  expect(wordsIn(head as KeptMessage)).toMatch(/Solveig Aarnes, Mayor/iu)
  expect(labels(head as KeptMessage)).toContain('Who said what')
  await session.platform.stop()
  session = await connect(true)
  const answer = await seeing('toy for the harbour front', () =>
    session.pressButton({ messageId: (head as KeptMessage).id, label: 'Who said what' }),
  )
  expect(answer.map(wordsIn).join()).toContain('Magnus Tveit')
}, 60_000)

test('/brief of an attached page in an old encoding, and of one that is no article', async () => {
  const page = `<!doctype html><html><head><meta charset="windows-1252"><title>Old mill reopens</title></head><body><article><h1>Old mill reopens</h1>
  <p>The mill at Norrtorp opened its doors again on Friday after a repair that took six years and cost 12 million crowns.</p>
  <p>\x93It turns as it did in my father\x92s day,\x94 miller \xc5sa Lindgren said.</p><p>Visitors may come on Saturdays from ten until four, the society said.</p></article></body></html>`
  const [head] = await seeing('Old mill reopens', () => attach('mill.html', Buffer.from(page, 'latin1')))
  expect(wordsIn(head as KeptMessage)).toContain('“It turns as it did in my father’s day,”')
  expect(wordsIn(head as KeptMessage)).toContain('Åsa Lindgren')
  const [told] = await seeing('too short', () => attach('note.txt', 'See you at ten.'))
  expect(told?.onlyFor).toBeDefined()
}, 60_000)

test('pages of an answer are turned in another process, from the store alone', async () => {
  const who = () => session.sendCommand({ name: 'who', line: 'Solveig Aarnes', channel })
  const [first] = await seeing('What Solveig Aarnes said', who)
  expect(labels(first as KeptMessage)).toContain('Show more')
  await session.platform.stop()
  session = await connect(true)
  const [second] = await seeing('Solveig Aarnes', () => session.pressButton({ messageId: (first as KeptMessage).id, label: 'Show more' }))
  const quoted = (message: KeptMessage | undefined): string[] => wordsIn(message as KeptMessage).match(/"[^"]+,"/gu) ?? []
  expect(quoted(first).length).toBe(8)
  expect(quoted(second).length).toBe(3)
  expect(new Set([...quoted(first), ...quoted(second)]).size).toBe(11)
}, 60_000)

test('a digest, and questions in its thread', async () => {
  const messages = await seeing(/Read in|Nepal/u, () => session.sendCommand({ name: 'digest', line: 'now', channel }))
  const head = messages[0] as KeptMessage
  await until('its thread is told', () => simulator.threads.has(head.id) && simulator.messages.some((one) => one.channel_id === head.id))
  const [answer] = await seeing('ransom', () => simulator.type({ channel: head.id, text: 'what did Hesselby say about the ransom?' }))
  expect(answer?.channel_id).toBe(head.id)
}, 60_000)

test('/onrecord status says whether plain replies are read, to the one who asks', async () => {
  const status = async (): Promise<string> => {
    const messages = await seeing('Message Content', () => session.sendCommand({ name: 'onrecord', line: 'status', channel }))
    const told = messages.find((message) => wordsIn(message).includes('Message Content'))
    expect(told?.onlyFor).toBeDefined()
    return wordsIn(told as KeptMessage)
  }
  expect(await status()).toContain('Message Content on')
  await session.platform.stop()
  session = await connect(false)
  expect(await status()).toMatch(/Message Content off[\s\S]*mention the bot/u)
}, 60_000)

test('ten commands at once are all acknowledged in time and answered', async () => {
  const before = simulator.interactions.size
  const lines = ['stance ethiopia', 'who hesselby', 'ask who criticised the tram?', 'onrecord help', 'digest now']
  await Promise.all(
    [...lines, ...lines].map((line) => {
      const [name, ...rest] = line.split(' ')
      return session.sendCommand({ name: name as string, line: rest.join(' '), channel })
    }),
  )
  const took = [...simulator.interactions.values()].slice(before).map((one) => one.took ?? Number.POSITIVE_INFINITY)
  expect(took.length).toBe(10)
  expect(Math.max(...took)).toBeLessThan(3000)
  await until('all are answered', () => !simulator.messages.some(({ thinking }) => thinking), 30_000)
}, 60_000)

test('a server that removes the bot leaves nothing behind: no channel, no thread, no remembered button', async () => {
  const long = `topic:${'x'.repeat(200)}`
  await session.platform.post(placeOf(session, channel), {
    kind: 'notice',
    audience: 'channel',
    title: 'Long',
    sections: [],
    buttons: [{ label: 'More', action: 'more', value: long }],
  })
  // Messages of what was asked before may still come in after it.
  const sent = simulator.messages.findLast(({ components }) => components?.[0]?.components[0]?.custom_id?.includes('#'))
  const kept = sent?.components?.[0]?.components[0]?.custom_id?.split('#')[1]
  const button = `discord/${GUILD}/button/${kept}`
  expect(await newsroom.store.memory.get(button)).toBe(long)
  expect(await newsroom.store.channels.get(KEY)).toBeDefined()
  simulator.removeGuild(false)
  await until('it is forgotten', async () => (await newsroom.store.channels.get(KEY)) === undefined)
  expect(await newsroom.store.teams.list('discord')).toEqual([])
  expect(await newsroom.store.memory.get(button)).toBeUndefined()
}, 60_000)
