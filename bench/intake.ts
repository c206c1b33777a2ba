/**
 * First poll of many local feeds until everything is read (with the real reader) and stored, and a second poll with nothing new.
 * Usage: npx tsx bench/intake.ts [--feeds 1000] [--entries 20] [--readers 1] [--postgres]
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openStore } from '../src/store/open.js'
import { startNewsServer } from '../test/simulators/news-server.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { madeUpNews } from './made-up-news.js'

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '1000' },
    entries: { type: 'string', default: '20' },
    readers: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
  },
})
const [feeds, entries] = [Number(values.feeds), Number(values.entries)]
const directory = mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
const server = values.postgres ? await startPostgres() : undefined
const news = await startNewsServer()
try {
  const url = server === undefined ? `file:${join(directory, 'bench.db')}` : await server.database()
  const store = await openStore(url)
  const today = Date.now()
  for (let i = 0; i < feeds; i++) {
    const articles = Array.from({ length: entries }, (_, j) => madeUpNews(i * entries + j, new Date(today - j * 3_600_000).toISOString()))
    news.feeds.set(`f${i}`, { title: `Paper ${i}`, style: 'full', articles })
    // Every feed has a host of its own, as feeds have; all of them lead here.
    const { id } = await store.feeds.add({ url: news.feedUrl(`f${i}`, `f${i}.news.test`) }, 0)
    await store.feeds.follow({ platform: 'bench', team: 'local', channel: 'news' }, id, 0)
  }
  await run('first poll', url, 0)
  news.answers.clear()
  await run('second poll, nothing new', url, 7 * 3_600_000)
  console.log(`  answers to the second poll: ${[...news.answers].map(([status, count]) => `${count} × ${status}`).join(', ')}`)
  const { articles, statements, bytes } = await store.upkeep.size()
  console.log(`kept: ${articles} articles, ${statements} statements, ${(bytes / 1e6).toFixed(0)} MB`)
  await store.close()
} finally {
  await news.stop()
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
}

interface Report {
  readonly polled: { readonly polled: number; readonly unchanged: number; readonly failed: number; readonly entries: number }
  readonly articles: number
  readonly polledIn: number
  readonly took: number
  readonly peak: number
}

async function run(what: string, url: string, skip: number): Promise<void> {
  const child = fork(fileURLToPath(new URL('./intake-process.ts', import.meta.url)), [url, values.readers, String(skip)], {
    execArgv: ['--import', 'tsx'],
  })
  const report = await new Promise<Report>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Report))
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)))
  })
  const { polled, articles } = report
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
  console.log(
    `${what}: ${polled.polled} feeds (${polled.unchanged} unchanged, ${polled.failed} failed) polled in ${seconds(report.polledIn)}, ` +
      `${articles} articles read and stored in ${seconds(report.took)}; memory at most ${(report.peak / 1e6).toFixed(0)} MB`,
  )
}
