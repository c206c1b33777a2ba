import type { Entity, Mention, Speaker, Statement } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import type { NamePiece } from '../names/name-pieces.js'
import { type SpeakerLayers, tokenRange } from '../names/passage.js'
import { roleText } from '../names/roles.js'
import type { Antecedent } from './antecedents.js'
import { homeCountry } from './home-country.js'
import { initialled, intervieweeOf } from './interviews.js'
import { NominalLinks } from './nominal-links.js'
import { PronounLinks, type PronounTrace } from './pronoun-links.js'
import { speakerOfIt, speakerOfRelative, speakerOfThey, speakersNamed } from './pronoun-speakers.js'
import type { SourceMention } from './source-form.js'
import { type Decision, LEAST_CERTAINTY, type SourcedStatement, SpeakerScene, UNKNOWN } from './speaker-scene.js'
import { actorsOf, unnamedSpeaker, type Voices } from './voices.js'

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
  const walk = new SpeakerWalk(new SpeakerScene(layers, found), trace, pronouns)
  walk.walk()
  const mentions = walk.mentions()
  return { mentions, entities: walk.entities(mentions), statements: walk.statements() }
}

/** "46%", "some 39 percent of them": a share is nobody. */
const SHARE = /^(?:\p{Ll}[\p{L}-]* ){0,2}\d[\d.,]*\s?(?:%|percent\b|per cent\b)/iu

class SpeakerWalk {
  private readonly voices: Voices
  private readonly pronouns: PronounLinks
  private readonly nominals: NominalLinks
  private lastDecision: Decision | undefined
  private interviewee: number | undefined
  private lastPair: { readonly decision: Decision; readonly sentence: number } | undefined

  constructor(
    private readonly scene: SpeakerScene,
    private readonly trace: SpeakerTrace | undefined,
    pronounTrace: PronounTrace | undefined,
  ) {
    const { p, pieces, pieceAt, naming, rolesOf, contentOf } = scene
    const isSaid = (t: number): boolean => contentOf[t] !== -1
    this.voices = actorsOf(p, pieces, pieceAt, naming, rolesOf, homeCountry(p, pieces, isSaid), isSaid, scene.isSource)
    this.pronouns = new PronounLinks(scene, pronounTrace)
    this.nominals = new NominalLinks(
      scene,
      this.voices,
      (token) => this.pronouns.links.get(token)?.entity ?? -1,
      (token, gender) => this.pronouns.likeliest(token, gender),
    )
  }

  /** Goes through the tokens once; a statement is decided when its source (or cue) has been passed. */
  walk(): void {
    const { scene } = this
    const due = scene.found
      .map((statement, i) => ({ i, token: this.eventToken(statement, scene.sources[i] as SourceMention) }))
      .sort((a, b) => a.token - b.token || a.i - b.i)
    let next = 0
    for (let t = 0; t < scene.p.tokens.length; t++) {
      scene.enter(t)
      this.seeToken(t)
      while (next < due.length && (due[next] as { token: number }).token <= t) this.decide((due[next++] as { i: number }).i)
    }
    while (next < due.length) this.decide((due[next++] as { i: number }).i)
  }

  private seeToken(t: number): void {
    const { scene } = this
    const piece = scene.pieceAt[t] as number
    if (piece === -1) {
      this.nominals.see(t)
      this.pronouns.see(t)
    } else if (scene.pieces[piece]?.last === t + 1) {
      const entity = scene.naming.entityOf[piece] as number
      if (entity !== -1) scene.see(t, entity, 'name')
    }
  }

  private eventToken({ source, cue, content }: SourcedStatement, mention: SourceMention): number {
    if (mention.form === 'name') return Math.max((this.scene.pieces[mention.piece] as NamePiece).last, mention.range.first + 1) - 1
    if (mention.form === 'pronoun') return mention.token
    const span = source[0] ?? cue[0] ?? content[0]
    if (span === undefined) return 0
    const { first, last } = tokenRange(this.scene.p.tokens, span)
    return source.length > 0 ? Math.max(first, last - 1) : first
  }

  private decide(i: number): void {
    const { scene } = this
    const source = scene.sources[i] as SourceMention
    const decision = this.decisionOf(i, source)
    scene.decisions[i] = decision
    this.lastDecision = decision
    if (source.form === 'names' && decision.members !== undefined)
      this.lastPair = { decision, sentence: scene.p.sentenceOf[source.range.first] ?? -1 }
    if (decision.entity === -1 || decision.certainty < LEAST_CERTAINTY) return
    const token = this.eventToken(scene.found[i] as SourcedStatement, source)
    if (this.isQuestion(i, /\b(?:ask|press|quizz|grill)/iu) && this.isAsked(i)) scene.question = this.questionOf(i, decision.entity)
    scene.salience.speak(Math.min(token, scene.p.tokens.length - 1), decision.entity, this.isQuestion(i, /\bask/iu))
    scene.salience.speaks(decision.entity)
    if (scene.isPerson(decision.entity)) scene.latestSubject = decision.entity
  }

