import { isDeepStrictEqual } from 'node:util'
import { type APIApplicationCommandOption, Locale, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import type { CommandSpec, OptionSpec } from '../platform/command.js'
import { LIMITS } from './limits.js'
import { cut } from './plain-text.js'

/** Name of the command in a message's context menu. */
export const MESSAGE_COMMAND = 'Who said what?'

// Discord's bit for "Manage Server"; commands for managers are offered to those who have it, unless a server sets it otherwise.
const MANAGE_GUILD = 1 << 5
/**
 * Descriptions by Discord's locale, then by command ("stance"), option of a command ("stance.who"), or option of any (".about"). What a locale
 * has not is shown in English.
 */
export type Localizations = Readonly<Record<string, Readonly<Record<string, string>>>>

const LOCALES = new Set<string>(Object.values(Locale))

/** A description in other languages, within Discord's limits; nothing where there is none. `keys`: the first that a locale has counts. */
function translations(localizations: Localizations, keys: readonly string[]): { description_localizations?: Record<string, string> } {
  const found: Record<string, string> = {}
  for (const [locale, texts] of Object.entries(localizations)) {
    const text = keys.map((key) => texts[key]?.trim()).find(Boolean)
    if (text !== undefined && LOCALES.has(locale)) found[locale] = cut(text, LIMITS.commandDescription)
  }
  return Object.keys(found).length === 0 ? {} : { description_localizations: found }
}

/** The commands as Discord registers them, made from the catalogue. */
export function registrationOf(
  commands: readonly CommandSpec[],
  localizations: Localizations = {},
): RESTPostAPIApplicationCommandsJSONBody[] {
  const slash = commands.map((spec): RESTPostAPIApplicationCommandsJSONBody => {
    return {
      type: 1,
      name: spec.name,
      description: cut(spec.description, LIMITS.commandDescription),
      ...translations(localizations, [spec.name]),
      options: spec.options.map((option) =>
        optionOf(option, translations(localizations, [`${spec.name}.${option.name}`, `.${option.name}`])),
      ),
      // Discord's own description of the API takes a number here, the types of discord.js a string.
      default_member_permissions: (spec.access === 'managers' ? MANAGE_GUILD : null) as never,
    }
  })
  return [...slash, { type: 3, name: MESSAGE_COMMAND, default_member_permissions: null }]
}

function optionOf(option: OptionSpec, translated: { description_localizations?: Record<string, string> }): APIApplicationCommandOption {
  const base = {
    name: option.name,
    description: cut(option.description, LIMITS.commandDescription),
    ...translated,
    required: option.required,
  }
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
    localized: localizedIn(option),
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: ((option.choices as { name: string; value: string }[] | undefined) ?? []).map(({ name, value }) => ({ name, value })),
  }))
  return {
    type: command.type ?? 1,
    name: command.name,
    description: command.description ?? '',
    localized: localizedIn(command),
    permissions: command.default_member_permissions == null ? null : String(command.default_member_permissions),
    options,
  }
}

const localizedIn = (described: Record<string, unknown>): unknown => {
  const texts = described.description_localizations as Record<string, string> | null | undefined
  return texts == null || Object.keys(texts).length === 0 ? null : texts
}
