import type { APIEmbed } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctedEmbeds } from '../../../adapters/discord/correction.js'
import { render } from '../../../adapters/discord/render.js'
import { attributionOf } from '../../../adapters/slack/attribution.js'
import { messagesOf } from '../../../adapters/slack/message.js'
import type { Post, QuotationPart, Section } from '../../../src/text/post.js'
import { cited } from '../../simulators/sample-posts.js'

const quote = (words: string, more: Partial<QuotationPart> = {}): QuotationPart => ({
  type: 'quotation',
  citation: cited(words),
  speaker: null,
  manner: 'direct',
  ...more,
})
const by = (name: string | null, role: string | null = null) => ({ speaker: { name, role, actor: null } })
const post = (...sections: Section[]): Post => ({ kind: 'who', audience: 'channel', title: 'Who said what', sections })
const fieldsOf = (...sections: Section[]): string[] =>
  render(post(...sections), (action) => action)
    .flatMap(({ embeds }) => embeds)
    .flatMap(({ fields }) => (fields ?? []).map(({ name, value }) => `${name} ${value.split('\n')[0]}`))
const NONE = '\u200b'

/** Who a reader takes each line's speaker for, by the lines' numbers: the name right above it, in the fields or the title. */
function readersOf(embeds: readonly APIEmbed[]): string[] {
  const read: string[] = []
  for (const { title, fields } of embeds) {
    let above = title ?? 'nobody'
    for (const { name, value } of fields ?? []) {
      if (name !== NONE) above = name
      const number = /“q(\d+)q/u.exec(value)?.[1]
      if (number !== undefined) read[Number(number)] = above.replace(/ \\?\(corrected by your team\\?\)$/u, '')
    }
  }
  return read
}

