import { type Features, finish, mix } from '../learned/weights.js'
import { topAt, wordBeside } from './content-features.js'
import type { ContentOption, Stretch } from './content-options.js'
import { step } from './cue-features.js'
import { type CueFrame, relation } from './cue-frames.js'
import type { SourceChoices } from './sources.js'
import { tagId, type WordGrid, wordHash } from './word-grid.js'

const wordAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -7 : (grid.word[t] as number))
const tagAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? 0 : (grid.tag[t] as number))

// Parts of a sentence as one reading sees it.
const CUE = 1
const SOURCE = 2
const AFTER = 3
const BEFORE = 4
const OUTSIDE = 5

const COMMA = wordHash(',')
const COLON = wordHash(':')
const DASHES = new Set(['-', '--', '–', '—', '(', ')', ';'].map((mark) => wordHash(mark)))
const LONGEST = 160

const within = (stretch: Stretch | null, t: number): boolean => stretch !== null && t >= stretch.first && t <= stretch.last

/** The first and last token of the likeliest source's phrase, between the cue and the contents; first after last where there is none. */
function sourceRun(grid: WordGrid, frame: CueFrame, option: ContentOption, sources: SourceChoices, out: [number, number]): void {
  out[0] = 0
  out[1] = -1
  const head = sources.heads.find((h) => !within(option.after, h) && !within(option.before, h))
  if (head === undefined) return
  let first = head
  let last = head
  const stop = (t: number): boolean => t === frame.token || within(option.after, t) || within(option.before, t)
  while (first > (grid.left[head] as number) && !stop(first - 1)) first--
  while (last < (grid.right[head] as number) && !stop(last + 1)) last++
  out[0] = first
  out[1] = last
}

const run: [number, number] = [0, -1]

/**
 * Adds the features of a whole reading: in which order cue, source, contents and the rest of the sentence come, what stands at each border, and what is
 * left over.
 */
export function addOptionFeatures(grid: WordGrid, frame: CueFrame, option: ContentOption, sources: SourceChoices, out: Features): void {
  out.clear()
  const c = frame.token
  const lemma = grid.lemma[c] as number
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  sourceRun(grid, frame, option, sources, run)
  let plain = 11
  let tagged = 13
  let worded = 17
  let previous = 0
  const from = Math.max(first, c - LONGEST)
  const to = Math.min(last, c + LONGEST)
  for (let t = from; t < to; t++) {
    const part = partOf(grid, option, c, t)
    if (part === previous) continue
    previous = part
    plain = mix(plain, part)
    tagged = mix(tagged, part === OUTSIDE ? 100 + tagAt(grid, t) : part)
    worded = mix(worded, part === OUTSIDE ? wordAt(grid, t) : part)
  }
  const joined = option.joined === null ? 0 : 1
  plain = finish(plain)
  tagged = finish(tagged)
  worded = finish(worded)
  out.add(800, plain)
  out.add(801, plain, lemma)
  out.add(802, tagged)
  out.add(803, tagged, lemma)
  out.add(804, worded)
  out.add(805, worded, lemma)
  out.add(806, plain, joined, frame.bits)
  out.add(807, plain, joined)
  out.add(808, plain, grid.relation[c] as number, tagAt(grid, c))
  sideFeatures(grid, frame, option.after, 1, lemma, 820, out)
  sideFeatures(grid, frame, option.before, -1, lemma, 860, out)
}

function partOf(grid: WordGrid, option: ContentOption, c: number, t: number): number {
  if (t === c) return CUE
  if (within(option.after, t)) return AFTER
  if (within(option.before, t)) return BEFORE
  if (t >= run[0] && t <= run[1]) return SOURCE
  if ((grid.shape[t] as number) !== 0) return OUTSIDE
  const mark = grid.mark[t] as number
  if (mark !== 0) return 5 + mark
  const word = grid.word[t] as number
  if (word === COMMA) return 8
  if (word === COLON) return 9
  return DASHES.has(word) ? 10 : 11
}

