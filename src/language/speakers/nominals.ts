import { actorSense } from '../names/actors.js'
import { mayBeCalled } from '../names/body-fit.js'
import type { Named, Naming } from '../names/entities.js'
import { firstFrom, type NamePiece } from '../names/name-pieces.js'
import { type Passage, plain } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'
import { MALE_NOUNS, NO_LONGER, OFFICIAL_NOUNS, PERSON_NOUNS, PRIVATE_NOUNS, SAME_OFFICE, TITLES } from '../words/titles.js'
import { US_STATES } from '../words/us-states.js'
import { documentFamily, isHad, narrowsNoun } from './document-makers.js'
import type { Salience } from './salience.js'
import { isBodyNoun, isDocumentNoun, type SourceMention, singular } from './source-mention.js'

/** A noun phrase that names a speaker without being a name. */
export type Nominal = Extract<SourceMention, { form: 'nominal' }>

/** Whom a nominal means: an entity, a body named by its own words only ("the foreign ministry"), or nobody that can be told. */
export interface Meant {
  readonly entity: number
  /** Name made of the nominal's own words; undefined where an entity is meant or nobody. */
  readonly name?: string
  readonly certainty: number
  readonly why: string
}

/** What nominals are resolved against. */
export interface NominalContext {
  readonly p: Passage
  readonly pieces: readonly NamePiece[]
  readonly naming: Naming
  readonly salience: Salience
  readonly rolesOf: ReadonlyMap<number, readonly RoleMention[]>
  /** Entity that each family of document nouns was last said of ("poll" → Bloomberg). */
  readonly documents: Map<string, number>
  /** The entity of a body that is named by a nominal's own words ("the Clinton campaign"); made where there is none yet. */
  bodyNamed(name: string, nominal: Nominal): number
  /** Token where somebody or something without a name was last spoken of by that noun ("an official"); -1 where nobody was. */
  introduced(noun: string): number
  /** Whom a pronoun in the place of token `t` would mean (gender as of "he", "she" or neither), and the share that this likeliest one has. */
  likeliest(t: number, gender: number): { readonly entity: number; readonly share: number }
  /** Entity that an owner pronoun means ("his campaign"); -1 where unknown. */
  ownerOf(token: number): number
}

const NOBODY: Meant = { entity: -1, certainty: 0, why: 'nobody is named' }

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

// "Trump's eyes", "Clinton's speech": the owner, where what is owned cannot speak by itself.
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

const kindOf = ({ naming }: NominalContext, piece: number): string | undefined => naming.entities[naming.entityOf[piece] as number]?.kind

