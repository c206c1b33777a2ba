import type { Features } from '../learned/weights.js'
import { marksBetween, pathHash } from './content-features.js'
import { step } from './cue-features.js'
import { type CueFrame, relation } from './cue-frames.js'
import { personOf } from './cue-rows.js'
import { tagId, type WordGrid } from './word-grid.js'

const NOMINAL = new Set(
  ['NN', 'NNS', 'NNP', 'NNPS', 'PRP', 'PRP$', 'WP', 'WP$', 'WDT', 'CD', 'DT', 'JJ', 'JJS', 'JJR', 'VBG', 'EX'].map((tag) => tagId(tag)),
)
const SURE = new Set(['NN', 'NNS', 'NNP', 'NNPS', 'PRP', 'PRP$', 'WP', 'WP$'].map((tag) => tagId(tag)))
const ARGUMENT = new Set(
  ['nsubj', 'nsubjpass', 'dobj', 'iobj', 'nmod', 'nmod:poss', 'appos', 'root', 'dep', 'conj', 'parataxis', 'nmod:agent', 'nmod:npmod'].map(
    (name) => relation(name),
  ),
)
const COMPOUND = relation('compound')
const REACH = 45

/** Words that may head the mention of who says it: nominals of the cue's sentence, nearer ones first to none. */
export function sourceCandidates(grid: WordGrid, c: number, out: number[]): void {
  out.length = 0
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  for (let t = Math.max(first, c - REACH); t < Math.min(last, c + REACH); t++) if (t !== c && mayHead(grid, t, c)) out.push(t)
}

function mayHead(grid: WordGrid, t: number, c: number): boolean {
  const tag = grid.tag[t] as number
  if (!NOMINAL.has(tag)) return false
  // "Conway notes" may be read as one name: a name right before the cue counts whatever it hangs on.
  if (grid.relation[t] === COMPOUND) return t + 1 === c && (grid.shape[t] as number) === 3
  return SURE.has(tag) || ARGUMENT.has(grid.relation[t] as number)
}

const lemmaAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -7 : (grid.lemma[t] as number))
const wordAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -7 : (grid.word[t] as number))

/** Adds the features of "the text does not name who says it here". */
export function addNoSource(grid: WordGrid, frame: CueFrame, out: Features): void {
  out.clear()
  const c = frame.token
  const lemma = grid.lemma[c] as number
  out.add(700, 0)
  out.add(701, lemma)
  out.add(702, frame.bits, grid.tag[c] as number)
  out.add(703, frame.subjectKind, frame.passive ? 1 : 0, grid.tag[c] as number)
  out.add(704, grid.relation[c] as number, grid.tag[c] as number, frame.subjectKind)
  out.add(705, frame.subject < 0 ? 0 : personOf(grid.word[frame.subject] as number), frame.passive ? 1 : 0)
  out.add(706, frame.expletive ? 1 : 0, frame.passive ? 1 : 0)
  out.add(707, lemma, frame.passive ? 1 : 0, frame.subjectKind)
  out.add(708, wordAt(grid, c - 1), grid.tag[c] as number)
  out.add(709, lemmaAt(grid, frame.subject))
}

/** Adds the features of the word `t` as the head of the mention that says it. */
export function addSourceFeatures(grid: WordGrid, frame: CueFrame, t: number, out: Features): void {
  out.clear()
  const c = frame.token
  const lemma = grid.lemma[c] as number
  const tag = grid.tag[t] as number
  const name = grid.name[t] as number
  const path = pathHash(grid, t, c)
  const distance = step(t - c)
  const marks = t < c ? marksBetween(grid, t, c) : marksBetween(grid, c, t)
  const isSubject = t === frame.subject ? frame.subjectKind : 0
  const inside = (grid.quotation[t] as number) < 0 ? 0 : grid.quotation[t] === grid.quotation[c] ? 1 : 2
  const person = personOf(grid.word[t] as number)
  out.add(720, path)
  out.add(721, path, lemma)
  out.add(722, path, tag, name)
  out.add(723, isSubject, frame.passive ? 1 : 0, grid.tag[c] as number)
  out.add(724, isSubject, lemma)
  out.add(725, isSubject, person, name)
  out.add(726, distance, grid.tag[c] as number)
  out.add(727, distance, grid.relation[t] as number)
  out.add(728, tag, name)
  out.add(729, grid.lemma[t] as number)
  out.add(730, grid.lemma[t] as number, isSubject > 0 ? 1 : 0)
  out.add(731, grid.relation[t] as number, lemma)
  out.add(732, grid.relation[t] as number, lemmaAt(grid, grid.head[t] as number))
  out.add(733, marks, distance)
  out.add(734, marks, t < c ? 0 : 1, grid.relation[t] as number)
  out.add(735, inside, isSubject)
  out.add(736, inside, marks & 12, t < c ? 0 : 1)
  out.add(737, wordAt(grid, (grid.left[t] as number) - 1), grid.relation[t] as number)
  out.add(738, wordAt(grid, grid.left[t] as number), grid.relation[t] as number)
  out.add(739, (grid.right[t] as number) === c - 1 ? 1 : grid.left[t] === c + 1 ? 2 : 0, name, marks)
  out.add(740, path, frame.bits & 64)
  out.add(741, person, path)
  out.add(742, step((grid.right[t] as number) - (grid.left[t] as number)), isSubject)
  out.add(743, grid.tag[c] as number, path, frame.subjectKind)
}
