import type { types } from '@slack/bolt'
import { plain } from './inert.js'
import { LIMITS } from './limits.js'

export type Block = types.KnownBlock
export type RichTextBlock = types.RichTextBlock
export type RichPart = types.RichTextBlockElement
export type Inline = types.RichTextElement
type Style = NonNullable<types.RichTextText['style']>

/**
 * Rich text is built from elements, not parsed from markup: a text element can hold any characters and stays text. So everything that an
 * article or a feed has written goes out this way. Empty text makes no element (Slack refuses it).
 */
export function textOf(text: string, style?: Style): readonly Inline[] {
  const shown = plain(text)
  return shown === '' ? [] : [{ type: 'text', text: shown, ...(style === undefined ? {} : { style }) }]
}

/** A link with a text of its own; plain text where there is no address. */
export function linkOf(text: string, url: string | undefined, style?: Style): readonly Inline[] {
  if (url === undefined) return textOf(text, style)
  const shown = plain(text)
  return [{ type: 'link', url, ...(shown === '' ? {} : { text: shown }), ...(style === undefined ? {} : { style }) }]
}

export const sectionOf = (...elements: readonly (readonly Inline[])[]): RichPart => ({
  type: 'rich_text_section',
  elements: elements.flat(),
})
/** A quotation; `cue`: the article's word for how it was said, before it. */
export const quoteOf = (text: string, cue = ''): RichPart => ({
  type: 'rich_text_quote',
  elements: [...(cue === '' ? [] : textOf(`${cue}: `, { italic: true })), ...textOf(text)],
})
export const bulletsOf = (items: readonly (readonly Inline[])[]): RichPart => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: items.filter((item) => item.length > 0).map((elements) => ({ type: 'rich_text_section', elements: [...elements] })),
})
export const preformattedOf = (text: string): RichPart => ({
  type: 'rich_text_preformatted',
  elements: [{ type: 'text', text: plain(text) }],
})

/** A rich text block of the parts that hold anything; undefined where none does. */
export function richText(parts: readonly RichPart[], blockId?: string): RichTextBlock | undefined {
  const elements = parts.filter((part) => part.elements.length > 0)
  if (elements.length === 0) return undefined
  const id = blockId === undefined || blockId.length > LIMITS.blockId ? {} : { block_id: blockId }
  return { type: 'rich_text', ...id, elements }
}

/** Small grey print; undefined where there is nothing to print. Cut only where even a text object's limit is too short. */
export function smallPrint(texts: readonly string[]): readonly Block[] {
  const pieces = texts.flatMap((text) => piecesOf(plain(text).trim(), LIMITS.text)).filter((piece) => piece !== '')
  const blocks: Block[] = []
  for (let at = 0; at < pieces.length; at += LIMITS.contextElements) {
    blocks.push({
      type: 'context',
      elements: pieces.slice(at, at + LIMITS.contextElements).map((text) => ({ type: 'plain_text', text, emoji: false })),
    })
  }
  return blocks
}

/**
 * Cuts a text that is longer than `most` into pieces that, put together again, are the text: at a sentence's end where one is near, else
 * between words, else between characters, never within one.
 */
export function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most) {
    const at = cutBefore(rest, most)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...pieces, rest]
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
const SENTENCE_END = /[.!?…]["”’»)\]]*\s+/gu

function cutBefore(text: string, most: number): number {
  const head = text.slice(0, most)
  let sentence = 0
  for (const match of head.matchAll(SENTENCE_END)) sentence = match.index + match[0].length
  if (sentence >= most / 2) return sentence
  const space = head.search(/\s\S*$/u)
  if (space >= most / 2) return space + 1
  let at = 0
  for (const { index, segment } of GRAPHEMES.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most) break
    at = index + segment.length
  }
  // A single "character" of thousands of combining marks is cut between code points all the same.
  if (at > 0) return at
  return /[\uD800-\uDBFF]/u.test(text[most - 1] as string) ? most - 1 : most
}

/** Characters that Slack counts against a message: all texts and addresses in its blocks. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + lengthOf(one), 0)
  if (value === null || typeof value !== 'object') return 0
  let sum = 0
  for (const [key, one] of Object.entries(value)) {
    if (typeof one === 'string' && (key === 'text' || key === 'url' || key === 'value')) sum += one.length
    else sum += lengthOf(one)
  }
  return sum
}
