import type { ParseState } from './parse-state.js'
import type { Features } from './weights.js'

const NO_LABEL = 63

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
  features.clear()
  // One word.
  features.add(1, s0w, s0t)
  features.add(2, s0w)
  features.add(3, s0t)
  features.add(4, s1w, s1t)
  features.add(5, s1w)
  features.add(6, s1t)
  features.add(7, b0w, b0t)
  features.add(8, b0w)
  features.add(9, b0t)
  features.add(10, b1w, b1t)
  features.add(11, b1t)
  features.add(12, b2w, b2t)
  features.add(13, s2w, s2t)
  // Two words.
  features.add(14, s0w, b0w)
  features.add(15, s0w, tags00)
  features.add(16, b0w, tags00)
  features.add(17, tags00)
  features.add(18, s1w, s0w)
  features.add(19, s1w, tags10)
  features.add(20, s0w, tags10)
  features.add(21, tags10)
  features.add(22, (b0t << 6) | b1t)
  features.add(23, s0w, b1w)
  features.add(24, s1w, b0w)
  features.add(25, b0w, b1t)
  // Three tags and more.
  features.add(26, tags00, b1t)
  features.add(27, tags10, b0t)
  features.add(28, tags10, s2t)
  features.add(29, (b0t << 6) | b1t, b2t)
  features.add(30, tags00, (b1t << 6) | b2t)
  features.add(31, tags10, (b0t << 6) | b1t)
  features.add(32, (tags10 << 6) | s2t, b0t)
  features.add(33, s0w, tags00, b1t)
  features.add(34, b0w, tags10, s0t)
  features.add(35, s1w, tags10, b0t)
  features.add(36, s0w, tags10, b0t)
  features.add(37, (b1t << 12) | (b2t << 6) | b3t, tags00)
  // Distances and counts.
  features.add(38, far0, tags00)
  features.add(39, far0, s0w)
  features.add(40, far1, tags10)
  features.add(41, far1, s1w)
  const s0l = s0 < 0 ? -1 : (left1[s0] as number)
  const s0r = s0 < 0 ? -1 : (right1[s0] as number)
  const s1l = s1 < 0 ? -1 : (left1[s1] as number)
  const s1r = s1 < 0 ? -1 : (right1[s1] as number)
  const b0l = left1[front] as number
  const s0lc = s0 < 0 ? 0 : Math.min(3, leftCount[s0] as number)
  const s0rc = s0 < 0 ? 0 : Math.min(3, rightCount[s0] as number)
  const s1rc = s1 < 0 ? 0 : Math.min(3, rightCount[s1] as number)
  const b0lc = Math.min(3, leftCount[front] as number)
  features.add(42, (s0lc << 2) | s0rc, s0w, s0t)
  features.add(43, (s0lc << 2) | s0rc, tags00)
  features.add(44, s1rc, s1w, s1t)
  features.add(45, b0lc, b0w, b0t)
  features.add(46, (b0lc << 2) | s0rc, tags00)
  // Dependents.
  const s0lt = s0l < 0 ? 0 : (tag[s0l] as number)
  const s0rt = s0r < 0 ? 0 : (tag[s0r] as number)
  const s1rt = s1r < 0 ? 0 : (tag[s1r] as number)
  const s1lt = s1l < 0 ? 0 : (tag[s1l] as number)
  const b0lt = b0l < 0 ? 0 : (tag[b0l] as number)
  features.add(47, tags00, s0lt)
  features.add(48, tags00, s0rt)
  features.add(49, tags00, b0lt)
  features.add(50, tags10, s1rt)
  features.add(51, tags10, s1lt)
  features.add(52, tags10, s0lt)
  features.add(53, (tags10 << 6) | s0rt, b0t)
  features.add(54, s0rt === 0 ? 0 : (word[s0r] as number), tags00)
  features.add(55, s1r < 0 ? 0 : (word[s1r] as number), tags10)
  features.add(56, b0l < 0 ? 0 : (word[b0l] as number), tags00)
  // Relations.
  const s0set = s0 < 0 ? 0 : (relationSet[s0] as number)
  const s1set = s1 < 0 ? 0 : (relationSet[s1] as number)
  const b0set = relationSet[front] as number
  features.add(57, s0set, s0t, b0t)
  features.add(58, s0set, s0w)
  features.add(59, s1set, tags10)
  features.add(60, s1set, s1w)
  features.add(61, b0set, tags00)
  const s0ll = s0l < 0 ? NO_LABEL : (labels[s0l] as number)
  const s0rl = s0r < 0 ? NO_LABEL : (labels[s0r] as number)
  const s1rl = s1r < 0 ? NO_LABEL : (labels[s1r] as number)
  features.add(62, s0ll, tags00, s0rl)
  features.add(63, s1rl, tags10, s0ll)
  const s0l2 = s0 < 0 ? -1 : (left2[s0] as number)
  const s0r2 = s0 < 0 ? -1 : (right2[s0] as number)
  features.add(64, s0l2 < 0 ? 0 : (tag[s0l2] as number), s0lt, s0t)
  features.add(65, s0r2 < 0 ? 0 : (tag[s0r2] as number), s0rt, tags00)
  features.add(66, s0set, s1set, tags10)
  features.add(67, s1w, s0t, b0w)
  // Marks between, and what stands within quotation marks.
  const marks0 = state.marksBetween(s0, front)
  const marks1 = state.marksBetween(s1, s0)
  const marksAfter = state.marksBetween(front, b1)
  const within = (s1 < 0 ? 4 : (quoted[s1] as number) << 2) | (s0 < 0 ? 2 : (quoted[s0] as number) << 1) | (quoted[front] as number)
  features.add(68, marks0, tags00)
  features.add(69, marks0, s0w)
  features.add(70, marks0, b0w)
  features.add(71, (marks0 << 4) | marks1, tags10, b0t)
  features.add(72, marks1, tags10)
  features.add(73, marks1, s1w)
  features.add(74, (marksAfter << 4) | marks0, tags00, b1t)
  features.add(75, (within << 4) | marks0, tags00)
  features.add(76, (within << 4) | marks0, s0w)
  features.add(77, (within << 4) | marks0, b0w)
  features.add(78, (within << 4) | marks1, tags10)
  features.add(79, (marks0 << 4) | marks1, s0set, (far0 << 6) | b0t)
}

