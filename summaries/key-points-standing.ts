import type { Document, Mention, Quotation, Token } from '../src/text/document.js'
import { contains, overlaps, type Span, sliceOf } from '../src/text/span.js'
import { asks, endsOnPointer } from './key-points-pointers.js'
import { pronounsOf } from './key-points-pronouns.js'
import type { Unit } from './key-points-units.js'

/** Whether a reader who sees only this unit knows what it speaks of. `leaning`: mostly, but it leans on what stood before. */
export type Standing = 'alone' | 'leaning' | 'dangling'

/** What a unit is judged by: the layers of the document within it. */
export interface View {
  readonly text: string
  readonly unit: Unit
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  readonly quotations: readonly Quotation[]
  /** Index of the first of `mentions` in the document. */
  readonly firstMention: number
  readonly document: Document
}

/**
 * Judges each unit, in text order. Dangling: its first subject is a pronoun nothing in it explains, its quotation has no named or
 * described speaker in it ('"…," he said.'), it only tells who said what stands before it, or it is cut out of a quotation. Linear: layers are walked along with the units.
 */
export function standings(document: Document, units: readonly Unit[]): Standing[] {
  const { quotations } = document
  let m = 0
  let q = 0
  return units.map((unit) => {
    while (m < document.mentions.length && (document.mentions[m] as Span).start < unit.start) m++
    while (q < quotations.length && (quotations[q] as Span).end <= unit.start) q++
    const first = document.sentences[unit.first]?.first ?? 0
    const last = document.sentences[unit.last - 1]?.last ?? first
    return standingOf({
      text: document.article.text,
      unit,
      tokens: document.tokens.slice(first, last).filter((token) => token.start >= unit.start),
      mentions: within(document.mentions, m, unit),
      quotations: within(quotations, q, unit),
      firstMention: m,
      document,
    })
  })
}

function within<T extends Span>(layer: readonly T[], from: number, unit: Unit): T[] {
  const found: T[] = []
  for (let i = from; i < layer.length && (layer[i] as T).start < unit.end; i++) found.push(layer[i] as T)
  return found
}

function standingOf(view: View): Standing {
  const plain = view.tokens.filter((token) => !isQuoted(view, token))
  const words = plain.filter(({ start, end }) => /\p{L}/u.test(view.text.slice(start, end)))
  if (
    isCutOut(view) ||
    words.length === 0 ||
    startsSmall(view) ||
    endsOnPointer(view, plain) ||
    asks(view, plain) ||
    onlyReports(view, words)
  )
    return 'dangling'
  const pronouns = beginsWithPointer(view, words) ? 'lost' : pronounsOf(view, words)
  if (pronouns === 'lost') return 'dangling'
  return pronouns === 'unsure' || leans(view, words) ? 'leaning' : 'alone'
}

const isQuoted = ({ quotations }: View, span: Span): boolean => quotations.some((quotation) => contains(quotation, span))

/** Begins or ends within a quotation whose other mark is outside, or missing because the next paragraph goes on with it. */
const isCutOut = (view: View): boolean =>
  hasLoneMark(view) ||
  view.quotations.some((quotation) => quotation.open || (overlaps(quotation, view.unit) && !contains(view.unit, quotation)))

