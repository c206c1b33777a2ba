import { readConfig } from '../config.js'
import { takeEntries } from '../news/intake.js'
import { pollFeeds } from '../news/poll-feeds.js'
import type { Store } from '../store/store.js'
import { counted } from '../text/counted.js'
import { openWorkshop } from './desk-services.js'
import { stepsOn } from './progress.js'
import type { Streams } from './streams.js'

/** Failed sources that are named; more are a matter for `sources check`. */
const NAMED = 10

/** `onrecord fetch`: polls every feed that is due, and reads what it brings. */
export async function runFetch(streams: Streams): Promise<void> {
  const config = readConfig()
  const began = Date.now()
  const steps = await stepsOn(streams.stderr)
  const workshop = await openWorkshop({ ...config, logLevel: 'error' }, { onArticle: () => steps.step() })
  const { store, intake } = workshop
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    steps.begin('sources', await store.feeds.due(intake.now()))
    const polled = await pollFeeds({ ...intake, onPolled: () => steps.step() }, stop.signal)
    steps.begin('articles', (await store.entries.waiting()).count)
    const kept = await takeEntries(intake, stop.signal)
    steps.stop()
    const { stdout } = streams
    stdout.write(
      `${counted(polled.polled, 'source')} asked: ${polled.unchanged} unchanged, ${polled.failed} failed. ${counted(kept, 'new article')} read.\n`,
    )
    if (polled.failed > 0) stdout.write(await failures(store, began))
    if (stop.signal.aborted) stdout.write('Stopped before the end; what is left is read the next time.\n')
  } finally {
    steps.stop()
    await workshop.close()
  }
}

/** Which sources failed just now, and why, a line each. */
async function failures(store: Store, began: number): Promise<string> {
  const failed = (await store.feeds.all()).filter(({ lastError, lastSuccessAt = 0 }) => lastError !== undefined && lastSuccessAt < began)
  const lines = failed.slice(0, NAMED).map(({ title, url, lastError }) => `  ${title ?? url}: ${lastError}\n`)
  return `${lines.join('')}${failed.length > NAMED ? `  … and ${failed.length - NAMED} more: onrecord sources check names them.\n` : ''}`
}
