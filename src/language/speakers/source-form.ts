import type { Range } from '../names/roles.js'

/** What the words that name a speaker turn out to be. Tokens and pieces by index. */
export type SourceMention =
  | { readonly form: 'none' }
  | { readonly form: 'name'; readonly piece: number; readonly range: Range }
  /** Several people or bodies together: "Mr. Egge and Ms. Holm". */
  | { readonly form: 'names'; readonly pieces: readonly number[]; readonly range: Range }
  | { readonly form: 'pronoun'; readonly token: number; readonly word: string }
  | {
      readonly form: 'nominal'
      /** Token of the noun it turns on. */
      readonly head: number
      /** The noun phrase without what hangs behind it. */
      readonly range: Range
      readonly plural: boolean
      readonly definite: boolean
      /** Names within the whole source, by index: a document's or campaign's owner. */
      readonly pieces: readonly number[]
      /** A pronoun that owns it ("his campaign"), by token; -1 otherwise. */
      readonly owner: number
    }

/** A noun phrase that names a speaker without being a name. */
export type Nominal = Extract<SourceMention, { form: 'nominal' }>
