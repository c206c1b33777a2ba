import { hashOf } from '../learned/weights.js'
import { bin, type ToneFeatures } from './tone-feature-list.js'
import { addTreeFeatures } from './tone-tree.js'
import { MARK, type ToneWords, VERB } from './tone-words.js'

const TARGET = hashOf('<target>')
const EDGE = hashOf('<edge>')

/**
 * Fills `out` with what speaks for the tone towards the target: words by where they stand to it, its neighbours, polarities summed near and
 * far, the verbs round it, and its place in the tree. Source of the windows: Vo and Zhang, "Target-dependent sentiment with rich automatic
 * features", IJCAI 2015.
 */
export function addToneFeatures(words: ToneWords, out: ToneFeatures): void {
  addWords(words, out)
  out.owner = -1
  addNeighbours(words, out)
  addPolarities(words, out)
  addVerbs(words, out)
  addTreeFeatures(words, out)
  out.owner = -1
  out.add(32, words.kind[words.first] ?? 0, words.quoted[words.first] ?? 0)
  out.add(33, words.hash[0] ?? EDGE)
}

function addWords({ size, hash, first, last, clause, negated }: ToneWords, out: ToneFeatures): void {
  const starts = clause[first] ?? 0
  const ends = clause[last - 1] ?? 0
  let before = EDGE
  let beforeSide = -1
  for (let i = 0; i < size; i++) {
    const word = hash[i] as number
    if (i >= first && i < last) {
      out.owner = -1
      out.add(30, word)
      if (i === first) out.add(31, before)
      before = TARGET
      continue
    }
    out.owner = i
    const side = i < first ? 0 : 1
    const near = nearness(i < first ? first - i : i - last + 1)
    out.add(1, word, negated[i] as number)
    out.add(2, word, side)
    if (near < 2) out.add(3, word, side, near)
    if (clause[i] === starts || clause[i] === ends) out.add(4, word, side)
    out.add(5, before, word)
    if (beforeSide === side) out.add(6, before, word, side)
    out.add(8, word, side * 4 + near)
    before = word
    beforeSide = side
  }
}

const nearness = (gap: number): number => (gap <= 2 ? 0 : gap <= 5 ? 1 : gap <= 10 ? 2 : 3)

function addNeighbours({ size, hash, first, last }: ToneWords, out: ToneFeatures): void {
  const at = (i: number): number => (i < 0 || i >= size ? EDGE : (hash[i] as number))
  const [l1, l2, l3] = [at(first - 1), at(first - 2), at(first - 3)]
  const [r1, r2, r3] = [at(last), at(last + 1), at(last + 2)]
  out.owner = first - 1
  out.add(10, l1)
  out.add(12, l2, l1)
  out.add(15, l3, l2, l1)
  out.add(18, l2, r1)
  out.add(19, l2, l1, r1)
  out.owner = last
  out.add(11, r1)
  out.add(13, r1, r2)
  out.add(16, r1, r2, r3)
  out.add(14, l1, r1)
  out.add(17, l1, r2)
  out.add(24, l1, r1, r2)
}

// Good and bad (even and odd places): of the whole sentence, before, after, within five words, within the clause.
function addPolarities({ size, polarity, first, last, clause, kind }: ToneWords, out: ToneFeatures): void {
  const sums = new Float32Array(10)
  const put = (at: number, value: number): void => {
    sums[at] = (sums[at] as number) + value
  }
  for (let i = 0; i < size; i++) {
    const p = polarity[i] as number
    if (p === 0 || (i >= first && i < last)) continue
    const bad = p > 0 ? 0 : 1
    const side = i < first ? 0 : 1
    const gap = side === 0 ? first - i : i - last + 1
    put(bad, Math.abs(p))
    put(2 + 2 * side + bad, Math.abs(p))
    if (gap <= 5) put(6 + bad, Math.abs(p))
    if (clause[i] === clause[first] || clause[i] === clause[last - 1]) put(8 + bad, Math.abs(p))
    out.owner = i
    out.add(20, bad, side, gap <= 3 ? 0 : gap <= 8 ? 1 : 2)
    out.add(21, bad, side, kind[i] as number)
  }
  out.owner = -1
  for (let s = 0; s < 10; s++) out.add(22, s, bin(sums[s] as number, 2))
  for (let s = 0; s < 10; s += 2) out.add(23, s, bin((sums[s] as number) - (sums[s + 1] as number), 2))
}

// The two nearest verbs or polar words on either side.
function addVerbs(words: ToneWords, out: ToneFeatures): void {
  const { size, first, last } = words
  for (let i = last, seen = 0; i < size && seen < 2; i++) if (addVerb(words, i, i - last, seen, out)) seen++
  for (let i = first - 1, seen = 2; i >= 0 && seen < 4; i--) if (addVerb(words, i, first - i, seen, out)) seen++
}

function addVerb({ kind, polarity, hash }: ToneWords, i: number, gap: number, place: number, out: ToneFeatures): boolean {
  if (kind[i] === MARK || (kind[i] !== VERB && polarity[i] === 0)) return false
  out.owner = i
  out.add(25 + place, hash[i] as number)
  out.add(34 + place, bin(polarity[i] as number), Math.min(4, gap))
  return true
}
