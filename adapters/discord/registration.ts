import { isDeepStrictEqual } from 'node:util'
import type { APIApplicationCommandOption, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import type { CommandSpec, OptionSpec } from '../platform/command.js'
import { LIMITS } from './limits.js'
import { cut } from './plain-text.js'

/** Name of the command in a message's context menu. */
export const MESSAGE_COMMAND = 'Who said what?'

// Discord's bit for "Manage Server"; commands for managers are offered to those who have it, unless a server sets it otherwise.
const MANAGE_GUILD = 1 << 5
/** Descriptions by locale; a locale that has none falls back to English. */
export type Localizations = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The commands as Discord registers them, made from the catalogue. */
export function registrationOf(
  commands: readonly CommandSpec[],
  localizations: Localizations = {},
): RESTPostAPIApplicationCommandsJSONBody[] {
  const slash = commands.map((spec): RESTPostAPIApplicationCommandsJSONBody => {
    const localized = Object.fromEntries(
      Object.entries(localizations).flatMap(([locale, texts]) =>
        texts[spec.name] === undefined ? [] : [[locale, texts[spec.name] as string]],
      ),
    )
    return {
      type: 1,
      name: spec.name,
      description: cut(spec.description, LIMITS.commandDescription),
      ...(Object.keys(localized).length === 0 ? {} : { description_localizations: localized }),
      options: spec.options.map(optionOf),
      // Discord's own description of the API takes a number here, the types of discord.js a string.
      default_member_permissions: (spec.access === 'managers' ? MANAGE_GUILD : null) as never,
    }
  })
  return [...slash, { type: 3, name: MESSAGE_COMMAND, default_member_permissions: null }]
}

function optionOf(option: OptionSpec): APIApplicationCommandOption {
  const base = { name: option.name, description: cut(option.description, LIMITS.commandDescription), required: option.required }
  if (option.type === 'file') return { ...base, type: 11 }
  if (option.choices !== undefined)
    return { ...base, type: 3, choices: option.choices.slice(0, LIMITS.choices).map((choice) => ({ name: choice, value: choice })) }
  return { ...base, type: 3, ...(option.completes ? { autocomplete: true } : {}) }
}

/** Whether what Discord has is what the catalogue says, so that nothing needs to be written (200 creations a day a server). */
export function isRegistered(wanted: readonly RESTPostAPIApplicationCommandsJSONBody[], registered: readonly unknown[]): boolean {
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)
  const plain = (list: readonly unknown[]): unknown[] =>
    list.map((command) => essence(command as Record<string, unknown>)).sort(byName as (a: unknown, b: unknown) => number)
  return isDeepStrictEqual(plain(wanted), plain(registered))
}

// Discord adds fields of its own and leaves empty ones out; only what we set counts.
function essence(command: Record<string, unknown>): Record<string, unknown> {
  const options = ((command.options as Record<string, unknown>[] | undefined) ?? []).map((option) => ({
    type: option.type,
    name: option.name,
    description: option.description,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: ((option.choices as { name: string; value: string }[] | undefined) ?? []).map(({ name, value }) => ({ name, value })),
  }))
  return {
    type: command.type ?? 1,
    name: command.name,
    description: command.description ?? '',
    localized: command.description_localizations ?? null,
    permissions: command.default_member_permissions == null ? null : String(command.default_member_permissions),
    options,
  }
}
