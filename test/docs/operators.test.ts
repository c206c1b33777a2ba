import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createWatch } from '../../src/cli/metrics.js'
import { SETTINGS, type Setting } from '../../src/config.js'
import { openStore } from '../../src/store/open.js'
import { call } from '../cli/streams.js'

const ROOT = join(import.meta.dirname, '..', '..')
const fileText = (name: string): string => readFileSync(join(ROOT, name), 'utf8')
const settings: readonly Setting<unknown>[] = Object.values(SETTINGS)

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
const between = (text: string, name: string): string =>
  text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0]?.trim() ?? `no ${name}`

test('the sample in the README is what the program prints', async () => {
  const readme = fileText('README.md')
  const shown = readme.split('$ npx onrecord brief samples/harbour-bridge.txt\n')[1]?.split('\n```')[0] ?? ''
  const { out } = await call(['brief', join(ROOT, 'samples', 'harbour-bridge.txt')])
  expect(out.split(' more statements')[0]).toBe(shown.split(' more statements')[0])
})

describe('docs for operators say what the program does', () => {
  const operators = fileText('docs/operators.md')

  test('the table of settings is the program’s own', () => {
    const rows = settings.map(({ key, fallback, secret, meaning }) => {
      const usual = fallback === undefined || fallback === '' ? '' : `\`${fallback}\``
      return `| \`${key}\`${secret ? ' (secret)' : ''} | ${usual} | ${meaning} |`
    })
    expect(between(operators, 'settings')).toBe(['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n'))
  })

  test('.env.example has every setting with its meaning and default, and nothing else', () => {
    const written = fileText('.env.example')
    for (const { key, fallback, meaning } of settings) expect(written).toContain(`# ${meaning}\n# ${key}=${fallback ?? ''}\n`)
    expect([...written.matchAll(/^# ([A-Z_]+)=/gmu)].map(([, key]) => key)).toEqual(settings.map(({ key }) => key))
  })

  test('the list of metrics is what is served', async () => {
    const store = await openStore('file::memory:')
    const watch = createWatch()
    watch.follow(store, Date.now)
    const served = [...(await watch.metrics()).matchAll(/^# HELP (onrecord_\w+) (.*)$/gmu)].map(
      ([, name, help]) => `| \`${name}\` | ${help} |`,
    )
    watch.stop()
    await store.close()
    expect(served.length).toBeGreaterThan(10)
    expect(between(operators, 'metrics')).toBe(['| metric | meaning |', '|---|---|', ...served].join('\n'))
  })

  test('what the unit, the image and the compose file start is there', () => {
    for (const file of ['Dockerfile', 'docs/operators.md']) expect(fileText(file)).toContain('bin/onrecord.js')
    expect(fileText('compose.yaml')).toContain('DATABASE_URL: postgres://')
    for (const [, key] of fileText('compose.yaml').matchAll(/^ {6}([A-Z_]+):/gmu))
      if (!key?.startsWith('POSTGRES_')) expect(settings.map((one) => one.key)).toContain(key)
  })
})
