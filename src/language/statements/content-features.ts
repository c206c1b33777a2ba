import { type Features, finish, mix, Templates } from '../learned/weights.js'
import { step } from './cue-features.js'
import type { CueFrame } from './cue-frames.js'
import { tagClass } from './cue-rates.js'
import { type WordGrid, wordHash } from './word-grid.js'

/** Where a stretch of content stands: before or after the word that heads its cue. */
export type Side = 0 | 1
export const BEFORE: Side = 0
export const AFTER: Side = 1

const lemmaAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -7 : (grid.lemma[t] as number))
const wordAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -7 : (grid.word[t] as number))
const tagAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? 0 : (grid.tag[t] as number))
const isWord = (grid: WordGrid, t: number): boolean => t >= 0 && t < grid.size && (grid.shape[t] as number) !== 0

/** The next token after (`by` 1) or before (`by` -1) `t` that is a word, within its sentence; -1 for none. */
export function wordBeside(grid: WordGrid, t: number, by: 1 | -1): number {
  const { first, last } = grid.layers.sentences[grid.sentence[t] as number] as { first: number; last: number }
  for (let i = t + by; i >= first && i < last; i += by) if (isWord(grid, i)) return i
  return -1
}

/** The highest word above `t` whose subtree begins (`edge` -1) or ends (`edge` 1) with `t`, below or at `limit`. */
export function topAt(grid: WordGrid, t: number, edge: 1 | -1, limit: number): number {
  const border = edge < 0 ? grid.left : grid.right
  let node = t
  for (let steps = 0; steps < 40 && node !== limit; steps++) {
    const head = grid.head[node] as number
    if (head < 0 || head === limit || !reaches(grid, border[head] as number, t, edge)) break
    node = head
  }
  return node
}

// Punctuation at a subtree's border does not count: `that "he` begins with "that", `it.” ` ends with "it".
function reaches(grid: WordGrid, border: number, t: number, edge: 1 | -1): boolean {
  if (edge < 0 ? border > t : border < t) return false
  for (let i = border, steps = 0; i !== t; i -= edge, steps++) if (isWord(grid, i) || steps > 4) return false
  return true
}

/** Hash of the relations on the way through the tree from `a` to `b`, at most seven up and five down; 1 where it is longer. */
export function pathHash(grid: WordGrid, a: number, b: number): number {
  let hash = 17
  let node = a
  for (let up = 0; up < 8 && node >= 0; up++) {
    let down = b
    for (let steps = 0; steps < 6 && down >= 0; steps++) {
      if (down === node) return finish(mix(hash, pathDown(grid, b, node)))
      down = grid.head[down] as number
    }
    hash = mix(hash, grid.relation[node] as number)
    node = grid.head[node] as number
  }
  return 1
}

function pathDown(grid: WordGrid, from: number, top: number): number {
  let hash = 31
  for (let node = from, steps = 0; node !== top && node >= 0 && steps < 8; node = grid.head[node] as number, steps++) {
    hash = mix(hash, 100 + (grid.relation[node] as number))
  }
  return hash
}

/** Marks between two tokens, as bits: 1 comma, 2 colon, 4 opening and 8 closing quotation mark, 16 dash or bracket, 32 semicolon. */
export function marksBetween(grid: WordGrid, a: number, b: number): number {
  let bits = 0
  for (let t = Math.max(a + 1, b - 30); t < b; t++) {
    if ((grid.shape[t] as number) !== 0) continue
    const word = grid.word[t]
    if (word === COMMA) bits |= 1
    else if (word === COLON) bits |= 2
    else if (word === SEMICOLON) bits |= 32
    else if (grid.mark[t] === 1) bits |= 4
    else if (grid.mark[t] === 2) bits |= 8
    else bits |= 16
  }
  return bits
}

const COMMA = wordHash(',')
const COLON = wordHash(':')
const SEMICOLON = wordHash(';')

/** Adds the features of "no content on this side". */
export function addNoContent(grid: WordGrid, frame: CueFrame, side: Side, out: Features): void {
  out.clear()
  const c = frame.token
  const lemma = grid.lemma[c] as number
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  const own = 100 + side * 30
  out.add(own, 0)
  out.add(own + 1, lemma)
  out.add(own + 2, frame.bits, tagAt(grid, c))
  out.add(own + 3, lemma, frame.bits)
  out.add(own + 4, step(side === BEFORE ? c - first : last - c))
  out.add(own + 5, lemma, step(side === BEFORE ? c - first : last - c))
  out.add(own + 6, grid.relation[c] as number, tagAt(grid, c))
  out.add(own + 7, wordAt(grid, c + 1))
  out.add(own + 8, wordAt(grid, c + 1), lemma)
  out.add(own + 9, frame.subject < 0 ? 0 : frame.subject < c ? 1 : 2, frame.bits & 14)
  out.add(own + 10, marksBetween(grid, side === BEFORE ? first - 1 : c, side === BEFORE ? c : last), frame.bits & 14)
  out.add(own + 11, marksBetween(grid, side === BEFORE ? first - 1 : c, side === BEFORE ? c : last), lemma)
  out.add(own + 12, last < grid.size ? (grid.mark[last] as number) : 0, tagAt(grid, last - 1))
  out.add(own + 13, frame.clause < 0 ? 0 : frame.clause < c ? 1 : 2, frame.infinitive < 0 ? 0 : 1, frame.object < 0 ? 0 : 1)
  out.add(own + 14, frame.clause < 0 ? 0 : frame.clause < c ? 1 : 2, lemma)
}

