import { BODY_NOUNS } from '../words/bodies.js'
import { REPORT_VERBS } from '../words/report-verbs.js'
import { ADDRESS, SUFFIXES } from '../words/titles.js'
import { actorSense } from './actors.js'
import { completed, wholeBodies } from './body-pieces.js'
import { isCalledAfter, isFirstName, isTitleWord } from './name-extent.js'
import { withParticles } from './name-particles.js'
import type { NamePiece } from './name-pieces.js'
import { isCapital, type Passage, plain } from './passage.js'

// "Health Minister Siobhán | Mac Giolla": a title and a first name taken for one name, the family name for another.
function withGivenNames(pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const before = whole.at(-1)
    const given = before?.parts.at(-1) ?? ''
    const titled = before !== undefined && before.last === piece.first && !before.headline && isTitleWord(before.parts.at(-2) ?? '')
    if (titled && isFirstName(given) && piece.kind !== 'place' && piece.titleFirst === piece.first && piece.parts.length <= 2)
      whole[whole.length - 1] = {
        ...piece,
        first: before.last - 1,
        titleFirst: before.first,
        kind: 'person',
        parts: [given, ...piece.parts],
      }
    else whole.push(piece)
  }
  return whole
}

const familyOf = ({ parts }: NamePiece): string => {
  const last = parts.at(-1)?.toLowerCase() ?? ''
  return SUFFIXES.has(plain(last)) && parts.length > 2 ? (parts.at(-2) as string).toLowerCase() : last
}

/**
 * Mends what one look at each name by itself gets wrong, by what the whole article calls it: a full name taken for a place or body whose last
 * word is a person's elsewhere, and lone words not taken for names that are the family or first name of somebody named in full. Linear.
 */
export function mendNames(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  const small = new Set(p.words.filter((word) => /^\p{Ll}/u.test(word)))
  const whole = withParticles(p, wholeBodies(p, withGivenNames(pieces)))
  const typed = retyped(
    p,
    whole.map((piece, i) => completed(p, piece, whole[i - 1], small)),
    small,
  )
  return [...typed, ...overlooked(p, typed, small)].sort((a, b) => a.first - b.first)
}

// "Ottar Brekke", taken for a place, where the article goes on with "Mr. Brekke"; "Brekke" for a place where he is named in full.
function retyped(p: Passage, pieces: readonly NamePiece[], small: ReadonlySet<string>): NamePiece[] {
  const full = new Set(pieces.flatMap((piece) => (piece.kind === 'person' && piece.parts.length > 1 ? [familyOf(piece)] : [])))
  const lone = new Set(pieces.flatMap((piece) => (piece.kind === 'person' && piece.parts.length === 1 ? [familyOf(piece)] : [])))
  const prefixed = new Set(pieces.flatMap(({ kind, parts }) => (kind === 'person' && parts.length > 2 ? [parts.slice(-2).join(' ')] : [])))
  return pieces.map((piece) => {
    const family = familyOf(piece)
    if (piece.kind === 'person' || (piece.headline && piece.parts.length > 1)) return piece
    const wanted =
      piece.parts.length === 1
        ? piece.kind === 'place' && full.has(family) && !isPlaced(p, piece) && actorSense(piece.parts[0] as string) === undefined
        : isPrefixed(piece, prefixed) ||
          ((lone.has(family) || isFamilyFirst(piece, lone) || hasTwoFamilies(piece, lone) || isEmployed(p, piece)) &&
            !full.has(family) &&
            looksPersonal(p, piece) &&
            !small.has(p.lower[piece.first] as string))
    return wanted ? { ...piece, kind: 'person' } : piece
  })
}

// "De Santis", taken for a body, where the article names a Karl De Santis.
const isPrefixed = ({ parts }: NamePiece, prefixed: ReadonlySet<string>): boolean =>
  parts.length === 2 &&
  /^(?:Mac|Mc|De|Di|Del|Da|Dos|Du|La|Le|Van|Von|Al|El|Bin|Ben|Abu|Ibn|Ould|San|Ter)$/u.test(parts[0] as string) &&
  prefixed.has(parts.join(' '))

