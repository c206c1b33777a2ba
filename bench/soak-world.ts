import type { Schedule } from '../src/desk/schedule.js'
import { openStore } from '../src/store/open.js'
import type { ChannelKey } from '../src/store/place-key.js'
import { CHANNELS } from '../test/simulators/discord.js'
import type { SlackSimulator } from '../test/simulators/slack.js'
import { BOT_TOKEN } from '../test/simulators/slack-web.js'
import { DISCORD_TEAM } from './soak-asking.js'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
/** Feeds that a channel with a digest follows, and one in which people ask. */
const FOLLOWED = 12
const WIDE = 60
/** Half of the channels have their first digest at this minute of the day, all at once. */
const MORNING = 8 * 60 + 30

/** Channels with digests, three a day each, and how many editions that makes between two moments. */
export interface Furnished {
  readonly channels: readonly ChannelKey[]
  readonly slackRooms: readonly string[]
  editionsBetween(from: number, to: number): number
}

/** Feeds, channels and schedules, as people would have set them up, in an empty store. */
export async function furnish(
  url: string,
  slack: SlackSimulator,
  addresses: readonly string[],
  count: number,
  from: number,
): Promise<Furnished> {
  const store = await openStore(url)
  const channels: ChannelKey[] = []
  for (let i = 0; i < count; i++) {
    const isSlack = i % 2 === 0
    const channel = isSlack ? await newSlackChannel(slack, `digest-${i}`) : String(300_000_000_000_000_000n + BigInt(i))
    channels.push({ platform: isSlack ? 'slack' : 'discord', team: isSlack ? slack.team : DISCORD_TEAM, channel })
  }
  const slackRooms = await Promise.all([0, 1, 2, 3].map((i) => newSlackChannel(slack, `room-of-people-${i}`)))
  const rooms: ChannelKey[] = [
    ...slackRooms.map((channel) => ({ platform: 'slack', team: slack.team, channel })),
    ...CHANNELS.map((channel) => ({ platform: 'discord', team: DISCORD_TEAM, channel })),
    { platform: 'web', team: 'local', channel: 'newsroom' },
  ]
  const feeds: number[] = []
  for (const address of addresses) feeds.push((await store.feeds.add({ url: address }, from)).id)
  const follow = async (channel: ChannelKey, first: number, howMany: number): Promise<void> => {
    for (let i = 0; i < howMany; i++) await store.feeds.follow(channel, feeds[(first + i * 7) % feeds.length] as number, from - 86_400_000)
  }
  for (const [i, room] of rooms.entries()) await follow(room, i * 31, Math.min(WIDE, feeds.length))
  const slots: number[] = []
  for (const [i, channel] of channels.entries()) {
    await follow(channel, i * 3, Math.min(FOLLOWED, feeds.length))
    const times = [i % 4 < 2 ? MORNING : (i * 7) % 720, 720 + ((i * 7) % 360), 1080 + ((i * 7) % 360)]
    const schedule: Schedule = { days: EVERY_DAY, times: [...new Set(times)].sort((a, b) => a - b), zone: 'UTC' }
    await store.schedules.add(channel, schedule, from)
    slots.push(...schedule.times)
  }
  await store.close()
  return {
    channels,
    slackRooms,
    editionsBetween: (start, end) => {
      let due = 0
      for (let day = Math.floor(start / 86_400_000) * 86_400_000; day <= end; day += 86_400_000)
        due += slots.filter((minute) => day + minute * 60_000 > start && day + minute * 60_000 <= end).length
      return due
    },
  }
}

/** What stands in the outbox at the end, by state; and editions that took more than one try. */
export async function editionsIn(
  url: string,
  channels: readonly ChannelKey[],
): Promise<{ readonly byState: Readonly<Record<string, number>>; readonly repeated: number }> {
  const store = await openStore(url)
  const byState: Record<string, number> = {}
  let repeated = 0
  for (const channel of channels)
    for (const { state, attempts } of await store.editions.ofChannel(channel, 50)) {
      byState[state] = (byState[state] ?? 0) + 1
      if (attempts > 1) repeated++
    }
  await store.close()
  return { byState, repeated }
}

async function newSlackChannel(slack: SlackSimulator, name: string): Promise<string> {
  const call = async (method: string, body: object): Promise<{ channel?: { id: string }; error?: string }> => {
    const response = await fetch(slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { channel?: { id: string }; error?: string }
  }
  const { channel, error } = await call('conversations.create', { name })
  if (channel === undefined) throw new Error(`Slack’s simulator made no channel ${name} (${error}).`)
  await call('conversations.invite', { channel: channel.id, users: slack.user })
  return channel.id
}
