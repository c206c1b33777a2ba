import { type WordGrid, wordHash } from './word-grid.js'

/** First and last token of a run, both in it. */
export type Run = readonly [number, number]

/** A run of content without what the article tells beside it: where it was said, what came of it, what the speaker would not say. */
export function withoutNarration(grid: WordGrid, run: Run): Run {
  return withoutVenue(grid, withoutLabel(grid, withoutSilence(grid, withoutTail(grid, withoutOutcome(grid, withoutHearing(grid, run))))))
}

const HEARERS = new Set('court jury tribunal inquest inquiry hearing panel committee trial'.split(' ').map((word) => wordHash(word)))
const HEARD = wordHash('heard')
const TOLD = wordHash('told')
const COMMA = wordHash(',')

// "he would be late, the jury heard": where it was said is no part of it.
function withoutHearing(grid: WordGrid, [first, last]: Run): Run {
  let t = last
  while (t > first && (grid.shape[t] as number) === 0) t--
  const verb = grid.word[t] === HEARD ? t - 1 : grid.word[t] === TOLD ? t - 2 : -1
  if (verb <= first || !HEARERS.has(grid.word[verb] as number)) return [first, last]
  for (let k = verb - 1; k > first && k > verb - 4; k--) if (grid.word[k] === COMMA) return [first, k - 1]
  return [first, last]
}

const OUTCOMES = new Set('sending prompting sparking triggering'.split(' ').map((word) => wordHash(word)))

// "he would cut costs, sending shares down": what came of it is the article's to tell, where no mark says otherwise.
function withoutOutcome(grid: WordGrid, [first, last]: Run): Run {
  for (let t = first + 3; t < last; t++)
    if (OUTCOMES.has(grid.word[t] as number) && grid.word[t - 1] === COMMA && (grid.quotation[t] as number) < 0) return [first, t - 2]
  return [first, last]
}

const COLON = wordHash(':')
const LONGEST_LABEL = 6

// 'What they are saying: "We have won," …': what a line is headed with is not said.
function withoutLabel(grid: WordGrid, [first, last]: Run): Run {
  if ((grid.layers.sentences[grid.sentence[first] as number] as { first: number }).first !== first) return [first, last]
  for (let t = first + 1; t < last && t <= first + LONGEST_LABEL; t++)
    if (grid.word[t] === COLON) return grid.mark[t + 1] === 1 ? [t + 1, last] : [first, last]
  return [first, last]
}

const THAT = wordHash('that')
const PLACES = new Set(
  'statement report interview post letter email e-mail speech briefing tweet message article note memo testimony filing survey advisory bulletin video call conference hearing meeting'
    .split(' ')
    .map((word) => wordHash(word)),
)
const FURTHEST_THAT = 14

// "said | in a report published on Monday that the bridge was safe": where it stands is no part of it.
function withoutVenue(grid: WordGrid, [first, last]: Run): Run {
  if (!/^(?:in|on|at|during)$/iu.test(wordAt(grid, first)) || (grid.quotation[first] as number) >= 0) return [first, last]
  let place = false
  for (let t = first + 1; t < last && t <= first + FURTHEST_THAT && (grid.quotation[t] as number) < 0; t++) {
    if (grid.word[t] === THAT) return place ? [t, last] : [first, last]
    if (PLACES.has(grid.word[t] as number)) place = true
  }
  return [first, last]
}

const AND = new Set(['and', 'but'].map((word) => wordHash(word)))

// 'it was "not a traffic model," and later apologised': a comma before the closing mark ends what is said.
function withoutTail(grid: WordGrid, [first, last]: Run): Run {
  for (let t = last - 1; t > first + 2; t--) {
    if ((grid.quotation[t] as number) >= 0 && grid.mark[t] !== 2) break
    if (grid.mark[t] !== 2) continue
    const told = grid.word[t - 1] === COMMA && AND.has(grid.word[t + 1] as number) && isTold(grid, t + 2)
    return told ? [first, t] : [first, last]
  }
  return [first, last]
}

/** '"The margin is gone," one of them, | Laszlo Varga, said': words between the quotation and the name belong to the name. `source`: its first token. */
export function withoutSourcesWords(grid: WordGrid, [first, last]: Run, source: number): Run {
  if (source <= last || source - last > 2) return [first, last]
  for (let t = last; t > first + 2 && t >= last - LONGEST_DESCRIPTION; t--) {
    if (grid.mark[t] === 2) return t < last && grid.word[t - 1] === COMMA ? [first, t] : [first, last]
    if (/^(?:VB[DZP]|MD)$/u.test(grid.layers.tokens[t]?.tag ?? '') || (grid.quotation[t] as number) >= 0) break
  }
  return [first, last]
}

const LONGEST_DESCRIPTION = 6

// "later apologised", "declined": a verb in the past without a subject of its own.
function isTold(grid: WordGrid, t: number): boolean {
  const verb = /^(?:later|then|also|afterwards?|subsequently)$/iu.test(wordAt(grid, t)) ? t + 1 : t
  return /^VB[DNZ]$/u.test(grid.layers.tokens[verb]?.tag ?? '')
}

const SILENCE =
  /^(?:but|and) (?:(?:would|did) not|(?:would|did)n['’]t) (?:immediately |further )?(?:say|identify|name|elaborate|comment|specify|give|provide|disclose|explain|answer|reveal|respond)\b|^(?:but|and) (?:declined|refused) to (?:say|identify|name|elaborate|comment|specify|give|provide|disclose|explain|answer|reveal|respond)\b|^(?:but )?(?:gave|offered|provided) no (?:details?|evidence|further|explanation|reason)\b|^without (?:elaborating|(?:giving|providing|offering) (?:any |further )?(?:details?|evidence)|naming|identifying|specifying)\b/iu

// "two of them were Dutch, but would not name them": what somebody leaves unsaid is told of him, not by him.
function withoutSilence(grid: WordGrid, [first, last]: Run): Run {
  for (let t = first + 3; t < last; t++) {
    if ((grid.quotation[t] as number) >= 0 || !STARTS.has(grid.word[t] as number)) continue
    const { text } = grid.layers
    if (SILENCE.test(text.slice(grid.start[t], (grid.start[t] as number) + 60).replace(/\s+/gu, ' '))) return [first, t - 1]
  }
  return [first, last]
}

const STARTS = new Set(['but', 'and', 'without'].map((word) => wordHash(word)))

const wordAt = (grid: WordGrid, t: number): string => grid.layers.text.slice(grid.start[t], grid.end[t])
