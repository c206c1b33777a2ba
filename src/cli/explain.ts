import pc from 'picocolors'
import { hang, textWidth } from '../../adapters/terminal/layout.js'
import { plainLine } from '../../adapters/terminal/plain-text.js'
import type { TerminalStyle } from '../../adapters/terminal/post-text.js'
import { speakerLine } from '../../summaries/who-said-what.js'
import { InputError } from '../errors.js'
import type { Reader } from '../language/read.js'
import type { Document, Statement } from '../text/document.js'
import { type Span, sliceOf } from '../text/span.js'
import type { ReadArticle } from './article-input.js'

/**
 * Why statements were read as they were: all of them in a line or two each, or one in full.
 * @param wanted true for all, otherwise the number of one, from 1.
 * @throws InputError where there is no such statement.
 */
export function explain({ article, base }: ReadArticle, reader: Reader, wanted: boolean | string, style: TerminalStyle): string {
  const document = reader.read(article)
  const colors = pc.createColors(style.color)
  const width = textWidth(style.columns)
  const { statements } = document
  if (wanted === true || wanted === false) {
    const blocks = statements.map((statement, i) => summaryOf(document, statement, i, width, colors))
    return blocks.length === 0 ? 'No statement was found in this article.\n' : `${blocks.join('\n\n')}\n`
  }
  const number = Number(wanted)
  const statement = Number.isInteger(number) ? statements[number - 1] : undefined
  if (statement === undefined)
    throw new InputError(
      'no-statement',
      `There is no statement ${wanted}; ${statements.length === 0 ? 'none was found in this article' : `the article has 1 to ${statements.length}`}.`,
    )
  return `${summaryOf(document, statement, number - 1, width, colors)}\n\n${detailsOf(document, statement, base, width)}\n`
}

type Colors = ReturnType<typeof pc.createColors>

function summaryOf(document: Document, statement: Statement, index: number, width: number, colors: Colors): string {
  const words = wordsOf(document, statement.content)
  const sure = `${Math.round(statement.confidence * 100)} % sure`
  return [
    hang(
      `${colors.bold(plainLine(speakerLine({ speaker: statement.speaker, source: wordsOf(document, statement.source) })))} ${colors.dim(`${statement.manner}, ${sure}`)}`,
      width,
      `${String(index + 1).padStart(3)}. `,
    ),
    hang(words, width, '     '),
  ].join('\n')
}

function detailsOf(document: Document, statement: Statement, base: number, width: number): string {
  const rows: [string, string][] = [
    ['content', placed(document, statement.content, base)],
    ['source', placed(document, statement.source, base)],
    ['cue', placed(document, statement.cue, base)],
    ['actor', statement.speaker?.actor ?? 'none'],
    ['meant', meantBy(document, statement)],
  ]
  return rows.map(([label, text]) => hang(text, width, `     ${label.padEnd(8)} `)).join('\n')
}

const wordsOf = (document: Document, spans: readonly Span[]): string =>
  plainLine(spans.map((span) => sliceOf(document.article.text, span)).join(' … '))

const placed = (document: Document, spans: readonly Span[], base: number): string =>
  spans.length === 0
    ? 'none'
    : spans.map((span) => `“${plainLine(sliceOf(document.article.text, span))}” [${span.start + base}–${span.end + base}]`).join(', ')

/** The places that the speaker was gathered from: how "he" came to mean somebody. */
function meantBy(document: Document, { entity }: Statement): string {
  const known = document.entities[entity]
  if (known === undefined) return 'nobody who is named'
  const names = new Set(known.mentions.map((mention) => plainLine(sliceOf(document.article.text, document.mentions[mention] as Span))))
  return `${known.name} (${known.kind}), also as ${[...names].filter((name) => name !== known.name).join(', ') || 'nothing else'}`
}