// The same features on either side, each with numbers of its own.
const sides = (first: number, templates: readonly string[]): readonly Templates[] =>
  [BEFORE, AFTER].map((side) => new Templates(first + side * 60, templates))

const NEAR = sides(200, [
  'distance',
  'lemma distance',
  'word',
  'tag tagInward',
  'word wordInward',
  'lemma word',
  'link attached ownTag',
  'linked lemma',
  'path',
  'path lemma',
  'path tag',
  'marks distance',
  'marks lemma',
  'place marks',
  'place lemma',
  'place bits',
  'tag tagOutward',
  'wordInward distance',
  'wordInward wordFurtherIn tag',
  'quote',
  'quote lemma',
  'quote marks place',
  'distance bits linked',
  'cueClass distance tag',
  'lemma tag gap',
  'word linked place',
  'besideCue lemma',
  'link headLemma',
])

/** Adds the features of the word `t` as the one at which the content's stretch on this side borders on the cue. */
export function addNearFeatures(grid: WordGrid, frame: CueFrame, t: number, side: Side, out: Features): void {
  const c = frame.token
  const lemma = grid.lemma[c] as number
  const outward = side === AFTER ? 1 : -1
  const top = topAt(grid, t, side === AFTER ? -1 : 1, c)
  const link = grid.relation[top] as number
  const attached = grid.head[top] === c ? 1 : 0
  const distance = step(t - c)
  const path = pathHash(grid, t, c)
  const marks = side === AFTER ? marksBetween(grid, c, t) : marksBetween(grid, t, c)
  const place = placeOf(grid, frame, t)
  const templates = NEAR[side] as Templates
  const { values } = templates
  let at = 1
  values[at++] = distance
  values[at++] = lemma
  values[at++] = wordAt(grid, t)
  values[at++] = tagAt(grid, t)
  values[at++] = tagAt(grid, t - outward)
  values[at++] = wordAt(grid, t - outward)
  values[at++] = link
  values[at++] = attached
  values[at++] = grid.tag[t] as number
  values[at++] = link * 2 + attached
  values[at++] = path
  values[at++] = marks
  values[at++] = place
  values[at++] = frame.bits
  values[at++] = tagAt(grid, t + outward)
  values[at++] = wordAt(grid, t - 2 * outward)
  values[at++] = quotePlace(grid, t, c)
  values[at++] = tagClass(grid.tag[c] as number)
  values[at++] = Math.min(4, Math.abs(t - c))
  values[at++] = wordBeside(grid, t, outward === 1 ? -1 : 1) === c ? 1 : 0
  values[at++] = lemmaAt(grid, grid.head[top] as number)
  templates.fill(out)
}

// Which part of the cue's frame the word opens, holds or follows: bits for subject, object, clause, infinitive, modifier.
function placeOf(grid: WordGrid, frame: CueFrame, t: number): number {
  const of = (node: number): number => {
    if (node < 0) return 0
    const left = grid.left[node] as number
    const right = grid.right[node] as number
    if (t < left || t > right) return 1
    return t === left ? 2 : 3
  }
  return of(frame.subject) + 4 * (of(frame.object) + 4 * (of(frame.clause) + 4 * (of(frame.infinitive) + 4 * of(frame.modifier))))
}

// Outside, in the cue's own quotation, in another; right after an opening or before a closing mark.
function quotePlace(grid: WordGrid, t: number, c: number): number {
  const quotation = grid.quotation[t] as number
  const inside = quotation < 0 ? 0 : quotation === grid.quotation[c] ? 1 : 2
  const opened = t > 0 && grid.mark[t - 1] === 1 ? 1 : 0
  const closed =
    t + 1 < grid.size && (grid.mark[t + 1] === 2 || (t + 2 < grid.size && grid.mark[t + 2] === 2 && !isWord(grid, t + 1))) ? 1 : 0
  return inside * 4 + opened * 2 + closed
}