  private isQuestion(i: number, verbs: RegExp): boolean {
    const { p, found } = this.scene
    return (found[i] as SourcedStatement).cue.some(({ start, end }) => verbs.test(p.text.slice(start, end)))
  }

  // "asked why", "pressed him on": not "asked her to call".
  private isAsked(i: number): boolean {
    const { p, found } = this.scene
    const { start, end } = (found[i] as SourcedStatement).content[0] as Span
    return /^(?:whether|if|why|how|what|who|whom|whose|when|where|which|about|on)\b|\b(?:on|about) /iu.test(
      p.text.slice(start, Math.min(end, start + 40)),
    )
  }

  // "Hale asked Mr. Tully why …": who is asked stands right behind the verb.
  private questionOf(i: number, asker: number): { asker: number; listener: number; sentence: number } {
    const { p, pieceAt, naming, found } = this.scene
    const verb = tokenRange(p.tokens, (found[i] as SourcedStatement).cue[0] as Span).first
    let listener = -1
    for (let t = verb + 1; t <= verb + 4 && p.sentenceOf[t] === p.sentenceOf[verb] && listener === -1; t++) {
      listener = naming.entityOf[pieceAt[t] as number] ?? this.pronouns.links.get(t)?.entity ?? -1
      if (listener === -1 && /^(?:IN|W.*|TO|MD|VB.?|,)$/u.test(p.tokens[t]?.tag ?? '')) break
    }
    return { asker, listener: listener === asker ? -1 : listener, sentence: p.sentenceOf[verb] as number }
  }

  private decisionOf(i: number, source: SourceMention): Decision {
    const { scene } = this
    const turn = scene.interviewTurn(i)
    if (turn !== undefined) return turn === 'question' ? UNKNOWN : this.ofAnswer(i)
    const initials = scene.initialsOf(i)
    const initialed = initials === undefined ? -1 : initialled(scene, initials)
    if (initialed !== -1) return { entity: initialed, name: undefined, certainty: 0.95 }
    switch (source.form) {
      case 'name':
        return this.ofName(i, source.piece)
      case 'names':
        return speakersNamed(scene, source.pieces)
      case 'pronoun':
        return this.ofPronoun(i, source.token, source.word)
      case 'nominal': {
        const meant = this.nominals.decide(source)
        const kind = meant.entity === -1 && meant.name === undefined ? 'nobody' : 'nominal'
        this.tell(i, kind, meant.entity, meant.certainty, [meant.why])
        return { entity: meant.entity, name: meant.name, certainty: meant.certainty }
      }
      default:
        return this.ofTurn(i)
    }
  }

  // "A: We were never asked.": whoever the lines before the first question are about.
  private ofAnswer(i: number): Decision {
    this.interviewee ??= intervieweeOf(this.scene)
    this.tell(i, 'turn', this.interviewee, 0.95, ['who is interviewed'])
    return this.interviewee === -1 ? UNKNOWN : { entity: this.interviewee, name: undefined, certainty: 0.95 }
  }

  private ofName(i: number, piece: number): Decision {
    const { naming } = this.scene
    const entity = naming.entityOf[piece] as number
    const certainty = naming.certainty[piece] as number
    this.tell(i, 'name', entity, certainty, ['named here'])
    return entity === -1 ? UNKNOWN : { entity, name: undefined, certainty: 0.98 * certainty }
  }

  private ofPronoun(i: number, token: number, word: string): Decision {
    const { scene } = this
    const link = this.pronouns.links.get(token)
    if (link !== undefined) {
      if (scene.isTaker(token, link.entity)) return UNKNOWN
      if (this.trace !== undefined) this.tellRanked(i, link.ranked)
      return { entity: link.entity, name: undefined, certainty: link.certainty }
    }
    if (/^(?:who|which|that|whose)$/u.test(word)) return speakerOfRelative(scene, token)
    if (/^(?:it|its|itself)$/u.test(word)) return speakerOfIt(scene, token)
    const within = scene.p.quotationOf[token] !== -1 || scene.inTurn(token)
    if (/^(?:they|them|their)$/u.test(word) || (word === 'we' && !within))
      return speakerOfThey(scene, token, this.lastDecision, this.lastPair)
    if (!/^(?:i|me|my|our|us|we)$/u.test(word) || !within) return UNKNOWN
    const speaker = scene.quotedSpeaker(token)
    return speaker === -1 ? UNKNOWN : { entity: speaker, name: undefined, certainty: 0.85 }
  }

