import type { EntityKind } from '../../text/document.js'
import { BODY_NOUNS } from '../words/bodies.js'
import { isKnownBody } from '../words/known-bodies.js'
import { ADDRESS, FEMALE_NOUNS, MALE_NOUNS, TITLES } from '../words/titles.js'
import { actorSense } from './actors.js'
import { addressed, addressOf, sharedFamilies } from './family-addresses.js'
import type { NamePiece } from './name-pieces.js'
import { type Passage, plain } from './passage.js'
import {
  familyName,
  type Gender,
  genderOfAddress,
  genderOfGiven,
  isMisspelt,
  type PersonName,
  personName,
  samePerson,
  shortFit,
} from './person-names.js'

/** Somebody or something named in the article, while it is gathered. */
export interface Named {
  name: string
  kind: EntityKind
  /** Indexes into the list of name pieces. */
  readonly pieces: number[]
  readonly person: PersonName
  gender: Gender
  /** Standard actor that the name itself is another word for ("Beijing" → China); undefined for all else. */
  readonly country: string | undefined
}

/** All that is named: the entities, and for each name piece its entity and how sure that is, 0 to 1. */
export interface Naming {
  readonly entities: Named[]
  readonly entityOf: Int32Array
  readonly certainty: Float32Array
}

/** Gathers name pieces into entities. `title` is searched for full names that the text itself never gives. Linear but for names of one family name. */
export function gatherNames(passage: Passage, pieces: readonly NamePiece[]): Naming {
  const naming: Naming = {
    entities: [],
    entityOf: new Int32Array(pieces.length).fill(-1),
    certainty: new Float32Array(pieces.length).fill(1),
  }
  const families = new Map<string, number[]>()
  const bodies = new Map<string, number>()
  spellOut(passage, pieces, naming, bodies)
  gatherPeople(passage, pieces, naming, families)
  gatherBodies(passage, pieces, naming, bodies)
  return naming
}

function add(naming: Naming, piece: NamePiece, index: number, kind: EntityKind, name: string, country?: string): number {
  const person = personName(piece.parts)
  naming.entities.push({ name, kind, pieces: [index], person, gender: kind === 'person' ? genderOfGiven(person) : 0, country })
  naming.entityOf[index] = naming.entities.length - 1
  return naming.entities.length - 1
}

function join(naming: Naming, entity: number, index: number, certainty = 1): void {
  ;(naming.entities[entity] as Named).pieces.push(index)
  naming.entityOf[index] = entity
  naming.certainty[index] = certainty
}

/** The name as printed: the text from its first word to its last, on one line. */
const printed = (p: Passage, piece: NamePiece): string =>
  p.text
    .slice(p.tokens[piece.first]?.start, p.tokens[piece.last - 1]?.end)
    .replace(/\s+/gu, ' ')
    .replace(/^(\p{Lu}{2,})\.$/u, '$1')

const MOST_PER_FAMILY = 12

