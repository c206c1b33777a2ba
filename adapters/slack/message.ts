import type { Post, Section } from '../../src/text/post.js'
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
 * between parts, and a single part that is longer than a message between its sentences. Each further message says that it continues.
 */
export function messagesOf(post: Post): readonly SlackMessage[] {
  const packer = new Packer()
  packer.addWhole(headOf(post))
  for (const section of post.sections) addSection(packer, section)
  packer.addWhole([...controlsOf(post.buttons ?? [], []), ...smallPrint(post.footer === undefined ? [] : [post.footer])])
  const messages = packer.messages()
  return messages.map((blocks, i) => {
    const count = messages.length
    const shown = [
      ...(i === 0 ? [] : smallPrint([`continued (${i + 1} of ${count})`])),
      ...mergedBullets(uniquelyNamed(blocks)),
      ...(i < count - 1 ? smallPrint([`goes on in the next message (${i + 1} of ${count})`]) : []),
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
  return heading === '' ? [] : boldLines(heading, url)
}

function addSection(packer: Packer, section: Section): void {
  const pieces = section.parts.map((part) => pieceOf(part, section.heading))
  const heading = headingOf(section)
  const [first, ...rest] = pieces
  const led: Piece = { blocks: [...heading, ...(first?.blocks ?? [])], candidates: first?.candidates ?? [] }
  packer.addSection(
    [led, ...rest].filter((piece) => piece.blocks.length > 0),
    (candidates, isLast) => controlsOf(isLast ? (section.buttons ?? []) : [], candidates),
  )
}

/** Controls under what was packed into one message of a section. */
type Controls = (candidates: readonly Candidate[], isLast: boolean) => readonly Block[]

// Room for the two lines that say a message goes on.
const MOST_BLOCKS = LIMITS.blocks - 2
const MOST_TEXT = LIMITS.messageText - 100

/** Fills messages one after the other, keeping together what fits in one. */
class Packer {
  readonly #done: Block[][] = []
  #blocks: Block[] = []
  #length = 0

  messages(): readonly (readonly Block[])[] {
    if (this.#blocks.length > 0 || this.#done.length === 0) this.#next()
    return this.#done
  }

  addWhole(blocks: readonly Block[]): void {
    if (blocks.length === 0) return
    if (!this.#fits(blocks)) this.#next()
    if (this.#fits(blocks)) this.#push(blocks)
    else for (const block of blocks) this.#addOne(block)
  }

  addSection(pieces: readonly Piece[], controls: Controls): void {
    const whole = [
      ...pieces.flatMap((piece) => piece.blocks),
      ...controls(
        pieces.flatMap((piece) => piece.candidates),
        true,
      ),
    ]
    if (whole.length === 0) return
    if (fits(whole, 0, 0)) this.addWhole(whole)
    else this.#addInPieces(pieces, controls)
  }

  #addInPieces(pieces: readonly Piece[], controls: Controls): void {
    let open: Candidate[] = []
    for (const piece of pieces) {
      if (!this.#fits([...piece.blocks, ...controls([...open, ...piece.candidates], false)])) {
        this.addWhole(controls(open, false))
        open = []
        if (this.#blocks.length > 0) this.#next()
      }
      if (this.#fits(piece.blocks)) this.#push(piece.blocks)
      else for (const block of piece.blocks) this.#addOne(block)
      open.push(...piece.candidates)
    }
    this.addWhole(controls(open, true))
  }

  #addOne(block: Block): void {
    if (!this.#fits([block]) && this.#blocks.length > 0) this.#next()
    this.#push([block])
  }

  #fits(blocks: readonly Block[]): boolean {
    return fits(blocks, this.#blocks.length, this.#length)
  }

  #push(blocks: readonly Block[]): void {
    this.#blocks.push(...blocks)
    this.#length += lengthOf(blocks)
  }

  #next(): void {
    this.#done.push(this.#blocks)
    this.#blocks = []
    this.#length = 0
  }
}

const fits = (blocks: readonly Block[], count: number, length: number): boolean =>
  count + blocks.length <= MOST_BLOCKS && length + lengthOf(blocks) <= MOST_TEXT

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
