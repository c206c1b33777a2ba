import type { Entity, EntityKind, Mention, Speaker, Statement } from '../text/document.js'
import type { Span } from '../text/span.js'
import { type Antecedent, type EntityTraits, type PronounSite, rankAntecedents, shareOfFirst } from './antecedents.js'
import { documentAt } from './document-makers.js'
import { gatherNames, type Named, type Naming } from './entities.js'
import { homeCountry } from './home-country.js'
import { type NamePiece, namePieces } from './name-pieces.js'
import { type Meant, type Nominal, resolveNominal } from './nominals.js'
import { type Passage, passageOf, type SpeakerLayers, tokenRange } from './passage.js'
import { type RoleMention, roleText } from './roles.js'
import { Salience } from './salience.js'
import { type SourceMention, sourceMention } from './source-mention.js'
import type { FoundStatement } from './statements.js'
import { type UnnamedPerson, unnamedPersonAt } from './unnamed-people.js'
import { actorsOf, rolesOfPeople, unnamedSpeaker, type Voices } from './voices.js'

/** A statement as found: who says it is still to be told. */
export type SourcedStatement = Omit<FoundStatement, 'sourceChance'>

/** Names, what they mean, and the statements with their speakers: the last layers of a document. */
export interface SpeakerReading {
  readonly mentions: readonly Mention[]
  readonly entities: readonly Entity[]
  readonly statements: readonly Statement[]
}

/** One candidate for a statement's speaker, with what spoke for and against it. */
export interface SpeakerReason {
  readonly kind: 'name' | 'pronoun' | 'nominal' | 'turn' | 'nobody'
  readonly text: string
  readonly score: number
  readonly reasons: readonly string[]
}

/** Told, where somebody asks why: the statement's index and its candidates, the chosen one first. */
export type SpeakerTrace = (statement: number, candidates: readonly SpeakerReason[]) => void

/** Told of every pronoun that was ranked, for learning the weights. */
export type PronounTrace = (site: PronounSite, ranked: readonly Antecedent[], naming: Naming, pieces: readonly NamePiece[]) => void

/** Below this, a statement's speaker is left unclear rather than named. */
export const LEAST_CERTAINTY = 0.5

interface Decision {
  readonly entity: number
  readonly name: string | undefined
  readonly certainty: number
  readonly members?: readonly number[]
}

const UNKNOWN: Decision = { entity: -1, name: undefined, certainty: 0 }
const HE = /^(?:he|him|his|himself)$/u
const SHE = /^(?:she|her|hers|herself)$/u

/**
 * Tells who made each statement: gathers names into entities, links pronouns and descriptions to them, and gives each speaker the fullest
 * name, the role and the actor that the article gives. A speaker that cannot be told with enough certainty stays unnamed. Linear in the
 * text's length; never throws.
 */
export function resolveSpeakers(
  layers: SpeakerLayers,
  found: readonly SourcedStatement[],
  trace?: SpeakerTrace,
  pronouns?: PronounTrace,
): SpeakerReading {
  return new SpeakerWalk(layers, found, trace, pronouns).read()
}

class SpeakerWalk {
  private readonly p: Passage
  private readonly pieces: NamePiece[]
  private readonly pieceAt: Int32Array
  private readonly naming: Naming
  private readonly salience: Salience
  private readonly rolesOf: ReadonlyMap<number, readonly RoleMention[]>
  private readonly sources: SourceMention[]
  private readonly decisions: Decision[]
  private readonly pronounEntity = new Map<number, { entity: number; certainty: number; ranked: Antecedent[] }>()
  private readonly nominalMentions: { first: number; last: number; entity: number }[] = []
  private readonly documents = new Map<string, number>()
  private readonly ownBodies = new Map<string, number>()
  private readonly ownActors = new Map<number, string | null>()
  private readonly lastOfForm = new Map<string, number>()
  private readonly lastPronoun = new Map<number, number>()
  private readonly statementOfToken: Int32Array
  /** Heads of descriptions that are sources. */
  private readonly sourceTokens: ReadonlySet<number>
  /** Statement whose content each token lies in, -1 for none. */
  private readonly contentOf: Int32Array
  private readonly inTitle: Set<number>
  private readonly voices: Voices
  private lastDecision: Decision | undefined
  private lastPair: { readonly decision: Decision; readonly sentence: number } | undefined
  private latestSubject = -1
  private unnamed: UnnamedPerson | undefined
  private firstOfParagraph = -1
  private paragraph = -1
  private mostNamed = -1