function sideFeatures(
  grid: WordGrid,
  frame: CueFrame,
  stretch: Stretch | null,
  outward: 1 | -1,
  lemma: number,
  own: number,
  out: Features,
): void {
  if (stretch === null) {
    out.add(own, 0)
    out.add(own + 1, lemma)
    return
  }
  const c = frame.token
  const near = outward === 1 ? stretch.first : stretch.last
  const far = outward === 1 ? stretch.last : stretch.first
  const next = wordBeside(grid, far, outward)
  const nextWord = wordAt(grid, next)
  const further = next < 0 ? -1 : wordBeside(grid, next, outward)
  const nextTop = next < 0 ? -1 : topAt(grid, next, outward === 1 ? -1 : 1, -1)
  const nearTop = topAt(grid, near, outward === 1 ? -1 : 1, c)
  const where = next < 0 ? 9 : attachment(grid, nextTop, stretch, c)
  const link = nextTop < 0 ? 0 : (grid.relation[nextTop] as number)
  const length = step(stretch.last - stretch.first)
  const beyond = next < 0 ? 0 : grid.shape[far + outward] === 0 ? wordAt(grid, far + outward) : 1
  const left = leftOver(grid, frame, stretch)
  const joint = coordinated(grid, stretch, c)
  out.add(own + 2, wordAt(grid, near), lemma)
  out.add(own + 3, wordAt(grid, near), wordAt(grid, near - outward), step(near - c))
  out.add(own + 4, where, link)
  out.add(own + 5, where, link, nextWord)
  out.add(own + 6, where, nextWord, beyond)
  out.add(own + 7, where, link, lemma)
  out.add(own + 8, nextWord, wordAt(grid, further), where)
  out.add(own + 9, nextWord, tagAt(grid, further), beyond)
  out.add(own + 10, lemma, nextWord, wordAt(grid, near))
  out.add(own + 11, tagAt(grid, next), tagAt(grid, further), where)
  out.add(own + 12, wordAt(grid, near), where, nextWord)
  out.add(own + 13, grid.relation[nearTop] as number, where, link)
  out.add(own + 14, length, where, beyond)
  out.add(own + 15, length, wordAt(grid, near))
  out.add(own + 16, wordAt(grid, near), tagAt(grid, near + 1), tagAt(grid, near - outward))
  out.add(own + 17, nextTop < 0 ? 0 : (grid.lemma[nextTop] as number), where)
  out.add(own + 18, nextTop < 0 ? 0 : (grid.lemma[nextTop] as number), nextWord, tagAt(grid, nextTop))
  out.add(own + 19, left, length)
  out.add(own + 20, left, lemma)
  out.add(own + 21, joint, lemma)
  out.add(own + 22, joint, length, where)
  out.add(own + 23, next < 0 ? 0 : ownSubject(grid, nextTop), nextWord, where)
  out.add(own + 24, wordAt(grid, far), where, beyond)
}

/** Where a word hangs as seen from a reading: 1 on the cue, 2 within the content, 3 above the cue, 4 elsewhere. */
export function attachment(grid: WordGrid, node: number, stretch: Stretch, c: number): number {
  const head = grid.head[node] as number
  if (head === c) return 1
  if (head >= stretch.first && head <= stretch.last) return 2
  for (let t = grid.head[c] as number, steps = 0; t >= 0 && steps < 8; t = grid.head[t] as number, steps++) if (t === head) return 3
  return node === c ? 5 : 4
}

// Which of the cue's own dependants stand outside the stretch: clause, infinitive, object, modifier; bits.
function leftOver(grid: WordGrid, { clause, infinitive, object, modifier, bits }: CueFrame, { first, last }: Stretch): number {
  const outside = (t: number): boolean => t >= 0 && (t < first || t > last)
  const cut = (t: number): boolean =>
    t >= first && t <= last && ((grid.right[t] as number) > last + 2 || (grid.left[t] as number) < first - 1)
  const of = (t: number, bit: number): number => (outside(t) ? bit : 0) | (cut(t) ? bit << 4 : 0)
  return of(clause, 1) | of(infinitive, 2) | of(object, 4) | of(modifier, 8) | ((bits & 15) << 8)
}

/** Whether a verb has a subject of its own: 2 yes, 1 no; 0 where it is no verb. */
export function ownSubject(grid: WordGrid, t: number): number {
  if (t < 0) return 0
  const tag = grid.tag[t] as number
  if (tag < 5 || tag > 10) return 0
  for (let child = grid.firstChild[t] as number; child >= 0; child = grid.nextSibling[child] as number) {
    if (grid.relation[child] === SUBJECT || grid.relation[child] === PASSIVE_SUBJECT) return 2
  }
  return 1
}

const SUBJECT = relation('nsubj')
const PASSIVE_SUBJECT = relation('nsubjpass')
const AND = new Set(['and', 'but', 'or', 'while', 'then'].map((word) => wordHash(word)))
const ADVERB = tagId('RB')

/** Whether a stretch holds a verb of the cue's own form behind "and" or a comma, without a subject: "said he won and thanked them". */
export function coordinated(grid: WordGrid, { first, last }: Stretch, c: number): number {
  let found = 0
  for (let t = first + 1; t <= last && t < first + 80; t++) {
    const tag = grid.tag[t] as number
    if (tag < 5 || tag > 10 || ownSubject(grid, t) !== 1) continue
    let back = t - 1
    while (back > first && grid.tag[back] === ADVERB) back--
    const joint = AND.has(grid.word[back] as number) ? 1 : grid.word[back] === COMMA ? 2 : 0
    if (joint !== 0) found = Math.max(found, joint * 2 + (tag === grid.tag[c] ? 1 : 0))
  }
  return found
}
