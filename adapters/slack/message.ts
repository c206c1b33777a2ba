import type { Button, Post, Section } from '../../src/text/post.js'
import { repeatsHeading } from './attribution.js'
import { controlsOf } from './buttons.js'
import { fallbackOf } from './fallback.js'
import { linkable, plainLine, shortened } from './inert.js'
import { LIMITS } from './limits.js'
import { type Candidate, type Piece, pieceOf } from './parts.js'
import { type Block, lengthOf, linkOf, piecesOf, richText, sectionOf, smallPrint } from './rich-text.js'

/** One message as Slack takes it. */
export interface SlackMessage {
  readonly blocks: readonly Block[]
  /** What notifications and screen readers say. */
  readonly text: string
}

/**
 * Renders a post, without its replies, as one message, or as several where Slack does not take it in one: split between sections, else
 * between parts, and a single part that is longer than a message between its sentences. Each further message says that it continues, and the
 * one before where. `rest`: where what does not fit in the first one stands.
 */
export function messagesOf(post: Post, rest = 'in the next message'): readonly SlackMessage[] {
  const packer = new Packer()
  packer.add([{ blocks: headOf(post), candidates: [] }])
  post.sections.forEach((section, i) => {
    const pieces = piecesIn(section)
    // The stories of a digest are kept apart by a rule.
    const [led, ...rest] = pieces
    if (led === undefined) return
    packer.add(post.kind === 'digest' && i > 0 ? [{ ...led, blocks: [{ type: 'divider' }, ...led.blocks] }, ...rest] : pieces)
  })
  const messages = packer.messages(post.buttons ?? [], smallPrint(post.footer === undefined ? [] : [post.footer]))
  return messages.map((blocks, i) => {
    const count = messages.length
    const shown = [
      ...(i === 0 ? [] : smallPrint([`continued (${i + 1} of ${count})`])),
      ...mergedBullets(uniquelyNamed(blocks)),
      ...(i < count - 1 ? smallPrint([`goes on ${i === 0 ? rest : 'in the next message'} (${i + 1} of ${count})`]) : []),
    ]
    const title = plainLine(post.title) || 'On Record'
    return { blocks: shown, text: fallbackOf(i === 0 ? title : `${title} (${i + 1} of ${count})`, blocks) }
  })
}

/** Title, and a line under it with the host that the title leads to. A title too long for a header is set in bold instead of being cut. */
function headOf(post: Post): readonly Block[] {
  const title = plainLine(post.title)
  const url = linkable(post.titleUrl, LIMITS.link)
  const blocks: Block[] = []
  if (title !== '' && title.length <= LIMITS.header)
    blocks.push({ type: 'header', text: { type: 'plain_text', text: title, emoji: false } })
  else blocks.push(...boldLines(title, undefined))
  const subtitle = smallPrint(post.subtitle === undefined ? [] : [post.subtitle])
  if (url === undefined) return [...blocks, ...subtitle]
  // The only markup sent: an address that was parsed and encoded, and its host, neither of which can hold a control character.
  const host = shortened(new URL(url).host, 120)
  const link = { type: 'mrkdwn' as const, text: `<${url.replace(/&/gu, '&amp;')}|${host}>`, verbatim: true }
  if (link.text.length > LIMITS.text) return [...blocks, ...subtitle]
  const [first, ...others] = subtitle
  if (first?.type === 'context' && first.elements.length < LIMITS.contextElements)
    return [...blocks, { ...first, elements: [...first.elements, link] }, ...others]
  return [...blocks, { type: 'context', elements: [link] }, ...subtitle]
}

const boldLines = (text: string, url: string | undefined): readonly Block[] =>
  piecesOf(text, LIMITS.richText).flatMap((piece) => richText([sectionOf(linkOf(piece, url, { bold: true }))]) ?? [])

function headingOf(section: Section): readonly Block[] {
  const heading = plainLine(section.heading ?? '')
  const url = linkable(section.headingUrl, LIMITS.link)
  if (heading === '') return []
  const isTitle = section.parts.length === 0 && url === undefined && heading.length <= LIMITS.header
  return isTitle ? [{ type: 'header', text: { type: 'plain_text', text: heading, emoji: false } }] : boldLines(heading, url)
}

/** Whether the words right before a part are somebody else's than the heading says: then its own speaker is named again. */
function isAfterAnother({ heading, parts }: Section, at: number): boolean {
  const before = parts.slice(0, at).findLast((part) => part.type === 'quotation')
  return before !== undefined && !repeatsHeading(before, heading)
}

/** A section's parts, its heading kept with the first and its buttons with the last. A heading alone stands over the sections that follow. */
function piecesIn(section: Section): readonly Piece[] {
  const [first, ...rest] = section.parts.map((part, i) => pieceOf(part, isAfterAnother(section, i) ? undefined : section.heading))
  const buttons = controlsOf(section.buttons ?? [], [])
  const led: Piece = { blocks: [...headingOf(section), ...(first?.blocks ?? [])], candidates: first?.candidates ?? [] }
  const pieces = [led, ...rest].filter((piece) => piece.blocks.length > 0)
  const last = pieces.at(-1)
  if (buttons.length === 0) return pieces
  if (last === undefined) return [{ blocks: buttons, candidates: [] }]
  return [...pieces.slice(0, -1), { ...last, blocks: [...last.blocks, ...buttons] }]
}