// Full names first, so that "Clinton" finds both Clintons whichever comes first; then the short ones in text order.
function gatherPeople(p: Passage, pieces: readonly NamePiece[], naming: Naming, families: Map<string, number[]>): void {
  const register = (entity: number): void => {
    for (const word of new Set((naming.entities[entity] as Named).person.words)) {
      const known = families.get(word)
      if (known === undefined) families.set(word, [entity])
      else if (known.length < MOST_PER_FAMILY && !known.includes(entity)) known.push(entity)
    }
  }
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.kind !== 'person' || piece.parts.length < 2 || piece.headline) return
    const name = personName(piece.parts)
    const family = [...(families.get(familyName(name)) ?? []), ...(families.get(name.words[0] as string) ?? [])]
    const same = family.find(
      (e) => samePerson((naming.entities[e] as Named).person, name) && !parted(p, piece, naming.entities[e] as Named),
    )
    if (same === undefined) register(add(naming, piece, i, 'person', printed(p, piece)))
    else {
      join(naming, same, i)
      widen(naming.entities[same] as Named, name, printed(p, piece))
      register(same)
    }
  })
  const shared = sharedFamilies(p, pieces)
  const ownGender = (entity: number): Gender => {
    const { person, pieces: theirs } = naming.entities[entity] as Named
    const given = genderOfGiven(person)
    if (given !== 0) return given
    const gender = theirs.reduce((sum, i) => sum + addressOf(p, pieces[i] as NamePiece), 0)
    return Math.sign(gender)
  }
  const owners = new Map<string, readonly { entity: number; gender: Gender }[]>()
  for (const word of shared.keys())
    owners.set(
      word,
      (families.get(word) ?? []).map((entity) => ({ entity, gender: ownGender(entity) })),
    )
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.parts.length > 2) return
    // "Cuban", "Jordan", "Holland" are people where the tagger has them so, or an address stands before.
    const foreign = piece.kind === 'place' || actorSense(piece.parts.join(' ')) !== undefined
    if (foreign && piece.titleFirst === piece.first && !isUsedAsName(p, piece)) return
    const name = personName(piece.parts)
    if (name.words.length !== 1) return
    const all = fitsOf(naming, families.get(name.words[0] as string) ?? [], name)
    const family = owners.get(name.words[0] as string)
    // "President Kim … Opposition leader Kim Dong-hyun": somebody else of that name, spoken of before.
    if (all.length === 1 && isOtherOffice(p, pieces, piece, i, naming.entities[(all[0] as { entity: number }).entity] as Named)) return
    const fits = family === undefined ? all : ofFamily(p, pieces, naming, piece, family, shared.get(name.words[0] as string) as number, all)
    if ((piece.kind !== 'person' || foreign) && !fits.some(({ fit }) => fit >= 3)) return
    if (piece.kind === 'body' && (BODY_NOUNS.has(name.words[0] as string) || isKnownBody(piece.parts[0] as string))) return
    if (fits.length > 0) joinBest(p, pieces, naming, i, fits)
    else if (piece.kind === 'person') joinMisspelt(naming, i, name)
  })
  headlines(p, pieces, naming, families, register)
  lonely(p, pieces, naming, families, register, shared)
  pieces.forEach((piece, i) => {
    const entity = naming.entities[naming.entityOf[i] as number]
    if (entity?.kind === 'person') entity.gender = clamp(entity.gender + wordsAround(p, piece))
  })
}

// "Mr. Egge" is not Isa Egge where the article speaks of a "Ms. Egge" too, even where no other Egge has a full name; nor is "Mayor Egge",
// where it is mostly he who is spoken of and she is never called mayor. `balance`: as in `sharedFamilies`.
function ofFamily<T extends { readonly entity: number }>(
  p: Passage,
  pieces: readonly NamePiece[],
  naming: Naming,
  piece: NamePiece,
  family: readonly { entity: number; gender: Gender }[],
  balance: number,
  fits: readonly T[],
): readonly T[] {
  const gender = addressOf(p, piece)
  if (gender === 0) {
    const [only, ...others] = family
    if (only === undefined || others.length > 0 || only.gender * balance >= 0) return fits
    return titlesOf(p, piece).length > 0 && titleScore(p, piece, pieces, naming.entities[only.entity] as Named) <= 0 ? [] : fits
  }
  const meant = addressed(
    family.filter(({ entity }) => fits.some((fit) => fit.entity === entity)),
    gender,
  )
  return fits.filter(({ entity }) => meant.some((one) => one.entity === entity))
}

const fitsOf = (naming: Naming, entities: readonly number[], name: PersonName): { entity: number; fit: number }[] =>
  entities.map((entity) => ({ entity, fit: shortFit(name, (naming.entities[entity] as Named).person) })).filter(({ fit }) => fit > 0)

