import { finish, mix } from '../learned/weights.js'
import type { CueFrame } from './cue-frames.js'
import { relationId, type WordGrid, wordHash } from './word-grid.js'

/**
 * How often words, alone and in company, headed a cue in the training articles: a hashed table of smoothed rates (0 to 255) and of how
 * often the key was seen (binary logarithm, in eighths).
 */
export interface CueRates {
  readonly rate: Uint8Array
  readonly seen: Uint8Array
  /** How words of a lemma are used, cue or not: for each slot, the share (0 to 255) of each trait of `profileOf`. */
  readonly profile: Uint8Array
}

/** Number of traits that `profileOf` tells. */
export const TRAITS = 8

/** Number of keys that `rateKeys` gives. */
export const RATE_KEYS = 9

/** The keys under which the word of `frame` is looked up, as hashes, from the plainest to the most telling. */
export function rateKeys(grid: WordGrid, frame: CueFrame, out: Int32Array): void {
  const t = frame.token
  const lemma = grid.lemma[t] as number
  const kind = tagClass(grid.tag[t] as number)
  const at = (i: number): number => (i < 0 ? -7 : (grid.lemma[i] as number))
  const next = t + 1 < grid.size ? (grid.word[t + 1] as number) : -7
  out[0] = key(0, lemma, kind)
  out[1] = key(1, lemma, frame.bits)
  out[2] = key(2, at(frame.subject), frame.subjectKind)
  out[3] = key(3, at(grid.head[t] as number), grid.relation[t] as number)
  out[4] = key(4, lemma, next)
  out[5] = key(5, lemma, at(frame.object))
  out[6] = key(6, lemma, at(frame.clause >= 0 ? frame.clause : frame.infinitive))
  out[7] = key(7, lemma, at(t - 1))
  out[8] = key(8, at(frame.object), frame.bits & 15)
}

const key = (template: number, a: number, b: number): number => finish(mix(mix(mix(0x51ed, template), a), b))

const PERSON_WORDS = new Set(['he', 'she', 'they', 'i', 'we', 'who', 'you'].map((word) => wordHash(word)))

/** How the word of `frame` is used here, as bits: what it governs and whether a person or body does it. */
export function profileOf(grid: WordGrid, frame: CueFrame): number {
  const { subject, token } = frame
  const name = subject < 0 ? 0 : (grid.name[subject] as number)
  const byPerson = subject >= 0 && (name === 1 || name === 2 || PERSON_WORDS.has(grid.word[subject] as number))
  const near = token + 1 < grid.size && (grid.mark[token + 1] === 1 || (token > 0 && grid.mark[token - 1] === 2))
  const quoted = near || (token + 2 < grid.size && grid.mark[token + 2] === 1)
  return (
    (frame.clause >= 0 ? 1 : 0) |
    (frame.complementiser !== 0 && frame.clause >= 0 ? 2 : 0) |
    (frame.infinitive >= 0 ? 4 : 0) |
    (frame.object >= 0 ? 8 : 0) |
    (byPerson ? 16 : 0) |
    (quoted ? 32 : 0) |
    (frame.passive ? 64 : 0) |
    (frame.modifier >= 0 ? 128 : 0)
  )
}

/** Where the profile of a word's lemma begins. */
export const profileSlot = (rates: CueRates, grid: WordGrid, t: number): number =>
  (key(20, grid.lemma[t] as number, tagClass(grid.tag[t] as number)) & (rates.profile.length / TRAITS - 1)) * TRAITS

/** Verb 1, noun 2, adjective 3, preposition 4, mark 5, other 0. */
export function tagClass(tag: number): number {
  if (tag >= 5 && tag <= 10) return 1
  if (tag >= 1 && tag <= 4) return 2
  if (tag >= 13 && tag <= 15) return 3
  if (tag === 28) return 4
  if (tag >= 34 && tag <= 38) return 5
  return 0
}

/** Place of a key in a table. */
export const rateSlot = (rates: Pick<CueRates, 'rate'>, hash: number): number => hash & (rates.rate.length - 1)

const AUXILIARY = new Set(['aux', 'auxpass', 'cop'].map((name) => relationId(name)))

/** Whether a token may head a cue at all: a full verb, or another word that did so often enough in the training articles. */
export function mayBeCue(grid: WordGrid, t: number, rates: CueRates): boolean {
  const kind = tagClass(grid.tag[t] as number)
  if (kind === 1) return !AUXILIARY.has(grid.relation[t] as number)
  if (kind === 0 && grid.shape[t] === 0) return false
  return (rates.rate[rateSlot(rates, key(0, grid.lemma[t] as number, kind))] as number) >= LEAST_RATE
}

// Of 255: about one in sixty.
const LEAST_RATE = 4
