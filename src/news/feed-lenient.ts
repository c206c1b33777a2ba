import { DomUtils, parseDocument } from 'htmlparser2'
import type { RawEntry, RawFeed, RawText } from './feed-raw.js'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: Record<string, string> }>

/**
 * Reads any feed in XML, however broken, by the names of its elements alone: no name spaces, no required parts, nothing is ever refused.
 * The second parser behind feedsmith, for feeds that it refuses and for what it leaves out (base64, links without href, xml:base).
 * Undefined where nothing in it looks like a feed.
 */
export function readLeniently(xml: string): RawFeed | undefined {
  const root = parseDocument(xml, { xmlMode: true, decodeEntities: true, lowerCaseTags: false })
  const head = find(root.children, ['channel', 'feed', 'rss', 'rdf'], 3)
  if (!head) return undefined
  const channel = localName(head) === 'rss' || localName(head) === 'rdf' ? (find(head.children, ['channel'], 2) ?? head) : head
  return {
    title: textOf(pick(channel, ['title', 'dc:title'])),
    link: linkOf(channel),
    language: wordsIn(pick(channel, ['language', 'dc:language'])) ?? channel.attribs['xml:lang'],
    base: baseOf(channel),
    dates: values(channel, ['pubdate', 'lastbuilddate', 'updated', 'modified', 'dc:date', 'dcterms:modified']),
    ttlMinutes: Number(wordsIn(pick(channel, ['ttl']))) || undefined,
    entries: elements(root.children, ['item', 'entry']).map(readEntry),
  }
}

const SUMMARIES = ['description', 'summary', 'dc:description', 'itunes:summary', 'media:description']

function readEntry(item: Element): RawEntry {
  const guid = pick(item, ['guid', 'id', 'dc:identifier'])
  const inner = pick(item, ['media:group'])
  return {
    guid: wordsIn(guid) ?? attributeOf(item, 'about'),
    guidIsLink: guid
      ? localName(guid) === 'guid' && guid.attribs.isPermaLink?.toLowerCase() !== 'false'
      : attributeOf(item, 'about') !== undefined,
    link: linkOf(item),
    base: baseOf(item),
    title: textOf(pick(item, ['title', 'dc:title', 'media:title'])),
    dates: values(item, ['pubdate', 'published', 'issued', 'dcterms:issued', 'dc:date', 'created', 'dcterms:created']),
    // Where an entry tells several dates of change, the last one stands.
    updated: values(item, ['updated', 'modified', 'dcterms:modified']).at(-1),
    content: textOf(pick(item, ['content:encoded', 'encoded', 'content', 'body', 'fullitem'])),
    summary: textOf(pick(item, SUMMARIES) ?? (inner && pick(inner, ['media:description']))),
    author: authorOf(item),
  }
}

const isElement = (node: Node): node is Element => 'attribs' in node
const localName = (element: Element): string => element.name.replace(/^.*:/u, '').toLowerCase()
const childrenOf = (element: Element): Element[] => element.children.filter(isElement)

/** The first child by order of `names`; a name without prefix stands for a core element, whatever its prefix, if none is without. */
function pick(parent: Element, names: readonly string[]): Element | undefined {
  const children = childrenOf(parent)
  for (const name of names) {
    const found =
      children.find((child) => child.name.toLowerCase() === name) ??
      (CORE_PREFIXES.test(name) ? undefined : children.find((child) => isCore(child, name)))
    if (found) return found
  }
  return undefined
}

const CORE_PREFIXES = /:/u
const isCore = (child: Element, name: string): boolean =>
  /^(?:rss|atom|a|rdf|ns|default)\d*:/iu.test(child.name) && localName(child) === name

function find(nodes: readonly Node[], names: readonly string[], depth: number): Element | undefined {
  for (const node of nodes) {
    if (!isElement(node)) continue
    if (names.includes(localName(node))) return node
    const within = depth > 1 ? find(node.children, names, depth - 1) : undefined
    if (within) return within
  }
  return undefined
}

/** All elements so named, wherever they stand, but none inside another. */
function elements(nodes: readonly Node[], names: readonly string[]): Element[] {
  const found: Element[] = []
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    if (names.includes(localName(node))) found.push(node)
    else for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i] as Node)
  }
  return found
}

const wordsIn = (element: Element | undefined): string | undefined => (element && DomUtils.textContent(element).trim()) || undefined
const values = (parent: Element, names: readonly string[]): string[] =>
  names
    .flatMap((name) => childrenOf(parent).filter((child) => child.name.toLowerCase() === name || isCore(child, name)))
    .flatMap((child) => wordsIn(child) ?? [])
const attributeOf = (element: Element, name: string): string | undefined => element.attribs[`rdf:${name}`] ?? element.attribs[name]

/** xml:base of the element and those around it, the outer ones first, joined so that each is resolved against the one before. */
function baseOf(element: Element): string | undefined {
  const bases: string[] = []
  for (let at: Node | null = element; at; at = at.parent as Node | null)
    if (isElement(at) && at.attribs['xml:base']) bases.unshift(at.attribs['xml:base'])
  return bases.length > 0 ? bases.join(' ') : undefined
}

function linkOf(parent: Element): string | undefined {
  const links = childrenOf(parent).filter(
    (child) => localName(child) === 'link' && (child.name === 'link' || isCore(child, 'link') || child.name === 'LINK'),
  )
  const wanted = links.filter(({ attribs }) => !attribs.rel || attribs.rel === 'alternate')
  for (const link of wanted) {
    const address = link.attribs.href ?? wordsIn(link)
    if (address) return address.trim()
  }
  return undefined
}

function authorOf(item: Element): string | undefined {
  const author = pick(item, ['author', 'dc:creator', 'itunes:author', 'creator'])
  if (!author) return undefined
  const name = childrenOf(author).find((child) => localName(child) === 'name')
  return wordsIn(name ?? author)
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/u

/** A text element's words by its `type` and `mode` (Atom 0.3), markup in it kept as markup. */
function textOf(element: Element | undefined): RawText | undefined {
  if (!element) return undefined
  const { type = '', mode = '' } = element.attribs
  const written = DomUtils.textContent(element)
  const binary = mode === 'base64' || (type.includes('/') && !/text|html|xml|json/u.test(type))
  if (binary && BASE64.test(written.trim())) return { value: Buffer.from(written, 'base64').toString('utf8').trim(), plain: false }
  if (childrenOf(element).length > 0)
    return { value: DomUtils.getInnerHTML(element, { xmlMode: false, decodeEntities: true }).trim(), plain: false }
  return { value: written.trim(), plain: (type === 'text' || type === 'text/plain') && mode !== 'escaped' }
}

/** Whether a feed holds something that only this parser undoes (base64). */
export const needsLenient = (xml: string): boolean => /\bmode\s*=\s*["']base64|\btype\s*=\s*["']application\/octet-stream/u.test(xml)
