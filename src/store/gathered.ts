/** Calls handed on at once, at most. */
const MOST = 500

/**
 * One call of `work` for many: what is asked for while it runs goes with the next. A thousand editions on their way then cost the database a
 * few statements instead of a thousand. `work` answers each in order; where it rejects, all of that turn reject.
 */
export function gathered<A, R>(work: (all: readonly A[]) => Promise<readonly R[]>): (one: A) => Promise<R> {
  let waiting: { one: A; resolve: (answer: R) => void; reject: (error: unknown) => void }[] = []
  let running = false
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const turn = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      try {
        const answers = await work(turn.map(({ one }) => one))
        for (const [i, { resolve }] of turn.entries()) resolve(answers[i] as R)
      } catch (error) {
        for (const { reject } of turn) reject(error)
      }
    }
    running = false
  }
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (running) return
      running = true
      setImmediate(() => void run())
    })
}
