import type { Document } from '../src/text/document.js'
import { overlaps, type Span } from '../src/text/span.js'
import { actorKeysIn, keysOf, stemKey } from './answer-question.js'
import { asOneWord, initialsIn } from './answer-spelling.js'
import { NUMBER_WORDS, REASON_WORDS, TIME_UNITS, TIME_WORDS } from './answer-words.js'
import type { NameSense } from './stance-about.js'

/** A sentence laid out for matching. */
export interface Passage extends Span {
  /** Index of its document in the index, and of the sentence in that document. */
  readonly document: number
  readonly sentence: number
  readonly paragraph: number
  /** Index of its block in the index. */
  readonly block: number
  /** How many terms it has. */
  readonly length: number
  /** Where each key stands among its terms, in order. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** Keys of the full names behind its pronouns and short names, and of the actors it names: the evidence says "he", the question says who. */
  readonly inherited: ReadonlySet<string>
  /** Keys of the names, roles and actors of those whose words it holds. */
  readonly speakers: ReadonlySet<string>
  /** Indexes of the document's statements that it reports or holds. */
  readonly statements: readonly number[]
  /** What it offers as an answer. */
  readonly offers: Offers
}

/** Keys of a passage by the kind of answer that they could be. */
export interface Offers {
  readonly dates: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Numbers that may count people or things: no sums of money, shares, lengths of time or years. */
  readonly counts: ReadonlySet<string>
  /** Numbers that give an age wherever they stand ("the 51-year-old", "aged 51"), and those that do so behind a name (", 51,"). */
  readonly ages: ReadonlySet<string>
  readonly agesBehind: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  readonly reason: boolean
  readonly duration: boolean
  /** It is itself a question, and answers none. */
  readonly asks: boolean
}

/** Lays out every sentence of `document`, which is number `at` of the index. Linear in its length. */
export function passagesOf(document: Document, at: number, sense: NameSense): Omit<Passage, 'block'>[] {
  const inherited = inheritedNames(document)
  const said = statementsBySentence(document)
  const actorOf = actorsOfPeople(document)
  const entityWords = new Set(document.entities.flatMap(({ name }) => name.split(/\s+/u)))
  return document.sentences.flatMap((sentence, s) => {
    if (isLead(document, s)) return []
    const places = new Map<string, number[]>()
    const keys = keysOf(document.article.text, sentence.start, sentence.end)
    for (const [i, one] of keys.entries()) {
      put(places, one.key, i)
      // "cease-fire" is found as "ceasefire" too.
      const joined = document.article.text[one.end] === '-' ? asOneWord(document.article.text, one, keys[i + 1]) : undefined
      if (joined !== undefined) put(places, stemKey(joined), i)
    }
    const statements = said[s] as number[]
    const passage = {
      start: sentence.start,
      end: sentence.end,
      document: at,
      sentence: s,
      paragraph: sentence.paragraph,
      length: keys.length,
      places,
      inherited: new Set([
        ...keysOfNames(inherited[s] as string[], (key) => !places.has(key)),
        ...actorKeysIn(document.article.text.slice(sentence.start, sentence.end), sense).map(({ key }) => key),
        ...initialsIn(document.article.text.slice(sentence.start, sentence.end)),
        ...(inherited[s] as string[]).flatMap((name) => [...actorKeysIn(name, sense).map(({ key }) => key), ...(actorOf.get(name) ?? [])]),
      ]),
      speakers: keysOfNames(statements.flatMap((i) => speakerNames(document, i))),
      statements,
      offers: offersOf(document, s, entityWords),
    }
    return [passage]
  })
}

const LONGEST_LEAD = 120
// 'OSLO, 28 January (Nordnytt) —'; '14:05 GMT'.
const DATELINE = /(?:[—–:-])$/u
const CLOCK = /^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\p{Lu}{2,4})?(?:\s*[:–—|-])?$/iu
const SMALL_WORD = /(?<=\s)(?!(?:of|de|la|le|du|and|am|pm)\b)\p{Ll}/u

// A dateline or the time of a live page's entry is a sentence by itself, in front of another; it tells nothing.
function isLead({ article, sentences, paragraphs }: Document, s: number): boolean {
  const sentence = sentences[s] as Document['sentences'][number]
  if (sentence.end - sentence.start > LONGEST_LEAD || sentences[s + 1]?.paragraph !== sentence.paragraph) return false
  if (paragraphs[sentence.paragraph]?.start !== sentence.start) return false
  const text = article.text.slice(sentence.start, sentence.end).trim()
  return CLOCK.test(text) || (DATELINE.test(text) && !SMALL_WORD.test(text))
}

/** Adds `value` to the list at `key`. */
export function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function keysOfNames(names: readonly string[], keep: (key: string) => boolean = () => true): Set<string> {
  const keys = new Set<string>()
  for (const name of new Set(names)) for (const { key } of keysOf(name)) if (keep(key)) keys.add(key)
  return keys
}

function speakerNames(document: Document, statement: number): string[] {
  const speaker = document.statements[statement]?.speaker
  return [speaker?.name, speaker?.role, speaker?.actor].filter((name): name is string => typeof name === 'string')
}

