import { ConfigError } from './errors.js'

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

const fail = (reason: string): never => {
  throw new Error(reason)
}
const text = (written: string): string => written
const startingWith =
  (what: string, ...beginnings: string[]) =>
  (written: string) =>
    beginnings.some((beginning) => written.startsWith(beginning))
      ? written
      : fail(`should be ${what}, which begins with ${beginnings.join(' or ')}`)
const oneOf =
  <const T extends string>(...allowed: readonly T[]) =>
  (written: string): T =>
    allowed.find((value) => value === written.toLowerCase()) ?? fail(`should be one of ${allowed.join(', ')}`)
const whole = (from: number, to: number) => (written: string) => {
  const value = Number(written)
  return Number.isInteger(value) && value >= from && value <= to ? value : fail(`should be a whole number from ${from} to ${to}`)
}
const httpAddress = (written: string): string => {
  const url = URL.canParse(written) ? new URL(written) : fail('should be an address such as https://news.example.org')
  return ['http:', 'https:'].includes(url.protocol) ? written.replace(/\/+$/u, '') : fail('should begin with http:// or https://')
}
const list = (written: string): readonly string[] =>
  written
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
const roles = (written: string): readonly Role[] => (written === 'all' ? ROLES : list(written).map((item) => oneOf(...ROLES)(item)))
/** Shards of Discord that a process runs, of how many in all; "auto": all, as many as Discord advises. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly count: number }
const shards = (written: string): Shards => {
  if (written === 'auto') return 'auto'
  const [from, to, count] = (/^(\d{1,5})-(\d{1,5})\/(\d{1,5})$/u.exec(written)?.slice(1) ?? []).map(Number)
  if (from !== undefined && to !== undefined && count !== undefined) {
    if (from > to || to >= count) return fail('should count from 0, such as 0-3/8 for the first four of eight')
    return { ids: Array.from({ length: to - from + 1 }, (_, i) => from + i), count }
  }
  const all = whole(1, 10_000)(written)
  return { ids: Array.from({ length: all }, (_, i) => i), count: all }
}
const key32 = (written: string): Buffer => {
  const bytes = /^[0-9a-f]{64}$/iu.test(written) ? Buffer.from(written, 'hex') : Buffer.from(written, 'base64')
  return bytes.length === 32 ? bytes : fail('should be 32 bytes in hex or base64 (openssl rand -base64 32)')
}
const timeZone = (written: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone
  } catch {
    return fail('should be an IANA time zone such as Europe/Berlin')
  }
}

/** All settings, in the order in which they are documented. */
export const SETTINGS = {
  databaseUrl: setting(
    'DATABASE_URL',
    'file:./data/onrecord.db',
    'Where everything is kept: `file:…` for SQLite, `postgres://…` for PostgreSQL.',
    startingWith('a file or PostgreSQL address', 'file:', 'postgres://', 'postgresql://'),
  ),
  host: setting('HOST', '127.0.0.1', 'Address the web desk listens on. Anything but loopback needs WEB_TOKEN.', text),
  port: setting('PORT', '3000', 'Port of the web desk, health and metrics.', whole(0, 65535)),
  web: setting('WEB', 'on', 'Whether the web desk runs: `on` or `off`.', oneOf('on', 'off')),
  webToken: secret('WEB_TOKEN', 'Access token of the web desk; needed when HOST is not loopback. At least 16 characters.', (written) =>
    written.length >= 16 ? written : fail('should have at least 16 characters'),
  ),
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
    (written) => (/^\d{5,25}$/u.test(written) ? written : fail('should be the number on the application’s General Information page')),
  ),
  discordApiUrl: setting('DISCORD_API_URL', 'https://discord.com/api', 'Base address of Discord’s REST API.', httpAddress),
  discordGuild: setting(
    'DISCORD_GUILD',
    undefined,
    'Server in which commands are registered at once while developing; global otherwise.',
    text,
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
    list,
  ),
  fetchContact: setting('FETCH_CONTACT', undefined, 'Address or e-mail of whoever runs the bot, sent in the User-Agent.', text),
  retentionDays: setting('RETENTION_DAYS', '365', 'Articles older than this are deleted; 0 keeps everything.', whole(0, 36_500)),
  readers: setting('READERS', '1', 'Worker threads that read articles.', whole(1, 64)),
  timeZone: setting('TIME_ZONE', 'UTC', 'Time zone of schedules that name none.', timeZone),
  roles: setting('ROLES', 'all', 'What this process does: `all`, or some of web, poll, deliver, slack, discord, with commas.', roles),
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
 * Empty values count as not set. `overrides` (by key, "ROLES") go before both.
 * @throws ConfigError naming the setting, what is wrong with it and what it should be; a secret's value is never shown.
 */
export function readConfig(
  environment?: Readonly<Record<string, string | undefined>>,
  overrides: Readonly<Record<string, string>> = {},
): Config {
  const given = { ...(environment ?? environmentWithFile()), ...overrides }
  const entries = Object.entries(SETTINGS).map(([name, row]) => {
    const written = given[row.key]?.trim() || row.fallback
    if (written === undefined) return [name, undefined]
    try {
      return [name, row.parse(written)]
    } catch (error) {
      const shown = row.secret ? '' : ` (it is “${written.slice(0, 80)}”)`
      throw new ConfigError('bad-setting', `${row.key} ${(error as Error).message}${shown}. Change it in the environment or in .env.`)
    }
  })
  return Object.fromEntries(entries) as unknown as Config
}

function environmentWithFile(): Readonly<Record<string, string | undefined>> {
  try {
    // What is already set stays: the environment overrules the file.
    process.loadEnvFile('.env')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new ConfigError('bad-env-file', `.env cannot be read (${(error as Error).message}). Check its permissions.`, { cause: error })
  }
  return process.env
}

/** What is written for one setting in the environment, else its default: for set-up, before all settings can be read. */
export const writtenSetting = <K extends keyof Settings>(name: K): string =>
  process.env[SETTINGS[name].key]?.trim() || (SETTINGS[name].fallback ?? '')

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