const MOST_PEOPLE_COMPARED = 60

// "Lindqist" for Lindqvist: one person of a full name that differs by a letter, and no other.
function joinMisspelt(naming: Naming, index: number, name: PersonName): void {
  const near = naming.entities
    .slice(0, MOST_PEOPLE_COMPARED)
    .flatMap(({ kind, person }, e) =>
      kind === 'person' && person.words.length > 1 && isMisspelt(familyName(person), name.words[0] as string) ? [e] : [],
    )
  if (near.length === 1) join(naming, near[0] as number, index, 0.9)
}

function isUsedAsName(p: Passage, piece: NamePiece): boolean {
  if (p.names[p.nameOf[piece.first] as number]?.kind === 'person') return true
  if (actorSense(piece.parts.join(' '))?.link !== 'demonym' || p.lower[piece.first - 1] === 'the') return false
  return !/^(?:NN|JJ|CD)/u.test(p.tokens[piece.last]?.tag ?? '') && p.tokens[piece.last - 1]?.relation !== 'amod'
}

// Lists of pieces are looked at in part only, so that a name that comes ten thousand times costs no more than one that comes often.
const MOST_LOOKED_AT = 60

// The last piece before `index`: full names come first in the list, in text order, then short ones in text order.
function latestBefore(list: readonly number[], index: number): number {
  let low = 0
  let high = list.length
  const newest = (list.at(-1) ?? index) < index ? (list.at(-1) as number) : -1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as number) < index) low = middle + 1
    else high = middle
  }
  return Math.max(newest, low > 0 ? (list[low - 1] as number) : -1)
}

const clamp = (x: number): number => Math.max(-1, Math.min(1, x))

// "Mr. X" is not the woman of that name. A clash of address parts people whom the names alone would join.
const parted = (p: Passage, piece: NamePiece, entity: Named): boolean => wordsAround(p, piece) * entity.gender < -0.7

function wordsAround(p: Passage, piece: NamePiece): Gender {
  let gender = 0
  for (let t = piece.titleFirst; t < piece.first; t++) {
    const word = plain(p.words[t] as string)
    gender += 2 * genderOfAddress(word) + (MALE_NOUNS.has(word) ? 2 : 0) - (FEMALE_NOUNS.has(word) ? 2 : 0)
  }
  return gender
}

function widen(entity: Named, name: PersonName, text: string): void {
  // A family name with a letter more is a slip of the pen.
  if (isMisspelt(familyName(entity.person), familyName(name))) return
  const longer =
    name.words.length > entity.person.words.length ||
    (name.words.length === entity.person.words.length && name.words.join('').length > entity.person.words.join('').length)
  const shouted = text === text.toUpperCase()
  if ((longer && !shouted && name.words.length <= 6) || (entity.name === entity.name.toUpperCase() && !shouted)) {
    entity.name = text
    ;(entity as { person: PersonName }).person = name
  }
}

// Of several people of one family name: address decides; then who was last named in full nearby; then who is most talked of.
function joinBest(
  p: Passage,
  pieces: readonly NamePiece[],
  naming: Naming,
  index: number,
  fits: readonly { entity: number; fit: number }[],
): void {
  const piece = pieces[index] as NamePiece
  const gender = wordsAround(p, piece)
  const sentence = p.sentenceOf[piece.first] as number
  const best = Math.max(...fits.map(({ fit }) => fit))
  const scored = fits
    .filter(({ fit }) => fit === best)
    .map(({ entity }) => {
      const named = naming.entities[entity] as Named
      const full = named.pieces.filter((i, at) => at < MOST_LOOKED_AT && (pieces[i] as NamePiece).parts.length > 1).length
      const last = latestBefore(named.pieces, index)
      const nearest = last === -1 ? Number.POSITIVE_INFINITY : sentence - (p.sentenceOf[(pieces[last] as NamePiece).first] as number)
      const first = named.pieces[0] as number
      const score =
        (gender !== 0 ? 4 * Math.sign(gender) * named.gender : 0) +
        (nearest <= 2 ? 2.5 - nearest * 0.6 : 0) +
        Math.min(3, Math.log2(1 + full)) +
        (first < index ? 1.2 : 0) +
        titleScore(p, piece, pieces, named)
      return { entity, score }
    })
    .sort((a, b) => b.score - a.score)
  const [top, second] = scored
  if (top !== undefined)
    join(naming, top.entity, index, second === undefined ? 1 : 1 / (1 + Math.exp(-(0.6 + 1.2 * (top.score - second.score)))))
}

