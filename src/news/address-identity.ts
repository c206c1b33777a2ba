import { createHash } from 'node:crypto'
import { addressKey } from './address.js'

/** Key of an article's address, for articles that come without a feed as well. */
export const addressIdentity = (url: string): string => `url:${short(addressKey(url))}`

/** A text's digest, short enough for a key and long enough that no two texts share one. */
export const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)
