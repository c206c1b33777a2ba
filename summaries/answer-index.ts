import type { Document } from '../src/text/document.js'
import { capitalNames } from './answer-capitals.js'
import { type Passage, passagesOf, put } from './answer-passage.js'
import { keysOf, stemKey } from './answer-question.js'
import { ALIKE } from './answer-words.js'
import type { NameSense } from './stance-about.js'

/** The sentences of a thread's documents: built once, asked many times. */
export interface PassageIndex {
  readonly documents: readonly Document[]
  readonly passages: readonly Passage[]
  /** Which actor a name means, so that "Beijing" answers for China. */
  readonly sense: NameSense
  /** Passages that hold a key, in order. */
  readonly postings: ReadonlyMap<string, readonly number[]>
  /** Runs of paragraphs that belong together, long enough to weigh as a whole. */
  readonly blocks: readonly Block[]
  /** How many blocks hold a key. */
  readonly blockCounts: ReadonlyMap<string, number>
  /** Keys of each document's title. */
  readonly titles: readonly ReadonlySet<string>[]
  readonly averageLength: number
  /** Keys of the words of people's names. */
  readonly people: ReadonlySet<string>
  /** Words of names as the articles write them, by their small letters. */
  readonly names: ReadonlyMap<string, string>
  /** Words that mean nearly the same. */
  readonly related: RelatedWords
  /** Keys by their first letters, for words of one family ("decide", "decisive"). */
  readonly families: ReadonlyMap<string, readonly string[]>
}

/** Keys of words that mean nearly the same as that of a key. */
export type RelatedWords = (key: string) => readonly string[]

/** Neighbouring sentences of one document, in whole paragraphs: what one passage leaves unsaid stands most often here. */
export interface Block {
  /** Half-open range of passages. */
  readonly first: number
  readonly last: number
  /** How many terms it has. */
  readonly length: number
  /** How often it holds each key. */
  readonly counts: ReadonlyMap<string, number>
}

/** Lays out `documents` for asking. Linear in their length. */
export function indexPassages(documents: readonly Document[], sense: NameSense, related: RelatedWords): PassageIndex {
  const laidOut = documents.flatMap((document, at) => passagesOf(document, at, sense))
  const { passages, blocks } = inBlocks(laidOut)
  const postings = new Map<string, number[]>()
  const blockCounts = new Map<string, number>()
  for (const { counts } of blocks) for (const key of counts.keys()) blockCounts.set(key, (blockCounts.get(key) ?? 0) + 1)
  for (const [id, passage] of passages.entries()) {
    for (const key of passage.places.keys()) put(postings, key, id)
    for (const key of new Set([...passage.inherited, ...passage.speakers])) if (!passage.places.has(key)) put(postings, key, id)
  }
  return {
    documents,
    sense,
    passages,
    postings,
    blocks,
    blockCounts,
    titles: documents.map(({ article }) => new Set(keysOf(article.title ?? '').map(({ key }) => key))),
    averageLength: passages.reduce((sum, passage) => sum + passage.length, 0) / (passages.length || 1) || 1,
    people: peopleIn(documents),
    names: capitalNames(documents),
    related,
    families: familiesOf(postings.keys()),
  }
}

function peopleIn(documents: readonly Document[]): Set<string> {
  const names = new Set<string>()
  for (const { entities } of documents) for (const { kind, name } of entities) if (kind === 'person') names.add(name)
  return new Set([...names].flatMap((name) => keysOf(name).map(({ key }) => key)))
}

/** Terms that a block has at least, but for a document's last. */
const BLOCK_TERMS = 40

