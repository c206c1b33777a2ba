import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openBrowser } from '../test/browser/window.js'
import { freePort } from '../test/simulators/slack-web.js'

/**
 * The first minute, on an empty data folder: from `onrecord start` until the digest stands in a browser's window; the same again after a
 * stop, with what was typed still there; the weight of the page. Needs a build (`npm run build`).
 *
 *   npx tsx bench/first-minute.ts
 */
const folder = mkdtempSync(join(tmpdir(), 'first-minute-'))
const port = await freePort()
const base = `http://127.0.0.1:${port}`
const browser = await openBrowser()

/** Starts the desk, waits until its digest can be seen. */
async function start() {
  const page = await (await browser.newContext()).newPage()
  const began = performance.now()
  const desk = spawn(process.execPath, ['bin/onrecord.js', 'start'], {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: `file:${join(folder, 'data', 'desk.db')}`, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (desk.exitCode !== null) throw new Error(`The desk ended with ${desk.exitCode}.`)
    if (
      await page.goto(base).then(
        () => page.locator('.post-digest').isVisible(),
        () => false,
      )
    )
      break
    if (performance.now() - began > 60_000) throw new Error('No digest within a minute.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const milliseconds = performance.now() - began
  const stop = async (): Promise<void> => {
    desk.kill('SIGTERM')
    if (desk.exitCode === null) await once(desk, 'exit')
  }
  return { page, milliseconds, stop }
}

const weightOf = async (path: string): Promise<Buffer> => Buffer.from(await (await fetch(base + path)).arrayBuffer())

try {
  const first = await start()
  console.log(`digest in sight after start on an empty folder: ${(first.milliseconds / 1000).toFixed(2)} s`)
  await first.page.fill('#text', '/stance sweden')
  await first.page.keyboard.press('Enter')
  await first.page.locator('.post-stance').waitFor()
  const files = await Promise.all(['/', '/desk.css', '/desk.js'].map(weightOf))
  const sum = (list: readonly Buffer[]): string => (list.reduce((all, file) => all + file.length, 0) / 1024).toFixed(0)
  console.log(`page with style and script: ${sum(files)} KB, ${sum(files.map((file) => gzipSync(file)))} KB where a proxy compresses`)
  const before = await first.page.locator('.message').count()
  await first.stop()
  const second = await start()
  const after = await second.page.locator('.message').count()
  console.log(`again after a stop: ${(second.milliseconds / 1000).toFixed(2)} s, ${after} of ${before} messages there`)
  await second.stop()
  if (after !== before || first.milliseconds > 5000) process.exitCode = 1
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
