import { mkdirSync, writeFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { render } from '../adapters/discord/render.js'
import { openBrowser, openDesk } from '../test/browser/window.js'
import { discordPage } from '../test/simulators/discord-page.js'
import { picturePosts } from './picture-posts.js'

/**
 * Pictures for the README and the docs: the web desk itself, with the sample newsroom, and Discord posts drawn from what is sent. Those of
 * Slack come from slack-pictures.ts; `npm run pictures` makes them all.
 *
 *   npx tsx bench/pictures.ts [folder]
 */
const [folder = 'docs/pictures'] = process.argv.slice(2)
/** Bytes that no picture may go over. */
const MOST = 150 * 1024

function keep(name: string, picture: Buffer): void {
  writeFileSync(`${folder}/${name}.png`, picture)
  console.log(`${folder}/${name}.png: ${Math.round(picture.length / 1024)} KB`)
  if (picture.length > MOST) process.exitCode = 1
}

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
const desk = await openDesk(browser)
try {
  const view = async (name: string, path: string, context: BrowserContextOptions = {}, act?: (page: Page) => Promise<void>) => {
    const page = await desk.window(path, { viewport: { width: 960, height: 720 }, reducedMotion: 'reduce', ...context })
    await act?.(page)
    keep(`web-${name}`, await page.screenshot())
    const place = (await page.locator('.line .words').count()) > 0 ? await page.locator('.line .words').first().getAttribute('href') : null
    await page.context().close()
    return place
  }
  const article = (await view('channel', '/')) ?? '/'
  await view('reading', article, { viewport: { width: 900, height: 560 } }, async (page) =>
    page.locator('.article .statement[id]').nth(2).hover(),
  )
  await view('stance-dark', '/stance?who=sweden', { colorScheme: 'dark' })
  await view('phone', '/', { viewport: { width: 390, height: 780 } })
  for (const [name, post] of Object.entries(await picturePosts())) {
    const page = await browser.newPage({ viewport: { width: 700, height: 400 } })
    await page.setContent(discordPage(render(post, (action, value) => `${action}:${value}`.slice(0, 100))))
    keep(`discord-${name}`, await page.locator('main').screenshot())
    await page.close()
  }
} finally {
  await desk.close()
  await browser.close()
}