const OPENING_MARK = /(?<=^|[\s(—–])["“'‘](?=\p{Lu})/gu

// "'Nobody was told, the mayor's office said later." opens a quotation that nothing closes.
function hasLoneMark({ text, unit, quotations }: View): boolean {
  return [...sliceOf(text, unit).matchAll(OPENING_MARK)].some(({ index }) => {
    const mark = { start: unit.start + index, end: unit.start + index + 1 }
    return !quotations.some((quotation) => contains(quotation, mark))
  })
}

const REPORTING = /^(?:say|tell|add|reply|answer|respond|continue|write|explain|recall|conclude|note|ask)$/u
const SAID = /^(?:ccomp|xcomp|parataxis|advcl)$/u
const CLOSING_MARK = /["”’»]\s*$/u

// '"… It never opened." The mayor told the council.' reports the quotation before it, and nothing of its own.
function onlyReports({ text, unit, quotations, document }: View, words: readonly Token[]): boolean {
  if (quotations.length > 0 || !CLOSING_MARK.test(text.slice(Math.max(0, unit.start - 3), unit.start))) return false
  const root = words.find(({ relation }) => relation === 'root')
  if (root === undefined || !REPORTING.test(root.lemma)) return false
  return !words.some(({ head, relation }) => SAID.test(relation) && document.tokens[head] === root)
}

const startsSmall = ({ text, unit }: View): boolean => /^["“‘'(]*\p{Ll}/u.test(text.slice(unit.start, unit.start + 4))

/** The token's word in small letters. */
export const lower = ({ text }: View, token: Span): string => text.slice(token.start, token.end).toLowerCase()

const OPENERS = new Set(['but', 'and', 'so', 'yet', 'or', 'then', 'now', 'also', 'still', 'instead', 'indeed', 'meanwhile', 'however'])
const SUBJECTS = new Set(['he', 'she', 'they', 'it', 'him', 'them', 'his', 'her', 'their', 'its', 'hers', 'theirs', 'himself', 'herself'])
const POINTERS = new Set(['this', 'these', 'those', 'that', 'such', 'both', 'neither', 'here', 'there', 'another', 'others', 'one'])
// 'This week the council …', 'That year', 'These days' point at a time, not at a sentence before; 'There is', 'There were' at nothing.
const TIMES = /^(?:week|weekend|month|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|season|time|days?|century|decade)s?$/u
const BEING = /^(?:is|are|was|were|has|have|had|will|would|could|may|might|should|can|must|be|been|seems?|appears?|remains?|['’]s)$/u
// 'It is clear that', 'It emerged that', 'It took the crew two hours to': nothing stands behind this "it".
const EMPTY_IT =
  /^it(?: (?:also|now|only|later|first|then|has|had|is|was|will|would|been|be|not|still|finally|recently))* (?:is|was|be|been|emerged|turned|seems|seemed|appears|appeared|took|takes|comes|came|became|remains|remained|rained|snowed|clear|unclear|likely|unlikely|possible|important|thought|understood|believed|reported|revealed|announced|expected)\b/u

// 'Last week it warned', 'On Friday they agreed': how many words say only when.
function timeLength(view: View, words: readonly Token[]): number {
  const [first, second, third] = words.slice(0, 3).map((token) => lower(view, token)) as [string, string?, string?]
  if (/^(?:last|next|this|that)$/u.test(first) && TIMES.test(second ?? '') && /^(?:it|they|he|she)$/u.test(third ?? '')) return 2
  if (/^(?:on|in)$/u.test(first) && DAY.test(second ?? '') && /^(?:it|they|he|she)$/u.test(third ?? '')) return 2
  return 0
}

const DAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)$/u

/** Its first word outside quotations points back: 'He', 'This', 'But it', 'Those'. */
function beginsWithPointer(view: View, words: readonly Token[]): boolean {
  const opener = OPENERS.has(lower(view, words[0] as Token)) ? 1 : timeLength(view, words)
  const first = words[opener]
  if (first === undefined || first.start > (words[Math.max(0, opener - 1)] as Token).end + 2) return false
  const word = lower(view, first)
  const next = words[words.indexOf(first) + 1]
  const nextWord = next === undefined ? '' : lower(view, next)
  if (word === 'it') return !EMPTY_IT.test(sliceOf(view.text, { start: first.start, end: view.unit.end }).toLowerCase())
  if (SUBJECTS.has(word)) return true
  if (!POINTERS.has(word)) return false
  if (word === 'there') return !BEING.test(nextWord)
  if (word === 'one' || word === 'both' || word === 'another') return BEING.test(nextWord) || nextWord === 'of'
  if (word === 'that' || word === 'this') return !TIMES.test(nextWord)
  return !TIMES.test(nextWord)
}

const BACKWARD = new Set([
  'however',
  'but',
  'and',
  'also',
  'instead',
  'meanwhile',
  'so',
  'still',
  'yet',
  'then',
  'or',
  'again',
  'therefore',
  'nevertheless',
  'moreover',
  'additionally',
  'furthermore',
  'similarly',
  'otherwise',
  'likewise',
])
const PICTURED = /\((?:[^()]{0,40}\b)?(?:pictured|left|right|above|below|centre|center)\b[^()]{0,20}\)/iu

function leans(view: View, words: readonly Token[]): boolean {
  if (BACKWARD.has(lower(view, words[0] as Token))) return true
  if (/[?]["”’]?$/u.test(sliceOf(view.text, view.unit)) || PICTURED.test(sliceOf(view.text, view.unit))) return true
  if (words.some((token, i) => i > 0 && /^(?:this|these|those|such)$/u.test(lower(view, token)) && !TIMES.test(nextWord(view, words, i))))
    return true
  return isSecondMention(view)
}

const nextWord = (view: View, words: readonly Token[], i: number): string =>
  words[i + 1] === undefined ? '' : lower(view, words[i + 1] as Token)

/** It opens on 'The minister' or 'The pair' whose name stands elsewhere. */
function isSecondMention({ document, mentions, firstMention, unit }: View): boolean {
  const at = mentions.findIndex(({ start, form }) => form === 'nominal' && start <= unit.start + 1)
  const opening = mentions[at]
  if (opening === undefined || opening.entity < 0) return false
  return (
    (document.entities[opening.entity]?.mentions[0] ?? -1) !== firstMention + at &&
    !mentions.some(({ entity, form }) => entity === opening.entity && form === 'name')
  )
}
