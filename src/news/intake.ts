import { InputError, OnRecordError } from '../errors.js'
import type { PlaceInStory } from '../store/entries.js'
import type { ChannelKey } from '../store/place-key.js'
import type { Store } from '../store/store.js'
import type { Article } from '../text/article.js'
import { stripTracking } from './address.js'
import { addressIdentity } from './address-identity.js'
import { decode } from './charset.js'
import { articleOfEntry, articleOfPage, articleOfText, type EntryArticle } from './entry-article.js'
import type { FeedEntry } from './feed.js'
import type { Fetcher } from './fetch.js'
import { type Parser, parseHere } from './parser.js'
import { pollFeed } from './poll-feeds.js'
import type { ReadingPool } from './reading-pool.js'
import { fetchPage, findSource } from './source.js'

/** What intake works with; all of it is handed in. */
export interface IntakeServices {
  readonly store: Store
  readonly fetcher: Fetcher
  readonly readings: ReadingPool
  /** Says which story a new article joins; absent: articles stay by themselves. */
  readonly place?: PlaceInStory
  /** Names this process among others: leases carry it. */
  readonly owner: string
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Hears of each article kept and each entry that could not be: for logs and metrics. */
  readonly onArticle?: (kept: { readonly id: string; readonly isNew: boolean; readonly milliseconds: number }) => void
  readonly onTrouble?: (what: string, error: unknown) => void
}

/** How many entries are taken at a time: with the longest page and article, what bounds the memory that intake needs. */
export const ENTRIES_AT_ONCE = 8

const LEASE_MS = 5 * 60_000
/** Tries of a page until what the entry brings along has to do, or it is given up. */
const TRIES = 4
const FIRST_RETRY_MS = 10 * 60_000

/**
 * Takes waiting entries off the queue, reads and keeps them, a few at a time, until none is due or `signal` ends it. Each is kept in one
 * transaction with being taken off the queue; whatever is cut off comes again when its lease has run out.
 * @returns how many new articles were kept.
 */
export async function takeEntries(services: IntakeServices, signal?: AbortSignal): Promise<number> {
  let kept = 0
  const next = claims(services)
  const lanes = Array.from({ length: ENTRIES_AT_ONCE }, async () => {
    while (!signal?.aborted) {
      const claim = await next()
      if (claim === undefined) return
      if (await takeEntry(services, claim)) kept++
    }
  })
  // Every lane comes to its end before a failure of the store is passed on.
  const ends = await Promise.allSettled(lanes)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  // What was claimed and not begun is given back.
  if (signal?.aborted) await services.store.entries.release(services.owner)
  return kept
}

const parserOf = ({ readings }: IntakeServices): Parser => readings.parser ?? parseHere

type Claim = Awaited<ReturnType<Store['entries']['claim']>>[number]

/** Gives waiting entries one by one, claimed a few at a time: a transaction for each would cost as much as keeping it. */
function claims({ store, owner, now }: IntakeServices): () => Promise<Claim | undefined> {
  const ready: Claim[] = []
  let asking: Promise<number> | undefined
  const ask = async (): Promise<number> => {
    try {
      const claimed = await store.entries.claim({ owner, now: now(), leaseMs: LEASE_MS, limit: ENTRIES_AT_ONCE })
      ready.push(...claimed)
      return claimed.length
    } finally {
      asking = undefined
    }
  }
  return async () => {
    while (ready.length === 0) {
      asking ??= ask()
      if ((await asking) === 0) return undefined
    }
    return ready.shift()
  }
}

/** Reads and keeps one entry; true where it was new. What is wrong with it is noted with the entry. */
async function takeEntry(services: IntakeServices, claim: Claim): Promise<boolean> {
  const { store, now } = services
  const entry = claim.entry as FeedEntry
  const began = performance.now()
  try {
    const known = entry.url === undefined ? undefined : await store.articles.byUrl(stripTracking(entry.url))
    if (known !== undefined) return await join(store, claim, known.id)
    const feed = await store.feeds.get(claim.feedId)
    const origin = { feedUrl: feed?.url ?? '', ...(feed?.title === undefined ? {} : { feedTitle: feed.title }) }
    const made = await articleOfEntry(
      { fetcher: services.fetcher, parser: parserOf(services) },
      entry,
      origin,
      now(),
      claim.attempts >= TRIES,
    )
    if ('trouble' in made) {
      await store.entries.fail(claim, made.trouble)
      return false
    }
    const [same] = await store.articles.cards([made.article.id])
    if (same !== undefined) return await join(store, claim, same.id)
    const reading = await services.readings.read(made.article)
    const { id, isNew } = await store.entries.keep(claim, reading, services.place)
    services.onArticle?.({ id, isNew, milliseconds: performance.now() - began })
    return isNew
  } catch (error) {
    services.onTrouble?.(`entry ${claim.id}`, error)
    await noteTrouble(services, claim, error)
    return false
  }
}

async function join(store: Store, claim: Claim, id: string): Promise<false> {
  await store.entries.join(claim, id)
  return false
}