  constructor(
    layers: SpeakerLayers,
    private readonly found: readonly SourcedStatement[],
    private readonly trace: SpeakerTrace | undefined,
    private readonly pronouns: PronounTrace | undefined,
  ) {
    this.p = passageOf(layers)
    this.pieces = namePieces(this.p)
    this.pieceAt = new Int32Array(this.p.tokens.length).fill(-1)
    this.pieces.forEach((piece, i) => {
      this.pieceAt.fill(i, piece.first, piece.last)
    })
    this.naming = gatherNames(this.p, this.pieces)
    this.salience = new Salience(this.p, (entity) => this.kindOf(entity))
    this.rolesOf = rolesOfPeople(this.p, this.pieces, this.pieceAt, this.naming)
    this.sources = found.map(({ source }) => sourceMention(this.p, source, this.pieces, this.pieceAt))
    this.decisions = found.map(() => UNKNOWN)
    this.statementOfToken = new Int32Array(this.p.tokens.length).fill(-1)
    this.sources.forEach((source, i) => {
      if (source.form === 'pronoun') this.statementOfToken[source.token] = i
    })
    this.sourceTokens = new Set(this.sources.flatMap((source) => (source.form === 'nominal' ? [source.head] : [])))
    this.contentOf = this.contents()
    const title = (layers.title ?? '').toLowerCase()
    this.inTitle = new Set(
      this.naming.entities.flatMap(({ person, kind }, e) => (kind === 'person' && title.includes(person.words.at(-1) ?? '\n') ? [e] : [])),
    )
    this.voices = actorsOf(
      this.p,
      this.pieces,
      this.pieceAt,
      this.naming,
      this.rolesOf,
      homeCountry(this.p, this.pieces),
      (t) => this.contentOf[t] !== -1,
    )
  }

  read(): SpeakerReading {
    this.countNames()
    this.walk()
    return { mentions: this.mentions(), entities: this.entities(), statements: this.statements() }
  }

  private contents(): Int32Array {
    const cover = new Int32Array(this.p.tokens.length).fill(-1)
    this.found.forEach(({ content }, i) => {
      for (const span of content) {
        const { first, last } = tokenRange(this.p.tokens, span)
        cover.fill(i, first, last)
      }
    })
    return cover
  }

  private kindOf(entity: number): EntityKind {
    return this.naming.entities[entity]?.kind ?? 'other'
  }

  private countNames(): void {
    let most = 1
    this.naming.entities.forEach(({ kind, pieces }, e) => {
      if (kind !== 'person' || pieces.length <= most) return
      most = pieces.length
      this.mostNamed = e
    })
  }

  // Goes through the tokens once; a statement is decided when its source (or cue) has been passed.
  private walk(): void {
    const due = this.found
      .map((statement, i) => ({ i, token: this.eventToken(statement, this.sources[i] as SourceMention) }))
      .sort((a, b) => a.token - b.token || a.i - b.i)
    let next = 0
    for (let t = 0; t < this.p.tokens.length; t++) {
      this.enterParagraph(t)
      const piece = this.pieceAt[t] as number
      if (piece !== -1 && this.pieces[piece]?.last === t + 1) this.seeName(piece)
      else if (piece === -1) this.seeCommon(t)
      while (next < due.length && (due[next] as { token: number }).token <= t) this.decide((due[next++] as { i: number }).i)
    }
    while (next < due.length) this.decide((due[next++] as { i: number }).i)
  }

  private eventToken({ source, cue, content }: SourcedStatement, mention: SourceMention): number {
    if (mention.form === 'name') return (this.pieces[mention.piece] as NamePiece).last - 1
    if (mention.form === 'pronoun') return mention.token
    const span = source[0] ?? cue[0] ?? content[0]
    if (span === undefined) return 0
    const { first, last } = tokenRange(this.p.tokens, span)
    return source.length > 0 ? Math.max(first, last - 1) : first
  }

