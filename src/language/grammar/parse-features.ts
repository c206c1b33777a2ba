import { type Features, Templates } from '../learned/weights.js'
import type { ParseState } from './parse-state.js'

const NO_LABEL = 63

// Words (w) and tags (t) of s0, the top of the stack, s1 and s2 below it, b0, the next word, and b1 to b3 behind it; l and r are their outermost dependents.
const ACTION = new Templates(1, [
  // One word.
  's0w s0t',
  's0w',
  's0t',
  's1w s1t',
  's1w',
  's1t',
  'b0w b0t',
  'b0w',
  'b0t',
  'b1w b1t',
  'b1t',
  'b2w b2t',
  's2w s2t',
  // Two words.
  's0w b0w',
  's0w tags00',
  'b0w tags00',
  'tags00',
  's1w s0w',
  's1w tags10',
  's0w tags10',
  'tags10',
  'b01t',
  's0w b1w',
  's1w b0w',
  'b0w b1t',
  // Three tags and more.
  'tags00 b1t',
  'tags10 b0t',
  'tags10 s2t',
  'b01t b2t',
  'tags00 b12t',
  'tags10 b01t',
  'tags210 b0t',
  's0w tags00 b1t',
  'b0w tags10 s0t',
  's1w tags10 b0t',
  's0w tags10 b0t',
  'b123t tags00',
  // Distances and counts.
  'far0 tags00',
  'far0 s0w',
  'far1 tags10',
  'far1 s1w',
  's0counts s0w s0t',
  's0counts tags00',
  's1rc s1w s1t',
  'b0lc b0w b0t',
  'b0counts tags00',
  // Dependents.
  'tags00 s0lt',
  'tags00 s0rt',
  'tags00 b0lt',
  'tags10 s1rt',
  'tags10 s1lt',
  'tags10 s0lt',
  'tags10r b0t',
  's0rw tags00',
  's1rw tags10',
  'b0lw tags00',
  // Relations.
  's0set s0t b0t',
  's0set s0w',
  's1set tags10',
  's1set s1w',
  'b0set tags00',
  's0ll tags00 s0rl',
  's1rl tags10 s0ll',
  's0l2t s0lt s0t',
  's0r2t s0rt tags00',
  's0set s1set tags10',
  's1w s0t b0w',
  // Marks between, and what stands within quotation marks.
  'marks0 tags00',
  'marks0 s0w',
  'marks0 b0w',
  'marks01 tags10 b0t',
  'marks1 tags10',
  'marks1 s1w',
  'marksAfter0 tags00 b1t',
  'within0 tags00',
  'within0 s0w',
  'within0 b0w',
  'within1 tags10',
  'marks01 s0set far0b0t',
])

/**
 * What the parser sees before each action: words and tags at the top of the stack and in front of it, their outermost dependents,
 * relations, counts and distances. Source: Zhang and Nivre, ACL 2011, adapted to arc-hybrid.
 */