describe('a line is shown under the one who said it, and under nobody else', () => {
  test('a speaker is named once, over the first of several lines', () => {
    const section = { heading: 'Ann Lee, minister', parts: [quote('“One.”', by('Ann Lee', 'minister')), quote('“Two.”', by('Ann Lee'))] }
    expect(fieldsOf(section)).toEqual(['Ann Lee, minister > “One.”', `${NONE} > “Two.”`])
  })

  test('who is not named is shown by the text’s own words, once, and not again where the heading has them', () => {
    const nameless = quote('“No.”', { ...by(null, 'a port official'), source: 'a port official' })
    expect(fieldsOf({ parts: [nameless] })).toEqual(['A port official > “No.”'])
    expect(fieldsOf({ heading: 'A port official', parts: [nameless, nameless] })).toEqual(['A port official > “No.”', `${NONE} > “No.”`])
  })

  test('a longer name that begins alike is another speaker', () => {
    const section = { heading: 'Ann Lee Smith', parts: [quote('“Hers.”', by('Ann Lee Smith')), quote('“Not hers.”', by('Ann Lee'))] }
    expect(fieldsOf(section)).toEqual([`${NONE} > “Hers.”`, 'Ann Lee > “Not hers.”'])
  })

  test('after somebody else’s line, or a corrected one, the speaker is named anew', () => {
    const mine = (words: string) => quote(words, by('Ann Lee'))
    const parts = [mine('“One.”'), quote('“Two.”', { ...by('Ann Lee'), correctedTo: 'Bo Reyl' }), mine('“Three.”')]
    expect(fieldsOf({ heading: 'Ann Lee', parts })).toEqual([
      'Ann Lee > “One.”',
      'Bo Reyl \\(corrected by your team\\) > “Two.”',
      'Ann Lee > “Three.”',
    ])
  })

  test('where a speaker’s lines go on in another embed, it names the speaker too', () => {
    const parts = Array.from({ length: 40 }, (_, i) => quote(`“Line ${i} of a long day.”`, by('Ann Lee')))
    const embeds = render(post({ heading: 'Ann Lee', parts }), (action) => action).flatMap((message) => message.embeds)
    for (const embed of embeds.filter(({ fields }) => fields !== undefined)) expect(embed.fields?.[0]?.name).toBe('Ann Lee')
  })

  test('in any post, before and after any correction, whoever is read over a line has said it', () => {
    const names = ['Ann Lee', 'Ann Lee Smith', 'Bo Reyl', 'Bo']
    const part = fc.record({ name: fc.constantFrom(...names), corrected: fc.option(fc.constantFrom(...names)), note: fc.boolean() })
    const section = fc.record({
      heading: fc.option(fc.constantFrom(...names)),
      parts: fc.array(part, { maxLength: 30 }),
      button: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(section, { maxLength: 6 }), fc.nat(), (drawn, chosen) => {
        const said: string[] = []
        const sections = drawn.map(({ heading, parts, button }): Section => {
          const shown = parts.flatMap(({ name, corrected, note }) => {
            said.push(corrected ?? name)
            const words = `“q${said.length - 1}q ${'and so on '.repeat(said.length % 7)}”`
            const one = quote(words, { ...by(name), ...(corrected === null ? {} : { correctedTo: corrected }) })
            return note ? [one, { type: 'note' as const, text: 'A remark.' }] : [one]
          })
          const buttons = button ? { buttons: [{ label: 'More', action: 'more' as const, value: 'x' }] } : {}
          return { ...(heading === null ? {} : { heading }), parts: shown, ...buttons }
        })
        const embeds = render(post(...sections), (action, value) => `${action}${value}`).flatMap((message) => message.embeds)
        expect(readersOf(embeds)).toEqual(said)
        if (said.length === 0) return
        const one = chosen % said.length
        expect(readersOf(correctedEmbeds(embeds, `“q${one}q`, 'Cy Oda'))).toEqual(said.map((name, i) => (i === one ? 'Cy Oda' : name)))
      }),
      { numRuns: 200 },
    )
  })

  test('correcting or withdrawing one line leaves the lines below it with their speaker', () => {
    const parts = ['“One.”', '“Two.”', '“Three.”'].map((words) => quote(words, by('Ann Lee')))
    const embeds = render(post({ heading: 'Ann Lee', parts }), (action) => action)[0]?.embeds ?? []
    const names = (words: string, speaker: string | null) =>
      correctedEmbeds(embeds, words, speaker).flatMap(({ fields }) => (fields ?? []).map(({ name }) => name))
    expect(names('“One.”', 'Bo Reyl')).toEqual(['Bo Reyl (corrected by your team)', 'Ann Lee', NONE])
    expect(names('“Two.”', null)).toEqual(['Ann Lee', 'Withdrawn', 'Ann Lee'])
    const buttons = [{ label: 'More', action: 'more' as const, value: 'x' }]
    const titled = render(post({ heading: 'Ann Lee', parts, buttons }), (action) => action).flatMap((message) => message.embeds)
    const shown = correctedEmbeds(titled, '“One.”', 'Bo Reyl').flatMap(({ fields }) => (fields ?? []).map(({ name }) => name))
    expect(shown).toEqual(['Bo Reyl (corrected by your team)', 'Ann Lee', NONE])
    expect(JSON.stringify(correctedEmbeds(embeds, '“Two.”', null))).not.toContain('“Two.”')
  })

  test('a long quotation is corrected and withdrawn whole, a key point with the same words stays', () => {
    const words = `“${'The tide comes in and the tide goes out. '.repeat(150)}”`
    const point = { heading: 'Key points', parts: [{ type: 'line' as const, citation: cited(words) }] }
    const embeds = render(post(point, { parts: [quote(words, by('Ann Lee'))] }), (action) => action).flatMap((message) => message.embeds)
    const withdrawn = correctedEmbeds(embeds, words.slice(0, 90), null)
    expect(withdrawn.filter(({ title }) => title === 'Withdrawn').length).toBe(1)
    expect(withdrawn.some(({ description }) => description?.startsWith('> “The tide'))).toBe(false)
    expect(JSON.stringify(withdrawn)).toContain('• “The tide')
    expect(correctedEmbeds(embeds, words.slice(0, 90), 'Bo Reyl').map(({ description }) => description)).toEqual(
      embeds.map(({ description }) => description),
    )
  })

  test('what follows a speaker’s lines without a heading stands apart from them, in one piece', () => {
    const points = [3, 5].map((count, i) => ({ label: `day ${i}`, count }))
    const plot = { type: 'plot' as const, label: 'A day', points }
    const fields = render(post({ heading: 'Ann Lee', parts: [quote('“One.”', by('Ann Lee'))] }, { parts: [plot] }), (action) => action)
      .flatMap(({ embeds }) => embeds)
      .flatMap((embed) => embed.fields ?? [])
    expect(fields.map(({ name }) => name)).toEqual(['Ann Lee', NONE])
    expect(fields[1]?.value.split('\n')).toEqual(['**A day**', expect.stringContaining('day 0'), expect.stringContaining('day 1')])
  })

  test('Slack names the speaker again after a line of somebody else’s', () => {
    const parts = [
      quote('“One.”', by('Ann Lee')),
      quote('“Two.”', { ...by('Ann Lee'), correctedTo: 'Bo Reyl' }),
      quote('“Three.”', by('Ann Lee')),
    ]
    const shown = JSON.stringify(messagesOf(post({ heading: 'Ann Lee', parts })).map(({ blocks }) => blocks))
    expect(shown.split('“Two.”')[1]?.split('“Three.”')[0]).toContain('Ann Lee')
    expect(shown.split('“One.”')[0]?.match(/Ann Lee/gu)?.length).toBe(1)
  })

  test('Slack’s lines keep the same rules', () => {
    const shown = (part: QuotationPart, heading?: string): string =>
      attributionOf(part, heading)
        .map((one) => ('text' in one ? one.text : ''))
        .join('')
    const nameless = quote('“No.”', { ...by(null, 'a port official'), source: 'a port official' })
    expect(shown(nameless)).toMatch(/^A port official(?!, a port official)/iu)
    expect(shown(nameless, 'A port official')).not.toContain('official')
    expect(shown(quote('“Not hers.”', by('Ann Lee')), 'Ann Lee Smith')).toContain('Ann Lee')
    expect(shown(quote('“Hers.”', by('Ann Lee', 'minister')), 'Ann Lee, minister')).not.toContain('Ann Lee')
  })
})
