import { randomUUID } from 'node:crypto'
import { underCallId } from '../../adapters/platform/call-id.js'
import type { Place } from '../../adapters/platform/desk.js'
import type { Platform } from '../../adapters/platform/platform.js'
import { OnRecordError, PlatformError } from '../errors.js'
import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import { createEditionWriter, type EditionWriter, type Written } from './edition-digests.js'
import { createLeases, Lease } from './leases.js'
import { noticePost } from './posts.js'
import { LATEST_USE } from './schedule.js'
import type { DeskServices } from './services.js'

/** What came of a try: folded editions were too late to be of use, what they would have held comes with the next. */
export type EditionOutcome = 'sent' | 'retried' | 'refused' | 'lost' | 'folded'

/** What delivering needs beside the desk's services. */
export interface DeliveryOptions {
  /** Platforms that are connected in this process, by name: only their editions are claimed. Read anew at each claim. */
  readonly platforms: { keys(): Iterable<string>; get(name: string): Platform | undefined }
  /** Names this process in leases. */
  readonly owner: string
  /** Editions on their way at the same time. */
  readonly atOnce?: number
  readonly leaseMs?: number
  /** Hears of each call to a platform, or to the store, that failed on an edition's way, by kind ("rate-limited", "timeout", "disk-full"). */
  readonly onFault?: (kind: string) => void
  /** `lateMs`: how long after its time. */
  readonly onOutcome?: (outcome: EditionOutcome, edition: Edition, lateMs: number) => void
}

/** Kept up every third of it; what a process that died held is taken up by another after it. */
const LEASE_MS = 15_000
/** Most of an edition's time is waiting for the platform's pace, a message a second: many at once are no more work. */
const AT_ONCE = 1024
/** Taken at a time, so that several processes share what is due at the same minute. */
const CLAIM = 200
/** Between two takings. */
const CLAIM_MS = 20
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

/** Editions on their way in this process. */
export interface Deliverer {
  /** Takes up as many due editions as there is room for. @returns how many; 0 where none is due or no room is left. */
  fill(): Promise<number>
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>
  readonly busy: number
}

/**
 * Delivers what is due, once: claims editions by lease, writes each down before it is sent (every try sends the same), notes each message
 * that the platform accepted, and tells the platform when an earlier try may have been accepted, so that it looks before it posts. One that
 * takes long holds no other up: its place is taken by the next as soon as it is done.
 */
export function createDeliverer(services: DeskServices, options: DeliveryOptions, isStopping: () => boolean = () => false): Deliverer {
  const limit = options.atOnce ?? AT_ONCE
  const leaseMs = options.leaseMs ?? LEASE_MS
  const writer = createEditionWriter(services)
  const leases = createLeases(services, options.owner, leaseMs)
  const under = new Map<number, Promise<void>>()
  let filling: Promise<number> | undefined
  let isDry = false

  const claim = async (): Promise<number> => {
    const room = Math.min(CLAIM, limit - under.size)
    if (isStopping() || room <= 0) return 0
    const now = services.now()
    const platforms = [...options.platforms.keys()]
    const asked = Lease.clock()
    const editions = await services.store.editions.claim({
      owner: options.owner,
      now,
      leaseMs,
      limit: room,
      platforms,
      except: [...under.keys()],
    })
    // What comes due later is found by the next look.
    isDry = editions.length === 0
    const posts = freeze(services, options.owner, writer, editions)
    for (const edition of editions) {
      const lease = leases.take(edition.id, asked)
      const post = async (): Promise<Post | null> => (await posts)(edition)
      const work = underCallId(randomUUID(), () => deliver(services, options, edition, post, lease)).finally(() => {
        under.delete(edition.id)
        leases.end(edition.id)
        // Half empty rather than one by one: a claim costs the database about as much for many as for one.
        if (!isDry && under.size <= limit / 2) more()
      })
      under.set(edition.id, work)
    }
    if (editions.length > 0 && under.size < limit) setTimeout(more, CLAIM_MS)
    return editions.length
  }
  const more = (): void => void fill().catch((error: unknown) => services.log.error({ err: error }, 'editions could not be claimed'))
  const fill = (): Promise<number> => {
    filling ??= claim().finally(() => {
      filling = undefined
    })
    return filling
  }
  return {
    fill,
    get busy() {
      return under.size
    },
    async idle() {
      while (under.size > 0 || filling !== undefined) await Promise.allSettled([...under.values(), filling])
    },
  }
}

