import type { Config } from '../config.js'
import { takeEntries } from '../news/intake.js'
import { pollFeeds } from '../news/poll-feeds.js'
import type { Workshop } from './desk-services.js'
import type { Watch } from './metrics.js'

/** How long a quiet poller waits before it looks again, unless it is woken. */
const LOOK_MS = 15_000
const DAY = 86_400_000

/** Polls feeds and reads what they bring, until stopped; once a day deletes what is too old. */
export async function poll(
  { intake, store, log }: Workshop,
  config: Config,
  watch: Watch,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  let cleaned = 0
  let wake: () => void = () => undefined
  const endWake = store.onWake('feeds', () => wake())
  while (!signal.aborted) {
    try {
      watch.polled(await pollFeeds(intake, signal))
      await takeEntries(intake, signal)
      if (config.retentionDays > 0 && now() - cleaned > DAY) {
        await store.upkeep.expire(now() - config.retentionDays * DAY, now())
        cleaned = now()
      }
    } catch (error) {
      // What was cut off by the stop has been given back.
      if (signal.aborted) break
      // The database may be restarting: nothing is lost, the next round goes on.
      watch.trouble('sources')
      log.error({ err: error }, 'sources could not be polled')
    }
    if (signal.aborted) break
    await new Promise<void>((resolve) => {
      wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, LOOK_MS)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
  endWake()
}

/** What is being fetched or read is taken up by another process, or by the next start. */
export async function giveBack({ store, owner }: Workshop): Promise<void> {
  await Promise.all([store.entries.release(owner), store.feeds.release(owner)])
}
