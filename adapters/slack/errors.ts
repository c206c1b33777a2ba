import { webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'

/** Why a channel takes nothing, by Slack's own word for it: each ends what "This channel…" begins. Source: reference/methods/chat.postMessage. */
const REFUSED: Readonly<Record<string, string>> = {
  is_archived: 'is archived; unarchive it or take its schedule back.',
  channel_not_found: 'is not there for the bot; invite it with /invite @On Record, or choose another channel.',
  not_in_channel: 'has not invited the bot; write /invite @On Record in it.',
  restricted_action: 'lets only some people post; ask an admin to let the app post in it.',
  restricted_action_read_only_channel: 'is read-only; ask an admin to let the app post in it.',
  restricted_action_thread_only_channel: 'takes posts in threads only; choose another channel.',
  restricted_action_non_threadable_channel: 'has no threads; choose another channel.',
  restricted_action_thread_locked: 'has this thread locked; ask again in the channel.',
  no_permission: 'does not allow the bot; ask an admin to let the app post in it.',
  user_is_restricted: 'is closed to the bot; ask an admin to let the app post in it.',
  ekm_access_denied: 'has its encryption keys withdrawn; ask an admin of the workspace.',
  thread_not_found: 'no longer has this thread; ask again in the channel.',
  cannot_reply_to_message: 'does not take replies to this message; ask again in the channel.',
  messages_tab_disabled: 'is the app’s own, and its messages tab is off; switch it on under App Home.',
}

/** Why a token is of no use; the sentences name the setting. */
const BAD_TOKEN: Readonly<Record<string, string>> = {
  not_authed: 'SLACK_BOT_TOKEN is missing; copy the bot token (xoxb-…) from OAuth & Permissions of your Slack app.',
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN; copy the bot token (xoxb-…) anew from OAuth & Permissions of your Slack app.',
  account_inactive:
    'The Slack app was removed from this workspace or its account is deactivated; install the app again and set the new SLACK_BOT_TOKEN.',
  token_revoked: 'SLACK_BOT_TOKEN was revoked; install the app again and set the new token.',
  token_expired: 'The token of this workspace has expired; install the app again.',
  org_login_required: 'The workspace has moved to an organization; install the app again there.',
  team_access_not_granted: 'The organization has not granted the app this workspace; ask its admin to add it.',
  access_denied: 'Slack denies this app access to the workspace; ask its admin to approve the app.',
  invalid_token: 'Slack does not accept SLACK_BOT_TOKEN; copy it anew from OAuth & Permissions of your Slack app.',
  not_allowed_token_type:
    'This token is of the wrong kind: SLACK_BOT_TOKEN needs a bot token (xoxb-…), SLACK_APP_TOKEN an app-level token (xapp-…).',
}

// Names that end with the address or the connection: nothing was sent yet, so nothing can have been accepted.
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ENETDOWN']
// Slack's own words for a failure of its own, after which a message may stand all the same.
const UNSURE = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable', 'team_added_to_org']

/**
 * What a failed call to Slack means, as an error with one sentence that says what to change. Codes: "channel-refused", "bad-token",
 * "missing-scope", "rate-limited" (with retryAfterMs), "unreachable" (was not sent), "unsure" (may have been accepted), "refused".
 */
export function platformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const retryAfterMs = error.retryAfter * 1000
    return new PlatformError('rate-limited', `Slack asks to slow down; trying again in ${error.retryAfter} seconds.`, {
      cause: error,
      retryAfterMs,
    })
  }
  if (error instanceof webApi.WebAPIPlatformError) return fromWord(error)
  if (error instanceof webApi.WebAPIRequestError) {
    const code = causeCode(error.original)
    if (NOT_SENT.includes(code)) {
      const sentence = `Slack cannot be reached (${code}); check the network, and SLACK_API_URL if it is set.`
      return new PlatformError('unreachable', sentence, { cause: error, retryAfterMs: 5000 })
    }
  }
  const sentence = 'The connection to Slack broke before it answered; what was sent may have arrived.'
  return new PlatformError('unsure', sentence, { cause: error, retryAfterMs: 2000 })
}

/** What kind of failure it was, for those who count them: the error's code, with Slack's own failures and silence told apart. */
export function faultKind(cause: unknown, { code }: PlatformError): string {
  if (cause instanceof webApi.WebAPIHTTPError) return 'server-error'
  const original = cause instanceof webApi.WebAPIRequestError ? cause.original : cause
  if (original instanceof Error && original.name === 'TimeoutError') return 'timeout'
  return code === 'unsure' ? 'connection-lost' : code
}

function fromWord(error: webApi.WebAPIPlatformError): PlatformError {
  const data = error.data as { readonly error: string; readonly needed?: string }
  const word = data.error
  if (word === 'missing_scope') {
    const scope = data.needed ?? 'it asks for'
    const sentence = `The Slack app lacks the scope ${scope}; add it under OAuth & Permissions and install the app again.`
    return new PlatformError('missing-scope', sentence, { cause: error })
  }
  if (word === 'ratelimited' || word === 'rate_limited' || word === 'message_limit_exceeded')
    return new PlatformError('rate-limited', 'Slack asks to slow down; trying again in 30 seconds.', { cause: error, retryAfterMs: 30_000 })
  const refused = REFUSED[word]
  if (refused !== undefined) return new PlatformError('channel-refused', `This channel ${refused}`, { cause: error })
  const token = BAD_TOKEN[word]
  if (token !== undefined) return new PlatformError('bad-token', token, { cause: error })
  if (UNSURE.includes(word)) {
    const sentence = `Slack failed while it took a message (${word}); it may have arrived.`
    return new PlatformError('unsure', sentence, { cause: error, retryAfterMs: 5000 })
  }
  return new PlatformError('refused', `Slack refused what was sent (${word}); please report this with the log around it.`, { cause: error })
}

function causeCode(error: unknown): string {
  let one: unknown = error
  for (let depth = 0; depth < 6 && one instanceof Error; depth++) {
    const { code, cause } = one as { readonly code?: unknown; readonly cause?: unknown }
    if (typeof code === 'string') return code
    one = one instanceof AggregateError ? one.errors[0] : cause
  }
  return ''
}

/**
 * Whether the two tokens are of the kinds that they are used as.
 * @throws PlatformError naming the setting, what it holds by kind and what belongs there; never the value.
 */
export function checkTokenKinds(botToken: string | undefined, appToken: string | undefined): void {
  const complain = (setting: string, is: string, needs: string): never => {
    throw new PlatformError('bad-token', `${setting} holds ${is}; it needs ${needs}.`)
  }
  const bot = 'the bot token (xoxb-…) from OAuth & Permissions of your Slack app'
  const app = 'an app-level token (xapp-…) with connections:write, from Basic Information of your Slack app'
  if (botToken !== undefined && !botToken.startsWith('xoxb-')) complain('SLACK_BOT_TOKEN', kindOf(botToken), bot)
  if (appToken !== undefined && !appToken.startsWith('xapp-')) complain('SLACK_APP_TOKEN', kindOf(appToken), app)
}

function kindOf(token: string): string {
  if (token.startsWith('xapp-')) return 'an app-level token (xapp-…)'
  if (token.startsWith('xoxb-')) return 'a bot token (xoxb-…)'
  if (token.startsWith('xoxp-')) return 'a user token (xoxp-…)'
  if (token.startsWith('xoxe')) return 'a refresh or configuration token (xoxe…)'
  return 'something that is no Slack token'
}
