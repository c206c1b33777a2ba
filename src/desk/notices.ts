import { OnRecordError } from '../errors.js'
import { type DeliveryOptions, LEASE_MS } from './delivery-options.js'
import { noticePost } from './posts.js'
import type { DeskServices } from './services.js'

/** Until a notice that could not be posted is tried again. */
const WAIT_MS = 600_000

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
      else await store.notices.retry(notice.id, services.now() + WAIT_MS)
    }
  }
  return notices.length
}
