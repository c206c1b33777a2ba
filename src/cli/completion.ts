import type { Command } from 'commander'
import { InputError } from '../errors.js'

/** Shells that completion is made for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

interface Entry {
  /** "setup slack"; empty for the program itself. */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly meaning: string }[]
  readonly options: readonly { readonly flag: string; readonly meaning: string }[]
  /** Words that may follow besides. */
  readonly following: readonly string[]
}

/**
 * A completion script, made from the program's own commands and options, so that it cannot differ from them.
 * @param following words that may follow a command besides its options, by the command's name ("sources": add, list …).
 * @throws InputError for a shell that is not known.
 */
export function completionFor(shell: string, program: Command, following: Readonly<Record<string, readonly string[]>> = {}): string {
  const entries = entriesOf(program, following)
  if (shell === 'bash') return bash(entries)
  if (shell === 'zsh') return `#compdef onrecord\nautoload -U +X bashcompinit && bashcompinit\n${bash(entries)}`
  if (shell === 'fish') return fish(entries)
  throw new InputError('unknown-shell', `There is no completion for ${shell}: say ${SHELLS.join(', ')}.`)
}

function entriesOf(command: Command, following: Readonly<Record<string, readonly string[]>>, path: readonly string[] = []): Entry[] {
  const here = {
    path: path.join(' '),
    commands: command.commands.map((sub) => ({ name: sub.name(), meaning: sub.description() })),
    options: [...command.options, { long: '--help', description: 'what it does, with examples' }].flatMap(({ long, description }) =>
      long ? [{ flag: long, meaning: description }] : [],
    ),
    following: following[path.join(' ')] ?? [],
  }
  return [here, ...command.commands.flatMap((sub) => entriesOf(sub, following, [...path, sub.name()]))]
}

/** Words that may follow a path: sub-commands, then options; where none fits, files. */
function bash(entries: readonly Entry[]): string {
  const cases = entries.map(
    ({ path, commands, following, options }) =>
      `    '${path}') words='${[...commands.map(({ name }) => name), ...following, ...options.map(({ flag }) => flag)].join(' ')}' ;;`,
  )
  return `_onrecord() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
${entries
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      '${path.includes(' ') ? path : ` ${path}`}') path='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _onrecord onrecord
`
}

function fish(entries: readonly Entry[]): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/gu, '\\$&')}'`
  const lines = entries.flatMap(({ path, commands, following, options }) => {
    const names = commands.map(({ name }) => name).join(' ')
    const within =
      path === ''
        ? '__fish_use_subcommand'
        : path
            .split(' ')
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ')
    const open = names === '' || path === '' ? within : `${within}; and not __fish_seen_subcommand_from ${names}`
    return [
      ...commands.map(({ name, meaning }) => `complete -c onrecord -f -n ${quoted(open)} -a ${name} -d ${quoted(meaning)}`),
      ...following.map((word) => `complete -c onrecord -n ${quoted(within)} -a ${word}`),
      ...options.map(({ flag, meaning }) => `complete -c onrecord -n ${quoted(within)} -l ${flag.slice(2)} -d ${quoted(meaning)}`),
    ]
  })
  return `${lines.join('\n')}\n`
}
