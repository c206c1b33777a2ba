import type { Sentence } from '../../text/document.js'
import { leadEnd } from '../../text/line-leads.js'
import type { Span } from '../../text/span.js'
import { OTHER_ABBREVIATIONS, SENTENCE_OPENERS } from '../words/abbreviations.js'
import { REPORT_VERBS } from '../words/report-verbs.js'
import { characterClass, DIGIT, isLower, isUpper, LETTER } from './characters.js'
import { CLOSES, EITHER, NO_MARK, OPENS } from './quotation-marks.js'
import type { TokenSpans } from './tokens.js'

// No sentence of prose is longer; a table or a text without full stops is cut here so that nothing downstream meets a sentence without end.
const LONGEST_SENTENCE = 300
const REPORT_REACH = 7

/**
 * Parts every paragraph into sentences. A sentence ends at ".", "?", "!" or "…" with the closing marks and brackets behind it, but goes on where
 * the words behind a quotation report it ('"Why?" she asked.'), and behind abbreviations and initials unless an opening word follows.
 * What stands before a paragraph's first sentence, a dateline or a time, is one by itself. `marks` are the settled quotation marks. Linear; every token is in exactly one sentence.
 */
export function sentencesOf(text: string, paragraphs: readonly Span[], tokens: TokenSpans, marks: Uint8Array): Sentence[] {
  const sentences: Sentence[] = []
  let first = 0
  for (const [paragraph, { start, end }] of paragraphs.entries()) {
    const lead = leadEnd(text, start, end, paragraph)
    const leads = first
    while (first < tokens.count && (tokens.starts[first] as number) < lead) first++
    if (first > leads) {
      const [from, to] = [tokens.starts[leads] as number, tokens.ends[first - 1] as number]
      sentences.push({ start: from, end: to, first: leads, last: first, paragraph })
    }
    while (first < tokens.count && (tokens.starts[first] as number) < end) {
      const last = sentenceEnd(text, tokens, marks, first, end)
      sentences.push({ start: tokens.starts[first] as number, end: tokens.ends[last - 1] as number, first, last, paragraph })
      first = last
    }
  }
  return sentences
}

/** The token behind the sentence that starts at `first`. */
function sentenceEnd(text: string, tokens: TokenSpans, marks: Uint8Array, first: number, paragraphEnd: number): number {
  const { count, starts } = tokens
  let at = first
  while (at < count && (starts[at] as number) < paragraphEnd) {
    if (at - first >= LONGEST_SENTENCE) return at
    const kind = endingOf(text, tokens, at)
    const isStop = kind !== NO_ENDING && !(kind === STOP && isNumbering(text, tokens, first, at))
    at++
    if (!isStop) continue
    const behind = afterClosing(text, tokens, marks, at, paragraphEnd)
    if (behind >= count || (starts[behind] as number) >= paragraphEnd) return behind
    if (endsHere(text, tokens, marks, kind, at, behind)) return behind
    at = behind
  }
  return at
}

const NO_ENDING = 0
const STOP = 1
const QUESTION = 2
const ELLIPSIS = 3
const ABBREVIATION = 4

/** How a token may end a sentence. */
function endingOf(text: string, tokens: TokenSpans, at: number): number {
  const start = tokens.starts[at] as number
  const end = tokens.ends[at] as number
  const last = text.charCodeAt(end - 1)
  if (last !== 46 && last !== 63 && last !== 33 && last !== 0x2026) return NO_ENDING
  if (last === 63 || last === 33) return end - start === 1 ? QUESTION : NO_ENDING
  if (last === 0x2026) return ELLIPSIS
  if (end - start === 1) return STOP
  if (text.charCodeAt(start) === 46) return ELLIPSIS
  if (text[start - 1] === '°') return STOP
  return isOpenAbbreviation(text, start, end) ? ABBREVIATION : NO_ENDING
}

// 'U.S.', 'p.m.', 'Inc.' may end a sentence; 'Mr.' and 'J.' never do.
function isOpenAbbreviation(text: string, start: number, end: number): boolean {
  if (end - start > 3 && text.slice(start + 1, end - 1).includes('.')) return true
  return OTHER_ABBREVIATIONS.has(text.slice(start, end - 1).toLowerCase())
}

// '1. Open the door': a number that starts a line numbers it.
function isNumbering(text: string, tokens: TokenSpans, first: number, at: number): boolean {
  if (at !== first + 1) return false
  const start = tokens.starts[first] as number
  return (tokens.ends[first] as number) - start <= 2 && characterClass(text.charCodeAt(start)) === DIGIT
}

const CLOSING_BRACKETS = new Set(')]}')

