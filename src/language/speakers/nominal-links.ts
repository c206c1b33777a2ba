import { US_STATES } from '../words/us-states.js'
import { documentAt } from './document-makers.js'
import type { Meant, NominalContext } from './nominal-context.js'
import { resolveNominal } from './nominals.js'
import type { Nominal } from './source-form.js'
import { LEAST_CERTAINTY, type SpeakerScene } from './speaker-scene.js'
import type { Voices } from './voices.js'

/** Where a description stands that means an entity: half-open range of tokens. */
export interface NominalMention {
  readonly first: number
  readonly last: number
  readonly entity: number
}

/** Links descriptions ("the mayor", "the Egge campaign", "the poll") to whom they mean, in the order of the text. */
export class NominalLinks {
  readonly mentions: NominalMention[] = []
  private readonly documents = new Map<string, number>()
  private readonly introduced = new Map<string, number>()
  private readonly ownBodies = new Map<string, number>()
  private readonly ownActors = new Map<number, string | null>()
  /** Heads of descriptions that are sources. */
  private readonly sourceTokens: ReadonlySet<number>

  /** `ownerOf`: the entity that a pronoun at a token means, -1 where unknown; `likeliest`: whom one would mean there. */
  constructor(
    private readonly scene: SpeakerScene,
    private readonly voices: Voices,
    private readonly ownerOf: (token: number) => number,
    private readonly likeliest: NominalContext['likeliest'],
  ) {
    this.sourceTokens = new Set(scene.sources.flatMap((source) => (source.form === 'nominal' ? [source.head] : [])))
  }

  /** Looks at the word at token `t`, which is no name. */
  see(t: number): void {
    const { p } = this.scene
    this.seeDocument(t)
    this.seeUnnamed(t)
    if (/^(?:campaign|administration)$/u.test(p.lower[t] as string)) this.seeOwnersBody(t)
    else if (p.tokens[t]?.relation.startsWith('nsubj') && p.tokens[t]?.tag === 'NN') this.seeOffice(t)
  }

  /** Whom a description means that is a source; remembers it where that is sure enough. */
  decide(nominal: Nominal): Meant {
    const meant = this.meant(nominal)
    if (meant.entity !== -1 && meant.certainty >= LEAST_CERTAINTY) {
      this.scene.see(nominal.head, meant.entity, 'nominal')
      this.mentions.push({ first: nominal.range.first, last: nominal.head + 1, entity: meant.entity })
    }
    return meant
  }

  /** The standard name of the actor for which the entity speaks, bodies made here included; null for none. */
  actorOf(entity: number): string | null {
    return this.ownActors.get(entity) ?? this.voices.actorOf(entity)
  }

  // "An official, who asked not to be named": somebody or something that is spoken of by its noun later.
  private seeUnnamed(t: number): void {
    const { p, pieces, pieceAt } = this.scene
    if (p.tokens[t]?.tag !== 'NN' || p.tokens[t + 1]?.tag.startsWith('NN')) return
    let first = t
    while (first > 0 && t - first < 7 && /^(?:NN|JJ|CD|VBN|POS)/u.test(p.tokens[first - 1]?.tag ?? '') && p.lower[first - 1] !== 'one')
      first--
    if (p.sentenceOf[first - 1] !== p.sentenceOf[t] || !/^(?:an?|one|another)$/u.test(p.lower[first - 1] ?? '')) return
    // "Isa Holm, a baker", "a baker, Isa Holm", "is a baker": somebody who has a name.
    if (/^(?:,|is|was|be|been|as|became|being|'s|’s)$/u.test(p.lower[first - 2] ?? '')) return
    if (pieces[pieceAt[p.words[t + 1] === ',' ? t + 2 : t + 1] as number]?.kind === 'person') return
    this.introduced.set(p.lower[t] as string, t)
  }

  // "A Fjordpanel poll": whose the poll is that is spoken of later; another one that is nobody's by name ends that.
  private seeDocument(t: number): void {
    const { p, pieces, pieceAt, naming } = this.scene
    const made = documentAt(p, t, pieces, pieceAt)
    if (made === undefined) return
    const entity = made.piece === -1 ? -1 : (naming.entityOf[made.piece] as number)
    const named = naming.entities[entity]
    const second = pieces[made.with]
    if (named !== undefined && second !== undefined) {
      const first = pieces[made.piece]?.first ?? second.first
      const both = p.text.slice(p.tokens[first]?.start, p.tokens[second.last - 1]?.end).replace(/\s+/gu, ' ')
      this.documents.set(made.family, this.bodyNamed(both, first, second.last - 1))
    } else if ((named?.kind === 'body' || named?.name.includes('/')) && US_STATES[named.name.toLowerCase()] === undefined)
      this.documents.set(made.family, entity)
    else if (named === undefined) this.documents.delete(made.family)
  }

  // "the Harper campaign", "Holm’s administration": bodies that are named after a person, and called by the noun alone later.
  private seeOwnersBody(t: number): void {
    const { p, pieces, pieceAt } = this.scene
    const owner = p.tokens[t - 1]?.tag === 'POS' ? t - 2 : t - 1
    const piece = pieces[pieceAt[owner] as number]
    if (piece === undefined || piece.last !== owner + 1 || piece.kind === 'place') return
    const name = p.text.slice(p.tokens[piece.first]?.start, p.tokens[t]?.end).replace(/\s+/gu, ' ')
    this.scene.see(t, this.bodyNamed(name, piece.first, t), 'name')
  }

  // "The former Maryland governor has …": a description in subject's place, where no statement has it as source.
  private seeOffice(t: number): void {
    const { p } = this.scene
    let first = t
    while (
      first > 0 &&
      t - first < 6 &&
      p.sentenceOf[first - 1] === p.sentenceOf[t] &&
      /^(?:NN|JJ|VBN)/u.test(p.tokens[first - 1]?.tag ?? '')
    )
      first--
    if (p.lower[first - 1] !== 'the' || this.sourceTokens.has(t)) return
    const range = { first: first - 1, last: t + 1 }
    const meant = this.meant({ form: 'nominal', head: t, range, plural: false, definite: true, pieces: [], owner: -1 })
    if (meant.entity === -1 || meant.certainty < 0.6 || !this.scene.isPerson(meant.entity)) return
    this.scene.see(t, meant.entity, 'nominal')
    this.mentions.push({ ...range, entity: meant.entity })
  }

  private meant(nominal: Nominal): Meant {
    const { p, pieces, naming, salience, rolesOf } = this.scene
    const { documents, ownerOf, likeliest } = this
    const introduced = (noun: string): number => this.introduced.get(noun) ?? -1
    const bodyNamed = (name: string, { range, head }: Nominal): number => this.bodyNamed(name, range.first, head)
    return resolveNominal({ p, pieces, naming, salience, rolesOf, documents, bodyNamed, introduced, likeliest, ownerOf }, nominal)
  }

  private bodyNamed(name: string, first: number, head: number): number {
    const key = name.toLowerCase()
    const known = this.ownBodies.get(key)
    if (known !== undefined) return known
    const person = { words: [key], suffix: undefined }
    const entity = this.scene.naming.entities.push({ name, kind: 'body', pieces: [], person, gender: 0, country: undefined }) - 1
    this.ownBodies.set(key, entity)
    this.ownActors.set(entity, this.voices.actorOfWords(first, head + 1))
    return entity
  }
}
