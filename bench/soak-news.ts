import type { NewsServer, ServedArticle } from '../test/simulators/news-server.js'
import { startNewsServer } from '../test/simulators/news-server.js'
import { type Cast, madeUpNews, PLACES, THINGS } from './made-up-news.js'
import { PEOPLE, random, VOCABULARY } from './store-corpus.js'

const DAY = 86_400_000
/** Reports of one event, on average: three papers tell of the same. */
const REPORTS = 3
/** Articles that a feed lists at a time. */
const LISTED = 15
/** Feeds of one host. */
const HOST_FEEDS = 25

/** Papers that publish all day, each a feed on 127.0.0.1. */
export interface Papers {
  readonly addresses: readonly string[]
  /** Publishes all that has come up to `moment` (milliseconds). @returns how many articles there have been so far. */
  publish(moment: number): number
  /** Somebody who is in the news at `moment`. */
  person(moment: number, next: () => number): string
  /** Address of an article that was just published. */
  latest(next: () => number): string
  stop(): Promise<void>
}

/** Starts `count` feeds that each publish `aDay` articles a day, evenly, and have published two just before `from`. */
export async function startPapers(count: number, aDay: number, from: number): Promise<Papers> {
  const hosts: NewsServer[] = await Promise.all(Array.from({ length: Math.ceil(count / HOST_FEEDS) }, startNewsServer))
  const hostOf = (feed: number): NewsServer => hosts[Math.floor(feed / HOST_FEEDS)] as NewsServer
  const every = DAY / aDay
  /** Milliseconds between two events. */
  const spacing = (DAY * REPORTS) / (count * aDay)
  // Feeds take turns: feed 0 publishes at 0, feed 1 a little later …
  const next = Array.from({ length: count }, (_, feed) => from - 2 * every + (every * feed) / count)
  const newest: string[] = []
  let published = 0

  const article = (at: number): ServedArticle => {
    const number = published++
    const draw = random(number * 31 + 7)
    // Most reports are of what has just happened; some follow for hours.
    const event = Math.floor(at / spacing - draw() ** 3 * 1500)
    return madeUpNews(number, new Date(at).toISOString(), castOf(event))
  }
  for (let feed = 0; feed < count; feed++)
    hostOf(feed).feeds.set(`f${feed}`, { title: `Paper ${feed}`, style: feed % 4 === 0 ? 'summary' : 'full', articles: [] })
  return {
    addresses: Array.from({ length: count }, (_, feed) => hostOf(feed).feedUrl(`f${feed}`)),
    publish: (moment) => {
      for (let feed = 0; feed < count; feed++) {
        while ((next[feed] as number) <= moment) {
          const one = article(next[feed] as number)
          const served = hostOf(feed).feeds.get(`f${feed}`)
          if (served !== undefined) served.articles = [one, ...served.articles].slice(0, LISTED)
          next[feed] = (next[feed] as number) + every
          newest.push(hostOf(feed).feedUrl(`f${feed}`).replace(/feed$/u, one.slug))
          if (newest.length > count) newest.shift()
        }
      }
      return published
    },
    person: (moment, draw) => castOf(Math.floor(moment / spacing - draw() * 300)).people[0] as string,
    latest: (draw) => newest[newest.length - 1 - Math.floor(draw() * 20)] as string,
    stop: async () => {
      await Promise.all(hosts.map((host) => host.stop()))
    },
  }
}

/** Those who are in the news about one event: four people, a town, two countries, something of a name of its own. */
export function castOf(event: number): Cast {
  const draw = random(event * 7_919 + 3)
  const pick = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] as string
  const named = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`
  return {
    people: Array.from({ length: 4 }, () => pick(PEOPLE)),
    places: [named(pick(VOCABULARY)), pick(PLACES), pick(PLACES)],
    things: [`${named(pick(VOCABULARY))} ${pick(THINGS)}`, pick(THINGS)],
  }
}
