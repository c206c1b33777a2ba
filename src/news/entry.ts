import { addressKey } from './address.js'
import { addressIdentity, short } from './address-identity.js'
import { cleanText } from './clean.js'
import type { FeedEntry } from './feed.js'
import { readFragment } from './page.js'

/** The text an entry brings along, cleaned as it is kept; empty where it brings none. */
export const entryText = (entry: FeedEntry): string =>
  entry.html !== undefined ? readFragment(entry.html, entry.title) : cleanText(entry.text ?? '')

/**
 * Whether an entry's text is the article itself and not the beginning or a summary of it, so that its page need not be fetched:
 * long enough, in more than one paragraph or a summary beside it, and not broken off.
 */
export function isWhole(entry: FeedEntry, text: string): boolean {
  const words = text.split(/\s+/u).length
  return (
    words >= 150 &&
    (text.includes('\n\n') || entry.summaryHtml !== undefined || words >= 250) &&
    !BROKEN_OFF.test(text.slice(-LONGEST_ENDING))
  )
}

/** Of a text's end no more is looked at for signs that it was broken off. */
const LONGEST_ENDING = 1_000

const BROKEN_OFF =
  /(?:…|\.{3}|\[(?:…|\.{3}|&hellip;)\]|\((?:more|continued?)\)|(?:continue|keep) reading|read (?:more|on|the full (?:article|story))|the post .{1,200} (?:first )?appeared (?:first )?on .{1,100})\W*$/iu

/**
 * Everything an entry is known by: its guid within its feed, its address in whatever spelling, and its words. An entry that shares any of
 * these with a stored one is the same article, so that edits of title, text or address never make it come twice.
 */
export interface EntryKeys {
  /** `guid:`, `url:` and `text:` keys, most telling first. */
  readonly keys: readonly string[]
}

/**
 * Keys for the entries of one feed, in their order. A key that several entries with different titles share (a guid used for all, the site's
 * front page as address) tells nothing and is left out.
 *
 * @param feedUrl Guids are only unique within their feed.
 */
export function keysOf(feedUrl: string, entries: readonly FeedEntry[]): EntryKeys[] {
  const feed = short(addressKey(feedUrl))
  const all = entries.map((entry) => [
    ...(entry.guid === undefined ? [] : [`guid:${feed}:${short(entry.guid)}`]),
    ...(entry.url === undefined ? [] : [addressIdentity(entry.url)]),
    ...fingerprints(entryText(entry), entry.title),
  ])
  const owners = new Map<string, Set<string>>()
  all.forEach((keys, i) => {
    const title = (entries[i] as FeedEntry).title
    for (const key of keys) owners.set(key, (owners.get(key) ?? new Set()).add(title))
  })
  return all.map((keys) => ({ keys: keys.filter((key) => (owners.get(key)?.size ?? 0) <= 1) }))
}

/** Key of an article's words, whatever its marks, spaces and letter case; none where there are too few to tell it from others. */
export function fingerprints(text: string, title = ''): string[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 400)
  if (words.length >= 12) return [`text:${short(words.join(' '))}`]
  const both = [...(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []), ...words]
  return both.length >= 5 ? [`text:${short(both.join(' '))}`] : []
}
