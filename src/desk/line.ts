import type { CommandSpec, OptionSpec } from '../../adapters/platform/command.js'

/**
 * Reads a plain line ("china about trade since monday") into a command's options. A leading choice takes the first word where it is one of
 * the choices; the first text option takes what follows up to the first keyword; options with a keyword take what follows it. A keyword
 * within quotation marks is part of the text, one that nothing follows ("norway about") says nothing, and quotation marks around a whole
 * value are dropped.
 */
export function readLine(spec: CommandSpec, line: string): Record<string, string> {
  const options: Record<string, string> = {}
  let rest = line.trim()
  for (const option of spec.options) {
    if (option.type !== 'choice') continue
    const first = rest.match(/^\S+/u)?.[0] ?? ''
    const choice = option.choices?.find((one) => one === first.toLowerCase())
    if (choice === undefined) continue
    options[option.name] = choice
    rest = rest.slice(first.length).trim()
  }
  const keyworded = spec.options.filter((option) => option.keyword !== undefined)
  const cuts = keywordPlaces(rest, keyworded)
  const lead = spec.options.find((option) => option.type === 'text' && option.keyword === undefined)
  put(options, lead, rest.slice(0, cuts[0]?.start ?? rest.length))
  cuts.forEach((cut, i) => {
    put(options, cut.option, rest.slice(cut.end, cuts[i + 1]?.start ?? rest.length))
  })
  return options
}

function put(options: Record<string, string>, option: OptionSpec | undefined, written: string): void {
  const value = written
    .trim()
    .replace(/^(["“'‘])(.*)(["”'’])$/su, '$2')
    .trim()
  if (option !== undefined && value !== '') options[option.name] = value
}

/** Where the keywords stand, in order; each counts once, at its last place outside quotation marks ("what about X" stays whole before it). */
function keywordPlaces(line: string, options: readonly OptionSpec[]): { option: OptionSpec; start: number; end: number }[] {
  const places = options.flatMap((option) => {
    const found = [...line.matchAll(new RegExp(`(?:^|\\s)(${option.keyword})(?:\\s|$)`, 'giu'))].filter(
      (match) => !isQuoted(line, match.index),
    )
    const last = found.findLast((match) => match.index + match[0].length < line.length) ?? found.at(-1)
    return last === undefined ? [] : [{ option, start: last.index, end: last.index + last[0].length }]
  })
  return places.sort((a, b) => a.start - b.start)
}

const isQuoted = (line: string, at: number): boolean => ((line.slice(0, at).match(/["“”]/gu) ?? []).length & 1) === 1
