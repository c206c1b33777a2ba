import { fromQuotation, step, toQuotation } from './cue-features.js'
import { type CueFrame, markOf, relation } from './cue-frames.js'
import { type CueRates, profileSlot, RATE_KEYS, rateKeys, rateSlot, TRAITS, tagClass } from './cue-rates.js'
import { type WordGrid, wordHash } from './word-grid.js'

/** Width of a row that `cueRow` fills. */
export const CUE_ROW = 88

/** Log-odds that stand for "no candidate here". */
export const NO_CUE = -9

const keys = new Int32Array(RATE_KEYS)
const FIRST_PERSON = new Set(['i', 'we', 'my', 'our', 'me', 'us'].map((w) => wordHash(w)))
const SECOND_PERSON = new Set(['you', 'your'].map((w) => wordHash(w)))
const THIRD_PERSON = new Set(['he', 'she', 'they', 'his', 'her', 'their'].map((w) => wordHash(w)))
const IMPERSONAL = new Set(['it', 'this', 'that', 'there', 'which', 'these', 'those'].map((w) => wordHash(w)))
const RELATIVE = new Set(['who', 'that', 'which', 'whom', 'whose', 'what'].map((w) => wordHash(w)))
const MODAL = new Set(['will', 'would', 'could', 'may', 'might', 'can', 'should', 'must', 'shall'].map((w) => wordHash(w)))
const THAT = wordHash('that')
const TO = wordHash('to')
const COLON = wordHash(':')
const COMMA = wordHash(',')
const QUESTION = wordHash('?')
const CCOMP = relation('ccomp')
const CONJ = relation('conj')

/**
 * Fills `out` with the second look at one possible cue: what the linear model and the rates say of it, its frame, its place, and how
 * sure its neighbours are, as attributions hardly nest. `scores` holds the linear log-odds of every token (`NO_CUE` where none).
 */
export function cueRow(grid: WordGrid, frame: CueFrame, scores: Float32Array, rates: CueRates, out: Float32Array): void {
  const t = frame.token
  let at = 0
  out[at++] = scores[t] as number
  rateKeys(grid, frame, keys)
  for (let k = 0; k < RATE_KEYS; k++) {
    const slot = rateSlot(rates, keys[k] as number)
    out[at++] = rates.rate[slot] as number
    out[at++] = rates.seen[slot] as number
  }
  const profile = profileSlot(rates, grid, t)
  for (let k = 0; k < TRAITS; k++) out[at++] = rates.profile[profile + k] as number
  at = neighbours(grid, frame, scores, out, at)
  at = frameColumns(grid, frame, out, at)
  placeColumns(grid, frame, out, at)
}

function neighbours(grid: WordGrid, frame: CueFrame, scores: Float32Array, out: Float32Array, from: number): number {
  const t = frame.token
  const { first, last } = grid.layers.sentences[grid.sentence[t] as number] as { first: number; last: number }
  let at = from
  let before = NO_CUE
  let after = NO_CUE
  let sum = 0
  let beforeAt = -1
  let afterAt = -1
  for (let i = Math.max(first, t - 60); i < Math.min(last, t + 60); i++) {
    const s = scores[i] as number
    if (i === t || s <= -4) continue
    sum += 1 / (1 + Math.exp(-s))
    if (i < t && s >= before) {
      before = s
      beforeAt = i
    }
    if (i > t && s > after) {
      after = s
      afterAt = i
    }
  }
  out[at++] = before
  out[at++] = after
  out[at++] = sum
  out[at++] = beforeAt < 0 ? -30 : beforeAt - t
  out[at++] = afterAt < 0 ? 60 : afterAt - t
  out[at++] = ancestors(grid, t, scores)
  const head = grid.head[t] as number
  out[at++] = head < 0 ? NO_CUE : (scores[head] as number)
  out[at++] = head >= 0 && grid.relation[t] === CCOMP ? (scores[head] as number) : NO_CUE
  out[at++] = head >= 0 && grid.relation[t] === CONJ ? (scores[head] as number) : NO_CUE
  out[at++] = frame.clause < 0 ? NO_CUE : (scores[frame.clause] as number)
  out[at++] = frame.infinitive < 0 ? NO_CUE : (scores[frame.infinitive] as number)
  out[at++] = frame.object < 0 ? NO_CUE : (scores[frame.object] as number)
  let below = NO_CUE
  let coordinated = NO_CUE
  for (let child = grid.firstChild[t] as number, n = 0; child >= 0 && n < 20; child = grid.nextSibling[child] as number, n++) {
    below = Math.max(below, scores[child] as number)
    if (grid.relation[child] === CONJ) coordinated = Math.max(coordinated, scores[child] as number)
  }
  out[at++] = below
  out[at++] = coordinated
  return at
}

// The surest cue above it in the tree: what stands in another's content is seldom a statement of its own.
function ancestors(grid: WordGrid, t: number, scores: Float32Array): number {
  let best = NO_CUE
  for (let node = grid.head[t] as number, n = 0; node >= 0 && n < 12; node = grid.head[node] as number, n++) {
    best = Math.max(best, scores[node] as number)
  }
  return best
}

