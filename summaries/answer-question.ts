import { isStopWord, stemOf } from '../src/language/terms.js'
import type { Span } from '../src/text/span.js'
import { withoutAccents } from './answer-spelling.js'
import { IRREGULAR, SPEECH_NOUNS, SPEECH_VERBS } from './answer-words.js'
import type { NameSense } from './stance-about.js'

/** What kind of thing the question asks for. */
export type Wanted =
  | 'person'
  | 'date'
  | 'place'
  | 'number'
  | 'count'
  | 'duration'
  | 'age'
  | 'reason'
  | 'manner'
  | 'name'
  | 'thing'
  | 'polar'

/** A word that carries meaning, by its key, with where it stands. */
export interface Key extends Span {
  readonly key: string
}

/** A word of a question that an answer should hold. */
export interface QuestionTerm extends Key {
  /** Key of the actor that the name means, shared by all its names; absent for other words. */
  readonly actorKey?: string
  /** Written with a capital although it does not open the question: part of a name. */
  readonly isName: boolean
  /** Says what kind of thing is asked for ("year" in "what year"), so that an answer need not repeat it. */
  readonly isFocus: boolean
  /** Names what is counted ("ships" in "How many ships came?"). */
  readonly isCounted: boolean
  /** Names the one whose words are asked for ("Nuland" in "What did Nuland say about energy?", "minister" in "Does the minister agree?"). */
  readonly isSpeaker: boolean
}

/** A question taken apart. */
export interface Question {
  readonly text: string
  readonly wanted: Wanted
  /** said: what somebody said or thinks; sayer: who said it; undefined: about what happened. */
  readonly speech: 'said' | 'sayer' | undefined
  /** Key of the word that asks for somebody's words ("say", "oppose", "view"); undefined where none does. */
  readonly verb: string | undefined
  readonly terms: readonly QuestionTerm[]
  /** Pairs of neighbouring terms, by index into `terms`: nothing but stop words stands between them. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** Longest question that is read, in UTF-16 units; what is longer is no question but a text. */
export const LONGEST_QUESTION = 500

const WORD = /\d[\d,.]*\d|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

/** One key for all forms of a word: irregular forms by their dictionary form, then Porter's stem; commas in numbers and accents do not count. */
export function stemKey(word: string): string {
  const lower = withoutAccents(word.toLowerCase())
  if (/^\d/u.test(lower)) return lower.replace(/,/gu, '')
  return stemOf(IRREGULAR.get(lower) ?? lower)
}

// "us" and "who" mean nothing by themselves; in capitals they are names.
const NAMES_LIKE_STOP_WORDS: ReadonlySet<string> = new Set(['US', 'WHO'])

const CAPITALS = /\p{Lu}[\p{L}\p{M}.]*(?:\s(?:of\s|the\s)?\p{Lu}[\p{L}\p{M}.]*){0,3}/gu

/** The countries and bodies that `text` names, each by one key for all its names ("@China"), longest names first. */
export function actorKeysIn(text: string, sense: NameSense): Key[] {
  const found: Key[] = []
  for (const match of text.matchAll(CAPITALS)) {
    const words = [...match[0].matchAll(/\S+/gu)]
    for (let from = 0; from < words.length; from++) {
      for (let to = words.length - 1; to >= from; to--) {
        const [first, last] = [words[from] as RegExpExecArray, words[to] as RegExpExecArray]
        const start = match.index + first.index
        const end = match.index + last.index + last[0].length
        const actor = sense(text.slice(start, end)) ?? sense(text.slice(start, end).replace(/\.$/u, ''))
        if (actor === undefined) continue
        found.push({ key: `@${actor}`, start, end })
        from = to
        break
      }
    }
  }
  return found
}

/** The words that carry meaning in `text` from `start` to `end`, in order. Linear in its length. */
export function keysOf(text: string, start = 0, end = text.length): Key[] {
  const keys: Key[] = []
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const word = match[0]
    // What follows an apostrophe ("don't", "Nuland's") is no word of its own.
    if (word.length === 1 && !/[\p{N}\p{Lo}]/u.test(word)) continue
    if (isStopWord(word) && !NAMES_LIKE_STOP_WORDS.has(word)) continue
    keys.push({ key: stemKey(word), start: start + match.index, end: start + match.index + word.length })
  }
  return keys
}

