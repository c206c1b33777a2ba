import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { distance } from 'fastest-levenshtein'
import { ConfigError } from './errors.js'
import {
  atLeast,
  databaseAddress,
  hosts,
  httpAddress,
  key32,
  oneOf,
  shards,
  snowflake,
  someOf,
  startingWith,
  text,
  timeZone,
  whole,
} from './setting-values.js'

/** Work that a process takes on; on PostgreSQL several processes share it out. */
export const ROLES = ['web', 'poll', 'deliver', 'slack', 'discord'] as const
export type Role = (typeof ROLES)[number]

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** One row of the table of settings: the source of `.env.example`, the README's table, `onrecord doctor` and the parser. */
export interface Setting<T, F extends string | undefined = string | undefined> {
  readonly key: string
  /** As it would be written in a file; undefined: nothing. */
  readonly fallback: F
  /** Secrets never reach logs or messages. */
  readonly secret: boolean
  readonly meaning: string
  /** Reads what is written; throws a plain sentence that completes "KEY …" where it cannot be used. */
  readonly parse: (written: string) => T
}

type Parsed<S> = S extends Setting<infer T> ? T : never

const setting = <T, F extends string | undefined>(
  key: string,
  fallback: F,
  meaning: string,
  parse: (written: string) => T,
  secret = false,
): Setting<T, F> => ({
  key,
  fallback,
  secret,
  meaning,
  parse,
})
const secret = <T>(key: string, meaning: string, parse: (written: string) => T): Setting<T, undefined> =>
  setting(key, undefined, meaning, parse, true)

/** All settings, in the order in which they are documented. */
export const SETTINGS = {
  databaseUrl: setting(
    'DATABASE_URL',
    'file:./data/onrecord.db',
    'Where everything is kept: `file:…` for SQLite, `postgres://…` for PostgreSQL.',
    databaseAddress,
  ),
  host: setting('HOST', '127.0.0.1', 'Address the web desk listens on. Anything but loopback needs WEB_TOKEN.', text),
  port: setting('PORT', '3000', 'Port of the web desk, health and metrics.', whole(0, 65535)),
  web: setting('WEB', 'on', 'Whether the web desk runs: `on` or `off`.', oneOf('on', 'off')),
  webToken: secret('WEB_TOKEN', 'Access token of the web desk; needed when HOST is not loopback. At least 16 characters.', atLeast(16)),
  publicUrl: setting(
    'PUBLIC_URL',
    undefined,
    'Address under which the web desk is reached from outside, for links to the reading view.',
    httpAddress,
  ),
  slackBotToken: secret(
    'SLACK_BOT_TOKEN',
    'Bot token of a single Slack workspace. Slack starts when this is set.',
    startingWith('a bot token', 'xoxb-'),
  ),
  slackAppToken: secret(
    'SLACK_APP_TOKEN',
    'App-level token with `connections:write`: Socket Mode, nothing to expose.',
    startingWith('an app-level token', 'xapp-'),
  ),
  slackSigningSecret: secret('SLACK_SIGNING_SECRET', 'Signing secret: HTTP mode, when there is no SLACK_APP_TOKEN; also for OAuth.', text),
  slackPort: setting('SLACK_PORT', '3001', 'Port of Slack’s HTTP mode and OAuth pages.', whole(0, 65535)),
  slackClientId: setting('SLACK_CLIENT_ID', undefined, 'Client id, to let many workspaces install by OAuth.', text),
  slackClientSecret: secret('SLACK_CLIENT_SECRET', 'Client secret, for the same.', text),
  slackApiUrl: setting('SLACK_API_URL', 'https://slack.com/api/', 'Base address of Slack’s Web API.', httpAddress),
  discordToken: secret('DISCORD_TOKEN', 'Bot token. Discord starts when this is set.', text),
  discordApplicationId: setting(
    'DISCORD_APPLICATION_ID',
    undefined,
    'Application id; asked from Discord where it is missing.',
    snowflake('on the application’s General Information page'),
  ),
  discordApiUrl: setting('DISCORD_API_URL', 'https://discord.com/api', 'Base address of Discord’s REST API.', httpAddress),
  discordGuild: setting(
    'DISCORD_GUILD',
    undefined,
    'Server in which commands are registered at once while developing; global otherwise.',
    snowflake('that Copy Server ID gives'),
  ),
  discordMessageContent: setting(
    'DISCORD_MESSAGE_CONTENT',
    'off',
    'Whether the MESSAGE_CONTENT intent is granted: `on` lets plain thread replies be questions.',
    oneOf('on', 'off'),
  ),
  discordShards: setting(
    'DISCORD_SHARDS',
    '1',
    'Shards, from 2,500 servers: a number, `auto` to ask Discord, or the share of this process, `0-3/8`: shards 0 to 3 of 8.',
    shards,
  ),
  encryptionKey: secret('ENCRYPTION_KEY', '32 bytes, hex or base64: encrypts the tokens of installed workspaces. Needed for OAuth.', key32),
  fetchAllow: setting(
    'FETCH_ALLOW',
    '',
    'Addresses, ranges and names, with commas, that may be fetched although private: `10.1.0.0/16,intranet.example`.',
    hosts,
  ),
  fetchContact: setting('FETCH_CONTACT', undefined, 'Address or e-mail of whoever runs the bot, sent in the User-Agent.', text),
  retentionDays: setting('RETENTION_DAYS', '365', 'Articles older than this are deleted; 0 keeps everything.', whole(0, 36_500)),
  readers: setting('READERS', '1', 'Worker threads that read articles.', whole(1, 64)),
  timeZone: setting('TIME_ZONE', 'UTC', 'Time zone of schedules that name none.', timeZone),
  roles: setting(
    'ROLES',
    'all',
    'What this process does: `all`, or some of web, poll, deliver, slack, discord, with commas.',
    someOf(...ROLES),
  ),
  sample: setting(
    'SAMPLE',
    'auto',
    'The sample newsroom: `auto` shows it on an empty store while no platform is set, `on`, `off`.',
    oneOf('auto', 'on', 'off'),
  ),
  logLevel: setting('LOG_LEVEL', 'info', 'silent, fatal, error, warn, info, debug or trace.', oneOf(...LOG_LEVELS)),
} as const

