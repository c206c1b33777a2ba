import { readdirSync, readFileSync } from 'node:fs'
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

test('the sample in the README is what the program prints, but for what a line of “…” leaves out', async () => {
  const shown = fileText('README.md').split('$ npx onrecord brief samples/harbour-bridge.txt\n')[1]?.split('\n```')[0] ?? ''
  const { out } = await call(['brief', join(ROOT, 'samples', 'harbour-bridge.txt')])
  const pieces = shown.split(/^…$/mu).map((piece) => piece.trim())
  let from = 0
  for (const piece of pieces) {
    expect(out.slice(from)).toContain(piece)
    from = out.indexOf(piece, from) + piece.length
  }
  expect(pieces[0]?.length).toBeGreaterThan(300)
})

test('every command that the docs name is there', async () => {
  const commandsOf = async (...path: string[]): Promise<string[]> =>
    [...(((await call([...path, '--help'])).out.split('\nCommands:\n')[1] ?? '').split('\n\n')[0]?.matchAll(/^ {2}([a-z]+)/gmu) ?? [])].map(
      ([, name]) => name as string,
    )
  const known = await commandsOf()
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  for (const name of ['README.md', ...docs.map((doc) => `docs/${doc}`)]) {
    const named = [...fileText(name).matchAll(/(?:`|^|bin\/)(?:npx )?onrecord(?:\.js)? ([a-z]+)(?: ([a-z]+))?/gmu)]
    for (const [line, command, sub] of named) {
      expect(known, `${name}: ${line}`).toContain(command)
      if (command === 'setup' && sub !== undefined) expect(await commandsOf('setup'), `${name}: ${line}`).toContain(sub)
    }
  }
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
