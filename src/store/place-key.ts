/** A team on a platform: workspace, guild; "local" for terminal and web desk. Ids are the platform's own. */
export interface TeamKey {
  readonly platform: string
  readonly team: string
}

/** A channel of a team. */
export interface ChannelKey extends TeamKey {
  readonly channel: string
}

/** A thread in a channel. */
export interface ThreadKey extends ChannelKey {
  readonly thread: string
}
