import type { Engine, Queries } from './engine.js'
import { storable, storableOrNull } from './engine.js'
import type { ChannelKey, TeamKey } from './place-key.js'

/** Id of a team; undefined where it is not known. */
export async function teamRow(db: Queries, team: TeamKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('teams')
    .select('id')
    .where('platform', '=', team.platform)
    .where('team', '=', team.team)
    .executeTakeFirst()
  return row?.id
}

/** Id of a channel; undefined where it is not known. */
export async function channelRow(db: Queries, key: ChannelKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('channels')
    .innerJoin('teams', 'teams.id', 'channels.team_id')
    .select('channels.id')
    .where('teams.platform', '=', key.platform)
    .where('teams.team', '=', key.team)
    .where('channels.channel', '=', key.channel)
    .executeTakeFirst()
  return row?.id
}

/** Id of the team, which is made where it is not known. */
export async function ensureTeam(tx: Queries, team: TeamKey, now: number, name?: string): Promise<number> {
  const known = await teamRow(tx, team)
  if (known !== undefined && name === undefined) return known
  const row = await tx
    .insertInto('teams')
    .values({
      platform: storable(team.platform),
      team: storable(team.team),
      name: storableOrNull(name),
      settings_json: '{}',
      joined_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'team']).doUpdateSet(name === undefined ? { platform: team.platform } : { name: storable(name) }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Id of the channel, which is made (with its team) where it is not known. */
export async function ensureChannel(tx: Queries, key: ChannelKey, now: number, name?: string): Promise<number> {
  const known = await channelRow(tx, key)
  if (known !== undefined && name === undefined) return known
  const team_id = await ensureTeam(tx, key, now)
  const row = await tx
    .insertInto('channels')
    .values({ team_id, channel: storable(key.channel), name: storableOrNull(name), settings_json: '{}', paused: null })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'channel']).doUpdateSet(name === undefined ? { channel: key.channel } : { name: storable(name) }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Keys of channels by their ids. */
export async function channelKeys({ db }: Engine, ids: readonly number[]): Promise<Map<number, ChannelKey>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('channels')
    .innerJoin('teams', 'teams.id', 'channels.team_id')
    .select(['channels.id', 'platform', 'team', 'channel'])
    .where('channels.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, platform, team, channel }) => [id, { platform, team, channel }]))
}
