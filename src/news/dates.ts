import { DateTime } from 'luxon'

/**
 * Reads a date as feeds and pages write it: ISO 8601 and its shortenings, RFC 822 with its names of zones, `asctime`, and common slips
 * (a missing zone means UTC, a two-digit year, a full month name, a wrong week day). ISO 8601 in UTC; undefined where it is no date or one that no
 * news can have (before 1970 or after 2100).
 */
export function readDate(text: string | undefined): string | undefined {
  const written = text?.trim().replace(/\s+/gu, ' ')
  if (!written || written.length > 80) return undefined
  const date = fromIso(written) ?? fromRfc822(written) ?? fromAnything(written)
  return date !== undefined && date >= 0 && date < LATEST ? new Date(date).toISOString() : undefined
}

const LATEST = Date.UTC(2100, 0, 1)

function fromIso(text: string): number | undefined {
  // "2003-12-31 10:14:55 +0100", "2003-12-31T10:14:55,5Z", "2003-12-31T10:14Z", "20031231", "2003-12", "2003-335"
  if (!/^\d{4}(?:-?\d{2}){0,2}|^\d{4}-\d{3}/u.test(text)) return undefined
  const iso = text
    .replace(/^(\d{4}-\d{2}-\d{2})[ T]+(?=\d)/u, '$1T')
    .replace(/ ?(?:UTC|GMT|z)$/u, 'Z')
    .replace(/ ([+-]\d{2}):?(\d{2})?$/u, (_, hours: string, minutes?: string) => `${hours}:${minutes ?? '00'}`)
    .replace(/T24:/u, 'T00:')
  return valid(DateTime.fromISO(iso, { zone: 'utc' }))
}

/** Hours off UTC of the names in RFC 822 and of those that news sites use besides. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 1,
  ist: 5.5,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  est: -5,
  edt: -4,
  et: -5,
  cst: -6,
  cdt: -5,
  ct: -6,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  pt: -8,
  akst: -9,
  hst: -10,
  jst: 9,
  kst: 9,
  sgt: 8,
  hkt: 8,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function fromRfc822(text: string): number | undefined {
  // "Thu, 01 Jan 2004 19:48:21 GMT", "1 January 04 19:48 +0100", "Jan 1, 2004 7:48 pm EST", "Thu Jan  1 19:48:21 2004"
  const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +/iu, '')
  const day = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4}|\d{2})\b/iu.exec(bare)
  const month = day ? undefined : /^([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,?(?: +(\d{4})\b)?/iu.exec(bare)
  const found = day ?? month
  if (!found) return undefined
  const [dayText, monthText, yearText] = day
    ? [day[1], day[2], day[3]]
    : [month?.[2], month?.[1], month?.[3] ?? / (\d{4})$/u.exec(bare)?.[1]]
  const monthIndex = MONTHS.indexOf((monthText ?? '').toLowerCase())
  if (monthIndex < 0 || yearText === undefined) return undefined
  const rest = bare.slice(found[0].length)
  const clock = /(?:^|[ ,T])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: *([ap])\.?m\b\.?)?/iu.exec(rest)
  const year = yearText.length === 2 ? Number(yearText) + (Number(yearText) < 70 ? 2000 : 1900) : Number(yearText)
  const hour = clock?.[4] ? (Number(clock[1]) % 12) + (clock[4].toLowerCase() === 'p' ? 12 : 0) : Number(clock?.[1] ?? 0)
  if (hour > 24 || Number(dayText) < 1 || Number(dayText) > 31 || Number(clock?.[2] ?? 0) > 59) return undefined
  const time = Date.UTC(year, monthIndex, Number(dayText), hour, Number(clock?.[2] ?? 0), Number(clock?.[3] ?? 0))
  return time - zoneOf(clock ? rest.slice(clock.index + clock[0].length) : '') * 3_600_000
}

/** Hours off UTC that stand at the start of `text`; 0 where none do. */
function zoneOf(text: string): number {
  const offset = /^ *(?:GMT|UTC)? *([+-])(\d{1,2}):?(\d{2})?/iu.exec(text)
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) + Number(offset[3] ?? 0) / 60)
  return ZONES[/^ *([a-z]{1,5})\b/iu.exec(text)?.[1]?.toLowerCase() ?? ''] ?? 0
}

function fromAnything(text: string): number | undefined {
  // "1072865695": seconds since 1970, or milliseconds.
  if (/^\d{9,13}$/u.test(text)) return Number(text) * (text.length > 11 ? 1 : 1000)
  // "2003/12/31 10:14", "31.12.2003"
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: +(\d{1,2}):(\d{2}))?/u.exec(text)
  if (slashed)
    return Date.UTC(Number(slashed[1]), Number(slashed[2]) - 1, Number(slashed[3]), Number(slashed[4] ?? 0), Number(slashed[5] ?? 0))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? +(\d{1,2}):(\d{2}))?/u.exec(text)
  if (dotted) return Date.UTC(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1]), Number(dotted[4] ?? 0), Number(dotted[5] ?? 0))
  return undefined
}

const valid = (date: DateTime): number | undefined => (date.isValid ? date.toMillis() : undefined)