// Keys of the country or body for which people speak ("She offered 15 billion": the European Union's commissioner).
function actorsOfPeople({ statements }: Document): ReadonlyMap<string, readonly string[]> {
  const actors = new Map<string, string[]>()
  for (const { speaker } of statements)
    if (speaker?.name && speaker.actor && speaker.name !== speaker.actor) actors.set(speaker.name, [`@${speaker.actor}`])
  return actors
}

// For each sentence, the names that its mentions stand for. Mentions come in no set order, sentences in text order.
function inheritedNames(document: Document): string[][] {
  const lists: string[][] = document.sentences.map(() => [])
  let s = 0
  for (const mention of [...document.mentions].sort((a, b) => a.start - b.start)) {
    while (s + 1 < document.sentences.length && (document.sentences[s] as Span).end <= mention.start) s++
    const entity = document.entities[mention.entity]
    if (entity !== undefined) lists[s]?.push(entity.name)
  }
  return lists
}

function statementsBySentence(document: Document): number[][] {
  const lists: number[][] = document.sentences.map(() => [])
  for (const [i, statement] of document.statements.entries()) {
    const spans = [...statement.content, ...statement.cue]
    for (const s of sentencesAt(document, spans)) lists[s]?.push(i)
  }
  return lists
}

// The sentences that any of `spans` touches: found by halving, then walked.
function sentencesAt(document: Document, spans: readonly Span[]): Set<number> {
  const { sentences } = document
  const found = new Set<number>()
  for (const span of spans) {
    let low = 0
    let high = sentences.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sentences[middle] as Span).end <= span.start) low = middle + 1
      else high = middle
    }
    for (let s = low; s < sentences.length && overlaps(sentences[s] as Span, span); s++) found.add(s)
  }
  return found
}

const WORD = /\p{Sc}?\d(?:[\d,.–-]*\d)?s?|[\p{L}\p{M}]+/gu

// From the text alone: kept documents have no tokens.
function offersOf(document: Document, s: number, entityWords: ReadonlySet<string>): Offers {
  const sentence = document.sentences[s] as Document['sentences'][number]
  const text = document.article.text.slice(sentence.start, sentence.end)
  const offers = { dates: new Set<string>(), numbers: new Set<string>(), counts: new Set<string>(), names: new Set<string>() }
  const ages = agesIn(text)
  let reason = false
  let duration = false
  const opening = text.search(/\p{L}/u)
  let previous = ''
  for (const match of text.matchAll(WORD)) {
    const word = match[0]
    const lower = word.toLowerCase()
    // "may" is a month only with its capital; "at nine" is a time.
    const isTime = TIME_WORDS.has(lower) && (lower !== 'may' || word === 'May')
    if (isTime || YEAR.test(word) || (previous === 'at' && isNumber(lower))) offers.dates.add(stemKey(word))
    if (isNumber(lower)) {
      const key = stemKey(word)
      offers.numbers.add(key)
      const after = text.slice(match.index + word.length, match.index + word.length + 24)
      if (!/^\p{Sc}/u.test(word) && !YEAR.test(word) && !NO_COUNT.test(after) && !ages.all.has(key)) offers.counts.add(key)
    }
    if (!isTime && /^\p{Lu}/u.test(word) && (match.index > opening || entityWords.has(word))) offers.names.add(stemKey(word))
    reason ||= REASON_WORDS.has(lower)
    duration ||= TIME_UNITS.has(lower) && isNumber(previous)
    previous = lower
  }
  return { ...offers, ages: ages.anywhere, agesBehind: ages.behind, reason, duration, asks: text.trimEnd().endsWith('?') }
}

// What stands behind a number that counts no people or things.
const NO_COUNT = new RegExp(
  `^(?:[\\s-](?:(?:more|full|whole|long|straight|consecutive)\\s)?(?:${[...TIME_UNITS].join('|')})\\b|\\s?%|\\sper\\s?cent|\\s(?:am|pm|a\\.m|p\\.m)\\b)`,
  'iu',
)
const AGE =
  /\b(\d{1,3})[\s-]years?[\s-]old\b|\b(?:aged|age of|turned|turns)\s(\d{1,3})\b|\b\p{Lu}[\p{L}\p{M}.’'-]+(?:\s\([^)]*\))?(?:,\s(?:who is\s)?|\s\()(\d{1,3})(?=[,.;)])/gu

function agesIn(text: string): { anywhere: Set<string>; behind: Set<string>; all: Set<string> } {
  const anywhere = new Set<string>()
  const behind = new Set<string>()
  for (const [, old, aged, apposed] of text.matchAll(AGE)) {
    if (apposed !== undefined) behind.add(stemKey(apposed))
    else anywhere.add(stemKey((old ?? aged) as string))
  }
  return { anywhere, behind, all: new Set([...anywhere, ...behind]) }
}

const YEAR = /^(?:1\d{3}|20\d{2})(?:s|[–-]\d{2,4})?$/u
const isNumber = (lower: string): boolean => /^\p{Sc}?\d/u.test(lower) || NUMBER_WORDS.has(lower)