  private enterParagraph(t: number): void {
    const paragraph = this.p.sentences[this.p.sentenceOf[t] as number]?.paragraph ?? this.paragraph
    if (paragraph === this.paragraph) return
    this.paragraph = paragraph
    this.firstOfParagraph = -1
  }

  private seeName(index: number): void {
    const entity = this.naming.entityOf[index] as number
    if (entity !== -1) this.see((this.pieces[index] as NamePiece).last - 1, entity, 'name')
  }

  private see(token: number, entity: number, form: 'name' | 'nominal' | 'pronoun'): void {
    this.salience.see(token, entity, form)
    if (this.kindOf(entity) !== 'person') return
    if (this.firstOfParagraph === -1) this.firstOfParagraph = entity
    if (this.p.tokens[token]?.relation.startsWith('nsubj') && this.p.quotationOf[token] === -1) this.latestSubject = entity
  }

  // "the Harper campaign", "Obama’s administration": bodies that are named after a person, and called by the noun alone later.
  private seeCommon(t: number): void {
    this.seeDocument(t)
    this.unnamed = unnamedPersonAt(this.p, t, this.pieces, this.pieceAt) ?? this.unnamed
    if (!/^(?:campaign|administration)$/u.test(this.p.lower[t] as string)) {
      if (this.p.tokens[t]?.relation.startsWith('nsubj') && this.p.tokens[t]?.tag === 'NN') this.seeOffice(t)
      else this.seePronoun(t)
      return
    }
    const owner = this.p.tokens[t - 1]?.tag === 'POS' ? t - 2 : t - 1
    const piece = this.pieces[this.pieceAt[owner] as number]
    if (piece === undefined || piece.last !== owner + 1 || piece.kind === 'place') return
    const name = this.p.text.slice(this.p.tokens[piece.first]?.start, this.p.tokens[t]?.end).replace(/\s+/gu, ' ')
    this.see(t, this.bodyNamed(name, piece.first, t), 'name')
  }

  // "A Fjordpanel poll": whose the poll is that is spoken of later; another one that is nobody's by name ends that.
  private seeDocument(t: number): void {
    const made = documentAt(this.p, t, this.pieces, this.pieceAt)
    if (made === undefined) return
    const entity = made.piece === -1 ? -1 : (this.naming.entityOf[made.piece] as number)
    const named = this.naming.entities[entity]
    if (named?.kind === 'body') this.documents.set(made.family, entity)
    else if (named === undefined) this.documents.delete(made.family)
  }

  // "The former Maryland governor has …": a description in subject's place, where no statement has it as source.
  private seeOffice(t: number): void {
    const { p } = this
    let first = t
    while (
      first > 0 &&
      t - first < 6 &&
      p.sentenceOf[first - 1] === p.sentenceOf[t] &&
      /^(?:NN|JJ|VBN)/u.test(p.tokens[first - 1]?.tag ?? '')
    )
      first--
    if (p.lower[first - 1] !== 'the' || this.sourceTokens.has(t)) return
    const meant = this.meant({
      form: 'nominal',
      head: t,
      range: { first: first - 1, last: t + 1 },
      plural: false,
      definite: true,
      pieces: [],
      owner: -1,
    })
    if (meant.entity === -1 || meant.certainty < 0.6 || this.kindOf(meant.entity) !== 'person') return
    this.see(t, meant.entity, 'nominal')
    this.nominalMentions.push({ first: first - 1, last: t + 1, entity: meant.entity })
  }

  private seePronoun(t: number): void {
    const word = this.p.lower[t] as string
    const gender = HE.test(word) ? 1 : SHE.test(word) ? -1 : 0
    if (gender === 0) return
    const site = this.siteOf(t, gender)
    const candidates = this.salience.recent(['person'], this.p.sentenceOf[t] as number, 12, 12, site.before)
    const near = candidates.some((entity) => {
      const back = site.from - (this.salience.latest(entity, site.before)?.sentence ?? 0)
      return back <= 1 && gender * (this.naming.entities[entity]?.gender ?? 0) > 0.3
    })
    const ranked = rankAntecedents(this.p, this.salience, site, candidates, this.traits(near))
    const top = ranked[0]
    this.pronouns?.(site, ranked, this.naming, this.pieces)
    // Somebody who is called by the other pronoun is no answer, even where there is no better.
    if (top === undefined) return
    if (gender * (this.naming.entities[top.entity]?.gender ?? 0) < -0.3) return
    if (this.isUnnamed(site, top.entity)) return
    this.pronounEntity.set(t, { entity: top.entity, certainty: shareOfFirst(ranked), ranked })
    this.lastOfForm.set(gender > 0 ? 'he' : 'she', top.entity)
    this.lastPronoun.set(top.entity, gender)
    this.see(t, top.entity, 'pronoun')
  }

