import type { Features } from '../learned/weights.js'
import { type CueFrame, relation } from './cue-frames.js'
import { tagId, type WordGrid, wordHash } from './word-grid.js'

const QUOTE_OPEN = 1
const NONE = -7

const lemmaAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? NONE : (grid.lemma[t] as number))
const wordAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? NONE : (grid.word[t] as number))
const tagAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? 0 : (grid.tag[t] as number))

/** Small numbers one by one, large ones by doubling: 0 1 2 3 4 5–6 7–10 11–18 …; negative ones alike, mirrored. */
export function step(value: number): number {
  const size = Math.abs(value)
  const bin = size < 5 ? size : 5 + Math.floor(Math.log2((size - 3) / 2))
  return value < 0 ? -bin : bin
}

/** Tokens from `t` to the next opening mark of an outer quotation in its sentence, at most 20; 20 where there is none. */
export function toQuotation(grid: WordGrid, t: number, last: number): number {
  for (let i = t + 1; i < last && i < t + 20; i++) if (grid.mark[i] === QUOTE_OPEN) return i - t
  return 20
}

/** Tokens back from `t` to the closing mark of an outer quotation in its sentence, at most 20; 20 where there is none. */
export function fromQuotation(grid: WordGrid, t: number, first: number): number {
  for (let i = t - 1; i >= first && i > t - 20; i--) if (grid.mark[i] === 2) return t - i
  return 20
}

/** Adds the features of the word that `frame` was filled for as one that may head a cue: its words, its tree, its place. */
export function addCueFeatures(grid: WordGrid, frame: CueFrame, out: Features): void {
  const t = frame.token
  const lemma = grid.lemma[t] as number
  const tag = grid.tag[t] as number
  out.clear()
  addWords(grid, t, lemma, tag, out)
  addFrame(grid, frame, lemma, tag, out)
  addTree(grid, t, lemma, out)
  addPlace(grid, frame, lemma, tag, out)
}

function addWords(grid: WordGrid, t: number, lemma: number, tag: number, out: Features): void {
  out.add(1, lemma, tag)
  out.add(2, lemma)
  out.add(3, wordAt(grid, t))
  out.add(4, lemma, lemmaAt(grid, t - 1))
  out.add(5, lemma, wordAt(grid, t + 1))
  out.add(6, lemma, wordAt(grid, t + 1), wordAt(grid, t + 2))
  out.add(7, lemmaAt(grid, t - 1), tag)
  out.add(8, wordAt(grid, t + 1), tag)
  out.add(9, wordAt(grid, t + 1), wordAt(grid, t + 2))
  out.add(10, tagAt(grid, t - 1), tag, tagAt(grid, t + 1))
  out.add(11, tagAt(grid, t + 1), tagAt(grid, t + 2), tag)
  out.add(12, tagAt(grid, t - 2), tagAt(grid, t - 1), tag)
  out.add(13, lemmaAt(grid, t - 2), lemmaAt(grid, t - 1))
  out.add(14, lemma, tagAt(grid, t + 1), tagAt(grid, t - 1))
}

