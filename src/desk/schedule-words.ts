import { clock, type QuietHours, type Schedule } from './schedule.js'

/** What came of reading a schedule in plain words: the schedule, or a sentence on what could not be read. */
export type ReadSchedule = { readonly schedule: Schedule } | { readonly problem: string }

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  day: [1, 2, 3, 4, 5, 6, 7],
  days: [1, 2, 3, 4, 5, 6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekday: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  weekend: [6, 7],
  weekends: [6, 7],
}
const TIMES: Readonly<Record<string, number>> = { midnight: 0, noon: 720, midday: 720 }
const NOISE = new Set(['every', 'each', 'and', 'at', 'on', 'the', 'o’clock', "o'clock", 'time', 'in', 'also', 'by'])
// Abbreviations that people write; those that mean several places are left out.
const ZONES: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  z: 'UTC',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  eet: 'Europe/Helsinki',
  jst: 'Asia/Tokyo',
  beijing: 'Asia/Shanghai',
  delhi: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  washington: 'America/New_York',
  boston: 'America/New_York',
  'san francisco': 'America/Los_Angeles',
  geneva: 'Europe/Zurich',
  frankfurt: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  barcelona: 'Europe/Madrid',
  edinburgh: 'Europe/London',
  kyiv: 'Europe/Kyiv',
}

/**
 * Reads a schedule as people write it: "weekdays 8:30 Berlin", "every day 7am and 5pm", "mon, wed and fri 09:00 Europe/London".
 * No days: every day. No zone: `zone`.
 */
export function readSchedule(words: string, zone: string): ReadSchedule {
  const tokens = tokensOf(words)
  if (tokens.length === 0) return { problem: 'Say when, for example “weekdays 8:30 Berlin” or “every day 7am and 5pm”.' }
  const days = new Set<number>()
  const times = new Set<number>()
  let found: string | undefined
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as string
    const named = daysOf(token)
    if (named !== undefined) for (const day of named) days.add(day)
    else if (isClockHalf(tokens[i + 1]) && /^\d{1,2}([:.]\d{2})?$/u.test(token)) {
      const time = timeOf(token + tokens[++i])
      if (time === undefined) return { problem: notATime(token) }
      times.add(time)
    } else if (/^\d/u.test(token)) {
      const time = timeOf(token)
      if (time === undefined) return { problem: notATime(token) }
      times.add(time)
    } else if (token in TIMES) times.add(TIMES[token] as number)
    else if (!NOISE.has(token)) {
      const named = zoneAt(tokens, i)
      if (named === undefined) return { problem: `“${token}” is neither a day, a time nor a time zone. ${EXAMPLE}` }
      if (found !== undefined && found !== named.zone) return { problem: `One time zone, please: ${found} or ${named.zone}?` }
      found = named.zone
      i += named.length - 1
    }
  }
  if (times.size === 0) return { problem: `At what time? ${EXAMPLE}` }
  if (times.size > 24) return { problem: 'At most 24 editions a day, please.' }
  const sorted = (numbers: Set<number>): number[] => [...numbers].sort((a, b) => a - b)
  return { schedule: { days: days.size > 0 ? sorted(days) : [1, 2, 3, 4, 5, 6, 7], times: sorted(times), zone: found ?? zone } }
}

/** Reads quiet hours ("22:00-7:00", "10pm to 7am Berlin"); null where it cannot be read. */
export function readQuietHours(words: string, zone: string): QuietHours | null {
  const joined = words
    .toLowerCase()
    .replace(/[–—]|\bto\b|\buntil\b|\btill\b/gu, '-')
    .replace(/\s*-\s*/gu, ' - ')
  const parts = joined.match(/^\s*(?:from\s+)?(\S+(?:\s*[ap]m)?)\s+-\s+(\S+(?:\s*[ap]m)?)\s*(.*)$/u)
  if (parts === null) return null
  const from = timeOf((parts[1] as string).replace(/\s/gu, ''))
  const to = timeOf((parts[2] as string).replace(/\s/gu, ''))
  const rest = (parts[3] as string).trim()
  const named = rest === '' ? { zone } : zoneNamed(rest)
  return from === undefined || to === undefined || named === undefined ? null : { from, to, zone: named.zone }
}

/** A schedule in words that `readSchedule` reads back: "weekdays 08:30 Europe/Berlin". */
export function scheduleInWords({ days, times, zone }: Schedule): string {
  const key = days.join('')
  const when =
    key === '1234567'
      ? 'every day'
      : key === '12345'
        ? 'weekdays'
        : key === '67'
          ? 'weekends'
          : days.map((day) => title(DAYS[day - 1] as string)).join(', ')
  return `${when} ${times.map(clock).join(' and ')} ${zone}`
}

const EXAMPLE = 'For example “weekdays 8:30 Berlin” or “every day 7am and 5pm”.'
const notATime = (token: string): string => `“${token}” is not a time of day. ${EXAMPLE}`
const title = (word: string): string => word[0]?.toUpperCase() + word.slice(1)
const isClockHalf = (token: string | undefined): boolean => token === 'am' || token === 'pm'

const tokensOf = (words: string): string[] =>
  words
    .slice(0, 300)
    .toLowerCase()
    .replace(/a\.m\.?/gu, 'am')
    .replace(/p\.m\.?/gu, 'pm')
    .split(/[\s,;&()]+/u)
    .filter(Boolean)

function daysOf(token: string): readonly number[] | undefined {
  if (token in GROUPS) return GROUPS[token]
  const range = token.match(/^([a-z]{3,9})[-–]([a-z]{3,9})$/u)
  if (range !== null) {
    const [from, to] = [dayOf(range[1] as string), dayOf(range[2] as string)]
    if (from === undefined || to === undefined) return undefined
    const length = ((to - from + 7) % 7) + 1
    return Array.from({ length }, (_, i) => ((from - 1 + i) % 7) + 1)
  }
  const day = dayOf(token)
  return day === undefined ? undefined : [day]
}

// "mon", "tues", "thurs", "fridays"; three letters at least, so that "s" or "t" is no day.
function dayOf(token: string): number | undefined {
  const stem = token.replace(/\.$/u, '').replace(/days$/u, 'day')
  const at = stem.length < 3 ? -1 : DAYS.findIndex((day) => day.startsWith(stem))
  return at < 0 ? undefined : at + 1
}

// "8", "8:30", "08.30", "0830", "8h30", "7am", "12:15pm".
function timeOf(token: string): number | undefined {
  const parts = token.match(/^(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm|h)?$/u)
  if (parts === null) return undefined
  let hour = Number(parts[1])
  const minute = Number(parts[2] ?? 0)
  const half = parts[3]
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  }
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined
}

function zoneAt(tokens: readonly string[], at: number): { zone: string; length: number } | undefined {
  for (const length of [3, 2, 1]) {
    if (at + length > tokens.length) continue
    const named = zoneNamed(tokens.slice(at, at + length).join(' '))
    if (named !== undefined) return { ...named, length }
  }
  return undefined
}

let cities: Map<string, string> | undefined

function zoneNamed(name: string): { zone: string } | undefined {
  const key = name.toLowerCase().trim()
  const known = ZONES[key]
  if (known !== undefined) return { zone: known }
  if (key.includes('/')) {
    try {
      return { zone: new Intl.DateTimeFormat('en', { timeZone: key }).resolvedOptions().timeZone }
    } catch {
      return undefined
    }
  }
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) as string).replaceAll('_', ' ').toLowerCase(), zone]),
  )
  const zone = cities.get(key)
  return zone === undefined ? undefined : { zone }
}
