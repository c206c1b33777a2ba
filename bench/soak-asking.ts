import { CHANNELS, type DiscordSimulator, GUILD } from '../test/simulators/discord.js'
import type { SlackSimulator } from '../test/simulators/slack.js'
import { readControls } from '../test/simulators/slack-reader.js'
import { PLACES, THINGS } from './made-up-news.js'
import type { Papers } from './soak-news.js'

/** What was asked, and how long the answer took: from the sending until it stands where the asker sees it. */
export interface Asked {
  readonly what: string
  /** Infinity: it never came. */
  readonly milliseconds: number
}

/** Where people ask. */
export interface Rooms {
  readonly slack: SlackSimulator
  readonly discord: DiscordSimulator
  /** Base address of the web desk. */
  readonly web: string
  readonly slackRooms: readonly string[]
  readonly papers: Papers
  readonly random: () => number
  /** Milliseconds of the newsroom's clock. */
  readonly now: () => number
}

const PATIENCE_MS = 15_000

/** Asks the `number`th thing: all commands, questions and buttons in turn, on Slack, Discord and the web desk. */
export async function ask(rooms: Rooms, number: number): Promise<Asked> {
  const { papers, random, now } = rooms
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string
  const person = (): string => papers.person(now(), random)
  const kinds: readonly [what: string, work: () => Promise<boolean>][] = [
    ['Slack /stance', () => slackCommand(rooms, number, 'stance', pick(PLACES))],
    ['Discord /ask', () => discordCommand(rooms, number, 'ask', { question: `what did ${person()} say about the ${pick(THINGS)}?` })],
    ['web /who', () => webLine(rooms, `/who ${person()}`)],
    ['Slack button', () => slackButton(rooms)],
    ['Discord /digest', () => discordCommand(rooms, number, 'digest', { topic: 'now' })],
    ['Slack /brief', () => slackCommand(rooms, number, 'brief', papers.latest(random))],
    ['web question', () => webLine(rooms, `What did ${person()} say?`)],
    ['Slack question in a thread', () => slackQuestion(rooms, `What did ${person()} say about the ${pick(THINGS)}?`)],
    ['Discord question in a thread', () => discordQuestion(rooms, `Who criticised the ${pick(THINGS)}?`)],
    ['web /stance', () => webLine(rooms, `/stance ${pick(PLACES)} about ${pick(THINGS)}`)],
    ['Slack /ask', () => slackCommand(rooms, number, 'ask', `who spoke about the ${pick(THINGS)}?`)],
    ['Discord /who', () => discordCommand(rooms, number, 'who', { name: person() })],
    ['Slack /sources', () => slackCommand(rooms, number, 'sources', 'list')],
    ['Discord /onrecord', () => discordCommand(rooms, number, 'onrecord', { action: 'status' })],
    ['web page', () => webPage(rooms)],
  ]
  const [what, work] = kinds[number % kinds.length] as (typeof kinds)[number]
  const began = performance.now()
  const came = await work().catch(() => false)
  return { what, milliseconds: came ? performance.now() - began : Number.POSITIVE_INFINITY }
}

async function until(isThere: () => boolean): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (isThere()) return true
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  return false
}

/** Answers since `before`: not "Reading…", and not the messages of editions, which nobody asked for. */
const slackAnswers = ({ slack }: Rooms, before: number, isOne: (body: Record<string, unknown>) => boolean): boolean =>
  slack.sent
    .slice(before)
    .some(
      ({ method, body }) =>
        (method === 'response_url' || ((method === 'chat.postMessage' || method === 'chat.update') && isOne(body))) &&
        body.text !== 'Reading…',
    )

async function slackCommand(rooms: Rooms, number: number, name: string, text: string): Promise<boolean> {
  const { slack, slackRooms } = rooms
  const room = slackRooms[number % slackRooms.length] as string
  const before = slack.sent.length
  await slack.command(name, text, room)
  return until(() => slackAnswers(rooms, before, ({ channel }) => channel === room))
}

/** Presses the first button of the latest answer that has one, corrections apart. */
async function slackButton(rooms: Rooms): Promise<boolean> {
  const { slack, slackRooms } = rooms
  const isButton = (label: string): boolean => label !== 'Wrong speaker?'
  const message = slack.messages.findLast(
    ({ channel, payload, onlyFor }) => onlyFor === undefined && slackRooms.includes(channel) && readControls(payload).some(isButton),
  )
  if (message === undefined) return slackCommand(rooms, 0, 'who', rooms.papers.person(rooms.now(), rooms.random))
  const before = slack.sent.length
  await slack.press(message.ts, readControls(message.payload).find(isButton) as string)
  return until(() => slackAnswers(rooms, before, ({ channel }) => channel === message.channel))
}

async function slackQuestion(rooms: Rooms, text: string): Promise<boolean> {
  const { slack } = rooms
  const head = slack.messages.findLast(
    ({ channel, by, thread, payload }) =>
      by === 'bot' && thread === undefined && payload.metadata !== undefined && !rooms.slackRooms.includes(channel),
  )
  if (head === undefined) return slackCommand(rooms, 0, 'ask', text)
  const before = slack.sent.length
  await slack.type(head.channel, text, { thread: head.ts, mention: true })
  const isEdition = (body: Record<string, unknown>): boolean =>
    String((body.metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key).startsWith('slack/')
  return until(() =>
    slackAnswers(rooms, before, (body) => body.channel === head.channel && (body.thread_ts ?? head.ts) === head.ts && !isEdition(body)),
  )
}

async function discordCommand({ discord }: Rooms, number: number, name: string, options: Record<string, string>): Promise<boolean> {
  const given = Object.entries(options).map(([key, value]) => ({ name: key, type: 3, value }))
  const room = CHANNELS[number % CHANNELS.length] as string
  const id = await discord.interact(2, { id: '1', name, type: 1, options: given }, room)
  // An answer for one person stands as a message of its own in place of "thinking …".
  return until(() => discord.messages.some((one) => one.channel_id === room && BigInt(one.id) > BigInt(id) && one.thinking !== true))
}

async function discordQuestion(rooms: Rooms, text: string): Promise<boolean> {
  const { discord } = rooms
  // A thread whose edition is complete: the last of them may still be on its way.
  const thread = [...discord.threads.keys()].at(-20)
  if (thread === undefined) return discordCommand(rooms, 1, 'ask', { question: text })
  const before = discord.messages.length
  discord.type({ channel: thread, text, mention: true })
  return until(() => discord.messages.slice(before).some(({ channel_id }) => channel_id === thread))
}

async function webLine({ web }: Rooms, text: string): Promise<boolean> {
  const answer = await fetch(`${web}/messages`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ text, channel: 'newsroom' }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  await answer.text()
  return answer.ok
}

async function webPage({ web }: Rooms): Promise<boolean> {
  const answer = await fetch(web, { signal: AbortSignal.timeout(PATIENCE_MS) })
  return answer.ok && (await answer.text()).includes('</html>')
}

/** The server on which the Discord rooms are. */
export const DISCORD_TEAM = GUILD
