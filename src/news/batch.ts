import { InputError } from '../errors.js'
import { type Feed, readFeed } from './feed.js'
import { plainOf } from './markup.js'
import { type Page, readPage } from './page.js'
import { createStoryIndex } from './story-index.js'

/** A line of `onrecord batch page`: a page as text or as base64 of its bytes. */
export interface PageLine {
  readonly id: string
  readonly html?: string
  readonly bytes?: string
  readonly url?: string
}

/** What comes out for a page; `trouble` says why a page gives no article. */
export interface PageResult extends Page {
  readonly id: string | number
}

/**
 * Reads one page.
 *
 * @param line A parsed line.
 * @throws InputError `line` where the line holds no page.
 */
export function pageTask(line: unknown): PageResult {
  const { id, content, url } = contentOf(line, 'html')
  return { id, ...readPage(content, { url }) }
}

/** What comes out for a feed. Titles are as the feed has them, markup included; `text` is the entry's text where it is no HTML, or its summary's. */
export interface FeedResult {
  readonly id: string | number
  readonly title: string
  readonly entries: readonly Record<string, string>[]
  readonly damage?: string
}

/**
 * Reads one feed.
 *
 * @throws InputError `line` where the line holds no feed; FeedError where what it holds is none.
 */
export function feedTask(line: unknown): FeedResult {
  const { id, content, url } = contentOf(line, 'xml')
  const feed: Feed = readFeed(content, { url })
  return {
    id,
    title: feed.titleMarkup,
    entries: feed.entries.map(({ guid, url, titleMarkup, publishedAt, html, text, summaryHtml, author }) =>
      withoutGaps({ guid, url, title: titleMarkup, publishedAt, html, text: text ?? (summaryHtml && plainOf(summaryHtml)), author }),
    ),
    ...(feed.damage === undefined ? {} : { damage: feed.damage }),
  }
}

const withoutGaps = (entry: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(entry).filter((pair): pair is [string, string] => pair[1] !== undefined))

function contentOf(line: unknown, field: 'html' | 'xml'): { id: string | number; content: string | Buffer; url: string | undefined } {
  const { id, bytes, url, [field]: text } = (typeof line === 'object' && line !== null ? line : {}) as Record<string, unknown>
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : text
  if ((typeof id !== 'string' && typeof id !== 'number') || (typeof content !== 'string' && !Buffer.isBuffer(content))) {
    throw new InputError('line', `A line needs an "id" and "${field}" (text) or "bytes" (base64); see the list of batch tasks.`)
  }
  return { id, content, url: typeof url === 'string' ? url : undefined }
}

/** A line of `onrecord batch stories`. */
export interface StoryLine {
  readonly id: string
  readonly text: string
  readonly title?: string
  readonly publishedAt?: string
}

/** Gathers articles into stories in the order they come. Made anew for each run. */
export function createStoriesTask(): (line: unknown) => { id: string | number; story: string } {
  const index = createStoryIndex()
  let opened = 0
  return (line) => {
    const { id, text, title, publishedAt } = (typeof line === 'object' && line !== null ? line : {}) as Record<string, unknown>
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string') {
      throw new InputError('line', 'A line needs an "id" and "text"; see the list of batch tasks.')
    }
    const article = { id: String(id), text, title: stringOr(title), publishedAt: stringOr(publishedAt) }
    const { storyId, state } = index.place(article, () => `story-${++opened}`)
    index.put(state())
    return { id, story: storyId }
  }
}

const stringOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