// Room for the two lines that say a message goes on.
const MOST_BLOCKS = LIMITS.blocks - 2
const MOST_TEXT = LIMITS.messageText - 100

/** Fills messages one after the other, keeping together what fits in one. "Wrong speaker?" stands once, at the end of each message. */
class Packer {
  readonly #done: (readonly Block[])[] = []
  #blocks: Block[] = []
  #candidates: Candidate[] = []

  /** All messages; `tail` are the controls and small print that end the last one. */
  messages(buttons: readonly Button[], tail: readonly Block[]): readonly (readonly Block[])[] {
    if (this.#blocks.length > 0 && !fits([...this.#blocks, ...controlsOf(buttons, this.#candidates), ...tail])) this.#next()
    const last = [...this.#blocks, ...controlsOf(buttons, this.#candidates), ...tail]
    if (fits(last) || this.#blocks.length > 0) return last.length > 0 || this.#done.length === 0 ? [...this.#done, last] : this.#done
    for (const block of last) this.#add([{ blocks: [block], candidates: [] }])
    return [...this.#done, this.#blocks]
  }

  /** Adds pieces that belong together: to this message, to the next one, or spread over several. */
  add(pieces: readonly Piece[]): void {
    if (this.#takes(pieces)) this.#add(pieces)
    else if (fits(blocksOf(pieces))) {
      this.#next()
      this.#add(pieces)
    } else for (const piece of pieces) this.#addOne(piece)
  }

  #addOne(piece: Piece): void {
    if (!this.#takes([piece])) this.#next()
    if (this.#takes([piece])) this.#add([piece])
    else {
      // A single part that is longer than a message: it goes on in the next, between its sentences.
      piece.blocks.forEach((block, i) => {
        const one = { blocks: [block], candidates: i === 0 ? piece.candidates : [] }
        if (!this.#takes([one])) this.#next()
        this.#add([one])
      })
    }
  }

  #takes(pieces: readonly Piece[]): boolean {
    return fits([
      ...this.#blocks,
      ...pieces.flatMap((piece) => piece.blocks),
      ...controlsOf([], [...this.#candidates, ...pieces.flatMap((piece) => piece.candidates)]),
    ])
  }

  #add(pieces: readonly Piece[]): void {
    this.#blocks.push(...pieces.flatMap((piece) => piece.blocks))
    this.#candidates.push(...pieces.flatMap((piece) => piece.candidates))
  }

  #next(): void {
    if (this.#blocks.length > 0) this.#done.push([...this.#blocks, ...controlsOf([], this.#candidates)])
    this.#blocks = []
    this.#candidates = []
  }
}

const blocksOf = (pieces: readonly Piece[]): readonly Block[] => [
  ...pieces.flatMap((piece) => piece.blocks),
  ...controlsOf(
    [],
    pieces.flatMap((piece) => piece.candidates),
  ),
]

const fits = (blocks: readonly Block[]): boolean =>
  blocks.length <= MOST_BLOCKS && blocks.reduce((sum, block) => sum + knownLength(block), 0) <= MOST_TEXT

// A block is measured again and again while a message fills; it never changes once it is made.
const LENGTHS = new WeakMap<Block, number>()
function knownLength(block: Block): number {
  const known = LENGTHS.get(block)
  if (known !== undefined) return known
  const length = lengthOf(block)
  LENGTHS.set(block, length)
  return length
}
/** A message may hold each block id once; a statement that is shown twice is found at its first place. */
function uniquelyNamed(blocks: readonly Block[]): readonly Block[] {
  const seen = new Set<string>()
  return blocks.map((block) => {
    const { block_id: id, ...rest } = block
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id)
      return block
    }
    return rest as Block
  })
}

/** Bulleted blocks that follow each other become one list, as a reader expects of lines that belong together. */
function mergedBullets(blocks: readonly Block[]): readonly Block[] {
  const merged: Block[] = []
  let length = 0
  for (const block of blocks) {
    const before = merged.at(-1)
    const items = bulletsIn(block)
    const list = before === undefined ? undefined : bulletsIn(before)
    if (items !== undefined && list !== undefined && length + lengthOf(block) <= LIMITS.richText) {
      merged[merged.length - 1] = {
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', style: 'bullet', elements: [...list, ...items] }],
      }
      length += lengthOf(block)
    } else {
      merged.push(block)
      length = lengthOf(block)
    }
  }
  return merged
}

function bulletsIn(block: Block) {
  if (block.type !== 'rich_text' || block.block_id !== undefined || block.elements.length !== 1) return undefined
  const [only] = block.elements
  return only?.type === 'rich_text_list' ? only.elements : undefined
}
