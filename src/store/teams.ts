import { channelRow, ensureChannel, ensureTeam } from './channel-row.js'
import { deleteTeam } from './deletion.js'
import { type Engine, storable, storableOrNull } from './engine.js'
import { addFeed } from './feed-row.js'
import type { ChannelKey, TeamKey } from './place-key.js'

export interface Team extends TeamKey {
  readonly name?: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly joinedAt: number
}

/** Teams. */
export interface Teams {
  /** Notes the team, or its new name. */
  join(team: TeamKey, now: number, name?: string): Promise<Team>
  get(team: TeamKey): Promise<Team | undefined>
  list(platform?: string): Promise<readonly Team[]>
  setSettings(team: TeamKey, settings: Readonly<Record<string, unknown>>): Promise<void>
  /**
   * Deletes everything of the team: channels, what they follow, schedules, editions, threads, corrections, marks, installation, remembered
   * keys that begin with "platform/team/"; and feeds and articles that no other team follows.
   * @returns how many articles went with it.
   */
  delete(team: TeamKey): Promise<number>
}

export interface Channel extends ChannelKey {
  readonly name?: string
  /** Whatever the desk keeps for the channel: quiet hours, language, kinds of story. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Why nothing is posted here any more ("archived"); absent where all is well. */
  readonly paused?: string
}

/** Channels. All methods that change a channel make it (and its team) where it is not known yet. */
export interface Channels {
  ensure(channel: ChannelKey, now: number, name?: string): Promise<Channel>
  get(channel: ChannelKey): Promise<Channel | undefined>
  list(team?: TeamKey): Promise<readonly Channel[]>
  /** Replaces the settings named; a value of null takes one away. */
  setSettings(channel: ChannelKey, settings: Readonly<Record<string, unknown>>): Promise<Channel>
  pause(channel: ChannelKey, reason: string | null): Promise<void>
  /** Id of the feed that stands for what the channel was given itself (pasted articles, addresses): always in its scope. */
  deskOf(channel: ChannelKey, now: number): Promise<number>
}

/** Teams over an open database. */
export function createTeams(engine: Engine): Teams {
  const { db } = engine
  const get: Teams['get'] = async ({ platform, team }) => {
    const row = await db.selectFrom('teams').selectAll().where('platform', '=', platform).where('team', '=', team).executeTakeFirst()
    return row && teamOf(row)
  }
  return {
    join: async (team, now, name) => {
      await engine.write((tx) => ensureTeam(tx, team, now, name))
      return (await get(team)) as Team
    },
    get,
    list: async (platform) => {
      const all = db.selectFrom('teams').selectAll().orderBy('id')
      return (await (platform === undefined ? all : all.where('platform', '=', platform)).execute()).map(teamOf)
    },
    setSettings: (team, settings) =>
      engine.write(async (tx) => {
        const id = await ensureTeam(tx, team, Date.now())
        const { settings_json } = await tx.selectFrom('teams').select('settings_json').where('id', '=', id).executeTakeFirstOrThrow()
        await tx
          .updateTable('teams')
          .set({ settings_json: merged(settings_json, settings) })
          .where('id', '=', id)
          .execute()
      }),
    delete: (team) => deleteTeam(engine, team),
  }
}

/** Channels over an open database. */
export function createChannels(engine: Engine): Channels {
  const { db } = engine
  const rows = () =>
    db
      .selectFrom('channels')
      .innerJoin('teams', 'teams.id', 'channels.team_id')
      .select(['platform', 'team', 'channel', 'channels.name', 'channels.settings_json', 'paused'])
  const get: Channels['get'] = async (key) => {
    const row = await rows()
      .where('platform', '=', key.platform)
      .where('team', '=', key.team)
      .where('channel', '=', key.channel)
      .executeTakeFirst()
    return row && channelOf(row)
  }
  return {
    get,
    ensure: async (key, now, name) => {
      const known = await get(key)
      if (known !== undefined && (name === undefined || known.name === name)) return known
      await engine.write((tx) => ensureChannel(tx, key, now, name))
      return (await get(key)) as Channel
    },
    list: async (team) => {
      const all = rows().orderBy('channels.id')
      const found = team === undefined ? all : all.where('platform', '=', team.platform).where('team', '=', team.team)
      return (await found.execute()).map(channelOf)
    },
    setSettings: async (key, settings) => {
      await engine.write(async (tx) => {
        const id = await ensureChannel(tx, key, Date.now())
        const { settings_json } = await tx.selectFrom('channels').select('settings_json').where('id', '=', id).executeTakeFirstOrThrow()
        await tx
          .updateTable('channels')
          .set({ settings_json: merged(settings_json, settings) })
          .where('id', '=', id)
          .execute()
      })
      return (await get(key)) as Channel
    },
    pause: async (key, reason) => {
      const id = await channelRow(db, key)
      if (id !== undefined)
        await db
          .updateTable('channels')
          .set({ paused: storableOrNull(reason) })
          .where('id', '=', id)
          .execute()
    },
    deskOf: (key, now) =>
      engine.write(async (tx) => {
        const channel_id = await ensureChannel(tx, key, now)
        const { id } = await addFeed(tx, { url: `desk:${channel_id}`, kind: 'desk' }, now)
        await tx
          .insertInto('subscriptions')
          .values({ channel_id, feed_id: id, topics_json: '[]', since: now })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return id
      }),
  }
}

type Settings = Readonly<Record<string, unknown>>

/** Settings with changes made; null takes one away. */
function merged(kept: string, changes: Settings): string {
  const all = { ...(JSON.parse(kept) as Settings), ...changes }
  return storable(JSON.stringify(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined))))
}

const teamOf = (row: { platform: string; team: string; name: string | null; settings_json: string; joined_at: number }): Team => ({
  platform: row.platform,
  team: row.team,
  ...(row.name === null ? {} : { name: row.name }),
  settings: JSON.parse(row.settings_json) as Settings,
  joinedAt: row.joined_at,
})

const channelOf = (row: {
  platform: string
  team: string
  channel: string
  name: string | null
  settings_json: string
  paused: string | null
}): Channel => ({
  platform: row.platform,
  team: row.team,
  channel: row.channel,
  ...(row.name === null ? {} : { name: row.name }),
  settings: JSON.parse(row.settings_json) as Settings,
  ...(row.paused === null ? {} : { paused: row.paused }),
})
