import { type Client, ShardClientUtil } from 'discord.js'
import type { Desk } from '../platform/desk.js'
import type { DiscordLog } from './discord-log.js'

/** Under which the bot's own id is remembered. */
const OWNER = 'discord-bot'

/**
 * Servers that removed the bot while it was not connected: their data goes now. Discord tells everybody who connects of all servers the bot is in,
 * those with an outage too. Only servers of this process's own shards are judged, and none where the store belongs to another bot: then
 * a wrong token would delete everything.
 */
export async function forgetLeft(client: Client<true> | Client, desk: Desk, log: DiscordLog): Promise<void> {
  const bot = client.user?.id ?? ''
  const owner = await desk.memory.get(OWNER)
  if (owner === undefined) return desk.memory.set(OWNER, bot)
  if (owner !== bot) return log.warn({ owner, bot }, 'the store belongs to another Discord bot: no server is taken for left')
  const { shards, shardCount } = client.options
  for (const team of await desk.teams('discord')) {
    // Direct conversations are no servers.
    if (!/^\d+$/u.test(team) || client.guilds.cache.has(team)) continue
    const isOurs = Array.isArray(shards) && shards.includes(ShardClientUtil.shardIdForGuildId(team, shardCount ?? 1))
    if (isOurs) await desk.left('discord', team)
  }
}