  // "One delegate said he had tried": somebody without a name stands nearer than whoever has one.
  private isUnnamed({ before, from, gender }: PronounSite, entity: number): boolean {
    const { unnamed, p } = this
    if (unnamed === undefined || unnamed.token >= before || unnamed.gender * gender < 0) return false
    const near =
      unnamed.sentence >= from || (unnamed.sentence === from - 1 && p.sentences[from]?.paragraph === p.sentences[from - 1]?.paragraph)
    return near && (this.salience.latest(entity, before)?.token ?? -1) < unnamed.token
  }

  private siteOf(t: number, gender: number): PronounSite {
    const statement = this.statementOfToken[t] as number
    const inContent = new Set<number>()
    const content = this.found[statement]?.content ?? []
    const direct = this.startsQuoted(statement)
    const begins = content[0] === undefined ? t : tokenRange(this.p.tokens, content[0]).first
    // "Egge was for the harbour from the first, he said": a speaker may well be named in what is reported, hardly in what is quoted.
    const fronted = begins < t && this.found[statement]?.manner === 'indirect'
    for (const span of content) this.entitiesIn(span, inContent)
    return {
      token: t,
      from: this.lookFrom(t, statement),
      fronted,
      before: fronted ? t : Math.min(t, begins),
      gender,
      direct,
      isSource: statement !== -1,
      inContent,
      quotedSpeaker: this.p.quotationOf[t] === -1 ? -1 : this.quotedSpeaker(t),
      lastOfForm: this.lastOfForm.get(gender > 0 ? 'he' : 'she') ?? -1,
    }
  }

