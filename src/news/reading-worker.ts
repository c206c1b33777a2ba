import { Tinypool } from 'tinypool'
import type { Reading } from '../store/articles.js'
import type { Article } from '../text/article.js'
import type { FeedEntry } from './feed.js'
import type { Origin } from './parser.js'

// What runs in a worker thread, one function a task. Results go back as JSON: a string is passed between threads many times faster than the
// objects it stands for. What a task takes is loaded with the first of its kind.

type Module = { readonly read: (article: Article) => Reading }
const { module } = Tinypool.workerData as { readonly module: string }
let reader: Promise<Module> | undefined
let tasks: Promise<typeof import('./parse-tasks.js')> | undefined

/** One article in, its reading out. Layers that are not kept stay behind. */
export async function read(article: Article): Promise<string> {
  reader ??= import(module) as Promise<Module>
  const reading = (await reader).read(article)
  return JSON.stringify({ ...reading, document: { ...reading.document, tokens: [], quotations: [], mentions: [] } })
}

const parsing = (): NonNullable<typeof tasks> => {
  tasks ??= import('./parse-tasks.js')
  return tasks
}

/** A page's bytes (or text) in, the page out. */
export const page = async ([input, origin]: [Uint8Array | string, Origin]): Promise<string> =>
  JSON.stringify((await parsing()).page(input, origin))

/** A feed's bytes in; the feed out, or why it is none. */
export const feed = async ([input, origin, feedUrl]: [Uint8Array, Origin, string]): Promise<string> =>
  JSON.stringify((await parsing()).feed(input, origin, feedUrl))

/** Bytes in; what they turned out to be out. */
export const any = async ([input, origin, feedUrl]: [Uint8Array, Origin, string]): Promise<string> =>
  JSON.stringify((await parsing()).any(input, origin, feedUrl))

/** A feed's entry in, its own text out. */
export const own = async (entry: FeedEntry): Promise<string> => JSON.stringify((await parsing()).own(entry))
