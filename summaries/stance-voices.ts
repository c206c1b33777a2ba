import type { Speaker } from '../src/text/document.js'
import type { StanceActor } from './stance.js'
import { type StatementRecord, speakerName } from './statement-record.js'

/** Who has spoken for an actor in a collection of articles, to be known again where an article gives less of them. */
export interface Voices {
  /** Full names, as they are compared. */
  readonly full: ReadonlySet<string>
  /** Names that may be the actor's own voice: family names of those, and whoever holds an office of a state that is not named. */
  readonly doubtful: ReadonlySet<string>
  /** When they spoke under the actor's own full name, milliseconds. */
  readonly times: readonly number[]
}

/** How far in time a family name alone may stand from the full one, in milliseconds. */
const NEAR = 90 * 86_400_000

/** Those among `records` who speak for `actor`. Who is heard for another as well, or without its office, is left out. Pure. */
export function voicesOf(actor: StanceActor, records: readonly StatementRecord[]): Voices {
  const full = new Set<string>()
  const others = new Set<string>()
  const doubtful = new Set<string>()
  const times: number[] = []
  if (actor.isPerson) doubtful.add(familyOf(plainName(actor.name)))
  for (const record of records) {
    const name = speakerName(record)
    if (name === null || record.correctedTo !== undefined || record.speaker == null) continue
    const key = plainName(name)
    if (key === plainName(actor.name)) times.push(record.at)
    if (!key.includes(' ')) continue
    if (speaksFor(actor, record.speaker)) {
      full.add(key)
      doubtful.add(familyOf(key))
    } else if (record.speaker.actor !== null) others.add(key)
    else if (actor.isState && BARE_OFFICE.test(record.speaker.role ?? '')) doubtful.add(key).add(familyOf(key))
  }
  for (const key of others) full.delete(key)
  return { full, doubtful, times }
}

/** Whether a speaker speaks for the actor by what the article says of them. */
export function speaksFor(actor: StanceActor, { actor: own, role, name }: Speaker): boolean {
  if (own === actor.name) return true
  return !actor.isPerson && !actor.isState && name !== null && role !== null && isOfficeOf(actor, role)
}

/** Whether a family name alone stands near enough in time to be the actor's. */
export const isNear = ({ times }: Voices, { at }: StatementRecord): boolean =>
  times.length === 0 || at === 0 || times.some((time) => time === 0 || Math.abs(time - at) <= NEAR)

/**
 * Whether a speaker may be a country's own without the article saying so: an office of a state that is not named ("Prime Minister X", "the foreign
 * ministry"), or the family name alone of one who speaks for the actor.
 */
export function mayBeOwn(actor: StanceActor, { speaker, correctedTo }: StatementRecord, voices: Voices): boolean {
  if (speaker == null || correctedTo !== undefined || speaker.actor !== null) return false
  const name = speaker.name === null ? '' : plainName(speaker.name).replace(/^(?:mr|mrs|ms|miss|dr) /u, '')
  if (voices.doubtful.has(name)) return true
  return actor.isState === true && (BARE_OFFICE.test(speaker.role ?? '') || STATE_BODY.test(speaker.name ?? speaker.role ?? ''))
}

// "Foreign Minister", "government spokesman": nothing in it says whose, as all but the office are common words.
const BARE_OFFICE =
  /^(?:(?:acting|deputy|interim|first|prime|foreign|defen[cs]e|finance|interior|economy|trade|transport|energy|health|justice|industry|agriculture|environment|labou?r|education|culture|fisheries|home|security) |and )*(?:minister|premier|ambassador|envoy|PM|President|Chancellor)$|^(?:the )?(?:(?:foreign|defen[cs]e|finance|interior|economy|trade|transport|energy|health|justice) ministry|government|presidential) (?:spokes\w+|official|source)s?$/iu
const STATE_BODY = /^(?:the |its )?(?:(?:foreign|defen[cs]e|finance|interior|economy|trade|commerce) ministry|government)$/iu

const OFFICE = String.raw`(?:[\p{Ll}-]+ ){0,3}(?:chief executive|CEO|chief|boss|chair|chairman|chairwoman|president|leader|head|director|secretary|spokesman|spokeswoman|spokesperson|governor|captain|founder|co-founder)(?: officer)?`

// "Norwave's chief executive", "leader of the Farmers' Party", "Norwave spokesman"; not "former head of Norwave".
function isOfficeOf({ name, aliases }: StanceActor, role: string): boolean {
  if (/\b(?:former|ex|late|then|deposed|ousted|opposition)\b/iu.test(role)) return false
  // Capitals count, so that "Norwave Bank chief" is nobody of Norwave's; a role may begin with one.
  const begun = role.slice(0, 1).toLowerCase() + role.slice(1)
  return [name, ...aliases].some((one) => {
    const body = one.replace(/^the /iu, '').replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    const test = new RegExp(`^(?:[Tt]he )?(?:${body}(?:['’]s?)? ${OFFICE}|${OFFICE} (?:of|for|at) (?:the )?${body})$`, 'u')
    return test.test(role) || test.test(begun)
  })
}

/** A name as it is compared: case, accents, points and "the" aside. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^the /u, '')
    .replace(/[.,]/gu, '')
    .replace(/[’‘]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()

const familyOf = (key: string): string => key.split(' ').at(-1) ?? key
