import { wordsOf } from '../../src/text/citation.js'
import type { DifferencePart, LinePart, LinksPart, NotePart, Part, PlotPart, QuotationPart, TablePart } from '../../src/text/post.js'
import { tellingWords } from '../../src/text/reporting.js'
import { attributionOf, newMark, originOf, quotedWords, remarksOf, speakerOf } from './attribution.js'
import { linkable, plain, plainLine, shortened } from './inert.js'
import { LIMITS } from './limits.js'
import {
  type Block,
  bulletsOf,
  type Inline,
  linkOf,
  piecesOf,
  preformattedOf,
  quoteOf,
  type RichPart,
  richText,
  sectionOf,
  smallPrint,
  textOf,
} from './rich-text.js'

/** A statement that a reader can say has the wrong speaker. */
export interface Candidate {
  readonly statementId: string
  /** "Ilse Marrow: “Nobody won these…", to choose it by. */
  readonly label: string
}

/** A part as blocks that stay together wherever they fit in one message. */
export interface Piece {
  readonly blocks: readonly Block[]
  readonly candidates: readonly Candidate[]
}

/** The block that shows a statement is found again by this id, when its speaker is corrected. */
export const STATEMENT = 'statement:'

/** Renders one part; `heading` is its section's, which need not be repeated. */
export function pieceOf(part: Part, heading: string | undefined): Piece {
  switch (part.type) {
    case 'quotation':
      return quotationPiece(part, heading)
    case 'line':
      return bare(linePiece(part))
    case 'note':
      return bare(notePiece(part))
    case 'links':
      return bare(linksPiece(part))
    case 'difference':
      return bare(differencePiece(part))
    case 'plot':
      return bare(plotPiece(part))
    case 'table':
      return bare(tablePiece(part))
  }
}

const bare = (blocks: readonly Block[]): Piece => ({ blocks, candidates: [] })
const block = (parts: readonly RichPart[], id?: string): readonly Block[] => {
  const made = richText(parts, id)
  return made === undefined ? [] : [made]
}

function quotationPiece(part: QuotationPart, heading: string | undefined): Piece {
  const words = plain(quotedWords(part))
  const { statementId } = part
  const id = statementId === undefined ? undefined : `${STATEMENT}${statementId}`
  const cue = shortened(plainLine(tellingWords(part)), 120)
  const over = sectionOf(attributionOf(part, heading))
  const under = sectionOf(remarksOf(part, heading))
  const pieces = piecesOf(words, LIMITS.richText - 400)
  // A quotation longer than a block goes on in further blocks, each saying so; the pieces together are its words.
  const blocks = pieces.flatMap((piece, i) =>
    block(
      [
        i === 0 ? over : sectionOf(textOf('(the quotation goes on)', { italic: true })),
        quoteOf(piece, i === 0 ? cue : ''),
        ...(i < pieces.length - 1 ? [sectionOf(textOf('(continued below)', { italic: true }))] : [under]),
      ],
      i === 0 ? id : undefined,
    ),
  )
  const label = `${speakerOf(part).name}: ${words}`.replace(/\s+/gu, ' ')
  const candidates =
    statementId === undefined || statementId.length > LIMITS.optionValue
      ? []
      : [{ statementId, label: shortened(label, LIMITS.optionText) }]
  return { blocks, candidates }
}

function linePiece(part: LinePart): readonly Block[] {
  const words = plain(wordsOf(part.citation))
  const origin = originOf(part.citation, part.showOrigin ?? false)
  const tail = origin.length === 0 ? [] : [...textOf(' '), ...origin]
  if (words.length <= LIMITS.richText - 400) return block([bulletsOf([[...newMark(part.isNew), ...emphasized(part, words), ...tail]])])
  const pieces = piecesOf(words, LIMITS.richText - 400)
  return pieces.flatMap((piece, i) =>
    block([bulletsOf([[...(i === 0 ? newMark(part.isNew) : []), ...textOf(piece), ...(i === pieces.length - 1 ? tail : [])]])]),
  )
}