  // No source at all: a quotation that goes on has the speaker of the one before it in the same paragraph.
  private ofTurn(i: number): Decision {
    const { p, found, salience } = this.scene
    const { content, cue, manner } = found[i] as SourcedStatement
    const span = content[0]
    const turn = salience.turn(1)
    if (span === undefined || turn === undefined || cue.length > 0 || manner === 'indirect') return UNKNOWN
    const { first } = tokenRange(p.tokens, span)
    const sentence = p.sentenceOf[Math.min(first, p.tokens.length - 1)] ?? -1
    if (p.sentences[sentence]?.paragraph !== turn.paragraph || sentence - turn.sentence > 3) return UNKNOWN
    this.tell(i, 'turn', turn.entity, 0.85, ['the quotation goes on'])
    return { entity: turn.entity, name: undefined, certainty: 0.85 }
  }

  private tell(i: number, kind: SpeakerReason['kind'], entity: number, score: number, reasons: readonly string[]): void {
    this.trace?.(i, [{ kind, text: this.scene.naming.entities[entity]?.name ?? '', score, reasons }])
  }

  private tellRanked(i: number, ranked: readonly Antecedent[]): void {
    const { entities } = this.scene.naming
    this.trace?.(
      i,
      ranked.map(({ entity, score, reasons }) => ({ kind: 'pronoun', text: entities[entity]?.name ?? '', score, reasons: reasons() })),
    )
  }

  mentions(): Mention[] {
    const { p, pieces, naming } = this.scene
    const spanOf = (first: number, last: number): Span => ({ start: p.tokens[first]?.start ?? 0, end: p.tokens[last - 1]?.end ?? 0 })
    const mentions: Mention[] = []
    pieces.forEach((piece, i) => {
      const entity = naming.entityOf[i] as number
      const kind = entity === -1 ? piece.kind : this.scene.kindOf(entity)
      mentions.push({ ...spanOf(piece.first, piece.last), form: 'name', kind, entity })
    })
    for (const [token, { entity, certainty }] of this.pronouns.links) {
      mentions.push({ ...spanOf(token, token + 1), form: 'pronoun', kind: 'person', entity: certainty >= LEAST_CERTAINTY ? entity : -1 })
    }
    for (const { first, last, entity } of this.nominals.mentions)
      mentions.push({ ...spanOf(first, last), form: 'nominal', kind: this.scene.kindOf(entity), entity })
    return mentions.sort((a, b) => a.start - b.start || a.end - b.end)
  }

  entities(mentions: readonly Mention[]): Entity[] {
    const { entities } = this.scene.naming
    const owners = entities.map((): number[] => [])
    mentions.forEach(({ entity }, i) => {
      owners[entity]?.push(i)
    })
    return entities.map(({ name, kind }, e) => ({
      name,
      kind,
      role: this.roleOf(e),
      actor: this.nominals.actorOf(e),
      mentions: owners[e] as number[],
    }))
  }

  private roleOf(entity: number): string | null {
    for (const role of this.scene.rolesOf.get(entity) ?? []) {
      const text = roleText(this.scene.p, role)
      if (text !== null) return text
    }
    return null
  }

  statements(): Statement[] {
    return this.scene.found.map((statement, i) => {
      const { entity, certainty } = this.scene.decisions[i] as Decision
      const speaker = this.speakerOf(i)
      const unclear = this.scene.sources[i]?.form === 'nominal' ? 0.9 : 1
      return {
        ...statement,
        speaker,
        entity: certainty >= LEAST_CERTAINTY ? entity : -1,
        confidence: statement.confidence * (speaker?.name == null ? unclear : certainty),
      }
    })
  }

  private speakerOf(i: number): Speaker | null {
    const { p, naming, sources, decisions, found } = this.scene
    const { entity, name, certainty } = decisions[i] as Decision
    const source = sources[i] as SourceMention
    const clear = certainty >= LEAST_CERTAINTY
    const named = clear ? naming.entities[entity] : undefined
    if (named !== undefined) {
      const country = named.kind === 'place' ? named.country : undefined
      return { name: country ?? named.name, role: this.roleOf(entity), actor: this.nominals.actorOf(entity) }
    }
    if (name !== undefined && clear) {
      const actor = source.form === 'nominal' ? this.voices.actorOfWords(source.range.first, source.head + 1) : null
      return { name, role: null, actor }
    }
    const { source: words } = found[i] as SourcedStatement
    if (source.form !== 'nominal') return null
    const unnamed = unnamedSpeaker(p, this.voices, words, source.range.first, source.head)
    return SHARE.test(unnamed.role ?? '') ? null : unnamed
  }
}