function addFrame(grid: WordGrid, frame: CueFrame, lemma: number, tag: number, out: Features): void {
  const { subject, object, clause, infinitive, modifier } = frame
  const subjectLemma = lemmaAt(grid, subject)
  const subjectClass = subject < 0 ? 0 : (grid.tag[subject] as number) * 8 + (grid.name[subject] as number)
  out.add(20, lemma, frame.bits)
  out.add(21, tag, frame.bits)
  out.add(22, subjectLemma)
  out.add(23, subjectLemma, lemma)
  out.add(24, subjectClass, frame.subjectKind)
  out.add(25, subjectClass, lemma)
  out.add(26, lemmaAt(grid, object))
  out.add(27, lemmaAt(grid, object), lemma)
  out.add(28, lemmaAt(grid, clause), lemma)
  out.add(29, lemmaAt(grid, infinitive), lemma)
  out.add(30, lemma, frame.complementiser)
  out.add(31, wordAt(grid, frame.preposition), lemma)
  out.add(32, lemmaAt(grid, modifier), wordAt(grid, frame.preposition))
  out.add(33, lemmaAt(grid, frame.auxiliary), lemma)
  out.add(34, lemmaAt(grid, frame.auxiliary), frame.negated ? 1 : 0, frame.passive ? 1 : 0)
  out.add(35, lemmaAt(grid, frame.adverb), lemma)
  out.add(36, lemmaAt(grid, frame.adverb))
  out.add(37, wordAt(grid, frame.particle), lemma)
  out.add(38, tagAt(grid, clause), tagAt(grid, infinitive), tagAt(grid, object))
  out.add(39, lemmaAt(grid, infinitive))
  out.add(40, subjectClass, frame.bits)
  out.add(41, tagAt(grid, object) * 8 + (object < 0 ? 0 : (grid.name[object] as number)), lemma)
}

const SUBJECT = relation('nsubj')

function addTree(grid: WordGrid, t: number, lemma: number, out: Features): void {
  const head = grid.head[t] as number
  const link = grid.relation[t] as number
  out.add(50, lemma, link)
  out.add(51, link, tagAt(grid, t))
  out.add(52, lemmaAt(grid, head), link)
  out.add(53, lemmaAt(grid, head), lemma)
  out.add(54, lemmaAt(grid, head), tagAt(grid, t))
  const above = head < 0 ? -1 : (grid.head[head] as number)
  out.add(55, lemmaAt(grid, above), link, head < 0 ? 0 : (grid.relation[head] as number))
  let count = 0
  for (let child = grid.firstChild[t] as number; child >= 0 && count < 8; child = grid.nextSibling[child] as number, count++) {
    const kind = (grid.relation[child] as number) * 2 + (child > t ? 1 : 0)
    if (grid.shape[child] === 0) continue
    out.add(56, kind, lemma)
    out.add(57, kind, tagAt(grid, t))
    out.add(58, kind, lemmaAt(grid, child))
    if ((grid.relation[child] as number) === SUBJECT) out.add(59, (grid.shape[child] as number) & 1, lemma)
  }
}

const COLON = wordHash(':')
const DETERMINER = tagId('DT')

function addPlace(grid: WordGrid, frame: CueFrame, lemma: number, tag: number, out: Features): void {
  const t = frame.token
  const sentence = grid.sentence[t] as number
  const { first, last } = grid.layers.sentences[sentence] as { first: number; last: number }
  const inside = (grid.quotation[t] as number) >= 0 ? 1 : 0
  const ahead = step(toQuotation(grid, t, last))
  const behind = step(fromQuotation(grid, t, first))
  out.add(70, inside, lemma)
  out.add(71, inside, tag)
  out.add(72, ahead, lemma)
  out.add(73, ahead, tag, inside)
  out.add(74, behind, lemma)
  out.add(75, behind, tag, inside)
  out.add(76, step(t - first), tag)
  out.add(77, step(last - t), tag)
  out.add(78, sentence === 0 ? 1 : 0, tag)
  out.add(79, wordAt(grid, last - 1), tag, inside)
  out.add(80, wordAt(grid, first), tag)
  out.add(81, Math.min(6, grid.depth[t] as number), tag)
  out.add(82, step(frame.after), tag, frame.bits & 12)
  if (wordAt(grid, t + 1) === COLON) out.add(83, lemma)
  if (frame.subject >= 0) out.add(84, tag, tagAt(grid, grid.left[frame.subject] as number) === DETERMINER ? 1 : 0, frame.subjectKind)
  const { start, end } = { start: grid.start[t] as number, end: grid.end[t] as number }
  out.add(85, wordHash(grid.layers.text, Math.max(start, end - 3), end), tag)
}
