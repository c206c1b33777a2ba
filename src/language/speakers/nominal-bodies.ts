import { actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import type { Named } from '../names/naming.js'
import type { Passage } from '../names/passage.js'
import { GENERIC, ofGeneric } from './generic-bodies.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import type { Nominal } from './source-form.js'

/** "the Holm campaign", "Argentina's environment ministry": named by their own words. "the agency": a body spoken of before. */
export function ofBody(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { p, naming, pieces, salience } = context
  const sentence = p.sentenceOf[nominal.head] as number
  const named = nominal.pieces.filter(
    (i) => (pieces[i] as NamePiece).first >= nominal.range.first && (pieces[i] as NamePiece).last <= nominal.head,
  )
  if (named.length > 0) {
    if (!nominal.definite) return NOBODY
    return { entity: context.bodyNamed(ownWords(p, nominal), nominal), certainty: 0.85, why: 'named by its own words' }
  }
  if (!nominal.definite || nominal.owner !== -1) return NOBODY
  const bodies = salience.recent(['body', 'place', 'other'], sentence, 60, 24)
  const narrowing = narrowingWords(p, nominal)
  for (const entity of bodies) {
    const words = (naming.entities[entity] as Named).name.toLowerCase().split(/[\s-]+/u)
    // "Armenia's foreign ministry … Turkey …. The foreign ministry": whose, is not told.
    if (words.includes(noun) && isOfAnotherState(context, bodies, entity)) return NOBODY
    // "the group" is any body, not one that has the word in its name.
    if (
      noun !== 'group' &&
      (words.includes(noun) || SYNONYMS[noun]?.some((w) => words.includes(w))) &&
      narrowing.every((w) => words.some((word) => word.startsWith(w)))
    )
      return { entity, certainty: 0.8, why: 'the body of that name' }
  }
  if (ALLIANCES[noun] !== undefined) {
    const known = bodies.find((entity) => ALLIANCES[noun]?.includes((naming.entities[entity] as Named).name))
    if (known !== undefined) return { entity: known, certainty: 0.85, why: 'what the body is' }
  }
  if (p.lower[nominal.range.first] === 'the' && nominal.range.last - nominal.range.first >= 3 && OWN_NAME.test(noun))
    return { entity: context.bodyNamed(ownWords(p, nominal), nominal), certainty: 0.75, why: 'named by its own words' }
  return GENERIC.test(noun) ? ofGeneric(context, noun, bodies, sentence) : NOBODY
}

// Whether a sentence was about a state since a body of another state was named.
function isOfAnotherState({ naming, salience }: NominalContext, latestFirst: readonly number[], body: number): boolean {
  const own = stateIn((naming.entities[body] as Named).name)
  if (own === undefined) return false
  for (const entity of latestFirst) {
    if (entity === body) return false
    const { kind, country } = naming.entities[entity] as Named
    if (kind === 'place' && country !== undefined && country !== own && salience.latest(entity)?.main) return true
  }
  return false
}

const stateIn = (name: string): string | undefined => {
  const first = name.replace(/[’']s .*$/u, '').split(' ')
  return (actorSense(first.slice(0, 2).join(' ')) ?? actorSense(first[0] as string))?.actor
}

// "the appeals court" is no "Supreme Court": nouns before the noun that narrow it, without their ending.
function narrowingWords(p: Passage, { range, head }: Nominal): string[] {
  const words: string[] = []
  for (let t = range.first; t < head; t++)
    if (/^NNS?$/u.test(p.tokens[t]?.tag ?? '') && !/^(?:news|state|city|county|government)$/u.test(p.lower[t] as string))
      words.push((p.lower[t] as string).replace(/s$/u, ''))
  return words
}

const OWN_NAME = /^(?:ministry|department|bank|government|police|court|council|parliament|army|military|administration|embassy|committee)$/u

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  agency: ['department', 'administration', 'office', 'bureau', 'service', 'authority'],
  newspaper: ['times', 'post', 'journal', 'gazette', 'herald', 'tribune', 'guardian', 'news'],
  paper: ['times', 'post', 'journal', 'gazette', 'herald', 'tribune', 'guardian'],
  network: ['news', 'tv', 'television', 'broadcasting', 'cnn', 'msnbc'],
  panel: ['committee', 'commission'],
  union: ['federation', 'workers', 'association', 'union'],
  think: ['institute', 'foundation', 'center'],
}
const ALLIANCES: Readonly<Record<string, readonly string[]>> = {
  alliance: ['NATO'],
  bloc: ['European Union', 'ASEAN', 'Mercosur', 'African Union'],
  fund: ['International Monetary Fund'],
  lender: ['International Monetary Fund', 'World Bank'],
  cartel: ['OPEC'],
}

const SMALL = /^(?:the|a|an|this|that|its|his|her|their|our)$/u

function ownWords(p: Passage, nominal: Nominal): string {
  let first = nominal.range.first
  while (first < nominal.head && SMALL.test(p.lower[first] as string)) first++
  return p.text.slice(p.tokens[first]?.start, p.tokens[nominal.head]?.end).replace(/\s+/gu, ' ')
}
