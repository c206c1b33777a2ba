import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openEngine, openStore } from '../../src/store/open.js'
import { type NewsServer, startNewsServer } from '../simulators/news-server.js'

/** What came of ending intake again and again. */
export interface KillReport {
  readonly kills: number
  /** Kills that came while articles were being taken in (some, not all, were kept). */
  readonly inTheMiddle: number
  readonly articles: number
  /** Everything that is not as it should be: lost, twice, half kept. */
  readonly wrong: readonly string[]
}

/** How much is published at a time. */
export interface KillSize {
  readonly feeds: number
  readonly entries: number
}

/**
 * Ends the intake process with SIGKILL at random moments `kills` times while it polls and keeps articles (and anew with other articles
 * whenever all are in), then lets it end by itself, and compares what is kept with what was published. Leases are let run out in between,
 * which a clock would do.
 */
export async function killIntake(
  url: string,
  kills: number,
  random: () => number,
  { feeds, entries }: KillSize = { feeds: 4, entries: 25 },
): Promise<KillReport> {
  const news = await startNewsServer()
  const store = await openStore(url)
  const wrong: string[] = []
  let done = 0
  let inTheMiddle = 0
  let edition = 0
  let published = 0
  try {
    for (let i = 0; i < feeds; i++) {
      const name = `feed${i}`
      news.feeds.set(name, { title: `Paper ${i}`, style: i % 2 ? 'full' : 'summary', articles: [] })
      const { id } = await store.feeds.add({ url: news.feedUrl(name) }, Date.now())
      await store.feeds.follow({ platform: 'web', team: 'local', channel: 'c' }, id, Date.now())
    }
    while (done < kills) {
      edition++
      published += publish(news, edition, entries)
      const target = published
      for (let finished = false; !finished; ) {
        await expireLeases(url)
        const before = await store.articles.count()
        finished = await runFor(url, done < kills ? { steps: Math.floor(random() * 30), milliseconds: random() * 40 } : undefined)
        if (!finished) {
          done++
          const after = await store.articles.count()
          if (after > before && after < target) inTheMiddle++
        }
      }
    }
    await expireLeases(url)
    await runFor(url, undefined)
    wrong.push(...(await compare(url, published)))
    return { kills: done, inTheMiddle, articles: published, wrong }
  } finally {
    await store.close()
    await news.stop()
  }
}

function publish(news: NewsServer, edition: number, entries: number): number {
  let count = 0
  for (const [name, feed] of news.feeds) {
    feed.articles = Array.from({ length: entries }, (_, i) => ({
      slug: `e${edition}-${i}`,
      title: `Report ${edition} ${i} of ${name}`,
      publishedAt: '2026-11-20T07:00:00Z',
      text: [0, 1, 2, 3].map(
        (part) =>
          `In part ${part} of report ${edition}-${i} of ${name} the council of the harbour town met to decide on the ferry. Ines Calder said the line would open in spring if budget ${part} held. Others in the town were not convinced by what they heard that evening, and said so at some length.`,
      ),
    }))
    count += feed.articles.length
  }
  return count
}

/** When to end the process: after so many of its steps (a feed polled, an article kept), and so many milliseconds more. */
interface Moment {
  readonly steps: number
  readonly milliseconds: number
}

/** Runs the process; kills it at `moment`. True where it came to its end before. */
function runFor(url: string, moment: Moment | undefined): Promise<boolean> {
  const child = fork(fileURLToPath(new URL('./intake-process.ts', import.meta.url)), [url], {
    execArgv: ['--import', 'tsx'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (data) => {
    said += data
  })
  let timer: NodeJS.Timeout | undefined
  let steps = -1
  child.on('message', () => {
    if (++steps === moment?.steps) timer = setTimeout(() => child.kill('SIGKILL'), moment.milliseconds)
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve(false)
      else if (code === 0) resolve(true)
      else reject(new Error(`The intake process failed by itself: ${said}`))
    })
  })
}

async function expireLeases(url: string): Promise<void> {
  const engine = await openEngine(url)
  await engine.db.updateTable('entries').set({ lease_until: 0, next_try_at: 0 }).where('state', '=', 'waiting').execute()
  await engine.db.updateTable('feed_hosts').set({ lease_until: 0 }).execute()
  await engine.db.updateTable('feeds').set({ next_poll_at: 0 }).execute()
  await engine.close()
}

/** What is not as it should be. */
async function compare(url: string, published: number): Promise<string[]> {
  const engine = await openEngine(url)
  try {
    const one = async (query: string): Promise<number> =>
      Number((await sql<{ n: number }>`${sql.raw(query)}`.execute(engine.db)).rows[0]?.n)
    const found: Record<string, number> = {
      'articles kept': await one('select count(*) as n from articles'),
      'different titles': await one('select count(distinct title) as n from articles'),
      'entries kept': await one("select count(*) as n from entries where state = 'kept'"),
      'entries in all': await one('select count(*) as n from entries'),
      'articles with all statements': await one(
        'select count(*) as n from articles where (select count(*) from statements where article_seq = articles.seq) = 4',
      ),
      'articles with key points': await one(
        'select count(*) as n from articles where (select count(*) from key_points where article_seq = articles.seq) = 3',
      ),
      'articles in a story': await one('select count(*) as n from story_members'),
      'articles in a feed': await one('select count(*) as n from article_feeds'),
      'sentences indexed ÷ 12': (await one('select count(*) as n from sentence_words')) / 12,
      'statements indexed ÷ 4': (await one('select count(*) as n from statement_words')) / 4,
    }
    const wrong = Object.entries(found).flatMap(([what, count]) =>
      count === published ? [] : [`${what}: ${count} instead of ${published}`],
    )
    const weight = await one("select weight as n from names where name = 'Ines Calder'")
    if (weight !== published * 5) wrong.push(`weight of a name: ${weight} instead of ${published * 5}`)
    return wrong
  } finally {
    await engine.close()
  }
}
