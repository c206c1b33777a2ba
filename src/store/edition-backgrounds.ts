import { sql } from 'kysely'
import type { Engine } from './engine.js'
import { grouped } from './grouped.js'

/** What an edition's digest depends on, beside the articles: for channels where all of it is equal, it is the same. */
export interface EditionBackground {
  /** Until when the channel's last edition that was sent covers what came in, in milliseconds; absent where there was none. */
  readonly lastWrittenAt?: number
  /** Ids of stories in editions sent to the channel, and when those were written (milliseconds). */
  readonly shown: ReadonlyMap<string, number>
  /** The channel's first schedule, as the desk keeps it. */
  readonly schedule?: unknown
  /** Ids of the feeds that it follows, ascending; a desk of its own only where something is on it. */
  readonly feeds: readonly number[]
  /** Whether its team has corrected speakers. */
  readonly isCorrected: boolean
}

/**
 * Backgrounds of editions by their ids: a few statements for all. `since`: how far back stories shown are looked for.
 */
export async function editionBackgrounds(
  { db }: Engine,
  ids: readonly number[],
  since: number,
): Promise<ReadonlyMap<number, EditionBackground>> {
  if (ids.length === 0) return new Map()
  const editions = await db
    .selectFrom('editions')
    .innerJoin('channels', 'channels.id', 'editions.channel_id')
    .select(['editions.id', 'channel_id'])
    .select(
      sql<number>`case when exists (select 1 from corrections where corrections.team_id = channels.team_id) then 1 else 0 end`.as(
        'corrected',
      ),
    )
    .where('editions.id', 'in', ids)
    .execute()
  const channels = [...new Set(editions.map((row) => row.channel_id))]
  if (channels.length === 0) return new Map()
  const lasts = await db
    .selectFrom('editions')
    .select(['channel_id', (eb) => eb.fn.max<number | null>(eb.fn.coalesce('written_at', 'done_at')).as('last')])
    .where('channel_id', 'in', channels)
    .where('state', '=', 'sent')
    .groupBy('channel_id')
    .execute()
  const shown = await db
    .selectFrom('editions')
    .select(['channel_id', 'stories_json', 'done_at', 'written_at'])
    .where('channel_id', 'in', channels)
    .where('state', '=', 'sent')
    .where('done_at', '>=', since)
    .orderBy('done_at')
    .execute()
  const schedules = await db
    .selectFrom('schedules')
    .select(['channel_id', 'schedule_json'])
    .where('channel_id', 'in', channels)
    .orderBy('id')
    .execute()
  const follows = await db
    .selectFrom('subscriptions')
    .innerJoin('feeds', 'feeds.id', 'subscriptions.feed_id')
    .select(['channel_id', 'feed_id'])
    .where('channel_id', 'in', channels)
    .where(sql<boolean>`(feeds.kind <> 'desk' or exists (select 1 from article_feeds where article_feeds.feed_id = feeds.id))`)
    .orderBy('feed_id')
    .execute()
  const lastOf = new Map(lasts.map((row) => [row.channel_id, row.last]))
  const shownIn = grouped(shown, (row) => row.channel_id)
  const schedulesOf = grouped(schedules, (row) => row.channel_id)
  const feedsOf = grouped(follows, (row) => row.channel_id)
  return new Map(
    editions.map(({ id, channel_id, corrected }): [number, EditionBackground] => {
      const last = lastOf.get(channel_id)
      const schedule = schedulesOf.get(channel_id)?.[0]
      return [
        id,
        {
          ...(last === undefined || last === null ? {} : { lastWrittenAt: last }),
          ...(schedule === undefined ? {} : { schedule: JSON.parse(schedule.schedule_json) as unknown }),
          shown: storiesOf(shownIn.get(channel_id) ?? []),
          feeds: (feedsOf.get(channel_id) ?? []).map((row) => row.feed_id),
          isCorrected: corrected === 1,
        },
      ]
    }),
  )
}

/** Stories of editions in the order in which those were done, each with when it was last written. */
function storiesOf(
  editions: readonly { readonly stories_json: string; readonly written_at: number | null; readonly done_at: number | null }[],
): Map<string, number> {
  const shown = new Map<string, number>()
  for (const row of editions)
    for (const story of JSON.parse(row.stories_json) as string[]) shown.set(story, row.written_at ?? row.done_at ?? 0)
  return shown
}