// Names in headlines join people whom the text names, by all their words or by the family name among theirs; two words may be a new name.
function headlines(
  p: Passage,
  pieces: readonly NamePiece[],
  naming: Naming,
  families: Map<string, number[]>,
  register: (entity: number) => void,
): void {
  pieces.forEach((piece, i) => {
    if (!piece.headline || naming.entityOf[i] !== -1 || piece.kind !== 'person' || piece.parts.length < 2) return
    const name = personName(piece.parts)
    const known = name.words
      .flatMap((word) => families.get(word) ?? [])
      .find(
        (e) =>
          (naming.entities[e] as Named).person.words.every((word) => name.words.includes(word)) ||
          name.words.slice(0, 2).join(' ') === (naming.entities[e] as Named).person.words.join(' '),
      )
    const family = known ?? (families.get(familyName(name)) ?? []).find((e) => samePerson((naming.entities[e] as Named).person, name))
    if (family !== undefined) join(naming, family, i)
    else if (piece.parts.length === 2) register(add(naming, piece, i, 'person', printed(p, piece)))
  })
}

// "President Obama" is whoever the article calls president elsewhere, and not somebody whom it calls something else.
function titleScore(p: Passage, piece: NamePiece, pieces: readonly NamePiece[], named: Named): number {
  const titles = titlesOf(p, piece)
  if (titles.length === 0) return 0
  const theirs = named.pieces
    .slice(0, MOST_LOOKED_AT)
    .flatMap((i) => ((pieces[i] as NamePiece).parts.length > 1 ? titlesOf(p, pieces[i] as NamePiece) : []))
  return titles.some((title) => theirs.includes(title)) ? 3 : theirs.length > 0 ? -2 : 0
}

const titlesOf = (p: Passage, piece: NamePiece): string[] =>
  p.lower
    .slice(piece.titleFirst, piece.first)
    .map(plain)
    .filter((title) => !ADDRESS.has(title))

// Family names that the text never gives in full: the title may; otherwise they stand by themselves.
function lonely(
  p: Passage,
  pieces: readonly NamePiece[],
  naming: Naming,
  families: Map<string, number[]>,
  register: (entity: number) => void,
  shared: ReadonlyMap<string, number>,
): void {
  const places = new Set(pieces.flatMap(({ kind, parts }) => (kind === 'place' ? [parts.join(' ')] : [])))
  const small = new Set(p.words.filter((word) => /^\p{Ll}/u.test(word)))
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.parts.length !== 1) return
    const full = actorSense(piece.parts[0] as string) === undefined ? fullInTitle(p.title, piece.parts[0] as string) : undefined
    // "Hacker Zolt: …" where the text speaks of "the hacker": a noun, no first name.
    const inTitle = full !== undefined && small.has((full.split(' ')[0] as string).toLowerCase()) ? undefined : full
    if ((piece.kind !== 'person' || isLikePlace(p, piece, places)) && inTitle === undefined) return
    if (isEpithet(p, piece) && inTitle === undefined) return
    const word = personName(piece.parts).words[0]
    if (word === undefined) return
    const gender = shared.has(word) ? addressOf(p, piece) : 0
    const known = (families.get(word) ?? []).find((e) => {
      const { person, gender: theirs } = naming.entities[e] as Named
      return person.words.length === 1 && theirs * gender >= 0
    })
    if (known !== undefined) {
      join(naming, known, i)
      ;(naming.entities[known] as Named).gender ||= gender
      return
    }
    // Of a man and a woman with one family name, the address is what tells them apart.
    const text = gender === 0 ? (piece.parts[0] as string) : printed(p, { ...piece, first: piece.first - 1 })
    const entity = add(naming, piece, i, 'person', inTitle ?? text)
    ;(naming.entities[entity] as Named).gender = gender
    register(entity)
  })
}

