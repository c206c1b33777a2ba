import type { SentBody } from './discord-rules.js'

/** Ids of the servers, their channels and the people. `OTHER_GUILD` belongs to shard 1 of 2, `GUILD` to shard 0. */
export const GUILD = '100000000000000001'
export const OTHER_GUILD = '100000000004194305'
export const CHANNELS = ['100000000000000011', '100000000000000012'] as const
export const OTHER_CHANNEL = '100000000004194311'
export const DIRECT = '100000000000000013'
export const BOT = '100000000000000021'
export const PERSON = '100000000000000022'
export const OTHER_BOT = '100000000000000023'
/** The role that Discord makes for the bot in a server; it bears the bot's name. */
export const BOT_ROLE = '100000000000000031'
// A bot's application may have an id of its own.
export const APPLICATION = `${BOT}`
/** All permissions there are but Administrator, whom no channel can deny anything. */
export const EVERYTHING = String(((1n << 50n) - 1n) & ~8n)

/** A message as the simulator keeps it. */
export interface KeptMessage extends SentBody {
  readonly id: string
  readonly channel_id: string
  readonly author: { readonly id: string }
  readonly onlyFor?: string
  readonly thinking?: boolean
  /** Id of the interaction that it answers. */
  readonly via?: string
}

/** A thread as the simulator keeps it. */
export interface KeptThread {
  parent: string
  locked: boolean
  archived: boolean
  name: string
}

const STARTED = '2026-11-01T08:00:00.000000+00:00'

/** Discord's user object. */
export const user = (id: string) => ({
  id,
  username: id === BOT ? 'onrecord' : id === PERSON ? 'reader' : 'other',
  discriminator: '0',
  avatar: null,
  global_name: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
  ...(id === PERSON ? {} : { bot: true }),
})

/** The bot's own user, as only it sees it. */
export const ownUser = () => ({ ...user(BOT), mfa_enabled: false, locale: 'en-US', verified: true, email: null })

/** A member of a server. */
export const member = (id: string) => ({
  user: user(id),
  nick: null,
  avatar: null,
  banner: null,
  roles: id === BOT ? [BOT_ROLE] : [],
  joined_at: STARTED,
  premium_since: null,
  communication_disabled_until: null,
  pending: false,
  deaf: false,
  mute: false,
  flags: 0,
})

/** The bot's application. `hasContent`: the Message Content intent is granted. */
export const application = (hasContent: boolean) => ({
  id: APPLICATION,
  name: 'On Record',
  icon: null,
  description: '',
  type: null,
  bot: user(BOT),
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '',
  flags: hasContent ? 1 << 19 : 0,
  flags_new: hasContent ? String(1 << 19) : '0',
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: user(PERSON),
  approximate_guild_count: 1,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
})

const role = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  permissions: EVERYTHING,
  position: 0,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: false,
  icon: null,
  unicode_emoji: null,
  flags: 0,
  ...more,
})

/** A server without what only the gateway tells of it. */
export const guild = (id: string) => ({
  id,
  name: id === GUILD ? 'Newsroom' : 'Annexe',
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  owner_id: PERSON,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: [role(id, '@everyone'), role(BOT_ROLE, 'On Record', { managed: true, tags: { bot_id: BOT } })],
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
})

/** The server that a channel belongs to; undefined for direct conversations. */
export const guildOf = (channel: string): string | undefined =>
  channel === DIRECT ? undefined : channel === OTHER_CHANNEL ? OTHER_GUILD : GUILD

/** A text channel of a server; `denied`: the bits that the bot is denied in it. */
export const textChannel = (id: string, denied?: bigint) => ({
  id,
  type: 0,
  flags: 0,
  guild_id: guildOf(id) as string,
  name: `channel-${id.slice(-2)}`,
  position: 0,
  permission_overwrites: denied === undefined ? [] : [{ id: BOT, type: 1, allow: '0', deny: String(denied) }],
  parent_id: null,
  topic: null,
  nsfw: false,
  rate_limit_per_user: 0,
  last_message_id: null,
})

/** The conversation of a person with the bot. */
export const directChannel = () => ({ id: DIRECT, type: 1, flags: 0, recipients: [user(PERSON)], last_message_id: null })

/** A thread under a message. */
export const threadChannel = (id: string, { parent, archived, locked, name }: KeptThread) => ({
  id,
  type: 11,
  flags: 0,
  guild_id: guildOf(parent) as string,
  parent_id: parent,
  name,
  owner_id: BOT,
  message_count: 0,
  member_count: 1,
  total_message_sent: 0,
  rate_limit_per_user: 0,
  last_message_id: null,
  thread_metadata: { archived, locked, auto_archive_duration: 1440, archive_timestamp: STARTED },
})

/** A message as Discord gives it back: what was sent, with everything that Discord adds. */
export const message = (kept: KeptMessage) => ({
  id: kept.id,
  channel_id: kept.channel_id,
  author: user(kept.author.id),
  content: kept.content ?? '',
  embeds: (kept.embeds ?? []).map((embed) => ({
    type: 'rich',
    ...embed,
    ...(embed.fields === undefined ? {} : { fields: embed.fields.map((field) => ({ inline: false, ...field })) }),
  })),
  components: (kept.components ?? []).map((row, i) => ({
    type: 1,
    id: i * 10 + 1,
    components: row.components.map((one, j) => ({
      ...one,
      id: i * 10 + 2 + j,
      ...(one.type === 3 ? { min_values: 1, max_values: 1 } : {}),
    })),
  })),
  attachments: [],
  mentions: [] as ReturnType<typeof user>[],
  mention_roles: [] as string[],
  mention_everyone: false,
  pinned: false,
  tts: false,
  type: 0,
  timestamp: new Date().toISOString(),
  edited_timestamp: null,
  flags: (kept.flags ?? 0) | (kept.thinking ? 128 : 0),
  ...(kept.nonce === undefined ? {} : { nonce: kept.nonce }),
})

/** A command as it is written in a registration. */
export interface WrittenCommand {
  readonly [key: string]: unknown
  readonly name: string
  readonly options?: readonly Record<string, unknown>[]
}

/** A registered command as Discord gives it back: empty things left out, permissions as a string, translations only where they are asked for. */
export function command(written: WrittenCommand, ids: { id: string; version: string }, withTranslations: boolean) {
  const { options, default_member_permissions: permissions, ...rest } = written
  return {
    description: '',
    type: 1,
    nsfw: false,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    ...translated(rest, withTranslations),
    ...ids,
    application_id: APPLICATION,
    default_member_permissions: permissions == null ? null : String(permissions),
    ...(options === undefined || options.length === 0 ? {} : { options: options.map((option) => optionOf(option, withTranslations)) }),
  }
}

function translated(given: Record<string, unknown>, withTranslations: boolean): Record<string, unknown> {
  const { description_localizations: translations, ...rest } = given
  return withTranslations ? { ...rest, name_localizations: null, description_localizations: translations ?? null } : rest
}

const optionOf = (written: Record<string, unknown>, withTranslations: boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(translated(written, withTranslations)).filter(([, value]) => value !== false))
