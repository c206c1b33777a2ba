import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ARTICLE, hasChromium, openBrowser, openDesk } from './window.js'

/** Types a line and waits for the desk's answer, which is the last message. */
async function ask(page: Page, line: string, press = 'Enter'): Promise<string> {
  const before = await page.locator('#messages > .desk').count()
  await page.fill('#text', line)
  await page.keyboard.press(press)
  await page.locator('#messages > .desk').nth(before).waitFor()
  return (await page.locator('#messages > .desk').last().textContent()) ?? ''
}

describe.skipIf(!hasChromium)('the web desk in a browser', () => {
  let browser: Browser
  let desk: Awaited<ReturnType<typeof openDesk>>
  beforeAll(async () => {
    browser = await openBrowser()
    desk = await openDesk(browser)
  })
  afterAll(async () => {
    await desk?.close()
    await browser?.close()
  })

  test('a first visit opens at the top of the digest, marked as sample, with lines to try', async () => {
    const page = await desk.window()
    const title = page.locator('.post-digest .post-title')
    expect(await title.textContent()).toMatch(/^News of /)
    const { y } = (await title.boundingBox()) ?? { y: -1 }
    const bar = (await page.locator('.top').boundingBox())?.height ?? 0
    expect(y).toBeGreaterThan(bar)
    expect(y).toBeLessThan(400)
    expect(await page.locator('.sample').textContent()).toContain('made up')
    await page.getByRole('button', { name: '/stance sweden' }).click()
    await page.locator('.post-stance').waitFor()
    expect(await page.locator('.tries').count()).toBe(0)
  })

  test('a pasted article comes back as a brief whose lines open the reading view at their words', async () => {
    const page = await desk.window()
    await ask(page, ARTICLE)
    const brief = page.locator('.post-brief').last()
    expect(await brief.locator('.post-title').textContent()).toContain('Tarn Skerry')
    const said = brief.locator('.quotation', { hasText: 'pull anybody out of the water' })
    const words = ((await said.locator('.words').textContent()) ?? '').trim()
    await said.locator('.words').click()
    await page.locator('#here').waitFor()
    const lit = (await page.locator('.cited').allInnerTexts()).join('')
    expect(words).not.toBe('')
    for (const piece of words.split(' … ')) expect(lit).toContain(piece)
    expect(await page.locator('.said').textContent()).toContain('Oda Brekkhus')
  })

  test('/stance is completed and sent by keyboard alone', async () => {
    const page = await desk.window()
    await page.focus('#text')
    await page.keyboard.type('/sta')
    await page.locator('[role=option]', { hasText: '/stance' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.inputValue('#text')).toBe('/stance ')
    await page.keyboard.type('gunn')
    await page.locator('[role=option]', { hasText: 'Gunnar Hesselby' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.getAttribute('#text', 'aria-activedescendant')).toBe('option0')
    await page.keyboard.press('Enter')
    expect(await page.inputValue('#text')).toBe('/stance Gunnar Hesselby ')
    await page.keyboard.press('Enter')
    await page.locator('.post-title', { hasText: 'Gunnar Hesselby' }).waitFor()
  })

  test('a question in the digest’s thread is answered from its stories, and a follow-up keeps it', async () => {
    const page = await desk.window()
    await page.locator(`#m${desk.digestId} .thread-link a`).click()
    await page.locator('.replies').waitFor()
    const first = await ask(page, 'What did Gunnar Hesselby say about the cranes?')
    expect(first).toContain('cranes')
    expect(first).toMatch(/this thread/)
    const next = await ask(page, 'and about paying?')
    expect(next).toMatch(/pay/i)
    expect(await page.locator('#messages > .reader').count()).toBe(2)
  })

  test('what no article tells is said so, with what was searched', async () => {
    const answer = await ask(await desk.window(), 'Who won the chess tournament?')
    expect(answer).toContain('don’t say')
    expect(answer).toMatch(/Searched: .*articles/)
  })

  test('a wrong speaker is corrected, and the line says so everywhere it stands', async () => {
    const [page, other] = [await desk.window(), await desk.window()]
    const line = (on: Page) => on.locator(`#m${desk.digestId} .quotation`).first()
    const words = (await line(page).locator('.words').textContent()) ?? ''
    await line(page).getByRole('link', { name: 'Wrong speaker?' }).click()
    expect(await page.locator('.corrected').textContent()).toContain(words.split(' … ')[0] as string)
    await page.fill('#other', 'Dorothea Quist')
    expect(await page.isChecked('#else')).toBe(true)
    await page.getByRole('button', { name: 'Save' }).click()
    await line(page).getByText('corrected by your team').waitFor()
    expect(await line(page).locator('.speaker').textContent()).toBe('Dorothea Quist')
    await line(other).getByText('corrected by your team').waitFor()
  })

  test('two windows see the same conversation as it happens', async () => {
    const [one, two] = [await desk.window(), await desk.window()]
    await ask(one, '/who Selam Desta')
    await two.locator('.typed', { hasText: '/who Selam Desta' }).waitFor()
    await two.locator('.post-title', { hasText: 'Selam Desta' }).waitFor()
    await ask(two, '/digest coffee')
    await one.locator('.typed', { hasText: '/digest coffee' }).waitFor()
  })

  test('buttons answer in the thread', async () => {
    const page = await desk.window()
    await page.locator(`#m${desk.digestId}`).getByRole('button', { name: 'Who said what' }).first().click()
    await page.waitForURL(/\/threads\//, { waitUntil: 'commit' })
    await page.locator('.replies').waitFor()
    expect(await page.locator('#messages > .desk').last().textContent()).not.toBe('')
  })

  test('everything works without script, by plain forms', async () => {
    const page = await desk.window('/', { javaScriptEnabled: false })
    await page.fill('#text', '/who Eirik Solvang')
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await page.locator('.post-title').last().textContent()).toContain('Eirik Solvang')
  })

  test('no page complained, and none asked for anything elsewhere', () => {
    expect(desk.complaints).toEqual([])
  })
})
