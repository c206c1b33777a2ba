import type { NamePiece } from '../names/name-pieces.js'
import type { Naming } from '../names/naming.js'
import type { Passage } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'
import type { Salience } from './salience.js'
import type { Nominal } from './source-form.js'

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
  /** The entity of a body that is named by a nominal's own words ("the Holm campaign"); made where there is none yet. */
  bodyNamed(name: string, nominal: Nominal): number
  /** Token where somebody or something without a name was last spoken of by that noun ("an official"); -1 where nobody was. */
  introduced(noun: string): number
  /** Whom a pronoun in the place of token `t` would mean (gender as of "he", "she" or neither), and the share that this likeliest one has. */
  likeliest(t: number, gender: number): { readonly entity: number; readonly share: number }
  /** Entity that an owner pronoun means ("his campaign"); -1 where unknown. */
  ownerOf(token: number): number
}

/** A nominal that means nobody who can be told. */
export const NOBODY: Meant = { entity: -1, certainty: 0, why: 'nobody is named' }
