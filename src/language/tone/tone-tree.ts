import { hashOf } from '../learned/weights.js'
import { bin, type ToneFeatures } from './tone-feature-list.js'
import { MARK, type ToneWords, VERB } from './tone-words.js'

const EDGE = hashOf('<edge>')
const HIGHEST = 8

/** Adds what the target's place in the dependency tree tells: what it is subject or object of, what describes it, how far polar words are. */
export function addTreeFeatures(words: ToneWords, out: ToneFeatures): void {
  const { first, last, head } = words
  if (first >= last) return
  let top = last - 1
  for (let i = first; i < last; i++) {
    if ((head[i] as number) < first || (head[i] as number) >= last) {
      top = i
      break
    }
  }
  const above = ancestors(words, top)
  addGovernor(words, top, above, out)
  addDependents(words, out)
  addVerbAbove(words, top, above, out)
  addPaths(words, top, above, out)
}

function ancestors({ head, size }: ToneWords, top: number): number[] {
  const above: number[] = []
  for (let i = head[top] as number; i >= 0 && i < size && above.length < HIGHEST; i = head[i] as number) above.push(i)
  return above
}

function addGovernor(words: ToneWords, top: number, above: readonly number[], out: ToneFeatures): void {
  const { size, head, relation, hash, polarity, negated, negates, kind, first, last } = words
  const role = relation[top] as number
  const [governor = -1, higher = -1] = above
  out.owner = governor
  out.add(40, role, governor < 0 ? EDGE : (hash[governor] as number))
  if (governor < 0) return
  out.add(41, role, bin(polarity[governor] as number), negated[governor] as number)
  let denied = 0
  for (let i = 0; i < size; i++) if (head[i] === governor && negates[i]) denied = 1
  out.add(45, role, hash[governor] as number, denied)
  out.owner = higher
  out.add(42, role, relation[governor] as number, higher < 0 ? EDGE : (hash[higher] as number))
  if (higher >= 0) out.add(53, role, relation[governor] as number, bin(polarity[higher] as number))
  for (let i = 0; i < size; i++) {
    if (head[i] !== governor || (i >= first && i < last) || kind[i] === MARK) continue
    out.owner = i
    out.add(44, role, relation[i] as number, hash[i] as number)
    if (polarity[i]) out.add(54, role, relation[i] as number, (polarity[i] as number) > 0 ? 1 : 2)
  }
}

// What describes the target: "embattled", "of corruption".
function addDependents({ size, head, relation, hash, polarity, kind, first, last }: ToneWords, out: ToneFeatures): void {
  for (let i = 0; i < size; i++) {
    const governor = head[i] as number
    if ((i >= first && i < last) || governor < first || governor >= last || kind[i] === MARK) continue
    out.owner = i
    out.add(43, relation[i] as number, hash[i] as number)
    out.add(55, relation[i] as number, bin(polarity[i] as number))
  }
}

function addVerbAbove({ kind, relation, hash, polarity }: ToneWords, top: number, above: readonly number[], out: ToneFeatures): void {
  let below = top
  for (const i of above) {
    if (kind[i] === VERB) {
      out.owner = i
      out.add(48, relation[below] as number, hash[i] as number)
      out.add(49, relation[below] as number, bin(polarity[i] as number))
      return
    }
    below = i
  }
}

// Words by how many steps up and down the tree lie between the target and them.
function addPaths(words: ToneWords, top: number, above: readonly number[], out: ToneFeatures): void {
  const { size, head, relation, hash, polarity, kind, first, last } = words
  const height = new Map<number, number>([[top, 0]])
  above.forEach((i, n) => {
    height.set(i, n + 1)
  })
  for (let i = 0; i < size; i++) {
    if ((i >= first && i < last) || kind[i] === MARK) continue
    let downs = 0
    let x = i
    for (; x >= 0 && !height.has(x) && downs < HIGHEST; downs++) x = head[x] as number
    const ups = height.get(x)
    if (ups === undefined) continue
    const steps = ups + downs
    out.owner = i
    if (steps <= 3) out.add(47, steps, hash[i] as number)
    if (steps <= 2) out.add(50, ups, downs, hash[i] as number)
    const p = polarity[i] as number
    if (p === 0) continue
    const sign = p > 0 ? 1 : 2
    out.add(46, ups, downs, sign)
    out.add(51, Math.min(steps, 6), sign, Math.abs(p) > 2 ? 1 : 0)
    out.add(52, relation[top] as number, Math.min(downs, 3), sign)
  }
}
