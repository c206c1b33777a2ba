import type { ChannelKey } from '../store/place-key.js'

/** The channel of the web desk and the terminal: one newsroom on this machine. */
export const WEB_CHANNEL: ChannelKey = { platform: 'web', team: 'local', channel: 'newsroom' }
