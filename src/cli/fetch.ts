import { readConfig } from '../config.js'
import { takeEntries } from '../news/intake.js'
import { pollFeeds } from '../news/poll-feeds.js'
import { openWorkshop } from './desk-services.js'
import { progressOn } from './progress.js'
import type { Streams } from './streams.js'

/** `onrecord fetch`: polls every feed that is due, and reads what it brings. */
export async function runFetch(streams: Streams): Promise<void> {
  const config = readConfig()
  const progress = await progressOn(streams.stderr, undefined)
  const workshop = await openWorkshop({ ...config, logLevel: 'error' }, { onArticle: () => progress.line() })
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    const polled = await pollFeeds(workshop.intake, stop.signal)
    const kept = await takeEntries(workshop.intake, stop.signal)
    progress.stop()
    streams.stdout.write(
      `${polled.polled} sources asked: ${polled.unchanged} unchanged, ${polled.failed} failed. ${kept} new articles read.\n`,
    )
    if (polled.failed > 0) streams.stdout.write('onrecord sources check says which failed, and why.\n')
  } finally {
    progress.stop()
    await workshop.close()
  }
}
