import type { Sentence } from '../text/document.js'
import { actionFeatures, labelFeatures } from './parse-features.js'
import { ACTIONS, LEFT, ParseState, RELATIONS, RIGHT, SHIFT } from './parse-state.js'
import { best, Features, type LinearModel, score } from './weights.js'
import type { WordColumns } from './word-columns.js'

/** A trained parser: which action comes next, and what an arc is called. */
export interface ParseModel {
  readonly actions: LinearModel
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
    while (!state.done) {
      actionFeatures(features, state)
      score(model.actions, features.ids, features.count, scores)
      const action = bestAction(state, scores)
      if (action === SHIFT) state.shift()
      else {
        const head = state.governor(action)
        labelFeatures(features, state, head, state.stack[state.depth - 1] as number)
        score(model.labels, features.ids, features.count, scores)
        state.attach(head, head === state.size ? 0 : bestLabel(scores))
      }
    }
    for (let i = 0; i < last - first; i++) {
      const head = state.heads[i] as number
      heads[first + i] = head === state.size ? -1 : first + head
      relations[first + i] = state.labels[i] as number
    }
  }
  return { heads, relations }
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
