import { holdersOf } from '../../summaries/role-match.js'
import { isBy, type StanceActor } from '../../summaries/stance.js'
import { type Voices, voicesOf } from '../../summaries/stance-voices.js'
import { ACTORS, actorNamed, actorSense, aliasesOf, resolveActor } from '../language/names/actors.js'
import type { KnownName } from '../store/names.js'
import { slips } from '../store/slips.js'
import type { KeptStatement, StatementQuery } from '../store/statements.js'
import { SURE } from '../text/document.js'
import type { CommandContext, DeskServices } from './services.js'

/** A country or international body by its standard name, as a stance takes it. */
export const countryOrBody = (name: string): StanceActor => ({
  name,
  aliases: aliasesOf(name),
  ...(actorNamed(name)?.kind === 'country' ? { isState: true } : {}),
})

/** The country or body that was typed, by any of its names, or as its government: "german government", "the government of Peru". */
export function stateAsked(asked: string): string | undefined {
  const whose = /^(?:the )?(?:(.+?)(?:['’]s?)? (?:government|foreign ministry)|government of (?:the )?(.+))$/iu.exec(asked.trim())
  return resolveActor(asked) ?? resolveActor(whose?.[1] ?? whose?.[2] ?? '')
}

/** Statements of a channel, newest first, among whose speakers an office's holder is looked for. */
const MOST_HOLDERS = 1_000

type ChannelScope = { readonly channel: CommandContext['channel'] }

/** Whom a typed name means: a country or body by any of its names, else a person, company or body that the articles name. */
export async function actorFor(
  { store }: DeskServices,
  asked: string,
  scope: ChannelScope,
): Promise<{ actor: StanceActor; isActor: boolean } | { problem: string }> {
  const standard = stateAsked(asked)
  if (standard !== undefined) return { actor: countryOrBody(standard), isActor: true }
  const holding = await store.names.holding(asked, 6, scope)
  const whole = holding.filter((one) => !holding.some((other) => isShortOf(one, other)))
  const exact = whole.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  const one = exact ?? (whole.length === 1 ? whole[0] : undefined)
  if (one !== undefined) return { actor: await known(store, one, scope), isActor: false }
  if (whole.length > 1) return { problem: `“${asked}” may be ${either(whole.map(({ name }) => name))}. Give more of the name.` }
  const sense = (name: string): string | undefined => actorSense(name)?.actor
  const holders = holdersOf(asked, await store.statements.find({ scope, limit: MOST_HOLDERS, minConfidence: SURE }), sense)
  if (holders.length > 1) return { problem: `“${asked}” may be ${either(holders.slice(0, 6))}. Ask for one of them.` }
  if (holders[0] !== undefined) {
    const held = (await store.names.holding(holders[0], 6, scope)).find(({ name }) => name === holders[0])
    if (held !== undefined) return { actor: await known(store, held, scope), isActor: false }
  }
  const similar = await store.names.similar(asked, 4, scope)
  // "Beijing" beside "China" would be the same answer twice.
  const near = [...new Set([...nearestActors(asked), ...similar.map(({ name }) => resolveActor(name) ?? name)])]
  return {
    problem: `Nobody called “${asked}” is named in these articles.${near.length === 0 ? '' : ` Did you mean ${either(near.slice(0, 5))}?`}`,
  }
}

const lastWord = (name: string): string => name.toLowerCase().split(/\s+/u).at(-1) ?? ''

// "Harper" beside "Emma Harper": the family name alone of somebody whose whole name is known.
const isShortOf = (short: KnownName, full: KnownName): boolean =>
  full.kind === 'person' && !/\s/u.test(short.name) && /\s/u.test(full.name) && lastWord(full.name) === short.name.toLowerCase()

// A person's family name counts where nobody else here has it: others mostly speak of them by that alone, and so do later articles.
async function known({ names }: DeskServices['store'], one: KnownName, scope: ChannelScope): Promise<StanceActor> {
  const { name, kind } = one
  if (kind !== 'person') return { name, aliases: [], ...(kind === 'place' ? { isState: true } : {}) }
  const last = name.split(/\s+/u).at(-1) as string
  // One word may be a firm as well as a person.
  if (last === name) return { name, aliases: [] }
  const others = (await names.holding(last, 6, scope)).filter((other) => other.name !== name && !isShortOf(other, one))
  const isOnly = !others.some((other) => other.kind === 'person')
  return { name, isPerson: true, aliases: others.length === 0 ? [last] : [], ...(isOnly ? { forms: [last] } : {}) }
}

/** The words by which an actor's own statements are found: a person's family name where it is theirs alone. */
export const speakerAsked = ({ name, forms }: StanceActor): string => forms?.[0] ?? name

/** People who speak for an actor and whose statements without their office are looked for; statements in which they are looked for. */
const MOST_VOICES = 8
const MOST_HEARD = 500

/**
 * Who speaks for the actor in these articles, and statements that the queries miss: by its people where an article gives their full name alone, and
 * by those who lead a company or party. `found`: what the queries gave.
 */
export async function heardFor(
  statements: DeskServices['store']['statements'],
  actor: StanceActor,
  { own, about }: { own: StatementQuery; about: StatementQuery },
  found: readonly KeptStatement[],
): Promise<{ voices: Voices; more: readonly KeptStatement[] }> {
  const { words: _, actors, ...byName } = own
  const { words: __, match: ___, ...anyWords } = about
  const articles = [...new Set(found.map(({ citation }) => citation.articleId))]
  const isBody = !actor.isPerson && actors === undefined
  const [wider, besides] = await Promise.all([
    // Without the topic too: who speaks for it on one thing speaks for it on another.
    own.words === undefined ? [] : statements.find({ ...byName, ...(actors === undefined ? {} : { actors }) }),
    isBody && articles.length > 0 ? statements.find({ ...anyWords, scope: { ...about.scope, articles }, limit: MOST_HEARD }) : [],
  ])
  const voices = voicesOf(actor, [...found, ...wider, ...besides])
  const people = actor.isPerson ? [] : [...voices.full].slice(0, MOST_VOICES)
  const words = own.words === undefined ? {} : { words: own.words }
  const named = await Promise.all(people.map((speaker) => statements.find({ ...byName, ...words, speaker })))
  const seen = new Set(found.map(({ id }) => id))
  const more = new Map<string, KeptStatement>()
  for (const record of [...besides, ...named.flat()]) if (!seen.has(record.id) && isBy(actor, record, voices)) more.set(record.id, record)
  return { voices, more: [...more.values()] }
}

/** Countries and bodies spelt nearly like what was typed, nearest first: for "did you mean". */
function nearestActors(asked: string): string[] {
  const typed = asked.toLowerCase()
  const most = Math.max(1, Math.floor(typed.length / 4))
  return ACTORS.map(({ name, aliases }) => ({
    name,
    far: Math.min(...[name, ...aliases].map((one) => slips(typed, one.toLowerCase()))),
  }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
