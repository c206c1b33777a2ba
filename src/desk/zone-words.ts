// Abbreviations and cities that people write and the IANA list lacks; abbreviations that mean several places are in AMBIGUOUS.
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    UTC: ['utc', 'gmt', 'z'],
    'America/New_York': ['et', 'est', 'edt', 'eastern', 'nyc', 'washington', 'boston', 'atlanta', 'miami', 'philadelphia'],
    'America/Chicago': ['ct', 'cdt', 'central', 'houston', 'dallas', 'austin'],
    'America/Denver': ['mt', 'mst', 'mdt', 'mountain'],
    'America/Los_Angeles': ['pt', 'pst', 'pdt', 'pacific', 'san francisco', 'sf', 'la', 'seattle', 'san diego'],
    'America/Toronto': ['ottawa', 'montreal'],
    'America/Sao_Paulo': ['rio', 'rio de janeiro', 'brasilia'],
    'Europe/Lisbon': ['wet', 'western european'],
    'Europe/London': ['edinburgh', 'glasgow', 'cardiff', 'manchester'],
    'Europe/Paris': ['cet', 'cest', 'central european', 'lyon', 'marseille'],
    'Europe/Berlin': ['frankfurt', 'munich', 'hamburg', 'cologne', 'dusseldorf', 'bonn'],
    'Europe/Zurich': ['geneva', 'basel', 'bern'],
    'Europe/Amsterdam': ['hague', 'rotterdam'],
    'Europe/Rome': ['milan', 'naples'],
    'Europe/Madrid': ['barcelona'],
    'Europe/Helsinki': ['eet', 'eest', 'eastern european'],
    'Europe/Kyiv': ['kyiv'],
    'Europe/Moscow': ['msk'],
    'Asia/Jerusalem': ['tel aviv'],
    'Asia/Dubai': ['abu dhabi'],
    'Asia/Kolkata': ['kolkata', 'delhi', 'new delhi', 'mumbai', 'bangalore', 'bengaluru', 'chennai', 'hyderabad'],
    'Asia/Kathmandu': ['kathmandu'],
    'Asia/Yangon': ['yangon'],
    'Asia/Ho_Chi_Minh': ['ho chi minh city', 'hanoi'],
    'Asia/Shanghai': ['beijing', 'shenzhen'],
    'Asia/Hong_Kong': ['hkt'],
    'Asia/Singapore': ['sgt'],
    'Asia/Seoul': ['kst'],
    'Asia/Tokyo': ['jst', 'osaka', 'kyoto'],
    'Australia/Sydney': ['aest', 'aedt', 'canberra'],
    'Pacific/Auckland': ['nzst', 'nzdt', 'wellington'],
    'Africa/Johannesburg': ['cape town', 'pretoria'],
    'Africa/Lagos': ['abuja'],
  }).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
)
const AMBIGUOUS: ReadonlySet<string> = new Set(['ist', 'bst', 'cst', 'ast', 'gst', 'sst'])

/** A time zone in `tokens` (lower case, without accents) from `at` on, with how many of them name it; undefined where none does. */
export function zoneAt(tokens: readonly string[], at: number): { zone: string; length: number } | undefined {
  for (const length of [3, 2, 1]) {
    if (at + length > tokens.length) continue
    const zone = zoneNamed(tokens.slice(at, at + length).join(' '))
    if (zone !== undefined) return { zone, length }
  }
  return undefined
}

/** Why a word that looks like a time zone cannot be one, as a sentence; undefined where it looks like none. */
export function zoneProblem(token: string): string | undefined {
  if (AMBIGUOUS.has(token)) return `“${token.toUpperCase()}” means several time zones: name a city instead, such as London or Kolkata.`
  if (/^(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?$/u.test(token))
    return `“${token.toUpperCase()}” would not follow the change of clocks: name a city instead, such as Berlin.`
  return undefined
}

let cities: Map<string, string> | undefined

/** The IANA zone that a name means: "berlin", "new york", "cet", "europe/berlin"; undefined where it means none. */
export function zoneNamed(name: string): string | undefined {
  const key = name.trim()
  const known = ZONES.get(key)
  if (known !== undefined) return known
  if (key.includes('/')) {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: key }).resolvedOptions().timeZone
    } catch {
      return undefined
    }
  }
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) as string).replaceAll('_', ' ').toLowerCase(), zone]),
  )
  return cities.get(key)
}
