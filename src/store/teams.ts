import type { ChannelKey, TeamKey } from './place-key.js'

export interface Team extends TeamKey {
  readonly name?: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly joinedAt: number
}

/** Teams. */
export interface Teams {
  /** Notes the team, or its new name. */
  join(team: TeamKey, now: number, name?: string): Promise<Team>
  get(team: TeamKey): Promise<Team | undefined>
  list(platform?: string): Promise<readonly Team[]>
  setSettings(team: TeamKey, settings: Readonly<Record<string, unknown>>): Promise<void>
  /**
   * Deletes everything of the team: channels, what they follow, schedules, editions, threads, corrections, marks, installation, remembered
   * keys that begin with "platform/team/"; and feeds and articles that no other team follows.
   * @returns how many articles went with it.
   */
  delete(team: TeamKey): Promise<number>
}

export interface Channel extends ChannelKey {
  readonly name?: string
  /** Whatever the desk keeps for the channel: quiet hours, language, kinds of story. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Why nothing is posted here any more ("archived"); absent where all is well. */
  readonly paused?: string
}

/** Channels. All methods that change a channel make it (and its team) where it is not known yet. */
export interface Channels {
  ensure(channel: ChannelKey, now: number, name?: string): Promise<Channel>
  get(channel: ChannelKey): Promise<Channel | undefined>
  list(team?: TeamKey): Promise<readonly Channel[]>
  /** Replaces the settings named; a value of null takes one away. */
  setSettings(channel: ChannelKey, settings: Readonly<Record<string, unknown>>): Promise<Channel>
  pause(channel: ChannelKey, reason: string | null): Promise<void>
  /** Id of the feed that stands for what the channel was given itself (pasted articles, addresses): always in its scope. */
  deskOf(channel: ChannelKey, now: number): Promise<number>
}
