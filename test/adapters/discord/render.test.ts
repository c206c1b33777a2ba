import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert, pieces } from '../../../adapters/discord/plain-text.js'
import { isRegistered, registrationOf } from '../../../adapters/discord/registration.js'
import { render } from '../../../adapters/discord/render.js'
import { CATALOGUE } from '../../../src/desk/catalogue.js'
import { wordsOf } from '../../../src/text/citation.js'
import { describedBy } from '../../simulators/discord-description.js'
import { readable, wordsIn } from '../../simulators/discord-harness.js'
import { brokenRules, type SentBody } from '../../simulators/discord-rules.js'
import { citationsOf, HOSTILE, postArbitrary } from '../../simulators/posts.js'

const customId = (action: string, value: string): string => `or:${action}:${createHash('sha256').update(value).digest('hex').slice(0, 60)}`
const letters = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const described = describedBy()

test('any post renders within all limits, loses no quotation, mentions nobody', () => {
  fc.assert(
    fc.property(postArbitrary(), (post) => {
      const messages = render(post, customId)
      for (const message of messages) {
        expect(brokenRules(message as unknown as SentBody)).toEqual([])
        expect(described.request('POST', '/channels/1/messages', message)).toEqual([])
      }
      const shown = letters(messages.map((message) => wordsIn(message as never)).join('')).replaceAll(' ', '')
      for (const citation of citationsOf({ ...post, replies: [] }))
        expect(shown).toContain(letters(wordsOf(citation)).replaceAll(' ', '').slice(0, 60))
    }),
    { numRuns: 50 },
  )
})

test.each(HOSTILE.map((text) => [text]))('%j stays as it is written, and does nothing', (text) => {
  const made = inert(text)
  expect(readable(made)).toBe(text.toWellFormed())
  expect(made).not.toMatch(/(?<!\\)[<@*_~`|]/u)
  expect(made).not.toMatch(/https?:\/\//u)
})

test('cutting inert text loses nothing and parts no escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 20, max: 60 }), (text, limit) => {
      const made = inert(text)
      const cuts = pieces(made, limit)
      for (const piece of cuts) {
        expect(piece.length).toBeLessThanOrEqual(limit)
        expect((piece.match(/\\+$/u)?.[0].length ?? 0) % 2).toBe(0)
      }
      expect(cuts.join('').replaceAll(' ', '')).toBe(made.replaceAll(' ', ''))
    }),
  )
})

test('the registration is what Discord takes, and is known again from what Discord gives back', () => {
  const wanted = registrationOf(CATALOGUE)
  expect(described.request('PUT', '/applications/1/commands', wanted)).toEqual([])
  const registered = wanted.map((command, i) => ({
    ...command,
    id: String(i),
    version: '1',
    application_id: '1',
    default_permission: true,
    nsfw: false,
    default_member_permissions: command.default_member_permissions == null ? null : String(command.default_member_permissions),
    options: 'options' in command && command.options?.length ? command.options : undefined,
  }))
  expect(isRegistered(wanted, registered.reverse())).toBe(true)
  expect(isRegistered(wanted, registered.slice(1))).toBe(false)
  expect(
    isRegistered(
      wanted,
      registered.map((command) => (command.name === 'ask' ? { ...command, description: 'other' } : command)),
    ),
  ).toBe(false)
  const german = registrationOf(CATALOGUE, { de: { ask: 'Eine Frage, mit den Sätzen der Artikel beantwortet' } })
  expect(isRegistered(german, registered)).toBe(false)
})
