import { arcsOf, bestAction, bestLabel, type ParseModel } from '../src/language/grammar/parse.js'
import { actionFeatures, labelFeatures } from '../src/language/grammar/parse-features.js'
import { ACTIONS, LEFT, ParseState, RELATIONS, RIGHT, SHIFT } from '../src/language/grammar/parse-state.js'
import { Features, type LinearModel } from '../src/language/learned/weights.js'
import { Perceptron, quantise, randomFrom, shuffle } from './linear.js'
import type { SilverArticle } from './silver.js'

const ACTION_BITS = 22
const LABEL_BITS = 20
const ACTION_MINIMUM = 5
const LABEL_MINIMUM = 6
const PASSES = 5
const ACTION_PRUNE = 3
const LABEL_PRUNE = 3
const LONGEST = 2000

const relationNumbers = new Map(RELATIONS.map((relation, i) => [relation, i]))
const DEP = relationNumbers.get('dep') as number

/** An article to learn to parse from, with the tags that the parser will see (predicted ones, not silver). */
export interface TaggedArticle {
  readonly article: SilverArticle
  readonly tags: Uint8Array
}

/** One sentence's right tree: governors (the sentence's size for the root), relations, and every word's dependents. */
interface Tree {
  readonly heads: Int32Array
  readonly labels: Uint8Array
  readonly dependents: readonly (readonly number[])[]
}

/** The parser's models as they are shipped. */
export interface TrainedParser {
  readonly actions: LinearModel
  readonly labels: LinearModel
}

/** Trains actions and labels together with a dynamic oracle, following the parser's own choices after the first pass. */
export function trainParser(tagged: readonly TaggedArticle[], passes = PASSES): TrainedParser {
  const actions = new Perceptron(ACTIONS, ACTION_BITS, ACTION_MINIMUM)
  const labels = new Perceptron(RELATIONS.length, LABEL_BITS, LABEL_MINIMUM)
  const trainer = new Trainer(actions, labels)
  const random = randomFrom(2)
  const order = tagged.flatMap(({ article, tags }) =>
    article.sentences
      .filter(({ first, last }) => last - first <= LONGEST)
      .map(({ first, last }) => ({ article, tags, first, last, tree: treeOf(article, tags, first, last) })),
  )
  for (const { article, tags, first, last, tree } of order) {
    trainer.state.start(article.words, tags, first, last)
    trainer.count(tree)
  }
  for (let pass = 0; pass < passes; pass++) {
    for (const { article, tags, first, last, tree } of shuffle(order, random)) {
      trainer.state.start(article.words, tags, first, last)
      trainer.learn(tree, pass === 0 ? 0 : 0.95, random)
    }
  }
  return {
    actions: quantise({ weights: actions.averaged(), bias: new Float32Array(ACTIONS) }, ACTIONS, ACTION_BITS, { prune: ACTION_PRUNE }),
    labels: quantise({ weights: labels.averaged(), bias: new Float32Array(RELATIONS.length) }, RELATIONS.length, LABEL_BITS, {
      prune: LABEL_PRUNE,
    }),
  }
}

/** The right tree over the words alone; a word that hangs on a mark hangs on what the mark hangs on. */
function treeOf({ heads, relations, words }: SilverArticle, tags: Uint8Array, first: number, last: number): Tree {
  const state = new ParseState(last - first)
  state.start(words, tags, first, last)
  const { size } = state
  const wordAt = new Map(Array.from({ length: size }, (_, i) => [first + (state.places[i] as number), i]))
  const dependents: number[][] = Array.from({ length: size + 1 }, () => [])
  const governors = new Int32Array(size)
  const labels = new Uint8Array(size)
  for (const [token, i] of wordAt) {
    let head = heads[token] as number
    for (let steps = 0; head >= 0 && !wordAt.has(head) && steps < last - first; steps++) head = heads[head] as number
    governors[i] = wordAt.get(head) ?? size
    labels[i] = relationNumbers.get(relations[token] as string) ?? DEP
    dependents[governors[i] as number]?.push(i)
  }
  return { heads: governors, labels, dependents }
}

class Trainer {
  readonly state = new ParseState(LONGEST)
  private readonly features = new Features(128)
  private readonly labelled = new Features(64)
  private readonly scores = new Float32Array(64)
  private readonly costs = new Int32Array(ACTIONS)

  constructor(
    private readonly actions: Perceptron,
    private readonly labels: Perceptron,
  ) {}

