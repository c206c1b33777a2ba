import type { App } from '@slack/bolt'

/** Tells of each workspace that removed the app or revoked its bot token. Slack sends both events, in any order; both mean the same. */
export function listenForRemovals(app: App, removed: (team: string) => Promise<void>): void {
  app.event('app_uninstalled', async ({ body }) => removed(body.team_id))
  app.event('tokens_revoked', async ({ body, event }) => {
    // Tokens of single users are of no concern: only the bot's is used.
    if ((event.tokens.bot ?? []).length > 0) await removed(body.team_id)
  })
}
