import { escaped } from './inert.js'
import { LIMITS } from './limits.js'
import type { Block } from './rich-text.js'

/**
 * What a message says where blocks are not shown: notifications, screen readers, search. Whole lines, as many as are advised; nothing in it
 * is parsed as a mention or a link.
 */
export function fallbackOf(title: string, blocks: readonly Block[]): string {
  const lines = blocks.flatMap(linesOf).map((line) => escaped(line.replace(/\s+/gu, ' ').trim()))
  const head = escaped(title)
  const kept = head === '' ? [] : [head]
  let length = head.length
  for (const line of lines) {
    if (line === '' || line === head) continue
    if (length + line.length > LIMITS.fallbackAdvised - 2) return [...kept, '…'].join('\n')
    kept.push(line)
    length += line.length + 1
  }
  return kept.join('\n')
}

/** The texts of a block, a line for each of its lines. */
function linesOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text]
    case 'context':
      return block.elements.flatMap((element) => (element.type === 'plain_text' ? [element.text] : []))
    case 'rich_text':
      return block.elements.flatMap((part) =>
        part.type === 'rich_text_list' ? part.elements.map((item) => `• ${wordsIn(item.elements)}`) : [wordsIn(part.elements)],
      )
    default:
      return []
  }
}

const wordsIn = (elements: readonly object[]): string =>
  elements.map((element) => ('text' in element && typeof element.text === 'string' ? element.text : '')).join('')
