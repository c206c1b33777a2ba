import type { FitOf } from './answer-fit.js'
import { lineText } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import { NUMBER_WORDS, TIME_UNITS, TIME_WORDS } from './answer-words.js'

const NUMBER = `(?:\\d[\\d,.]*|an?|few|several|many|${[...NUMBER_WORDS].join('|')})`
const UNITS = [...TIME_UNITS].join('|')
const TIME = new RegExp(
  [
    `\\b(?:${[...TIME_WORDS].filter((word) => word !== 'may').join('|')})\\b`,
    '\\b(?:1\\d{3}|20\\d{2})s?\\b|\\b\\d{1,4} (?:BC|AD|BCE|CE)\\b',
    '\\b\\d{1,2}[:.]\\d{2}\\b|\\b\\d{1,2} ?(?:am|pm|a\\.m|p\\.m)\\b|\\bMay \\d|\\b\\d{1,2} May\\b|\\bat (?:noon|midnight|\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)',
    `\\b(?:${NUMBER})(?:[ -](?:more|full|short|long))?[ -](?:${UNITS})\\b`,
    `\\b(?:this|next|last|that|same|previous|following|every|each|late|early|mid|at|by|beginning of|start of|end of)[ -](?:${UNITS}|weekend|spring|summer|autumn|winter|term|time)\\b`,
    '\\b(?:after|before|when|until|once|while|during|immediately|now|already|soon|night|dawn|dusk|beginning|end of|recently|ago|following|since|as|by|further notice)\\b',
  ].join('|'),
  'iu',
)
// 'said on Thursday': when it was said, not when it happened.
const TOLD =
  /\b(?:said|says|told \p{L}+(?: \p{L}+)?|announced|reported|showed|ruled)(?: late| early)? (?:(?:on )?(?:\p{L}{3,6}day|yesterday|today)(?: night| morning| evening)?|in a statement)\b/giu
const SPEAKS = /\b(?:say|said|announced?|report(?:ed)?|told|tell|show(?:ed)?|ruled?)\b/iu
const FUTURE =
  /\b(?:will|would|can|could|may|might|shall|must|should|due|expect\p{L}*|plan\p{L}*|schedul\p{L}*|set to|hop\p{L}*|aim\p{L}*|next|until|from|is to|are to|’ll|'ll|takes? over|starts?|opens?|begins?|meets?|returns?|within|promis\p{L}*)\b/iu
const ASKS_FUTURE = /\bwhen (?:will|can|is the next|are the next)\b|\bwhen (?:is|do|does)\b.*\b(?:next|due|expected|planned|again)\b/iu

const SINCE =
  /\b(?:in \d{4}|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|since|from|ago|began|begun|begins?|start\p{L}*|founded|opened|took over|for (?:\d|a |an |the |\p{L}+ (?:years|months|weeks|days)))/iu

// Not "What present day county …" nor "When the war ended, which …".
const ASKS_TIME = /^\W*(?:\p{L}+ )?(?:when|(?:what|which) (?:year|date|day|time|month|decade|century))\b/iu
const ASKS_MORE = /[\s,](?:which|what|who|whom|how)\b.*\?/iu

/** "When …": the line tells a time, and not only when it was said; "when will …": of something that is to come. */
export function timeFit(index: PassageIndex, { text, wanted }: Question, _terms: readonly WeighedTerm[]): FitOf | undefined {
  if (wanted !== 'date' || !ASKS_TIME.test(text) || ASKS_MORE.test(text)) return undefined
  const isOfSaying = SPEAKS.test(text)
  const isFuture = ASKS_FUTURE.test(text)
  const isSince = /^\W*since when\b/iu.test(text)
  const isOfBirth = /\bborn\b/iu.test(text)
  return (id) => {
    const line = lineText(index, id)
    if (isSince && !SINCE.test(line)) return 0
    if (isOfBirth && !/\b(?:born|birth)|\(\d{4}\s?[–-]/iu.test(line)) return 0
    if (!TIME.test(isOfSaying ? line : line.replace(TOLD, ' '))) return 0
    return isFuture && !FUTURE.test(line) ? 1 : 2
  }
}
