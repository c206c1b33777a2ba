import type { NamePiece } from '../names/name-pieces.js'
import { type Passage, plain } from '../names/passage.js'
import { BODY_NOUNS, DOCUMENT_NOUNS } from '../words/bodies.js'

const FAMILIES: Readonly<Record<string, string>> = {
  survey: 'poll',
  polling: 'poll',
  research: 'study',
  analysis: 'study',
  review: 'study',
  paper: 'study',
  report: 'study',
  finding: 'study',
  story: 'article',
  piece: 'article',
  editorial: 'article',
  release: 'statement',
}

/** What a document goes by when it is spoken of again: "the survey" may be "the poll" of before. Lower-case, singular. */
export const documentFamily = (noun: string): string => FAMILIES[noun] ?? noun

const single = (word: string): string => (word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<!s)s$/u, ''))

/** Whose a document is said to be where it is spoken of: its noun's family, and the name's piece, -1 where it is somebody's who is not named; `with` a second maker's. */
export interface DocumentMade {
  readonly family: string
  readonly piece: number
  readonly with: number
}

/**
 * Reads "a Fjordpanel poll", "the Fund's report", "a study by the institute of Vestby"; undefined where token `t` is no document's noun or says
 * nothing of who made it ("the poll").
 */
export function documentAt(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): DocumentMade | undefined {
  const tag = p.tokens[t]?.tag ?? ''
  const noun = single(plain(p.words[t] as string))
  if (!/^NNS?$/u.test(tag) || !DOCUMENT_NOUNS.has(noun)) return undefined
  const family = documentFamily(noun)
  const before = makerBefore(p, t, pieces, pieceAt)
  if (before !== -1) return { family, piece: before, with: -1 }
  const behind = makerBehind(p, t, pieces, pieceAt)
  if (behind !== -1) return { family, piece: behind, with: secondMaker(p, behind, pieces, pieceAt) }
  const issuer = tag === 'NN' ? makerByVerb(p, t, pieceAt) : -1
  if (issuer !== -1) return { family, piece: issuer, with: -1 }
  return /^(?:an?|another|new|recent|separate)$/u.test(startOfPhrase(p, t)) ? { family, piece: -1, with: -1 } : undefined
}

function makerBefore(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  for (let k = t - 1; k >= Math.max(0, t - 4) && p.sentenceOf[k] === p.sentenceOf[t]; k--) {
    const index = pieceAt[k] as number
    if (index !== -1) return pieces[index]?.kind === 'person' ? -1 : index
    if (!/^(?:NN|JJ|POS|VBN)/u.test(p.tokens[k]?.tag ?? '')) return -1
  }
  return -1
}

function makerBehind(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const at = p.tokens[t + 1]?.tag === 'VBN' ? t + 2 : t + 1
  if (!/^(?:by|from)$/u.test(p.lower[at] ?? '') || isHad(p.lower[at - 1])) return -1
  const index = pieceAt[/^(?:the|an?)$/u.test(p.lower[at + 1] ?? '') ? at + 2 : at + 1] ?? -1
  const piece = pieces[index]
  return piece?.kind === 'body' && !narrowsNoun(p, piece.last) ? index : -1
}

/** Whether the word tells that a document was come by, not made: "e-mails seen by the Vestby Post". */
export const isHad = (word: string | undefined): boolean =>
  /^(?:seen|obtained|reviewed|viewed|read|examined|received|acquired|verified|accessed|cited|quoted|reported|funded|financed|sponsored|commissioned|backed|paid|for)$/u.test(
    word ?? '',
  )

/** Whether a name that ends at token `t` only narrows the noun behind it, one of no body: "polls from the Vestby primary". */
export function narrowsNoun(p: Passage, t: number): boolean {
  let last = t
  while (p.tokens[last]?.tag === 'NN') last++
  return last > t && !BODY_NOUNS.has(p.lower[last - 1] as string) && !/(?:cast|ed)$/u.test(p.lower[t] as string)
}

// "by the Harbour Fund and the Vestby Institute"
function secondMaker(p: Passage, first: number, pieces: readonly NamePiece[], pieceAt: Int32Array): number {
  const and = pieces[first]?.last ?? -1
  if (p.lower[and] !== 'and') return -1
  const index = pieceAt[p.lower[and + 1] === 'the' ? and + 2 : and + 1] ?? -1
  return index !== -1 && pieces[index]?.kind === 'body' ? index : -1
}

const MAKING = /^(?:issued?|issues|releas\w+|publish\w+|conduct\w+|commission\w+|wrote|written|sent|posted|produced)$/u
const MOST_BETWEEN = 25

// "The Harbour Fund issued a statement": the name that is the verb's subject.
function makerByVerb(p: Passage, t: number, pieceAt: Int32Array): number {
  const { head, relation } = p.tokens[t] as { head: number; relation: string }
  if (!/obj$/u.test(relation) || !MAKING.test(p.lower[head] ?? '')) return -1
  for (let k = head - 1; k >= Math.max(0, head - MOST_BETWEEN) && p.sentenceOf[k] === p.sentenceOf[t]; k--)
    if (p.tokens[k]?.head === head && p.tokens[k]?.relation === 'nsubj') return pieceAt[k] as number
  return -1
}

function startOfPhrase(p: Passage, t: number): string {
  let k = t - 1
  while (
    k > 0 &&
    t - k < 4 &&
    /^(?:NN|JJ)/u.test(p.tokens[k]?.tag ?? '') &&
    !/^(?:another|new|recent|separate)$/u.test(p.lower[k] as string)
  )
    k--
  return p.lower[k] ?? ''
}
