import { cleanLine } from './clean.js'
import { type DomElement, type DomNode, isElement, isTextNode } from './dom.js'

/** A stretch of running text with no block border inside, as a reader sees it. */
export interface Block {
  readonly text: string
  /** Innermost block element around it ("p", "li", "h2", "div"). */
  readonly tag: string
  /** Share of its characters that stand in links, 0 to 1. */
  readonly linked: number
  /** Share of its characters in bold or italics, 0 to 1. */
  readonly stressed: number
}

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI ' +
    'MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
)
const SILENT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG MATH HEAD TITLE SELECT BUTTON INPUT TEXTAREA AUDIO VIDEO CANVAS'.split(' '),
)
const STRESS = new Set(['B', 'STRONG', 'I', 'EM'])

interface Open {
  text: string
  links: number
  stress: number
}

/** The texts of an element block by block, in order. A single line break parts blocks only after the end of a sentence. */
export function blocksOf(root: DomElement): Block[] {
  const blocks: Block[] = []
  let open: Open = { text: '', links: 0, stress: 0 }
  const close = (tag: string): void => {
    const text = cleanLine(open.text)
    const length = Math.max(1, open.text.replace(/\s+/gu, '').length)
    if (text)
      blocks.push({ text, tag: tag.toLowerCase(), linked: Math.min(1, open.links / length), stressed: Math.min(1, open.stress / length) })
    open = { text: '', links: 0, stress: 0 }
  }
  const walk = (node: DomNode, tag: string, inLink: boolean, inStress: boolean): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (isTextNode(child)) {
        const text = child.textContent ?? ''
        open.text += text
        const length = text.replace(/\s+/gu, '').length
        if (inLink) open.links += length
        if (inStress) open.stress += length
      } else if (isElement(child)) {
        const name = child.tagName.toUpperCase()
        if (SILENT.has(name)) continue
        if (name === 'BR') {
          if (ENDED.test(open.text)) close(tag)
          else open.text += '\n'
        } else if (BLOCKS.has(name)) {
          close(tag)
          walk(child, name, inLink, inStress)
          close(name)
        } else walk(child, tag, inLink || name === 'A', inStress || STRESS.has(name))
      }
    }
  }
  walk(root, root.tagName, false, false)
  close(root.tagName)
  return blocks
}

const ENDED = /[.!?:…][)\]"'”’»]*\s*$/u
