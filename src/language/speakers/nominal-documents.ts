import { actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import type { Named } from '../names/naming.js'
import { US_STATES } from '../words/us-states.js'
import { documentFamily, isHad, narrowsNoun } from './document-makers.js'
import { type Meant, NOBODY, type NominalContext } from './nominal-context.js'
import type { Nominal } from './source-form.js'

/** "a Bloomberg poll", "the statement": the body or the person that made the document, or of whom it was last said. `noun`: lower-case, singular. */
export function ofDocument(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { naming, documents, p } = context
  const made = ofMakers(context, nominal, noun)
  if (made !== NOBODY) return made
  if (nominal.owner !== -1) {
    const owner = context.ownerOf(nominal.owner)
    return owner === -1 ? NOBODY : { entity: owner, certainty: 0.7, why: 'a document speaks for its owner' }
  }
  const known = documents.get(documentFamily(noun))
  if (nominal.definite && known === undefined && noun === 'statement') return ofStatement(context, nominal)
  if (known === undefined || !/^(?:the|this|that|these|those)$/u.test(p.lower[nominal.range.first] as string)) return NOBODY
  const joint = jointBodies((naming.entities[known] as Named).name)
  const meant = joint === undefined ? { entity: known } : { entity: -1, name: joint }
  return { ...meant, certainty: 0.75, why: 'the same document as before' }
}

// Of the names in the source the first body that made the document, or else the first person.
function ofMakers(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { naming, documents } = context
  const makers = [...nominal.pieces].sort((a, b) => Number(kindOf(context, b) === 'body') - Number(kindOf(context, a) === 'body'))
  let person = -1
  for (const index of makers) {
    const entity = naming.entityOf[index] as number
    const named = naming.entities[entity]
    const link = named === undefined ? undefined : makersLink(context, nominal, index)
    if (named === undefined || link === undefined) continue
    const several = named.kind === 'person' ? undefined : jointBodies(named.name)
    if (several !== undefined) return { entity: -1, name: several, certainty: 0.8, why: 'a document speaks for the bodies that made it' }
    if (isMaker(named, link === 'by')) {
      documents.set(documentFamily(noun), entity)
      return { entity, certainty: 0.85, why: 'a document speaks for the body that made it' }
    }
    if (named.kind === 'person' && person === -1) person = entity
  }
  return person === -1 ? NOBODY : { entity: person, certainty: 0.75, why: 'a document speaks for who made it' }
}

// The word that ties a name to the document that it may have made; undefined where it made none.
function makersLink({ p, pieces }: NominalContext, nominal: Nominal, index: number): string | undefined {
  const piece = pieces[index] as NamePiece
  // "a paper by Dutch scientists"
  if (actorSense(piece.parts.join(' '))?.link === 'demonym') return undefined
  const at = /^(?:the|an?)$/u.test(p.lower[piece.first - 1] ?? '') ? piece.first - 2 : piece.first - 1
  const link = p.lower[at] ?? ''
  // "e-mails seen by the Vestby Post": whoever has them did not write them.
  if (link === 'by' && isHad(p.lower[at - 1])) return undefined
  // "exit polls from the Vestby primary": made by whoever the preposition means, not by what stands before that.
  return piece.last <= nominal.head || (/^(?:by|from|in)$/u.test(link) && !narrowsNoun(p, piece.last)) ? link : undefined
}

const kindOf = ({ naming }: NominalContext, piece: number): string | undefined => naming.entities[naming.entityOf[piece] as number]?.kind

// "…, the campaign responded. …, the statement said": whoever has spoken in the sentence before.
function ofStatement({ p, salience }: NominalContext, nominal: Nominal): Meant {
  const turn = salience.turn(1)
  const near = turn !== undefined && (p.sentenceOf[nominal.head] as number) - turn.sentence <= 2
  return near ? { entity: turn.entity, certainty: 0.7, why: 'the statement of whoever has just spoken' } : NOBODY
}

// A document is made by a body; by what looks like a place only where "by" says so and no such country or state is known.
const isMaker = ({ kind, name }: Named, by: boolean): boolean =>
  US_STATES[name.toLowerCase()] === undefined &&
  (kind === 'body' || kind === 'other' || (by && kind === 'place' && actorSense(name) === undefined))

// "Washington Post-ABC News", "Reuters/Ipsos": two bodies that share a document.
function jointBodies(name: string): string | undefined {
  // "Rolls-Royce" is one.
  if (!/[ /]/u.test(name)) return undefined
  const parts = name.split(/\s*[/–-]\s*/u)
  return parts.length === 2 && parts.every((part) => /^\p{Lu}\p{L}/u.test(part) && part.length > 2) ? parts.join(' and ') : undefined
}
