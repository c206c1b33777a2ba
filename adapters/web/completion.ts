import type { CommandSpec } from '../platform/command.js'
import type { Desk } from '../platform/desk.js'
import { placeIn } from './exchange.js'

/** A suggestion for the composer: what is shown, and the whole line that it makes. */
export interface Suggestion {
  readonly label: string
  readonly note?: string
  readonly line: string
}

/** Suggestions for a line being typed: command names first, then an option's values as the desk knows them. */
export async function suggest(desk: Desk, channel: string, line: string): Promise<readonly Suggestion[]> {
  const named = line.match(/^\/([a-z]*)$/iu)
  if (named !== null) {
    const typed = (named[1] as string).toLowerCase()
    return desk.commands
      .filter(({ name }) => name.startsWith(typed))
      .map(({ name, description }) => ({ label: `/${name}`, note: description, line: `/${name} ` }))
  }
  const parts = line.match(/^\/([a-z]+)\s+([\s\S]*)$/u)
  const spec = desk.commands.find(({ name }) => name === parts?.[1])
  if (parts === null || spec === undefined) return []
  const { option, before, typed } = openOption(spec, parts[2] as string)
  if (option === undefined) return []
  const start = `/${spec.name} ${before}`
  if (option.choices !== undefined) {
    return option.choices
      .filter((choice) => choice.startsWith(typed.toLowerCase()) && choice !== typed)
      .map((choice) => ({ label: choice, line: `${start}${choice} ` }))
  }
  if (!option.completes) return []
  const choices = await desk.complete({ command: spec.name, option: option.name, typed, place: placeIn(channel, null) })
  return choices.slice(0, 12).map(({ label, value }) => ({ label, line: `${start}${value} ` }))
}

/** Which option the end of the line belongs to, what of the line stands before its value, and what of the value is typed. */
function openOption(
  spec: CommandSpec,
  rest: string,
): { option: CommandSpec['options'][number] | undefined; before: string; typed: string } {
  const words = spec.options.filter(({ keyword }) => keyword !== undefined)
  let best = { option: undefined as CommandSpec['options'][number] | undefined, before: '', typed: rest }
  for (const option of words) {
    const at = rest.search(new RegExp(`(^|\\s)${option.keyword}\\s(?!.*\\s${option.keyword}\\s)`, 'iu'))
    const end = at < 0 ? -1 : at + (rest.slice(at).match(new RegExp(`^\\s?${option.keyword}\\s`, 'iu'))?.[0].length ?? 0)
    if (end > best.before.length) best = { option, before: rest.slice(0, end), typed: rest.slice(end) }
  }
  if (best.option !== undefined) return best
  const choice = spec.options.find(({ type }) => type === 'choice')
  if (choice !== undefined && !/\s/u.test(rest)) return { option: choice, before: '', typed: rest }
  const lead = spec.options.find(({ type, keyword }) => type === 'text' && keyword === undefined)
  const skipped = choice === undefined ? '' : (rest.match(/^\S+\s+/u)?.[0] ?? '')
  return { option: lead, before: skipped, typed: rest.slice(skipped.length) }
}
