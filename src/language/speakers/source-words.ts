import { plain } from '../names/passage.js'
import { BODY_NOUNS, DOCUMENT_NOUNS } from '../words/bodies.js'

/** Pronouns that may name a source, and those that own one. Lower-case. */
export const PRONOUNS =
  /^(?:he|she|they|we|i|it|him|her|his|hers|them|us|me|my|our|their|its|who|whom|which|that|himself|herself|themselves|itself|whose|you)$/u

/** Words for several people, or for how many of them. Lower-case. */
export const MANY =
  /^(?:many|most|some|several|few|others|both|all|none|dozens|hundreds|thousands|millions|majority|number|percent|group|groups|handful|couple|people|half|two|three|four|five|everyone|everybody|nobody|anyone|people|critics|raft|coalition|one|those|these|pair)$/u

/** A noun without its plural ending, roughly; for looking up. */
export const singular = (noun: string): string =>
  noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : noun.endsWith('ss') || noun.endsWith('us') ? noun : noun.replace(/s$/u, '')

/** Whether the noun names a body: "ministry", "campaign", "police". */
export const isBodyNoun = (word: string): boolean => BODY_NOUNS.has(plain(word))

/** Whether the noun names something said or shown in a body's or person's stead: "report", "poll". */
export const isDocumentNoun = (word: string): boolean => DOCUMENT_NOUNS.has(plain(word)) || DOCUMENT_NOUNS.has(singular(plain(word)))
