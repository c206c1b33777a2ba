/** What a command looks like to a platform: everything that registration, help and completion are made from. */
export interface CommandSpec {
  /** Lower case, as typed after the slash: "stance". */
  readonly name: string
  /** One line, at most 100 characters. */
  readonly description: string
  readonly options: readonly OptionSpec[]
  /** Who may use it by default: everybody, or those who may manage the server or workspace. */
  readonly access: 'everyone' | 'managers'
  /** Examples of use, each a whole command without the slash: "stance china about trade". */
  readonly examples: readonly string[]
}

/** An option of a command. In a plain line of text, `rest` takes all that is left; the others are found by their `keyword` ("about"). */
export interface OptionSpec {
  readonly name: string
  readonly description: string
  readonly type: 'text' | 'choice' | 'file'
  readonly required: boolean
  /** Word that opens the option in a plain line ("about", "since"); absent for the option that the line begins with. */
  readonly keyword?: string
  readonly choices?: readonly string[]
  /** Whether the desk completes it while it is typed. */
  readonly completes?: boolean
}

/** One suggestion while typing: what is shown, and what is sent. */
export interface Choice {
  readonly label: string
  readonly value: string
}
