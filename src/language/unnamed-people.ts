import type { NamePiece } from './name-pieces.js'
import { type Passage, plain } from './passage.js'
import type { Gender } from './person-names.js'
import { isRoleNoun } from './roles.js'
import { FEMALE_NOUNS, MALE_NOUNS, PERSON_NOUNS } from './words/titles.js'

/** Somebody spoken of without a name ("a young baker"), whom a pronoun may mean. */
export interface UnnamedPerson {
  readonly token: number
  readonly sentence: number
  /** What the noun says: 1 "he", -1 "she", 0 neither. */
  readonly gender: Gender
}

/** The unnamed person whose noun is the subject at token `t`, introduced by "a", "one" or "another"; undefined where there is none, or where he is named after all. */
export function unnamedPersonAt(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): UnnamedPerson | undefined {
  const word = plain(p.words[t] as string)
  if (p.tokens[t]?.tag !== 'NN' || !p.tokens[t]?.relation.startsWith('nsubj')) return undefined
  if (!PERSON_NOUNS.has(word) && !isRoleNoun(p, t) && !/(?:man|woman|voter|resident|member|-year-old)$/u.test(word)) return undefined
  let first = t
  while (first > 0 && t - first < 7 && /^(?:NN|JJ|CD|POS|VBN|RB)/u.test(p.tokens[first - 1]?.tag ?? '') && p.lower[first - 1] !== 'one')
    first--
  if (p.sentenceOf[first - 1] !== p.sentenceOf[t] || !/^(?:an?|one|another)$/u.test(p.lower[first - 1] ?? '')) return undefined
  const named = pieces[pieceAt[p.words[t + 1] === ',' ? t + 2 : t + 1] as number]
  if (named?.kind === 'person') return undefined
  return { token: t, sentence: p.sentenceOf[t] as number, gender: MALE_NOUNS.has(word) ? 1 : FEMALE_NOUNS.has(word) ? -1 : 0 }
}