function frameColumns(grid: WordGrid, frame: CueFrame, out: Float32Array, from: number): number {
  const t = frame.token
  const { subject, object, clause, infinitive, modifier } = frame
  let at = from
  out[at++] = grid.tag[t] as number
  out[at++] = tagClass(grid.tag[t] as number)
  out[at++] = grid.relation[t] as number
  out[at++] = frame.subjectKind
  out[at++] = subject < 0 ? -1 : (grid.name[subject] as number)
  out[at++] = subject < 0 ? -1 : (grid.tag[subject] as number)
  out[at++] = subject < 0 ? 0 : personOf(grid.word[subject] as number)
  out[at++] = subject < 0 ? -40 : subject - t
  out[at++] = subject < 0 ? 0 : (grid.right[subject] as number) - (grid.left[subject] as number)
  out[at++] = object < 0 ? -1 : (grid.tag[object] as number)
  out[at++] = object < 0 ? -1 : (grid.name[object] as number)
  out[at++] = object < 0 ? 0 : (grid.right[object] as number) - (grid.left[object] as number) + 1
  out[at++] = clause < 0 ? 0 : clause > t ? 1 : -1
  out[at++] = clause < 0 ? 0 : (grid.right[clause] as number) - (grid.left[clause] as number) + 1
  out[at++] = clause < 0 ? -1 : (grid.tag[clause] as number)
  out[at++] = clause >= 0 && markOf(grid, clause) === THAT ? 1 : 0
  out[at++] = infinitive < 0 ? 0 : (grid.right[infinitive] as number) - (grid.left[infinitive] as number) + 1
  out[at++] = infinitive >= 0 && markOf(grid, infinitive) === TO ? 1 : 0
  out[at++] = modifier < 0 ? 0 : (grid.right[modifier] as number) - (grid.left[modifier] as number) + 1
  out[at++] = modifier < 0 ? -1 : (grid.name[modifier] as number)
  out[at++] = frame.bits
  out[at++] = frame.negated ? 1 : 0
  out[at++] = frame.auxiliary < 0 ? 0 : MODAL.has(grid.lemma[frame.auxiliary] as number) ? 2 : 1
  out[at++] = frame.expletive ? 1 : 0
  out[at++] = frame.particle >= 0 ? 1 : 0
  out[at++] = frame.adverb >= 0 ? 1 : 0
  out[at++] = frame.after
  out[at++] = t - (grid.left[t] as number)
  out[at++] = grid.depth[t] as number
  return at
}

/** 1 first person, 2 second, 3 third, 4 it, this and the like, 5 relative; 0 no pronoun. */
export function personOf(word: number): number {
  if (FIRST_PERSON.has(word)) return 1
  if (SECOND_PERSON.has(word)) return 2
  if (THIRD_PERSON.has(word)) return 3
  if (IMPERSONAL.has(word)) return 4
  return RELATIVE.has(word) ? 5 : 0
}

function placeColumns(grid: WordGrid, frame: CueFrame, out: Float32Array, from: number): void {
  const t = frame.token
  const sentence = grid.sentence[t] as number
  const { first, last, paragraph } = grid.layers.sentences[sentence] as { first: number; last: number; paragraph: number }
  const quotation = grid.quotation[t] as number
  let at = from
  out[at++] = quotation < 0 ? 0 : 1
  out[at++] = quotation < 0 ? 0 : (grid.quoteLast[quotation] as number) - (grid.quoteFirst[quotation] as number)
  out[at++] = toQuotation(grid, t, last)
  out[at++] = fromQuotation(grid, t, first)
  out[at++] = t - first
  out[at++] = last - t
  out[at++] = Math.min(50, sentence)
  out[at++] = sentence === 0 || (grid.layers.sentences[sentence - 1] as { paragraph: number }).paragraph !== paragraph ? 1 : 0
  out[at++] = step(grid.layers.sentences.length)
  const next = t + 1 < last ? (grid.word[t + 1] as number) : 0
  out[at++] = next === COLON ? 1 : next === COMMA ? 2 : next === THAT ? 3 : next === TO ? 4 : 0
  out[at++] = t + 1 < last ? (grid.tag[t + 1] as number) : -1
  out[at++] = t > first ? (grid.tag[t - 1] as number) : -1
  out[at++] = grid.word[last - 1] === QUESTION ? 1 : 0
  out[at++] = grid.mark[last - 1] as number
  out[at++] = last < grid.size && (grid.mark[last] as number) === 1 ? 1 : 0
  out[at++] = grid.name[t] as number
  out[at++] = (grid.shape[t] as number) & 1
  out[at++] = commasBetween(grid, frame.subject, t)
}

function commasBetween(grid: WordGrid, a: number, b: number): number {
  if (a < 0) return -1
  let count = 0
  for (let i = Math.min(a, b) + 1; i < Math.max(a, b) && count < 9; i++) if (grid.word[i] === COMMA) count++
  return count
}
