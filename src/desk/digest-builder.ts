import { DateTime } from 'luxon'
import { type DigestStory, digestPost, MOST_STORIES } from '../../summaries/digest.js'
import { recordPart } from '../../summaries/statement-record.js'
import { differencesOf } from '../news/story-differences.js'
import type { ArticleCard } from '../store/articles.js'
import type { ChannelKey } from '../store/place-key.js'
import type { Scope } from '../store/scope.js'
import type { KeptStatement } from '../store/statements.js'
import type { Story, StoryMember } from '../store/stories.js'
import type { Citation } from '../text/citation.js'
import { cite } from '../text/citation.js'
import { SURE } from '../text/document.js'
import type { Post } from '../text/post.js'
import { dayAndTime } from './day-and-time.js'
import { weightOf } from './quotation.js'
import type { DeskServices } from './services.js'

/** What a digest is to cover. */
export interface DigestWish {
  /** Milliseconds: what was published from then on. */
  readonly since: number
  /** Milliseconds: what was published before, up to a day, but read only from then on is told as well, as feeds list late and reading takes time. */
  readonly readSince?: number
  readonly now: number
  readonly topic?: string
  /** Stories that editions have shown, and when (milliseconds): they come again only with what is new since. */
  readonly shown: ReadonlyMap<string, number>
  readonly zone: string
  /** Milliseconds: when it was due, where it comes late. */
  readonly lateSince?: number
}

/** How long after an article is published its feed may list it. */
const LISTED_LATE_MS = 86_400_000
/** Stories looked at for ranking, and articles of a story that are drawn on. */
const MOST_CANDIDATES = 80
const MOST_MEMBERS = 6
/** Articles shown before that an update is held against. */
const MOST_KNOWN = 12

/** Builds the digest of a channel from what is kept. */
export async function buildDigest(services: DeskServices, channel: ChannelKey, wish: DigestWish): Promise<Post> {
  const { store } = services
  const scope: Scope = { channel, since: wish.since, until: wish.now + 60_000 }
  const wide: Scope = wish.readSince === undefined ? scope : { ...scope, since: wish.since - LISTED_LATE_MS }
  const searched = await store.articles.count(scope)
  const candidates =
    wish.topic === undefined ? await store.stories.list(wide, MOST_CANDIDATES) : await storiesOnTopic(services, wide, wish.topic)
  const fresh = await Promise.all(candidates.map((story) => freshMembers(services, story, scope, wish)))
  const ranked = fresh
    .filter(({ members }) => members.length > 0)
    .map((entry) => ({ ...entry, rank: rankOf(entry.members, entry.isUpdate, wish.now) }))
    .sort((a, b) => b.rank - a.rank || (a.story.id < b.story.id ? -1 : 1))
    .slice(0, MOST_STORIES)
  const stories = await Promise.all(
    ranked.map(({ story, members, isUpdate, known }) => digestStory(services, channel, story, members, { isUpdate, known })),
  )
  return digestPost({
    stories: stories.filter((story) => story.keyPoints.length + story.quotations.length > 0),
    date: DateTime.fromMillis(wish.now, { zone: wish.zone }).setLocale('en-GB').toFormat('cccc, d LLLL yyyy'),
    covers: `since ${dayAndTime(wish.since, wish.zone, wish.now)}`,
    searched,
    ...(wish.topic === undefined ? {} : { topic: wish.topic }),
    ...(wish.lateSince === undefined ? {} : { late: dueIn(wish.lateSince, wish) }),
  })
}

/** "08:30"; with the day where that is another. */
function dueIn(due: number, { now, zone }: DigestWish): string {
  const [then, today] = [DateTime.fromMillis(due, { zone }), DateTime.fromMillis(now, { zone })]
  return then.setLocale('en-GB').toFormat(then.hasSame(today, 'day') ? 'HH:mm' : 'HH:mm, ccc d LLL')
}

interface Fresh {
  readonly story: Story
  readonly members: readonly StoryMember[]
  readonly isUpdate: boolean
  /** Of a story shown before: the articles that were known then. */
  readonly known: readonly StoryMember[]
}

