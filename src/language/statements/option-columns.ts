import { topAt, wordBeside } from './content-features.js'
import type { ContentOption, Stretch } from './content-options.js'
import type { CueFrame } from './cue-frames.js'
import { NO_CUE } from './cue-rows.js'
import { attachment, coordinated, ownSubject } from './option-features.js'
import { type WordGrid, wordHash } from './word-grid.js'

const CLASSES: readonly (readonly string[])[] = [
  ['that'],
  ['to'],
  ['whether', 'if'],
  ['what', 'how', 'why', 'who', 'whom', 'whose', 'where', 'which'],
  ['for'],
  ['of'],
  ['about', 'on', 'over'],
  ['with', 'against', 'by', 'in', 'at', 'from', 'into', 'during', 'through', 'under'],
  ['as', 'like'],
  ['and', 'or'],
  ['but', 'while', 'although', 'though', 'despite', 'even'],
  ['because', 'since', 'so', 'unless', 'until'],
  ['after', 'before', 'when', 'once'],
  ['i', 'we', 'he', 'she', 'they', 'it', 'you'],
  ['the', 'a', 'an', 'this', 'these', 'those', 'his', 'her', 'their', 'its'],
  ['there', 'here'],
  ['him', 'them', 'me', 'us'],
  ['not', "n't", 'no', 'never'],
  [
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
    'yesterday',
    'today',
    'tomorrow',
    'earlier',
    'recently',
    'later',
  ],
]
const classes = new Map(CLASSES.flatMap((words, i) => words.map((word) => [wordHash(word), i + 1] as const)))

/** The class of a function word, 0 for all others, -1 for none. */
const classAt = (grid: WordGrid, t: number): number => (t < 0 || t >= grid.size ? -1 : (classes.get(grid.word[t] as number) ?? 0))

const COMMA = wordHash(',')
const THAT = wordHash('that')

/** Number of columns that `optionColumns` writes. */
export const OPTION_COLUMNS = 54

/** Writes what is told of a reading by the words at its borders and by what it leaves out. */
export function optionColumns(
  grid: WordGrid,
  frame: CueFrame,
  option: ContentOption,
  source: number,
  scores: Float32Array,
  out: Float32Array,
  from: number,
): void {
  const c = frame.token
  const { first, last } = grid.layers.sentences[grid.sentence[c] as number] as { first: number; last: number }
  const { after, before } = option
  let at = from
  out[at++] = source < 0 ? -1 : grid.word[(grid.left[source] as number) - 1] === COMMA ? 1 : (grid.left[source] as number) === first ? 2 : 0
  out[at++] = source < 0 ? -1 : grid.right[source] === c - 1 ? 1 : grid.left[source] === c + 1 ? 2 : 0
  out[at++] = commaAfter(grid, c, last)
  out[at++] = classAt(grid, c + 1)
  out[at++] = classAt(grid, c + 2)
  const lead = after !== null && before === null ? after.first : c
  out[at++] = Math.min(40, lead - first)
  let outside = 0
  let quoted = 0
  for (let t = first; t < last && t < first + 200; t++) {
    if ((grid.shape[t] as number) === 0 || t === c) continue
    if ((after !== null && t >= after.first && t <= after.last) || (before !== null && t >= before.first && t <= before.last)) continue
    if (source >= 0 && t >= (grid.left[source] as number) && t <= (grid.right[source] as number)) continue
    outside++
    if ((grid.quotation[t] as number) >= 0) quoted++
  }
  out[at++] = outside
  out[at++] = quoted
  at = fitColumns(grid, frame.clause, option, out, at)
  at = fitColumns(grid, frame.infinitive, option, out, at)
  at = fitColumns(grid, frame.object, option, out, at)
  out[at++] = thatOutside(grid, c, last, after)
  at = sideColumns(grid, after, 1, c, scores, out, at)
  sideColumns(grid, before, -1, c, scores, out, at)
}

// A comma or the sentence's end that closes the cue, as in `, she said Monday, …`: how far behind it; 9 for none near.
function commaAfter(grid: WordGrid, c: number, last: number): number {
  for (let t = c + 1; t <= c + 6 && t < grid.size; t++) if (t >= last || grid.word[t] === COMMA) return t - c
  return 9
}

