import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
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
  const isSource = import.meta.url.endsWith('.ts')
  const pool = new Tinypool({
    filename: fileURLToPath(new URL(isSource ? './reading-worker.ts' : './reading-worker.js', import.meta.url)),
    runtime: 'worker_threads',
    minThreads: 1,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    // Threads that come and go would load the weights each time.
    idleTimeout: 3_600_000,
    workerData: { module: module.href },
    ...(isSource ? { execArgv: ['--import', loader()] } : {}),
  })
  let busy = 0
  return {
    get busy() {
      return busy
    },
    read: async (article) => {
      busy++
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
      }
    },
    close: () => pool.destroy(),
  }
}

const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
