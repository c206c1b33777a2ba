import { webApi } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import type { Memory } from '../platform/desk.js'
import type { Installations } from './installations.js'

/** What is needed to act in a workspace. */
export interface Team {
  readonly id: string
  readonly token: string
  readonly botUserId?: string
  readonly botId?: string
}

/** Finds the token of a workspace: the one from the configuration, or that of its installation. */
export interface Teams {
  /** @throws PlatformError "bad-token" where the workspace is not (or no longer) installed. */
  team(id: string): Promise<Team>
}

/** The workspace of the one token that the configuration gives. */
export class SingleTeam implements Teams {
  constructor(readonly own: Team) {}

  async team(id: string): Promise<Team> {
    if (id === this.own.id) return this.own
    throw new PlatformError('bad-token', `Workspace ${id} is not the one that SLACK_BOT_TOKEN belongs to (${this.own.id}).`)
  }
}

/** Workspaces that installed the app by OAuth. `refresh` renews tokens that are about to expire. */
export class InstalledTeams implements Teams {
  readonly #installations: Installations
  readonly #refresh: (team: string) => Promise<void>

  constructor(installations: Installations, refresh: (team: string) => Promise<void>) {
    this.#installations = installations
    this.#refresh = refresh
  }

  async team(id: string): Promise<Team> {
    const first = await this.#installations.find(id)
    if (first?.bot === undefined) throw new PlatformError('bad-token', `Workspace ${id} has not installed On Record, or has removed it.`)
    // Tokens that expire are renewed two hours before they do.
    if (first.bot.expiresAt !== undefined && first.bot.expiresAt - 7200 < Date.now() / 1000) await this.#refresh(id)
    const bot = (await this.#installations.find(id))?.bot ?? first.bot
    return { id, token: bot.token, botUserId: bot.userId, botId: bot.id }
  }
}

/** One client a token, without retries of its own: what to do about a failure is decided where a message is sent. */
export class Clients {
  readonly #clients = new Map<string, webApi.WebClient>()
  readonly #options: webApi.WebClientOptions

  constructor(options: webApi.WebClientOptions) {
    this.#options = { ...options, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } }
  }

  of(token: string): webApi.WebClient {
    let client = this.#clients.get(token)
    if (client === undefined) {
      client = new webApi.WebClient(token, this.#options)
      this.#clients.set(token, client)
    }
    return client
  }
}

/** Whether a person may change sources and schedules: members by default, guests and strangers not; or admins only. */
export async function mayManage(
  client: webApi.WebClient,
  memory: Memory,
  team: string,
  user: string,
  who: 'members' | 'admins',
): Promise<boolean> {
  const key = `slack:may-manage:${team}:${user}`
  const known = await memory.get(key)
  if (known !== undefined) return known === '1'
  try {
    const { user: person } = await client.users.info({ user })
    const stranger = person as { readonly is_stranger?: boolean } | undefined
    const isGuest = Boolean(person?.is_restricted || person?.is_ultra_restricted || stranger?.is_stranger)
    const may = who === 'admins' ? Boolean(person?.is_admin || person?.is_owner) : !isGuest
    await memory.set(key, may ? '1' : '0', 600)
    return may
  } catch {
    // Without users:read nobody's standing can be told: members are then trusted, admins not assumed.
    return who === 'members'
  }
}
