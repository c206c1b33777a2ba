import { stemOf, termsOf } from '../language/terms.js'
import type { Article } from '../text/article.js'
import { cite } from '../text/citation.js'
import { type Span, sliceOf } from '../text/span.js'
import { outletKey, type StoryDifference } from './story-differences.js'

/** A number in a sentence, with what it counts. */
export interface Figure {
  readonly article: Article
  readonly sentence: Span
  readonly value: number
  /** As written, with its unit ("at least 12 people"). */
  readonly words: string
  /** "at least", "nearly": the number is a bound or rounded. */
  readonly loose: boolean
  /** What is counted: stems of the words behind the number, or a class ("killed") that many wordings share. */
  readonly units: ReadonlySet<string>
  readonly class: string | undefined
  /** Stems around it, numbers and units left out. */
  readonly context: ReadonlySet<string>
  /** Those of them that are capitalised. */
  readonly names: ReadonlySet<string>
}

const SMALL =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 }
const SCALES: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1000, million: 1e6, billion: 1e9, trillion: 1e12 }

const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/#№+-])(?<money>[$€£¥])?(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|(?:${[...SMALL, ...Object.keys(TENS)].join('|')})(?![\\p{L}-]))` +
    `(?:\\s+(?<scale>${Object.keys(SCALES).join('|')}))?(?<percent>\\s?%|\\s+per\\s?cent\\b)?(?![\\p{N}]|[-–:/.,]\\d|(?:st|nd|rd|th|s|am|pm|m|bn|k|ft|km|cm|mm|kg|mph)\\b|\\s?-\\s?(?:year|month|week|day|hour|minute|foot|mile|point|yard|time))`,
  'giu',
)
const LOOSE =
  /\b(?:at least|more than|over|about|around|some|nearly|almost|up to|as many as|roughly|approximately|fewer than|less than|an estimated|estimated|close to)\s+$/iu
