import { DiscordAPIError, HTTPError, PermissionsBitField, RateLimitError } from 'discord.js'
import { PlatformError } from '../../src/errors.js'

/** What the bot needs in a channel, and what for. */
export const NEEDED = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  CreatePublicThreads: 'Create Public Threads',
  SendMessagesInThreads: 'Send Messages in Threads',
  ReadMessageHistory: 'Read Message History',
} as const

/** Names of the permissions that are missing of those the bot needs; empty where nothing is known to be missing. */
export function missingPermissions(granted: Readonly<PermissionsBitField> | null): string[] {
  if (granted === null) return []
  return granted.missing(Object.keys(NEEDED) as (keyof typeof NEEDED)[]).map((name) => NEEDED[name as keyof typeof NEEDED])
}

/** The bit field of all that is needed, for the invite link. */
export const NEEDED_BITS = new PermissionsBitField(Object.keys(NEEDED) as (keyof typeof NEEDED)[]).bitfield

// Codes of Discord's API: unknown channel or guild, missing access or permissions, cannot message this person, thread archived or locked.
const REFUSED = new Set<number | string>([10003, 10004, 50001, 50007, 50013, 50083, 160005])

const DISABLED = 'Discord refuses this bot (403): check in the developer portal that the application is not disabled.'

/** Makes a PlatformError of what sending threw. `missing`: names of the permissions known to be missing in the channel. */
export function explain(error: unknown, missing: readonly string[] = []): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof RateLimitError) {
    return new PlatformError('rate-limited', 'Discord asks to go slower; it is tried again by itself.', {
      cause: error,
      retryAfterMs: error.retryAfter,
    })
  }
  if (error instanceof DiscordAPIError) {
    if (error.status === 401)
      return new PlatformError(
        'token-refused',
        'Discord does not know this token any more: put the one from the developer portal’s Bot page into DISCORD_TOKEN.',
        { cause: error },
      )
    // Neither a channel's nor a person's refusal, but the whole bot's.
    if (error.status === 403 && (error.code === 0 || error.code === undefined || error.code === 40001))
      return new PlatformError('token-refused', DISABLED, { cause: error })
    if (REFUSED.has(error.code)) return new PlatformError('channel-refused', refusalSentence(error.code, missing), { cause: error })
    if (error.status === 429)
      return new PlatformError('rate-limited', 'Discord asks to go slower; it is tried again by itself.', {
        cause: error,
        retryAfterMs: 5000,
      })
    if (error.status < 500)
      return new PlatformError('not-sent', `Discord refused the message (${error.code}): ${error.message}.`, { cause: error })
  }
  if (error instanceof HTTPError && error.status >= 500)
    return new PlatformError('unsure', 'Discord has trouble of its own; it is tried again by itself.', { cause: error })
  return new PlatformError('unsure', 'Discord could not be reached; it is tried again by itself.', { cause: error })
}

function refusalSentence(code: number | string, missing: readonly string[]): string {
  if (code === 50001 || code === 50013)
    return `The bot may not post in this channel: give its role ${(missing.length > 0 ? missing : Object.values(NEEDED)).join(', ')} there.`
  if (code === 10003 || code === 10004) return 'The channel is gone, or the bot was removed from the server.'
  if (code === 50007) return 'This person takes no direct messages from the bot.'
  return 'The thread is locked or archived.'
}

/** One sentence on why the bot cannot connect, naming what to change. */
export function explainLogin(error: unknown, closeCode?: number): PlatformError {
  const code = (error as { code?: string | number } | undefined)?.code
  const message = String((error as Error | undefined)?.message ?? '')
  if (closeCode === 4014 || /disallowed intents/iu.test(message)) {
    return new PlatformError(
      'intent-refused',
      'Discord refuses the Message Content intent: switch it on under Bot → Privileged Gateway Intents, or set DISCORD_MESSAGE_CONTENT=off.',
      { cause: error },
    )
  }
  if (closeCode === 4004 || code === 'TokenInvalid' || (error as { status?: number } | undefined)?.status === 401) {
    return new PlatformError(
      'token-refused',
      'Discord does not accept DISCORD_TOKEN: copy the token from the developer portal’s Bot page (reset it there if it is lost).',
      { cause: error },
    )
  }
  if ((error as { status?: number } | undefined)?.status === 403) return new PlatformError('token-refused', DISABLED, { cause: error })
  if (closeCode === 4011)
    return new PlatformError('shards-refused', 'The bot is in too many servers for its shards: set DISCORD_SHARDS=auto, or more of them.')
  if (closeCode === 4010)
    return new PlatformError('shards-refused', 'Discord knows no such shard: check DISCORD_SHARDS (0-3/8 are the first four of eight).')
  if (closeCode === 4012 || closeCode === 4013)
    return new PlatformError('version-refused', 'Discord takes this version’s way of connecting no longer: update On Record.')
  return new PlatformError('unreachable', 'Discord could not be reached: check the network, and DISCORD_API_URL if you set it.', {
    cause: error,
  })
}