// How far the stretch that holds a dependant of the cue goes beyond its subtree on either side; -60 where none holds it.
function fitColumns(grid: WordGrid, node: number, { after, before }: ContentOption, out: Float32Array, from: number): number {
  const stretch = [after, before].find((s) => s !== null && node >= s.first && node <= s.last)
  if (node < 0 || stretch === undefined || stretch === null) {
    out[from] = out[from + 1] = node < 0 ? -99 : -60
    return from + 2
  }
  out[from] = Math.max(-40, Math.min(40, (grid.left[node] as number) - stretch.first))
  out[from + 1] = Math.max(-40, Math.min(40, stretch.last - (grid.right[node] as number)))
  return from + 2
}

// Whether a "that" between cue and content, or behind its beginning, could have opened it: 1, 2; else 0.
function thatOutside(grid: WordGrid, c: number, last: number, after: Stretch | null): number {
  const end = after === null ? last : after.first
  for (let t = c + 1; t < end && t < c + 40; t++) if (grid.word[t] === THAT) return 1
  if (after === null) return 0
  for (let t = after.first + 1; t <= after.last && t < after.first + 15; t++)
    if (grid.word[t] === THAT && grid.word[t - 1] === COMMA) return 2
  return 0
}

const SIDE_COLUMNS = 19

function sideColumns(
  grid: WordGrid,
  stretch: Stretch | null,
  outward: 1 | -1,
  c: number,
  scores: Float32Array,
  out: Float32Array,
  from: number,
): number {
  if (stretch === null) {
    out.fill(-99, from, from + SIDE_COLUMNS)
    return from + SIDE_COLUMNS
  }
  const { first, last } = stretch
  const near = outward === 1 ? first : last
  const far = outward === 1 ? last : first
  const next = wordBeside(grid, far, outward)
  const further = next < 0 ? -1 : wordBeside(grid, next, outward)
  const nextTop = next < 0 ? -1 : topAt(grid, next, outward === 1 ? -1 : 1, -1)
  let at = from
  out[at++] = classAt(grid, first)
  out[at++] = classAt(grid, near - outward)
  out[at++] = classAt(grid, next)
  out[at++] = classAt(grid, further)
  out[at++] = next < 0 ? 9 : attachment(grid, nextTop, stretch, c)
  out[at++] = nextTop < 0 ? -1 : (grid.tag[nextTop] as number)
  out[at++] = nextTop < 0 ? -1 : ownSubject(grid, nextTop)
  out[at++] = nextTop < 0 ? NO_CUE : (scores[nextTop] as number)
  out[at++] = further < 0 ? -1 : (grid.tag[further] as number)
  out[at++] = coordinated(grid, stretch, c)
  out[at++] = strongestJoint(grid, scores, stretch, c)
  out[at++] = grid.tag[last] as number
  out[at++] = grid.tag[Math.min(last, first + 1)] as number
  let commas = 0
  let depth = 0
  for (let t = first; t <= last && t < first + 100; t++) if (grid.word[t] === COMMA) commas++
  let tops = 0
  for (let t = first; t <= last && t < first + 100; t++) {
    const head = grid.head[t] as number
    if ((grid.shape[t] as number) !== 0 && (head < first || head > last)) tops++
    if (head < 0) depth = 1
  }
  out[at++] = commas
  out[at++] = tops
  out[at++] = depth
  out[at++] = Math.min(40, wordsBetween(grid, Math.min(near, c), Math.max(near, c)))
  const nextCue = next < 0 ? -1 : nextTop
  out[at++] = nextCue >= 0 && grid.tag[nextCue] === grid.tag[c] ? 1 : 0
  out[at++] = first > 0 && grid.mark[first - 1] === 2 ? 1 : last + 1 < grid.size && grid.mark[last + 1] === 1 ? 2 : 0
  return at
}

// The surest cue within the stretch that has no subject of its own and stands behind "and" or a comma.
function strongestJoint(grid: WordGrid, scores: Float32Array, { first, last }: Stretch, c: number): number {
  let best = NO_CUE
  for (let t = first + 1; t <= last && t < first + 80; t++) {
    if (t === c || (scores[t] as number) <= best || ownSubject(grid, t) !== 1) continue
    const back = classAt(grid, t - 1) === 17 || grid.tag[t - 1] === 17 ? t - 2 : t - 1
    const joint = classAt(grid, back)
    if (joint === 10 || joint === 11 || grid.word[back] === COMMA) best = scores[t] as number
  }
  return best
}

function wordsBetween(grid: WordGrid, a: number, b: number): number {
  let count = 0
  for (let t = a + 1; t < b && t < a + 60; t++) if ((grid.shape[t] as number) !== 0) count++
  return count
}
