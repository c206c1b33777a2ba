import type { EntityKind, Quotation, Sentence, Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'

/** A name found in the text, as the statement stage needs it. */
export interface NameSpan extends Span {
  readonly kind: EntityKind
}

/** The layers of a document that statements are found from. All spans point into `text`. */
export interface StatementLayers {
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  readonly quotations: readonly Quotation[]
  readonly names: readonly NameSpan[]
}

/** Penn Treebank tags in a fixed order; a tag's id is its place here. Source: Santorini 1990, with CoreNLP's names of marks. */
const TAGS =
  "? NN NNS NNP NNPS VB VBD VBZ VBP VBG VBN MD TO JJ JJR JJS RB RBR RBS PRP PRP$ WP WP$ WDT WRB DT PDT EX IN CC CD RP POS UH FW , . : `` '' -LRB- -RRB- $ LS SYM #".split(
    ' ',
  )

/** Basic universal dependencies (version 1, as CoreNLP names them) in a fixed order. */
const RELATIONS =
  '? root nsubj nsubjpass csubj csubjpass dobj iobj ccomp xcomp advcl acl acl:relcl conj parataxis nmod nmod:poss nmod:tmod nmod:npmod appos amod advmod aux auxpass cop mark case cc det det:predet cc:preconj compound compound:prt nummod neg dep punct mwe expl discourse'.split(
    ' ',
  )

const tagIds = new Map(TAGS.map((tag, id) => [tag, id]))
const relationIds = new Map(RELATIONS.map((relation, id) => [relation, id]))

/** The id of a tag in `WordGrid.tag`; 0 where it is not known. */
export const tagId = (tag: string): number => tagIds.get(tag) ?? 0

/** The id of a relation in `WordGrid.relation`; 0 where it is not known. */
export const relationId = (relation: string): number => relationIds.get(relation) ?? 0

/** Hash of a word or lemma (FNV-1a, 32 bits, ASCII capitals folded), the form in which features see words. */
export function wordHash(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) {
    let code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) code += 32
    if (code === 0x2019) code = 39
    hash = Math.imul(hash ^ code, 0x01000193)
  }
  return hash | 0
}

/** Kinds of names in `WordGrid.name`: 0 none, then person, body, place, other. */
const NAME_KINDS: Readonly<Record<EntityKind, number>> = { person: 1, body: 2, place: 3, other: 4 }

/**
 * A document's tokens as columns of numbers, for features that are computed often: ids of tags and relations, hashes of words and lemmas,
 * the tree as heads, child lists and the outermost tokens of each subtree, and the quotation each token stands in. One row a token.
 */
export interface WordGrid {
  readonly layers: StatementLayers
  readonly size: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly tag: Uint8Array
  readonly relation: Uint8Array
  readonly word: Int32Array
  readonly lemma: Int32Array
  readonly head: Int32Array
  readonly firstChild: Int32Array
  readonly nextSibling: Int32Array
  /** First and last token of the subtree, within the sentence. */
  readonly left: Int32Array
  readonly right: Int32Array
  /** Distance from the sentence's root, at most 255. */
  readonly depth: Uint8Array
  readonly sentence: Int32Array
  readonly name: Uint8Array
  /** Index of the outer quotation a token stands in (marks included), -1 outside. */
  readonly quotation: Int32Array
  /** 1 opening quotation mark, 2 closing mark (of outer quotations), 0 otherwise. */
  readonly mark: Uint8Array
  /** 1 where the token begins with a capital letter, 2 where it holds a letter or digit, 3 both; 0 for punctuation. */
  readonly shape: Uint8Array
  /** Per outer quotation, by index in `layers.quotations`: first and last token, -1 for inner or empty ones. */
  readonly quoteFirst: Int32Array
  readonly quoteLast: Int32Array
}

/** Lays out a document's tokens in columns; linear in the number of tokens. Heads outside a token's own sentence count as roots. */
export function wordGrid(layers: StatementLayers): WordGrid {
  const grid = emptyGrid(layers)
  fillWords(grid)
  fillTree(grid)
  fillNames(grid)
  fillQuotations(grid)
  return grid
}

