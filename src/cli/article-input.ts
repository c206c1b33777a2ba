import { InputError } from '../errors.js'
import type { Article } from '../text/article.js'
import { trimSpan } from '../text/span.js'
import { checkArticleText } from './article-check.js'
import { readInput } from './input.js'
import { decodeText } from './input-text.js'

/** What a reader says of an article on the command line, over what the file itself tells. */
export interface ArticleDetails {
  readonly title?: string
  readonly url?: string
  readonly outlet?: string
  readonly date?: string
}

/** An article from a file, with where its text begins in what was handed in. */
export interface ReadArticle {
  readonly article: Article
  /** All of the text that offsets given to the reader count in. */
  readonly source: string
  /** Offset of `article.text` in `source`. */
  readonly base: number
  readonly notes: readonly string[]
}

/**
 * Reads an article from a file or standard input ("-"): plain text whose first line may be the headline, an HTML page, or a JSON object with a
 * `text` (and `title`, `url`, `outlet`, `byline`, `publishedAt`).
 * @throws InputError, one sentence on what is wrong and what to do.
 */
export async function readArticle(file: string, stdin: AsyncIterable<Buffer | string>, details: ArticleDetails = {}): Promise<ReadArticle> {
  const input = await readInput(file, stdin)
  const { text, note } = decodeText(input)
  const notes = note === undefined ? [] : [note]
  const told = detailsOf(details)
  const id = input.name === 'standard input' ? 'stdin' : input.name
  const known = articleFromJson(text) ?? (looksLikeHtml(text) ? await articleFromHtml(text, input.name, details.url) : undefined)
  if (known !== undefined) {
    await checkArticleText(known.text, input.name)
    return { article: { id, ...known, ...told }, source: known.text, base: 0, notes }
  }
  if (isJson(text, input.name))
    throw new InputError('no-text', `${input.name} is JSON without an article's “text” in it; give an object such as {"text": "…"}.`)
  await checkArticleText(text, input.name)
  const { title, body } = splitHeadline(text)
  const article = { id, text: text.slice(body), ...(title === undefined ? {} : { title }), ...told }
  return { article, source: text, base: body, notes }
}

function detailsOf({ title, url, outlet, date }: ArticleDetails): Partial<Article> {
  if (url !== undefined && !/^https?:\/\//iu.test(url))
    throw new InputError('bad-url', `--url ${url} is no address; it should begin with http:// or https://.`)
  const time = date === undefined ? undefined : Date.parse(date)
  if (Number.isNaN(time)) throw new InputError('bad-date', `--date ${date} is no date; write it as 2026-03-12.`)
  return {
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(time === undefined ? {} : { publishedAt: new Date(time).toISOString() }),
  }
}

function articleFromJson(text: string): Omit<Article, 'id'> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    if (typeof value.text !== 'string') return undefined
    const field = (key: string): object => (typeof value[key] === 'string' ? { [key]: value[key] } : {})
    return { text: value.text, ...field('title'), ...field('url'), ...field('outlet'), ...field('byline'), ...field('publishedAt') }
  } catch {
    return undefined
  }
}

// A whole file of JSON; a text that only opens with a bracket is none.
function isJson(text: string, name: string): boolean {
  if (/\.json$/iu.test(name)) return true
  if (!/^\s*[{[]/u.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// A page, or a piece of one that somebody copied from its source: it opens with a tag, or has several closing tags of text.
const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!doctype\s+html|<\?xml[^>]*>\s*<html|<(?:html|head|body|main|article|section|div|p|h1|meta|title|script|style)[\s>])/iu.test(
    text,
  ) || (text.slice(0, 20_000).match(/<\/(?:p|div|h\d|li|span|a|article|section)>/giu)?.length ?? 0) >= 3

async function articleFromHtml(html: string, name: string, url: string | undefined): Promise<Omit<Article, 'id'>> {
  const { readPage } = await import('../news/page.js')
  const { trouble, modifiedAt: _, text, title, ...page } = readPage(html, { url })
  if (trouble !== undefined) throw new InputError(`page-${trouble.kind}`, trouble.sentence)
  if (text.trim() === '') throw new InputError('page-empty', `${name} is a web page without an article in it; paste the article's text.`)
  return { text, ...page, ...(title === '' ? {} : { title }) }
}

/** The headline that a plain text opens with, and where the article's own text begins. */
export function splitHeadline(text: string): { readonly title?: string; readonly body: number } {
  const { start: from } = trimSpan(text, { start: 0, end: text.length })
  const kicker = KICKER.exec(text.slice(from, from + LONGEST_HEADLINE))?.[0].length ?? 0
  const start = from + kicker
  const lineEnd = text.indexOf('\n', start)
  if (lineEnd < 0 || lineEnd - start > LONGEST_HEADLINE) return { body: start }
  const line = text.slice(start, lineEnd).trim()
  const body = lineEnd + text.slice(lineEnd).search(/\S/u)
  if (body < lineEnd || !isHeadline(line)) return { body: start }
  // Without a blank line between, a text broken into lines would lose its first line.
  const nextEnd = text.indexOf('\n', body)
  const isParted = text.slice(lineEnd + 1, body).includes('\n') || (nextEnd < 0 ? text.length : nextEnd) - body > 1.5 * line.length
  return isParted ? { title: line.replace(HEADING_MARK, ''), body } : { body: start }
}

const LONGEST_HEADLINE = 250
// What stands above a headline and is none.
const KICKER =
  /^(?:#{1,6}\s+)?(?:(?:press|media|news) release|for immediate release|embargoed[^\n]{0,60}|opinion|editorial|comment|analysis|exclusive|breaking(?: news)?|letters?)[.:!]?[^\S\n]*\n\s*(?=\S)/iu
// Markdown's '# '.
const HEADING_MARK = /^#{1,6}\s+/u

const isHeadline = (line: string): boolean =>
  line.split(/\s+/u).length <= 25 && /\p{L}/u.test(line) && !/(?:[.!…,;:]|[.!?,]["”’'])$/u.test(line)
