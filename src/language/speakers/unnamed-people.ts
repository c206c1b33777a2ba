import type { NamePiece } from '../names/name-pieces.js'
import { type Passage, plain } from '../names/passage.js'
import type { Gender } from '../names/person-names.js'
import { isRoleNoun } from '../names/roles.js'
import { FEMALE_NOUNS, MALE_NOUNS, PERSON_NOUNS } from '../words/titles.js'

/** Somebody spoken of without a name ("a young baker"), whom a pronoun may mean. */
export interface UnnamedPerson {
  readonly token: number
  readonly sentence: number
  /** What the noun says: 1 "he", -1 "she", 0 neither. */
  readonly gender: Gender
}

/**
 * The unnamed person whose noun is the subject at token `t`: introduced by "a", "one" or "another", as somebody's ("her mother", "the
 * victim's brother", "his accountant"), or as one of those who seldom have names ("the farmer"). Undefined where there is none, or where he is named after all.
 */
export function unnamedPersonAt(p: Passage, t: number, pieces: readonly NamePiece[], pieceAt: Int32Array): UnnamedPerson | undefined {
  const word = plain(p.words[t] as string)
  const token = p.tokens[t]
  if (token?.tag !== 'NN' || !(token.relation.startsWith('nsubj') || (token.relation === 'root' && opensSentence(p, t)))) return undefined
  let first = t
  let owner = -1
  while (first > 0 && t - first < 7 && /^(?:NN|JJ|CD|POS|VBN|RB)/u.test(p.tokens[first - 1]?.tag ?? '') && p.lower[first - 1] !== 'one') {
    first--
    if (owner === -1 && p.tokens[first]?.tag === 'POS') owner = first
  }
  const opener = p.sentenceOf[first - 1] === p.sentenceOf[t] ? (p.lower[first - 1] ?? '') : ''
  const owned = owner !== -1 || /^(?:my|his|her|our|their)$/u.test(opener)
  const isPerson =
    PERSON_NOUNS.has(word) ||
    isRoleNoun(p, t) ||
    /(?:man|woman|voter|resident|member|-year-old|participant|volunteer|customer|passenger|user|commuter|parent|shopper|visitor|caller|spectator|fan|employee|staffer|subscriber|attendee|mourner|insider|friend|colleague)$/u.test(
      word,
    )
  if (owned && (KNOWN.test(word) || !(isPerson || RELATION.test(word)))) return undefined
  if (!owned && !(opener === 'the' ? STRANGER.test(word) : isPerson && /^(?:an?|one|another)$/u.test(opener))) return undefined
  const named = pieces[pieceAt[p.words[t + 1] === ',' ? t + 2 : t + 1] as number]
  if (named?.kind === 'person') return undefined
  return { token: t, sentence: p.sentenceOf[t] as number, gender: MALE_NOUNS.has(word) ? 1 : FEMALE_NOUNS.has(word) ? -1 : 0 }
}

const RELATION =
  /^(?:friend|girlfriend|boyfriend|partner|colleague|neighbou?r|accountant|cousin|parent|child|agent|client|roommate|classmate|guest|patient|employee|assistant|nephew|niece|uncle|aunt|grandfather|grandmother|fiancée?|stepfather|stepmother)$/u
/** Who is spoken of by that noun and never named: "the farmer", where nobody is called one. */
const STRANGER =
  /^(?:farmer|worker|driver|passenger|pilot|teacher|pupil|student|doctor|nurse|engineer|resident|shopkeeper|waiter|waitress|owner|landlord|tenant|witness|caller|bystander|onlooker|survivor|pensioner|tourist|refugee|migrant|neighbou?r|nun|monk|guard)$/u
/** Whose name an article is likely to give elsewhere. */
const KNOWN = /^(?:rival|opponent|opposition|predecessor|successor|counterpart|mate|boss|candidate|nominee|president|leader|chief|head)$/u

// "A man who lives nearby ran out": the parser may take the noun for the whole sentence.
function opensSentence(p: Passage, t: number): boolean {
  const sentence = p.sentences[p.sentenceOf[t] as number]
  return (
    sentence !== undefined &&
    t - sentence.first < 6 &&
    sentence.last - t > 3 &&
    !p.tokens.slice(sentence.first, t).some(({ tag }) => /^(?:VB[DZP]|MD)$/u.test(tag))
  )
}
