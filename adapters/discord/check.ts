import { type APIChannel, Routes } from 'discord.js'
import { bad, type Finding, good, remark } from '../platform/finding.js'
import { type KnownGuild, permissionsIn } from './channel-permissions.js'
import { discordRest } from './discord.js'
import { explain, explainLogin, missingPermissions, NEEDED_BITS } from './failures.js'

// Flags of an application: Message Content granted, to verified bots and to small ones.
const CONTENT_FLAGS = (1 << 18) | (1 << 19)

/** What of Discord is to be checked. */
export interface DiscordCheck {
  readonly token: string
  readonly apiUrl: string
  readonly applicationId?: string
  readonly messageContent: boolean
  /** Channels that get digests. */
  readonly channels?: readonly string[]
}

/** Address that invites the bot to a server with just the rights that it needs. */
export const inviteLink = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${NEEDED_BITS}`

/** Asks Discord about token, intents, servers and channels. Never rejects: what is wrong is a finding. */
export async function checkDiscord({ token, apiUrl, applicationId, messageContent, channels = [] }: DiscordCheck): Promise<Finding[]> {
  const rest = discordRest({ token, apiUrl })
  try {
    const user = (await rest.get(Routes.user('@me'))) as { username: string }
    const findings = [good('bot token', `Accepted: ${user.username}.`)]
    const application = (await rest.get('/applications/@me')) as { id: string; flags?: number }
    if (applicationId !== undefined && applicationId !== application.id)
      findings.push(bad('application id', `DISCORD_APPLICATION_ID should be ${application.id}.`))
    const hasContent = ((application.flags ?? 0) & CONTENT_FLAGS) !== 0
    if (messageContent && !hasContent)
      findings.push(
        bad(
          'intents',
          'DISCORD_MESSAGE_CONTENT is on, but the intent is not granted: switch it on under Bot → Privileged Gateway Intents, or set it off.',
        ),
      )
    else
      findings.push(
        messageContent
          ? good('intents', 'Message Content is granted: plain replies in threads are read.')
          : remark('intents', 'Message Content is off: in threads, people mention the bot or answer one of its messages.'),
      )
    const guilds = (await rest.get(Routes.userGuilds())) as KnownGuild[]
    findings.push(
      guilds.length === 0
        ? bad('servers', `The bot is in no server yet: invite it with ${inviteLink(application.id)}`)
        : good(
            'servers',
            `In ${guilds.length}: ${guilds
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}.`,
          ),
    )
    for (const channel of channels) findings.push(await checkChannel(rest, channel, application.id, guilds))
    return findings
  } catch (error) {
    return [bad('bot token', explainLogin(error).message)]
  }
}

async function checkChannel(
  rest: ReturnType<typeof discordRest>,
  channel: string,
  bot: string,
  guilds: readonly KnownGuild[],
): Promise<Finding> {
  try {
    const info = (await rest.get(Routes.channel(channel))) as APIChannel
    const name = `channel ${'name' in info && info.name !== null ? `#${info.name}` : channel}`
    const missing = missingPermissions(await permissionsIn(rest, info, bot, guilds))
    return missing.length === 0
      ? good(name, 'The bot can post here.')
      : bad(name, `The bot’s role lacks ${missing.join(', ')} here: allow it in the channel’s settings under Permissions.`)
  } catch (error) {
    return bad(`channel ${channel}`, explain(error).message)
  }
}

/** Posts a line into a channel, to see that it can be done. Never rejects: what is wrong is a finding. */
export async function testMessage({ token, apiUrl, channel }: { token: string; apiUrl: string; channel: string }): Promise<Finding> {
  try {
    const body = { content: 'On Record can post here. Try /onrecord help.', allowed_mentions: { parse: [] } }
    await discordRest({ token, apiUrl }).post(Routes.channelMessages(channel), { body })
    return good('test message', 'Posted: look at the channel.')
  } catch (error) {
    return bad('test message', explain(error).message)
  }
}
