import type { NamePiece } from '../names/name-pieces.js'
import type { Passage } from '../names/passage.js'
import { isRoleNoun } from '../names/roles.js'
import type { Nominal, SourceMention } from './source-form.js'
import { isBodyNoun } from './source-words.js'

/** "a senior adviser to the campaign", with ", Isa Holm" before it or behind it: the person whom it describes. `start`, `last`: the source's tokens. */
export function personBeside(
  p: Passage,
  mention: Nominal,
  start: number,
  last: number,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): SourceMention | undefined {
  const one = oneOfThem(p, start, last, pieces, pieceAt)
  if (one !== -1) return { form: 'name', piece: one, range: mention.range }
  if (mention.plural) return undefined
  const body = bodyBefore(p, mention, start, last, pieces, pieceAt)
  if (body !== -1) return { form: 'name', piece: body, range: mention.range }
  // "union | president Karl Egge", where the source was cut within his title.
  if (!isRoleNoun(p, mention.head)) {
    const titled = isRoleNoun(p, last) ? titledBehind(p, last, pieces, pieceAt) : -1
    return titled === -1 ? undefined : { form: 'name', piece: titled, range: mention.range }
  }
  const before = pieces[pieceAt[start - 2] as number]
  const opener = /^(?:an?|the|its|his|her|their)$/u.test(p.lower[start] as string) || p.tokens[start]?.tag.startsWith('JJ')
  const titled = titledBehind(p, last, pieces, pieceAt)
  if (titled !== -1) return { form: 'name', piece: titled, range: mention.range }
  if (p.words[start - 1] === ',' && before?.kind === 'person' && opener && /^[,.]$/u.test(p.words[last] ?? ''))
    return { form: 'name', piece: pieceAt[start - 2] as number, range: mention.range }
  // "the ambassador | at the time, Karl Egge."
  let edge = last
  while (edge < last + 4 && pieceAt[edge] === -1 && /^(?:IN|DT|NN)$/u.test(p.tokens[edge]?.tag ?? '')) edge++
  const index = pieceAt[edge + 1] ?? -1
  const behind = pieces[index]
  const closes = behind !== undefined && /^[,.]$/u.test(p.words[behind.last] ?? '')
  return p.words[edge] === ',' && behind?.kind === 'person' && behind.first === edge + 1 && closes
    ? { form: 'name', piece: index, range: mention.range }
    : undefined
}

// The person whose name begins at token `t`, or behind a title of at most three nouns there; -1 for none.
function titledBehind(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  let at = t
  while (at < t + 3 && pieceAt[at] === -1 && /^NNP?$/u.test(p.tokens[at]?.tag ?? '') && p.sentenceOf[at] === p.sentenceOf[t]) at++
  const piece = pieces[pieceAt[at] ?? -1]
  return piece?.kind === 'person' && piece.first === at && (at === t || isRoleNoun(p, at - 1)) ? (pieceAt[at] as number) : -1
}

// "One of them, the butcher | Karl Egge": who that one is; -1 where nobody is named.
function oneOfThem(p: Passage, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  if (!/^(?:one|another)$/u.test(p.lower[start] as string) || p.lower[start + 1] !== 'of') return -1
  const index = pieceAt[p.words[last - 1] === ',' ? last - 2 : last - 1] ?? -1
  const piece = pieces[index]
  if (piece?.kind !== 'person' || piece.parts.length < 2) return -1
  let comma = piece.first - 1
  while (comma > start && piece.first - comma < 5 && p.words[comma] !== ',' && pieceAt[comma] === -1) comma--
  return p.words[comma] === ',' ? index : -1
}

// "Novatel, | the telecoms group, said": the body that the words between the commas describe; -1 for none.
function bodyBefore(p: Passage, mention: Nominal, start: number, last: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const index = pieceAt[start - 2] ?? -1
  const piece = pieces[index]
  if (piece === undefined || piece.kind === 'person' || piece.kind === 'place' || !isBodyNoun(p.words[mention.head] as string)) return -1
  const between = p.words[start - 1] === ',' && /^(?:the|an?)$/u.test(p.lower[start] as string) && p.words[last] === ','
  const opens = p.sentences[p.sentenceOf[start] as number]?.first ?? 0
  return between && piece.first <= opens + 1 ? index : -1
}

/** "His | neighbour, the baker Karl Egge, doubted that": whom the words behind a lone "his" name between commas; -1 for nobody. */
export function ownedPerson(p: Passage, token: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  if (p.tokens[token]?.tag !== 'PRP$') return -1
  let t = token + 1
  while (t < token + 5 && /^(?:NN|JJ)/u.test(p.tokens[t]?.tag ?? '') && pieceAt[t] === -1) t++
  if (t === token + 1 || p.words[t] !== ',') return -1
  t++
  while (t < token + 10 && /^(?:NN|JJ|DT)/u.test(p.tokens[t]?.tag ?? '') && pieceAt[t] === -1) t++
  const index = pieceAt[t] ?? -1
  const piece = pieces[index]
  return piece?.kind === 'person' && p.words[piece.last] === ',' && p.sentenceOf[piece.first] === p.sentenceOf[token] ? index : -1
}
