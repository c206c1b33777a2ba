import { clockInFigures, timeOf } from './clock-words.js'
import { clock, type QuietHours, type Schedule } from './schedule.js'
import { zoneAt, zoneNamed, zoneProblem } from './zone-words.js'

/** What came of reading schedules in plain words: one or several, or a sentence on what could not be read. */
export type ReadSchedules = { readonly schedules: readonly Schedule[] } | { readonly problem: string }

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const WEEKDAYS = [1, 2, 3, 4, 5]
const GROUPS: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...['day', 'days', 'daily'].map((word) => [word, EVERY_DAY] as const),
  ...['weekday', 'weekdays', 'workday', 'workdays', 'm-f'].map((word) => [word, WEEKDAYS] as const),
  ...['weekend', 'weekends'].map((word) => [word, [6, 7]] as const),
  ['mwf', [1, 3, 5]],
])
const TIMES: ReadonlyMap<string, number> = new Map([
  ['midnight', 0],
  ['noon', 720],
  ['midday', 720],
])
const RANGE = new Set(['to', 'through', 'thru', 'till', 'until', '-', '–', '—'])
const EXCEPT = new Set(['except', 'excluding', 'but', 'not', 'without'])
const NOISE = new Set(
  'every each and at on the time in also by from for sharp please weekly morning mornings afternoon afternoons evening evenings'.split(' '),
)
// What people ask for and no schedule can be: they must not be read as something else ("every 3 days at 8" is not three o'clock).
const NOT_WEEKLY = new Set(
  'hour hours hourly minute minutes month months monthly fortnight fortnightly biweekly other alternate first second third fourth last year years yearly weeks today tomorrow'.split(
    ' ',
  ),
)
const COUNTED = new Set(['once', 'twice', 'times'])

/**
 * Reads schedules as people write them: "weekdays 8:30 Berlin", "every day 7am and 5pm", "Mon to Fri at half past eight", "weekdays 8:00 and
 * weekends 10:00" (two). No days: every day. No zone: `zone`. What cannot be a schedule is refused rather than read as another.
 */
export function readSchedules(words: string, zone: string): ReadSchedules {
  if (words.includes('*')) return { problem: `A cron line is not read here: say it in words. ${EXAMPLE}` }
  const tokens = tokensOf(words)
  if (tokens.length === 0) return { problem: `Say when. ${EXAMPLE}` }
  const isWeekly = tokens.includes('weekly')
  const runs: Run[] = []
  let found: string | undefined
  // A word such as "except" whose days have not come yet, or have.
  let except: 'none' | 'open' | 'used' = 'none'
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as string
    const problem = problemOf(tokens, i)
    if (problem !== undefined) return { problem }
    const days = daysOf(token)
    const time = TIMES.get(token) ?? (/^\d/u.test(token) ? timeOf(token) : undefined)
    if (days !== undefined) {
      if (except === 'none') addTo(runs, 'days', days)
      else leaveOut(runs, days)
      if (except === 'open') except = 'used'
    } else if (time !== undefined) {
      if (except === 'open') return { problem: EXCEPT_WHAT }
      except = 'none'
      addTo(runs, 'times', [time])
    } else if (EXCEPT.has(token)) except = 'open'
    else if (!NOISE.has(token)) {
      const named = zoneAt(tokens, i)
      if (named === undefined) return { problem: zoneProblem(token) ?? `“${token}” is neither a day, a time nor a time zone. ${EXAMPLE}` }
      if (found !== undefined && found !== named.zone) return { problem: `One time zone, please: ${found} or ${named.zone}?` }
      found = named.zone
      i += named.length - 1
    }
  }
  if (except === 'open') return { problem: EXCEPT_WHAT }
  if (isWeekly && !runs.some(({ kind }) => kind === 'days')) return { problem: `On which day of the week? ${EXAMPLE}` }
  return schedulesOf(runs, found ?? zone)
}

/** Days or times that stand together. */
interface Run {
  readonly kind: 'days' | 'times'
  readonly numbers: Set<number>
}

function addTo(runs: Run[], kind: Run['kind'], numbers: readonly number[]): void {
  const last = runs.at(-1)
  if (last?.kind === kind) for (const number of numbers) last.numbers.add(number)
  else runs.push({ kind, numbers: new Set(numbers) })
}

// "every day except Sunday", "7:30 but not on weekends": from the days before it, or from all.
function leaveOut(runs: Run[], days: readonly number[]): void {
  let last = runs.findLast(({ kind }) => kind === 'days')
  if (last === undefined) {
    last = { kind: 'days', numbers: new Set(EVERY_DAY) }
    runs.push(last)
  }
  for (const day of days) last.numbers.delete(day)
}

/** Days with several runs of times, and times with several runs of days, go together in pairs: "Monday 8am, Friday 5pm". */
function schedulesOf(runs: readonly Run[], zone: string): ReadSchedules {
  const days = runs.filter(({ kind }) => kind === 'days')
  const times = runs.filter(({ kind }) => kind === 'times')
  if (times.length === 0) return { problem: `At what time? ${EXAMPLE}` }
  if (days.some(({ numbers }) => numbers.size === 0)) return { problem: `No day is left. ${EXAMPLE}` }
  const isPaired = days.length > 1 && times.length > 1
  if (isPaired && days.length !== times.length) return { problem: 'Which days at which time? Say one schedule at a time, please.' }
  const pairs = isPaired ? days.map((run, i) => [[run], [times[i] as Run]] as const) : [[days, times] as const]
  const schedules = pairs.map(([on, at]) => ({ days: on.length === 0 ? EVERY_DAY : numbersOf(on), times: numbersOf(at), zone }))
  return schedules.some((one) => one.times.length > 24) ? { problem: 'At most 24 editions a day, please.' } : { schedules }
}

