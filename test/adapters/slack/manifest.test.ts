import { describe, expect, it } from 'vitest'
import { manifest, SCOPES } from '../../../adapters/slack/manifest.js'
import { CATALOGUE } from '../../../src/desk/catalogue.js'

describe('the app manifest', () => {
  it('has every command, scope and event, for Socket Mode', () => {
    const made = manifest(CATALOGUE)
    expect(made.features.slash_commands.map(({ command }) => command)).toEqual(CATALOGUE.map(({ name }) => `/${name}`))
    expect(made.oauth_config.scopes.bot).toEqual(Object.keys(SCOPES))
    expect(made.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(made)).not.toContain('"url"')
    expect(made.features.slash_commands.find(({ command }) => command === '/stance')?.usage_hint).toBe('<who> [about <…>] [since <…>]')
    for (const event of ['message.channels', 'message.groups', 'message.im', 'app_mention', 'app_uninstalled', 'tokens_revoked'])
      expect(made.settings.event_subscriptions.bot_events).toContain(event)
  })

  it('stays within the manifest’s own limits', () => {
    const made = manifest(CATALOGUE, { name: 'A name that is far too long for an app in Slack, surely' })
    expect(made.display_information.name.length).toBeLessThanOrEqual(35)
    expect(made.display_information.description.length).toBeLessThanOrEqual(140)
    for (const { description, usage_hint } of made.features.slash_commands) {
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(usage_hint.length).toBeLessThanOrEqual(1000)
    }
  })

  it('names the addresses of signed HTTP and OAuth', () => {
    const made = manifest(CATALOGUE, { publicUrl: 'https://bot.example.org/', oauth: true })
    expect(made.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://bot.example.org/slack/events' },
      interactivity: { request_url: 'https://bot.example.org/slack/events' },
    })
    expect(made.oauth_config.redirect_urls).toEqual(['https://bot.example.org/slack/oauth_redirect'])
    expect(made.features.slash_commands.every((command) => command.url === 'https://bot.example.org/slack/events')).toBe(true)
  })
})