/** Past the closing quotation marks and brackets that belong to the sentence that just ended, and further stops ("?!"). */
function afterClosing(text: string, tokens: TokenSpans, marks: Uint8Array, from: number, paragraphEnd: number): number {
  let at = from
  while (at < tokens.count && (tokens.starts[at] as number) < paragraphEnd) {
    const start = tokens.starts[at] as number
    const mark = marks[at] as number
    const closes = mark !== NO_MARK ? (mark & EITHER) === CLOSES : CLOSING_BRACKETS.has(text[start] as string)
    const single = (tokens.ends[at] as number) - start === 1
    if (!closes && !(single && (text[start] === '?' || text[start] === '!' || (text[start] === '.' && text[start - 1] === '.')))) break
    at++
  }
  return at
}

/** Whether the sentence whose stop is behind `stop` ends before the token `next` (closing marks stand between). */
function endsHere(text: string, tokens: TokenSpans, marks: Uint8Array, kind: number, stop: number, next: number): boolean {
  const quoted = closesQuotation(marks, stop, next)
  const opener = openerOf(text, tokens, marks, next)
  const code = text.charCodeAt(tokens.starts[opener] as number)
  const capital = isUpper(code) || characterClass(code) === DIGIT
  const small = isLower(code)
  switch (kind) {
    case STOP:
      // 'Rep. Ida Lunde (D-Wis.) said': a stop within brackets of a word or two ends nothing, nor one behind which small letters go on.
      if (isBracketed(text, tokens, stop) || (next > stop && !quoted && small)) return false
      // '"I know." she said': house style aside, small letters behind a quotation go on.
      return quoted ? !small && !isDash(text, tokens, next) : !isJoining(text, tokens, next)
    case QUESTION:
      if (small || isJoining(text, tokens, next) || isDash(text, tokens, next)) return false
      return !(quoted && isReported(text, tokens, next))
    case ELLIPSIS:
      return capital && !(quoted && isReported(text, tokens, next))
    default:
      if (isJoining(text, tokens, next) || isDash(text, tokens, next)) return false
      return capital && (opener > next || quoted || isOpeningWord(text, tokens, opener))
  }
}

// Whether a bracket closes right behind `stop` that opened behind a word, at most three tokens before it.
function isBracketed(text: string, tokens: TokenSpans, stop: number): boolean {
  if (stop >= tokens.count || text[tokens.starts[stop] as number] !== ')') return false
  for (let i = stop - 1; i > 0 && i >= stop - 4; i--)
    if (text[tokens.starts[i] as number] === '(') return isLetter(text.charCodeAt((tokens.ends[i - 1] as number) - 1))
  return false
}

function closesQuotation(marks: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (((marks[i] as number) & EITHER) === CLOSES) return true
  return false
}

/** The first token at or behind `at` that is no opening mark or bracket. */
function openerOf(text: string, tokens: TokenSpans, marks: Uint8Array, at: number): number {
  let opener = at
  while (opener < tokens.count - 1 && opener < at + 4) {
    const mark = marks[opener] as number
    const char = text[tokens.starts[opener] as number] as string
    if ((mark & OPENS) === 0 && char !== '(' && char !== '[') break
    opener++
  }
  return opener
}

// A comma, colon, semicolon or a clitic behind a stop: the sentence goes on ('Yahoo!, the firm', 'Inc.'s').
const isJoining = (text: string, tokens: TokenSpans, at: number): boolean => {
  const start = tokens.starts[at] as number
  const char = text[start] as string
  return (
    char === ',' ||
    char === ';' ||
    char === ':' ||
    ((char === "'" || char === '’') && isLetter(text.charCodeAt(start + 1)) && (tokens.ends[at] as number) - start > 1)
  )
}

const isLetter = (code: number): boolean => characterClass(code) === LETTER

const isDash = (text: string, tokens: TokenSpans, at: number): boolean => '-–—―'.includes(text[tokens.starts[at] as number] as string)

function isOpeningWord(text: string, tokens: TokenSpans, at: number): boolean {
  const start = tokens.starts[at] as number
  const end = tokens.ends[at] as number
  if (end - start > 10) return false
  return SENTENCE_OPENERS.has(text.slice(start, text[end - 1] === '.' ? end - 1 : end).toLowerCase())
}

// '"Why now?" Ms. Duarte of the Harbour Board asked.': a name or pronoun, then a verb that reports, within a few words.
function isReported(text: string, tokens: TokenSpans, at: number): boolean {
  for (let i = at; i < Math.min(tokens.count, at + REPORT_REACH); i++) {
    const start = tokens.starts[i] as number
    const end = tokens.ends[i] as number
    const code = text.charCodeAt(start)
    if (i > at && end - start < 12 && REPORT_VERBS.has(text.slice(start, end))) return true
    if (i === at && !isUpper(code)) return false
    if (characterClass(code) !== LETTER) return false
    if (isLower(code) && !(end - start <= 3)) return false
  }
  return false
}
