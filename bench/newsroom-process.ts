/**
 * The program that is measured: the whole newsroom from its settings, as `onrecord start` makes it, but for its clock, which runs faster from a given
 * moment on. Tells its parent what memory and processor time it has used. Started by newsroom-fork.ts.
 * Usage: node --import tsx newsroom-process.ts FROM FACTOR   (settings in the environment)
 */
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { startNewsroom } from '../src/cli/serve.js'
import { readConfig } from '../src/config.js'

/** One look at the process. Bytes; `live`: the heap right after the last full collection, 0 before the first; `cpu`: milliseconds so far. */
export interface Look {
  readonly at: number
  readonly rss: number
  readonly live: number
  readonly heap: number
  readonly cpu: number
}

const [from, factor] = process.argv.slice(2).map(Number) as [number, number]
const began = Date.now()
const newsroom = await startNewsroom(readConfig(), () => Math.round(from + (Date.now() - began) * factor))

let live = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if ((entry as PerformanceEntry & { detail?: { kind?: number } }).detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR)
      live = process.memoryUsage().heapUsed
}).observe({ entryTypes: ['gc'] })
const looking = setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send?.({ type: 'look', look: { at: Date.now(), rss, live, heap: heapUsed, cpu: (user + system) / 1000 } satisfies Look })
}, 5_000)
process.once('SIGTERM', async () => {
  clearInterval(looking)
  process.send?.({ type: 'metrics', text: await newsroom.metrics() })
  await newsroom.stop()
  process.exit(0)
})
process.once('disconnect', () => process.exit(1))
process.send?.({ type: 'ready', began })