function ofDocument(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { pieces, naming, documents, p } = context
  const people: number[] = []
  const makers = [...nominal.pieces].sort((a, b) => Number(kindOf(context, b) === 'body') - Number(kindOf(context, a) === 'body'))
  for (const index of makers) {
    const piece = pieces[index] as NamePiece
    const named = naming.entities[naming.entityOf[index] as number]
    // "a paper by Dutch scientists"
    if (named === undefined || actorSense(piece.parts.join(' '))?.link === 'demonym') continue
    const link = /^(?:the|an?)$/u.test(p.lower[piece.first - 1] ?? '') ? piece.first - 2 : piece.first - 1
    const before = p.lower[link]
    // "e-mails seen by the Vestby Post": whoever has them did not write them.
    if (before === 'by' && isHad(p.lower[link - 1])) continue
    // "exit polls from the Vestby primary": made by whoever the preposition means, not by what stands before that.
    const made = piece.last <= nominal.head || (/^(?:by|from|in)$/u.test(before ?? '') && !narrowsNoun(p, piece.last))
    const several = made && named.kind !== 'person' ? jointBodies(named.name) : undefined
    if (several !== undefined) return { entity: -1, name: several, certainty: 0.8, why: 'a document speaks for the bodies that made it' }
    if (made && isMaker(named, before === 'by')) {
      documents.set(documentFamily(noun), naming.entityOf[index] as number)
      return { entity: naming.entityOf[index] as number, certainty: 0.85, why: 'a document speaks for the body that made it' }
    }
    if (made && named.kind === 'person') people.push(naming.entityOf[index] as number)
  }
  if (people[0] !== undefined) return { entity: people[0], certainty: 0.75, why: 'a document speaks for who made it' }
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

// A definite noun for a person: somebody whose role holds that noun or another word for the office; an age or place must agree.
function ofPerson(context: NominalContext, nominal: Nominal, noun: string): Meant {
  const { p, naming, salience, rolesOf } = context
  const age = /^(\d+)-year-old/u.exec(
    p.lower.slice(nominal.range.first, nominal.range.last).find((w) => /^\d+-year-old/u.test(w)) ?? '',
  )?.[1]
  const sentence = p.sentenceOf[nominal.head] as number
  const people = salience.recent(['person'], sentence, 60, 24)
  if (age !== undefined && (nominal.owner !== -1 || isOwnedByAge(p, nominal))) return NOBODY
  if (age !== undefined) return ofAge(context, people, age, sentence)
  if (PERSON_NOUNS.has(noun)) return NOBODY
  const modifiers = modifiersOf(p, nominal)
  // "An official … The official": not the spokesman who was named before either.
  const since = context.introduced(noun)
  const scored = people
    .map((entity, rank) => {
      const around = placesAround(p, naming.entities[entity] as Named, context.pieces)
      const roles = (rolesOf.get(entity) ?? []).filter((role) => !isAnothers(context, role, nominal))
      const fit = Math.max(0, ...roles.map((role) => roleFit(p, role, noun, modifiers, around)))
      return { entity, score: fit === 0 ? 0 : fit + 1 / (1 + rank) + Math.min(1, salience.countOf(entity) / 10) }
    })
    .filter(({ entity, score }) => score > 0 && (salience.latest(entity)?.token ?? 0) > since)
    .sort((a, b) => b.score - a.score)
  const [top, second] = scored
  if (top === undefined && since !== -1 && sentence - (p.sentenceOf[since] as number) <= 6) return NOBODY
  if (top === undefined) return byTurn(context, nominal, noun, modifiers)
  const named = naming.entities[top.entity] as Named
  const margin = second === undefined ? 2 : top.score - second.score
  return { entity: top.entity, certainty: Math.min(0.93, 0.55 + 0.25 * margin), why: `“${noun}” is what the article calls ${named.name}` }
}

// "His lawyer" is not the lawyer of somebody else who was called "his lawyer" before.
function isAnothers(context: NominalContext, { owner }: RoleMention, nominal: Nominal): boolean {
  if (owner === -1 || nominal.owner === -1) return false
  const [theirs, own] = [owningEntity(context, owner), owningEntity(context, nominal.owner)]
  if (own === -1 || theirs === own) return false
  // A body that was first named since then is another one, whatever the first was.
  const first = context.pieces[context.naming.entities[own]?.pieces[0] ?? -1]?.first ?? -1
  return theirs !== -1 || first > owner
}

// Whom "his" or "its" means: by the links of pronouns, or the body, place or thing named last before.
function owningEntity({ p, pieces, naming, ownerOf }: NominalContext, token: number): number {
  if (!/^(?:its|their)$/u.test(p.lower[token] as string)) return ownerOf(token)
  for (let i = firstFrom(pieces, token) - 1; i >= 0; i--) {
    const entity = naming.entityOf[i] as number
    if (entity !== -1 && naming.entities[entity]?.kind !== 'person') return entity
  }
  return -1
}

// "the 51-year-old's widow"
function isOwnedByAge(p: Passage, { range, head }: Nominal): boolean {
  for (let t = range.first; t < head; t++) if (p.tokens[t]?.tag === 'POS' && /-year-old$/u.test(p.lower[t - 1] as string)) return true
  return false
}

function ofAge({ p, pieces, naming, salience }: NominalContext, people: readonly number[], age: string, sentence: number): Meant {
  for (const entity of people) {
    for (const index of (naming.entities[entity] as Named).pieces) {
      const at = (pieces[index] as NamePiece).last
      if (p.words[at] === ',' && (p.words[at + 1] === age || p.lower[at + 1]?.startsWith(`${age}-year`)))
        return { entity, certainty: 0.95, why: `the article gives that age` }
    }
  }
  // No age is given with a name: whoever has just spoken, or is named last as what a sentence is about; not who is named in passing.
  const turn = salience.turn(1)
  const spoke = people.find((entity) => entity === turn?.entity && sentence - turn.sentence <= 1)
  if (spoke !== undefined) return { entity: spoke, certainty: 0.72, why: 'the person who has just spoken' }
  const latest = people[0]
  return latest !== undefined && salience.latest(latest)?.main ? { entity: latest, certainty: 0.65, why: 'the person named last' } : NOBODY
}

const POLITICIAN = /^(?:republican|democrat|senator|congressman|congresswoman|lawmaker|governor|representative|legislator|politician)$/u

// "The Wisconsin Republican": newspapers vary so the name of whoever is just speaking; a place before the noun is the sign of it.
function byTurn(context: NominalContext, nominal: Nominal, noun: string, modifiers: readonly string[]): Meant {
  const { p, naming, salience, rolesOf } = context
  if (VARIED.test(noun) && nominal.owner === -1) return bySpeech(context, nominal)
  if (!POLITICIAN.test(noun)) return NOBODY
  const turn = salience.turn(1)
  const sentence = p.sentenceOf[nominal.head] as number
  const speaking = turn !== undefined && sentence - turn.sentence <= 2 && naming.entities[turn.entity]?.kind === 'person'
  const meant = speaking ? turn.entity : salience.recent(['person'], sentence, 2, 1)[0]
  if (meant === undefined) return NOBODY
  const place = modifiers.some((word) => US_STATES[word.toLowerCase()] !== undefined || actorSense(word) !== undefined)
  const roles = rolesOf.get(meant) ?? []
  const office = /^(?:republican|democrat|lawmaker|legislator|politician)$/u.test(noun) || roles.length === 0
  return place && office
    ? { entity: meant, certainty: meant === turn?.entity ? 0.68 : 0.58, why: 'whoever is speaking, called by place and office' }
    : NOBODY
}

const VARIED =
  /^(?:candidate|nominee|contender|hopeful|frontrunner|front-runner|businessman|businesswoman|billionaire|mogul|tycoon|magnate)$/u

// "The businessman", "the nominee", where the article gives nobody such a role: whoever has just spoken, where nobody else is meant since.
function bySpeech(context: NominalContext, nominal: Nominal): Meant {
  const { p, naming, salience } = context
  const turn = salience.turn(1)
  const sentence = p.sentenceOf[nominal.head] as number
  const people = salience.recent(['person'], sentence, 2, 2)
  const goesOn = turn !== undefined && sentence - turn.sentence <= 2 && naming.entities[turn.entity]?.kind === 'person'
  if (!goesOn || people[0] !== turn.entity) return byPlace(context, nominal)
  return { entity: turn.entity, certainty: people.length === 1 ? 0.7 : 0.58, why: 'whoever is speaking, called by what he is' }
}

const OTHER_ROLES =
  /^(?:spokes\w+|reporter|host|moderator|anchor|journalist|columnist|analyst|strategist|pollster|adviser|advisor|aide|professor|manager|director|chairman|chairwoman|judge|lawyer|attorney|editor|author|voter)$/u

// The same where he has not spoken just now: whom "he" would mean there, where little speaks against it and he is called nothing else.
function byPlace(context: NominalContext, nominal: Nominal): Meant {
  const { p, naming, likeliest, rolesOf, salience, pieces } = context
  const { entity, share } = likeliest(nominal.head, MALE_NOUNS.has(p.lower[nominal.head] as string) ? 1 : 0)
  const named = naming.entities[entity]
  const roles = (rolesOf.get(entity) ?? []).flatMap(({ ranges }) => ranges.flatMap(({ first, last }) => p.lower.slice(first, last)))
  if (named === undefined || share < 0.7 || named.pieces.length < 2) return NOBODY
  // Only the person whom the article names most, and of a party only who is said to be of it.
  const people = salience.recent(['person'], p.sentenceOf[nominal.head] as number, 60, 24)
  if (people.some((other) => (naming.entities[other] as Named).pieces.length > named.pieces.length)) return NOBODY
  const party = modifiersOf(p, nominal)
    .find((word) => PARTIES.test(word.toLowerCase()))
    ?.toLowerCase()
  const letter = party === 'democratic' ? 'D' : 'R'
  const around = placesAround(p, named, pieces)
  if (party !== undefined && !around.includes(`(${letter}`) && !roles.some((word) => PARTIES.test(word) && sameParty(word, party)))
    return NOBODY
  if (roles.some((word) => OTHER_ROLES.test(plain(word)))) return NOBODY
  return { entity, certainty: share > 0.9 ? 0.72 : 0.6, why: 'whoever is spoken of, called by what he is' }
}

// The words before the noun that narrow it; names of several words count as one.
function modifiersOf(p: Passage, nominal: Nominal): string[] {
  const words: string[] = []
  for (let t = nominal.range.first; t < nominal.head; t++) {
    const word = p.words[t] as string
    if (!/^(?:NN|JJ)/u.test(p.tokens[t]?.tag ?? '') && !NO_LONGER.has(p.lower[t] as string)) continue
    const proper = p.tokens[t]?.tag.startsWith('NNP') ?? false
    if (proper && p.tokens[t - 1]?.tag.startsWith('NNP') && words.length > 0 && t > nominal.range.first)
      words[words.length - 1] += ` ${word}`
    else words.push(word)
  }
  return words
}

// What stands behind the first mentions of a name in a short form: "(R-Vt.)", ", D-Fla.,".
function placesAround(p: Passage, named: Named, pieces: readonly NamePiece[]): string {
  return named.pieces
    .slice(0, 3)
    .map((index) => p.words.slice((pieces[index] as NamePiece).last, (pieces[index] as NamePiece).last + 5).join(' '))
    .join(' ')
}

const PARTIES = /^(?:republican|democratic|gop)$/u
const sameParty = (a: string, b: string): boolean => a === b || (a !== 'democratic' && b !== 'democratic')

// A vice president is not the president.
const UNDER = /^(?:vice|deputy|assistant|associate)$/iu

const PARTY =
  /^(?:republican|republicans|democrat|democratic|gop|presidential|senior|junior|embattled|new|young|veteran|top|long-time|longtime|first-term)$/iu

// 2 for the same noun, 1.3 for another word for the office; more where the words before it agree. Nothing where a place differs, or where
// one of them is a former holder and the other is not.
function roleFit(p: Passage, role: RoleMention, noun: string, modifiers: readonly string[], around: string): number {
  let fit = 0
  const words = role.ranges.flatMap(({ first, last }) => p.lower.slice(first, last))
  for (const word of words) {
    const title = plain(word)
    if (title === noun) fit = Math.max(fit, 2)
    else if (SAME_OFFICE[title]?.includes(noun)) fit = Math.max(fit, 1.3)
  }
  if (modifiers.some((m) => UNDER.test(m)) !== words.some((w) => UNDER.test(w))) return 0
  if (fit === 0 || words.some((w) => NO_LONGER.has(w)) !== modifiers.some((m) => NO_LONGER.has(m.toLowerCase()))) return 0
  if (isOfAnother(p, role, modifiers) || isForeign(p, role, modifiers)) return 0
  for (const modifier of modifiers) {
    const word = modifier.toLowerCase()
    if (
      ` ${words.join(' ')} `.includes(` ${word} `) ||
      (PARTIES.test(word) && words.some((w) => PARTIES.test(w) && sameParty(w, word))) ||
      words.some((w) => w.length > 3 && word.length > 3 && w.slice(0, 4) === word.slice(0, 4)) ||
      standsFor(around, modifier)
    )
      fit += 0.8
    else if (/^\p{Lu}/u.test(modifier) && !PARTY.test(word) && !NO_LONGER.has(word)) {
      if (hasOtherPlace(words, around) || PARTY.test(noun)) return 0
      fit -= 1.2
    } else if (PARTIES.test(word) && words.some((w) => PARTIES.test(w) && !sameParty(w, word))) return 0
  }
  return fit
}

// "The Saudi minister" is not the "Iranian Foreign Minister".
function isForeign(p: Passage, { ranges }: RoleMention, modifiers: readonly string[]): boolean {
  const wanted = modifiers.flatMap((word) => (/^\p{Lu}/u.test(word) ? (actorSense(word)?.actor ?? []) : []))
  if (wanted.length === 0) return false
  const own = ranges.flatMap(({ first, last }) =>
    p.words.slice(first, last).flatMap((word) => (/^\p{Lu}/u.test(word) ? (actorSense(word)?.actor ?? []) : [])),
  )
  return own.length > 0 && !own.some((actor) => wanted.includes(actor))
}

// "The Rovers boss" is not the "United manager": both say by name whose, and the names have nothing in common. Places are left out, as a
// country's minister may be called by its capital.
function isOfAnother(p: Passage, { ranges, noun }: RoleMention, modifiers: readonly string[]): boolean {
  const whose = modifiers.filter((word) => isOwnersName(word))
  if (whose.length !== 1 || noun === -1) return false
  const named: string[] = []
  for (const { first, last } of ranges)
    for (let t = first; t < Math.min(last, noun); t++)
      if (p.tokens[t]?.tag.startsWith('NNP') && isOwnersName(p.words[t] as string)) named.push(p.lower[t] as string)
  const parts = (whose[0] as string).toLowerCase().split(' ')
  return named.length > 0 && !named.some((word) => parts.some((part) => part.slice(0, 4) === word.slice(0, 4)))
}

const isOwnersName = (word: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(word) &&
  !PARTY.test(word) &&
  !TITLES.has(word.toLowerCase()) &&
  !OFFICIAL_NOUNS.has(word.toLowerCase()) &&
  actorSense(word) === undefined &&
  US_STATES[word.toLowerCase()] === undefined

// A state or country stands with the name, so that another one means somebody else.
const hasOtherPlace = (words: readonly string[], around: string): boolean =>
  /\b[RDI]-\p{Lu}/u.test(around) ||
  words.some((word, i) => US_STATES[word] !== undefined || US_STATES[`${word} ${words[i + 1] ?? ''}`] !== undefined)

const standsFor = (around: string, place: string): boolean => {
  const short = US_STATES[place.toLowerCase()]
  return (
    around.includes(place) ||
    (short?.some((form) => around.includes(`-${form}`) || around.includes(`(${form}`) || around.includes(` ${form}`)) ?? false)
  )
}

const SMALL = /^(?:the|a|an|this|that|its|his|her|their|our)$/u

// "the Clinton campaign", "Argentina's environment ministry": named by their own words. "the agency": a body spoken of before.
function ofBody(context: NominalContext, nominal: Nominal, noun: string): Meant {
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
  if (GENERIC.test(noun)) {
    return ofGeneric(
      context,
      bodies.filter((entity) => isCalled(naming.entities[entity] as Named, noun)),
      sentence,
    )
  }
  return NOBODY
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

const isCalled = ({ kind, country, name }: Named, noun: string): boolean =>
  kind === 'body' && country === undefined && !SHOUTED.test(name) && mayBeCalled(noun, name)

// Words of a headline in capitals that were taken for a name.
const SHOUTED = /^(?:[\p{Lu}.]+ ){2,}[\p{Lu}.]+$/u

// "the company": the one that has just spoken, the only one near that may be called so, or the only one that the article keeps to.
function ofGeneric({ naming, salience }: NominalContext, bodies: readonly number[], sentence: number): Meant {
  const turn = salience.turn(1)
  const spoke = bodies.find((entity) => entity === turn?.entity && sentence - turn.sentence <= 3)
  if (spoke !== undefined) return { entity: spoke, certainty: 0.78, why: 'the body that has just spoken' }
  const near = bodies.filter((entity) => sentence - (salience.latest(entity)?.sentence ?? 0) <= 3)
  const [latest, second] = near
  if (latest !== undefined) {
    const clear = second === undefined || (salience.latest(latest)?.main && salience.countOf(latest) > salience.countOf(second))
    return { entity: latest, certainty: second === undefined ? 0.72 : clear ? 0.58 : 0.45, why: 'the body spoken of last' }
  }
  const often = bodies.filter((entity) => salience.countOf(entity) >= 3 && !/^\p{Lu}+$/u.test((naming.entities[entity] as Named).name))
  return often.length === 1 ? { entity: often[0] as number, certainty: 0.62, why: 'the one body of that kind' } : NOBODY
}

const OWN_NAME = /^(?:ministry|department|bank|government|police|court|council|parliament|army|military|administration|embassy|committee)$/u
const GENERIC =
  /^(?:company|firm|agency|bank|newspaper|paper|magazine|network|website|organization|organisation|union|broadcaster|club|federation|association|airline|outlet|publication|charity|site|group|commission|department|ministry|committee)$/u
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

function ownWords(p: Passage, nominal: Nominal): string {
  let first = nominal.range.first
  while (first < nominal.head && SMALL.test(p.lower[first] as string)) first++
  return p.text.slice(p.tokens[first]?.start, p.tokens[nominal.head]?.end).replace(/\s+/gu, ' ')
}
