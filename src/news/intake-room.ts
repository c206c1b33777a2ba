import { InputError } from '../errors.js'
import type { Intake } from './intake.js'

/** Room for all that people hand in at the same time, in bytes: what is fetched, pasted or attached, until it is read. */
const ROOM = 160_000_000
/** What an address may bring; the fetcher takes no more. */
const LARGEST_PAGE = 10_000_000
/** How many may wait for room, and for how long; only addresses wait, which take none themselves. */
const MOST_WAITING = 200
const PATIENCE_MS = 15_000

/** How much room there is, for tests. */
export interface RoomOptions {
  readonly bytes?: number
  readonly patienceMs?: number
}

/**
 * Intake that never holds more than so much at a time, however many people hand articles in at once: addresses wait their turn, texts are
 * refused with a sentence. What feeds bring waits in the database, and is taken up a few entries at a time (see ENTRIES_AT_ONCE).
 */
export function withinRoom(intake: Intake, { bytes: most = ROOM, patienceMs = PATIENCE_MS }: RoomOptions = {}): Intake {
  let used = 0
  const waiting: (() => void)[] = []
  const hold = async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    used += bytes
    try {
      return await work()
    } finally {
      used -= bytes
      waiting.shift()?.()
    }
  }
  const fetched = async <T>(work: () => Promise<T>): Promise<T> => {
    const bytes = Math.min(LARGEST_PAGE, most)
    const end = performance.now() + patienceMs
    while (used + bytes > most) {
      if (waiting.length >= MOST_WAITING || performance.now() >= end) throw full()
      await turn(waiting, end - performance.now())
    }
    return hold(bytes, work)
  }
  return {
    readAddress: (address, channel) => fetched(() => intake.readAddress(address, channel)),
    follow: (address, channel) => fetched(() => intake.follow(address, channel)),
    readList: (address) => fetched(() => intake.readList(address)),
    fetchNow: (channel) => fetched(() => intake.fetchNow(channel)),
    readText: async (text, channel, name) => {
      // Two bytes a character.
      if (used + text.length * 2 > most) throw full()
      return hold(text.length * 2, () => intake.readText(text, channel, name))
    },
  }
}

const full = (): InputError => new InputError('busy', 'The desk has more to read than it can hold at a time; try again in a minute.')

/** Resolves when something was done, or after `ms`. */
function turn(waiting: (() => void)[], ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(go), 1)
      resolve()
    }, ms)
    waiting.push(go)
  })
}