function distance(gap: number): number {
  if (gap < 5) return gap
  return gap < 8 ? 5 : gap < 14 ? 6 : 7
}

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
  features.clear()
  features.add(101, pair)
  features.add(102, hw, dt, side)
  features.add(103, dw, ht, side)
  features.add(104, hw, dw, side)
  features.add(105, pair, gap)
  features.add(106, dw, side)
  features.add(107, hw, side)
  features.add(108, pair, before < 0 ? 0 : (tag[before] as number))
  features.add(109, pair, after < 0 ? 0 : (tag[after] as number))
  features.add(110, pair, relationSet[dependent] as number)
  features.add(111, pair, relationSet[head] as number)
  features.add(112, relationSet[dependent] as number, hw, side)
  features.add(113, pair, dl < 0 ? 0 : (word[dl] as number))
  features.add(114, pair, dr < 0 ? 0 : (word[dr] as number))
  features.add(115, pair, dl < 0 ? NO_LABEL : (labels[dl] as number), dr < 0 ? NO_LABEL : (labels[dr] as number))
  features.add(116, pair, before < 0 ? 0 : (word[before] as number))
  features.add(117, dw, dt, relationSet[dependent] as number)
  features.add(118, hw, relationSet[head] as number, (dt << 1) | side)
  const marks = state.marksBetween(Math.min(head, dependent), Math.max(head, dependent))
  const within = ((quoted[head] as number) << 1) | (quoted[dependent] as number)
  features.add(119, pair, marks)
  features.add(120, pair, within, hw)
  features.add(121, dw, marks, side)
  features.add(122, pair, before < 0 ? 0 : state.marksBetween(before, dependent), after < 0 ? 0 : state.marksBetween(dependent, after))
}
