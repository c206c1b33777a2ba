import { randomUUID } from 'node:crypto'
import { underCallId } from '../../adapters/platform/call-id.js'
import type { Post } from '../text/post.js'
import { type DeliveryOptions, LEASE_MS } from './delivery-options.js'
import { createEditionWriter } from './edition-digests.js'
import { freezeEditions } from './edition-freeze.js'
import { deliverEdition } from './edition-trial.js'
import { createLeases, Lease } from './leases.js'
import type { DeskServices } from './services.js'

/** Most of an edition's time is waiting for the platform's pace, a message a second: many at once are no more work. */
const AT_ONCE = 1024
/** Taken at a time, so that several processes share what is due at the same minute. */
const CLAIM = 200
/** Between two takings. */
const CLAIM_MS = 20

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
    const posts = freezeEditions(services, options.owner, writer, editions)
    for (const edition of editions) {
      const lease = leases.take(edition.id, asked)
      const post = async (): Promise<Post | null> => (await posts)(edition)
      const work = underCallId(randomUUID(), () => deliverEdition(services, options, edition, post, lease)).finally(() => {
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