// "the Scot fumed": somebody called by what he is.
const isEpithet = (p: Passage, { kind, parts, first, titleFirst }: NamePiece): boolean =>
  parts.length === 1 && titleFirst === first && p.words[first - 1] === 'the' && (kind === 'person' || NATIVE.test(parts[0] as string))

const NATIVE =
  /^(?:Scot|Dane|Swede|Finn|Pole|Spaniard|Turk|Briton|Serb|Croat|Czech|Slovak|(?:Scots|Welsh|Irish|English|French|Dutch)(?:man|woman))$/u

function isOtherOffice(p: Passage, pieces: readonly NamePiece[], piece: NamePiece, index: number, named: Named): boolean {
  const first = pieces[named.pieces[0] as number] as NamePiece
  // A president may well be called a leader first.
  if (piece.headline || titlesOf(p, piece).includes('leader')) return false
  return (named.pieces[0] as number) > index && titlesOf(p, first).length > 0 && titleScore(p, piece, pieces, named) === -2
}

// "near Llanfor", "the river Esker", or a name that is a place elsewhere: no person, where no title says so.
function isLikePlace(p: Passage, piece: NamePiece, places: ReadonlySet<string>): boolean {
  if (piece.titleFirst < piece.first) return false
  const before = p.lower[piece.first - 1] ?? ''
  return places.has(piece.parts[0] as string) || /^(?:in|near|river|lake|mount|island|village|town|valley|bay)$/u.test(before)
}

