import { Features, type LinearModel, scoreOne } from '../learned/weights.js'
import type { CueFrame } from './cue-frames.js'
import { addNoSource, addSourceFeatures, sourceCandidates } from './source-features.js'
import { tagId, type WordGrid, wordHash } from './word-grid.js'

/** Words that may head a mention of who says it, best first, with how likely each is among all and none. */
export interface SourceChoices {
  readonly heads: number[]
  readonly chances: number[]
  /** How likely it is that the text names nobody here. */
  none: number
}

const features = new Features(64)
const places: number[] = []

/** Ranks the candidates for the source of the cue that `frame` was filled for; the best four are kept. */
export function rankSources(grid: WordGrid, frame: CueFrame, model: LinearModel): SourceChoices {
  sourceCandidates(grid, frame.token, places)
  addNoSource(grid, frame, features)
  const none = scoreOne(model, features.ids, features.count)
  const scores = places.map((t) => {
    addSourceFeatures(grid, frame, t, features)
    return scoreOne(model, features.ids, features.count)
  })
  let top = none
  for (const s of scores) if (s > top) top = s
  let sum = Math.exp(none - top)
  for (const s of scores) sum += Math.exp(s - top)
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number))
  const kept = order.slice(0, 4)
  return {
    heads: kept.map((i) => places[i] as number),
    chances: kept.map((i) => Math.exp((scores[i] as number) - top) / sum),
    none: Math.exp(none - top) / sum,
  }
}

const POS = tagId('POS')
const LEADING = new Set(['IN', 'TO', 'CC'].map((tag) => tagId(tag)))

/**
 * The tokens, first to last, of the mention that `head` heads: its whole phrase, appositions included, prepositions before it not, as far as it does not run into
 * the tokens from `wallBefore` down or from `wallAfter` up (cue and content).
 */
export function mentionAround(grid: WordGrid, head: number, wallBefore: number, wallAfter: number): [number, number] {
  const from = Math.max(grid.left[head] as number, wallBefore + 1)
  const to = Math.min(grid.right[head] as number, wallAfter - 1)
  const quotation = grid.quotation[head] as number
  let first = head
  let last = head
  // A mention never runs into or out of a quotation, whatever the parse says.
  while (first > from && sameSide(grid, first - 1, quotation) && !DASHES.has(grid.word[first - 1] as number)) first--
  while (last < to && sameSide(grid, last + 1, quotation)) last++
  while (first < head && ((grid.shape[first] as number) === 0 || LEADING.has(grid.tag[first] as number))) first++
  while (last > head && ((grid.shape[last] as number) === 0 || grid.tag[last] === POS)) last--
  return [first, closed(grid, first, withoutTime(grid, first, last))]
}

const AS = wordHash('as')
const SAYING = wordHash('saying')
const DAYS = new Set(
  'today yesterday tonight monday tuesday wednesday thursday friday saturday sunday'.split(' ').map((word) => wordHash(word)),
)
const BEFORE_DAYS = new Set('late early on last this'.split(' ').map((word) => wordHash(word)))
const NIGHT = new Set('night morning afternoon evening'.split(' ').map((word) => wordHash(word)))

// "Halden Foods (HLD) | today", "the judge | late on Thursday night": when it was said is no part of who said it, even where the parser hangs all on it.
function withoutTime(grid: WordGrid, first: number, last: number): number {
  // "quoted Karl Egge | as saying"
  if (last - first > 1 && grid.word[last] === SAYING && grid.word[last - 1] === AS) return last - 2
  let t = last
  if (t > first && NIGHT.has(grid.word[t] as number) && DAYS.has(grid.word[t - 1] as number)) t--
  if (t <= first || !DAYS.has(grid.word[t] as number)) return last
  t--
  while (t > first && BEFORE_DAYS.has(grid.word[t] as number)) t--
  while (t > first && (grid.shape[t] as number) === 0 && grid.word[t] !== CLOSING) t--
  return t
}

const OPENING = wordHash('(')
const CLOSING = wordHash(')')

// "Rep. Ida Lunde (D-Wis.)": a bracket that opens within the mention closes in it.
function closed(grid: WordGrid, first: number, last: number): number {
  let open = 0
  for (let t = first; t <= last; t++) open += grid.word[t] === OPENING ? 1 : grid.word[t] === CLOSING ? -1 : 0
  if (open <= 0) return last
  for (let t = last + 1; t < grid.size && t <= last + 3; t++) if (grid.word[t] === CLOSING) return t
  return last
}

// Within the same quotation, or outside all; a few quoted words within a mention ("the 'Iron' Duke") stay in it.
function sameSide(grid: WordGrid, t: number, quotation: number): boolean {
  const other = grid.quotation[t] as number
  if (other === quotation) return true
  return quotation < 0 && other >= 0 && (grid.quoteLast[other] as number) - (grid.quoteFirst[other] as number) <= LONGEST_NICKNAME
}

const LONGEST_NICKNAME = 5

// "JAKARTA - The United States": a dateline is nobody's name.
const DASHES = new Set(['-', '--', '–', '—', ':'].map((mark) => wordHash(mark)))
