import type { NamePiece } from '../names/name-pieces.js'
import type { Naming } from '../names/naming.js'
import { tokenRange } from '../names/passage.js'
import { type Antecedent, type EntityTraits, goesOnSpeaking, type PronounSite, rankAntecedents, shareOfFirst } from './antecedents.js'
import { pronounCertainty } from './name-certainty.js'
import type { SpeakerScene } from './speaker-scene.js'
import { type UnnamedPerson, unnamedPersonAt } from './unnamed-people.js'

/** Told of every pronoun that was ranked, for learning the weights. */
export type PronounTrace = (site: PronounSite, ranked: readonly Antecedent[], naming: Naming, pieces: readonly NamePiece[]) => void

/** Whom a pronoun means, how sure that is, and all who were weighed, the likeliest first. */
export interface PronounLink {
  readonly entity: number
  readonly certainty: number
  readonly ranked: readonly Antecedent[]
}

/** Certainty where an article takes a woman for a man or the reverse. */
const SLIP = 0.55

const HE = /^(?:he|him|his|himself)$/u
const SHE = /^(?:she|her|hers|herself)$/u

/** Links every "he" and "she" to whom it means, one after the other. */
export class PronounLinks {
  /** Links by the pronoun's token. */
  readonly links = new Map<number, PronounLink>()
  private readonly statementOfToken = new Map<number, number>()
  private readonly lastOfForm = new Map<string, number>()
  private readonly lastPronoun = new Map<number, number>()
  private readonly inTitle: ReadonlySet<number>
  private readonly mostNamed: number
  private unnamed: UnnamedPerson | undefined

  constructor(
    private readonly scene: SpeakerScene,
    private readonly trace: PronounTrace | undefined,
  ) {
    scene.sources.forEach((source, i) => {
      if (source.form === 'pronoun') this.statementOfToken.set(source.token, i)
      else if (source.form === 'nominal') this.statementOfToken.set(source.head, i)
    })
    const title = (scene.p.title ?? '').toLowerCase()
    const { entities } = scene.naming
    this.inTitle = new Set(
      entities.flatMap(({ person, kind }, e) => (kind === 'person' && title.includes(person.words.at(-1) ?? '\n') ? [e] : [])),
    )
    this.mostNamed = entities.reduce(
      (most, { kind, pieces }, e) => (kind === 'person' && pieces.length > Math.max(1, entities[most]?.pieces.length ?? 1) ? e : most),
      -1,
    )
  }

  /** Looks at the word at token `t`, which is no name: links it where it is a pronoun, remembers it where it is somebody without a name. */
  see(t: number): void {
    const { p, pieces, pieceAt } = this.scene
    this.unnamed = unnamedPersonAt(p, t, pieces, pieceAt) ?? this.unnamed
    const word = p.lower[t] as string
    const gender = HE.test(word) ? 1 : SHE.test(word) ? -1 : 0
    if (gender !== 0) this.link(t, gender)
  }

  /** Whom a pronoun in the place of token `t` would mean, -1 where nobody is near, and the share that the likeliest has among them. */
  likeliest(t: number, gender: number): { readonly entity: number; readonly share: number } {
    const { ranked } = this.rank(t, gender)
    return { entity: ranked[0]?.entity ?? -1, share: ranked.length === 0 ? 0 : shareOfFirst(ranked) }
  }

  private rank(t: number, gender: number): { site: PronounSite; near: boolean; ranked: Antecedent[] } {
    const { p, salience, naming } = this.scene
    const site = this.siteOf(t, gender)
    const candidates = salience.recent(['person'], p.sentenceOf[t] as number, 12, 12, site.before)
    const near = candidates.some((entity) => {
      const back = site.from - (salience.latest(entity, site.before)?.sentence ?? 0)
      return back <= 1 && gender * (naming.entities[entity]?.gender ?? 0) > 0.3
    })
    return { site, near, ranked: rankAntecedents(p, salience, site, candidates, this.traits(near)) }
  }

  private link(t: number, gender: number): void {
    const { naming, pieces } = this.scene
    const { site, near, ranked } = this.rank(t, gender)
    const top = this.isAnswer(site, ranked[0]) ? ranked.find(({ entity }) => entity === this.scene.question?.listener) : ranked[0]
    this.trace?.(site, ranked, naming, pieces)
    // Somebody who is called by the other pronoun is no answer, even where there is no better.
    // But articles slip: where a quotation goes on, only a first name speaks against it, and nobody near is called so.
    if (top === undefined || this.isUnnamed(site, top)) return
    const agreement = gender * (naming.entities[top.entity]?.gender ?? 0)
    const slip = agreement < -0.3
    if (slip && (near || agreement < -0.9 || !this.isQuoted(t) || !goesOnSpeaking(top))) return
    this.links.set(t, { entity: top.entity, certainty: slip ? SLIP : pronounCertainty(shareOfFirst(ranked)), ranked })
    this.lastOfForm.set(gender > 0 ? 'he' : 'she', top.entity)
    this.lastPronoun.set(top.entity, gender)
    this.scene.see(t, top.entity, 'pronoun')
  }

