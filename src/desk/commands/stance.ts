import { distance } from 'fastest-levenshtein'
import { topicKeys, touches } from '../../../summaries/said-groups.js'
import { countsByWeek, type StanceActor, stanceOf } from '../../../summaries/stance.js'
import { stancePost } from '../../../summaries/stance-post.js'
import { speakerName } from '../../../summaries/statement-record.js'
import { ACTORS, aliasesOf, resolveActor } from '../../language/actors.js'
import type { KnownName } from '../../store/names.js'
import type { StatementQuery, StatementSurvey } from '../../store/statements.js'
import { SURE } from '../../text/document.js'
import type { Post } from '../../text/post.js'
import { pageAsked, pageOf, withMore } from '../pages.js'
import { errorPost } from '../posts.js'
import { A_MINUTE, type CommandContext, type DeskServices } from '../services.js'
import { readSince } from '../since.js'
import { topicWords } from '../topic.js'

/** Statements looked at on either side; weeks in the plot. */
const MOST = 200
const WEEKS = 12
/** Speakers a side on one page, and lines a speaker. */
const SPEAKERS = 6
const EACH = 3

/** `/stance`: what an actor says in its own words, and what others say of it. */
export async function stance({ services, call, channel, now }: CommandContext): Promise<Post> {
  const { store } = services
  const asked = (call.options.who ?? '').trim().slice(0, 100)
  if (asked === '') return errorPost('Whose stance? For example: /stance china, or /stance eu about tariffs.')
  const since = call.options.since === undefined ? undefined : readSince(call.options.since, new Date(now))
  if (call.options.since !== undefined && since === undefined) return errorPost(cannotRead(call.options.since))
  const found = await actorFor(services, asked, { channel })
  if ('problem' in found) return errorPost(found.problem)
  const { actor } = found
  const topic = call.options.about?.trim().slice(0, 200)
  const words = topic === undefined ? [] : topicWords(topic)
  const scope = { channel, ...(since === undefined ? {} : { since: since.getTime() }) }
  const narrowed = { scope, minConfidence: SURE, limit: MOST, ...(words.length === 0 ? {} : { words }) }
  const ownQuery = found.isActor ? { ...narrowed, actors: [actor.name] } : { ...narrowed, speaker: actor.name }
  // A person or company is not among the actors a statement is about, so its name is looked for in the words.
  const aboutQuery = found.isActor
    ? { ...narrowed, about: [actor.name], notBy: [actor.name] }
    : { ...narrowed, words: [actor.aliases[0] ?? actor.name], match: 'all' as const }
  const [{ found: own, byWeek: ownWeeks }, { found: others, byWeek: otherWeeks }, lastAsked, searched] = await Promise.all([
    surveyed(store, ownQuery, topic, now),
    found.isActor ? surveyed(store, aboutQuery, topic, now) : store.statements.survey(aboutQuery, WEEKS, now),
    store.marks.last(channel, 'stance', markOf(actor, topic)),
    store.articles.count(scope, A_MINUTE),
  ])
  const options = {
    leastSure: SURE,
    ...(topic === undefined ? {} : { topic }),
    ...(since === undefined ? {} : { since: since.getTime() }),
    ...(lastAsked === undefined ? {} : { lastAsked }),
  }
  const seen = new Set(own.map(({ id }) => id))
  const told = stanceOf(actor, [...own, ...others.filter(({ id }) => !seen.has(id))], options)
  if (call.options.page === undefined) await store.marks.touch(channel, 'stance', markOf(actor, topic), now)
  const isEmpty = told.own.length === 0 && told.others.length === 0
  const suggestions = isEmpty ? (await store.names.similar(asked, 5)).map(({ name }) => name).filter((name) => name !== actor.name) : []
  const besides =
    isEmpty && words.length > 0 ? await besidesTopic(services, { scope, words, minConfidence: SURE }, [ownQuery, aboutQuery]) : undefined
  const page = pageAsked(call.options)
  const [ownPage, othersPage] = [pageOf(told.own, page, SPEAKERS, EACH), pageOf(told.others, page, SPEAKERS, EACH)]
  const marks = services.markTone === undefined ? undefined : await services.markTone(actor, othersPage.groups)
  const post = stancePost(
    { ...told, own: ownPage.groups, others: othersPage.groups },
    {
      searched,
      isPage: true,
      suggestions,
      ...(besides === undefined ? {} : { besides }),
      ...(marks === undefined ? {} : { markOf: ({ record }) => marks.get(record.id) }),
      ...(isEmpty || page > 1 ? {} : { weeks: { own: ownWeeks, others: otherWeeks, until: now } }),
    },
  )
  return ownPage.hasMore || othersPage.hasMore ? withMore(post, 'stance', call.options, page) : post
}