// "what year", "which Polish city"; not "what does the city".
const NOUNISH = '(?!(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\\b)\\w+ '
const WHICH = `(?:what|which) (?:${NOUNISH})?`
const KINDS: readonly (readonly [Wanted, RegExp])[] = [
  [
    'date',
    new RegExp(
      `^(?:(?:since |until |till |by |from )?when|what time|(?:in |on |during |by |since |until )?${WHICH}(?:year|date|day|month|century|decade|era|time|period)s?)\\b`,
      'iu',
    ),
  ],
  ['age', /\bhow old\b/iu],
  [
    'duration',
    /\bhow (?:long|many (?:(?!(?:in|on|at|of|for|over|within|after|before|per)\b)\w+ ){0,3}?(?:seconds|minutes|hours|days|nights|weeks|months|years|decades))\b/iu,
  ],
  ['number', /\bhow many (?:percent|per cent|%)/iu],
  ['count', /\bhow many\b/iu],
  ['number', /\bhow (?:much|far|tall|high|big|large|deep|wide|fast|often|heavy)\b/iu],
  [
    'number',
    new RegExp(
      `\\b${WHICH}(?:percentage|percent|proportion|share|number|amount|price|population|cost|sum|rate|age|size|length|height|fraction|distance|temperature|total)\\b`,
      'iu',
    ),
  ],
  [
    'place',
    new RegExp(
      `\\b(?:where|${WHICH}(?:city|cities|country|countries|places?|regions?|states?|towns?|villages?|rivers?|islands?|continent|location|street|district|province|nation|county|territory|areas?|capital))\\b`,
      'iu',
    ),
  ],
  [
    'person',
    new RegExp(
      `\\b(?:who|whom|whose|${WHICH}(?:person|man|woman|king|queen|emperor|leader|president|minister|author|scientist|general|commander|official|lawmaker|senator|writer|artist|politician|analyst|expert))\\b`,
      'iu',
    ),
  ],
  ['reason', /^(?:why|for what reason|what (?:is|was|were|are) the (?:\w+ )?(?:reason|cause)s?|what (?:caused|led))\b/iu],
  [
    'name',
    new RegExp(
      `\\b${WHICH}(?:${NOUNISH}){0,2}(?:names?|called|known|named|company|organi[sz]ation|party|treaty|war|group|body|agency|language|university|school|team|newspaper|book|song|film|law)\\b`,
      'iu',
    ),
  ],
  ['manner', /^how\b/iu],
  ['polar', /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b/iu],
]

// The noun right after "what", "which" or "how" that only names the kind of answer.
const FOCUS_NOUNS: ReadonlySet<string> = new Set(
  'year date day month century decade time period percentage percent proportion number amount name kind type sort person place country city location reason word term much many long'
    .split(' ')
    .map(stemKey),
)

/** Reads a question: what it asks for, and the terms that an answer should hold. Never throws; any text will do. */
export function readQuestion(asked: string, sense: NameSense = () => undefined): Question {
  // Nobody types it out; articles do.
  const text = asked.slice(0, LONGEST_QUESTION).replace(/\bthe pm\b/giu, 'the prime minister')
  const asking = text.trim().replace(/\bthe WHO\b/gu, 'the body')
  const wanted = KINDS.find(([, pattern]) => pattern.test(asking))?.[0] ?? 'thing'
  const speech = speechOf(text)
  const opening = /^\W*\p{L}+/u.exec(text)?.[0].length ?? 0
  const focus = /\b(?:what|which|how)\b(?:\s+\S+){1,2}/iu.exec(text)
  const focusEnd = focus === null ? -1 : focus.index + focus[0].length
  const counted = COUNTED.exec(text)
  const countedEnd = counted === null ? -1 : counted.index + counted[0].length
  const actors = [...actorKeysIn(text, sense), ...(/\p{Lu}/u.test(text.slice(opening)) ? [] : smallActors(text, sense))]
  const terms = keysOf(text)
    .filter(({ key }) => !ADDRESSES.has(key))
    .map(({ key, start, end }) => {
      const actor = actors.find((one) => one.start <= start && end <= one.end)
      const isName = /\p{Lu}/u.test(text.slice(start, end)) && (end > opening || !OPENERS.test(text.slice(start, end)))
      return {
        key,
        start,
        end,
        ...(actor === undefined ? {} : { actorKey: actor.key }),
        isName,
        isFocus:
          (wanted === 'duration' && LASTING.test(text.slice(start, end))) ||
          (end <= focusEnd && FOCUS_NOUNS.has(key)) ||
          (speech.kind !== undefined && (SPEECH_VERBS.has(key) || SPEECH_NOUNS.has(key))),
        isCounted: end === countedEnd,
        isSpeaker: speech.kind === 'said' && start >= speech.start && end <= speech.end,
      }
    })
  return { text, wanted, speech: speech.kind, verb: speech.verb, terms, pairs: pairsOf(text, terms) }
}

