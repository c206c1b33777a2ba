import { parseHTML } from 'linkedom'
import { isShallow } from './nesting.js'

/** As much of the DOM as reading a page takes; what linkedom gives has all of it. */
export interface DomNode {
  readonly nodeType: number
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly parentNode: DomNode | null
  readonly textContent: string | null
  remove(): void
}

/** An element. */
export interface DomElement extends DomNode {
  readonly tagName: string
  readonly className: unknown
  readonly id: string
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
  contains(other: DomNode): boolean
}

/** A parsed page. */
export interface DomDocument {
  readonly documentElement: DomElement | null
  readonly body: DomElement | null
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
}

// linkedom takes a style's rules apart in a time that grows with the square of a run of white space; no text needs so long a one.
const LONG_BLANKS = /\s{100,}/gu

/** Parses HTML, scripts inert. Undefined where it is nested beyond reason or cannot be parsed at all. */
export function parsePage(html: string): DomDocument | undefined {
  if (!isShallow(html, false)) return undefined
  // A fragment without <html> would be given no body.
  const page = html.replace(LONG_BLANKS, (blanks) => (blanks.includes('\n') ? '\n\n' : ' '))
  const whole = /<body[\s>]|<html[\s>]/iu.test(page) ? page : `<!doctype html><html><head></head><body>${page}</body></html>`
  try {
    return parseHTML(whole).document as unknown as DomDocument
  } catch {
    return undefined
  }
}

/** Whether a node is an element. */
export const isElement = (node: DomNode): node is DomElement => node.nodeType === 1
/** Whether a node is text. */
export const isTextNode = (node: DomNode): boolean => node.nodeType === 3
