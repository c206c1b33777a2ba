import { Readability } from '@mozilla/readability'
import { type Block, blocksOf } from './blocks.js'
import { type DomDocument, type DomElement, parsePage } from './dom.js'
import { cleanPage } from './page-clean.js'
import { ownLines } from './page-lines.js'
import type { PageMeta } from './page-meta.js'

/**
 * The article of a page as blocks of text, without anything around it; empty where there is none. Several readings are weighed: readability
 * over the cleaned page, over the page as it came where cleaning seems to have cost text, and what the page itself tells search
 * engines. Changes the document.
 */
export function readBody(document: DomDocument, html: string, meta: PageMeta): Block[] {
  cleanPage(document)
  let blocks = ownLines(readabilityBlocks(document), meta.title)
  if (lengthOf(blocks) < SHORT) {
    const whole = parsePage(html)
    const other = whole ? ownLines(readabilityBlocks(whole), meta.title) : []
    // Cleaning takes a line here and there; where most of the text is gone, it took the article for a box beside it.
    if (lengthOf(blocks) < lengthOf(other) * 0.6) blocks = other
  }
  return bySelfDescription(blocks, meta)
}

/** Below so many characters it is worth reading a page a second time without cleaning. */
const SHORT = 1500

const lengthOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0)

/** Readability's choice of element, read block by block. Changes the document; empty where it finds nothing. */
function readabilityBlocks(document: DomDocument): Block[] {
  try {
    // Handing back the element as it is spares writing it as a string and parsing it again.
    const article = new Readability<DomElement>(document as never, {
      serializer: (node) => node as unknown as DomElement,
      charThreshold: 300,
    }).parse()
    return article?.content ? blocksOf(article.content) : []
  } catch {
    return []
  }
}

/**
 * Holds the reading against the text that the page gives to search engines (JSON-LD articleBody). Where that is a whole text and agrees
 * with most of the reading, lines it does not know are dropped; where the reading holds little of it, it stands in its place.
 */
function bySelfDescription(blocks: Block[], { articleBody }: PageMeta): Block[] {
  if (articleBody === undefined || articleBody.length < 600) return blocks
  const told = shinglesOf(articleBody)
  const share = ({ text }: Block): number => {
    const own = shinglesOf(text)
    return own.size === 0 ? 0 : [...own].filter((shingle) => told.has(shingle)).length / own.size
  }
  const known = blocks.filter((block) => share(block) >= 0.5)
  const length = lengthOf(blocks)
  if (length < articleBody.length * 0.5) return paragraphsOf(articleBody)
  // The whole text, or only its beginning? Only a text as long as the reading can say what does not belong.
  return lengthOf(known) >= length * 0.7 && articleBody.length >= length * 0.8 ? known : blocks
}

function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const size = Math.min(3, words.length)
  const found = new Set<string>()
  for (let i = 0; size > 0 && i + size <= words.length; i++) found.add(words.slice(i, i + size).join(' '))
  return found
}

function paragraphsOf(text: string): Block[] {
  const plain = text.replace(/<\/?(?:p|br|div|li)\b[^<>]*>/giu, '\n').replace(/<[^<>]+>/gu, '')
  return plain
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => ({ text: line.replace(/\s+/gu, ' ').trim(), tag: 'p', linked: 0, stressed: 0 }))
}
