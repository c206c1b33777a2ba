import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import type { EditionBackground } from '../store/edition-backgrounds.js'
import type { WrittenEdition } from '../store/edition-changes.js'
import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import { buildDigest, type DigestWish } from './digest-builder.js'
import type { Schedule } from './schedule.js'
import type { DeskServices } from './services.js'

const DAY = 86_400_000
/** Later than this after its time, an edition says that it is late. */
const LATE_MS = 5 * 60_000
/** How far back stories that were shown are remembered. */
const MEMORY_MS = 21 * DAY
/** An edition that is sent this soon after its time covers what came in up to its time: the same for all channels of that minute. */
const PROMPT_MS = 60_000
/** What came in while the last edition was written may have missed it: looked at again. */
const OVERLAP_MS = 10 * 60_000
/** How long a digest is held for other channels, and how many at most. */
const HELD_MS = 60_000
const MOST_HELD = 200
/**
 * How many different digests are made at a time in a process. Queries take turns: with a hundred digests due at one minute and all of them at
 * it, a person's command would wait for a hundred queries between any two of its own.
 */
const MADE_AT_ONCE = 4

/** An edition that is written: what is sent, and what is kept of it. */
export interface Written extends WrittenEdition {
  readonly post: Post
}

/** Writes editions. */
export interface EditionWriter {
  /** Each edition, by its id, or the error that kept it from being written. */
  write(editions: readonly Edition[]): Promise<ReadonlyMap<number, Written | Error>>
}

/**
 * Writes what editions say: everything since the last one that came, at the first the last day; the same story never comes twice unless it has
 * news. Channels that follow the same feeds, were shown the same stories and are due at the same minute get the same digest, made once.
 */
export function createEditionWriter(services: DeskServices): EditionWriter {
  const making = pLimit(MADE_AT_ONCE)
  const held = new Map<string, { readonly until: number; readonly digest: Promise<Digest> }>()
  const digestOf = (edition: Edition, background: EditionBackground, wish: DigestWish): Promise<Digest> => {
    const key = keyOf(edition, background, wish)
    const clock = performance.now()
    for (const [old, { until }] of held) if (until < clock || held.size > MOST_HELD) held.delete(old)
    const known = held.get(key)
    if (known !== undefined) return known.digest
    const digest = making(() => make(services, edition, wish))
    held.set(key, { until: clock + HELD_MS, digest })
    digest.catch(() => held.delete(key))
    return digest
  }
  const writeOne = async (edition: Edition, background: EditionBackground, now: number): Promise<Written> => {
    const wish = wishOf(edition, background, now, services.timeZone)
    return { id: edition.id, writtenAt: wish.now, ...(await digestOf(edition, background, wish)) }
  }
  return {
    async write(editions) {
      const now = services.now()
      const ids = editions.map(({ id }) => id)
      const backgrounds = await services.store.editions.backgrounds(ids, now - MEMORY_MS)
      const written = editions.map(async (edition): Promise<[number, Written | Error]> => {
        const background = backgrounds.get(edition.id)
        if (background === undefined) return [edition.id, new Error('The channel is no longer kept.')]
        return [edition.id, await writeOne(edition, background, now).catch((error: unknown) => error as Error)]
      })
      return new Map(await Promise.all(written))
    },
  }
}

type Digest = Pick<Written, 'post' | 'postJson' | 'digest' | 'stories'>

async function make(services: DeskServices, edition: Edition, wish: DigestWish): Promise<Digest> {
  const post = await buildDigest(services, edition.channel, wish)
  const postJson = JSON.stringify(post)
  return { post, postJson, digest: createHash('sha256').update(postJson).digest('base64url'), stories: post.about?.stories ?? [] }
}

function wishOf(edition: Edition, { lastWrittenAt, shown, schedule }: EditionBackground, now: number, timeZone: string): DigestWish {
  const lateness = now - edition.dueAt
  const until = lateness >= 0 && lateness < PROMPT_MS ? edition.dueAt : now
  return {
    // From where the last one ended, so that nothing falls between two editions; never more than a week back.
    since: Math.max(lastWrittenAt ?? until - DAY, until - 7 * DAY),
    ...(lastWrittenAt === undefined ? {} : { readSince: Math.max(lastWrittenAt - OVERLAP_MS, until - 7 * DAY) }),
    now: until,
    shown,
    zone: (schedule as Schedule | undefined)?.zone ?? timeZone,
    ...(edition.late || lateness > LATE_MS ? { lateSince: edition.dueAt } : {}),
  }
}

/** Everything that decides what a digest says, beside the articles themselves. */
function keyOf({ channel }: Edition, { feeds, isCorrected }: EditionBackground, { shown, ...wish }: DigestWish): string {
  const corrections = isCorrected ? [channel.platform, channel.team] : []
  return JSON.stringify([feeds, corrections, wish, [...shown].sort(([a], [b]) => (a < b ? -1 : 1))])
}
