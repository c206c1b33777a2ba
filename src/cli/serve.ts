import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../../adapters/platform/desk.js'
import type { Platform } from '../../adapters/platform/platform.js'
import type { Health, HealthServer } from '../../adapters/web/health.js'
import { type Config, type Role, readConfig } from '../config.js'
import { createDesk } from '../desk/desk.js'
import { createEditor, type Editor } from '../desk/editor.js'
import { WEB_CHANNEL } from './channel.js'
import { chatPlatforms } from './chat-platforms.js'
import { type ConnectingOptions, type Connections, connectPlatforms } from './connecting.js'
import { openWorkshop, type Workshop } from './desk-services.js'
import { createMessageLog } from './message-log.js'
import { createWatch } from './metrics.js'
import { platformsSet } from './platforms-set.js'
import { giveBack, poll } from './polling.js'
import { isSample, readSampleNewsroom, SAMPLE_TRIES } from './sample-newsroom.js'
import type { Streams } from './streams.js'
import { welcome } from './welcome.js'

/** All that is on its way has ten seconds to end: what takes up work, then what talks to the world, then the store. */
const WORKERS_MS = 6_500
const DOORS_MS = 2_300
const CLOSE_MS = 800
/** A page or an article that takes longer is given back. */
const POLL_STOP_MS = 4_000
/** Whatever still holds the process after that is let go. */
const EXIT_MS = 200

/** What `onrecord start` may be told beside the configuration. */
export interface StartOptions {
  /** Some of web, poll, deliver, slack, discord, with commas. */
  readonly roles?: string
}

/** `onrecord start`: runs the desk until it is told to stop (SIGINT, SIGTERM). */
export async function serve(options: StartOptions, streams: Streams): Promise<void> {
  const config = readConfig(undefined, options.roles === undefined ? {} : { ROLES: options.roles })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const running = await startNewsroom(config)
  const { log } = running.workshop
  // A rejection that a library lets go harms nobody else; an exception out of nowhere leaves the process in a state that nobody knows.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection that nobody handled'))
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an exception that nobody caught; stopping')
    process.exitCode = 1
    stop.abort()
  })
  streams.stdout.write(`${welcome(config, running)}\n`)
  if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }))
  streams.stdout.write('Stopping …\n')
  await running.stop()
  setTimeout(() => process.exit(), EXIT_MS).unref()
}

/** A running newsroom. */
export interface Newsroom {
  readonly workshop: Workshop
  readonly desk: Desk
  /** Names of the platforms that are connected now. */
  platforms(): readonly string[]
  /** What is counted, as Prometheus reads it. */
  metrics(): Promise<string>
  /** Address of the web desk; undefined where it is off. */
  readonly webAddress: string | undefined
  /** Where health and metrics are: the web desk's address, or their own; undefined where that is taken. */
  readonly healthAddress: string | undefined
  /** Articles of the sample newsroom that were read at this start. */
  readonly samples: number
  readonly editor: Editor | undefined
  stop(): Promise<void>
}

/**
 * Starts everything that the configuration asks for. What has started is stopped again where a part cannot start. A chat platform that cannot
 * be reached is tried again while the rest runs. `clock` replaces the real one (tests).
 */
