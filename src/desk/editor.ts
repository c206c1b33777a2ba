import { schedule as cron } from 'node-cron'
import { createDeliverer } from './delivery.js'
import type { DeliveryOptions } from './delivery-options.js'
import { makeDue } from './editions.js'
import { deliverNotices } from './notices.js'
import type { DeskServices } from './services.js'

/** A clock that is further off than this after a second has jumped: set by somebody, or the host was asleep. */
const JUMP_MS = 30_000
/** How long stopping waits for editions on their way. What is not done by then is given back. */
const STOP_MS = 6_000

/** The part of the desk that watches the clock. */
export interface Editor {
  start(): void
  /** Looks once at what is due and begins to deliver it. */
  look(): Promise<void>
  /** Looks once at what is due and delivers it, to the end; for tests and for the terminal. */
  once(): Promise<void>
  /** Takes nothing new up, waits some seconds for what is on its way, and gives back what is not done by then. */
  stop(): Promise<void>
}

/** What the editor hears and may be told. */
export interface EditorOptions extends DeliveryOptions {
  /** Hears how many editions have come due. */
  readonly onDue?: (count: number) => void
  /** Hears that the store could not be looked at. */
  readonly onTrouble?: () => void
  readonly stopMs?: number
}

/**
 * Fires every second, and when the store says that something changed. Whether anything is due is decided from the store each time.
 * Looking never waits for what is on its way: a channel that Slack holds up for a minute holds up no other.
 */
export function createEditor(services: DeskServices, options: EditorOptions): Editor {
  let stopping = false
  const deliverer = createDeliverer(services, options, () => stopping)
  const clock = followJumps(services)
  const look = single(async () => {
    const jump = clock()
    if (Math.abs(jump) > JUMP_MS) {
      options.onFault?.('clock-jump')
      services.log.warn({ jumpMs: jump }, 'the clock jumped; each edition comes once all the same')
    }
    try {
      const made = await makeDue(services)
      if (made > 0) options.onDue?.(made)
      const freed = await services.store.editions.freeOrphans(services.now())
      if (freed > 0) services.log.warn({ freed }, 'editions of a process that is gone are taken up')
      await deliverer.fill()
    } catch (error) {
      // The database may be restarting: the next round tries again.
      options.onTrouble?.()
      services.log.error({ err: error }, 'editions could not be looked at')
    }
  })
  const notices = single(async () => {
    try {
      await deliverNotices(services, options)
    } catch (error) {
      services.log.error({ err: error }, 'notices could not be looked at')
    }
  })
  const whileRunning = async (work: () => Promise<void>): Promise<void> => {
    if (!stopping) await work()
  }
  const round = (): Promise<void> => whileRunning(async () => void (await Promise.all([look(), notices()])))
  const ends: (() => void)[] = []

  // A beat that a busy machine misses is no loss: the next one finds all that is due.
  const timing = { logger: timerLog(services.log) }

  return {
    start() {
      const looks = cron('* * * * * *', () => void whileRunning(look), timing)
      const rounds = cron('*/5 * * * * *', () => void whileRunning(notices), timing)
      ends.push(
        () => void looks.stop(),
        () => void rounds.stop(),
        services.store.onWake('editions', () => void round()),
      )
      void round()
    },
    look: round,
    async once() {
      await round()
      await deliverer.idle()
    },
    async stop() {
      stopping = true
      for (const end of ends) end()
      await Promise.race([deliverer.idle(), wait(options.stopMs ?? STOP_MS)])
      if (deliverer.busy === 0) return
      const given = await services.store.editions.release(options.owner, services.now())
      services.log.info({ given }, 'editions given back')
    },
  }
}

/** Tells, each time, by how many milliseconds the clock has run ahead (or behind) of the time that has passed since. */
function followJumps({ now }: DeskServices): () => number {
  let last = { clock: now(), run: performance.now() }
  return () => {
    const next = { clock: now(), run: performance.now() }
    const jump = next.clock - last.clock - (next.run - last.run)
    last = next
    return Math.round(jump)
  }
}

/** Runs `work` one at a time; what is asked for meanwhile is done once more after it. */
function single(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await work()
    } while (again)
    running = undefined
  }
  return () => {
    if (running === undefined) running = run()
    else again = true
    return running
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** The timer's own words, which it would write to the console by itself. */
function timerLog(log: DeskServices['log']): NonNullable<NonNullable<Parameters<typeof cron>[2]>['logger']> {
  const detail = (message: string | Error): void => log.debug({ sdk: 'node-cron' }, String(message))
  return {
    info: detail,
    warn: detail,
    debug: detail,
    error: (message, err) => log.error({ sdk: 'node-cron', err: err ?? message }, String(message)),
  }
}
