import { countries as countryFacts } from 'countries-list'
import isoNames from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import isoDemonyms from 'i18n-nationality/langs/en.json' with { type: 'json' }
import { INTERNATIONAL_BODIES } from '../words/bodies.js'
import { ALIASES, CAPITALS, DEMONYMS, NOT_ACTORS, NOT_DEMONYMS, NOT_METONYMS, STANDARD_NAMES } from '../words/country-names.js'
import { SEATS, STATE_BODIES } from '../words/metonyms.js'

/**
 * How a word points at an actor: by its name, by its adjective ("Chinese"), by its capital, by another seat ("Downing Street"),
 * or by a body of its own ("State Department").
 */
export type ActorLink = 'name' | 'demonym' | 'capital' | 'seat' | 'body'

/** A country or an international body that speaks. */
export interface Actor {
  /** Standard name ("China", "European Union"). */
  readonly name: string
  readonly kind: 'country' | 'body'
  /** Every other way to name it, as printed; none is shared with another actor's name. */
  readonly aliases: readonly string[]
}

/** What a name in a text means as an actor. */
export interface ActorSense {
  readonly actor: string
  readonly link: ActorLink
}

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
    .replace(/^the /u, '')

const undotted = (name: string): string => (/^(?:\p{L}\.)+(?:\p{L}\.?)?$/u.test(name) ? name.replace(/\./gu, '') : name)

const senses = new Map<string, ActorSense>()
const actors: { name: string; kind: Actor['kind']; aliases: string[] }[] = []
const ORDER: readonly ActorLink[] = ['name', 'body', 'seat', 'demonym', 'capital']

function build(): void {
  const planned: { key: string; sense: ActorSense }[] = []
  const plan = (actor: { name: string; aliases: string[] }, names: readonly string[], link: ActorLink): void => {
    for (const name of names) {
      planned.push({ key: folded(name), sense: { actor: actor.name, link } })
      if (name !== actor.name && !actor.aliases.includes(name)) actor.aliases.push(name)
    }
  }
  for (const [code, raw] of Object.entries(isoNames.countries)) {
    if (NOT_ACTORS.has(code)) continue
    const packageNames = typeof raw === 'string' ? [raw] : raw
    const facts = (countryFacts as Record<string, { name: string; capital: string }>)[code]
    const name =
      STANDARD_NAMES[code] ?? packageNames.find((n) => !/[,(]|Republic of/u.test(n)) ?? facts?.name ?? (packageNames[0] as string)
    const actor = { name, kind: 'country' as const, aliases: [] as string[] }
    actors.push(actor)
    plan(actor, [name, ...packageNames.filter((n) => n !== 'Congo'), ...(facts ? [facts.name] : []), ...(ALIASES[code] ?? [])], 'name')
    plan(actor, STATE_BODIES[code] ?? [], 'body')
    plan(actor, SEATS[code] ?? [], 'seat')
    const demonym = (isoDemonyms.nationalities as Record<string, string>)[code]?.replace(/ \(.*\)| - .*/gu, '')
    const known = demonym === undefined || NOT_DEMONYMS.has(code) || demonym === name || / or | and /u.test(demonym) ? [] : [demonym]
    plan(
      actor,
      [...known, ...(DEMONYMS[code] ?? [])].filter((n) => n !== 'US' && n !== 'U.S.'),
      'demonym',
    )
    const capitals = [...(facts?.capital ? [facts.capital] : []), ...(CAPITALS[code] ?? [])]
    plan(
      actor,
      capitals.filter((capital) => !NOT_METONYMS.has(capital.toLowerCase())),
      'capital',
    )
  }
  for (const { name, aliases } of INTERNATIONAL_BODIES) {
    const actor = { name, kind: 'body' as const, aliases: [] as string[] }
    actors.push(actor)
    plan(actor, [name], 'name')
    for (const alias of aliases) plan(actor, [alias], alias === 'Brussels' ? 'seat' : 'name')
  }
  // A name means what it means by the stronger link: "Singapore" is the country, not its capital; "Guinea" is not a demonym.
  planned.sort((a, b) => ORDER.indexOf(a.sense.link) - ORDER.indexOf(b.sense.link))
  for (const { key, sense } of planned) {
    if (!senses.has(key)) senses.set(key, sense)
    const plain = undotted(key)
    if (!senses.has(plain)) senses.set(plain, sense)
  }
}
build()

const byName = new Map(actors.map((actor) => [actor.name, actor as Actor]))

/** Every actor known by itself: countries first, then international bodies. */
export const ACTORS: readonly Actor[] = actors

/** The actor of that standard name. */
export const actorNamed = (name: string): Actor | undefined => byName.get(name)

/**
 * What a name, as it stands in a text, means as an actor: "Beijing" → China by its capital, "Chinese" by its demonym. Case counts where a
 * short form is also a word ("US", "WHO"). Undefined for everything else. "Georgia" and "Jordan" are read as the countries.
 */
export function actorSense(name: string): ActorSense | undefined {
  const key = folded(name)
  const sense = senses.get(key) ?? senses.get(undotted(key))
  if (sense === undefined) return undefined
  return key.length <= 4 && name.trim() === key ? undefined : sense
}

/** The standard name of the actor that somebody typed, in any case and by any known name ("prc", "chinese", "beijing", "u.s."). */
export function resolveActor(typed: string): string | undefined {
  const key = folded(typed)
    .replace(/[?!,;:]+$/u, '')
    .replace(/'s?$/u, '')
  return (senses.get(key) ?? senses.get(undotted(key)) ?? senses.get(key.replace(/s$/u, '')))?.actor
}

/** Other names of the actor with that standard name, as printed; empty where it is not known. */
export const aliasesOf = (name: string): readonly string[] => byName.get(name)?.aliases ?? []
