import type { Logger } from '../log.js'

/** How often the database's clock is asked for. */
const ASK_MS = 30_000

/** A clock that follows the database's. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  stop(): void
}

/**
 * The time by the database's clock, so that all replicas agree on what is due and whose lease has run out even where the clock of a host is
 * wrong or jumps. Between two looks time goes on by the host's monotonic counter, which does not jump.
 */
export async function followClock(ask: () => Promise<number>, log: Pick<Logger, 'debug'>, everyMs = ASK_MS): Promise<Clock> {
  let base = 0
  let at = 0
  const look = async (): Promise<void> => {
    const began = performance.now()
    const told = await ask()
    const ended = performance.now()
    // As of half-way through the question.
    base = told
    at = (began + ended) / 2
  }
  await look()
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.debug({ err: error }, 'the database’s clock could not be asked')),
    everyMs,
  )
  timer.unref()
  return { now: () => Math.round(base + performance.now() - at), stop: () => clearInterval(timer) }
}
