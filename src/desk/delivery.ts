import { randomUUID } from 'node:crypto'
import type { Place } from '../../adapters/platform/desk.js'
import type { Platform } from '../../adapters/platform/platform.js'
import { OnRecordError, PlatformError } from '../errors.js'
import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import { writeEdition } from './editions.js'
import { noticePost } from './posts.js'
import type { DeskServices } from './services.js'

/** What delivering needs beside the desk's services. */
export interface DeliveryOptions {
  /** Platforms that run in this process, by name. */
  readonly platforms: ReadonlyMap<string, Platform>
  /** Names this process in leases. */
  readonly owner: string
  /** Editions on their way at the same time. */
  readonly atOnce?: number
  readonly leaseMs?: number
  readonly onOutcome?: (outcome: 'sent' | 'retried' | 'refused' | 'lost', edition: Edition) => void
}

const LEASE_MS = 60_000
const AT_ONCE = 16
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

/**
 * Delivers what is due, once: claims editions by lease, writes each down before it is sent (every try sends the same), notes each message
 * that the platform accepted, and tells the platform when an earlier try may have been accepted, so that it looks before it posts.
 * @returns how many editions were taken up.
 */
export async function deliverDue(
  services: DeskServices,
  options: DeliveryOptions,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const { store } = services
  const limit = options.atOnce ?? AT_ONCE
  const leaseMs = options.leaseMs ?? LEASE_MS
  let taken = 0
  while (!isStopping()) {
    const editions = await store.editions.claim({
      owner: options.owner,
      now: services.now(),
      leaseMs,
      limit,
      platforms: [...options.platforms.keys()],
    })
    if (editions.length === 0) break
    taken += editions.length
    await Promise.all(editions.map((edition) => deliver(services, options, edition, leaseMs)))
  }
  return taken
}

async function deliver(services: DeskServices, options: DeliveryOptions, edition: Edition, leaseMs: number): Promise<void> {
  const { store } = services
  const log = services.log.child({ edition: edition.id, slot: edition.slot, callId: randomUUID() })
  let held = true
  const renewal = setInterval(() => {
    store.editions.renew(edition.id, options.owner, services.now() + leaseMs).then(
      (kept) => {
        held = kept
      },
      (error: unknown) => log.warn({ err: error }, 'lease not renewed'),
    )
  }, leaseMs / 3)
  try {
    const post = (edition.post as Post | undefined) ?? (await freeze(services, options, edition))
    if (post === null) return options.onOutcome?.('lost', edition)
    const platform = options.platforms.get(edition.channel.platform) as Platform
    await platform.post(placeOf(edition), post, {
      key: `${edition.channel.platform}/${edition.channel.team}/${edition.channel.channel}/${edition.slot}`,
      done: edition.posted,
      unsure: edition.unsure,
      mark: async (step) => {
        // A lease that was lost is somebody else's edition now: stop before the next message goes out.
        if (!held || !(await store.editions.mark(edition.id, options.owner, step)))
          throw new PlatformError('lease-lost', 'Another process has taken this edition over.')
      },
    })
    const finished = await store.editions.finish(edition.id, options.owner, services.now())
    log.info({ finished }, 'edition sent')
    options.onOutcome?.('sent', edition)
  } catch (error) {
    await settle(services, options, edition, error, log)
  } finally {
    clearInterval(renewal)
  }
}

async function freeze(services: DeskServices, options: DeliveryOptions, edition: Edition): Promise<Post | null> {
  const { post, stories } = await writeEdition(services, edition)
  return (await services.store.editions.write(edition.id, options.owner, post, stories)) ? post : null
}

/** What becomes of an edition that could not be sent now. */
async function settle(
  services: DeskServices,
  options: DeliveryOptions,
  edition: Edition,
  error: unknown,
  log: DeskServices['log'],
): Promise<void> {
  const { store } = services
  const code = error instanceof OnRecordError ? error.code : 'failed'
  const sentence = error instanceof Error ? error.message : String(error)
  if (code === 'lease-lost') {
    log.warn('edition taken over by another process')
    return options.onOutcome?.('lost', edition)
  }
  try {
    if (code === 'channel-refused') {
      await store.editions.finish(edition.id, options.owner, services.now(), 'refused', sentence)
      await store.channels.pause(edition.channel, sentence)
      await tellWhoSetItUp(services, options, edition, sentence)
      log.warn({ err: error }, 'channel refuses; its digests are paused')
      return options.onOutcome?.('refused', edition)
    }
    const wait =
      (error instanceof OnRecordError ? error.retryAfterMs : undefined) ??
      Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(12, edition.attempts))
    // Whatever is not surely a refusal may have gone through without an answer.
    const unsure = !SURELY_NOT_SENT.has(code)
    await store.editions.retry(edition.id, options.owner, services.now() + wait, sentence, unsure)
    log.warn({ err: error, wait, unsure }, 'edition to be tried again')
    options.onOutcome?.('retried', edition)
  } catch (failure) {
    // The store is gone: the lease runs out by itself and the edition comes back as unsure.
    log.error({ err: failure }, 'edition could not be settled')
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

const placeOf = ({ channel }: Edition): Place => ({ platform: channel.platform, team: channel.team, channel: channel.channel })

/** Posts the short notices that wait (a feed fails for good, or is well again). */
export async function deliverNotices(services: DeskServices, { platforms, owner, leaseMs = LEASE_MS }: DeliveryOptions): Promise<number> {
  const { store, log } = services
  const notices = await store.notices.claim({ owner, now: services.now(), leaseMs, limit: 50, platforms: [...platforms.keys()] })
  for (const notice of notices) {
    try {
      await platforms.get(notice.channel.platform)?.post(notice.channel, noticePost(notice.text))
      await store.notices.done(notice.id)
    } catch (error) {
      const refused = error instanceof OnRecordError && error.code === 'channel-refused'
      log.warn({ err: error }, refused ? 'notice refused' : 'notice to be tried again')
      if (refused) await store.notices.done(notice.id)
      else await store.notices.retry(notice.id, services.now() + LONGEST_WAIT)
    }
  }
  return notices.length
}
