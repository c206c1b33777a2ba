import { DateTime } from 'luxon'
import { makeDue } from '../../src/desk/editions.js'
import { clock, type Schedule } from '../../src/desk/schedule.js'
import type { DueDecision } from '../../src/store/schedules.js'
import type { Store } from '../../src/store/store.js'

/** Twelve zones: without jumps, with jumps of an hour and of half an hour, on both halves of the globe, at midnight, odd offsets, over the date line. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const

/** What came of a year. */
export interface YearReport {
  readonly minutes: number
  readonly slots: number
  /** Slots that did not come exactly once, or not within a minute of their time. */
  readonly wrong: readonly string[]
  /** Slots whose time does not exist or comes twice, and when they came. */
  readonly jumps: readonly string[]
}

const MINUTE = 60_000

/** Lets the clock strike every minute of a year, and looks what the desk makes due of daily schedules at `times` in every zone. */
export async function simulateYear(year: number, times: readonly number[], zones: readonly string[] = ZONES): Promise<YearReport> {
  const from = Date.UTC(year, 0, 1) - 2 * 86_400_000
  const until = Date.UTC(year + 1, 0, 1) + 2 * 86_400_000
  const came = new Map<string, number[]>()
  const kept = zones.map((zone) => {
    const schedule: Schedule = { days: [1, 2, 3, 4, 5, 6, 7], times, zone }
    return { json: JSON.stringify(schedule), schedule, after: from, next: 0 as number | null }
  })
  let now = from
  // The store's own rule, without a database: what is due is handed over, and moved on as is decided.
  const settle: Store['schedules']['settle'] = async (moment, _limit, decide) => {
    let made = 0
    for (const one of kept) {
      if (one.next === null || one.next > moment) continue
      const { edition, after, nextAt }: DueDecision = decide({ ...one, settings: {}, paused: false })
      if (edition !== undefined) {
        came.set(edition.slot, [...(came.get(edition.slot) ?? []), moment])
        made++
      }
      one.after = after
      one.next = nextAt
    }
    return { looked: 0, made }
  }
  const services = { store: { schedules: { settle } } as unknown as Store, now: () => now }
  for (; now < until; now += MINUTE) await makeDue(services)
  const expected = zones.flatMap((zone) => slotsOf(year, times, zone))
  const wrong = expected.flatMap(({ key, at }) => {
    const moments = came.get(key) ?? []
    const isOnce = moments.length === 1 && Math.abs((moments[0] as number) - at) < MINUTE
    return isOnce ? [] : [`${key} came ${moments.length} times`]
  })
  const jumps = expected.flatMap(({ key, jump }) => (jump === undefined ? [] : [`${key}: ${jump}`]))
  return { minutes: (until - from) / MINUTE, slots: expected.length, wrong, jumps }
}

/** What should come: worked out from the calendar and the zone's offsets alone. */
function slotsOf(year: number, times: readonly number[], zone: string): { key: string; at: number; jump?: string }[] {
  const slots = []
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10)
    for (const minutes of times) {
      const wall = day + minutes * MINUTE
      // Every moment whose local clock shows this date and time.
      const shown = [...new Set([-26, 26].map((hours) => offset(zone, wall + hours * 3_600_000)))]
        .map((ms) => wall - ms)
        .filter((at) => at + offset(zone, at) === wall)
        .sort((a, b) => a - b)
      const key = `${date}T${clock(minutes)} ${zone}`
      const first = shown[0]
      if (first === undefined) {
        // By the clock that ran before the jump.
        const at = wall - offset(zone, wall - 26 * 3_600_000)
        slots.push({ key, at, jump: `does not exist, came at ${DateTime.fromMillis(at, { zone }).toFormat('HH:mm')}` })
      } else slots.push({ key, at: first, ...(shown.length > 1 ? { jump: 'comes twice, came at the first' } : {}) })
    }
  }
  return slots
}

const offset = (zone: string, at: number): number => DateTime.fromMillis(at, { zone }).offset * MINUTE
