/**
 * First poll of many local feeds until everything is read and stored, and a second poll with nothing new, by the built program itself
 * (`onrecord fetch`). Memory is the whole process at its highest, worker threads included, as the system counts it. Needs Linux.
 * Usage: npx tsx bench/intake.ts [--feeds 1000] [--entries 20] [--readers 1] [--postgres] [--program bin/onrecord.js]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { openEngine, openStore } from '../src/store/open.js'
import { startNewsServer } from '../test/simulators/news-server.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { madeUpNews } from './made-up-news.js'
import { castOf } from './soak-news.js'
import { random } from './store-corpus.js'

/** Articles that tell of one event, on average: some thousands of stories are open at a time, as they are for a large team. */
const REPORTS = 5

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '1000' },
    entries: { type: 'string', default: '20' },
    readers: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
    program: { type: 'string', default: join(import.meta.dirname, '../bin/onrecord.js') },
  },
})
const [feeds, entries] = [Number(values.feeds), Number(values.entries)]
const directory = mkdtempSync(join(tmpdir(), 'onrecord-bench-'))
const server = values.postgres ? await startPostgres() : undefined
const news = await startNewsServer()
try {
  const url = server === undefined ? `file:${join(directory, 'bench.db')}` : await server.database()
  await publish(url)
  await fetchAll('first poll', url)
  await makeDue(url)
  news.answers.clear()
  await fetchAll('second poll, nothing new', url)
  console.log(`  answers to the second poll: ${[...news.answers].map(([status, count]) => `${count} × ${status}`).join(', ')}`)
} finally {
  await news.stop()
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
}

/** Every feed at a host of its own, as feeds have: a port of 127.0.0.1 each. */
async function publish(url: string): Promise<void> {
  const store = await openStore(url)
  const today = Date.now()
  for (let i = 0; i < feeds; i++) {
    const articles = Array.from({ length: entries }, (_, j) => {
      const number = i * entries + j
      const event = Math.floor(random(number)() * ((feeds * entries) / REPORTS))
      return madeUpNews(number, new Date(today - j * 3_600_000).toISOString(), castOf(event))
    })
    news.feeds.set(`f${i}`, { title: `Paper ${i}`, style: 'full', articles })
    const { id } = await store.feeds.add({ url: news.feedUrl(`f${i}`, `127.0.0.1:${await news.listen()}`) }, 0)
    await store.feeds.follow({ platform: 'web', team: 'local', channel: 'news' }, id, 0)
  }
  await store.close()
}

async function makeDue(url: string): Promise<void> {
  const engine = await openEngine(url)
  await engine.db.updateTable('feeds').set({ next_poll_at: 0 }).execute()
  await engine.close()
}

async function fetchAll(what: string, url: string): Promise<void> {
  const began = performance.now()
  const child = spawn(process.execPath, [resolve(values.program), 'fetch'], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, FETCH_ALLOW: '127.0.0.1', READERS: values.readers },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  let seen = { megabytes: 0, seconds: 0 }
  const watch = setInterval(() => {
    seen = usage(child.pid as number) ?? seen
  }, 100)
  const code = await new Promise((done) => child.once('exit', done))
  clearInterval(watch)
  const took = ((performance.now() - began) / 1_000).toFixed(1)
  console.log(`${what}: ${took} s, ${seen.seconds.toFixed(1)} s of processor time; memory at most ${seen.megabytes.toFixed(0)} MB`)
  if (code !== 0) throw new Error(`onrecord fetch ended with ${code}`)
  const store = await openStore(url)
  const { articles, statements, bytes } = await store.upkeep.size()
  const { count } = await store.entries.waiting()
  const stories = (await store.stories.states(0, 0)).length
  await store.close()
  console.log(
    `  kept: ${articles} articles, ${statements} statements, ${stories} stories, ${(bytes / 1e6).toFixed(0)} MB; ${count} still waiting`,
  )
  if (articles !== feeds * entries || count > 0) process.exitCode = 1
}

/** Highest memory so far in MB, and processor time in seconds, of a process with all its threads; undefined where it has ended. */
function usage(pid: number): { readonly megabytes: number; readonly seconds: number } | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    // Fields after the name in brackets; a tick is a hundredth of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ')
    if (peak === undefined) return undefined
    return { megabytes: (Number(peak) * 1024) / 1e6, seconds: (Number(fields[11]) + Number(fields[12])) / 100 }
  } catch {
    return undefined
  }
}