const FAR = sides(400, [
  'ends beyond',
  'nextWord beyond',
  'nextTag tag',
  'nextWord wordBehindNext',
  'fit ends',
  'fit nearLink beyond',
  'fit lemma',
  'link',
  'link beyond ends',
  'nextLink beyond',
  'nextLink nextWord',
  'nextLink nextTag beyond',
  'length',
  'length lemma',
  'length fit ends',
  'quote beyond',
  'quote fit ends',
  'lemma ends',
  'bits ends fit',
  'strongestCue',
  'nextCue beyond ends',
  'nextToNear',
  'nextToCue beyond',
  'nextToCue nextWord',
  'endToNear ends',
  'nearTag fit ends',
  'word nextTag',
  'nearLink ends length',
  'nearWord fit ends',
  'nextWord fit',
  'nextTag beyond fit',
  'nextIsLast beyond',
  'nextLink lemma',
])

/**
 * Adds the features of the word `t` as the far border of a stretch whose near border is `near`. `scores` holds the log-odds of other cues.
 */
export function addFarFeatures(
  grid: WordGrid,
  frame: CueFrame,
  near: number,
  t: number,
  side: Side,
  scores: Float32Array,
  out: Features,
): void {
  const c = frame.token
  const lemma = grid.lemma[c] as number
  const outward = side === AFTER ? 1 : -1
  const next = wordBeside(grid, t, outward)
  const top = topAt(grid, t, side === AFTER ? 1 : -1, c)
  const nearTop = topAt(grid, near, side === AFTER ? -1 : 1, c)
  const link = (grid.relation[top] as number) * 4 + (grid.head[top] === c ? 1 : grid.head[c] === top ? 2 : top === c ? 3 : 0)
  const fit = fitOf(grid, nearTop, t, side)
  const nearLink = grid.relation[nearTop] as number
  const nextTop = next < 0 ? -1 : topAt(grid, next, side === AFTER ? -1 : 1, -1)
  const nextLink = nextTop < 0 ? 0 : (grid.relation[nextTop] as number)
  const beyond = side === AFTER ? marksBetween(grid, t, next < 0 ? t + 3 : next) : marksBetween(grid, next < 0 ? t - 3 : next, t)
  const length = step(Math.abs(t - near))
  const quote = quoteFit(grid, Math.min(near, t), Math.max(near, t))
  const ends = next < 0 ? 1 : 0
  const nextWord = wordAt(grid, next)
  const templates = FAR[side] as Templates
  const { values } = templates
  let at = 1
  values[at++] = ends
  values[at++] = beyond
  values[at++] = nextWord
  values[at++] = tagAt(grid, next)
  values[at++] = tagAt(grid, t)
  values[at++] = wordAt(grid, next + outward)
  values[at++] = fit
  values[at++] = nearLink
  values[at++] = lemma
  values[at++] = link
  values[at++] = nextLink
  values[at++] = length
  values[at++] = quote
  values[at++] = frame.bits
  values[at++] = strongest(grid, scores, Math.min(near, t), Math.max(near, t), c)
  values[at++] = next < 0 ? -9 : bin(scores, nextTop)
  values[at++] = nextTop < 0 ? 0 : pathHash(grid, nextTop, nearTop)
  values[at++] = nextTop < 0 ? 0 : pathHash(grid, nextTop, c)
  values[at++] = pathHash(grid, top, nearTop)
  values[at++] = tagAt(grid, near)
  values[at++] = wordAt(grid, t)
  values[at++] = wordAt(grid, near)
  values[at++] = next >= 0 && wordBeside(grid, next, outward) < 0 ? 1 : 0
  templates.fill(out)
}

// Whether the stretch is just the subtree that opens it (2), cuts it short (1) or goes on beyond it (3, 4 from its own ancestor).
function fitOf(grid: WordGrid, nearTop: number, t: number, side: Side): number {
  const border = (side === AFTER ? grid.right : grid.left)[nearTop] as number
  if (reaches(grid, border, t, side === AFTER ? 1 : -1)) return 2
  return (side === AFTER) === border > t ? 1 : 3
}

// Whether the quotations at both ends are whole: 0 none touched, 1 whole ones only, 2 cut at the start, 3 cut at the end, 4 within one.
function quoteFit(grid: WordGrid, first: number, last: number): number {
  const a = grid.quotation[first] as number
  const b = grid.quotation[last] as number
  if (a < 0 && b < 0) return marksBetween(grid, first, last) & 12 ? 1 : 0
  const cutStart = a >= 0 && (grid.quoteFirst[a] as number) < first - 1
  const cutEnd = b >= 0 && (grid.quoteLast[b] as number) > last + 2
  if (cutStart && cutEnd) return a === b ? 4 : 5
  return cutStart ? 2 : cutEnd ? 3 : 1
}

function strongest(grid: WordGrid, scores: Float32Array, first: number, last: number, c: number): number {
  let best = -9
  for (let t = first; t <= last && t < first + 60; t++) if (t !== c) best = Math.max(best, scores[t] as number)
  return grid.size === 0 ? 0 : Math.max(-4, Math.round(best))
}

const bin = (scores: Float32Array, t: number): number => Math.max(-4, Math.round(scores[t] as number))