// What would make a number a date, an age, a time or a count of another event.
const BEFORE =
  /\b(?:aged?|no\.|number|room|route|highway|chapter|article|section|page|week|season|flight|group|top|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+$/iu
const AFTER =
  /^\s*(?:years?[- ]olds?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|a\.?m|p\.?m|o['’]clock|of (?:the|them|those|its|his|her|their)|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b/iu
const ELSEWHERE =
  /\b(?:last (?:year|month|week|decade)|years? (?:ago|earlier|before)|previous(?:ly)?|earlier this|in (?:19|20)\d\d|since|by contrast|compared (?:with|to)|record|average|so far this (?:year|season)|every (?:year|day)|annual(?:ly)?|each (?:year|day)|another|also)\b/iu

// Wordings of the same outcome; those of a class may count the same thing whatever noun they use.
const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['killed', /\b(?:killed|dead|died|dies|deaths?|die|fatalit(?:y|ies)|killing|kills|bodies)\b/iu],
  ['injured', /\b(?:injured|injur(?:y|ies)|injures|injuring|wounded|wounding|hurt)\b/iu],
  ['arrested', /\b(?:arrested|arrests|arresting|detained|detains|detentions?)\b/iu],
  ['missing', /\bmissing\b/iu],
  ['rescued', /\b(?:rescued|rescues)\b/iu],
  ['evacuated', /\b(?:evacuated|evacuations?)\b/iu],
]
const PEOPLE = new Set(
  'people person men man women woman children child civilians others victims residents passengers protesters soldiers officers workers migrants students dead more'
    .split(' ')
    .map(stemOf),
)
// Measures of place and play: an article has many of them, and two alike are seldom of one thing.
const MEASURES = new Set(
  'kilometer kilometers kilometre kilometres km mile miles meter meters metre metres foot feet inch inches yard yards point points goal goals degrees'
    .split(' ')
    .map(stemOf),
)
/** A class word counts for a number only when it stands this near, in characters. */
const NEAR = 45

/** The numbers of a sentence that count something and could be told otherwise by another outlet. */
export function figuresIn(article: Article, sentence: Span): Figure[] {
  const text = sliceOf(article.text, sentence)
  if (ELSEWHERE.test(text)) return []
  const figures: Figure[] = []
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index
    const end = start + match[0].length
    const before = text.slice(Math.max(0, start - 24), start)
    const after = text.slice(end, end + 60)
    const { money, percent } = match.groups ?? {}
    if (BEFORE.test(before) || (!money && !percent && AFTER.test(after))) continue
    const value = valueOfNumber(match)
    if (value === undefined || (!money && !percent && value >= 1900 && value <= 2100 && !match[0].includes(','))) continue
    const following = termsOf(after.split(/[,;:.!?()]/u)[0] ?? '').slice(0, 3)
    const units = new Set(money ? [money] : percent ? ['percent'] : following.slice(0, 1).map(({ stem }) => stem))
    const group = money || percent ? undefined : classNear(text, start, end, units)
    if (group === undefined && (units.size === 0 || [...units].some((unit) => MEASURES.has(unit)))) continue
    const loose = LOOSE.exec(before)?.[0] ?? ''
    const unitEnd = money || percent ? end : end + Math.min(after.length, following[0]?.end ?? 0)
    const around = termsOf(text).filter(({ start: at, stem }) => (at < start || at >= unitEnd) && !/\d/u.test(stem))
    figures.push({
      article,
      sentence,
      value,
      words: text
        .slice(start - loose.length, unitEnd)
        .replace(/\s+/gu, ' ')
        .trim(),
      loose: loose !== '',
      units,
      class: group,
      context: new Set(around.map(({ stem }) => stem)),
      names: new Set(around.filter(({ start: at }) => /\p{Lu}/u.test(text[at] as string)).map(({ stem }) => stem)),
    })
  }
  return figures
}

function valueOfNumber({ groups }: RegExpExecArray): number | undefined {
  const digits = (groups?.digits ?? '').toLowerCase()
  const small = SMALL.indexOf(digits)
  const base = small >= 0 ? small + 1 : (TENS[digits] ?? Number(digits.replace(/,/gu, '')))
  const value = base * (SCALES[groups?.scale?.toLowerCase() ?? ''] ?? 1)
  // "one" is a pronoun more often than a count.
  return Number.isFinite(value) && !(digits === 'one' && !groups?.scale) ? value : undefined
}

/** The class whose word stands nearest to the number, if it counts people and no other number stands between. */
function classNear(text: string, start: number, end: number, units: ReadonlySet<string>): string | undefined {
  if (![...units].some((unit) => PEOPLE.has(unit)) && !CLASSES.some(([, words]) => words.test(text.slice(end, end + 12)))) return undefined
  let nearest: { name: string; distance: number } | undefined
  for (const [name, words] of CLASSES) {
    for (const match of text.matchAll(new RegExp(words.source, 'giu'))) {
      const between = match.index >= end ? text.slice(end, match.index) : text.slice(match.index + match[0].length, start)
      const distance = between.length
      if (distance <= NEAR && !/\d|[;:]/u.test(between) && (nearest === undefined || distance < nearest.distance))
        nearest = { name, distance }
    }
  }
  return nearest?.name
}

/** Groups of figures that count the same thing, shown where outlets give different values. */
export function numberDifferences(figures: readonly Figure[]): StoryDifference[] {
  const groups: Figure[][] = []
  for (const figure of figures) {
    const group = groups.find((members) => members.some((member) => isSameThing(member, figure)))
    if (group) group.push(figure)
    else groups.push([figure])
  }
  return groups.flatMap((group) => {
    const shown = onePerValue(group)
    if (shown.length < 2) return []
    const label = `Outlets give different numbers: ${shown.map(({ words }) => words).join(' / ')}`
    return [
      {
        type: 'difference' as const,
        kind: 'number' as const,
        label,
        citations: shown.map(({ article, sentence }) => cite(article, [sentence])),
      },
    ]
  })
}

/**
 * Two figures of different outlets count the same thing: same outcome or unit, said of the same names, and enough of the words around them the
 * same. What is left over may still be two things; so thresholds are high, and lists of results (sport, markets) fall out.
 */
function isSameThing(a: Figure, b: Figure): boolean {
  if (outletKey(a.article) === outletKey(b.article) || a.class !== b.class) return false
  const context = likeness(a.context, b.context)
  const names = a.names.size === 0 || b.names.size === 0 ? undefined : likeness(a.names, b.names)
  const sameUnit = [...a.units].some((unit) => b.units.has(unit))
  if (a.class !== undefined) {
    const generic = [a, b].every(({ units }) => [...units].every((unit) => GENERIC.has(unit)))
    return (sameUnit || generic) && context.shared >= 3 && context.share >= 0.3 && (names === undefined || names.share >= 0.5)
  }
  return sameUnit && context.shared >= 5 && context.share >= 0.6 && names !== undefined && names.share >= 0.75
}

// "12 dead", "12 people", "12 more": units that say no more than that people are counted.
const GENERIC = new Set(
  'people person dead more other others killed died injured wounded hurt arrested detained missing deaths fatalities victims injuries arrests'
    .split(' ')
    .map(stemOf),
)

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): { shared: number; share: number } {
  const shared = [...a].filter((stem) => b.has(stem)).length
  return { shared, share: shared / Math.max(1, Math.min(a.size, b.size)) }
}

/** The first figure for each value, one an outlet; values that agree within their looseness are one. */
function onePerValue(group: readonly Figure[]): Figure[] {
  const shown: Figure[] = []
  const outlets = new Set<string>()
  for (const figure of group) {
    const outlet = outletKey(figure.article)
    if (outlets.has(outlet)) continue
    outlets.add(outlet)
    if (!shown.some((other) => agrees(other, figure))) shown.push(figure)
  }
  return shown
}

/** "nearly 2,400" agrees with 2,387; 12 and 14 do not agree, nor do "at least 12" and 14. */
function agrees(a: Figure, b: Figure): boolean {
  if (a.value === b.value) return true
  const gap = Math.abs(a.value - b.value) / Math.max(a.value, b.value)
  return (a.loose || b.loose) && gap <= 0.05
}
