import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/news/blocks.js'
import { ownLines } from '../../src/news/page-lines.js'

const block = (text: string, part: Partial<Block> = {}): Block => ({ text, tag: 'p', linked: 0, stressed: 0, ...part })
const before = block('The harbour authority of Port Lira met for nine hours on Monday to settle what becomes of the old ferry line.')
const after = block('The next meeting is on Thursday, when the owners of both boats will be heard by the members of the authority.')
/** Whether a line stays at the top, in the middle and at the end of an article. */
const stays = (line: Block): boolean =>
  [
    [line, before, after],
    [before, line, after],
    [before, after, line],
  ].every((blocks) => ownLines(blocks, undefined).includes(line))
const goes = (line: Block): boolean =>
  ![
    [line, before, after],
    [before, line, after],
  ].some((blocks) => ownLines(blocks, undefined).includes(line))

describe('lines of an article', () => {
  it.each([
    'By Monday evening, twelve people had died.',
    'A deal could be reached by Friday, she said.',
    '"We share this view," said Jonas Brandt.',
    'Sources said the talks had ended without a deal.',
    'Updated figures show a rise of 3 percent.',
    'Tagging the sharks took three days.',
    'Halvorsen is a producer of the film.',
    "Saturday's match drew 4000 people.",
    'The paper sends newsletters to its readers.',
    'He said: "Follow us on the long road home."',
    'May 3 was a hard day for the town.',
    'Related costs rose as well, the report found.',
    'Read the letter, the court told both sides, before you sign it.',
    'Video of the rescue was shown in court on Tuesday.',
  ])('stay: %s', (text) => {
    expect(stays(block(text))).toBe(true)
  })
})

describe('lines of the page', () => {
  it.each([
    ['Read more: Storm damage put at 30 million', { linked: 0.9 }],
    ['Related: Ten winter walks', {}],
    ['MINISTER RESIGNS OVER FERRY DEAL', { linked: 1, stressed: 1 }],
    ['Sign up for our newsletter', {}],
    ['Follow us on Twitter and Facebook', {}],
    ['Advertisement', {}],
    ['12 comments', {}],
    ['Tags: ferry, harbour, Sande', {}],
    ['Photo: Omar Reyes', {}],
    ['Have a tip? Write to us at the desk.', {}],
    ['Story continues below', {}],
  ])('go: %s', (text, part) => {
    expect(goes(block(text, part))).toBe(true)
  })
  it.each([
    'By Pia Lund',
    'By Pia Lund and Karl Moen, Coastal Wire',
    'Published 3 March 2025',
    '3 March 2025',
    '4 min read',
    'March 3, 2025 at 9:15 a.m.',
    'PIA LUND',
  ])('go above the text: %s', (text) => {
    expect(ownLines([block(text), before, after], undefined)).toEqual([before, after])
  })
  it.each([
    '© 2025 The Harbour Gazette',
    'Additional reporting by Karl Moen',
    'Karl Moen contributed to this report.',
    'Source: Coastal Wire',
    'Pia Lund is a reporter at the Gazette.',
    'Reuters',
  ])('go below the text: %s', (text) => {
    expect(ownLines([before, after, block(text)], undefined)).toEqual([before, after])
  })
  it('go with the headline repeated', () => {
    expect(ownLines([block('Ferry line to reopen in May', { tag: 'h2' }), before, after], 'Ferry line to reopen in May')).toEqual([
      before,
      after,
    ])
  })
})