  /** Parses the sentence the state stands on, learning at every step; `explore`: how often the parser's own choice is followed. */
  learn(tree: Tree, explore: number, random: () => number): void {
    const { state, features, scores } = this
    while (!state.done) {
      actionFeatures(features, state)
      this.actions.score(features.ids, features.count, scores)
      const guess = bestAction(state, scores)
      costsOf(state, tree, this.costs)
      const right = this.bestZeroCost(guess)
      if (right !== guess && (this.costs[guess] as number) > (this.costs[right] as number)) {
        this.actions.update(features.ids, features.count, right, 1)
        this.actions.update(features.ids, features.count, guess, -1)
      }
      this.actions.tick()
      this.take(random() < explore ? guess : right, tree)
    }
  }

  /** Parses the sentence as it should be and counts the features met. */
  count(tree: Tree): void {
    const { state, features, scores, labelled } = this
    scores.fill(0)
    while (!state.done) {
      actionFeatures(features, state)
      this.actions.count(features.ids, features.count)
      costsOf(state, tree, this.costs)
      const action = this.bestZeroCost(bestAction(state, scores))
      if (action === SHIFT) {
        state.shift()
        continue
      }
      const head = state.governor(action)
      const dependent = state.stack[state.depth - 1] as number
      labelFeatures(labelled, state, head, dependent)
      if (head < state.size) this.labels.count(labelled.ids, labelled.count)
      state.attach(head, tree.labels[dependent] as number)
    }
  }

  /** Of the allowed actions that cost least, the one the parser likes best. */
  private bestZeroCost(guess: number): number {
    const { state, costs, scores } = this
    let right = guess
    for (const action of [SHIFT, LEFT, RIGHT]) {
      if (action === SHIFT ? !state.canShift() : action === LEFT ? !state.canLeft() : !state.canRight()) continue
      const gain = (costs[right] as number) - (costs[action] as number)
      if (gain > 0 || (gain === 0 && (scores[action] as number) > (scores[right] as number))) right = action
    }
    return right
  }

  private take(action: number, tree: Tree): void {
    const { state, labelled, scores } = this
    if (action === SHIFT) {
      state.shift()
      return
    }
    const head = state.governor(action)
    const dependent = state.stack[state.depth - 1] as number
    if (head === state.size) {
      state.attach(head, 0)
      return
    }
    labelFeatures(labelled, state, head, dependent)
    this.labels.score(labelled.ids, labelled.count, scores)
    const label = bestLabel(scores)
    const right = tree.labels[dependent] as number
    if (tree.heads[dependent] === head) {
      if (label !== right) {
        this.labels.update(labelled.ids, labelled.count, right, 1)
        this.labels.update(labelled.ids, labelled.count, label, -1)
      }
      this.labels.tick()
    }
    state.attach(head, label)
  }
}

/** How many right arcs each action puts out of reach. Source: Goldberg and Nivre, TACL 2013, section 4. */
function costsOf(state: ParseState, { heads, dependents }: Tree, costs: Int32Array): void {
  const { front, depth, stack, size } = state
  const top = depth > 0 ? (stack[depth - 1] as number) : -1
  const below = depth > 1 ? (stack[depth - 2] as number) : -1
  const waits = (word: number): boolean => word < front && (state.heads[word] as number) < 0
  costs.fill(0)
  if (top >= 0) {
    let lost = 0
    for (const dependent of dependents[top] as readonly number[]) if (dependent >= front) lost++
    const head = heads[top] as number
    costs[LEFT] = lost + (head === below || (head > front && head <= size) ? 1 : 0)
    costs[RIGHT] = lost + (head >= front ? 1 : 0)
  }
  if (front < size) {
    let lost = 0
    for (const dependent of dependents[front] as readonly number[]) if (waits(dependent)) lost++
    const head = heads[front] as number
    costs[SHIFT] = lost + (head < front && head !== top && waits(head) ? 1 : 0)
  }
}

/** Shares of tokens with the right governor, and with the right relation too, in percent; punctuation counted and not. */
export function parseAccuracy(
  tagged: readonly TaggedArticle[],
  model: ParseModel,
): { uas: number; las: number; uasWords: number; lasWords: number } {
  const counts = { total: 0, words: 0, uas: 0, las: 0, uasWords: 0, lasWords: 0 }
  for (const { article, tags } of tagged) {
    const { heads, relations } = arcsOf(article.sentences, article.words, tags, model)
    for (let i = 0; i < article.words.count; i++) {
      const isWord = article.relations[i] !== 'punct'
      const head = heads[i] === article.heads[i]
      const label = head && RELATIONS[relations[i] as number] === article.relations[i]
      counts.total++
      if (head) counts.uas++
      if (label) counts.las++
      if (!isWord) continue
      counts.words++
      if (head) counts.uasWords++
      if (label) counts.lasWords++
    }
  }
  const { total, words } = counts
  return {
    uas: (100 * counts.uas) / total,
    las: (100 * counts.las) / total,
    uasWords: (100 * counts.uasWords) / words,
    lasWords: (100 * counts.lasWords) / words,
  }
}
