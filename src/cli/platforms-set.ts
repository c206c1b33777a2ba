import type { Config } from '../config.js'

/** Chat platforms that are set up, by name, and sentences on those that are set up by half and so do not start. */
export interface PlatformsSet {
  readonly names: readonly ('slack' | 'discord')[]
  readonly halves: readonly string[]
}

/** Which chat platforms the settings are meant for. */
export function platformsSet(config: Config): PlatformsSet {
  const { slackBotToken, slackAppToken, slackSigningSecret, slackClientId, slackClientSecret, encryptionKey, discordToken } = config
  const isSlack = slackBotToken !== undefined || slackClientId !== undefined
  const halves: string[] = []
  if (!isSlack) {
    const stray = [
      slackAppToken === undefined ? [] : ['SLACK_APP_TOKEN'],
      slackSigningSecret === undefined ? [] : ['SLACK_SIGNING_SECRET'],
      slackClientSecret === undefined ? [] : ['SLACK_CLIENT_SECRET'],
    ].flat()
    if (stray[0] !== undefined)
      halves.push(`${stray[0]} is set, but neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is: Slack does not start without one of them.`)
  } else if (slackClientId !== undefined && (slackClientSecret === undefined || encryptionKey === undefined)) {
    const missing = slackClientSecret === undefined ? 'SLACK_CLIENT_SECRET' : 'ENCRYPTION_KEY'
    halves.push(`SLACK_CLIENT_ID is set, but ${missing} is not: no workspace can install the app without it.`)
  }
  if (discordToken === undefined && config.discordApplicationId !== undefined)
    halves.push('DISCORD_APPLICATION_ID is set, but DISCORD_TOKEN is not: Discord does not start without it.')
  return {
    names: [...(isSlack ? (['slack'] as const) : []), ...(discordToken === undefined ? [] : (['discord'] as const))],
    halves,
  }
}