function emptyGrid(layers: StatementLayers): WordGrid {
  const n = layers.tokens.length
  const q = layers.quotations.length
  return {
    layers,
    size: n,
    start: new Int32Array(n),
    end: new Int32Array(n),
    tag: new Uint8Array(n),
    relation: new Uint8Array(n),
    word: new Int32Array(n),
    lemma: new Int32Array(n),
    head: new Int32Array(n).fill(-1),
    firstChild: new Int32Array(n).fill(-1),
    nextSibling: new Int32Array(n).fill(-1),
    left: new Int32Array(n),
    right: new Int32Array(n),
    depth: new Uint8Array(n),
    sentence: new Int32Array(n).fill(-1),
    name: new Uint8Array(n),
    quotation: new Int32Array(n).fill(-1),
    mark: new Uint8Array(n),
    shape: new Uint8Array(n),
    quoteFirst: new Int32Array(q).fill(-1),
    quoteLast: new Int32Array(q).fill(-1),
  }
}

function fillWords(grid: WordGrid): void {
  const { text, tokens } = grid.layers
  for (let t = 0; t < grid.size; t++) {
    const token = tokens[t] as Token
    grid.start[t] = token.start
    grid.end[t] = token.end
    grid.tag[t] = tagId(token.tag)
    grid.relation[t] = relationId(token.relation)
    grid.word[t] = wordHash(text, token.start, token.end)
    grid.lemma[t] = wordHash(token.lemma)
    grid.shape[t] = shapeOf(text, token)
  }
}

function shapeOf(text: string, token: Span): number {
  const first = text.charCodeAt(token.start)
  if (first >= 65 && first <= 90) return 3
  if ((first >= 97 && first <= 122) || (first >= 48 && first <= 57)) return 2
  if (first < 128 || (first >= 0x2010 && first <= 0x203a)) return hasWordCharacter(text, token) ? 2 : 0
  const letter = text.slice(token.start, token.start + 1)
  return letter.toLowerCase() !== letter ? 3 : letter.toUpperCase() !== letter ? 2 : 0
}

// "'s", "$5", ".38"
function hasWordCharacter(text: string, token: Span): boolean {
  for (let i = token.start + 1; i < token.end; i++) {
    const code = text.charCodeAt(i) | 32
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return true
  }
  return false
}

function fillTree(grid: WordGrid): void {
  const { sentences, tokens } = grid.layers
  for (let s = 0; s < sentences.length; s++) {
    const { first, last } = sentences[s] as Sentence
    for (let t = last - 1; t >= first; t--) {
      const head = (tokens[t] as Token).head
      grid.sentence[t] = s
      grid.left[t] = grid.right[t] = t
      if (head < first || head >= last || head === t) continue
      grid.head[t] = head
      grid.nextSibling[t] = grid.firstChild[head] as number
      grid.firstChild[head] = t
    }
    for (let t = first; t < last; t++) if (grid.head[t] === -1) spread(grid, t)
  }
}

// Walks down from a root without recursion, then widens the spans from the leaves up. Tokens on a cycle are never reached and keep
// themselves as their span; they keep their heads, so walks up the tree are bounded where they are made.
function spread(grid: WordGrid, root: number): void {
  const order = [root]
  for (let i = 0; i < order.length; i++) {
    const node = order[i] as number
    for (let child = grid.firstChild[node] as number; child >= 0; child = grid.nextSibling[child] as number) {
      grid.depth[child] = Math.min(255, (grid.depth[node] as number) + 1)
      order.push(child)
    }
  }
  for (let i = order.length - 1; i > 0; i--) {
    const node = order[i] as number
    const head = grid.head[node] as number
    grid.left[head] = Math.min(grid.left[head] as number, grid.left[node] as number)
    grid.right[head] = Math.max(grid.right[head] as number, grid.right[node] as number)
  }
}

function fillNames(grid: WordGrid): void {
  let t = 0
  for (const name of grid.layers.names) {
    while (t < grid.size && (grid.end[t] as number) <= name.start) t++
    for (let i = t; i < grid.size && (grid.start[i] as number) < name.end; i++) grid.name[i] = NAME_KINDS[name.kind]
  }
}

function fillQuotations(grid: WordGrid): void {
  let t = 0
  grid.layers.quotations.forEach((quotation, q) => {
    if (quotation.depth > 0) return
    while (t < grid.size && (grid.end[t] as number) <= quotation.start) t++
    let i = t
    for (; i < grid.size && (grid.start[i] as number) < quotation.end; i++) grid.quotation[i] = q
    if (i === t) return
    grid.quoteFirst[q] = t
    grid.quoteLast[q] = i - 1
    if (grid.shape[t] === 0) grid.mark[t] = 1
    if (i - 1 > t && grid.shape[i - 1] === 0 && !quotation.open) grid.mark[i - 1] = 2
  })
}