/** Delivers until nothing is due any more. @returns how many editions were taken up first. */
export async function deliverDue(services: DeskServices, options: DeliveryOptions): Promise<number> {
  let isDone = false
  const deliverer = createDeliverer(services, options, () => isDone)
  let taken = 0
  for (let some = await deliverer.fill(); some > 0; some = await deliverer.fill()) {
    taken += some
    await deliverer.idle()
  }
  // A claim that was put off for a moment would else come after all is done, and take what is due by then.
  isDone = true
  return taken
}

async function deliver(
  services: DeskServices,
  options: DeliveryOptions,
  edition: Edition,
  postOf: () => Promise<Post | null>,
  lease: Lease,
): Promise<void> {
  const { store } = services
  const log = services.log.child({ edition: edition.id, slot: edition.slot })
  const tell = (outcome: EditionOutcome): void => options.onOutcome?.(outcome, edition, Math.max(0, services.now() - edition.dueAt))
  const trial: Trial = { services, options, edition, log, tell, lease, progressed: false, heard: 0 }
  try {
    if (isOfNoUse(edition, services.now())) {
      await store.editions.finish(edition.id, options.owner, services.now(), 'folded')
      log.warn({ lateMs: services.now() - edition.dueAt }, 'edition too late to be of use: what it would have held comes with the next')
      return tell('folded')
    }
    const post = await postOf()
    if (post === null) return tell('lost')
    await send(trial, post)
    const finished = await store.editions.finish(edition.id, options.owner, services.now())
    log.info({ finished, lateMs: services.now() - edition.dueAt, attempts: edition.attempts }, 'edition sent')
    tell('sent')
  } catch (error) {
    await settle(trial, error)
  }
}

/** One try at an edition. */
interface Trial {
  readonly services: DeskServices
  readonly options: DeliveryOptions
  readonly edition: Edition
  readonly log: DeskServices['log']
  readonly tell: (outcome: EditionOutcome) => void
  readonly lease: Lease
  /** Whether a message was marked: whatever an earlier try left unsure is then known. */
  progressed: boolean
  /** Failed calls that the platform has told of. */
  heard: number
}

/** The platform was away for too long. What may stand in the channel already is completed however late. */
const isOfNoUse = (edition: Edition, now: number): boolean =>
  now - edition.dueAt > LATEST_USE && !edition.unsure && edition.posted.messageId === undefined

async function send(trial: Trial, post: Post): Promise<void> {
  const { services, options, edition, lease } = trial
  const platform = options.platforms.get(edition.channel.platform)
  if (platform === undefined) throw new PlatformError('not-started', 'The platform is no longer connected here.')
  // A lease that was lost is somebody else's edition now: stop before the next message goes out.
  const lost = (): PlatformError => new PlatformError('lease-lost', 'Another process has taken this edition over.')
  let posted = edition.posted
  await platform.post(placeOf(edition), post, {
    key: `${edition.channel.platform}/${edition.channel.team}/${edition.channel.channel}/${edition.slot}`,
    done: edition.posted,
    unsure: edition.unsure,
    fault: (kind) => {
      trial.heard++
      options.onFault?.(kind)
    },
    hold: () => {
      if (!lease.isHeld()) throw lost()
    },
    mark: async ({ replyId, ...step }) => {
      posted = { ...posted, ...step, replyIds: replyId === undefined ? posted.replyIds : [...posted.replyIds, replyId] }
      if (!(await services.store.editions.mark(edition.id, options.owner, posted))) throw lost()
      trial.progressed = true
    },
  })
}

/**
 * Writes down what editions say before any is sent, so that every try sends the same. @returns what each is to send; null where its lease was
 * lost. What kept one from being written is thrown for that one only.
 */
async function freeze(
  services: DeskServices,
  owner: string,
  writer: EditionWriter,
  editions: readonly Edition[],
): Promise<(edition: Edition) => Post | null> {
  const fresh = editions.filter((edition) => edition.post === undefined && !isOfNoUse(edition, services.now()))
  const outcome = await (async () => {
    const written = await writer.write(fresh)
    const whole = [...written.values()].filter((one): one is Written => !(one instanceof Error))
    return { written, held: await services.store.editions.write(owner, whole) }
  })().catch((error: unknown) => ({ error }))
  return (edition) => {
    if (edition.post !== undefined) return edition.post as Post
    if ('error' in outcome) throw outcome.error
    const one = outcome.written.get(edition.id)
    if (one === undefined || one instanceof Error) throw one ?? new Error('The edition was not written.')
    return outcome.held.has(edition.id) ? one.post : null
  }
}

/** What becomes of an edition that could not be sent now. */
async function settle({ services, options, edition, log, tell, progressed, heard }: Trial, error: unknown): Promise<void> {
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