export async function startNewsroom(config: Config, clock?: () => number, connecting: ConnectingOptions = {}): Promise<Newsroom> {
  const has = (role: Role): boolean => config.roles.includes(role)
  const platforms = new Map<string, Platform>()
  let connections: Connections | undefined
  const watch = createWatch()
  const status = async () => [
    ...(await Promise.all([...platforms.values()].map(async (platform) => ({ name: platform.name, ...(await platform.status()) })))),
    ...((await connections?.status()) ?? []),
  ]
  const workshop = await openWorkshop(config, {
    ...(clock === undefined ? {} : { now: clock }),
    onArticle: watch.article,
    platforms: status,
  })
  const { now } = workshop.services
  const stopping = new AbortController()
  // What takes up work, what talks to the world, what both need: ended in this order, all of one kind at once.
  const workers: (() => Promise<unknown>)[] = []
  const doors: (() => Promise<unknown>)[] = []
  const end = async (): Promise<void> => {
    stopping.abort()
    await ended(workers, WORKERS_MS, workshop)
    await ended(doors, DOORS_MS, workshop)
    watch.stop()
    await ended([() => workshop.close()], CLOSE_MS, workshop)
  }
  try {
    const desk = createDesk(workshop.services, watch)
    const health: Health = {
      ready: async () => (stopping.signal.aborted ? { ok: false, problems: ['This process is stopping.'] } : watch.ready(workshop.store)),
      metrics: () => watch.metrics(),
    }
    let webAddress: string | undefined
    let healthAddress: string | undefined
    if (has('web') && config.web === 'on') {
      const web = await webDesk(config, workshop, health, now)
      doors.push(() => web.stop())
      await web.start(desk)
      platforms.set(web.name, web)
      webAddress = web.address()
      healthAddress = webAddress
      await workshop.store.teams.join(WEB_CHANNEL, now(), 'This desk')
      await workshop.store.channels.ensure(WEB_CHANNEL, now(), WEB_CHANNEL.channel)
    }
    if (webAddress === undefined) {
      const alone = await healthAlone(config, workshop, health)
      healthAddress = alone?.address
      if (alone !== undefined) doors.push(alone.stop)
    }
    let editor: Editor | undefined
    const chat = await connectPlatforms(await chatPlatforms(config, workshop, has), desk, workshop.log, {
      ...connecting,
      // What waited for it goes out at once.
      onConnected: () => void editor?.once(),
    })
    connections = chat
    doors.push(() => chat.stop())
    const web = platforms.get('web')
    const samples = wantsSample(config) && web !== undefined ? await openSample(workshop, desk, web, now) : 0
    const reachable = {
      keys: () => [...platforms.keys(), ...chat.connected.keys()],
      get: (name: string) => platforms.get(name) ?? chat.connected.get(name),
    }
    if (has('deliver')) {
      const { owner } = workshop
      editor = createEditor(workshop.services, {
        platforms: reachable,
        owner,
        onOutcome: watch.edition,
        onFault: watch.fault,
        onDue: watch.due,
        onTrouble: () => watch.trouble('editions'),
      })
      editor.start()
      workers.push(editor.stop)
    }
    if (has('poll')) {
      const polling = poll(workshop, config, watch, now, stopping.signal)
      workers.push(async () => {
        await Promise.race([polling, sleep(POLL_STOP_MS, undefined, { ref: false })])
        await giveBack(workshop)
      })
    }
    watch.follow(workshop.store, now, status)
    const connected = (): readonly string[] => [...reachable.keys()]
    return { workshop, desk, platforms: connected, metrics: health.metrics, webAddress, healthAddress, samples, editor, stop: end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Ends all at once; one that does not end within `ms` holds nothing up. */
async function ended(ends: readonly (() => Promise<unknown>)[], ms: number, { log }: Workshop): Promise<void> {
  const all = Promise.all(ends.map((one) => one().catch((error: unknown) => log.warn({ err: error }, 'while stopping'))))
  await Promise.race([all, sleep(ms, undefined, { ref: false })])
}

/** Health and metrics of a process without the web desk. Several on one machine need a PORT each; that one is missing stops nothing. */
async function healthAlone(config: Config, { log }: Workshop, health: Health): Promise<HealthServer | undefined> {
  const { serveHealth } = await import('../../adapters/web/health.js')
  try {
    return await serveHealth({ host: config.host, port: config.port, health })
  } catch (error) {
    log.warn((error as Error).message)
    return undefined
  }
}

async function webDesk(config: Config, workshop: Workshop, health: Health, now: () => number) {
  const { createWeb } = await import('../../adapters/web/web.js')
  return createWeb({
    host: config.host,
    port: config.port,
    log: createMessageLog(workshop.store, now),
    channel: WEB_CHANNEL.channel,
    isSample: () => isSample(workshop),
    tries: wantsSample(config) ? SAMPLE_TRIES : [],
    health,
    onError: (error) => workshop.log.error({ err: error }, 'a page could not be made'),
    ...(config.webToken === undefined ? {} : { token: config.webToken }),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  })
}

const wantsSample = (config: Config): boolean =>
  config.sample === 'on' || (config.sample === 'auto' && platformsSet(config).names.length === 0)

/** On an empty store: reads the sample newsroom and posts its digest, once. */
async function openSample(workshop: Workshop, desk: ReturnType<typeof createDesk>, web: Platform, now: () => number): Promise<number> {
  const { store } = workshop
  if ((await store.articles.count()) > 0) return 0
  const count = await readSampleNewsroom(workshop, WEB_CHANNEL, now())
  if (count === 0) return 0
  const digest = await desk.command({
    command: 'digest',
    options: { since: '2 days ago' },
    place: WEB_CHANNEL,
    person: { id: 'desk', mayManage: true },
    callId: 'first-digest',
  })
  await web.post(
    WEB_CHANNEL,
    { ...digest, footer: 'Sample: everything here is made up. Ask about it in this thread, or try /stance sweden.' },
    { key: 'first-digest', done: { replyIds: [] }, unsure: false, mark: async () => undefined },
  )
  return count
}
