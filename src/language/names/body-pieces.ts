import { BODY_NOUNS } from '../words/bodies.js'
import { actorSense } from './actors.js'
import { isFirstName, isTitleWord } from './name-extent.js'
import type { NamePiece } from './name-pieces.js'
import type { Passage } from './passage.js'

/** Joins what was cut of the names of bodies: whose they are, the words before their noun, their country, their legal form. */
export const wholeBodies = (p: Passage, pieces: readonly NamePiece[]): NamePiece[] =>
  withLegalForms(withCountries(withNouns(p, withOwners(p, pieces))))

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

// "Whitmore | Asset | Management": a body's noun and the words before it that the parser joins to it, cut into pieces.
function withNouns(p: Passage, pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const { first, last, kind, parts, headline } = piece
    const isNoun = kind === 'body' && !headline && parts.length === 1 && isBodysNoun(p, last - 1)
    const before = isNoun ? whole.at(-1) : undefined
    if (before === undefined || before.last !== first || before.parts.length > 1 || !isJoined(p, before, last - 1)) {
      whole.push(piece)
      continue
    }
    let start = before.first
    const wall = whole.at(-2)?.last ?? 0
    while (start - 1 >= wall && first - start < 3 && isNamesWord(p, start - 1) && p.tokens[start - 1]?.head === last - 1) start--
    whole[whole.length - 1] = { ...piece, first: start, titleFirst: start, parts: p.words.slice(start, last) }
  }
  return whole
}

// Nouns that end a company's name and mean nobody by themselves.
const OF_COMPANY =
  /^(?:Management|Capital|Partners|Securities|Holdings|Ventures|Investments|Materials|Systems|Technologies|Industries|Logistics)$/u

const isBodysNoun = (p: Passage, t: number): boolean => BODY_NOUNS.has(p.lower[t] as string) || OF_COMPANY.test(p.words[t] as string)

const isJoined = (p: Passage, { first, last, titleFirst, kind }: NamePiece, noun: number): boolean =>
  last === first + 1 &&
  titleFirst === first &&
  kind !== 'place' &&
  !isFirstName(p.words[first] as string) &&
  actorSense(p.words[first] as string) === undefined &&
  p.tokens[first]?.relation === 'compound' &&
  p.tokens[first]?.head === noun

// "UK | Finance", "US | Steel": companies and associations that begin with a country.
const OF_COUNTRY =
  /^(?:Finance|Steel|Sport|Coal|Athletics|Music|Hospitality|Biobank|Export|Oil|Foods|Bancorp|Cellular|Chess|Soccer|Swimming|Wind|Anti-Doping)$/u

function withCountries(pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const before = whole.at(-1)
    const country = before?.last === piece.first && before.parts.length === 1 && /^(?:UK|US)$/u.test(before.parts[0] as string)
    if (country && piece.kind !== 'person' && piece.parts.length === 1 && OF_COUNTRY.test(piece.parts[0] as string))
      whole[whole.length - 1] = joinedBody(before, piece)
    else whole.push(piece)
  }
  return whole
}

// "Novatel | SA": the legal form belongs to the company's name, and is none by itself.
function withLegalForms(pieces: readonly NamePiece[]): NamePiece[] {
  const whole: NamePiece[] = []
  for (const piece of pieces) {
    const before = whole.at(-1)
    if (piece.parts.length > 1 || !LEGAL_FORM.test(piece.parts[0] as string)) whole.push(piece)
    else if (before?.last === piece.first) whole[whole.length - 1] = joinedBody(before, piece)
  }
  return whole
}

const joinedBody = (before: NamePiece, piece: NamePiece): NamePiece => ({
  ...before,
  last: piece.last,
  kind: 'body',
  parts: [...before.parts, ...piece.parts],
})

/** "the Coastal | Front", "One | Shore": a noun taken for all of a name, whose first words stand before it. `small`: words that the article has in small letters. */
export function completed(p: Passage, piece: NamePiece, before: NamePiece | undefined, small: ReadonlySet<string>): NamePiece {
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
