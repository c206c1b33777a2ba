import { isFirstName, isTitleWord } from './name-extent.js'
import type { NamePiece } from './name-pieces.js'
import type { Passage } from './passage.js'

const PARTICLE =
  /^(?:von|van|zu|zur|der|den|de|del|della|dela|dos|das|da|do|di|du|la|las|los|bin|ibn|bint|binti|binte|ben|af|av|ter|ten|e)$/u

/**
 * Joins names that were cut beside the small words within them: "Annika von der | Heydt", "Yolanda Ruiz | de la Prada", "Jan | van der Meer", "Puertos del |
 * Sur".
 */
export function withParticles(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  const mended: NamePiece[] = []
  for (let i = 0; i < pieces.length; i++) {
    let piece = pieces[i] as NamePiece
    if ((mended.at(-1)?.last ?? 0) > piece.first) continue
    const before = mended.at(-1)
    if (before?.last === piece.first && SPANISH.test(p.words[piece.first - 1] as string) && before.kind !== 'person') {
      mended[mended.length - 1] = { ...before, last: piece.last, kind: piece.kind, parts: [...before.parts, ...piece.parts] }
      continue
    }
    if (!piece.headline && piece.kind !== 'place') piece = extended(p, piece, pieces[i + 1], mended.at(-1)?.last ?? 0)
    mended.push(piece)
  }
  return mended
}

// "Puertos del | Sur": no name ends with one of these.
const SPANISH = /^(?:del|de|dos|das|do|da|della|di|du)$/u

function extended(p: Passage, piece: NamePiece, next: NamePiece | undefined, wall: number): NamePiece {
  const first = beforeParticles(p, piece, wall)
  const last = behindParticles(p, piece, next)
  if (first === piece.first && last === piece.last) return piece
  const parts = p.words.slice(first, last).filter((word) => /\p{L}/u.test(word))
  return { ...piece, first, last, kind: 'person', parts, titleFirst: first === piece.first ? piece.titleFirst : first }
}

// Where a name begins that has small words before the piece, and a first name known or untitled before them.
function beforeParticles(p: Passage, { first, kind }: NamePiece, wall: number): number {
  let t = first
  while (t - 1 >= wall && first - t < 3 && PARTICLE.test(p.words[t - 1] as string) && p.sentenceOf[t - 1] === p.sentenceOf[first]) t--
  if (t === first || (kind !== 'person' && first - t < 2 && !/^(?:bin|ibn|binti|von|van|dos|das)$/u.test(p.words[t] as string)))
    return first
  let start = t
  while (start - 1 >= wall && t - start < 3 && isGiven(p, start - 1) && p.sentenceOf[start - 1] === p.sentenceOf[first]) start--
  return start === t ? first : start
}

const isGiven = (p: Passage, t: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(p.words[t] as string) && /^NNP?$/u.test(p.tokens[t]?.tag ?? '') && !isTitleWord(p.words[t] as string)

// Where a person's name ends whose small words the piece ends with, or has behind it.
function behindParticles(p: Passage, { first, last, kind, parts }: NamePiece, next: NamePiece | undefined): number {
  const ends = PARTICLE.test(parts.at(-1) as string)
  if (kind !== 'person' && !(ends && isFirstName(parts[0] as string))) return last
  let t = last
  while (t < p.words.length && t - last < 3 && PARTICLE.test(p.words[t] as string)) t++
  if ((t === last && !ends) || p.sentenceOf[t] !== p.sentenceOf[first] || !/^\p{Lu}\p{Ll}/u.test(p.words[t] ?? '')) return last
  // "Karl Egge de Vestby said": one small word by itself joins only what was marked a name as well.
  if (t - last === 1 && !ends && next?.first !== t && p.tokens[t]?.tag !== 'NNP') return last
  return next?.first === t ? next.last : t + 1
}
