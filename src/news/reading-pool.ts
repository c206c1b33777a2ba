import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Tinypool } from 'tinypool'
import type { Reading } from '../store/articles.js'
import type { Article } from '../text/article.js'
import type { Page } from './page.js'
import { type Found, feedOrThrow, type OwnText, type ParsedOrNot, type Parser } from './parser.js'

/** Reads articles, and makes pages and feeds of what was fetched, without making anything else wait. */
export interface ReadingPool {
  /** Rejects where reading failed or took too long; the next article is read all the same. */
  read(article: Article): Promise<Reading>
  /** Absent where parsing is done in the thread that asks. */
  readonly parser?: Parser
  /** Articles, pages and feeds being read and waiting to be. */
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
  /** Longest time for one article, page or feed, in milliseconds (default 60,000). */
  readonly timeoutMs?: number
}

/** Worker threads that read; they start with the first article. Works from the sources (under tsx) and from what is built of them. */
export function createReadingPool({ module, threads = 1, timeoutMs = 60_000 }: ReadingPoolOptions): ReadingPool {
  const pool = new Tinypool({
    filename: workerAddress(),
    // The task that a thread gets ready for when it starts.
    name: 'read',
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
  const run = async <Result>(name: string, task: unknown): Promise<Result> => {
    busy++
    await turn()
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), timeoutMs)
    try {
      return JSON.parse((await pool.run(task, { name, signal: stop.signal })) as string) as Result
    } catch (error) {
      if (stop.signal.aborted) throw new Error(`Reading took longer than ${Math.round(timeoutMs / 1_000)} s.`, { cause: error })
      throw error
    } finally {
      clearTimeout(timer)
      busy--
      done()
    }
  }
  return {
    get busy() {
      return busy
    },
    read: (article) => run<Reading>('read', article),
    parser: {
      page: (input, origin) => run<Page>('page', [input, origin]),
      feed: async (input, { url, contentType }, feedUrl) =>
        feedOrThrow(await run<ParsedOrNot>('feed', [input, { url, contentType }, feedUrl])),
      any: (input, { url, contentType }, feedUrl) => run<Found>('any', [input, { url, contentType }, feedUrl]),
      own: (entry) => run<OwnText>('own', entry),
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
  const code = `const { tsImport } = await import(${tsx}); export const { read, page, feed, any, own } = await tsImport(${worker}, ${worker})`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}
