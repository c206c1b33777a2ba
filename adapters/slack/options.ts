import { PlatformError } from '../../src/errors.js'
import type { PlatformLog } from '../platform/log.js'
import { checkTokenKinds } from './errors.js'

/** Everything that Slack needs, from the configuration. */
export interface SlackOptions {
  /** Bot token of a single workspace. */
  readonly botToken?: string
  /** App-level token: Socket Mode. Absent: signed HTTP. */
  readonly appToken?: string
  /** Signing secret: needed for HTTP. */
  readonly signingSecret?: string
  /** Many workspaces by OAuth, instead of `botToken`. */
  readonly oauth?: {
    readonly clientId: string
    readonly clientSecret: string
    /** 32 bytes: encrypts the workspaces' tokens. */
    readonly encryptionKey: Buffer
    /** Address under which the install pages are reached; Slack sends people back to `<publicUrl>/slack/oauth_redirect`. */
    readonly publicUrl?: string
  }
  /** Where HTTP mode and the install pages listen. */
  readonly host?: string
  readonly port?: number
  /** Base address of the Web API. */
  readonly apiUrl?: string
  readonly clientPingTimeout?: number
  /** Milliseconds that a call to Slack may take. */
  readonly timeout?: number
  /** Milliseconds between the messages of an edition in a channel, and that an event of one's own message is waited for; a second. */
  readonly messageMs?: number
  /** Who may change sources and schedules: all members but guests, or admins only. */
  readonly managers?: 'members' | 'admins'
  readonly log?: PlatformLog
}

/** Whether the options go together. @throws PlatformError naming the setting that is missing or of the wrong kind. */
export function checkOptions({ botToken, appToken, signingSecret, oauth }: SlackOptions): void {
  checkTokenKinds(botToken, appToken)
  const lacks = (sentence: string): never => {
    throw new PlatformError('bad-token', sentence)
  }
  if (botToken === undefined && oauth === undefined)
    lacks(
      'No Slack token is set; set SLACK_BOT_TOKEN (xoxb-…), or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and ENCRYPTION_KEY for many workspaces.',
    )
  if (appToken === undefined && signingSecret === undefined)
    lacks('Slack needs a way in; set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.')
  if (oauth !== undefined && oauth.encryptionKey.length !== 32)
    lacks('ENCRYPTION_KEY must be 32 bytes long; make one with openssl rand -base64 32.')
}
