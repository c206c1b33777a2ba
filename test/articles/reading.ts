import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitHeadline } from '../../src/cli/article-input.js'
import { type Document, type Statement, SURE } from '../../src/text/document.js'
import { type Span, sliceOf } from '../../src/text/span.js'
import { loadReader } from '../../src/weights.js'
import { keyPoints } from '../../summaries/key-points.js'

/** By hand: what a reader would want of the article, and what must never come. */
export interface Truth {
  readonly statements: readonly { readonly content: string; readonly speaker: string | null; readonly role?: string }[]
  readonly keyPoints: { readonly wanted: readonly string[]; readonly unwanted: readonly string[] }
}

/** What the program makes of the article, in words, so that a difference can be judged by reading it. */
export interface Reading {
  readonly keyPoints: readonly string[]
  readonly statements: readonly {
    readonly content: readonly string[]
    readonly source: string
    readonly cue: string
    readonly speaker: string | null
    readonly role: string | null
    readonly actor: string | null
    readonly manner: string
    readonly shown: boolean
  }[]
}

/** `expected.json` of a golden article. */
export interface Expected {
  readonly truth: Truth
  readonly reading?: Reading
}

const FOLDER = import.meta.dirname
const reader = loadReader()

/** Names of all golden articles, in order. */
export const slugs: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

export const expectedPath = (slug: string): string => join(FOLDER, slug, 'expected.json')
export const expectedOf = (slug: string): Expected => JSON.parse(readFileSync(expectedPath(slug), 'utf8')) as Expected

/** Reads a golden article as the program would from its file. */
export function documentOf(slug: string): Document {
  const file = readFileSync(join(FOLDER, slug, 'article.txt'), 'utf8')
  const { title, body } = splitHeadline(file)
  return reader.read({ id: slug, text: file.slice(body), ...(title === undefined ? {} : { title }) })
}

/** The document in words. */
export function readingOf(document: Document): Reading {
  const { text } = document.article
  const words = (spans: readonly Span[]): string => spans.map((span) => sliceOf(text, span)).join(' … ')
  return {
    keyPoints: keyPoints(document).map((point) => sliceOf(text, point)),
    statements: document.statements.map((statement: Statement) => ({
      content: statement.content.map((span) => sliceOf(text, span)),
      source: words(statement.source),
      cue: words(statement.cue),
      speaker: statement.speaker?.name ?? null,
      role: statement.speaker?.role ?? null,
      actor: statement.speaker?.actor ?? null,
      manner: statement.manner,
      shown: statement.confidence >= SURE,
    })),
  }
}
