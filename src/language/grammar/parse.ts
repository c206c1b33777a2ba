import type { Sentence } from '../../text/document.js'
import { type PackedModel, scorePacked } from '../learned/packed-model.js'
import { best, Features, type LinearModel, score } from '../learned/weights.js'
import { actionFeatures, labelFeatures } from './parse-features.js'
import { ACTIONS, isMark, LEFT, ParseState, RELATIONS, RIGHT, SHIFT } from './parse-state.js'
import { TAGS } from './tags.js'
import type { WordColumns } from './word-columns.js'

/** A trained parser: which action comes next, and what an arc is called. */
export interface ParseModel {
  readonly actions: PackedModel
  readonly labels: LinearModel
}

/** For every token its governor in the document (-1 for a sentence's root) and the number of its relation in `RELATIONS`. */
export interface Arcs {
  readonly heads: Int32Array
  readonly relations: Uint8Array
}

/**
 * Parses every sentence into one tree, greedily, in time linear in its length. Source: transition parsing with arc-hybrid, trained with
 * a dynamic oracle (Goldberg and Nivre, TACL 2013); a second model names each arc as it is made.
 */
export function arcsOf(sentences: readonly Sentence[], words: WordColumns, tags: Uint8Array, model: ParseModel): Arcs {
  const longest = sentences.reduce((most, { first, last }) => Math.max(most, last - first), 0)
  const state = new ParseState(longest)
  const features = new Features(128)
  const scores = new Float32Array(Math.max(ACTIONS, RELATIONS.length))
  const heads = new Int32Array(words.count)
  const relations = new Uint8Array(words.count)
  for (const { first, last } of sentences) {
    state.start(words, tags, first, last)
    if (state.size === 0) {
      // Nothing but marks: all hang on the first.
      heads.fill(first, first, last)
      relations.fill(PUNCT, first, last)
      heads[first] = -1
      relations[first] = ROOT
      continue
    }
    while (!state.done) {
      const action = nextAction(features, state, model.actions, scores)
      if (action === SHIFT) state.shift()
      else {
        const head = state.governor(action)
        state.attach(head, head === state.size ? ROOT : labelOf(features, state, head, model.labels, scores))
      }
    }
    for (let i = 0; i < state.size; i++) {
      const head = state.heads[i] as number
      const token = first + (state.places[i] as number)
      heads[token] = head === state.size ? -1 : first + (state.places[head] as number)
      relations[token] = state.labels[i] as number
    }
    if (state.size < last - first) hangMarks(heads, relations, tags, first, last)
  }
  return { heads, relations }
}

const ROOT = RELATIONS.indexOf('root')
const PUNCT = RELATIONS.indexOf('punct')
const LEFT_BRACKET = TAGS.indexOf('-LRB-')
const RIGHT_BRACKET = TAGS.indexOf('-RRB-')

/**
 * Hangs every mark where the words on its two sides meet in the tree; at either end under the root. A bracket hangs
 * on the topmost word of what it encloses.
 */
function hangMarks(heads: Int32Array, relations: Uint8Array, tags: Uint8Array, first: number, last: number): void {
  const next = new Int32Array(last - first)
  for (let i = last - 1, word = -1; i >= first; i--) {
    next[i - first] = word
    if (!isMark(tags[i] as number)) word = i
  }
  for (let i = first, before = -1; i < last; i++) {
    const tag = tags[i] as number
    if (!isMark(tag)) {
      before = i
      continue
    }
    const after = next[i - first] as number
    heads[i] = meeting(heads, before, after, tag)
    relations[i] = PUNCT
  }
}

/** Where the paths from `before` and `after` to the root meet; for brackets the last step before it, on the enclosed side. */
function meeting(heads: Int32Array, before: number, after: number, tag: number): number {
  if (before < 0 || after < 0) return rootOf(heads, before < 0 ? after : before)
  let a = before
  let b = after
  let up = depthOf(heads, a) - depthOf(heads, b)
  let underA = a
  let underB = b
  for (; a !== b; up = up > 0 ? up - 1 : up < 0 ? up + 1 : 0) {
    if (up >= 0) {
      underA = a
      a = heads[a] as number
    }
    if (up <= 0) {
      underB = b
      b = heads[b] as number
    }
  }
  return tag === LEFT_BRACKET ? underB : tag === RIGHT_BRACKET ? underA : a
}

function depthOf(heads: Int32Array, token: number): number {
  let depth = 0
  for (let at = token; at >= 0; at = heads[at] as number) depth++
  return depth
}

function rootOf(heads: Int32Array, token: number): number {
  let at = token
  while ((heads[at] as number) >= 0) at = heads[at] as number
  return at
}

// Where only one action is left, as always once the last word is read, nothing needs to be asked.
function nextAction(features: Features, state: ParseState, actions: PackedModel, scores: Float32Array): number {
  const only = state.onlyAction()
  if (only >= 0) return only
  actionFeatures(features, state)
  scorePacked(actions, features.ids, features.count, scores)
  return bestAction(state, scores)
}

function labelOf(features: Features, state: ParseState, head: number, labels: LinearModel, scores: Float32Array): number {
  labelFeatures(features, state, head, state.stack[state.depth - 1] as number)
  score(labels, features.ids, features.count, scores)
  return bestLabel(scores)
}

/** The best action that the state allows. There is always one until it is done. */
export function bestAction(state: ParseState, scores: Float32Array): number {
  let action = -1
  if (state.canShift()) action = SHIFT
  if (state.canLeft() && (action < 0 || (scores[LEFT] as number) > (scores[action] as number))) action = LEFT
  if (state.canRight() && (action < 0 || (scores[RIGHT] as number) > (scores[action] as number))) action = RIGHT
  return action
}

/** The best relation but "root", which only the root's dependent has. */
export function bestLabel(scores: Float32Array): number {
  const root = scores[0] as number
  scores[0] = Number.NEGATIVE_INFINITY
  const label = best(scores, RELATIONS.length)
  scores[0] = root
  return label
}
