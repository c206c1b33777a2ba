import { DateTime } from 'luxon'

/** When a channel's digest comes: on which weekdays, at which times of day, by the clocks of which zone. */
export interface Schedule {
  /** ISO weekdays, 1 Monday to 7 Sunday, ascending, no repeats. */
  readonly days: readonly number[]
  /** Minutes after midnight, ascending, no repeats. */
  readonly times: readonly number[]
  /** IANA time zone. */
  readonly zone: string
}

/** Hours in which nothing is posted, by the zone's clocks; `from` later than `to` runs over midnight. Minutes after midnight. */
export interface QuietHours {
  readonly from: number
  readonly to: number
  readonly zone: string
}

/** One edition that a schedule calls for: its name for good ("2026-03-29T02:30 Europe/Berlin") and the moment it is due. */
export interface Slot {
  readonly key: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
}

const DAY = 86_400_000
/** Clocks jump by two hours at most; with room to spare. Only slots that may be meant are worked out, which takes most of the time. */
const LONGEST_JUMP = 4 * 3_600_000

/**
 * The slots of a schedule after `after` and up to `until` (both milliseconds, UTC), in order. A slot is named by its local date and time, so
 * it comes once whatever the clocks do: where the clocks jump over its time, it is due that much later ("02:30" in a night without it comes
 * at 03:30); where its time comes twice, at the first.
 */
export function slotsBetween(schedule: Schedule, after: number, until: number): Slot[] {
  const slots: Slot[] = []
  // A slot's moment may lie in the next local day after a jump, so the day before is looked at as well.
  let day = DateTime.fromMillis(after, { zone: schedule.zone }).startOf('day').minus({ days: 1 })
  while (day.toMillis() <= until + DAY) {
    if (schedule.days.includes(day.weekday)) {
      for (const minutes of schedule.times) {
        const near = day.toMillis() + minutes * 60_000
        if (near <= after - LONGEST_JUMP || near > until + LONGEST_JUMP) continue
        const slot = slotOn(day, minutes, schedule.zone)
        if (slot.at > after && slot.at <= until) slots.push(slot)
      }
    }
    day = day.plus({ days: 1 })
  }
  return slots.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** The next `count` slots after `after`; fewer only where the schedule is empty. */
export function nextSlots(schedule: Schedule, after: number, count: number): Slot[] {
  if (schedule.days.length === 0 || schedule.times.length === 0) return []
  // Every schedule has a slot at least once in eight days, the days around a jump included.
  const longest = Math.ceil(count / schedule.times.length + 1) * 8 * DAY
  // Most come soon: looking far ahead costs as much for each day.
  for (let span = 2 * DAY; ; span *= 2) {
    const slots = slotsBetween(schedule, after, after + Math.min(span, longest))
    if (slots.length >= count || span >= longest) return slots.slice(0, count)
  }
}

function slotOn(day: DateTime, minutes: number, zone: string): Slot {
  const wanted = { year: day.year, month: day.month, day: day.day, hour: Math.floor(minutes / 60), minute: minutes % 60 }
  const moment = DateTime.fromObject(wanted, { zone })
  const first = earlierTwin(moment)
  const key = `${day.toFormat('yyyy-MM-dd')}T${clock(minutes)} ${zone}`
  return { key, at: first.toMillis() }
}

// Where a local time comes twice, luxon may give either; jumps of half an hour and of two hours exist (Lord Howe, Antarctica/Troll).
function earlierTwin(moment: DateTime): DateTime {
  const at = moment.toMillis()
  if (moment.zone.offset(at - LONGEST_JUMP) === moment.zone.offset(at)) return moment
  for (const gap of [120, 60, 30]) {
    const before = moment.minus({ minutes: gap })
    if (before.hour === moment.hour && before.minute === moment.minute && before.day === moment.day) return before
  }
  return moment
}

/** The first moment at or after `at` that is not quiet, in milliseconds. */
export function afterQuiet(quiet: QuietHours | null, at: number): number {
  if (quiet === null || quiet.from === quiet.to) return at
  const local = DateTime.fromMillis(at, { zone: quiet.zone })
  const minute = local.hour * 60 + local.minute
  const overMidnight = quiet.from > quiet.to
  const isQuiet = overMidnight ? minute >= quiet.from || minute < quiet.to : minute >= quiet.from && minute < quiet.to
  if (!isQuiet) return at
  const day = overMidnight && minute >= quiet.from ? local.plus({ days: 1 }) : local
  const end = DateTime.fromObject(
    { year: day.year, month: day.month, day: day.day, hour: Math.floor(quiet.to / 60), minute: quiet.to % 60 },
    { zone: quiet.zone },
  ).toMillis()
  return Math.max(end, at)
}

/** What to do with a slot that was missed (the program was down, the platform refused): the longest that a late edition is still of use. */
export const LATEST_USE = 6 * 3_600_000

/**
 * Which of the slots that have come due is delivered: the newest only, and only while it is still of use (within `LATEST_USE`, and less
 * late than half the way to the next slot). What the others would have held comes with the next edition.
 */
export function slotToDeliver(schedule: Schedule, slots: readonly Slot[], now: number): { slot: Slot; late: boolean } | null {
  const slot = slots.at(-1)
  if (slot === undefined) return null
  const lateness = now - slot.at
  const next = nextSlots(schedule, slot.at, 1)[0]
  const patience = Math.min(LATEST_USE, next === undefined ? LATEST_USE : (next.at - slot.at) / 2)
  if (lateness > patience) return null
  return { slot, late: lateness > 5 * 60_000 }
}

/** "08:30" for minutes after midnight. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
