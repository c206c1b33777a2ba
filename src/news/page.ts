import { stripTracking } from './address.js'
import { blocksOf } from './blocks.js'
import { decode } from './charset.js'
import { cleanText } from './clean.js'
import { parsePage } from './dom.js'
import { readBody } from './page-body.js'
import { ownLines } from './page-lines.js'
import { readMeta } from './page-meta.js'
import { languageOf, type PageTrouble, troubleOf } from './page-trouble.js'

/** An article as a web page has it. `text` is cleaned as it is kept, paragraphs parted by `\n\n`. */
export interface Page {
  /** Canonical address without tracking parameters. */
  readonly url?: string
  /** May be empty. */
  readonly title: string
  /** The article; empty where there is none. What a wall leaves over stands here too. */
  readonly text: string
  readonly byline?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  /** ISO 8601, UTC. */
  readonly modifiedAt?: string
  /** ISO 639-1, told from the text. */
  readonly language?: string
  readonly outlet?: string
  /** Set where the page gives no article that can be read. */
  readonly trouble?: PageTrouble
}

/** Longest page that is parsed, in characters. */
const LONGEST = 5_000_000

/**
 * Reads an article out of a web page. Never throws: a page without one comes back with `trouble`.
 *
 * @param input Bytes as they came, or text already decoded.
 * @param url The page's address: for the canonical one, and where the page names no outlet.
 */
export function readPage(
  input: Uint8Array | string,
  { url, contentType }: { url?: string | undefined; contentType?: string | undefined } = {},
): Page {
  const html = (typeof input === 'string' ? input : decode(input, contentType)).slice(0, LONGEST)
  const document = parsePage(html)
  const meta = document ? readMeta(document, url) : { url: url === undefined ? undefined : stripTracking(url) }
  const blocks = document ? readBody(document, html, meta) : []
  const text = cleanText(blocks.map((block) => block.text).join('\n\n'))
  const language = languageOf(text)
  const trouble = troubleOf(html, text, meta, language)
  const { title = '', byline, publishedAt, modifiedAt, outlet } = meta
  return {
    title,
    text,
    ...(meta.url === undefined ? {} : { url: meta.url }),
    ...(byline === undefined ? {} : { byline }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(language === undefined ? {} : { language }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(trouble === undefined ? {} : { trouble }),
  }
}

/** The text of a piece of HTML that is an article and nothing else (a feed entry's content), cleaned as it is kept. */
export function readFragment(html: string, title?: string): string {
  const body = parsePage(html)?.body
  return body
    ? cleanText(
        ownLines(blocksOf(body), title)
          .map((block) => block.text)
          .join('\n\n'),
      )
    : ''
}
