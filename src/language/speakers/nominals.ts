import { plain } from '../names/passage.js'
import { OFFICIAL_NOUNS, PERSON_NOUNS, PRIVATE_NOUNS, SAME_OFFICE, TITLES } from '../words/titles.js'
import { GENERIC } from './generic-bodies.js'
import { ofBody } from './nominal-bodies.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import { ofDocument } from './nominal-documents.js'
import { ofPerson } from './nominal-people.js'
import type { Nominal } from './source-form.js'
import { isBodyNoun, isDocumentNoun, singular } from './source-words.js'

/** Resolves "the minister", "the ministry", "a Bloomberg poll", "his campaign", "the 58-year-old". */
export function resolveNominal(context: NominalContext, nominal: Nominal): Meant {
  const { p } = context
  const noun = plain(p.words[nominal.head] as string)
  if (isDocumentNoun(noun)) {
    const document = ofDocument(context, nominal, singular(noun))
    return document === NOBODY && GENERIC.test(noun) ? ofBody(context, nominal, noun) : document
  }
  if (nominal.plural) return NOBODY
  if (isPersonNoun(noun) && !(isBodyNoun(noun) && nominal.pieces.length > 0))
    return nominal.definite ? ofPerson(context, nominal, noun) : NOBODY
  if (
    nominal.owner !== -1 &&
    /^(?:eyes?|words?|voice|tone|view|views|team|lawyers?|campaign|camp|speech|remarks|comments|mind|heart|plan|book)$/u.test(noun)
  ) {
    const owner = context.ownerOf(nominal.owner)
    if (owner !== -1 && !isBodyNoun(noun)) return { entity: owner, certainty: 0.75, why: 'what is his or hers speaks for him or her' }
  }
  if (isBodyNoun(noun)) return ofBody(context, nominal, noun)
  const owner = byOwner(context, nominal)
  return owner === NOBODY && nominal.definite ? ofPerson(context, nominal, noun) : owner
}

const isPersonNoun = (noun: string): boolean =>
  TITLES.has(noun) ||
  OFFICIAL_NOUNS.has(noun) ||
  PRIVATE_NOUNS.has(noun) ||
  PERSON_NOUNS.has(noun) ||
  /^\d+-year-old$/u.test(noun) ||
  /(?:man|woman|ist|person)$/u.test(noun) ||
  noun in SAME_OFFICE

// "Egge's eyes", "Holm's speech": the owner, where what is owned cannot speak by itself.
function byOwner({ p, pieces, naming }: NominalContext, nominal: Nominal): Meant {
  const index = nominal.pieces[0]
  const piece = index === undefined ? undefined : pieces[index]
  if (piece === undefined || index === undefined || p.tokens[piece.last]?.tag !== 'POS') return NOBODY
  const noun = plain(p.words[nominal.head] as string)
  if (
    !/^(?:eyes?|words?|voice|tone|view|speech|remarks?|comments?|mind|plan|proposal|argument|claim|insistence|office|account|allies|answer|response|assertion|approach|policy|platform|demand|call|warning|promise|pledge)$/u.test(
      noun,
    )
  )
    return NOBODY
  return { entity: naming.entityOf[index] as number, certainty: 0.8, why: 'what somebody owns speaks for the owner' }
}
