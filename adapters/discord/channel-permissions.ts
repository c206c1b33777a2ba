import { type APIChannel, type APIGuildMember, PermissionsBitField, Routes } from 'discord.js'
import type { discordRest } from './discord.js'

/** A server as `/users/@me/guilds` tells it: `permissions` are the bot's over the whole server. */
export interface KnownGuild {
  readonly id: string
  readonly name: string
  readonly permissions?: string
}

/**
 * What the bot may do in a channel: its permissions over the server, then the channel's exceptions for everybody, for its roles, for itself.
 * Null where Discord does not tell. Source: discord.com/developers/docs/topics/permissions, "Permission Overwrites".
 */
export async function permissionsIn(
  rest: ReturnType<typeof discordRest>,
  channel: APIChannel,
  bot: string,
  guilds: readonly KnownGuild[],
): Promise<PermissionsBitField | null> {
  const guild = 'guild_id' in channel ? guilds.find(({ id }) => id === channel.guild_id) : undefined
  if (guild?.permissions === undefined) return null
  let bits = BigInt(guild.permissions)
  const exceptions = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : []
  if ((bits & PermissionsBitField.Flags.Administrator) !== 0n || exceptions.length === 0) return new PermissionsBitField(bits)
  const { roles } = (await rest.get(Routes.guildMember(guild.id, bot))) as APIGuildMember
  for (const level of [[guild.id], roles, [bot]]) {
    const here = exceptions.filter(({ id }) => level.includes(id))
    const together = (key: 'allow' | 'deny'): bigint => here.reduce((all, exception) => all | BigInt(exception[key]), 0n)
    bits = (bits & ~together('deny')) | together('allow')
  }
  return new PermissionsBitField(bits)
}
