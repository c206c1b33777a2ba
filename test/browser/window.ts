import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { WebOptions } from '../../adapters/web/web.js'
import { createWeb } from '../../adapters/web/web.js'
import { createMessageLog } from '../../src/cli/message-log.js'
import { SAMPLE_TRIES } from '../../src/cli/sample-newsroom.js'
import type { Post } from '../../src/text/post.js'
import { CHANNEL, NOW, openNewsroom } from '../desk/newsroom.js'

/** Where systems keep Chromium. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
// Nothing but the desk is asked for: Chromium's own errands are switched off.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether there is a browser to test in; says so where there is none. */
export const hasChromium = CHROMIUM !== undefined
if (!hasChromium) process.stderr.write('Browser tests are left out: no Chromium is installed (Debian: apt-get install chromium).\n')

/** Chromium, without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ args: FLAGS, ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }) })

/** A web desk over a real newsroom that has read the sample and posted its digest, and windows on it. */
export async function openDesk(browser: Browser, options: Partial<WebOptions> = {}) {
  const room = await openNewsroom()
  const log = createMessageLog(room.store, () => NOW)
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    log,
    channel: CHANNEL.channel,
    isSample: async () => true,
    tries: SAMPLE_TRIES,
    ratePerMinute: 1000,
    ...options,
  })
  await web.start(room.desk)
  const digest = await room.call('digest', 'since 2 days ago')
  const { messageId } = await web.post(CHANNEL, digest)
  /** What a page complained of: errors, refused loads, requests that went elsewhere. */
  const complaints: string[] = []
  return {
    room,
    web,
    log,
    digest,
    digestId: messageId,
    complaints,
    post: (post: Post) => web.post(CHANNEL, post),
    /** A new reader's window at `path`. */
    async window(path = '/', context: BrowserContextOptions = {}): Promise<Page> {
      const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 }, ...context })).newPage()
      page.setDefaultTimeout(10_000)
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} for ${response.url()}`))
      page.on('dialog', (dialog) => {
        complaints.push(`a dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(web.address()) && !request.url().startsWith('data:')) complaints.push(`asked for ${request.url()}`)
      })
      await page.goto(web.address() + path)
      return page
    },
    async close(): Promise<void> {
      await web.stop()
      await room.close()
    },
  }
}

/** A text of our own that is long enough to be taken for an article. */
export const ARTICLE = [
  'Lighthouse keepers of Tarn Skerry refuse to leave',
  'The last four keepers of the Tarn Skerry lighthouse said on Friday that they would not leave the rock when the lamp is automated in May.',
  '“A machine can turn the lamp, but it cannot pull anybody out of the water,” said Oda Brekkhus, the head keeper.',
  'The coast authority’s director, Pelle Varg, said that the change would save 300,000 euros a year. “Nobody will be put at risk,” he said.',
  'Fishermen in the village of Nedre Tarn collected 900 signatures against the plan, which the authority announced in March.',
].join('\n\n')
