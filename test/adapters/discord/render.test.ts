import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert, pieces } from '../../../adapters/discord/plain-text.js'
import { isRegistered, registrationOf } from '../../../adapters/discord/registration.js'
import { render } from '../../../adapters/discord/render.js'
import { CATALOGUE } from '../../../src/desk/catalogue.js'
import { wordsOf } from '../../../src/text/citation.js'
import { describedBy, hasDescription } from '../../simulators/discord-description.js'
import { readable, wordsIn } from '../../simulators/discord-harness.js'
import { brokenRules, type SentBody } from '../../simulators/discord-rules.js'
import { message } from '../../simulators/discord-wire.js'
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
  expect(made).not.toMatch(/(?<!\\):[\w+-]+:/u)
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

test('Discord’s description, where it is at hand, finds what is wrong with requests, answers and events', () => {
  const wrong = [
    described.request('POST', '/channels/1/messages', { embeds: 'none' }),
    described.request('POST', '/channels/1/messages', { embedz: [] }),
    described.request('GET', '/channels/1/nonsense', undefined),
    described.answer('GET', '/users/@me', 200, { id: '1', username: 'reader' }),
    described.answer('POST', '/interactions/1/token/callback', 201, {}),
    described.answer('GET', '/users/@me', 401, { error: 'no' }),
    described.value('MessageResponse', { ...message(KEPT), onlyFor: '1' }),
  ]
  expect(wrong.map((problems) => problems.length > 0)).toEqual(wrong.map(() => hasDescription))
  expect(described.value('MessageResponse', message(KEPT))).toEqual([])
})

const KEPT = { id: '1', channel_id: '2', author: { id: '3' }, content: 'words' }

test('what Discord’s description leaves out is refused too', () => {
  const off = { allowed_mentions: { parse: [] } }
  const total = { ...off, embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }
  for (const body of [{ ...off, content: 'x'.repeat(2001) }, total, off, { content: 'x' }, { ...off, content: 'x', nonce: 'n'.repeat(26) }])
    expect(brokenRules(body)).not.toEqual([])
  expect(brokenRules({ ...off, content: 'x'.repeat(2000) })).toEqual([])
})
