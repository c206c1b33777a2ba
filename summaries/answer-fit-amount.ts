import type { FitOf } from './answer-fit.js'
import { beside, hasTerm, lineText, pointsBack } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import { CURRENCIES, NUMBER_WORDS } from './answer-words.js'

const NUMBER = `(?:\\d[\\d,.]*|${[...NUMBER_WORDS].join('|')})`
const SCALE = '(?:[ -](?:hundred|thousand|million|billion|trillion|m|bn))?'
const unit = (units: string): RegExp => new RegExp(`\\b${NUMBER}${SCALE}(?:[ -]\\p{L}+)?[ -]?(?:${units})\\b`, 'iu')
const PERCENT = `\\b${NUMBER}\\s?(?:%|per ?cent\\b|percentage points?\\b)`
const MONEY = new RegExp(
  `\\p{Sc}\\s?\\d|\\b\\d[\\d.,]* (?:m|b|tr)illion(?! (?!a (?:year|month)\\b|(?:from|in|on|at|by|for|to|more|less|and|or|until|over)\\b)\\p{L})|\\b${NUMBER}${SCALE}(?: [\\p{L}-]+)? (?:${CURRENCIES})\\b|\\bfree(?: of charge)?\\b|\\bfor nothing\\b`,
  'iu',
)
const SHARE = new RegExp(`${PERCENT}|\\b(?:half|third|quarter|fifth|tenth|two-thirds|majority|most|all|none)\\b`, 'iu')

/** What is asked for by which words, and what a line must hold to offer it. The first row that fits counts. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\bhow (?:much|heavy)\b.*\bweigh\b|\bhow heavy\b|\bweight of\b/iu,
    unit('kg|kilos?|kilogram(?:me)?s?|grams?|tons?|tonnes?|pounds?|lbs?|ounces?|stone'),
  ],
  [
    /\bhow much\b.*\bearn\b|\bwhat (?:do|does|did)\b.*\bearn\W*$|\b(?:salary|wages?)\b/iu,
    new RegExp(
      `^(?=.*(?:\\b(?:earn\\p{L}*|paid|pays?|salar\\p{L}+|wages?|income|bonus\\p{L}*|makes?|(?:an?|per) (?:hour|day|week|month|year))\\b)).*(?:${MONEY.source})`,
      'isu',
    ),
  ],
  [
    /\bhow much (?:profit|revenue|turnover|aid|funding|compensation|damage|debt|tax)\b|\bhow much\b.*\b(?:earn|cost|paid|pay|spend|spent|worth|charged?|fined?|salary|wages?|money|budget|price|donated?|owes?|owed|borrow(?:ed)?|bonus|severance|offer(?:ed)?|pledged?|invest(?:ed)?)\b|\bwhat (?:do|does|did)\b.*\b(?:earn|cost)\W*$|\b(?:what|which) (?:was|is|were|are)?\s?(?:the )?(?:price|cost|salary|budget|fare|fee)\b/iu,
    MONEY,
  ],
  [/\bhow many (?:percent\b|per cent\b|%)|\b(?:what|which) (?:percentage|percent|proportion|share)\b|\bhow effective\b/iu, SHARE],
  [
    /\bhow fast\b/iu,
    new RegExp(
      `${unit('kmh|kph|mph|km/h|knots?|(?:kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet) (?:an?|per) \\p{L}+').source}|\\bin ${NUMBER} (?:seconds|minutes|hours|days)\\b`,
      'iu',
    ),
  ],
  [
    /\bhow (?:tall|wide|deep)\b/iu,
    unit('km|cm|mm|kilomet(?:re|er)s?|miles?|(?:centi|milli)?met(?:re|er)s?|m|feet|foot|ft|inch(?:es)?|yards?|storeys|stories|floors'),
  ],
  [/\bhow far\b/iu, unit('km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|foot|yards?|blocks?|light[ -]years?|hours?|minutes?')],
  [/\bhow (?:high|low|big|large|strong)\b/iu, /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|size)\b/iu],
  [/\bhow (?:hot|cold|warm)\b/iu, unit('°C?|degrees?|celsius|fahrenheit')],
]

/**
 * "How much does X earn?", "How fast …": the line must hold an amount of that kind, and speak of X, by name or by what the line before it names.
 */
export function amountFit(index: PassageIndex, { text }: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const wanted = KINDS.find(([asked]) => asked.test(text))?.[1]
  if (wanted === undefined) return undefined
  const from = SUBJECT.exec(text)?.[0].length
  const behind = terms.filter(({ start, isFocus }) => from !== undefined && start >= from && !isFocus)
  // "bus drivers earn": two words of one name; "teachers earn": one.
  const subject = behind.slice(0, behind.length > 2 && areJoined(text, behind) ? 2 : 1)
  const paid = PAYS.test(text) ? behind.slice(subject.length + 1) : []
  return (id) => {
    const passage = index.passages[id] as Passage
    if (!wanted.test(lineText(index, id))) return 0
    if (paid.length > 0 && !isPaidFor(index, id, paid)) return 0
    if (subject.length === 0) return 2
    const speaksOf = (passage: Passage | undefined): boolean =>
      passage !== undefined && subject.some((term) => hasTerm(index, passage, term))
    if (speaksOf(passage)) return 2
    if (![-1, -2, -3].some((step) => speaksOf(beside(index, id, step)))) return 0
    if (pointsBack(lineText(index, id))) return 2
    return [-1, -2].some((step) => beside(index, id, step)?.paragraph === passage.paragraph && speaksOf(beside(index, id, step))) ? 1 : 0
  }
}

// "How much did Spoornet pay the hackers?": not what it paid others.
const PAYS = /\b(?:pay|paid|give|gave|owe|lend|offer)\b/iu
const isPaidFor = (index: PassageIndex, id: number, paid: readonly WeighedTerm[]): boolean => {
  const title = index.titles[(index.passages[id] as Passage).document]
  return paid.some(
    (term) =>
      [...term.forms.keys()].some((form) => title?.has(form)) ||
      [0, -1, -2].some((step) => {
        const passage = beside(index, id, step)
        return passage !== undefined && hasTerm(index, passage, term)
      }),
  )
}

const areJoined = (text: string, [one, two]: readonly WeighedTerm[]): boolean =>
  text.slice(one?.end, two?.start) === ' ' &&
  !/^ (?:pay|earn|cost|spend|get|receive|make|charge|weigh|owe|lose|need|want)\b/iu.test(text.slice(one?.end))

const SUBJECT =
  /^\W*(?:how|what)\b[^?]{0,30}?\b(?:do|does|did|is|are|was|were|will|would|has|have|had) (?!it\b|they\b|there\b|you\b|we\b)(?:the |an? )?/iu