/** Statements with the topic's words; where those are few, also those of articles whose headline has them ("a serious offer" on ferries). */
async function surveyed(
  { statements }: DeskServices['store'],
  query: StatementQuery,
  topic: string | undefined,
  now: number,
): Promise<StatementSurvey> {
  const narrow = await statements.survey(query, WEEKS, now)
  if (query.words === undefined || narrow.found.length >= FEW) return narrow
  const { words: _, ...wider } = query
  const keys = topicKeys(topic)
  const seen = new Set(narrow.found.map(({ id }) => id))
  const headed = (await statements.find(wider)).filter((record) => !seen.has(record.id) && touches(record, keys))
  if (headed.length === 0) return narrow
  const found = [...narrow.found, ...headed].sort((a, b) => b.at - a.at)
  return { found, byWeek: countsByWeek(found, WEEKS, now) }
}

/** Statements on a topic that are few enough to look at headlines too. */
const FEW = 6

/** Who speaks of a topic on which the actor is not heard, and how many statements there are by and about it on anything. */
async function besidesTopic(
  { store }: DeskServices,
  topic: StatementQuery,
  queries: readonly StatementQuery[],
): Promise<{ speakers: readonly string[]; statements: number }> {
  const [onTopic, ...onAnything] = await Promise.all([
    store.statements.find({ ...topic, match: 'all', limit: 50 }),
    ...queries.map(({ words: _, match: __, ...query }) =>
      query.actors === undefined && query.about === undefined && query.speaker === undefined ? [] : store.statements.find(query),
    ),
  ])
  const speakers = onTopic.flatMap((record) => speakerName(record) ?? [])
  return {
    speakers: [...new Set(speakers)].slice(0, 3),
    statements: new Set(onAnything.flatMap((list) => list.map(({ id }) => id))).size,
  }
}

/** Whom a typed name means: a country or body by any of its names, else a person, company or body that the articles name. */
async function actorFor(
  { store }: DeskServices,
  asked: string,
  scope: { channel: CommandContext['channel'] },
): Promise<{ actor: StanceActor; isActor: boolean } | { problem: string }> {
  const standard = resolveActor(asked)
  if (standard !== undefined) return { actor: { name: standard, aliases: aliasesOf(standard) }, isActor: true }
  const holding = await store.names.holding(asked, 6, scope)
  const exact = holding.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  const one = exact ?? (holding.length === 1 ? holding[0] : undefined)
  if (one !== undefined) return { actor: { name: one.name, aliases: await surnameOf(store, one, scope) }, isActor: false }
  if (holding.length > 1) return { problem: `“${asked}” may be ${either(holding.map(({ name }) => name))}. Give more of the name.` }
  const known = await store.names.similar(asked, 4)
  // "Beijing" beside "China" would be the same answer twice.
  const near = [...new Set([...nearestActors(asked), ...known.map(({ name }) => resolveActor(name) ?? name)])]
  return {
    problem: `Nobody called “${asked}” is named in these articles.${near.length === 0 ? '' : ` Did you mean ${either(near.slice(0, 5))}?`}`,
  }
}

/** A person's family name, where nobody else here has it: others mostly speak of them by that alone. */
async function surnameOf(
  { names }: DeskServices['store'],
  { name, kind }: KnownName,
  scope: { channel: CommandContext['channel'] },
): Promise<string[]> {
  const words = name.split(/\s+/u)
  const last = words.at(-1)
  if (kind !== 'person' || words.length < 2 || last === undefined) return []
  return (await names.holding(last, 2, scope)).length === 1 ? [last] : []
}

/** Countries and bodies spelt nearly like what was typed, nearest first: for "did you mean". */
function nearestActors(asked: string): string[] {
  const typed = asked.toLowerCase()
  const most = Math.max(1, Math.floor(typed.length / 4))
  return ACTORS.map(({ name, aliases }) => ({
    name,
    far: Math.min(...[name, ...aliases].map((one) => distance(typed, one.toLowerCase()))),
  }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

const markOf = (actor: StanceActor, topic: string | undefined): string => `${actor.name}|${topic?.toLowerCase() ?? ''}`
const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
export const cannotRead = (since: string): string =>
  `“${since.slice(0, 60)}” is not a time in the past that I can read. Try “monday”, “2 weeks ago” or “2026-11-01”.`