// "Mr Brandt", "Dr Haddad": not part of the name.
const ADDRESSES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'dr', 'prof'])

// "does russia support it?": typed without capitals. Short words may be anything ("us", "who").
function smallActors(text: string, sense: NameSense): Key[] {
  return [...text.matchAll(/\p{Ll}{4,}/gu)].flatMap(({ 0: word, index: start }) => {
    const actor = sense(word.slice(0, 1).toUpperCase() + word.slice(1))
    return actor === undefined ? [] : [{ key: `@${actor}`, start, end: start + word.length }]
  })
}

// "How long did the talks last?"
const LASTING = /^(?:last|lasted|take|took)$/u

const COUNTED = /\bhow many \p{Ll}+/iu

const OPENERS =
  /^(?:who|what|when|where|why|which|how|whom|whose|in|on|at|by|for|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|and|tell|name|according|after|before|during|the|a|an)$/iu

function pairsOf(text: string, terms: readonly Span[]): [number, number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i + 1 < terms.length; i++) {
    const between = text.slice((terms[i] as Span).end, (terms[i + 1] as Span).start)
    if (between.length <= 12 && !/[,;:?!]/u.test(between)) pairs.push([i, i + 1])
  }
  return pairs
}

interface Speech extends Span {
  readonly kind: Question['speech']
  readonly verb?: string
}
const NO_SPEECH: Speech = { kind: undefined, start: 0, end: 0 }

// "What did Nuland say about …", "Does Wang Yi support …", "What is China's view of …", "How did Beijing respond to …"; "Who said …".
function speechOf(text: string): Speech {
  const asked = /^\W*(?:what|how|why|does|do|did|has|have|is|are)\b(?! (?:much|many|long|old|far|often|fast|big|high)\b)/iu.exec(text)
  const auxiliary = /\b(?:do|does|did|has|have|had|is|are|was|were|would|will|'s)\b/iu.exec(text)
  if (asked !== null && auxiliary !== null) {
    const from = auxiliary.index + auxiliary[0].length
    for (const { key, start, end } of wordKeys(text, from)) {
      // "States" of a name is no verb.
      if (/^\p{Lu}\p{Ll}/u.test(text.slice(start, end))) continue
      if (SPEECH_VERBS.has(key) || SPEECH_NOUNS.has(key)) return { kind: 'said', verb: key, start: from, end: start }
      if (end - from > 80) break
    }
  }
  const sayer = /^\W*(?:who|whom|which (?:\w+ ){1,2}?)\s*(?:has |have |had |was |is |also )?(\p{L}+)/iu.exec(text)
  if (sayer !== null && SPEECH_VERBS.has(stemKey(sayer[1] as string))) return { kind: 'sayer', start: 0, end: 0 }
  return NO_SPEECH
}

function* wordKeys(text: string, from: number): Generator<Key> {
  for (const match of text.slice(from).matchAll(/\p{L}+/gu)) {
    yield { key: stemKey(match[0]), start: from + match.index, end: from + match.index + match[0].length }
  }
}
