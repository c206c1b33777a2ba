import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import { buildDigest } from './digest-builder.js'
import { afterQuiet, type QuietHours, type Schedule, slotsBetween, slotToDeliver } from './schedule.js'
import type { DeskServices } from './services.js'

const DAY = 86_400_000
/** Later than this after its time, an edition says that it is late. */
const LATE_MS = 5 * 60_000
/** How far back stories that were shown are remembered. */
const MEMORY_MS = 21 * DAY

/**
 * Puts every edition that has come due into the outbox, from what the store knows, never from memory: so it does not matter which process
 * does it, how often, or whether one did it before and fell over. Slots missed for too long are folded into the next edition.
 * @returns how many editions are new.
 */
export async function makeDue({ store, now }: Pick<DeskServices, 'store' | 'now'>): Promise<number> {
  const moment = now()
  let made = 0
  for (const { id, channel, schedule, after } of await store.schedules.list()) {
    const slots = slotsBetween(schedule as Schedule, after, moment)
    const due = slotToDeliver(schedule as Schedule, slots, moment)
    if (due !== null) {
      const quiet = ((await store.channels.get(channel))?.settings.quiet ?? null) as QuietHours | null
      const dueAt = afterQuiet(quiet, due.slot.at)
      if (await store.editions.add({ channel, slot: due.slot.key, dueAt, late: due.late && dueAt === due.slot.at })) made++
    }
    // Only now is the schedule moved on: a crash before this finds the same slots again, and the outbox takes each slot once.
    if (slots.length > 0) await store.schedules.advance(id, moment)
  }
  return made
}

/** Writes what an edition says: everything since the last one that came, at the first the last day. The same story never comes twice unless it has news. */
export async function writeEdition(services: DeskServices, edition: Edition): Promise<{ post: Post; stories: readonly string[] }> {
  const { store } = services
  const now = services.now()
  const earlier = (await store.editions.ofChannel(edition.channel, 30)).filter((one) => one.id !== edition.id && one.state === 'sent')
  // From when the last one was written, so that nothing falls between two editions; never more than a week back.
  const since = Math.max(earlier[0]?.doneAt ?? now - DAY, now - 7 * DAY)
  const schedules = await store.schedules.list(edition.channel)
  const zone = (schedules[0]?.schedule as Schedule | undefined)?.zone ?? services.timeZone
  const shown = await store.editions.storiesShown(edition.channel, now - MEMORY_MS)
  const late = edition.late || now - edition.dueAt > LATE_MS
  const post = await buildDigest(services, edition.channel, { since, now, shown, zone, ...(late ? { late } : {}) })
  return { post, stories: post.about?.stories ?? [] }
}
