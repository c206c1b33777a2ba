import type { DueDecision, DueSchedule } from '../store/schedules.js'
import { afterQuiet, nextSlots, type QuietHours, type Schedule, slotsBetween, slotToDeliver } from './schedule.js'
import type { DeskServices } from './services.js'

/** Schedules settled in one transaction. */
const BATCH = 200

/**
 * Puts every edition that has come due into the outbox, from what the store knows, never from memory: so it does not matter which process
 * does it, how often, or whether one did it before and fell over. Slots missed for too long are folded into the next edition.
 * @returns how many editions are new.
 */
export async function makeDue({ store, now }: Pick<DeskServices, 'store' | 'now'>): Promise<number> {
  const moment = now()
  const decide = decisionsAt(moment)
  let made = 0
  for (;;) {
    const batch = await store.schedules.settle(moment, BATCH, decide)
    made += batch.made
    if (batch.looked < BATCH) return made
  }
}

/** Decides for one moment; what it finds for a schedule holds for all that are equal. */
function decisionsAt(moment: number): (due: DueSchedule) => DueDecision {
  const nexts = new Map<string, number | null>()
  const nextOf = (json: string, schedule: Schedule, after: number): number | null => {
    const key = `${after} ${json}`
    const known = nexts.get(key)
    if (known !== undefined) return known
    const next = nextSlots(schedule, after, 1)[0]?.at ?? null
    nexts.set(key, next)
    return next
  }
  return ({ json, schedule: kept, after, settings, paused }) => {
    const schedule = kept as Schedule
    const slots = slotsBetween(schedule, after, moment)
    const settled = Math.max(after, moment)
    const move = { after: settled, nextAt: nextOf(json, schedule, settled) }
    const due = paused ? null : slotToDeliver(schedule, slots, moment)
    if (due === null) return move
    const dueAt = afterQuiet((settings.quiet ?? null) as QuietHours | null, due.slot.at)
    return { ...move, edition: { slot: due.slot.key, dueAt, late: due.late && dueAt === due.slot.at } }
  }
}
