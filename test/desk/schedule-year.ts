import { makeDue } from '../../src/desk/editions.js'
import { clock, type QuietHours, type Schedule } from '../../src/desk/schedule.js'
import { openStore } from '../../src/store/open.js'

/**
 * Twelve zones: without jumps, with jumps of an hour and of half an hour, on both halves of the globe, at midnight, odd offsets, and on both sides
 * of the date line.
 */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const

/** A schedule as a year is to see it, with its channel's quiet hours. */
export interface YearPlan {
  readonly schedule: Schedule
  readonly quiet?: QuietHours
}

/** What came of a year. */
export interface YearReport {
  readonly minutes: number
  readonly slots: number
  /** Slots that did not come exactly once, or not at their minute; editions that nobody expected. */
  readonly wrong: readonly string[]
  /** Slots whose time does not exist or comes twice, and when they came. */
  readonly jumps: readonly string[]
  /** Slots that quiet hours held back. */
  readonly held: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** Times that meet every kind of jump, in every zone: every day; on weekdays only; and every day with quiet hours over midnight. */
export const plansOf = (zones: readonly string[], times: readonly number[]): YearPlan[] =>
  zones.flatMap((zone) => [
    { schedule: { days: EVERY_DAY, times, zone } },
    { schedule: { days: [1, 2, 3, 4, 5], times: times.filter((_, i) => i % 2 === 0), zone } },
    { schedule: { days: EVERY_DAY, times: [5, 135, 420, 1335], zone }, quiet: { from: 1320, to: 390, zone } },
  ])

/** A year, and two days before and after it; see `simulateMinutes`. */
export const simulateYear = (year: number, plans: readonly YearPlan[]): Promise<YearReport> =>
  simulateMinutes(Date.UTC(year, 0, 1) - 2 * DAY, Date.UTC(year + 1, 0, 1) + 2 * DAY, plans)

/**
 * Lets the clock strike every minute from `from` until `until` (milliseconds) over a store in memory, and looks at what the desk puts into the outbox: each slot once, at its
 * minute. What is expected is worked out apart from the desk, by reading the local clock of each zone at every minute of the year.
 */
export async function simulateMinutes(from: number, until: number, plans: readonly YearPlan[]): Promise<YearReport> {
  const store = await openStore('file::memory:')
  try {
    const channels = plans.map((_, i) => ({ platform: 'paper', team: 'year', channel: `plan-${i}` }))
    for (const [i, { schedule, quiet }] of plans.entries()) {
      const channel = channels[i] as (typeof channels)[number]
      await store.channels.ensure(channel, from)
      if (quiet !== undefined) await store.channels.setSettings(channel, { quiet })
      await store.schedules.add(channel, schedule, from)
    }
    let now = from
    // When each edition was put into the outbox; the outbox itself lets none in twice.
    const madeAt: number[] = []
    for (; now < until; now += MINUTE) for (let made = await makeDue({ store, now: () => now }); made > 0; made--) madeAt.push(now)
    const report = { minutes: (until - from) / MINUTE, slots: 0, held: 0, wrong: [] as string[], jumps: [] as string[] }
    const expectedAt: number[] = []
    for (const [i, plan] of plans.entries()) {
      const expected = slotsByTheClock(plan, from, until)
      expectedAt.push(...expected.flatMap(({ at, isJoined }) => (isJoined ? [] : [at])))
      const came = await store.editions.ofChannel(channels[i] as (typeof channels)[number], Number.MAX_SAFE_INTEGER)
      compare(expected, new Map(came.map(({ slot, dueAt }) => [slot, dueAt])), came.length, report)
    }
    // Each at its own minute: as many were made at each minute as were expected then.
    const early = differing(madeAt.sort(ascending), expectedAt.sort(ascending))
    if (early !== undefined) report.wrong.push(`an edition was made at the wrong minute, about ${new Date(early).toISOString()}`)
    return report
  } finally {
    await store.close()
  }
}

const ascending = (a: number, b: number): number => a - b
const differing = (a: readonly number[], b: readonly number[]): number | undefined =>
  a.length !== b.length ? (a.at(-1) ?? b.at(-1)) : a.find((one, i) => one !== b[i])

interface Expected {
  readonly key: string
  readonly at: number
  readonly dueAt: number
  readonly jump?: string
  /** No edition of its own. */
  readonly isJoined?: true
}

function compare(
  expected: readonly Expected[],
  came: ReadonlyMap<string, number>,
  count: number,
  report: { slots: number; held: number; wrong: string[]; jumps: string[] },
): void {
  report.slots += expected.length
  const single = expected.filter(({ isJoined }) => !isJoined)
  if (count !== single.length) report.wrong.push(`${count} editions came where ${single.length} were expected (${single[0]?.key})`)
  for (const { key, at, dueAt, jump, isJoined } of expected) {
    const due = came.get(key)
    if (!isJoined && due !== dueAt)
      report.wrong.push(
        `${key} came ${due === undefined ? 'not at all' : new Date(due).toISOString()}, not at ${new Date(dueAt).toISOString()}`,
      )
    if (jump !== undefined) report.jumps.push(`${key}: ${jump}`)
    if (dueAt !== at) report.held++
  }
}

/**
 * The slots of a plan after `from` and before `until`, by nothing but the local clock at each minute: a slot is due when its date and time are
 * first shown; where the clock jumps over its time, as long after the jump as its time lies behind the clock before it.
 */
function slotsByTheClock({ schedule, quiet }: YearPlan, from: number, until: number): Expected[] {
  const read = clockOf(schedule.zone)
  const times = new Set(schedule.times)
  const slots = new Map<string, Expected>()
  const add = (date: string, minutes: number, at: number, jump?: string): void => {
    const key = `${date}T${clock(minutes)} ${schedule.zone}`
    const known = slots.get(key)
    if (known !== undefined) return void slots.set(key, { ...known, jump: 'comes twice, came at the first' })
    slots.set(key, { key, at, dueAt: loudFrom(quiet, at, until + DAY), ...(jump === undefined ? {} : { jump }) })
  }
  const wanted = (local: Local): boolean => schedule.days.includes(local.weekday)
  let before = read(from)
  for (let at = from + MINUTE; at < until; at += MINUTE) {
    const local = read(at)
    const skipped = (local.wall - before.wall) / MINUTE - 1
    for (let i = 1; i <= skipped; i++) {
      const lost = localOf(before.wall + i * MINUTE)
      const then = at - MINUTE + i * MINUTE
      if (wanted(lost) && times.has(lost.minutes))
        add(lost.date, lost.minutes, then, `does not exist, came at ${clock(read(then).minutes)}`)
    }
    if (wanted(local) && times.has(local.minutes)) add(local.date, local.minutes, at)
    before = local
  }
  return joined([...slots.values()].filter(({ at }) => at < until))
}

/** A time that a jump moves onto another of the same schedule is one edition with that: nobody wants two digests in one minute. */
function joined(slots: readonly Expected[]): Expected[] {
  const last = new Map<number, Expected>()
  for (const slot of slots) {
    const known = last.get(slot.at)
    if (known === undefined || known.key < slot.key) last.set(slot.at, slot)
  }
  return slots.map((slot) => {
    const other = last.get(slot.at) as Expected
    return other === slot ? slot : { ...slot, jump: `does not exist, one with ${other.key.slice(11, 16)}`, isJoined: true }
  })
}

/** The first minute from `at` on whose local clock is outside the quiet hours. */
function loudFrom(quiet: QuietHours | undefined, at: number, until: number): number {
  if (quiet === undefined) return at
  const read = clockOf(quiet.zone)
  const isQuiet = (minutes: number): boolean =>
    quiet.from > quiet.to ? minutes >= quiet.from || minutes < quiet.to : minutes >= quiet.from && minutes < quiet.to
  let loud = at
  while (loud < until && isQuiet(read(loud).minutes)) loud += MINUTE
  return loud
}

/** What a local clock shows; `wall`: the same as if it were UTC, in milliseconds. */
interface Local {
  readonly wall: number
  readonly date: string
  readonly minutes: number
  readonly weekday: number
}

function localOf(wall: number): Local {
  const moment = new Date(wall)
  return {
    wall,
    date: moment.toISOString().slice(0, 10),
    minutes: moment.getUTCHours() * 60 + moment.getUTCMinutes(),
    weekday: moment.getUTCDay() || 7,
  }
}

const clocks = new Map<string, (at: number) => Local>()

/** Reads a zone's clock from the platform's own tables. Clocks jump at full quarters of an hour: between those the minutes are counted on. */
function clockOf(zone: string): (at: number) => Local {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const quarters = new Map<number, number>()
  const wallOf = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(part.year as number, (part.month as number) - 1, part.day as number, part.hour as number, part.minute as number)
  }
  const read = (at: number): Local => {
    const quarter = Math.floor(at / (15 * MINUTE)) * 15 * MINUTE
    let wall = quarters.get(quarter)
    if (wall === undefined) {
      wall = wallOf(quarter)
      quarters.set(quarter, wall)
    }
    return localOf(wall + (at - quarter))
  }
  clocks.set(zone, read)
  return read
}
