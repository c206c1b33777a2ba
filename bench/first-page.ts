import { createWeb } from '../adapters/web/web.js'
import { WEB_CHANNEL } from '../src/cli/channel.js'
import { openWorkshop } from '../src/cli/desk-services.js'
import { createMessageLog } from '../src/cli/message-log.js'
import { isSample } from '../src/cli/sample-newsroom.js'
import { readConfig } from '../src/config.js'
import { createDesk } from '../src/desk/desk.js'
import { SAMPLE_DIGEST } from '../test/simulators/sample-posts.js'

/**
 * How fast the web desk serves the page with the digest from a big store. The store is one that `store-search` has made and kept; it is
 * written to, so hand in a copy.
 *
 *   npx tsx bench/store-search.ts sqlite --articles 100000 --rounds 1 --keep FOLDER
 *   npx tsx bench/first-page.ts FOLDER/100000.db
 */
const ROUNDS = 200
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Say which store: bench/first-page.ts FILE')
const workshop = await openWorkshop(readConfig({ DATABASE_URL: `file:${file}`, LOG_LEVEL: 'error' }))
const log = createMessageLog(workshop.store, Date.now)
const web = createWeb({
  host: '127.0.0.1',
  port: 0,
  log,
  channel: WEB_CHANNEL.channel,
  isSample: () => isSample(workshop),
  ratePerMinute: 1e6,
})
try {
  await web.start(createDesk(workshop.services))
  console.log(`${(await workshop.store.articles.count()).toLocaleString('en')} articles`)
  await web.post(WEB_CHANNEL, SAMPLE_DIGEST)
  await measure('with the first digest')
  for (let day = 1; day < 30; day++) await web.post(WEB_CHANNEL, SAMPLE_DIGEST)
  await measure('with 30 digests')
} finally {
  await web.stop()
  await workshop.close()
}

async function measure(page: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let i = 0; i <= ROUNDS; i++) {
    const began = performance.now()
    bytes = (await (await fetch(web.address())).arrayBuffer()).byteLength
    times.push(performance.now() - began)
  }
  const [first = 0, ...rest] = times
  rest.sort((a, b) => a - b)
  const at = (share: number): string => (rest[Math.floor(rest.length * share)] ?? 0).toFixed(1)
  console.log(
    `page ${page} (${Math.round(bytes / 1024)} KB): first request ${first.toFixed(1)} ms, then half within ${at(0.5)} ms, 95 in 100 within ${at(0.95)} ms`,
  )
  if (Number(at(0.5)) > 50) process.exitCode = 1
}
