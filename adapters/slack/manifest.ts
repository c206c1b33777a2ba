import type { CommandSpec } from '../platform/command.js'
import { shortened } from './inert.js'

/** What the bot may do, each with why: also what `start` and `status` look for. Source: docs.slack.dev, reference/scopes. */
export const SCOPES = {
  commands: 'slash commands',
  'chat:write': 'posting answers and digests',
  'chat:write.public': 'posting to public channels without being invited',
  'app_mentions:read': 'hearing mentions',
  'channels:history': 'hearing thread replies in public channels, and finding what was posted',
  'channels:join': 'joining public channels it posts to, to hear replies there',
  'groups:history': 'the same in private channels',
  'im:history': 'direct messages',
  'im:write': 'telling whoever set a digest up that it cannot be posted',
  'users:read': 'telling members from guests, who may not change sources',
} as const

/** Scopes without which nothing works. */
export const ESSENTIAL = ['commands', 'chat:write'] as const satisfies readonly (keyof typeof SCOPES)[]

/** Events the bot listens to. */
export const EVENTS = ['message.channels', 'message.groups', 'message.im', 'app_mention', 'app_uninstalled', 'tokens_revoked'] as const

/** How the app is reached. */
export interface ManifestOptions {
  readonly name?: string
  /** Address of the signed HTTP mode ("https://bot.example.org"); absent for Socket Mode. */
  readonly publicUrl?: string
  /** Whether many workspaces install it by OAuth. */
  readonly oauth?: boolean
}

/**
 * The app manifest for "Create an app from a manifest", made from the command catalogue. Source: docs.slack.dev, reference/app-manifest
 * (names to 35 characters, descriptions to 140, commands' descriptions to 2,000 and hints to 1,000).
 */
export function manifest(commands: readonly CommandSpec[], options: ManifestOptions = {}) {
  const base = options.publicUrl?.replace(/\/+$/u, '')
  const events = base === undefined ? undefined : `${base}/slack/events`
  const name = shortened(options.name ?? 'On Record', 35)
  return {
    display_information: {
      name,
      description: 'What happened and who said what, in the articles’ own words.',
      background_color: '#1f2d3d',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: name, always_online: true },
      slash_commands: commands.map((spec) => ({
        command: `/${spec.name}`,
        description: spec.description,
        usage_hint: usageOf(spec),
        should_escape: false,
        ...(events === undefined ? {} : { url: events }),
      })),
    },
    oauth_config: {
      ...(options.oauth && base !== undefined ? { redirect_urls: [`${base}/slack/oauth_redirect`] } : {}),
      scopes: { bot: Object.keys(SCOPES) },
    },
    settings: {
      event_subscriptions: { ...(events === undefined ? {} : { request_url: events }), bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...(events === undefined ? {} : { request_url: events }) },
      org_deploy_enabled: false,
      socket_mode_enabled: base === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** "<who> [about <topic>]", as Slack shows it while the command is typed. */
function usageOf(spec: CommandSpec): string {
  const parts = spec.options
    .filter((option) => option.type !== 'file')
    .map((option) => {
      const what = option.choices?.join(' | ') ?? option.name
      const value = option.keyword === undefined ? `<${what}>` : `${option.keyword} <…>`
      return option.required ? value : `[${value}]`
    })
  return shortened(parts.join(' '), 1000)
}
