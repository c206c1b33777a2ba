import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { render } from '../../adapters/discord/render.js'
import { sheetsOf } from '../../adapters/slack/delivery.js'
import type { Schedule } from '../../src/desk/schedule.js'
import { openStore } from '../../src/store/open.js'
import type { ChannelKey } from '../../src/store/place-key.js'
import type { Store } from '../../src/store/store.js'
import type { Post } from '../../src/text/post.js'
import { type DiscordSimulator, GUILD, startDiscord } from '../simulators/discord.js'
import { type SlackBoard, startSlackBoard, TEAM } from '../simulators/slack-board.js'
import type { ProcessMessage, ProcessOptions } from './editions-process.js'
import { CHANNEL, openNewsroom } from './newsroom.js'

/** What came of ending delivery again and again. */
export interface KillReport {
  readonly kills: number
  /** Kills that came while an edition was partly posted. */
  readonly inTheMiddle: number
  readonly editions: number
  readonly messages: number
  /** Everything that is not as it should be: lost, twice, not complete. */
  readonly wrong: readonly string[]
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** A store that has read the sample newsroom; channels made with `addChannel` follow it and have a digest due now. */
export async function stockedStore(url: string): Promise<{ store: Store; feed: number }> {
  const newsroom = await openNewsroom(url, Date.now() - 60_000)
  const feed = await newsroom.store.channels.deskOf(CHANNEL, Date.now())
  await newsroom.close()
  return { store: await openStore(url), feed }
}

/** A channel with a digest that comes due at the minute of `at` (milliseconds). */
export async function addChannel({ store, feed }: { store: Store; feed: number }, channel: ChannelKey, at: number): Promise<void> {
  const moment = new Date(at)
  const schedule: Schedule = { days: EVERY_DAY, times: [moment.getUTCHours() * 60 + moment.getUTCMinutes()], zone: 'UTC' }
  await store.feeds.follow(channel, feed, at - 86_400_000)
  await store.schedules.add(channel, schedule, Math.floor(at / 60_000) * 60_000 - 1)
}

/** Starts a process that delivers; resolves when it begins to, or waits to. `compiled`: editions-process.ts as JavaScript. */
export async function startProcess(
  options: ProcessOptions,
  onOutcome: (outcome: string, lateMs: number) => void = () => undefined,
  compiled?: string,
): Promise<ChildProcess> {
  const script = compiled ?? fileURLToPath(new URL('./editions-process.ts', import.meta.url))
  const child = fork(script, [JSON.stringify(options)], {
    execArgv: compiled === undefined ? ['--import', 'tsx'] : [],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'ignore', options.logLevel === undefined ? 'pipe' : 'inherit', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (data) => {
    said += data
  })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The delivering process ended by itself (${code}): ${said}`)))
    child.on('message', (message: ProcessMessage) => {
      if (message.type === 'ready') resolve()
      else onOutcome(message.outcome, message.lateMs)
    })
  })
  return child
}

/** Ends a process at once, as a power cut does. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/**
 * Ends the delivering process with SIGKILL at random moments `kills` times while it posts editions to Slack and Discord simulators that
 * outlive it, each time starting another, and then compares what stands in the channels with what the editions say.
 */
export async function killDelivery(
  url: string,
  kills: number,
  random: () => number,
  report = (_: number): void => undefined,
  compiled?: string,
): Promise<KillReport> {
  const stock = await stockedStore(url)
  const slack = await startSlackBoard({ delayMs: 15 })
  const discord = await startDiscord()
  const channels: ChannelKey[] = []
  let done = 0
  let inTheMiddle = 0
  try {
    const times = { leaseMs: 600, messageMs: 25, lookMs: 100 }
    // The next process starts while this one works.
    const prepare = (i: number) =>
      startProcess(
        { url, owner: `process-${i}`, slackApi: slack.apiUrl, discordApi: discord.apiUrl, waits: true, ...times },
        undefined,
        compiled,
      )
    let next = prepare(0)
    const begin = async (): Promise<ChildProcess> => {
      const child = await next
      child.send('go')
      return child
    }
    while (done < kills) {
      const open = await stock.store.editions.counts(Date.now())
      if (open.waiting + open.sending === 0) channels.push(...(await addRound(stock, channels.length)))
      const child = await begin()
      next = prepare(done + 1)
      await new Promise((resolve) => setTimeout(resolve, random() * 900))
      await kill(child)
      done++
      if (await isHalfPosted(stock.store, channels.slice(-4))) inTheMiddle++
      report(done)
    }
    const last = await begin()
    for (let waited = 0; waited < 60_000 && !(await allSent(stock.store, channels)); waited += 100)
      await new Promise((resolve) => setTimeout(resolve, 100))
    await kill(last)
    const wrong: string[] = []
    for (const channel of channels) wrong.push(...(await faultsOf(stock.store, channel, slack, discord)))
    return { kills: done, inTheMiddle, editions: channels.length, messages: slack.messages.length + discord.messages.length, wrong }
  } finally {
    await stock.store.close()
    await slack.stop()
    await discord.stop()
  }
}

async function addRound(stock: { store: Store; feed: number }, count: number): Promise<ChannelKey[]> {
  const added: ChannelKey[] = [0, 1, 2, 3].map((i) =>
    i % 2 === 0
      ? { platform: 'slack', team: TEAM, channel: `C${count + i}` }
      : { platform: 'discord', team: GUILD, channel: String(300_000_000_000_000_000n + BigInt(count + i)) },
  )
  for (const channel of added) await addChannel(stock, channel, Date.now())
  return added
}

const editionOf = async (store: Store, channel: ChannelKey) => (await store.editions.ofChannel(channel, 5))[0]

async function isHalfPosted(store: Store, channels: readonly ChannelKey[]): Promise<boolean> {
  const editions = await Promise.all(channels.map((channel) => editionOf(store, channel)))
  return editions.some((edition) => edition?.state === 'sending')
}

async function allSent(store: Store, channels: readonly ChannelKey[]): Promise<boolean> {
  const editions = await Promise.all(channels.map((channel) => editionOf(store, channel)))
  return editions.every((edition) => edition?.state === 'sent')
}

/** What is not as it should be with the one edition of a channel: what stands there must be all its messages, each once, in order. */
export async function faultsOf(store: Store, channel: ChannelKey, slack?: SlackBoard, discord?: DiscordSimulator): Promise<string[]> {
  const name = `${channel.platform} ${channel.channel}`
  const editions = await store.editions.ofChannel(channel, 5)
  const [edition] = editions
  if (edition === undefined || editions.length !== 1) return [`${name} has ${editions.length} editions instead of one`]
  if (edition.state !== 'sent') return [`${name}: the edition is ${edition.state} (${edition.error ?? 'no error'})`]
  const post = edition.post as Post
  if ((post.replies ?? []).length === 0) return [`${name}: the edition has no stories`]
  if (channel.platform === 'slack') {
    const wanted = 1 + sheetsOf(post).rest.length
    const standing = slack?.ofChannel(channel.channel) ?? []
    const parts = standing.map(({ part }) => part)
    const head = standing[0]
    const isWhole = parts.join() === Array.from({ length: wanted }, (_, i) => i).join()
    const isUnderHead = standing.slice(1).every(({ thread }) => thread === head?.ts)
    return isWhole && isUnderHead ? [] : [`${name}: parts ${parts.join()} stand, of ${wanted}`]
  }
  const plain = (action: string, value: string): string => `${action}:${value}`
  const wanted = [post, ...(post.replies ?? [])].flatMap((one) => render(one, plain).map(({ embeds }) => embeds.map(textOf).join()))
  const heads = discord?.messages.filter((message) => message.channel_id === channel.channel && message.onlyFor === undefined) ?? []
  const rest = discord?.messages.filter((message) => message.channel_id === heads[0]?.id) ?? []
  const standing = [...heads, ...rest].map(({ embeds }) => (embeds ?? []).map(textOf).join())
  const isSame = heads.length === 1 && standing.length === wanted.length && standing.every((text, i) => text === wanted[i])
  return isSame ? [] : [`${name}: ${heads.length} heads and ${rest.length} replies stand, of 1 and ${wanted.length - 1}`]
}

const textOf = ({ title, description }: { title?: string; description?: string }): string => `${title ?? ''} ${description ?? ''}`