/** The line's words with those that matter in bold; without, where the offsets do not fit the words as shown. */
function emphasized(part: LinePart, words: string): readonly Inline[] {
  const marks = part.citation.words.length === 1 && part.citation.words[0] === words ? (part.emphasis ?? []) : []
  const pieces: Inline[] = []
  let at = 0
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    // An offset within a character would tear it.
    if (start < at || end <= start || end > words.length || !words.slice(start, end).isWellFormed()) continue
    pieces.push(...textOf(words.slice(at, start)), ...textOf(words.slice(start, end), { bold: true }))
    at = end
  }
  return [...pieces, ...textOf(words.slice(at))]
}

function notePiece(part: NotePart): readonly Block[] {
  if (part.tone === 'small') return smallPrint([part.text])
  const text = part.tone === 'warning' ? `⚠ ${part.text}` : part.text
  return piecesOf(plain(text), LIMITS.richText).flatMap((piece) => block([sectionOf(textOf(piece))]))
}

function linksPiece(part: LinksPart): readonly Block[] {
  const label = part.label === undefined ? [] : textOf(`${plainLine(part.label)}  `, { bold: true })
  const rows: Inline[][] = [[...label]]
  let used = 0
  part.links.forEach(({ label: text, url }, i) => {
    const link = linkOf(plainLine(text) || 'link', linkable(url, LIMITS.link))
    const length = text.length + (url?.length ?? 0)
    if (used + length > LIMITS.richText) {
      rows.push([])
      used = 0
    }
    used += length
    rows.at(-1)?.push(...(i === 0 || rows.at(-1)?.length === 0 ? [] : textOf(' · ')), ...link)
  })
  return rows.flatMap((row) => block([sectionOf(row)]))
}

function differencePiece(part: DifferencePart): readonly Block[] {
  const label = block([sectionOf(textOf(plainLine(part.label), { bold: true }))])
  return [...label, ...part.citations.flatMap((citation) => linePiece({ type: 'line', citation, showOrigin: true }))]
}

const BAR_WIDTH = 24

function plotPiece(part: PlotPart): readonly Block[] {
  const most = Math.max(1, ...part.points.map((point) => point.count))
  const labels = part.points.map((point) => shortened(plainLine(point.label), 24))
  const width = Math.max(0, ...labels.map(widthOf))
  const rows = part.points.map(
    (point, i) =>
      `${padded(labels[i] as string, width)}  ${'█'.repeat(Math.ceil((Math.max(0, point.count) / most) * BAR_WIDTH))} ${point.count}`,
  )
  return [...block([sectionOf(textOf(plainLine(part.label), { bold: true }))]), ...preformatted(rows)]
}

/** Widest table, in characters, that a message shows without wrapping on a laptop; wider ones become lists. */
const TABLE_WIDTH = 72

function tablePiece(part: TablePart): readonly Block[] {
  const rows = part.rows.map((row) => row.map(plainLine))
  const columns = part.columns.map(plainLine)
  const widths = columns.map((column, i) => Math.max(widthOf(column), ...rows.map((row) => widthOf(row[i] ?? ''))))
  const isNarrow = widths.reduce((sum, width) => sum + width + 2, 0) <= TABLE_WIDTH && rows.every((row) => row.length <= columns.length)
  if (!isNarrow) return rows.flatMap((row) => tableItem(columns, row))
  const lineOf = (row: readonly string[]): string =>
    widths
      .map((width, i) => padded(row[i] ?? '', width))
      .join('  ')
      .trimEnd()
  return preformatted([lineOf(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(lineOf)])
}

/** A row of a wide table as an item: its first cell in bold, the others named by their columns. */
function tableItem(columns: readonly string[], row: readonly string[]): readonly Block[] {
  const rest = row.slice(1).flatMap((cell, i) => (cell === '' ? [] : [columns[i + 1] === undefined ? cell : `${columns[i + 1]}: ${cell}`]))
  return block([bulletsOf([[...textOf(row[0] ?? '', { bold: true }), ...textOf(rest.length === 0 ? '' : ` · ${rest.join(' · ')}`)]])])
}

function preformatted(rows: readonly string[]): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length > 0) blocks.push(...block([preformattedOf(lines.join('\n'))]))
    lines = []
  }
  for (const row of rows) {
    if (lines.join('\n').length + row.length > LIMITS.richText) flush()
    lines.push(row)
  }
  flush()
  return blocks
}

const widthOf = (text: string): number => [...text].length
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))