/** The story's articles that this digest may draw on: all in the window; for a story shown before, only what came after that. */
async function freshMembers({ store }: DeskServices, story: Story, scope: Scope, wish: DigestWish): Promise<Fresh> {
  // What was read later is for the next one, which would take it for new otherwise.
  const members = (await store.stories.members(story.id, scope)).filter(({ readAt }) => Date.parse(readAt) <= wish.now)
  const before = wish.shown.get(story.id)
  const { since, readSince = Number.POSITIVE_INFINITY } = wish
  const hasNew = members.some(({ at, readAt }) => at >= since || Date.parse(readAt) >= readSince)
  if (before === undefined) return { story, members: hasNew ? members : [], isUpdate: false, known: [] }
  const isKnown = (member: StoryMember): boolean => Date.parse(member.readAt) <= before
  // A copy of what was shown is nothing new.
  const fresh = members.filter((member) => !isKnown(member) && member.foldedInto === undefined)
  const { since: _, until: __, ...whole } = scope
  const all = fresh.length === 0 ? [] : await store.stories.members(story.id, whole)
  return { story, members: fresh, isUpdate: true, known: all.filter(isKnown) }
}

/** Outlets first, then freshness (half is lost in half a day), then how much came in. */
function rankOf(members: readonly StoryMember[], isUpdate: boolean, now: number): number {
  const outlets = new Set(members.map((member) => member.outlet ?? member.id)).size
  const newest = Math.max(...members.map(({ at }) => at))
  const freshness = 0.5 ** (Math.max(0, now - newest) / 43_200_000)
  return 2 * Math.log2(1 + outlets) + 1.5 * freshness + 0.3 * Math.log2(1 + members.length) - (isUpdate ? 1 : 0)
}

async function storiesOnTopic({ store }: DeskServices, scope: Scope, topic: string): Promise<readonly Story[]> {
  const words = topic.split(/\s+/u).filter(Boolean).slice(0, 12)
  const cards = await store.search.articles({ scope, words, match: 'all', limit: MOST_CANDIDATES })
  const ids = [...new Set(cards.map(({ story }) => story).filter((id): id is string => id !== undefined))]
  const stories = await Promise.all(ids.map((id) => store.stories.get(id)))
  return stories.filter((story): story is Story => story !== undefined)
}

/** Everything a digest shows of one story, from the given articles. */
export async function digestStory(
  { store }: DeskServices,
  channel: ChannelKey,
  story: Story,
  members: readonly StoryMember[],
  { isUpdate, known }: Pick<Fresh, 'isUpdate' | 'known'> = { isUpdate: false, known: [] },
): Promise<DigestStory> {
  const own = members
    .filter((member) => member.foldedInto === undefined || !members.some(({ id }) => id === member.foldedInto))
    .slice(0, MOST_MEMBERS)
  const ids = own.map(({ id }) => id)
  const [points, statements, articles, told] = await Promise.all([
    keyPointsOf(store, ids),
    store.statements.ofArticles(ids, channel),
    store.articles.getMany(ids),
    toldIn(store, known),
  ])
  const keyPoints = points.filter(({ words }) => !told(words))
  const quotations = weightiest(
    // The same words in another's mouth are news.
    statements.filter(({ citation, speaker }) => !told([...citation.words, speaker?.name?.split(' ').at(-1) ?? ''])),
    members,
  ).slice(0, 10)
  // An update is told by the articles that bring it, not by copies beside them.
  const telling = new Set([...keyPoints, ...quotations.map(({ statement }) => statement.citation)].map(({ articleId }) => articleId))
  const tellers = isUpdate && telling.size > 0 ? members.filter(({ id }) => telling.has(id)) : members
  const leads = own.filter((member) => tellers.includes(member))
  const lead = leads.find((member) => member.title !== undefined) ?? leads[0] ?? own[0]
  return {
    id: story.id,
    title: lead?.title ?? story.title ?? 'Untitled story',
    ...(lead?.url === undefined ? {} : { titleUrl: lead.url }),
    keyPoints,
    quotations: quotations.map(({ statement, alsoIn }) => recordPart(statement, alsoIn.length === 0 ? {} : { alsoIn })),
    outlets: outletsOf(tellers),
    differences: differencesOf(articles),
    articles: members.map(({ id }) => id),
    isUpdate,
  }
}

