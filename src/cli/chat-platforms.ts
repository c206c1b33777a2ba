import type { Config, Role } from '../config.js'
import type { Candidate } from './connecting.js'
import type { Workshop } from './desk-services.js'
import { platformsSet } from './platforms-set.js'

/** Slack and Discord, where their tokens are set; their libraries are loaded only then. */
export async function chatPlatforms(config: Config, { log }: Workshop, has: (role: Role) => boolean): Promise<Candidate[]> {
  const found: Candidate[] = []
  if (has('slack') && platformsSet(config).names.includes('slack')) {
    const { createSlack } = await import('../../adapters/slack/slack.js')
    found.push({ name: 'slack', make: () => createSlack(slackOptions(config, log.child({ platform: 'slack' }))) })
  }
  const token = config.discordToken
  if (has('discord') && token !== undefined) {
    const { createDiscord } = await import('../../adapters/discord/discord.js')
    const options = {
      token,
      apiUrl: config.discordApiUrl,
      messageContent: config.discordMessageContent === 'on',
      shards: config.discordShards,
      log: log.child({ platform: 'discord' }),
      ...(config.discordApplicationId === undefined ? {} : { applicationId: config.discordApplicationId }),
      ...(config.discordGuild === undefined ? {} : { guild: config.discordGuild }),
    }
    found.push({ name: 'discord', make: () => createDiscord(options) })
  }
  return found
}

function slackOptions(config: Config, log: Workshop['log']) {
  const { slackClientId, slackClientSecret, encryptionKey } = config
  const oauth =
    slackClientId === undefined || slackClientSecret === undefined || encryptionKey === undefined
      ? undefined
      : {
          clientId: slackClientId,
          clientSecret: slackClientSecret,
          encryptionKey,
          ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
        }
  return {
    apiUrl: config.slackApiUrl,
    host: config.host,
    port: config.slackPort,
    log,
    ...(config.slackBotToken === undefined ? {} : { botToken: config.slackBotToken }),
    ...(config.slackAppToken === undefined ? {} : { appToken: config.slackAppToken }),
    ...(config.slackSigningSecret === undefined ? {} : { signingSecret: config.slackSigningSecret }),
    ...(oauth === undefined ? {} : { oauth }),
  }
}
