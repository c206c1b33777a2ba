import { createDiscord } from '../../adapters/discord/discord.js'
import type { Platform } from '../../adapters/platform/platform.js'
import { createSlack } from '../../adapters/slack/slack.js'
import { createWatch } from '../../src/cli/metrics.js'
import { createDesk } from '../../src/desk/desk.js'
import { createEditor } from '../../src/desk/editor.js'
import { createLog } from '../../src/log.js'
import { storeError } from '../../src/store/failure.js'
import type { ChannelKey } from '../../src/store/place-key.js'
import type { Store } from '../../src/store/store.js'
import { APPLICATION, type Fault, GUILD, startDiscord, TOKEN } from '../simulators/discord.js'
import { type BoardFault, startSlackBoard, TEAM } from '../simulators/slack-board.js'
import { BOT_TOKEN, SIGNING_SECRET } from '../simulators/slack-web.js'
import { deliveringServices } from './delivering-services.js'
import { addChannel, faultsOf, stockedStore } from './kill-editions.js'

/** What came of one fault. */
export interface FaultReport {
  readonly fault: string
  /** From the fault until all stood, in seconds. */
  readonly seconds: number
  /** What the log says of it: its distinct lines of level warning and above. */
  readonly said: readonly string[]
  /** Lines of the metrics that count it. */
  readonly counted: readonly string[]
  readonly wrong: readonly string[]
}

const HOUR = 3_600_000
const PATIENCE_MS = 60_000

/** Everything that a fault can be injected into. */
interface Scene {
  readonly slack: Awaited<ReturnType<typeof startSlackBoard>>
  readonly discord: Awaited<ReturnType<typeof startDiscord>>
  readonly discordChannel: string
  readonly restartDatabase: (() => Promise<void>) | undefined
  setClock(offMs: number): void
  /** Lets marking what was accepted fail so often, as on a full disk. */
  failMarks(times: number): void
}

const onPlatforms = (slack: BoardFault, discord: Fault) => (scene: Scene) => {
  scene.slack.fail(slack)
  scene.discord.fail(scene.discordChannel, discord)
}
const waiting = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The faults, each injected as an edition begins to go out. */
const FAULTS: Readonly<Record<string, (scene: Scene) => Promise<void> | void>> = {
  '429': onPlatforms('429', 'rate-limited'),
  '500': onPlatforms('500', 'server-error'),
  'timeout after the post was accepted': onPlatforms('silent', 'accepted-unanswered'),
  'dropped socket': onPlatforms('dropped', 'lost-unanswered'),
  'platform down for 5 s': async ({ slack }) => {
    slack.setDown(true)
    await waiting(5_000)
    slack.setDown(false)
  },
  'database restart': async ({ restartDatabase }) => {
    await waiting(150)
    await restartDatabase?.()
  },
  'disk full': async ({ failMarks, setClock }) => {
    failMarks(2)
    await waiting(1_000)
    // It is tried again after a minute.
    setClock(61_000)
  },
  'clock an hour ahead': ({ setClock }) => setClock(HOUR),
  'clock set back an hour': ({ setClock }) => setClock(-HOUR),
}

/** Injects faults one by one while an edition goes out to Slack and one to Discord, and looks what stands, what the log and the metrics say. */
export async function injectFaults(
  url: string,
  restartDatabase?: () => Promise<void>,
  wanted: readonly string[] = Object.keys(FAULTS),
): Promise<FaultReport[]> {
  const stock = await stockedStore(url)
  const reports: FaultReport[] = []
  try {
    const names = wanted.filter((name) => name !== 'database restart' || restartDatabase !== undefined)
    for (const [i, name] of names.entries()) reports.push(await injectFault(stock, name, i, restartDatabase))
    return reports
  } finally {
    await stock.store.close()
  }
}

async function injectFault(
  stock: { store: Store; feed: number },
  name: string,
  number: number,
  restartDatabase: (() => Promise<void>) | undefined,
): Promise<FaultReport> {
  const slack = await startSlackBoard({ delayMs: 10 })
  const discord = await startDiscord()
  const discordChannel = String(400_000_000_000_000_000n + BigInt(number))
  const channels: ChannelKey[] = [
    { platform: 'slack', team: TEAM, channel: `C${number}` },
    { platform: 'discord', team: GUILD, channel: discordChannel },
  ]
  let offMs = 0
  let marksToFail = 0
  const lines: string[] = []
  const log = createLog('warn', [], { write: (line) => void lines.push(line) })
  const watch = createWatch()
  const store = failing(stock.store, () => marksToFail-- > 0)
  const services = deliveringServices(store, log, () => offMs)
  const desk = createDesk(services)
  const platforms = new Map<string, Platform>([
    [
      'slack',
      createSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, port: 0, apiUrl: slack.apiUrl, messageMs: 50, timeout: 1500, log }),
    ],
    ['discord', createDiscord({ token: TOKEN, apiUrl: discord.apiUrl, applicationId: APPLICATION, messageContent: false, log })],
  ])
  for (const platform of platforms.values()) await platform.start(desk)
  const editor = createEditor(services, {
    platforms,
    owner: 'faults',
    leaseMs: 3_000,
    onOutcome: watch.edition,
    onFault: watch.fault,
    onDue: watch.due,
    onTrouble: () => watch.trouble('editions'),
  })
  try {
    for (const channel of channels) await addChannel(stock, channel, Date.now())
    const scene: Scene = {
      slack,
      discord,
      discordChannel,
      restartDatabase,
      setClock: (ms) => {
        offMs = ms
      },
      failMarks: (times) => {
        marksToFail = times
      },
    }
    const began = Date.now()
    // A clock that jumps does so between two looks; everything else happens while an edition goes out.
    const isClock = name.startsWith('clock')
    if (isClock) await editor.look()
    const injected = FAULTS[name]?.(scene)
    await editor.look()
    await injected
    while (Date.now() - began < PATIENCE_MS && !(await isSent(stock.store, channels))) {
      await editor.look()
      await waiting(100)
    }
    const seconds = (Date.now() - began) / 1000
    if (isClock) {
      // The clock comes right again: nothing may come a second time.
      offMs = 0
      await editor.once()
    }
    const wrong = (await Promise.all(channels.map((channel) => faultsOf(stock.store, channel, slack, discord)))).flat()
    const metrics = await watch.metrics()
    const counted = metrics
      .split('\n')
      .filter((line) => /^onrecord_(?:editions_total|edition_faults_total|editions_due_total|store_trouble)/u.test(line))
    return { fault: name, seconds, said: [...new Set(lines.map(messageOf))], counted, wrong }
  } finally {
    await editor.stop()
    for (const platform of platforms.values()) await platform.stop()
    await slack.stop()
    await discord.stop()
    watch.stop()
  }
}

const messageOf = (line: string): string => {
  const { msg, err } = JSON.parse(line) as { msg: string; err?: { message: string } }
  return err === undefined ? msg : `${msg} (${err.message})`
}

async function isSent(store: Store, channels: readonly ChannelKey[]): Promise<boolean> {
  try {
    const editions = await Promise.all(channels.map((channel) => store.editions.ofChannel(channel, 1)))
    return editions.every(([edition]) => edition?.state === 'sent')
  } catch {
    return false
  }
}

/** The store, with marks that fail as on a full disk where `shouldFail` says so. */
function failing(store: Store, shouldFail: () => boolean): Store {
  const mark: Store['editions']['mark'] = async (...given) => {
    if (shouldFail()) throw storeError('disk-full', store.where)
    return store.editions.mark(...given)
  }
  return { ...store, editions: { ...store.editions, mark } }
}
