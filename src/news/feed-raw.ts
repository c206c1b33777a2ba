/** A text of a feed as it stands there: `plain` where the feed says that it is no markup. */
export interface RawText {
  readonly value: string
  readonly plain: boolean
}

/** A feed as a parser found it, before addresses are resolved and dates read. Both parsers give this, so that one can fill the other's gaps. */
export interface RawFeed {
  readonly title?: RawText | undefined
  readonly link?: string | undefined
  readonly language?: string | undefined
  readonly base?: string | undefined
  /** As written, most telling first. */
  readonly dates: readonly string[]
  /** Minutes that the feed asks to wait between polls. */
  readonly ttlMinutes?: number | undefined
  readonly entries: readonly RawEntry[]
}

/** An entry as a parser found it. */
export interface RawEntry {
  readonly guid?: string | undefined
  /** Whether the guid may serve as the address. */
  readonly guidIsLink?: boolean | undefined
  readonly link?: string | undefined
  readonly base?: string | undefined
  readonly title?: RawText | undefined
  /** As written, most telling first. */
  readonly dates: readonly string[]
  readonly updated?: string | undefined
  readonly content?: RawText | undefined
  readonly summary?: RawText | undefined
  readonly author?: string | undefined
}

/** What `first` says, and where it says nothing, what `second` says. */
export function fillFeed(first: RawFeed, second: RawFeed): RawFeed {
  const aligned = first.entries.length === second.entries.length
  return {
    ...fill(first, second),
    dates: [...first.dates, ...second.dates],
    entries: first.entries.map((entry, i) => {
      const other = aligned ? second.entries[i] : undefined
      return other ? { ...fill(entry, other), dates: [...entry.dates, ...other.dates], updated: other.updated ?? entry.updated } : entry
    }),
  }
}

function fill<T extends object>(first: T, second: T): T {
  const known = Object.entries(first).filter(([, value]) => value !== undefined && value !== '' && (value as RawText).value !== '')
  return { ...second, ...Object.fromEntries(known) } as T
}
