import type { Place } from '../../adapters/platform/desk.js'
import { PlatformError } from '../errors.js'
import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import type { DeliveryOptions, EditionOutcome } from './delivery-options.js'
import { isOfNoUse } from './edition-freeze.js'
import { settle } from './edition-settling.js'
import type { Lease } from './leases.js'
import type { DeskServices } from './services.js'

/** One try at an edition. */
export interface Trial {
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

/** Tries to send an edition, and settles what comes of it. `postOf`: what it says, null where the lease was lost while it was written. Never throws. */
export async function deliverEdition(
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

const placeOf = ({ channel }: Edition): Place => ({ platform: channel.platform, team: channel.team, channel: channel.channel })
