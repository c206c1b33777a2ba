import { expect, test } from 'vitest'
import type { CommandSpec } from '../../adapters/platform/command.js'
import { CATALOGUE, commandNamed } from '../../src/desk/catalogue.js'
import { readLine } from '../../src/desk/line.js'
import { readSince } from '../../src/desk/since.js'

const cases: [string, string, Record<string, string>][] = [
  ['stance', 'china', { who: 'china' }],
  ['stance', 'china about trade since monday', { who: 'china', about: 'trade', since: 'monday' }],
  ['stance', 'eu since 2 weeks ago about steel tariffs', { who: 'eu', about: 'steel tariffs', since: '2 weeks ago' }],
  ['stance', '“Mothers about Peace” about roads', { who: 'Mothers about Peace', about: 'roads' }],
  ['stance', 'norway about', { who: 'norway' }],
  ['stance', 'norway about since monday', { who: 'norway', since: 'monday' }],
  ['stance', 'eu about what the talks are about', { who: 'eu', about: 'what the talks are about' }],
  ['who', '"wang yi"', { name: 'wang yi' }],
  ['ask', 'what about the ferry since Monday?', { question: 'what about the ferry since Monday?' }],
  ['sources', 'add https://news.example.org', { action: 'add', address: 'https://news.example.org' }],
  ['sources', '', {}],
  ['digest', 'since yesterday', { since: 'yesterday' }],
  ['digest', 'energy', { topic: 'energy' }],
  ['schedule', 'weekdays 8:30 Berlin', { when: 'weekdays 8:30 Berlin' }],
  ['onrecord', 'STATUS', { action: 'status' }],
]
test.each(cases)('/%s %s', (name, line, options) => {
  expect(readLine(commandNamed(name) as CommandSpec, line)).toEqual(options)
})

test('every command keeps the platforms’ narrowest rules and its examples name it', () => {
  for (const spec of CATALOGUE as readonly CommandSpec[]) {
    expect(spec.name).toMatch(/^[-_'\p{Ll}\p{N}]{1,32}$/u)
    expect(spec.description.length).toBeLessThanOrEqual(100)
    for (const option of spec.options) expect(option.description.length).toBeLessThanOrEqual(100)
    for (const example of spec.examples) expect(example.split(' ')[0]).toBe(spec.name)
    const required = spec.options.map((option) => option.required)
    expect(required, 'Discord wants required options first').toEqual([...required].sort((a, b) => Number(b) - Number(a)))
  }
})

test('since, in people’s words', () => {
  const now = new Date('2026-11-23T10:00:00Z') // a Monday
  const day = (words: string) => readSince(words, now)?.toISOString().slice(0, 10)
  expect(day('yesterday')).toBe('2026-11-22')
  expect(day('friday')).toBe('2026-11-20')
  expect(day('2 weeks ago')).toBe('2026-11-09')
  expect(day('7d')).toBe('2026-11-16')
  expect(day('2026-11-01')).toBe('2026-11-01')
  expect(day('2025')).toBe('2025-01-01')
  expect(day('december')).toBe('2025-12-01')
  expect(day('1.11.2026')).toBe('2026-11-01')
  expect(day('a fortnight ago')).toBe('2026-11-09')
  expect(readSince('31.2.2026', now)).toBeUndefined()
  expect(readSince('the flood', now)).toBeUndefined()
  expect(readSince('2031-01-01', now)).toBeUndefined()
})
