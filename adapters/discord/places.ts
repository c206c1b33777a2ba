import { type Interaction, PermissionFlagsBits } from 'discord.js'
import type { Person, Place } from '../platform/desk.js'

/** Where an interaction happens. Outside servers the channel is the person's direct conversation, and its own team. */
export function placeOf(interaction: Interaction): Place {
  const channel = interaction.channel
  const team = interaction.guildId ?? `dm-${interaction.user.id}`
  const parent = channel?.isThread() ? channel.parentId : null
  return parent === null
    ? { platform: 'discord', team, channel: interaction.channelId ?? '' }
    : { platform: 'discord', team, channel: parent, thread: interaction.channelId ?? '' }
}

/** Who asks. In a direct conversation everybody manages their own sources. */
export function personOf(interaction: Interaction): Person {
  const mayManage = !interaction.inGuild() || (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false)
  return { id: interaction.user.id, name: interaction.user.displayName, mayManage }
}