/** The full name in a headline that ends with the family name `word`; undefined where there is none, or where all of it is in capitals. */
export function fullInTitle(title: string | undefined, word: string): string | undefined {
  if (title === undefined) return undefined
  const words = title.match(/[\p{L}\p{N}’'.-]+|[^\s]/gu) ?? []
  const at = words.findIndex((w) => w.replace(/[’']s$/u, '').toLowerCase() === word.toLowerCase())
  const before = words[at - 1]
  // "Cecile Harper: …": a name of two words that a headline begins with, before a colon.
  const heads = at === 1 && words[2] === ':' && /^\p{Lu}\p{Ll}+$/u.test(before ?? '') && !TITLES.has(plain(before ?? ''))
  if (at < 1 || before === undefined || !(heads || genderOfGivenWord(before))) return undefined
  return `${before} ${word}`
}

const genderOfGivenWord = (word: string): boolean => genderOfGiven({ words: [word.toLowerCase(), 'x'], suffix: undefined }) !== 0

// Bodies, places and the rest: by their words, by initials ("HWU", "S.E.C."), by a part of the name ("the Post", "Fjordline").
function gatherBodies(p: Passage, pieces: readonly NamePiece[], naming: Naming, byKey: Map<string, number>): void {
  const byPart = new Map<string, number[]>()
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] !== -1 || piece.parts.length < 2 || piece.headline) return
    gatherBody(p, piece, i, naming, byKey, byPart)
  })
  pieces.forEach((piece, i) => {
    if (naming.entityOf[i] === -1 && !isEpithet(p, piece)) gatherBody(p, piece, i, naming, byKey, byPart)
  })
}

// "Alliance to Reclaim Our Schools (AROS)": the words before the bracket whose initials it is are the name, however the tagger cut them.
function spellOut(p: Passage, pieces: readonly NamePiece[], naming: Naming, byKey: Map<string, number>): void {
  pieces.forEach((piece, i) => {
    const first = spelledFrom(p, piece)
    if (first === -1 || naming.entityOf[i] !== -1) return
    const name = p.text.slice(p.tokens[first]?.start, p.tokens[piece.first - 2]?.end).replace(/\s+/gu, ' ')
    const known = actorSense(name)
    const key = keyOf(known?.link === 'name' ? known.actor : name)
    const entity = byKey.get(key) ?? add(naming, piece, i, 'body', known?.link === 'name' ? known.actor : name, known?.actor)
    if (naming.entityOf[i] === -1) join(naming, entity, i)
    byKey.set(key, entity)
    byKey.set(keyOf(piece.parts[0] as string), entity)
    for (let k = i - 1; k >= 0 && (pieces[k] as NamePiece).first >= first; k--) if (naming.entityOf[k] === -1) join(naming, entity, k)
  })
}

// The token from which on the initials before a bracketed short form spell it; -1 where they do not.
function spelledFrom(p: Passage, piece: NamePiece): number {
  const short = piece.parts[0] as string
  if (
    piece.parts.length !== 1 ||
    !/^\p{Lu}[\p{Lu}.&]{1,7}$/u.test(short) ||
    p.words[piece.first - 1] !== '(' ||
    p.words[piece.last] !== ')'
  )
    return -1
  const letters = short.replace(/[.&]/gu, '').toLowerCase()
  const start = p.sentences[p.sentenceOf[piece.first] as number]?.first ?? 0
  for (let t = piece.first - 2; t >= Math.max(start, piece.first - 12); t--) {
    if (!/^\p{Lu}/u.test(p.words[t] as string)) continue
    const words = p.lower.slice(t, piece.first - 1).filter((word) => /^\p{L}/u.test(word))
    const all = words.map((word) => word[0] as string).join('')
    const strong = words
      .filter((word) => !/^(?:the|of|and|for|in|on|to|a)$/u.test(word))
      .map((word) => word[0] as string)
      .join('')
    if (all === letters || strong === letters) return t
  }
  return -1
}

const keyOf = (text: string): string => text.toLowerCase().replace(/[.’']/gu, '')

function gatherBody(
  p: Passage,
  piece: NamePiece,
  i: number,
  naming: Naming,
  byKey: Map<string, number>,
  byPart: Map<string, number[]>,
): void {
  const text = printed(p, piece)
  const sense = actorSense(text)
  const country = sense === undefined || sense.link === 'demonym' ? undefined : sense.actor
  const whole = sense !== undefined && sense.link !== 'demonym' && sense.link !== 'body'
  const key = whole && isSameThing(text, sense.actor) ? keyOf(sense.actor) : keyOf(text)
  const known = byKey.get(key) ?? partial(p, piece, i, naming, byKey, byPart, key)
  if (known !== undefined) {
    join(naming, known, i)
    return
  }
  const name = whole && isSameThing(text, sense.actor) ? sense.actor : text
  const entity = add(naming, piece, i, piece.kind, name, country)
  byKey.set(key, entity)
  if (piece.parts.length < 2) return
  const initials = initialsOf(piece.parts)
  for (const short of initials) if (!byKey.has(short)) byKey.set(short, entity)
  for (const part of new Set([piece.parts[0], piece.parts.at(-1)].map((w) => keyOf(w as string)))) {
    const list = byPart.get(part)
    if (list === undefined) byPart.set(part, [entity])
    else if (list.length < MOST_PER_FAMILY) list.push(entity)
  }
}

/** A country's or body's other names become its standard one; a palace's or an organ's do not ("White House", "European Commission"). */
function isSameThing(text: string, actor: string): boolean {
  const sense = actorSense(text)
  if (sense?.link === 'capital') return false
  if (sense?.link === 'seat') return false
  return (
    keyOf(text) === keyOf(actor) ||
    !/\b(?:Council|Commission|Parliament|Assembly|Secretariat|Authority|Organization|Agency|Programme|Program|Office|UN\w+|Eurogroup|Frontex|Europol|OCHA|OHCHR|FAO|WFP)\b/u.test(
      text,
    ) ||
    initialsOf(actor.split(' ')).includes(keyOf(text))
  )
}

function initialsOf(parts: readonly string[]): string[] {
  const capitals = parts.filter((word) => /^\p{Lu}/u.test(word))
  if (capitals.length < 2) return []
  const all = parts.filter((word) => !/^(?:the|of|and|for|in|on|&)$/iu.test(word)).map((word) => (word[0] as string).toLowerCase())
  const withSmall = parts.map((word) => (word[0] as string).toLowerCase()).join('')
  return [...new Set([all.join(''), withSmall])].filter((short) => short.length >= 2)
}

// Bodies that go by one word; "White House" is no longer form of "House".
const ALWAYS_WHOLE = /^(?:house|senate|congress|parliament|state|states|court|party|committee|department|police|poll|union|council)$/u

// "Fjordline Ferries" is Fjordline, "Western Post" the Post; "Fjordline Flight 20" and "Fjordline President" are other things.
function isLongerName(printedName: string, name: string, key: string): boolean {
  if (name.endsWith(` ${key}`)) return !/-\p{Ll}/u.test(printedName.slice(0, -key.length))
  if (!name.startsWith(`${key} `) || / (?:and|&) /u.test(name)) return false
  const last = name.slice(name.lastIndexOf(' ') + 1)
  return BODY_NOUNS.has(last) || COMPANY_ENDINGS.test(last)
}

const COMPANY_ENDINGS =
  /^(?:inc|corp|co|ltd|llc|plc|ag|sa|holdings|industries|international|usa|america|publishing|airways|pictures|records|books|motor|stores|markets|reports|decisions|polling|strategies|research|communications|media|digital|technologies|systems|motors|foods|pharmaceuticals|fund|ferries|lines|brothers|associates|partners|capital|energy|oil|gas|solutions)$/u

// "the Post", "Fjordline", "the Security Council": the first or last words of a body's longer name; of several the one named last before.
// A lone word only with "the", or where it is marked a body.
function partial(
  p: Passage,
  piece: NamePiece,
  index: number,
  naming: Naming,
  byKey: ReadonlyMap<string, number>,
  byPart: Map<string, number[]>,
  key: string,
): number | undefined {
  const text = piece.parts.join(' ')
  const sense = actorSense(text)
  if (piece.kind === 'place' || piece.kind === 'person' || (sense !== undefined && isSameThing(text, sense.actor))) return undefined
  const capitals = /^\p{Lu}{2,}\.?$/u.test(piece.parts[0] as string)
  if (piece.parts.length === 1 && p.lower[piece.first - 1] !== 'the' && piece.kind !== 'body' && !capitals) return undefined
  // "State's lawyers": a department by its first word.
  const department = p.lower[piece.first - 1] === 'the' ? undefined : byKey.get(`${key} department`)
  if (department !== undefined || ALWAYS_WHOLE.test(key)) return department
  const ends = new Set([piece.parts[0], piece.parts.at(-1)].map((word) => keyOf(word as string)))
  const fits = [...new Set([...ends].flatMap((word) => byPart.get(word) ?? []))].filter((entity) => {
    const named = naming.entities[entity] as Named
    const name = keyOf(named.name)
    return named.kind !== 'place' && named.kind !== 'person' && isLongerName(named.name, name, key)
  })
  if (fits.length < 2) return fits[0]
  const lastBefore = (entity: number): number => latestBefore((naming.entities[entity] as Named).pieces, index)
  return fits.reduce((best, entity) => (lastBefore(entity) > lastBefore(best) ? entity : best))
}
