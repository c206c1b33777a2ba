import type { ChildProcess } from 'node:child_process'
import type { ChannelKey } from '../../src/store/place-key.js'
import { startSlackBoard, TEAM } from '../simulators/slack-board.js'
import { addChannel, faultsOf, kill, startProcess, stockedStore } from './kill-editions.js'
import { secondsOf, secondsOfMachine } from './processor-time.js'

/** How many, and how fast. */
export interface ReplicaOptions {
  readonly url: string
  readonly replicas: number
  readonly channels: number
  /** End one with SIGKILL when half of the messages stand. */
  readonly killOne: boolean
  /** Milliseconds between messages of a channel, which the simulator enforces. */
  readonly channelMs: number
  readonly leaseMs?: number
  /** Waits for the next full minute, so that all processes run when it strikes; else all is due at once. */
  readonly onTheMinute: boolean
  /** Longest that is waited for, in seconds. */
  readonly patience?: number
}

/** What came of it; seconds after the moment at which all was due (or all processes ran). */
export interface ReplicaReport {
  readonly messages: number
  readonly lastSecond: number
  /** What the platform's own pace takes: one message a channel at a time. */
  readonly paceSeconds: number
  /** Second by which half, and 99 of 100, of the channels had all their messages. */
  readonly half: number
  readonly most: number
  /** Messages that Slack refused for coming too fast. */
  readonly refused: number
  /** Processor seconds from the minute until all stood: of the replicas, of the simulator, of everything on the machine, and what its cores had. */
  readonly processor: { readonly replicas: number; readonly simulator: number; readonly busy: number; readonly all: number }
  /** Editions sent by each process. */
  readonly shares: readonly number[]
  readonly wrong: readonly string[]
}

/** Between two looks at how far it has come: seldom enough to cost nothing. */
const LOOK_MS = 250

/** Several processes on one PostgreSQL deliver editions that are due at the same minute, through one Slack that keeps what is posted. */
export async function runReplicas(options: ReplicaOptions): Promise<ReplicaReport> {
  const stock = await stockedStore(options.url)
  const slack = await startSlackBoard({ channelMs: options.channelMs, delayMs: 20 })
  const children: ChildProcess[] = []
  const shares: number[] = Array.from({ length: options.replicas }, () => 0)
  const channels: ChannelKey[] = Array.from({ length: options.channels }, (_, i) => ({ platform: 'slack', team: TEAM, channel: `C${i}` }))
  try {
    const lead = 15_000 + options.channels * 12
    const dueAt = options.onTheMinute ? Math.ceil((Date.now() + lead) / 60_000) * 60_000 : Date.now()
    for (let i = 0; i < channels.length; i += 16)
      await Promise.all(channels.slice(i, i + 16).map((channel) => addChannel(stock, channel, dueAt)))
    const begin = (i: number) =>
      startProcess(
        {
          url: options.url,
          owner: `replica-${i}`,
          leaseMs: options.leaseMs ?? 15_000,
          slackApi: slack.apiUrl,
          messageMs: options.channelMs,
        },
        (outcome) => {
          if (outcome === 'sent') shares[i] = (shares[i] ?? 0) + 1
        },
      )
    children.push(...(await Promise.all(shares.map((_, i) => begin(i)))))
    const zero = Math.max(dueAt, options.onTheMinute ? 0 : Date.now())
    const end = zero + (options.patience ?? 600) * 1000
    let isKilled = !options.killOne
    await until(zero)
    const meter = startMeter(children)
    // How many messages an edition has is known from the first; all are made of the same news.
    while (Date.now() < end) {
      await until(Date.now() + LOOK_MS)
      meter.look()
      const first = slack.messages[0]
      const each = first === undefined ? 5 : Math.max(5, slack.ofChannel(first.channel).length)
      if (!isKilled && slack.messages.length >= (each * options.channels) / 2) {
        isKilled = true
        await kill(children[0] as ChildProcess)
      }
      const open = await stock.store.editions.counts(Date.now())
      if (slack.messages.length > 0 && open.waiting + open.sending === 0 && slack.messages.length >= options.channels) break
    }
    const processor = meter.look()
    const wrong: string[] = []
    for (let i = 0; i < channels.length; i += 50)
      wrong.push(...(await Promise.all(channels.slice(i, i + 50).map((channel) => faultsOf(stock.store, channel, slack)))).flat())
    const lasts = channels
      .map(({ channel }) => ((slack.ofChannel(channel).at(-1)?.at ?? Number.POSITIVE_INFINITY) - zero) / 1000)
      .sort((a, b) => a - b)
    const at = (share: number): number => lasts[Math.min(lasts.length - 1, Math.floor(share * lasts.length))] as number
    const each = slack.messages.length / options.channels
    const { refused } = slack.counts
    const timing = { lastSecond: at(1), half: at(0.5), most: at(0.99), paceSeconds: ((each - 1) * options.channelMs) / 1000 }
    return { messages: slack.messages.length, ...timing, refused, processor, shares, wrong }
  } finally {
    await Promise.all(children.map(kill))
    await stock.store.close()
    await slack.stop()
  }
}

const until = (moment: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())))

/** Counts processor time from now on. A process that is ended counts with what it had at the last look. */
function startMeter(children: readonly ChildProcess[]): { look(): ReplicaReport['processor'] } {
  const own = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6
  const seen = new Map<ChildProcess, number>()
  const sum = (): number => {
    for (const child of children) {
      const seconds = child.pid === undefined ? undefined : secondsOf(child.pid)
      if (seconds !== undefined) seen.set(child, seconds)
    }
    return [...seen.values()].reduce((all, one) => all + one, 0)
  }
  const from = { replicas: sum(), simulator: own(), ...secondsOfMachine() }
  return {
    look() {
      const { busy, all } = secondsOfMachine()
      return { replicas: sum() - from.replicas, simulator: own() - from.simulator, busy: busy - from.busy, all: all - from.all }
    },
  }
}
