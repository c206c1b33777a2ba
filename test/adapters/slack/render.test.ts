import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetsOf } from '../../../adapters/slack/delivery.js'
import { LIMITS } from '../../../adapters/slack/limits.js'
import { messagesOf } from '../../../adapters/slack/message.js'
import { piecesOf } from '../../../adapters/slack/rich-text.js'
import { wordsOf } from '../../../src/text/citation.js'
import type { Post } from '../../../src/text/post.js'
import { citationsOf, HOSTILE, postArbitrary } from '../../simulators/posts.js'
import { cited, SAMPLE_BRIEF, SAMPLE_DIGEST, SAMPLE_SOURCES, SAMPLE_STANCE } from '../../simulators/sample-posts.js'
import { messageFaults } from '../../simulators/slack-limits.js'
import { pingsIn, readControls, readMessage, readQuotations } from '../../simulators/slack-reader.js'

const sent = (post: Post) => messagesOf(post).map((message) => ({ ...message, unfurl_links: false }) as Record<string, unknown>)
// White space and characters that no reader sees are not words.
const flat = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2060]/gu, '')
    .replace(/\s+/gu, '')
const withoutMarks = (text: string): string => text.replaceAll('(thequotationgoeson)', '').replaceAll('(continuedbelow)', '')

describe('rendering for Slack', () => {
  it('keeps any post within the limits, loses no words of an article, and notifies nobody', () => {
    fc.assert(
      fc.property(postArbitrary(), (post) => {
        const messages = sent(post)
        for (const message of messages) {
          expect(messageFaults(message)).toEqual([])
          expect(pingsIn(message)).toEqual([])
        }
        const all = withoutMarks(
          flat(
            messages
              .map(readMessage)
              .join('\n')
              .replace(/^• |^continued \(.*$|^goes on in the (?:next message|thread).*$/gmu, ''),
          ),
        )
        let from = 0
        for (const citation of citationsOf({ ...post, replies: [] })) {
          const words = flat(wordsOf(citation))
          const at = all.indexOf(words, from)
          expect(at, words.slice(0, 60)).toBeGreaterThanOrEqual(0)
          from = at + words.length
        }
      }),
      { numRuns: 50 },
    )
  }, 30_000)

  it('shows a quotation of ordinary length in one piece of one message', () => {
    const post: Post = {
      ...SAMPLE_BRIEF,
      sections: [
        {
          parts: Array.from({ length: 120 }, (_, i) => ({
            type: 'quotation' as const,
            citation: cited(`“${i} ${'word '.repeat(60)}end”`),
            speaker: { name: 'A', role: null, actor: null },
            manner: 'direct' as const,
            statementId: `s${i}`,
          })),
        },
      ],
    }
    const messages = sent(post)
    expect(messages.length).toBeGreaterThan(3)
    const quotations = messages.flatMap(readQuotations)
    expect(quotations.length).toBe(120)
    for (const message of messages) expect(messageFaults(message)).toEqual([])
    // Each message offers to correct the statements that it shows.
    for (const message of messages) if (readQuotations(message).length > 0) expect(readControls(message)).toContain('Wrong speaker?')
  })

  it('splits between sections where it can', () => {
    const sections = Array.from({ length: 6 }, (_, i) => ({
      heading: `Story ${i}`,
      parts: Array.from({ length: 5 }, () => ({ type: 'line' as const, citation: cited(`Story ${i} ${'goes on '.repeat(80)}and ends.`) })),
    }))
    for (const message of sent({ ...SAMPLE_BRIEF, sections })) {
      const stories = [...new Set(readMessage(message).match(/Story \d/gu))]
      for (const story of stories) expect(readMessage(message).split(`${story} goes`).length - 1).toBe(5)
    }
  })

  it('puts quotations together again from their pieces', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 1500, unit: 'binary' }), fc.lorem({ mode: 'sentences', maxCount: 60 })),
        fc.integer({ min: 20, max: 500 }),
        (text, most) => {
          const pieces = piecesOf(text, most)
          expect(pieces.join('')).toBe(text)
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(most)
        },
      ),
    )
    expect(piecesOf(`${'One sentence here. '.repeat(4)}tail`, 40).every((piece) => piece.length <= 40)).toBe(true)
    expect(piecesOf('One sentence here. Another sentence there.', 30)[0]).toBe('One sentence here. ')
  })

  it('names speaker, role, outlet and date, marks what is new, and links to the sentence', () => {
    const [message] = sent(SAMPLE_STANCE)
    const text = readMessage(message as Record<string, unknown>)
    expect(text).toContain(':new: Meridian Post, 23 Nov 2026')
    expect(text).toContain('also in The Harbour Gazette, Coastline')
    expect(text).toContain('critical: “like an afterthought”')
    expect(JSON.stringify(message)).toContain('https://meridian-post.example/ports-reopen#:~:text=%E2%80%9CNobody')
    const brief = readMessage(sent(SAMPLE_BRIEF)[0] as Record<string, unknown>)
    expect(brief).toContain('Ilse Marrow, Norvia’s transport minister · Meridian Post, 23 Nov 2026')
    expect(brief).toContain('Speaker unclear')
    expect(readControls(sent(SAMPLE_BRIEF)[0] as Record<string, unknown>)).toEqual(['Sources', 'Wrong speaker?'])
  })

  it('sets words right under their speaker’s heading, and under the words where they are from', () => {
    const lines = readMessage(sent(SAMPLE_STANCE)[0] as Record<string, unknown>).split('\n')
    const from = lines.indexOf(':new: Meridian Post, 23 Nov 2026')
    expect(lines[from - 1]).toContain('“Nobody won these three weeks')
    expect(lines[from - 2]).toMatch(/^Ilse Marrow, /u)
  })

  it('says where the rest of a long post stands', () => {
    const long = { ...SAMPLE_BRIEF, sections: Array.from({ length: 60 }, () => SAMPLE_BRIEF.sections[1] as Post['sections'][0]) }
    const { head } = sheetsOf(long)
    expect(readMessage(head as never)).toMatch(/goes on in the thread \(1 of \d\)/u)
    expect(readMessage(messagesOf(long)[0] as never)).toMatch(/goes on in the next message \(1 of \d\)/u)
  })

  it('says everything in its fallback too, as far as is advised', () => {
    const [message] = messagesOf(SAMPLE_DIGEST)
    expect(message?.text.split('\n')[0]).toBe('Monday, 23 November 2026')
    expect(message?.text).toContain('“People on the islands have no other road.”')
    for (const { text } of messagesOf({
      ...SAMPLE_BRIEF,
      sections: Array.from({ length: 20 }, () => SAMPLE_BRIEF.sections[1] as Post['sections'][0]),
    }))
      expect(text.length).toBeLessThanOrEqual(LIMITS.fallbackAdvised)
  })

  it('does not show a name that the reader is not sure of', () => {
    const part = {
      type: 'quotation' as const,
      citation: cited('“Not me.”'),
      speaker: { name: 'Ilse Marrow', role: null, actor: null },
      manner: 'direct' as const,
    }
    const text = readMessage(sent({ ...SAMPLE_BRIEF, sections: [{ parts: [{ ...part, unclear: true }] }] })[0] as Record<string, unknown>)
    expect(text).not.toContain('Ilse Marrow')
    const corrected = readMessage(
      sent({ ...SAMPLE_BRIEF, sections: [{ parts: [{ ...part, correctedTo: 'Lena Osk' }] }] })[0] as Record<string, unknown>,
    )
    expect(corrected).toContain('Lena Osk · corrected by your team')
  })

  it('sets small tables in columns and wide ones as lists', () => {
    const wide = readMessage(sent(SAMPLE_SOURCES)[0] as Record<string, unknown>)
    expect(wide).toContain('• Coastline · State: broken since 21 Nov: the address answers “not found” · Last read: 2 days ago')
    const narrow: Post = {
      ...SAMPLE_SOURCES,
      sections: [{ parts: [{ type: 'table', columns: ['Day', 'At'], rows: [['weekdays', '8:30']] }] }],
    }
    expect(readMessage(sent(narrow)[0] as Record<string, unknown>)).toContain('Day       At\n────────  ────\nweekdays  8:30')
  })

  it('sends hostile titles, outlets and names as plain characters', () => {
    for (const text of HOSTILE) {
      const post: Post = {
        ...SAMPLE_BRIEF,
        title: text,
        subtitle: text,
        footer: text,
        sections: [{ heading: text, headingUrl: text, parts: [{ type: 'note', text }] }],
      }
      for (const message of sent(post)) expect([...messageFaults(message), ...pingsIn(message)], text).toEqual([])
    }
  })
})