  // 'Hale asked Mr. Tully why. "I never looked," he said': who has asked does not answer.
  private isAnswer({ token, isSource, direct, from }: PronounSite, top: Antecedent | undefined): boolean {
    const { question, found, p } = this.scene
    if (question === undefined || !isSource || !direct || top?.entity !== question.asker || from !== question.sentence + 1) return false
    // Who goes on asking has not been answered.
    const said = found[this.statementOfToken.get(token) ?? -1]?.content[0]
    return said === undefined || !p.text.slice(said.start, said.end).includes('?')
  }

  // "One delegate said he had tried": somebody without a name stands nearer than whoever has one.
  private isUnnamed({ before, from, gender, isSource, direct }: PronounSite, top: Antecedent): boolean {
    const { unnamed } = this
    const { p, salience } = this.scene
    if (unnamed === undefined || unnamed.token >= before || unnamed.gender * gender < 0) return false
    // Nor is it somebody whom the one that goes on speaking has just spoken of: "Holm said a driver had lied. She added …"
    if (isSource && goesOnSpeaking(top) && this.scene.quotedSpeaker(unnamed.token) === top.entity) return false
    const near =
      unnamed.sentence >= from || (unnamed.sentence === from - 1 && p.sentences[from]?.paragraph === p.sentences[from - 1]?.paragraph)
    if (!near) return false
    const at = salience.latest(top.entity, before)?.token ?? -1
    return at < unnamed.token || (isSource && direct && this.isSpokenOf(at, unnamed.token))
  }

  // "A spokesman for Holm said Holm was busy": within what an unnamed speaker says, or is called by.
  private isSpokenOf(token: number, speaker: number): boolean {
    const { p, found, contentOf, sources } = this.scene
    const statement = this.statementOfToken.get(speaker) ?? -1
    const source = found[statement]?.source.at(-1)
    if (source === undefined || sources[statement]?.form !== 'nominal') return false
    // Who is asked answers.
    if (found[statement]?.cue.some(({ start, end }) => /\b(?:ask|press|question)/iu.test(p.text.slice(start, end)))) return false
    return contentOf[token] === statement || (token > speaker && token < tokenRange(p.tokens, source).last)
  }

  private isQuoted(t: number): boolean {
    const manner = this.scene.found[this.statementOfToken.get(t) ?? -1]?.manner
    return manner === 'direct' || manner === 'mixed'
  }

  private siteOf(t: number, gender: number): PronounSite {
    const { scene } = this
    const { p, found } = scene
    const statement = this.statementOfToken.get(t) ?? -1
    const inContent = new Set<number>()
    const content = found[statement]?.content ?? []
    const begins = content[0] === undefined ? t : tokenRange(p.tokens, content[0]).first
    // "Egge was for the harbour from the first, he said": a speaker may well be named in what is reported, hardly in what is quoted.
    const fronted = begins < t && found[statement]?.manner === 'indirect'
    for (const span of content) scene.entitiesIn(span, inContent)
    return {
      token: t,
      from: this.lookFrom(t, statement),
      fronted,
      before: fronted ? t : Math.min(t, begins),
      gender,
      direct: scene.startsQuoted(statement),
      isSource: statement !== -1,
      inContent,
      quotedSpeaker: p.quotationOf[t] === -1 ? -1 : scene.quotedSpeaker(t),
      lastOfForm: this.lastOfForm.get(gender > 0 ? 'he' : 'she') ?? -1,
    }
  }

  // "A. B," he said: the pronoun looks back from where the quotation begins, not from where it ends.
  private lookFrom(t: number, statement: number): number {
    const { p, found } = this.scene
    const sentence = p.sentenceOf[t] as number
    const span = found[statement]?.content[0]
    if (span === undefined) return sentence
    const first = p.sentenceOf[tokenRange(p.tokens, span).first] ?? sentence
    return first >= 0 && first < sentence && sentence - first <= 12 ? first : sentence
  }

  private traits(nearAgrees: boolean): EntityTraits {
    const { scene } = this
    return {
      nearAgrees,
      latestSubject: scene.latestSubject,
      firstOfParagraph: scene.firstOfParagraph,
      mostNamed: this.mostNamed,
      genderOf: (entity) => scene.naming.entities[entity]?.gender ?? 0,
      countOf: (entity) => scene.salience.countOf(entity),
      lastPronounOf: (entity) => this.lastPronoun.get(entity) ?? 0,
      inTitle: (entity) => this.inTitle.has(entity),
      saidByAnother: (token, entity) => {
        const said = scene.quotedSpeaker(token)
        return said !== -1 && said !== entity
      },
    }
  }
}
