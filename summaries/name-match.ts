import { distance } from 'fastest-levenshtein'

/** A name that is stored, with how often it speaks or is spoken of. */
export interface KnownName {
  readonly name: string
  readonly count: number
}

/** What somebody may have meant by what they typed. */
export type NameMatch =
  | {
      readonly kind: 'one'
      readonly name: string /** All stored forms of the name, the fullest first. */
      readonly forms: readonly string[]
    }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none'; readonly suggestions: readonly string[] }

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss dr sir lord lady dame prof professor president minister senator general the of'.split(' '),
)
const MOST_SUGGESTIONS = 5
const LONGEST_NAME = 100

/** Lower case, no accents, no titles, no possessive, no marks. */
export function nameWords(name: string): string[] {
  const words = name
    .slice(0, LONGEST_NAME)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’']s\b/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const kept = words.filter((word) => !TITLES.has(word))
  return kept.length > 0 ? kept : words
}

/**
 * Finds whom a typed name means among the stored ones: by the whole name, any part of it, or the beginning of a part. Two people who share the
 * part are both given, to be asked about; a name nobody has brings the nearest ones ("Did you mean …?"). Pure; linear in `known`.
 */
export function matchName(typed: string, known: readonly KnownName[]): NameMatch {
  const wanted = nameWords(typed)
  if (wanted.length === 0) return { kind: 'none', suggestions: [] }
  const names = known.map((one) => ({ ...one, words: nameWords(one.name) })).filter(({ words }) => words.length > 0)
  const whole = names.filter(({ words }) => words.join(' ') === wanted.join(' '))
  if (whole.length > 0 && wanted.length > 1) return oneOf(whole, names)
  const part = names.filter(({ words }) => wanted.every((word) => words.includes(word)))
  const found = part.length > 0 ? part : wanted.join('').length >= 3 ? names.filter(({ words }) => beginsSo(wanted, words)) : []
  if (found.length === 0) return { kind: 'none', suggestions: nearest(wanted, names) }
  const people = apart(found)
  if (people.length === 1) return oneOf(people[0] as Known[], names)
  return { kind: 'several', names: people.map((forms) => (forms[0] as Known).name) }
}

interface Known extends KnownName {
  readonly words: readonly string[]
}

const beginsSo = (wanted: readonly string[], words: readonly string[]): boolean =>
  wanted.every((typed) => words.some((word) => word.startsWith(typed)))

const byFullest = (a: Known, b: Known): number => b.words.length - a.words.length || b.count - a.count || (a.name < b.name ? -1 : 1)

function oneOf(forms: readonly Known[], names: readonly Known[]): NameMatch {
  const fullest = [...forms].sort(byFullest)[0] as Known
  const all = [...forms, ...shortForms(fullest, names)]
  const ordered = [...new Map(all.map((form) => [form.name, form])).values()].sort(byFullest)
  return { kind: 'one', name: fullest.name, forms: ordered.map(({ name }) => name) }
}

// "Holm" is Isa Holm as long as no other Holm is known.
function shortForms(full: Known, names: readonly Known[]): Known[] {
  const last = full.words.at(-1)
  const short = names.filter(({ words }) => words.length === 1 && words[0] === last)
  const others = names.some(
    ({ words }) => words.length > 1 && words.at(-1) === last && !isForm(words, full.words) && !isForm(full.words, words),
  )
  return others ? [] : short
}

const isForm = (short: readonly string[], full: readonly string[]): boolean => short.every((word) => full.includes(word))

/** Parts the names found into persons: a name whose words are all in just one fuller name is that person's. Most talked of first. */
function apart(found: readonly Known[]): Known[][] {
  const people: Known[][] = []
  for (const one of [...found].sort(byFullest)) {
    const homes = people.filter((forms) => isForm(one.words, (forms[0] as Known).words))
    if (homes.length === 1) (homes[0] as Known[]).push(one)
    else if (homes.length === 0) people.push([one])
  }
  const total = (forms: readonly Known[]): number => forms.reduce((sum, { count }) => sum + count, 0)
  return people.sort((a, b) => total(b) - total(a))
}

// Whole names and single parts, by how many letters must change; at most a third of them.
function nearest(wanted: readonly string[], names: readonly Known[]): string[] {
  const typed = wanted.join(' ')
  const scored = names.flatMap((one) => {
    const parts = one.words.filter((word) => word.length > 2)
    const apartBy = Math.min(
      distance(typed, one.words.join(' ')),
      ...(wanted.length === 1 ? parts.map((word) => distance(typed, word)) : [partwise(wanted, one.words)]),
    )
    return apartBy <= Math.max(1, Math.floor(typed.length / 3)) ? [{ ...one, apartBy }] : []
  })
  scored.sort((a, b) => a.apartBy - b.apartBy || b.count - a.count || (a.name < b.name ? -1 : 1))
  return [...new Set(scored.map(({ name }) => name))].slice(0, MOST_SUGGESTIONS)
}

const partwise = (wanted: readonly string[], words: readonly string[]): number =>
  wanted.reduce((sum, typed) => sum + Math.min(...words.map((word) => distance(typed, word))), 0)

/** Names that begin, or of which a part begins, with what is typed; most talked of first. Titles and accents do not matter. */
export function completeName(typed: string, known: readonly KnownName[], most = 25): string[] {
  const wanted = nameWords(typed)
  return known
    .filter(({ name }) => beginsSo(wanted, nameWords(name)))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
}
