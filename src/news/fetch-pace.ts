/** Lets one task a host run at a time, with a pause between them, and no more than a limit overall. */
export interface Pace {
  /** Runs `task` when its host and a place are free; tasks of one host run in the order they came. */
  readonly run: <T>(host: string, pauseMs: number, task: () => Promise<T>) => Promise<T>
  /** Keeps `host` closed for `ms` from now (what a `Retry-After` asks for). */
  readonly hold: (host: string, ms: number) => void
  /** Milliseconds for which `host` is still closed; 0 where it is open. */
  readonly heldFor: (host: string) => number
}

/** How many at once, and the clock. */
export interface PaceOptions {
  /** How many tasks may run at once over all hosts. */
  readonly limit: number
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** Hosts not seen for long are forgotten once this many are known, so that memory stays flat. */
const HOSTS_KEPT = 10_000

interface HostState {
  tail: Promise<unknown>
  waiting: number
  /** When the host may be asked next, and until when it asked to be left alone; milliseconds of the clock. */
  nextAt: number
  closedUntil: number
}

/** See {@link Pace}. */
export function createPace({ limit, now, sleep }: PaceOptions): Pace {
  const hosts = new Map<string, HostState>()
  const queue: (() => void)[] = []
  let free = limit

  const stateOf = (host: string): HostState => {
    let state = hosts.get(host)
    if (!state) {
      if (hosts.size >= HOSTS_KEPT) forget(hosts, now())
      state = { tail: Promise.resolve(), waiting: 0, nextAt: 0, closedUntil: 0 }
      hosts.set(host, state)
    }
    return state
  }
  const enter = async (): Promise<void> => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => queue.push(resolve))
  }
  const leave = (): void => {
    const next = queue.shift()
    if (next) next()
    else free++
  }
  const turn = async <T>(state: HostState, pauseMs: number, task: () => Promise<T>): Promise<T> => {
    const wait = state.nextAt - now()
    if (wait > 0) await sleep(wait)
    await enter()
    try {
      return await task()
    } finally {
      leave()
      state.nextAt = now() + pauseMs
    }
  }
  return {
    run: (host, pauseMs, task) => {
      const state = stateOf(host)
      state.waiting++
      const result = state.tail.then(() => turn(state, pauseMs, task)).finally(() => state.waiting--)
      state.tail = result.catch(() => undefined)
      return result
    },
    hold: (host, ms) => {
      const state = stateOf(host)
      state.closedUntil = Math.max(state.closedUntil, now() + ms)
    },
    heldFor: (host) => Math.max(0, (hosts.get(host)?.closedUntil ?? 0) - now()),
  }
}

function forget(hosts: Map<string, HostState>, now: number): void {
  for (const [host, state] of hosts) if (state.waiting === 0 && state.nextAt <= now && state.closedUntil <= now) hosts.delete(host)
}