const numbersOf = (runs: readonly Run[]): number[] => [...new Set(runs.flatMap(({ numbers }) => [...numbers]))].sort((a, b) => a - b)

/** Why the token at `i` cannot stand in a schedule; undefined where it can, or where nothing is known of it. */
function problemOf(tokens: readonly string[], i: number): string | undefined {
  const token = tokens[i] as string
  if (COUNTED.has(token) || /^\d+x$/u.test(token)) return `Say the times themselves. ${EXAMPLE}`
  if (token === 'night' || token === 'nights') return `Say am or pm, please. ${EXAMPLE}`
  const isInterval = /^\d+$/u.test(token) && /^(?:days?|weeks?)$/u.test(tokens[i + 1] ?? '')
  if (isInterval || NOT_WEEKLY.has(token) || /^\d+(?:st|nd|rd|th)$/u.test(token))
    return `A digest comes at set times on days of the week; “${isInterval ? `${token} ${tokens[i + 1]}` : token}” is something else. ${EXAMPLE}`
  if (/^\d/u.test(token) && timeOf(token) === undefined) return `“${token}” is not a time of day. ${EXAMPLE}`
  return undefined
}

/** Reads quiet hours ("22:00-7:00", "10pm to 7am Berlin", "between 10pm and 7am"); null where it cannot be read. */
export function readQuietHours(words: string, zone: string): QuietHours | null {
  const joined = clockInFigures(plain(words))
    .replace(/^\s*between\b(.*?)\band\b/u, '$1-')
    .replace(/[–—]|\bto\b|\buntil\b|\btill\b/gu, '-')
    .replace(/\s*-\s*/gu, ' - ')
  const parts = joined.match(/^\s*(?:from\s+)?(\S+(?:\s*[ap]m)?)\s+-\s+(\S+(?:\s*[ap]m)?)\s*(.*)$/u)
  if (parts === null) return null
  const from = timeOf((parts[1] as string).replace(/\s/gu, ''))
  const to = timeOf((parts[2] as string).replace(/\s/gu, ''))
  const rest = (parts[3] as string).replace(/\btime$/u, '').trim()
  const named = rest === '' ? zone : zoneNamed(rest)
  // From one time to the same would be always, or never.
  return from === undefined || to === undefined || from === to || named === undefined ? null : { from, to, zone: named }
}

/** A schedule in words that `readSchedules` reads back: "weekdays 08:30 Europe/Berlin". */
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
const EXCEPT_WHAT = 'Except on which days? For example “every day except Sunday 8:30”.'
const title = (word: string): string => word[0]?.toUpperCase() + word.slice(1)

/** Lower case, without accents: "São Paulo" is written both ways. */
const plain = (words: string): string => words.slice(0, 300).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function tokensOf(words: string): string[] {
  const tokens = clockInFigures(plain(words))
    .replace(/\b(?:week|work|working|business)[ -](days?)\b/gu, 'week$1')
    .replace(/\bonce (?:a|every) (?=day\b)/gu, 'every ')
    .replace(/\b(?:once a|every|each) week\b/gu, 'weekly')
    .replace(/(\d) ([ap]m)\b/gu, '$1$2')
    .split(/[\s,;&()]+/u)
    .filter(Boolean)
    .flatMap((token) => partsOf(token))
  return rangesIn(tokens)
}

// "tue/thu", "8am/5pm"; "europe/berlin" stays.
function partsOf(token: string): string[] {
  const parts = token.split('/')
  return parts.every((part) => dayOf(part) !== undefined || timeOf(part) !== undefined) ? parts : [token]
}

/** "monday", "to", "friday" as one token. */
function rangesIn(tokens: readonly string[]): string[] {
  const joined: string[] = []
  for (let i = 0; i < tokens.length; i++) {
    const [from, between, to] = tokens.slice(i, i + 3)
    const isRange = between !== undefined && RANGE.has(between) && dayOf(from ?? '') !== undefined && dayOf(to ?? '') !== undefined
    joined.push(isRange ? `${from}-${to}` : (from as string))
    if (isRange) i += 2
  }
  return joined
}

function daysOf(token: string): readonly number[] | undefined {
  const group = GROUPS.get(token)
  if (group !== undefined) return group
  const range = token.match(/^([a-z]{2,9}\.?)[-–]([a-z]{2,9}\.?)$/u)
  if (range !== null) {
    const [from, to] = [dayOf(range[1] as string), dayOf(range[2] as string)]
    if (from === undefined || to === undefined) return undefined
    const length = ((to - from + 7) % 7) + 1
    return Array.from({ length }, (_, i) => ((from - 1 + i) % 7) + 1)
  }
  const day = dayOf(token)
  return day === undefined ? undefined : [day]
}

// "mo", "mon", "tues", "thurs.", "fridays"; two letters at least, so that "s" or "t" is no day.
function dayOf(token: string): number | undefined {
  const stem = token.replace(/\.$/u, '').replace(/days$/u, 'day')
  const at = stem.length < 2 ? -1 : DAYS.findIndex((day) => day.startsWith(stem))
  return at < 0 ? undefined : at + 1
}
