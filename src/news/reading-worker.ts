import { Tinypool } from 'tinypool'
import type { Reading } from '../store/articles.js'
import type { Article } from '../text/article.js'

const { module } = Tinypool.workerData as { readonly module: string }
const { read } = (await import(module)) as { readonly read: (article: Article) => Reading }

/** Runs in a worker thread: one article in, its reading out. Layers that are not kept stay behind, so that little is copied between threads. */
export default function readHere(article: Article): Reading {
  const reading = read(article)
  return { ...reading, document: { ...reading.document, tokens: [], quotations: [], mentions: [] } }
}