type Settings = typeof SETTINGS
type Config_ = {
  readonly [K in keyof Settings]: Settings[K]['fallback'] extends string ? Parsed<Settings[K]> : Parsed<Settings[K]> | undefined
}
/** Every setting, read and checked. Settings without a default may be undefined. */
export interface Config extends Config_ {}

/**
 * Reads the settings from an environment (and from a `.env` file in the working directory, which the environment overrules).
 * Empty values count as not set. A secret may stand in a file of its own, which `KEY_FILE` names. `overrides` (by key, "ROLES") go before all.
 * @throws ConfigError naming the setting, what is wrong with it and what it should be; a secret's value is never shown. "bad-option" where it
 * is an override's.
 */
export function readConfig(
  environment?: Readonly<Record<string, string | undefined>>,
  overrides: Readonly<Record<string, string>> = {},
): Config {
  const given = { ...(environment ?? environmentWithFile()), ...overrides }
  const entries = Object.entries(SETTINGS).map(([name, row]) => {
    const written = (given[row.key]?.trim() || secretFromFile(row, given)) ?? row.fallback
    if (written === undefined) return [name, undefined]
    try {
      return [name, row.parse(written)]
    } catch (error) {
      const shown = row.secret ? '' : ` (it is “${withoutPassword(written).slice(0, 80)}”)`
      const isOption = row.key in overrides
      throw new ConfigError(
        isOption ? 'bad-option' : 'bad-setting',
        `${row.key} ${(error as Error).message}${shown}.${isOption ? '' : ' Change it in the environment or in .env.'}`,
      )
    }
  })
  return Object.fromEntries(entries) as unknown as Config
}

/** What may hold a password, and so may be read from a file that KEY_FILE names (secrets of Docker and systemd). */
function secretFromFile(row: Setting<unknown>, given: Readonly<Record<string, string | undefined>>): string | undefined {
  const path = row.secret || row === SETTINGS.databaseUrl ? given[`${row.key}_FILE`]?.trim() : undefined
  if (path === undefined || path === '') return undefined
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code
    throw new ConfigError(
      'bad-setting',
      `${row.key}_FILE names ${path}, which cannot be read (${reason}). Check the path and its permissions.`,
      {
        cause,
      },
    )
  }
}

/** An address as it may be shown: whatever stands before its @ is left out, in a broken address too. */
const withoutPassword = (written: string): string => written.replace(/(?<=:\/\/).*@/su, '…@')

/** The environment with what `.env` in the working directory adds to it: what is set already stays. */
function environmentWithFile(): Readonly<Record<string, string | undefined>> {
  for (const [key, value] of Object.entries(envFile())) process.env[key] ??= value
  return process.env
}

// Read by itself: process.loadEnvFile says of a file that this user may not read that there is none.
function envFile(): Readonly<Record<string, string>> {
  try {
    return parseEnv(readFileSync('.env', 'utf8')) as Record<string, string>
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return {}
    const todo = code === 'EISDIR' ? 'It should be a file.' : 'Let the user that runs On Record read it (chown), or move it away.'
    throw new ConfigError('bad-env-file', `.env is there but cannot be read (${code}). ${todo}`, { cause })
  }
}

/** What is written for one setting in the environment or `.env`, else its default: for set-up, before all settings can be read. */
export const writtenSetting = <K extends keyof Settings>(name: K): string =>
  environmentWithFile()[SETTINGS[name].key]?.trim() || (SETTINGS[name].fallback ?? '')

/** Keys in `.env` that are no settings but look like one, with the one that may be meant: mistakes that nothing else would tell of. */
export function misspeltSettings(written: Readonly<Record<string, string>> = envFile()): readonly { key: string; meant: string }[] {
  const keys = Object.values(SETTINGS).map(({ key }) => key)
  const known = new Set<string>(keys.flatMap((key) => [key, `${key}_FILE`]))
  return Object.keys(written).flatMap((key) => {
    const meant = known.has(key) ? undefined : keys.find((one) => one.length > 4 && distance(one, key.toUpperCase()) <= 2)
    return meant === undefined ? [] : [{ key, meant }]
  })
}

/** Values of all secrets that are set, in every way in which they can be written, for redaction; the password of the database among them. */
export function secretsOf(config: Config): readonly string[] {
  const secrets = Object.entries(SETTINGS).flatMap(([name, row]) => {
    const value = config[name as keyof Config]
    if (!row.secret || value === undefined) return []
    return Buffer.isBuffer(value) ? (['base64', 'base64url', 'hex'] as const).map((how) => value.toString(how)) : [String(value)]
  })
  return [...secrets, ...passwordOf(config.databaseUrl)]
}

function passwordOf(address: string): readonly string[] {
  const { password } = URL.canParse(address) ? new URL(address) : { password: '' }
  if (password === '') return []
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}

/** How many columns a pipe's reader has, by COLUMNS; undefined where that says nothing that can be used. */
export const pipeColumns = (env: NodeJS.ProcessEnv = process.env): number | undefined =>
  /^[1-9]\d{0,3}$/u.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : undefined
