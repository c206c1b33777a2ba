import * as chrono from 'chrono-node'

/**
 * Reads "since" as people write it ("monday", "2 weeks ago", "7d", "last month", "2026-11-01") into a moment in the past.
 * Undefined where it cannot be read. Days begin at midnight UTC.
 */
export function readSince(words: string, now: Date): Date | undefined {
  const short = words.trim().toLowerCase().slice(0, 100)
  const amount = short.match(/^(\d{1,4})\s*(h|d|w|m|y|hours?|days?|weeks?|months?|years?)$/u)
  if (amount !== null) return back(now, Number(amount[1]), (amount[2] as string)[0] as string)
  if (/^\d{4}$/u.test(short)) return new Date(Date.UTC(Number(short), 0, 1))
  // With dots the day comes first, which the parser takes for a month.
  const dotted = short.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u)
  if (dotted !== null) return pastDay(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]), now)
  const [found] = chrono.en.casual.parse(
    short.replace(/\ba fortnight\b/u, '2 weeks'),
    { instant: now, timezone: 'UTC' },
    { forwardDate: false },
  )
  if (found === undefined) return undefined
  const date = found.start.date()
  if (!found.start.isCertain('hour')) date.setUTCHours(0, 0, 0, 0)
  // "friday" said on a Monday is the one that has been; "december" in November was last year's.
  if (date > now && !found.start.isCertain('year')) {
    if (found.start.isCertain('month')) date.setUTCFullYear(date.getUTCFullYear() - 1)
    else date.setUTCDate(date.getUTCDate() - 7)
  }
  return date > now ? undefined : date
}

/** That day, where it is one and has begun. */
function pastDay(year: number, month: number, day: number, now: Date): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date <= now ? date : undefined
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  m: 30 * 86_400_000,
  y: 365 * 86_400_000,
}
const back = (now: Date, count: number, unit: string): Date => new Date(now.getTime() - count * (MILLISECONDS[unit] as number))
