import type { Place } from '../../adapters/platform/desk.js'
import { OnRecordError, PlatformError } from '../errors.js'
import type { Edition } from '../store/editions.js'
import type { DeliveryOptions } from './delivery-options.js'
import type { Trial } from './edition-trial.js'
import { noticePost } from './posts.js'
import type { DeskServices } from './services.js'

/** Waits between tries: doubling from two seconds up to ten minutes. */
const FIRST_WAIT = 2_000
const LONGEST_WAIT = 600_000
/** Codes of PlatformError after which nothing can have been accepted. */
const SURELY_NOT_SENT = new Set([
  'rate-limited',
  'not-sent',
  'unreachable',
  'refused',
  'bad-token',
  'missing-scope',
  'token-refused',
  'not-started',
])

/** What becomes of an edition that could not be sent now: tried again, refused for good, or another process's. Never throws. */
export async function settle({ services, options, edition, log, tell, progressed, heard }: Trial, error: unknown): Promise<void> {
  const { store } = services
  const code = error instanceof OnRecordError ? error.code : 'failed'
  const sentence = error instanceof Error ? error.message : String(error)
  if (code === 'lease-lost') {
    log.warn('edition taken over by another process')
    return tell('lost')
  }
  if (heard === 0 || !(error instanceof PlatformError)) options.onFault?.(code)
  try {
    if (code === 'channel-refused') {
      await store.editions.finish(edition.id, options.owner, services.now(), 'refused', sentence)
      await store.channels.pause(edition.channel, sentence)
      await tellWhoSetItUp(services, options, edition, sentence)
      log.warn({ err: error }, 'channel refuses; its digests are paused')
      return tell('refused')
    }
    const wait =
      (error instanceof OnRecordError ? error.retryAfterMs : undefined) ??
      Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(12, edition.attempts))
    // Whatever is not surely a refusal may have gone through without an answer; and what an earlier try left open stays open until looked up.
    // An error of the store says nothing of the platform: a message may stand that could not be marked.
    const notSent = error instanceof PlatformError && SURELY_NOT_SENT.has(code)
    const unsure = !notSent || (edition.unsure && !progressed)
    await store.editions.retry(edition.id, options.owner, services.now() + wait, sentence, unsure)
    log.warn({ err: error, code, wait, unsure, attempts: edition.attempts }, 'edition to be tried again')
    tell('retried')
  } catch (failure) {
    // The store is gone: the lease runs out by itself and the edition comes back as unsure.
    log.error({ err: failure }, 'edition could not be settled')
    tell('lost')
  }
}

/** One notice to the person who set the channel's digest up, as a direct message; where nobody is known, the log has to do. */
async function tellWhoSetItUp(
  { store, log }: DeskServices,
  { platforms }: DeliveryOptions,
  edition: Edition,
  sentence: string,
): Promise<void> {
  const person = (await store.channels.get(edition.channel))?.settings.setUpBy
  if (typeof person !== 'string') return
  const place: Place = { platform: edition.channel.platform, team: edition.channel.team, channel: `@${person}` }
  try {
    await platforms.get(edition.channel.platform)?.post(place, noticePost(`A digest could not be posted, and is paused: ${sentence}`))
  } catch (error) {
    log.info({ err: error }, 'who set the digest up could not be told')
  }
}
