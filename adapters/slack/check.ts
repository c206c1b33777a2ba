import { webApi } from '@slack/bolt'
import type { PlatformError } from '../../src/errors.js'
import { bad, type Finding, good, remark } from '../platform/finding.js'
import { checkTokenKinds, platformError } from './errors.js'
import { ESSENTIAL, SCOPES } from './manifest.js'

/** What of Slack is to be checked. */
export interface SlackCheck {
  readonly botToken?: string
  readonly appToken?: string
  readonly signingSecret?: string
  readonly apiUrl?: string
  /** Channels that get digests. */
  readonly channels?: readonly string[]
}

/** Asks Slack about tokens, scopes and channels. Never rejects: what is wrong is a finding. */
export async function checkSlack({ botToken, appToken, signingSecret, apiUrl, channels = [] }: SlackCheck): Promise<Finding[]> {
  const findings: Finding[] = []
  try {
    checkTokenKinds(botToken, appToken)
  } catch (error) {
    return [bad('tokens', (error as PlatformError).message)]
  }
  const options = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 15_000,
  }
  if (botToken !== undefined) findings.push(...(await checkBot(new webApi.WebClient(botToken, options), channels)))
  if (appToken !== undefined) findings.push(await checkApp(new webApi.WebClient(appToken, options)))
  else if (signingSecret !== undefined)
    findings.push(good('connection', 'Signed HTTP: Slack calls this machine, so its address must be reachable from outside.'))
  else findings.push(bad('connection', 'Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set: set one of them.'))
  return findings
}

async function checkBot(client: webApi.WebClient, channels: readonly string[]): Promise<Finding[]> {
  try {
    const test = await client.auth.test()
    const scopes = test.response_metadata?.scopes ?? []
    const missing = Object.keys(SCOPES).filter((scope) => !scopes.includes(scope))
    const findings = [good('bot token', `Accepted: ${test.user ?? 'the bot'} in ${test.team ?? 'the workspace'}.`)]
    // Some servers in between drop the header that names the scopes.
    if (scopes.length === 0) findings.push(remark('scopes', 'Slack did not say which scopes the token has.'))
    else if (missing.length === 0) findings.push(good('scopes', 'All scopes are granted.'))
    else {
      const lacks = missing.map((scope) => `${scope} (${SCOPES[scope as keyof typeof SCOPES]})`).join(', ')
      const isEssential = missing.some((scope) => (ESSENTIAL as readonly string[]).includes(scope))
      findings.push(
        (isEssential ? bad : remark)('scopes', `Missing: ${lacks}. Add them under OAuth & Permissions and install the app again.`),
      )
    }
    for (const channel of channels) findings.push(await checkChannel(client, channel))
    return findings
  } catch (error) {
    return [bad('bot token', platformError(error).message)]
  }
}

async function checkChannel(client: webApi.WebClient, channel: string): Promise<Finding> {
  try {
    const { channel: info } = await client.conversations.info({ channel })
    const name = `channel ${info?.name === undefined ? channel : `#${info.name}`}`
    if (info?.is_archived) return bad(name, 'It is archived: unarchive it, or take its schedule back.')
    if (info?.is_private && !info.is_member) return bad(name, 'It is private and has not invited the bot: write /invite @On Record in it.')
    return good(name, 'The bot can post here.')
  } catch (error) {
    const explained = platformError(error)
    // Without channels:read Slack does not tell; posting works all the same.
    return explained.code === 'missing-scope'
      ? remark(`channel ${channel}`, 'Slack does not tell about channels without the scope channels:read.')
      : bad(`channel ${channel}`, explained.message)
  }
}

async function checkApp(client: webApi.WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open()
    return good('app token', 'Socket Mode can be opened.')
  } catch (error) {
    const explained = platformError(error)
    if (explained.code === 'unreachable' || explained.code === 'unsure') return bad('app token', explained.message)
    return bad(
      'app token',
      'Slack does not accept SLACK_APP_TOKEN for Socket Mode: make an app-level token (xapp-…) with connections:write under Basic Information, and switch Socket Mode on.',
    )
  }
}
