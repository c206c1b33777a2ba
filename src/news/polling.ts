/** What is remembered of a feed's polls; plain data, kept in the store. Times are milliseconds since 1970. */
export interface PollState {
  /** When the feed may be asked next. */
  readonly nextAt: number
  /** The wait that was last found right, in milliseconds. */
  readonly intervalMs: number
  /** Polls that failed in a row; 0 while all is well. */
  readonly failures: number
  /** When the present row of failures began; absent while all is well. */
  readonly failingSince?: number
  /** Whether its channel has been told that it fails for good. */
  readonly told: boolean
}

/** How a poll went. */
export type PollOutcome =
  | {
      readonly kind: 'read'
      /** Publication times of the feed's entries, as far as known. */
      readonly entryTimes: readonly number[]
      readonly newEntries: number
      /** Minutes that the feed asks to wait, and milliseconds for which the server calls its answer fresh. */
      readonly ttlMinutes?: number | undefined
      readonly freshForMs?: number | undefined
    }
  | { readonly kind: 'unchanged'; readonly freshForMs?: number | undefined }
  | {
      readonly kind: 'failed'
      /** Gone for good by the server's word (410). */
      readonly gone: boolean
      readonly retryAfterMs?: number | undefined
    }

/** What its channel has to be told after a poll: once when a feed fails for good, once when it recovers. */
export type PollNotice = 'failing' | 'recovered' | undefined

const MINUTE = 60_000
/** Bounds of the wait between polls; a feed is asked at least four times a day, at most every ten minutes. */
export const SHORTEST_INTERVAL_MS = 10 * MINUTE
export const LONGEST_INTERVAL_MS = 6 * 60 * MINUTE
/** Once a feed has failed for so long, it fails for good: its channel is told. It is still tried, once a day. */
export const FOR_GOOD_MS = 24 * 60 * MINUTE
const LONGEST_BACK_OFF_MS = 24 * 60 * MINUTE

/** The state of a feed that was never polled. */
export const freshPollState = (now: number): PollState => ({ nextAt: now, intervalMs: 30 * MINUTE, failures: 0, told: false })

/**
 * The state after a poll. The interval follows the feed: half the middle wait between its last entries, shorter after news and longer
 * after none, never against the word of feed or server (`ttl`, `max-age`, `Retry-After`). Failures double the wait. Pure.
 *
 * @param jitter 0 to 1, drawn by the caller: spreads feeds over a tenth of their interval, so that they do not all come due at once.
 */
export function afterPoll(
  state: PollState,
  outcome: PollOutcome,
  now: number,
  jitter: number,
): { readonly state: PollState; readonly notice: PollNotice } {
  if (outcome.kind === 'failed') return afterFailure(state, outcome, now, jitter)
  const wanted = outcome.kind === 'read' ? intervalFor(state, outcome, now) : within(state.intervalMs * 1.25)
  const asked = Math.min(
    Math.max(outcome.freshForMs ?? 0, outcome.kind === 'read' ? (outcome.ttlMinutes ?? 0) * MINUTE : 0),
    LONGEST_BACK_OFF_MS,
  )
  const wait = Math.max(wanted, asked) * (1 + jitter / 10)
  return {
    state: { nextAt: now + Math.round(wait), intervalMs: wanted, failures: 0, told: false },
    notice: state.told ? 'recovered' : undefined,
  }
}

const within = (ms: number): number => Math.round(Math.min(Math.max(ms, SHORTEST_INTERVAL_MS), LONGEST_INTERVAL_MS))

function intervalFor(state: PollState, { entryTimes, newEntries }: Extract<PollOutcome, { kind: 'read' }>, now: number): number {
  const times = entryTimes
    .filter((time) => time <= now && time > now - 30 * 24 * 60 * MINUTE)
    .sort((a, b) => b - a)
    .slice(0, 20)
  if (times.length < 3) return within(newEntries > 0 ? state.intervalMs / 2 : state.intervalMs * 1.25)
  const waits = times
    .slice(1)
    .map((time, i) => (times[i] as number) - time)
    .sort((a, b) => a - b)
  const middle = waits[Math.floor(waits.length / 2)] as number
  // A feed that has fallen silent is asked less often, however quick it once was.
  return within(Math.max(middle / 2, (now - (times[0] as number)) / 8))
}

function afterFailure(
  state: PollState,
  outcome: Extract<PollOutcome, { kind: 'failed' }>,
  now: number,
  jitter: number,
): ReturnType<typeof afterPoll> {
  const failures = state.failures + 1
  const failingSince = state.failingSince ?? now
  const forGood = outcome.gone || now - failingSince >= FOR_GOOD_MS
  const backOff = outcome.gone ? LONGEST_BACK_OFF_MS : Math.min(SHORTEST_INTERVAL_MS * 2 ** Math.min(failures - 1, 10), LONGEST_BACK_OFF_MS)
  const wait = Math.max(backOff * (1 + jitter / 10), outcome.retryAfterMs ?? 0)
  return {
    state: { nextAt: now + Math.round(wait), intervalMs: state.intervalMs, failures, failingSince, told: state.told || forGood },
    notice: forGood && !state.told ? 'failing' : undefined,
  }
}
