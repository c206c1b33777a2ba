import { schedule as cron } from 'node-cron'
import { type DeliveryOptions, deliverDue, deliverNotices } from './delivery.js'
import { makeDue } from './editions.js'
import type { DeskServices } from './services.js'

/** How long stopping waits for editions on their way. What is not done by then is given back by its lease. */
const STOP_MS = 10_000

/** The part of the desk that watches the clock. */
export interface Editor {
  start(): void
  /** Looks once at what is due and delivers it; for tests and for the terminal. */
  once(): Promise<void>
  /** Takes nothing new up, and waits up to ten seconds for what is on its way. */
  stop(): Promise<void>
}

/** Fires every ten seconds, and when the store says that something changed. Whether anything is due is decided from the store each time. */
export function createEditor(services: DeskServices, options: DeliveryOptions): Editor {
  let stopping = false
  let running: Promise<void> | undefined
  let again = false
  const ends: (() => void)[] = []

  const work = async (): Promise<void> => {
    try {
      await makeDue(services)
      await deliverDue(services, options, () => stopping)
      await deliverNotices(services, options)
    } catch (error) {
      // The database may be restarting: the next round tries again.
      services.log.error({ err: error }, 'editions could not be looked at')
    }
  }
  const round = async (): Promise<void> => {
    if (running !== undefined) {
      again = true
      return running
    }
    running = work()
    await running
    running = undefined
    if (again && !stopping) {
      again = false
      await round()
    }
  }

  return {
    start() {
      const task = cron('*/10 * * * * *', () => void round())
      ends.push(
        () => void task.stop(),
        services.store.onWake('editions', () => void round()),
      )
      void round()
    },
    once: round,
    async stop() {
      stopping = true
      for (const end of ends) end()
      await Promise.race([running ?? Promise.resolve(), new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())])
    },
  }
}
