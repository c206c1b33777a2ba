import type { DeskServices } from './services.js'

/** How long a call to a platform may be on its way: a lease with less left than a part of that is not begun upon. */
const MARGIN = 0.2

/** A lease of an edition, as this process knows it. */
export class Lease {
  #until: Moment
  #isLost = false

  constructor(until: Moment) {
    this.#until = until
  }

  /** This moment, by the clock of the day and by the one that only runs while the host does. */
  static clock(): Moment {
    return { day: Date.now(), run: performance.now() }
  }

  /** False where it is lost, or may be: it was not kept up for too long, as after a stall or while the database is away. */
  isHeld(): boolean {
    const { day, run } = Lease.clock()
    return !this.#isLost && day < this.#until.day && run < this.#until.run
  }

  keep(until: Moment): void {
    this.#until = until
  }

  lose(): void {
    this.#isLost = true
  }
}

interface Moment {
  readonly day: number
  readonly run: number
}

/** The leases of one process, kept up together: one statement for all, every third of their time. */
export interface Leases {
  /** `asked`: when the claim was sent. */
  take(edition: number, asked: Moment): Lease
  end(edition: number): void
}

/** Leases of `owner`, none yet. */
export function createLeases({ store, now, log }: DeskServices, owner: string, leaseMs: number): Leases {
  const leases = new Map<number, Lease>()
  let timer: NodeJS.Timeout | undefined
  const after = ({ day, run }: Moment): Moment => ({ day: day + leaseMs * (1 - MARGIN), run: run + leaseMs * (1 - MARGIN) })
  const renew = async (): Promise<void> => {
    const asked = Lease.clock()
    const ids = [...leases.keys()]
    try {
      const kept = await store.editions.renew(ids, owner, now() + leaseMs)
      for (const id of ids) {
        if (kept.has(id)) leases.get(id)?.keep(after(asked))
        else leases.get(id)?.lose()
      }
    } catch (error) {
      log.warn({ err: error }, 'leases not renewed')
    }
  }
  return {
    take(edition, asked) {
      const lease = new Lease(after(asked))
      leases.set(edition, lease)
      timer ??= setInterval(() => void renew(), leaseMs / 3)
      return lease
    },
    end(edition) {
      leases.delete(edition)
      if (leases.size > 0) return
      clearInterval(timer)
      timer = undefined
    },
  }
}
