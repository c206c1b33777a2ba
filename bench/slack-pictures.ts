import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { sheetsOf } from '../adapters/slack/delivery.js'
import { slackPage } from '../test/simulators/slack-page.js'
import { picturePosts } from './picture-posts.js'

/**
 * Pictures of what the bot posts, for docs/slack.md: the blocks that are sent, drawn by a page of our own after Slack's Block Kit, and
 * photographed with Chromium.
 *
 *   npx tsx bench/slack-pictures.ts [folder] [path of chromium]
 */
const [folder = 'docs/pictures', executablePath = '/usr/bin/chromium'] = process.argv.slice(2)

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  for (const [name, post] of Object.entries(await picturePosts())) {
    const { head, rest } = sheetsOf(post)
    const page = await browser.newPage({ viewport: { width: 760, height: 400 }, deviceScaleFactor: 1 })
    await page.setContent(slackPage(head, [], rest.length), { waitUntil: 'load' })
    const picture = await page.locator('main').screenshot({ type: 'png' })
    writeFileSync(`${folder}/slack-${name}.png`, picture)
    console.log(`${folder}/slack-${name}.png: ${Math.round(picture.length / 1024)} KB`)
    await page.close()
  }
} finally {
  await browser.close()
}