export function actionFeatures(features: Features, state: ParseState): void {
  const { stack, depth, front, size, word, tag, labels, left1, left2, right1, right2, leftCount, rightCount, relationSet, quoted } = state
  const s0 = depth > 0 ? (stack[depth - 1] as number) : -1
  const s1 = depth > 1 ? (stack[depth - 2] as number) : -1
  const s2 = depth > 2 ? (stack[depth - 3] as number) : -1
  const b1 = front + 1 <= size ? front + 1 : -1
  const b2 = front + 2 <= size ? front + 2 : -1
  const s0w = s0 < 0 ? 0 : (word[s0] as number)
  const s0t = s0 < 0 ? 0 : (tag[s0] as number)
  const s1w = s1 < 0 ? 0 : (word[s1] as number)
  const s1t = s1 < 0 ? 0 : (tag[s1] as number)
  const s2w = s2 < 0 ? 0 : (word[s2] as number)
  const s2t = s2 < 0 ? 0 : (tag[s2] as number)
  const b0w = word[front] as number
  const b0t = tag[front] as number
  const b1w = b1 < 0 ? 0 : (word[b1] as number)
  const b1t = b1 < 0 ? 0 : (tag[b1] as number)
  const b2w = b2 < 0 ? 0 : (word[b2] as number)
  const b2t = b2 < 0 ? 0 : (tag[b2] as number)
  const b3t = front + 3 <= size ? (tag[front + 3] as number) : 0
  const tags00 = (s0t << 6) | b0t
  const tags10 = (s1t << 6) | s0t
  const far0 = distance(front - s0)
  const far1 = s1 < 0 ? 0 : distance(s0 - s1)
  const s0l = s0 < 0 ? -1 : (left1[s0] as number)
  const s0r = s0 < 0 ? -1 : (right1[s0] as number)
  const s1l = s1 < 0 ? -1 : (left1[s1] as number)
  const s1r = s1 < 0 ? -1 : (right1[s1] as number)
  const b0l = left1[front] as number
  const s0lc = s0 < 0 ? 0 : Math.min(3, leftCount[s0] as number)
  const s0rc = s0 < 0 ? 0 : Math.min(3, rightCount[s0] as number)
  const s1rc = s1 < 0 ? 0 : Math.min(3, rightCount[s1] as number)
  const b0lc = Math.min(3, leftCount[front] as number)
  const s0lt = s0l < 0 ? 0 : (tag[s0l] as number)
  const s0rt = s0r < 0 ? 0 : (tag[s0r] as number)
  const s1rt = s1r < 0 ? 0 : (tag[s1r] as number)
  const s1lt = s1l < 0 ? 0 : (tag[s1l] as number)
  const b0lt = b0l < 0 ? 0 : (tag[b0l] as number)
  const s0set = s0 < 0 ? 0 : (relationSet[s0] as number)
  const s1set = s1 < 0 ? 0 : (relationSet[s1] as number)
  const b0set = relationSet[front] as number
  const s0ll = s0l < 0 ? NO_LABEL : (labels[s0l] as number)
  const s0rl = s0r < 0 ? NO_LABEL : (labels[s0r] as number)
  const s1rl = s1r < 0 ? NO_LABEL : (labels[s1r] as number)
  const s0l2 = s0 < 0 ? -1 : (left2[s0] as number)
  const s0r2 = s0 < 0 ? -1 : (right2[s0] as number)
  const marks0 = state.marksBetween(s0, front)
  const marks1 = state.marksBetween(s1, s0)
  const marksAfter = state.marksBetween(front, b1)
  const within = (s1 < 0 ? 4 : (quoted[s1] as number) << 2) | (s0 < 0 ? 2 : (quoted[s0] as number) << 1) | (quoted[front] as number)
  const { values } = ACTION
  let at = 1
  values[at++] = s0w
  values[at++] = s0t
  values[at++] = s1w
  values[at++] = s1t
  values[at++] = b0w
  values[at++] = b0t
  values[at++] = b1w
  values[at++] = b1t
  values[at++] = b2w
  values[at++] = b2t
  values[at++] = s2w
  values[at++] = s2t
  values[at++] = tags00
  values[at++] = tags10
  values[at++] = (b0t << 6) | b1t
  values[at++] = (b1t << 6) | b2t
  values[at++] = (tags10 << 6) | s2t
  values[at++] = (b1t << 12) | (b2t << 6) | b3t
  values[at++] = far0
  values[at++] = far1
  values[at++] = (s0lc << 2) | s0rc
  values[at++] = s1rc
  values[at++] = b0lc
  values[at++] = (b0lc << 2) | s0rc
  values[at++] = s0lt
  values[at++] = s0rt
  values[at++] = b0lt
  values[at++] = s1rt
  values[at++] = s1lt
  values[at++] = (tags10 << 6) | s0rt
  values[at++] = s0rt === 0 ? 0 : (word[s0r] as number)
  values[at++] = s1r < 0 ? 0 : (word[s1r] as number)
  values[at++] = b0l < 0 ? 0 : (word[b0l] as number)
  values[at++] = s0set
  values[at++] = s1set
  values[at++] = b0set
  values[at++] = s0ll
  values[at++] = s0rl
  values[at++] = s1rl
  values[at++] = s0l2 < 0 ? 0 : (tag[s0l2] as number)
  values[at++] = s0r2 < 0 ? 0 : (tag[s0r2] as number)
  values[at++] = marks0
  values[at++] = (marks0 << 4) | marks1
  values[at++] = marks1
  values[at++] = (marksAfter << 4) | marks0
  values[at++] = (within << 4) | marks0
  values[at++] = (within << 4) | marks1
  values[at++] = (far0 << 6) | b0t
  ACTION.fill(features)
}

function distance(gap: number): number {
  if (gap < 5) return gap
  return gap < 8 ? 5 : gap < 14 ? 6 : 7
}

// The head (h) and its dependent (d), with their own outermost dependents.
const LABEL = new Templates(101, [
  'pair',
  'hw dt side',
  'dw ht side',
  'hw dw side',
  'pair gap',
  'dw side',
  'hw side',
  'pair beforeTag',
  'pair afterTag',
  'pair dset',
  'pair hset',
  'dset hw side',
  'pair dlw',
  'pair drw',
  'pair dll drl',
  'pair beforeWord',
  'dw dt dset',
  'hw hset dtside',
  'pair marks',
  'pair within hw',
  'dw marks side',
  'pair marksBefore marksAfter',
])

/** What the labeller sees of the arc from `head` to `dependent`, made when the dependent's own dependents are all known. */
export function labelFeatures(features: Features, state: ParseState, head: number, dependent: number): void {
  const { word, tag, size, labels, left1, right1, relationSet, quoted } = state
  const hw = word[head] as number
  const ht = tag[head] as number
  const dw = word[dependent] as number
  const dt = tag[dependent] as number
  const side = head < dependent ? 1 : 0
  const pair = (((ht << 6) | dt) << 1) | side
  const gap = Math.min(6, Math.abs(head - dependent))
  const before = dependent > 0 ? dependent - 1 : -1
  const after = dependent + 1 < size ? dependent + 1 : -1
  const dl = left1[dependent] as number
  const dr = right1[dependent] as number
  const marks = state.marksBetween(Math.min(head, dependent), Math.max(head, dependent))
  const within = ((quoted[head] as number) << 1) | (quoted[dependent] as number)
  const { values } = LABEL
  let at = 1
  values[at++] = pair
  values[at++] = hw
  values[at++] = dt
  values[at++] = side
  values[at++] = dw
  values[at++] = ht
  values[at++] = gap
  values[at++] = before < 0 ? 0 : (tag[before] as number)
  values[at++] = after < 0 ? 0 : (tag[after] as number)
  values[at++] = relationSet[dependent] as number
  values[at++] = relationSet[head] as number
  values[at++] = dl < 0 ? 0 : (word[dl] as number)
  values[at++] = dr < 0 ? 0 : (word[dr] as number)
  values[at++] = dl < 0 ? NO_LABEL : (labels[dl] as number)
  values[at++] = dr < 0 ? NO_LABEL : (labels[dr] as number)
  values[at++] = before < 0 ? 0 : (word[before] as number)
  values[at++] = (dt << 1) | side
  values[at++] = marks
  values[at++] = within
  values[at++] = before < 0 ? 0 : state.marksBetween(before, dependent)
  values[at++] = after < 0 ? 0 : state.marksBetween(dependent, after)
  LABEL.fill(features)
}
