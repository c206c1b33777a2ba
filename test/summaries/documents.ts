import type { Article } from '../../src/text/article.js'
import type { Document } from '../../src/text/document.js'
import { loadReader } from '../../src/weights.js'

const reader = loadReader()

/** Reads a text as the program would. */
export const documentOf = (text: string, details: Partial<Article> = {}): Document => reader.read({ id: 'test', text, ...details })
