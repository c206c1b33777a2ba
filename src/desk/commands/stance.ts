import { topicKeys, touches } from '../../../summaries/said-groups.js'
import { countsByWeek, type StanceActor, stanceOf } from '../../../summaries/stance.js'
import { stancePost } from '../../../summaries/stance-post.js'
import { speakerName } from '../../../summaries/statement-record.js'
import type { StatementQuery, StatementSurvey } from '../../store/statements.js'
import { SURE } from '../../text/document.js'
import type { Post } from '../../text/post.js'
import { pageAsked, pageOf, withMore } from '../pages.js'
import { errorPost } from '../posts.js'
import { A_MINUTE } from '../searched.js'
import type { CommandContext, DeskServices } from '../services.js'
import { readSince } from '../since.js'
import { actorFor, heardFor, speakerAsked } from '../stance-actor.js'
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
  const ownQuery = found.isActor ? { ...narrowed, actors: [actor.name] } : { ...narrowed, speaker: speakerAsked(actor) }
  // A person or company is not among the actors a statement is about, so its name is looked for in the words.
  const aboutQuery = found.isActor
    ? { ...narrowed, about: [actor.name], notBy: [actor.name] }
    : { ...narrowed, words: [actor.aliases[0] ?? actor.name], match: 'all' as const }
  const [{ found: named, byWeek: namedWeeks }, { found: others, byWeek: otherWeeks }, lastAsked, searched] = await Promise.all([
    surveyed(store, ownQuery, topic, now),
    found.isActor ? surveyed(store, aboutQuery, topic, now) : store.statements.survey(aboutQuery, WEEKS, now),
    store.marks.last(channel, 'stance', markOf(actor, topic)),
    store.articles.count(scope, A_MINUTE),
  ])
  const { voices, more } = await heardFor(store.statements, actor, { own: ownQuery, about: aboutQuery }, [...named, ...others])
  const own = [...named, ...more]
  const ownWeeks = countsByWeek(more, WEEKS, now).map((count, week) => count + (namedWeeks[week] ?? 0))
  const options = {
    leastSure: SURE,
    voices,
    ...(topic === undefined ? {} : { topic }),
    ...(since === undefined ? {} : { since: since.getTime() }),
    ...(lastAsked === undefined ? {} : { lastAsked }),
  }
  const seen = new Set(own.map(({ id }) => id))
  const told = stanceOf(actor, [...own, ...others.filter(({ id }) => !seen.has(id))], options)
  if (call.options.page === undefined) await store.marks.touch(channel, 'stance', markOf(actor, topic), now)
  const isEmpty = told.own.length === 0 && told.others.length === 0
  const suggestions = isEmpty
    ? (await store.names.similar(asked, 5, { channel })).map(({ name }) => name).filter((name) => name !== actor.name)
    : []
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

const markOf = (actor: StanceActor, topic: string | undefined): string => `${actor.name}|${topic?.toLowerCase() ?? ''}`
export const cannotRead = (since: string): string =>
  `“${since.slice(0, 60)}” is not a time in the past that I can read. Try “monday”, “2 weeks ago” or “2026-11-01”.`