  private startsQuoted(statement: number): boolean {
    const start = this.found[statement]?.content[0]?.start
    return start !== undefined && /["“”'‘`]/u.test(this.p.text[start] ?? '')
  }

  // "A. B," he said: the pronoun looks back from where the quotation begins, not from where it ends.
  private lookFrom(t: number, statement: number): number {
    const sentence = this.p.sentenceOf[t] as number
    const span = this.found[statement]?.content[0]
    if (span === undefined) return sentence
    const first = this.p.sentenceOf[tokenRange(this.p.tokens, span).first] ?? sentence
    return first >= 0 && first < sentence && sentence - first <= 12 ? first : sentence
  }

  private traits(nearAgrees: boolean): EntityTraits {
    return {
      nearAgrees,
      latestSubject: this.latestSubject,
      firstOfParagraph: this.firstOfParagraph,
      mostNamed: this.mostNamed,
      genderOf: (entity) => this.naming.entities[entity]?.gender ?? 0,
      countOf: (entity) => this.salience.countOf(entity),
      lastPronounOf: (entity) => this.lastPronoun.get(entity) ?? 0,
      inTitle: (entity) => this.inTitle.has(entity),
      saidByAnother: (token, entity) => {
        const said = this.decisions[this.contentOf[token] as number]?.entity ?? -1
        return said !== -1 && said !== entity
      },
    }
  }

  private entitiesIn(span: Span, into: Set<number>): void {
    const { first, last } = tokenRange(this.p.tokens, span)
    for (let t = first; t < last; t++) {
      const piece = this.pieceAt[t] as number
      if (piece !== -1) into.add(this.naming.entityOf[piece] as number)
    }
  }

  // Who speaks the quotation around a token: the speaker of the statement that holds it, where that is decided already.
  private quotedSpeaker(t: number): number {
    return this.decisions[this.contentOf[t] as number]?.entity ?? -1
  }

  private decide(i: number): void {
    const source = this.sources[i] as SourceMention
    const decision = this.decisionOf(i, source)
    this.decisions[i] = decision
    this.lastDecision = decision
    if (source.form === 'names' && decision.members !== undefined)
      this.lastPair = { decision, sentence: this.p.sentenceOf[source.range.first] ?? -1 }
    const token = this.eventToken(this.found[i] as SourcedStatement, source)
    if (decision.entity !== -1 && decision.certainty >= LEAST_CERTAINTY) {
      this.salience.speak(Math.min(token, this.p.tokens.length - 1), decision.entity, this.isQuestion(i))
      this.salience.speaks(decision.entity)
      if (this.kindOf(decision.entity) === 'person') this.latestSubject = decision.entity
    }
  }

  private isQuestion(i: number): boolean {
    return (this.found[i] as SourcedStatement).cue.some(({ start, end }) => /\bask/iu.test(this.p.text.slice(start, end)))
  }

  private decisionOf(i: number, source: SourceMention): Decision {
    switch (source.form) {
      case 'name': {
        const entity = this.naming.entityOf[source.piece] as number
        this.tell(i, 'name', entity, this.naming.certainty[source.piece] as number, ['named here'])
        return entity === -1 ? UNKNOWN : { entity, name: undefined, certainty: 0.98 * (this.naming.certainty[source.piece] as number) }
      }
      case 'names':
        return this.ofNames(source.pieces)
      case 'pronoun':
        return this.ofPronoun(i, source.token, source.word)
      case 'nominal':
        return this.ofNominal(i, source)
      default:
        return this.ofTurn(i)
    }
  }

  private ofNames(pieces: readonly number[]): Decision {
    const members = [...new Set(pieces.map((index) => this.naming.entityOf[index] as number))].filter((entity) => entity !== -1)
    if (members.length < 2) return UNKNOWN
    const names = members.map((entity) => (this.naming.entities[entity] as Named).name)
    return { entity: -1, name: `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`, certainty: 0.9, members }
  }

  private ofPronoun(i: number, token: number, word: string): Decision {
    const known = this.pronounEntity.get(token)
    if (known !== undefined) {
      if (this.trace !== undefined) this.tellRanked(i, known.ranked)
      return { entity: known.entity, name: undefined, certainty: known.certainty }
    }
    if (word === 'who' || word === 'which' || word === 'that' || word === 'whose') return this.ofRelative(token)
    if (word === 'it' || word === 'its' || word === 'itself') return this.ofIt(token)
    if (word === 'they' || word === 'them' || word === 'their' || word === 'we') return this.ofThey(i, token, word)
    if (/^(?:i|me|my|our|us)$/u.test(word)) return this.ofI(i, token)
    return UNKNOWN
  }

  // "Quaye, who …": the name right before it, past a comma.
  private ofRelative(token: number): Decision {
    for (let t = token - 1; t >= Math.max(0, token - 4) && this.p.sentenceOf[t] === this.p.sentenceOf[token]; t--) {
      const piece = this.pieceAt[t] as number
      if (piece !== -1) return { entity: this.naming.entityOf[piece] as number, name: undefined, certainty: 0.85 }
      if (/^(?:NN|VB)/u.test(this.p.tokens[t]?.tag ?? '')) return UNKNOWN
    }
    return UNKNOWN
  }

  private ofIt(token: number): Decision {
    const sentence = this.p.sentenceOf[token] as number
    const bodies = this.salience.recent(['body', 'place', 'other'], sentence, 3, 6)
    const turn = this.salience.turn(1)
    let best = UNKNOWN
    bodies.forEach((entity, rank) => {
      const trace = this.salience.latest(entity)
      if (trace === undefined) return
      const spoke = turn?.entity === entity
      const score =
        (spoke ? 1.6 : 0) +
        (trace.main ? 1 : trace.subject ? 0.6 : 0) +
        (rank === 0 ? 0.4 : 0) +
        (this.kindOf(entity) === 'body' ? 0.5 : this.kindOf(entity) === 'other' ? -0.4 : 0) -
        (trace.quoted ? 1 : 0) -
        0.5 * (sentence - trace.sentence)
      const certainty = 1 / (1 + Math.exp(0.9 - score))
      if (certainty > best.certainty) best = { entity, name: undefined, certainty }
    })
    return best
  }

  // "They": a pair or a body that has just spoken; groups without a name stay unnamed.
  private ofThey(i: number, token: number, word: string): Decision {
    if (word === 'we' && this.p.quotationOf[token] !== -1) return this.ofI(i, token)
    const sentence = this.p.sentenceOf[token] as number
    const previous = this.lastDecision
    if (previous?.members !== undefined) return { ...previous, certainty: 0.75 }
    if (word !== 'we' && this.lastPair !== undefined && sentence - this.lastPair.sentence <= 4)
      return { ...this.lastPair.decision, certainty: 0.62 }
    const pair = word === 'we' ? undefined : this.pairBefore(token)
    if (pair !== undefined) return pair
    const turn = this.salience.turn(1)
    if (
      word !== 'we' &&
      turn !== undefined &&
      this.kindOf(turn.entity) === 'body' &&
      sentence - turn.sentence <= 2 &&
      previous?.entity === turn.entity
    )
      return { entity: turn.entity, name: undefined, certainty: 0.62 }
    return UNKNOWN
  }

  // "Mr. Harper and Ms. Sloane wrote … They said": two people joined by "and", as subject of this sentence or of one of the two before.
  private pairBefore(token: number): Decision | undefined {
    const sentence = this.p.sentenceOf[token] as number
    const first = this.p.sentences[Math.max(0, sentence - 2)]?.first ?? 0
    for (let t = token - 1; t > first; t--) {
      if (this.p.lower[t] !== 'and') continue
      const before = this.pieceAt[t - 1] as number
      let next = t + 1
      while (next < t + 3 && this.pieceAt[next] === -1 && /^NN/u.test(this.p.tokens[next]?.tag ?? '')) next++
      const behind = this.pieceAt[next] as number
      if (before === -1 || behind === undefined || behind === -1) continue
      const subject =
        this.p.tokens[t - 1]?.relation.startsWith('nsubj') ||
        this.p.tokens[(this.pieces[behind] as NamePiece).last - 1]?.relation.startsWith('nsubj')
      const people =
        this.kindOf(this.naming.entityOf[before] as number) === 'person' && this.kindOf(this.naming.entityOf[behind] as number) === 'person'
      if (subject && people) return { ...this.ofNames([before, behind]), certainty: 0.72 }
    }
    return undefined
  }

  private ofI(_i: number, token: number): Decision {
    const speaker = this.p.quotationOf[token] === -1 ? -1 : this.quotedSpeaker(token)
    return speaker === -1 ? UNKNOWN : { entity: speaker, name: undefined, certainty: 0.85 }
  }

  private ofNominal(i: number, source: Extract<SourceMention, { form: 'nominal' }>): Decision {
    const meant = this.meant(source)
    this.tell(i, meant.entity === -1 && meant.name === undefined ? 'nobody' : 'nominal', meant.entity, meant.certainty, [meant.why])
    if (meant.entity !== -1 && meant.certainty >= LEAST_CERTAINTY) {
      this.see(source.head, meant.entity, 'nominal')
      this.nominalMentions.push({ first: source.range.first, last: source.head + 1, entity: meant.entity })
    }
    return { entity: meant.entity, name: meant.name, certainty: meant.certainty }
  }

  private meant(nominal: Nominal): Meant {
    const { p, pieces, naming, salience, rolesOf, documents } = this
    const bodyNamed = (name: string, { range, head }: Nominal): number => this.bodyNamed(name, range.first, head)
    const ownerOf = (token: number): number => this.pronounEntity.get(token)?.entity ?? -1
    return resolveNominal({ p, pieces, naming, salience, rolesOf, documents, bodyNamed, ownerOf }, nominal)
  }

  private bodyNamed(name: string, first: number, head: number): number {
    const key = name.toLowerCase()
    const known = this.ownBodies.get(key)
    if (known !== undefined) return known
    const entity =
      this.naming.entities.push({
        name,
        kind: 'body',
        pieces: [],
        person: { words: [key], suffix: undefined },
        gender: 0,
        country: undefined,
      }) - 1
    this.ownBodies.set(key, entity)
    this.ownActors.set(entity, this.voices.actorOfWords(first, head + 1))
    return entity
  }

  private actorOf(entity: number): string | null {
    return this.ownActors.get(entity) ?? this.voices.actorOf(entity)
  }

  // No source at all: a quotation that goes on has the speaker of the one before it in the same paragraph.
  private ofTurn(i: number): Decision {
    const { content, cue, manner } = this.found[i] as SourcedStatement
    const span = content[0]
    const turn = this.salience.turn(1)
    if (span === undefined || turn === undefined || cue.length > 0 || manner === 'indirect') return UNKNOWN
    const { first } = tokenRange(this.p.tokens, span)
    const sentence = this.p.sentenceOf[Math.min(first, this.p.tokens.length - 1)] ?? -1
    const paragraph = this.p.sentences[sentence]?.paragraph
    if (paragraph !== turn.paragraph || sentence - turn.sentence > 3) return UNKNOWN
    this.tell(i, 'turn', turn.entity, 0.85, ['the quotation goes on'])
    return { entity: turn.entity, name: undefined, certainty: 0.85 }
  }

  private tell(i: number, kind: SpeakerReason['kind'], entity: number, score: number, reasons: readonly string[]): void {
    this.trace?.(i, [{ kind, text: this.naming.entities[entity]?.name ?? '', score, reasons }])
  }

  private tellRanked(i: number, ranked: readonly Antecedent[]): void {
    this.trace?.(
      i,
      ranked.map(({ entity, score, reasons }) => ({
        kind: 'pronoun' as const,
        text: this.naming.entities[entity]?.name ?? '',
        score,
        reasons: reasons(),
      })),
    )
  }

  private mentions(): Mention[] {
    const { tokens } = this.p
    const spanOf = (first: number, last: number): Span => ({ start: tokens[first]?.start ?? 0, end: tokens[last - 1]?.end ?? 0 })
    const mentions: Mention[] = []
    this.pieces.forEach((piece, i) => {
      const entity = this.naming.entityOf[i] as number
      mentions.push({ ...spanOf(piece.first, piece.last), form: 'name', kind: entity === -1 ? piece.kind : this.kindOf(entity), entity })
    })
    for (const [token, { entity, certainty }] of this.pronounEntity) {
      mentions.push({ ...spanOf(token, token + 1), form: 'pronoun', kind: 'person', entity: certainty >= LEAST_CERTAINTY ? entity : -1 })
    }
    for (const { first, last, entity } of this.nominalMentions)
      mentions.push({ ...spanOf(first, last), form: 'nominal', kind: this.kindOf(entity), entity })
    return mentions.sort((a, b) => a.start - b.start || a.end - b.end)
  }

  private entities(): Entity[] {
    const owners = this.naming.entities.map((): number[] => [])
    this.mentions().forEach(({ entity }, i) => {
      owners[entity]?.push(i)
    })
    return this.naming.entities.map(({ name, kind }, e) => ({
      name,
      kind,
      role: this.roleOf(e),
      actor: this.actorOf(e),
      mentions: owners[e] as number[],
    }))
  }

  private roleOf(entity: number): string | null {
    for (const role of this.rolesOf.get(entity) ?? []) {
      const text = roleText(this.p, role)
      if (text !== null) return text
    }
    return null
  }

  private statements(): Statement[] {
    return this.found.map((statement, i) => {
      const { entity, name, certainty } = this.decisions[i] as Decision
      const source = this.sources[i] as SourceMention
      const clear = certainty >= LEAST_CERTAINTY
      const named = entity === -1 || !clear ? undefined : this.naming.entities[entity]
      let speaker: Speaker | null
      if (named !== undefined)
        speaker = {
          name: named.country !== undefined && named.kind === 'place' ? named.country : named.name,
          role: this.roleOf(entity),
          actor: this.actorOf(entity),
        }
      else if (name !== undefined && clear)
        speaker = {
          name,
          role: null,
          actor: source.form === 'nominal' ? this.voices.actorOfWords(source.range.first, source.head + 1) : null,
        }
      else
        speaker = source.form === 'nominal' ? unnamedSpeaker(this.p, this.voices, statement.source, source.range.first, source.head) : null
      const unclear = source.form === 'nominal' ? 0.9 : 1
      return {
        ...statement,
        speaker,
        entity: named === undefined ? -1 : entity,
        confidence: statement.confidence * (speaker?.name == null ? unclear : certainty),
      }
    })
  }
}
