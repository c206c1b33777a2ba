import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { call } from './streams.js'

const FILE = join(import.meta.dirname, '..', '..', 'samples', 'harbour-bridge.txt')
const text = readFileSync(FILE, 'utf8')

afterEach(() => void vi.unstubAllEnvs())

describe('onrecord brief', () => {
  it('--json: every text equals its slice of the file', async () => {
    const { status, out } = await call(['brief', FILE, '--json', '--all'])
    const brief = JSON.parse(out)
    expect(status).toBe(0)
    expect(brief.article).toMatchObject({ title: 'Council votes to close Kestrel Bridge for two years', text })
    expect(brief.keyPoints.length).toBeGreaterThanOrEqual(3)
    for (const point of brief.keyPoints) expect(text.slice(point.start, point.end)).toBe(point.text)
    expect(brief.statements.length).toBeGreaterThan(5)
    for (const { content, text: words, source, sourceText, cue, cueText } of brief.statements) {
      const slices = (spans: [number, number][]): string[] => spans.map(([start, end]) => text.slice(start, end))
      expect(slices(content)).toEqual(words)
      expect(slices(source)).toEqual(sourceText)
      expect(slices(cue)).toEqual(cueText)
    }
  })

  it('shows places that count in the file', async () => {
    const { out } = await call(['brief', FILE])
    const places = [...out.matchAll(/\[(\d+)–(\d+)/gu)]
    expect(places.length).toBeGreaterThan(5)
    for (const [, start, end] of places) {
      const first = text.slice(Number(start), Number(end)).split(/\s+/u)[0] as string
      expect(out).toContain(first)
    }
  })

  it.each([
    ['--markdown', /^# Council votes/u],
    ['--html', /^<!doctype html>/u],
    ['--explain', /^ {2}1\. /u],
  ])('%s: in that form', async (option, form) => {
    const { status, out } = await call(['brief', FILE, option])
    expect(status).toBe(0)
    expect(out).toMatch(form)
  })

  it('in a pipe is as wide as COLUMNS says, and else as a usual terminal', async () => {
    const widest = async (columns: string): Promise<number> => {
      vi.stubEnv('COLUMNS', columns)
      return Math.max(...(await call(['brief', FILE])).out.split('\n').map((line) => line.length))
    }
    const [usual, narrow, wide] = [await widest(''), await widest('60'), await widest('100')]
    expect(usual).toBeLessThanOrEqual(80)
    expect(narrow).toBeLessThanOrEqual(60)
    expect(wide).toBeGreaterThan(80)
    expect(wide).toBeLessThanOrEqual(100)
  })

  it('takes what stands above a headline for none', async () => {
    const { out } = await call(
      ['brief', '-', '--json'],
      'PRESS RELEASE\n\nHalden Foods opens a bakery in Vestby\n\nHalden Foods will bake bread.',
    )
    expect(JSON.parse(out).article.title).toBe('Halden Foods opens a bakery in Vestby')
  })

  it('marks words left out, and no end of a paragraph', async () => {
    const article =
      'Ida Lunde told the council: "We have waited eleven years for this bridge.\n\n"The town will build it alone."\n\n"We lost the harvest," Tom Brandt said. "We lost the boats."'
    const { out } = await call(['brief', '-', '--all'], article)
    const line = out.replace(/\s*│?\s+/gu, ' ')
    expect(line).toContain('"We have waited eleven years for this bridge. "The town will build it alone."')
    expect(line).toContain('"We lost the harvest," … "We lost the boats."')
  })

  it('explains one statement with what spoke for it', async () => {
    const { out } = await call(['brief', FILE, '--explain', '2'])
    expect(out).toMatch(/content {4}“/u)
    expect(out).toMatch(/Why “.+” reports something/u)
    expect(out).toMatch(/Who that is/u)
  })

  it('takes details from the command line, and links to the place in the page', async () => {
    const { out } = await call([
      'brief',
      FILE,
      '--html',
      '--title',
      'Bridge',
      '--outlet',
      'The Gazette',
      '--date',
      '2026-03-12',
      '--url',
      'https://example.org/a',
    ])
    expect(out).toContain('<h1><a href="https://example.org/a"')
    expect(out).toContain('The Gazette, 12 March 2026')
    expect(out).toContain('https://example.org/a#:~:text=')
  })
})
