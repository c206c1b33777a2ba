import { stringify } from 'node:querystring'
import type { Finding } from '../../adapters/platform/finding.js'
import { writtenSetting } from '../config.js'
import { CATALOGUE } from '../desk/catalogue.js'
import { InputError } from '../errors.js'
import { reportText } from './doctor.js'
import { writeSettings } from './env-file.js'
import type { Streams } from './streams.js'

/** What `onrecord setup` may be told instead of being asked. */
export interface SetupOptions {
  readonly botToken?: string
  readonly appToken?: string
  readonly token?: string
  readonly publicUrl?: string
  /** Slack's signing secret, for signed HTTP mode. */
  readonly signingSecret?: string
  /** Discord channel that gets a test message. */
  readonly channel?: string
  /** Prints the manifest or the invite link and ends. */
  readonly manifest?: boolean
  /** Where the settings are written. */
  readonly env: string
}

/** `onrecord setup slack`: prints the app's manifest, takes the tokens, checks each scope, writes the settings. @returns exit status. */
export async function setupSlack(options: SetupOptions, streams: Streams): Promise<number> {
  const { manifest } = await import('../../adapters/slack/manifest.js')
  const json = JSON.stringify(manifest(CATALOGUE, options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }), null, 2)
  if (options.manifest) {
    streams.stdout.write(`${json}\n`)
    return 0
  }
  const isHttp = options.publicUrl !== undefined
  const second = isHttp ? options.signingSecret : options.appToken
  if (options.botToken === undefined || second === undefined) {
    streams.stdout.write(
      `1. Open https://api.slack.com/apps?${stringify({ new_app: 1 })} → From a manifest, and paste this:\n\n${json}\n\n`,
    )
    streams.stdout.write(
      '2. Install the app to your workspace; copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions.\n' +
        (isHttp
          ? '3. Under Basic Information, copy the Signing Secret.\n\n'
          : '3. Under Basic Information → App-Level Tokens, make one with connections:write (xapp-…).\n\n'),
    )
  }
  const botToken = options.botToken ?? (await ask('Bot User OAuth Token (xoxb-…)', streams))
  const secret = second ?? (await ask(isHttp ? 'Signing secret' : 'App-level token (xapp-…)', streams))
  const { checkSlack } = await import('../../adapters/slack/check.js')
  return settle(
    'Slack',
    await checkSlack({ botToken, apiUrl: writtenSetting('slackApiUrl'), ...(isHttp ? { signingSecret: secret } : { appToken: secret }) }),
    { SLACK_BOT_TOKEN: botToken, ...(isHttp ? { SLACK_SIGNING_SECRET: secret } : { SLACK_APP_TOKEN: secret }) },
    options.env,
    streams,
  )
}

/** `onrecord setup discord`: takes the token, prints the invite link, checks intents, writes the settings. @returns exit status. */
export async function setupDiscord(options: SetupOptions, streams: Streams): Promise<number> {
  if (options.token === undefined)
    streams.stdout.write('1. Open https://discord.com/developers/applications, make an application, and under Bot copy its token.\n\n')
  const token = options.token ?? (await ask('Bot token', streams))
  const { checkDiscord, inviteLink, testMessage } = await import('../../adapters/discord/check.js')
  const { discordRest } = await import('../../adapters/discord/discord.js')
  const findings = await checkDiscord({
    token,
    apiUrl: writtenSetting('discordApiUrl'),
    messageContent: false,
    channels: options.channel === undefined ? [] : [options.channel],
  })
  const settings: Record<string, string> = { DISCORD_TOKEN: token }
  if (findings.some(({ name, state }) => name === 'bot token' && state === 'good')) {
    const { id } = (await discordRest({ token, apiUrl: writtenSetting('discordApiUrl') }).get('/applications/@me')) as { id: string }
    settings.DISCORD_APPLICATION_ID = id
    streams.stdout.write(`Invite the bot with this link:\n${inviteLink(id)}\n\n`)
  }
  if (options.channel !== undefined && findings.every(({ state }) => state !== 'bad'))
    findings.push(await testMessage({ token, apiUrl: writtenSetting('discordApiUrl'), channel: options.channel }))
  // Being in no server yet is the next step, not a fault of the token.
  return settle(
    'Discord',
    findings.map((finding) => (finding.name === 'servers' && finding.state === 'bad' ? { ...finding, state: 'remark' as const } : finding)),
    settings,
    options.env,
    streams,
  )
}

async function settle(
  part: string,
  findings: readonly Finding[],
  settings: Readonly<Record<string, string>>,
  env: string,
  streams: Streams,
): Promise<number> {
  streams.stdout.write(`${reportText([{ part, findings }])}\n\n`)
  if (findings.some(({ state }) => state === 'bad')) {
    streams.stderr.write(`Nothing was written. Mend what is marked ✗, then run onrecord setup ${part.toLowerCase()} again.\n`)
    return 1
  }
  await writeSettings(env, settings)
  streams.stdout.write(`${Object.keys(settings).join(' and ')} stand in ${env} now. Start the desk: onrecord start\n`)
  return 0
}

async function ask(what: string, streams: Streams): Promise<string> {
  if (streams.stdout.isTTY !== true)
    throw new InputError('no-terminal', `${what} is needed: run this in a terminal, or give it as an option (onrecord setup --help).`)
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({
    message: what,
    validate: (value) => (value === undefined || value.trim() === '' ? 'Paste it here.' : undefined),
  })
  if (isCancel(answer)) throw new InputError('cancelled', 'Nothing was changed.')
  return answer.trim()
}