/** Whether words stand, or nearly stand, in one of the articles that a reader was shown before: another outlet's copy of them is no news. */
async function toldIn(store: DeskServices['store'], known: readonly StoryMember[]): Promise<(words: readonly string[]) => boolean> {
  if (known.length === 0) return () => false
  const articles = await store.articles.getMany(known.slice(0, MOST_KNOWN).map(({ id }) => id))
  const texts = articles.map(({ text }) => flat(text))
  return (words) => texts.some((text) => words.every((part) => text.includes(flat(part))))
}

/** Letters and figures alone, so that marks and line breaks make no difference. */
const flat = (text: string): string => `${['', ...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].join(' ')} `

/** Key points of several articles, taken in turns so that each is heard, without repeats. */
async function keyPointsOf(store: DeskServices['store'], ids: readonly string[]): Promise<Citation[]> {
  const articles = await store.articles.getMany(ids)
  const lists = await Promise.all(
    articles.map(async (article) => (await store.articles.keyPoints(article.id)).map((span) => cite(article, [span]))),
  )
  const taken: { citation: Citation; words: Set<string> }[] = []
  for (let turn = 0; turn < 5 && taken.length < 6; turn++) {
    for (const list of lists) {
      const citation = list[turn]
      if (citation === undefined) continue
      const words = wordSet(citation.words.join(' '))
      if (taken.every((other) => overlap(words, other.words) < 0.5)) taken.push({ citation, words })
    }
  }
  return taken.slice(0, 6).map(({ citation }) => citation)
}

/** Sure statements by weight, the same words from several outlets once, no speaker more than three times. */
function weightiest(
  statements: readonly KeptStatement[],
  members: readonly ArticleCard[],
): { statement: KeptStatement; alsoIn: string[] }[] {
  const outletOf = new Map(members.map(({ id, outlet }) => [id, outlet]))
  const sure = statements
    .filter((statement) => statement.confidence >= SURE || statement.correctedTo !== undefined)
    .sort((a, b) => weightOf(b) - weightOf(a))
  const kept: { statement: KeptStatement; alsoIn: string[]; words: Set<string> }[] = []
  const bySpeaker = new Map<string, number>()
  for (const statement of sure) {
    const words = wordSet(statement.citation.words.join(' '))
    const twin = kept.find((other) => overlap(words, other.words) >= 0.7)
    const outlet = outletOf.get(statement.citation.articleId)
    if (twin !== undefined) {
      if (outlet !== undefined && outlet !== twin.statement.citation.outlet && !twin.alsoIn.includes(outlet)) twin.alsoIn.push(outlet)
      continue
    }
    const speaker = statement.correctedTo ?? statement.speaker?.name ?? ''
    if ((bySpeaker.get(speaker) ?? 0) >= 3) continue
    bySpeaker.set(speaker, (bySpeaker.get(speaker) ?? 0) + 1)
    kept.push({ statement, alsoIn: [], words })
  }
  return kept
}

function outletsOf(members: readonly ArticleCard[]): { label: string; url?: string }[] {
  const byOutlet = new Map<string, { label: string; url?: string }>()
  for (const { outlet, url, title } of members) {
    const label = outlet ?? (url === undefined ? (title ?? 'Pasted article') : new URL(url).hostname)
    if (!byOutlet.has(label)) byOutlet.set(label, { label, ...(url === undefined ? {} : { url }) })
  }
  return [...byOutlet.values()]
}

const wordSet = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** Share of the shorter one's words that the longer one has. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [short, long] = a.size <= b.size ? [a, b] : [b, a]
  let shared = 0
  for (const word of short) if (long.has(word)) shared++
  return short.size === 0 ? 0 : shared / short.size
}
