import type { FitOf } from './answer-fit.js'
import { lineText } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import { keysOf, type Question, stemKey } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import { CURRENCIES, NUMBER_WORDS, TIME_UNITS } from './answer-words.js'

const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(?:\\d[\\d,.]*\\d|\\d|${[...NUMBER_WORDS].filter((word) => !/^(?:twice|double|half|third|quarter)$/u.test(word)).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)
/** Letters behind a number in which what it counts is looked for. */
const REACH = 60
// What a number behind which it stands counts, and no people or things.
const MEASURES = new RegExp(
  `^(?: (?:and|to|or) \\d[\\d,.]*|–\\d+)?(?:[ -](?:hundred|thousand|million|billion|trillion|more|full|whole|long|straight|consecutive|good|bad|last))*[ -]?(?:%|per ?cent|percentage|${[...TIME_UNITS].join('|')}|${CURRENCIES}|degrees?|km|kilo\\p{L}*|(?:centi|milli)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|tons?|tonnes?|hectares?|acres?|grams?|lit(?:re|er)s?|am|pm|a\\.m|p\\.m|o'clock)(?![\\p{L}])`,
  'iu',
)
// '61 to 4', '310 million' with nothing behind it: votes, shares, sums.
const SCORE = /^(?: to \d+(?= (?:on|in|at|by|against)\b|[.,;](?!\d)|$)| (?:million|billion|trillion)(?=[.,;]|$))/u
const YEAR = /^(?:1[5-9]\d{2}|20\d{2})$/u
const UNIT =
  /^(?:miles?|kilomet(?:re|er)s?|met(?:re|er)s?|feet|tons?|tonnes?|hectares?|acres?|degrees?|dollars?|euros?|pounds?|percent|points?)$/iu
const MONTH = /^ (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u

// Words for anybody: any number of people answers.
const ANYBODY = new Set('people person human individual victim casualty other more life soul'.split(' ').map(stemKey))
// 'a man and a woman were arrested'
const SINGLE = /\ban? (?:\p{L}+ )?(?:man|woman|boy|girl|child|person|teenager|passenger|driver|suspect)\b/iu
const WOMEN = /^(?:women|woman|girls?|mothers?|daughters?|sisters?|nuns?)$/iu
const MEN = /^(?:men|man|boys?|fathers?|sons?|brothers?|monks?)$/iu
const HARM: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:arrested|detained|jailed)\b/iu,
    /\b(?:arrest\p{L}*|detain\p{L}*|detention|custody|jail\p{L}*|imprison\p{L}*|held|seized|charged|police)\b/iu,
  ],
  [
    /\b(?:killed?|kill|died?|dead|deaths?|murdered)\b/iu,
    /\b(?:kill\p{L}*|died?|dies|dead|deaths?|deadly|fatal\p{L}*|slaughter\p{L}*|assassinat\p{L}*|murder\p{L}*|lost their lives|lives|casualties|victims?|shot|toll|bodies|drown\p{L}*|execut\p{L}*|massacr\p{L}*|perish\p{L}*|slain)\b/iu,
  ],
  [/\b(?:injured|hurt|wounded)\b/iu, /\b(?:injur\p{L}*|hurt|wound\p{L}*|hospital\p{L}*|treated|burns|unhurt|casualties)\b/iu],
]

/** "How many women were arrested?": a number that counts women, not men, sheep or kilometres; and of the same harm, where harm is asked for. */
export function countFit(index: PassageIndex, { text, wanted }: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const counted = terms.find(({ isCounted }) => isCounted)
  if (/\bhow many of\b|\bhow many (?:\p{L}+ ){0,3}(?:seconds|minutes|hours|days|nights|weeks|months|years|times)\b/iu.test(text))
    return undefined
  if (wanted !== 'count' || (counted !== undefined && UNIT.test(text.slice(counted.start, counted.end)))) return undefined
  const things = /\bhow many (\p{L}+)/iu.exec(text)?.[1] ?? ''
  const other = WOMEN.test(things) ? MEN : MEN.test(things) ? WOMEN : undefined
  const harm = HARM.find(([asked]) => asked.test(text))?.[1]
  const isAnybody = counted === undefined || ANYBODY.has(counted.key)
  const asked = new Set(terms.map(({ key }) => key))
  return (id) => {
    const line = lineText(index, id)
    if (harm !== undefined && !harm.test(line)) return 0
    for (const match of line.matchAll(NUMBER)) {
      if (asked.has(stemKey(match[0])) || YEAR.test(match[0])) continue
      const after = line.slice(match.index + match[0].length, match.index + match[0].length + REACH)
      if (isCountOf(index, after, counted, isAnybody, other)) return 2
    }
    if (isAnybody && SINGLE.test(line)) return 1
    // A people goes by other names ("Nearly 3,000 Protestants").
    return counted?.isName ? 1 : 0
  }
}

// What a number counts stands before the next preposition.
const CLAUSE = /^(?:(?!\s(?:for|with|to|from|in|on|at|by|after|because)\b)[^,;:.!?()])*/u

function isCountOf(
  index: PassageIndex,
  after: string,
  counted: WeighedTerm | undefined,
  isAnybody: boolean,
  other: RegExp | undefined,
): boolean {
  if (MONTH.test(after) || MEASURES.test(after) || SCORE.test(after)) return false
  const clause = CLAUSE.exec(after)?.[0] ?? ''
  const words = clause.match(/\p{L}+/gu) ?? []
  if (other !== undefined && words.slice(0, 3).some((word) => other.test(word))) return false
  const near = keysOf(clause)
    .slice(0, 4)
    .map(({ key }) => key)
  if (counted !== undefined && near.some((key) => counted.forms.has(key) || index.related(counted.key).includes(key))) return true
  // "Existing vaccines need four." "… while nine were late": what is counted stands before.
  return (
    isAnybody ||
    near.length === 0 ||
    /^ (?:\p{L}+ed|of|were|was|are|is|have|had|has|in|from|who|that|which|by|more|others?)\b/u.test(clause)
  )
}