async function noteTrouble({ store, now }: IntakeServices, claim: Claim, error: unknown): Promise<void> {
  // A store that fails keeps the entry waiting by itself; a page may be well again later.
  if (error instanceof OnRecordError && error.name === 'StoreError' && error.code !== 'bad-reading') throw error
  const sentence = error instanceof OnRecordError ? error.message : 'Reading this article failed; see the log.'
  const isPage = error instanceof OnRecordError && error.name === 'FetchError'
  const wait = Math.max(isPage ? (error.retryAfterMs ?? 0) : 0, FIRST_RETRY_MS * 2 ** (claim.attempts - 1))
  const mayRetry = claim.attempts < TRIES || (isPage && claim.attempts === TRIES - 1)
  await store.entries.fail(claim, sentence, mayRetry ? now() + wait : undefined)
}

/** What came of following an address: a feed or page that is followed now, or an article that was read, as there is nothing to follow. */
export interface Followed {
  readonly kind: 'feed' | 'page' | 'article'
  readonly title: string
  readonly url: string
  /** False where the channel followed it before. */
  readonly isNew: boolean
}

/** Ways for articles and feeds to come in on a person's word. All reject with a FetchError, FeedError or InputError, one sentence each. */
export interface Intake {
  /** Reads a page into the channel's own desk. @returns id of the kept article. */
  readAddress(address: string, channel: ChannelKey): Promise<string>
  /** Reads pasted text or a file (by its `name`, HTML as well). @returns id of the kept article. */
  readText(text: string, channel: ChannelKey, name?: string): Promise<string>
  /** Finds the feed of an address and follows it; without one the page itself, where it lists articles; a page that is one article is read. */
  follow(address: string, channel: ChannelKey): Promise<Followed>
  /** Fetches a list of sources (OPML). @returns its text, unread. */
  readList(address: string): Promise<string>
  /** Polls now whatever the channel follows. @returns how many articles came in. */
  fetchNow(channel: ChannelKey): Promise<number>
}

/** Intake on a person's word. */
export function createIntake(services: IntakeServices): Intake {
  const { store, fetcher, now } = services
  const parser = parserOf(services)
  const keep = async (made: EntryArticle, channel: ChannelKey): Promise<string> => {
    if ('trouble' in made) throw new InputError('no-article', made.trouble)
    const desk = await store.channels.deskOf(channel, now())
    return keepArticle(services, made.article, desk)
  }
  return {
    readAddress: async (address, channel) => {
      const page = await fetchPage(fetcher, address, parser)
      return keep(articleOfPage(page, now(), { url: address }), channel)
    },
    readText: async (text, channel, name = '') => {
      const isPage = /\.html?$/iu.test(name) || /^\s*(?:<!doctype html|<html|<head|<body|<article)/iu.test(text)
      return keep(isPage ? articleOfPage(await parser.page(text, {}), now()) : articleOfText(text, now()), channel)
    },
    follow: async (address, channel) => {
      let feed = await store.feeds.byUrl(address)
      if (feed === undefined || feed.gone) {
        const found = await findSource(fetcher, address, parser)
        if (found.kind === 'article') {
          const id = await keep(articleOfPage(found.page, now(), { url: found.url }), channel)
          const [card] = await store.articles.cards([id])
          return { kind: 'article', title: card?.title ?? found.url, url: found.url, isNew: true }
        }
        const { title, siteUrl } = found.kind === 'feed' ? found.feed : { title: found.title, siteUrl: found.url }
        const named = { ...(title ? { title } : {}), ...(siteUrl === undefined ? {} : { siteUrl }) }
        feed = await store.feeds.add({ url: found.url, kind: found.kind, ...named }, now())
      }
      const isNew = await store.feeds.follow(channel, feed.id, now())
      await store.wake('feeds')
      return { kind: feed.kind === 'page' ? 'page' : 'feed', title: feed.title ?? feed.url, url: feed.url, isNew }
    },
    readList: async (address) => {
      const { bytes, contentType } = await fetcher.get(address)
      return decode(bytes, contentType)
    },
    fetchNow: async (channel) => {
      const before = await store.articles.count({ channel })
      for (const feed of await store.feeds.followedBy(channel)) await pollFeed(services, feed)
      await takeEntries(services)
      return Math.max(0, (await store.articles.count({ channel })) - before)
    },
  }
}

/** Reads and keeps an article that was handed in; one that is kept already only joins the feed. */
async function keepArticle({ store, readings, place, onArticle, now }: IntakeServices, article: Article, feedId: number): Promise<string> {
  const began = performance.now()
  const [known] = await store.articles.cards([article.id])
  const { url, text, title = '', publishedAt } = article
  const keys = [url === undefined ? `text:${article.id}` : addressIdentity(url)]
  // Through the queue, as every other article: cut off in the middle, it is read later; and it is kept and placed in its story at once.
  const entry: FeedEntry = {
    title,
    titleMarkup: title,
    text,
    ...(url === undefined ? {} : { url }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  }
  const claim = await store.entries.put(feedId, { keys, entry }, now())
  if (known !== undefined) {
    await store.entries.join(claim, known.id)
    return known.id
  }
  const reading = await readings.read(article).catch(async (error: unknown) => {
    await store.entries.fail(claim, 'Reading this article failed; see the log.')
    throw new InputError('unreadable', `This article could not be read: ${(error as Error).message}`, { cause: error })
  })
  const kept = await store.entries.keep(claim, reading, place)
  onArticle?.({ ...kept, milliseconds: performance.now() - began })
  return kept.id
}
