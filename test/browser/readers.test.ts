import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, openBrowser, openDesk } from './window.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SERIOUS = ['serious', 'critical']

/** Serious findings of axe-core on the page as it stands, each with where. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

const widthBeyond = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe.skipIf(!hasChromium)('the web desk for every reader', () => {
  let browser: Browser
  let desk: Awaited<ReturnType<typeof openDesk>>
  let views: Readonly<Record<string, string>>
  beforeAll(async () => {
    browser = await openBrowser()
    desk = await openDesk(browser)
    const page = await desk.window()
    const first = (selector: string): Promise<string> => page.locator(selector).first().getAttribute('href') as Promise<string>
    views = {
      channel: '/',
      thread: `/threads/${desk.digestId}`,
      stance: '/stance?who=china',
      'reading view': await first('.words'),
      correction: await first('.correct'),
      help: '/help',
      login: '/login',
    }
    await page.context().close()
  })
  afterAll(async () => {
    await desk?.close()
    await browser?.close()
  })

  test.each(['light', 'dark'] as const)('axe-core finds nothing serious in the %s scheme', async (colorScheme) => {
    const page = await desk.window('/', { colorScheme, bypassCSP: true })
    for (const [name, path] of Object.entries(views)) {
      await page.goto(desk.web.address() + path)
      expect(await findings(page), name).toEqual([])
    }
  })

  test('the dark scheme is dark', async () => {
    const luminance = async (colorScheme: 'light' | 'dark'): Promise<number> => {
      const page = await desk.window('/', { colorScheme })
      const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      return (colour.match(/\d+/gu) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)
    }
    expect(await luminance('dark')).toBeLessThan(120)
    expect(await luminance('light')).toBeGreaterThan(700)
  })

  test('on a narrow screen nothing scrolls sideways, and what is to be pressed can be hit', async () => {
    const page = await desk.window('/', { viewport: { width: 360, height: 740 }, hasTouch: true })
    for (const [name, path] of Object.entries(views)) {
      await page.goto(desk.web.address() + path)
      expect(await widthBeyond(page), name).toBe(0)
      for (const button of await page.locator('button:visible').all()) {
        const box = await button.boundingBox()
        expect(box?.height ?? 0, name).toBeGreaterThanOrEqual(24)
      }
    }
  })

  test('the reading view is read by keyboard: from the list to the words, who said them shown', async () => {
    const page = await desk.window(views['reading view']?.replace(/#.*/u, ''))
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
    await page.locator('.said a').nth(1).focus()
    const wanted = await page.locator('.said a').nth(1).getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.hash === wanted)
    const statement = page.locator(`.article ${wanted}`)
    expect(await page.evaluate(`getComputedStyle(document.querySelector('${wanted}'), '::after').content`)).toContain(
      (await statement.getAttribute('data-speaker')) as string,
    )
    const box = (await statement.boundingBox()) ?? { y: -1, height: 0 }
    expect(box.y).toBeGreaterThan(0)
    expect(box.y + box.height).toBeLessThan(800)
    // From there the keyboard goes on through the article's statements.
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toMatch(/statement/)
  })

  test('an article that tries to act stays words: scripts, huge texts, turned letters', async () => {
    const before = desk.complaints.length
    const hostile = [
      'Minister </textarea><script>document.title = "taken"</script><img src=x onerror=alert(1)> resigns over harbour',
      `The harbour minister, Ivo <b onmouseover=alert(2)>Tarn</b>, resigned on Monday. "I am </p><svg onload=alert(3)> done," Tarn said.`,
      `\u202E"Nothing here is turned," said Ada Lorn.\u202C קרא את המאמר הזה. ${'\u0301'.repeat(200)}`,
      `He added a word: ${'unbreakable'.repeat(2000)}.`,
      'The council said that it would meet on Friday to choose another minister for the harbour and its ferries. '.repeat(300),
    ].join('\n\n')
    const page = await desk.window()
    const count = await page.locator('#messages > .desk').count()
    await page.fill('#text', hostile)
    await page.keyboard.press('Enter')
    const answer = page.locator('#messages > .desk').nth(count)
    await answer.waitFor({ timeout: 20_000 })
    expect(await page.title()).not.toContain('taken')
    expect(await page.locator('main script, main img, main svg[onload], main b').count()).toBe(0)
    expect(await widthBeyond(page)).toBe(0)
    const link = answer.locator('.words').first()
    if ((await link.count()) > 0) {
      await link.click()
      await page.locator('.article').waitFor()
      expect(await page.locator('.article script, .article img, .article svg, .article b').count()).toBe(0)
      expect(await page.locator('.article').textContent()).toContain('<b onmouseover=alert(2)>')
      expect(await widthBeyond(page)).toBe(0)
    }
    // Turned letters end with their line: the page's own words keep their direction.
    expect(await page.evaluate("getComputedStyle(document.querySelector('nav')).direction")).toBe('ltr')
    expect(desk.complaints.slice(before)).toEqual([])
  })
})
