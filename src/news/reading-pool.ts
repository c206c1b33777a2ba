import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Tinypool } from 'tinypool'
import type { Reading } from '../store/articles.js'
import type { Article } from '../text/article.js'

/** Reads articles without making anything else wait. */
export interface ReadingPool {
  /** Rejects where reading failed or took too long; the next article is read all the same. */
  read(article: Article): Promise<Reading>
  /** Articles being read and waiting to be. */
  readonly busy: number
  close(): Promise<void>
}

export interface ReadingPoolOptions {
  /**
   * Module that each worker thread loads; its export `read` takes an article and gives its reading. Handed in, since what makes a reading
   * (key points among it) stands above the news.
   */
  readonly module: URL
  /** Worker threads (default 1). */
  readonly threads?: number
  /** Longest time for one article, in milliseconds (default 60,000). */
  readonly timeoutMs?: number
}

/** Worker threads that read; they start with the first article. Works from the sources (under tsx) and from what is built of them. */
export function createReadingPool({ module, threads = 1, timeoutMs = 60_000 }: ReadingPoolOptions): ReadingPool {
  const pool = new Tinypool({
    filename: workerAddress(),
    runtime: 'worker_threads',
    minThreads: 0,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    // Threads that come and go would load the weights each time.
    idleTimeout: 3_600_000,
    // An article that needs more ends its thread, not the process; small young generations keep what is thrown away from piling up.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 },
    workerData: { module: module.href },
  })
  let busy = 0
  let free = threads
  const waiting: (() => void)[] = []
  // Articles wait here and not in the pool, so that the time of one is not counted against those behind it.
  const turn = (): Promise<void> => (free > 0 ? Promise.resolve(void free--) : new Promise((resolve) => waiting.push(resolve)))
  const done = (): void => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  return {
    get busy() {
      return busy
    },
    read: async (article) => {
      busy++
      await turn()
      const stop = new AbortController()
      const timer = setTimeout(() => stop.abort(), timeoutMs)
      try {
        return (await pool.run(article, { signal: stop.signal })) as Reading
      } catch (error) {
        if (stop.signal.aborted) throw new Error(`Reading took longer than ${Math.round(timeoutMs / 1_000)} s.`, { cause: error })
        throw error
      } finally {
        clearTimeout(timer)
        busy--
        done()
      }
    },
    close: () => pool.destroy(),
  }
}

// Built, the worker is a file beside this one. From the sources it is TypeScript, which a thread cannot load by itself: a line of JavaScript
// loads it through tsx.
function workerAddress(): URL {
  if (import.meta.url.endsWith('.js')) return new URL('./reading-worker.js', import.meta.url)
  const worker = JSON.stringify(new URL('./reading-worker.ts', import.meta.url).href)
  const tsx = JSON.stringify(
    new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href,
  )
  const code = `const { tsImport } = await import(${tsx}); export default (await tsImport(${worker}, ${worker})).default`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}