// "Milagros Quispe Huamán" where the article goes on with "Quispe".
const hasTwoFamilies = ({ parts }: NamePiece, lone: ReadonlySet<string>): boolean =>
  parts.length === 3 &&
  isFirstName(parts[0] as string) &&
  lone.has((parts[1] as string).toLowerCase()) &&
  !isCalledAfter(parts[2] as string)

// "Yoon Hae-won" where the article goes on with "Mr. Yoon".
const isFamilyFirst = ({ parts }: NamePiece, lone: ReadonlySet<string>): boolean =>
  parts.length === 2 && lone.has((parts[0] as string).toLowerCase()) && /^\p{Lu}\p{L}+-\p{Ll}/u.test(parts[1] as string)

// "noted FNT’s Ottar Brekke": somebody of a broadcaster's, all of it taken for one body, who says something.
function isEmployed(p: Passage, { first, last, parts }: NamePiece): boolean {
  const head = p.tokens[last - 1]
  const verb = head?.relation.startsWith('nsubj') ? (p.lower[head.head] ?? '') : ''
  return parts.length === 2 && p.tokens[first - 1]?.tag === 'POS' && p.nameOf[first] === p.nameOf[first - 1] && REPORT_VERBS.has(verb)
}

// "in Llanfor": the name of a place, whoever is called the same.
const isPlaced = (p: Passage, { first }: NamePiece): boolean =>
  /^(?:in|at|near|around|across|outside|from|to)$/u.test(p.lower[first - 1] ?? '') && p.lower[first - 2] !== 'according'

function looksPersonal(p: Passage, { first, last, parts }: NamePiece): boolean {
  if (parts.length < 2 || parts.length > 4 || last - first !== parts.length || p.lower[first - 1] === 'the') return false
  if (actorSense(parts.join(' ')) !== undefined || actorSense(parts[0] as string) !== undefined) return false
  return parts.every((part, i) => (i > 0 || !/^\p{Lu}+$/u.test(part)) && /^\p{Lu}[\p{L}.’'-]*$/u.test(part) && !BODY_NOUNS.has(plain(part)))
}

// "Prince agreed", "Mr. Baker": words that are nouns or titles too, in an article about Livia Prince and Jon Baker.
function overlooked(p: Passage, pieces: readonly NamePiece[], small: ReadonlySet<string>): NamePiece[] {
  const known = new Set<string>()
  const taken = new Uint8Array(p.tokens.length)
  for (const piece of pieces) {
    taken.fill(1, piece.first, piece.last)
    if (piece.kind !== 'person' || piece.parts.length < 2 || piece.headline) continue
    known.add(familyOf(piece))
    if (isFirstName(piece.parts[0] as string)) known.add((piece.parts[0] as string).toLowerCase())
  }
  if (known.size === 0) return []
  const found: NamePiece[] = []
  for (let t = 0; t < p.words.length; t++) {
    const word = p.words[t] as string
    if (taken[t] === 1 || !isCapital(word) || word.length < 4 || !known.has(p.lower[t] as string)) continue
    if (isMeant(p, t, small)) found.push(pieceAt(p, t))
  }
  return found
}

function isMeant(p: Passage, t: number, small: ReadonlySet<string>): boolean {
  if (p.isHeadline[p.sentenceOf[t] as number] || (isCapital(p.words[t + 1] ?? '') && !/^[,.]$/u.test(p.words[t + 1] ?? ''))) return false
  if (ADDRESS.has(plain(p.words[t - 1] ?? ''))) return true
  if (/^(?:IN|MD|RB|VB.?|CC|DT|W.*)$/u.test(p.tokens[t]?.tag ?? '') || isCapital(p.words[t - 1] ?? '')) return false
  const opens = p.sentences[p.sentenceOf[t] as number]?.first === t || /^["“‘':]$/u.test(p.words[t - 1] ?? '')
  return !(opens || isTitleWord(p.words[t] as string)) || !small.has(p.lower[t] as string)
}

function pieceAt(p: Passage, t: number): NamePiece {
  const titled = ADDRESS.has(plain(p.words[t - 1] ?? ''))
  return { first: t, last: t + 1, kind: 'person', parts: [p.words[t] as string], titleFirst: titled ? t - 1 : t, headline: false }
}
