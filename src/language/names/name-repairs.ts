import { BODY_NOUNS } from '../words/bodies.js'
import { REPORT_VERBS } from '../words/report-verbs.js'
import { ADDRESS, SUFFIXES } from '../words/titles.js'
import { actorSense } from './actors.js'
import { isFirstName, isTitleWord } from './name-extent.js'
import type { NamePiece } from './name-pieces.js'
import { isCapital, type Passage, plain } from './passage.js'

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
  const whole = withParticles(p, withLegalForms(withOwners(p, pieces)))
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
  return pieces.map((piece) => {
    const family = familyOf(piece)
    if (piece.kind === 'person' || (piece.headline && piece.parts.length > 1)) return piece
    const wanted =
      piece.parts.length === 1
        ? piece.kind === 'place' && full.has(family) && !isPlaced(p, piece) && actorSense(piece.parts[0] as string) === undefined
        : (lone.has(family) || isFamilyFirst(piece, lone) || isEmployed(p, piece)) &&
          !full.has(family) &&
          looksPersonal(p, piece) &&
          !small.has(p.lower[piece.first] as string)
    return wanted ? { ...piece, kind: 'person' } : piece
  })
}

const LEGAL_FORM = /^(?:SA|AG|SE|NV|BV|AB|AS|ASA|Oyj|SpA|GmbH|plc|PLC|Plc|Inc|Ltd|LLC|LLP|Corp|KG|SARL|SRL)\.?$/u

const OWNER =
  /^(?:People|Workers|Farmers|Women|Children|Citizens|Men|Minister|President|General|Governor|Mayor|Chancellor|Ombudsman|Speaker|Sheriff)$/u

// "the Prime Minister's | Office", "the | People's | Party": bodies that are somebody's by name.
function withOwners(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const owner = piece.first - 2
    const owned = piece.kind !== 'person' && !piece.headline && p.tokens[piece.first - 1]?.tag === 'POS' && OWNER.test(p.words[owner] ?? '')
    if (!owned || !isOwnedBody(p, piece)) {
      whole.push(piece)
      continue
    }
    const first = /^(?:Prime|Attorney|Deputy|Vice)$/u.test(p.words[owner - 1] ?? '') ? owner - 1 : owner
    while ((whole.at(-1)?.last ?? 0) > first) whole.pop()
    const parts = [...p.words.slice(first, owner), `${p.words[owner]}${p.words[piece.first - 1]}`, ...piece.parts]
    whole.push({ ...piece, first, titleFirst: first, kind: 'body', parts })
  }
  return whole
}

const isOwnedBody = (p: Passage, { last }: NamePiece): boolean =>
  /^(?:Office|Party|Congress|Army|Republic|Bank|Front|Movement|Assembly|Council|Department|Union|Commissioner|Hospital|Fund|Institute|Alliance|Court)$/u.test(
    p.words[last - 1] as string,
  )

const PARTICLE =
  /^(?:von|van|zu|zur|der|den|de|del|della|dela|dos|das|da|do|di|du|la|las|los|bin|ibn|bint|binti|binte|ben|af|av|ter|ten|e)$/u

// "Annika von der | Heydt", "Yolanda Ruiz | de la Prada", "Jan | van der Meer": a name that was cut beside the small words within it.
function withParticles(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  const mended: NamePiece[] = []
  for (let i = 0; i < pieces.length; i++) {
    let piece = pieces[i] as NamePiece
    if ((mended.at(-1)?.last ?? 0) > piece.first) continue
    if (!piece.headline && piece.kind !== 'place') piece = extended(p, piece, pieces[i + 1], mended.at(-1)?.last ?? 0)
    mended.push(piece)
  }
  return mended
}

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

// "UK | Finance", "US | Steel": companies and associations that begin with a country.
const OF_COUNTRY =
  /^(?:Finance|Steel|Sport|Coal|Athletics|Music|Hospitality|Biobank|Export|Oil|Foods|Bancorp|Cellular|Chess|Soccer|Swimming|Wind|Anti-Doping)$/u

// "Novatel | SA": the legal form belongs to the company's name, and is none by itself.
function withLegalForms(pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const before = whole.at(-1)
    const country = before?.last === piece.first && before.parts.length === 1 && /^(?:UK|US)$/u.test(before.parts[0] as string)
    if (country && piece.kind !== 'person' && piece.parts.length === 1 && OF_COUNTRY.test(piece.parts[0] as string))
      whole[whole.length - 1] = { ...before, last: piece.last, kind: 'body', parts: [...before.parts, ...piece.parts] }
    else if (piece.parts.length > 1 || !LEGAL_FORM.test(piece.parts[0] as string)) whole.push(piece)
    else if (before?.last === piece.first)
      whole[whole.length - 1] = { ...before, last: piece.last, kind: 'body', parts: [...before.parts, ...piece.parts] }
  }
  return whole
}

// "the Coastal | Front", "One | Shore": a noun taken for all of a name, whose first words stand before it.
function completed(p: Passage, piece: NamePiece, before: NamePiece | undefined, small: ReadonlySet<string>): NamePiece {
  const { first, parts, kind, headline, titleFirst } = piece
  const noun = p.lower[first] as string
  // "Norwave | Ferries said": the tagger is unsure of what opens a sentence.
  const opens = p.sentences[p.sentenceOf[first] as number]?.first === first - 1 && p.tokens[first - 1]?.relation === 'compound'
  const isNew = opens && kind !== 'place' && p.tokens[first - 1]?.head === piece.last - 1
  const isNoun = isNew || p.tokens[first]?.tag === 'NN' || small.has(noun) || BODY_NOUNS.has(noun)
  if (kind === 'person' || parts.length > 1 || headline || titleFirst < first || !isNoun) return piece
  let start = first
  while (start > (before?.last ?? 0) && first - start < 3 && isNamesWord(p, start - 1) && p.sentenceOf[start - 1] === p.sentenceOf[first])
    start--
  return start === first ? piece : { ...piece, first: start, titleFirst: start, parts: [...p.words.slice(start, first), ...parts] }
}

const isNamesWord = (p: Passage, t: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(p.words[t] as string) &&
  /^(?:JJ|NNP|NN|CD)$/u.test(p.tokens[t]?.tag ?? '') &&
  !isTitleWord(p.words[t] as string) &&
  !/^(?:more|most|many|some|other|such|last|next|former|first|recent|new)$/u.test(p.lower[t] as string)

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
  /^(?:in|at|near|around|across|outside|from|to)$/u.test(p.lower[first - 1] ?? '')

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