// News sets one or two sentences in a paragraph; a block joins paragraphs until there is enough to compare.
function inBlocks(laidOut: readonly Omit<Passage, 'block'>[]): { passages: Passage[]; blocks: Block[] } {
  const passages: Passage[] = []
  const blocks: Block[] = []
  let counts = new Map<string, number>()
  let first = 0
  let length = 0
  for (const [id, passage] of laidOut.entries()) {
    const before = laidOut[id - 1]
    const isNew = before !== undefined && before.document !== passage.document
    if (isNew || (before !== undefined && before.paragraph !== passage.paragraph && length >= BLOCK_TERMS)) {
      blocks.push({ first, last: id, length, counts })
      counts = new Map()
      first = id
      length = 0
    }
    passages.push({ ...passage, block: blocks.length })
    length += passage.length
    for (const [key, places] of passage.places) counts.set(key, (counts.get(key) ?? 0) + places.length)
  }
  if (laidOut.length > 0) blocks.push({ first, last: laidOut.length, length, counts })
  return { passages, blocks }
}

const FAMILY_LETTERS = 4

function familiesOf(keys: Iterable<string>): Map<string, string[]> {
  const families = new Map<string, string[]>()
  for (const key of keys) if (key.length >= FAMILY_LETTERS && !/\d/u.test(key)) put(families, key.slice(0, FAMILY_LETTERS), key)
  return families
}

const alike = new Map<string, Set<string>>()
for (const row of ALIKE) {
  const keys = row.split(' ').map(stemKey)
  for (const key of keys) {
    const others = alike.get(key) ?? new Set<string>()
    alike.set(key, others)
    for (const other of keys) if (other !== key) others.add(other)
  }
}

/** How much a match counts that is not of the word itself: through a group of like words, a word of the same family, one letter's difference. */
export interface FormWeights {
  readonly alike: number
  readonly family: number
  readonly misspelt: number
}

/** The keys of the index that can stand for `key`, with how much each counts; `key` itself first, in the index or not. */
export function formsOf(index: PassageIndex, key: string, weights: FormWeights): ReadonlyMap<string, number> {
  const forms = new Map<string, number>([[key, 1]])
  const offer = (other: string, weight: number): void => {
    if (index.postings.has(other) && (forms.get(other) ?? 0) < weight) forms.set(other, weight)
  }
  for (const other of alike.get(key) ?? []) offer(other, weights.alike)
  if (key.length >= FAMILY_LETTERS && !/\d/u.test(key)) {
    for (const other of index.families.get(key.slice(0, FAMILY_LETTERS)) ?? []) if (isFamily(key, other)) offer(other, weights.family)
  }
  // "not implemented", "unimplemented"
  offer(`un${key}`, weights.family)
  offer(stemKey(`un${key}`), weights.family)
  if (key.startsWith('un')) offer(key.slice(2), weights.family)
  if (forms.size === 1 && !index.postings.has(key) && key.length >= MISSPELT_LETTERS)
    offerMisspelt(index, key, (other) => offer(other, weights.misspelt))
  return forms
}

// Stems of one family share all but a few last letters: "decis" and "decid" do not, "implement" and "implementation" do.
function isFamily(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let common = FAMILY_LETTERS
  while (common < short.length && short[common] === long[common]) common++
  if (common === short.length) return long.length - common <= 3
  return common >= FAMILY_LETTERS + 1 && common === short.length - 1 && long.length - common <= 4
}

const MISSPELT_LETTERS = 6

// A word that the articles do not have may be one that they have, with a letter missing, added, changed or swapped ("Sigimund").
function offerMisspelt(index: PassageIndex, key: string, offer: (other: string) => void): void {
  for (const other of index.families.get(key.slice(0, FAMILY_LETTERS)) ?? []) if (isOneOff(key, other)) offer(other)
  for (const others of index.families.values()) {
    for (const other of others)
      if (other[0] === key[0] && other.slice(0, FAMILY_LETTERS) !== key.slice(0, FAMILY_LETTERS) && isOneOff(key, other)) offer(other)
  }
}

/** Whether one letter added, left out or changed, or two neighbours swapped, turns `a` into `b`. */
export function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  let x = a.length
  let y = b.length
  while (x > i && y > i && a[x - 1] === b[y - 1]) {
    x--
    y--
  }
  if (x - i <= 1 && y - i <= 1) return true
  return x - i === 2 && y - i === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]
}
