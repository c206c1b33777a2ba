import type { Span } from '../../text/span.js'
import { tagId, type WordGrid, wordHash } from './word-grid.js'

/** Words whose speaker is told by the page's layout: a transcript's turn, or a quotation with a name on the line below. Token ranges, ends included. */
export interface LabelledWords {
  readonly label: readonly [number, number]
  /** The colon or dash; -1 where the label ends with its own full stop ("Q."). */
  readonly mark: number
  readonly words: readonly [number, number]
}

interface Paragraph {
  readonly first: number
  readonly last: number
}

const COLON = wordHash(':')
const DASHES = new Set(['-', '--', '–', '—', '―', '‒'].map((mark) => wordHash(mark)))
const LONGEST_LABEL = 5
const LONGEST_SIGNATURE = 10
/** Turns that make a text a transcript. */
const TURNS = 3

/** All such words of a document, in text order. Linear. */
export function labelledWords(grid: WordGrid): LabelledWords[] {
  const paragraphs = paragraphsOf(grid)
  return [...turns(grid, paragraphs), ...signatures(grid, paragraphs), ...signedLines(grid), ...introduced(grid)].sort(
    (a, b) => a.words[0] - b.words[0],
  )
}

function paragraphsOf(grid: WordGrid): Paragraph[] {
  const found: Paragraph[] = []
  let number = -1
  for (const { first, last, paragraph } of grid.layers.sentences) {
    const open = found.at(-1)
    if (paragraph === number && open !== undefined) found[found.length - 1] = { first: open.first, last: last - 1 }
    else if (last > first) found.push({ first, last: last - 1 })
    number = paragraph
  }
  return found
}

// "LUNDE: We never saw the letter." A label counts where it comes again, in a text with several.
function turns(grid: WordGrid, paragraphs: readonly Paragraph[]): LabelledWords[] {
  const labelled = paragraphs.slice(1).flatMap((paragraph) => {
    const label = labelAt(grid, paragraph)
    if (label !== undefined) return [{ paragraph, ...label, key: labelKey(grid, label) }]
    const letter = INTERVIEW.get(grid.word[paragraph.first] as number)
    return letter !== undefined && hasWords(grid, paragraph.first + 1, paragraph.last)
      ? [{ paragraph, mark: -1, first: paragraph.first, last: paragraph.first, key: letter }]
      : []
  })
  const counts = new Map<string, number>()
  for (const { key } of labelled) counts.set(key, (counts.get(key) ?? 0) + 1)
  const isInterview = (counts.get('Q.') ?? 0) > 1
  const turned = labelled.filter(({ key, mark }) => (counts.get(key) as number) > 1 && (mark >= 0 || isInterview))
  if (turned.length < TURNS) return []
  return turned.map(({ paragraph, mark, first, last }) => ({
    label: [first, last],
    mark,
    words: [Math.max(mark, last) + 1, paragraph.last],
  }))
}

// "Q. When did you hear of it?", "A. On Monday."
const INTERVIEW: ReadonlyMap<number, string> = new Map(['Q.', 'A.'].map((label) => [wordHash(label), label]))

interface Label {
  readonly first: number
  readonly last: number
  readonly mark: number
}

// One to five capitalised words at a paragraph's start and a colon; times and bracketed words beside them are no part of the label
// ("[00:01:22] Ida Lunde:", "Ida Lunde (Vestby) (Lab):"). Undefined where there is none.
function labelAt(grid: WordGrid, { first: start, last: end }: Paragraph): Label | undefined {
  const first = grid.tag[start] === NUMBER ? start + 1 : bracketEnd(grid, start, end)
  let t = first
  while (t < end && t - first < LONGEST_LABEL && grid.shape[t] === 3) t++
  if (t === first) return undefined
  const last = t - 1
  for (let behind = bracketEnd(grid, t, end); behind !== t; behind = bracketEnd(grid, t, end)) t = behind
  return grid.word[t] === COLON && hasWords(grid, t + 1, end) ? { first, last, mark: t } : undefined
}

const OPENING = new Set(['(', '['].map((mark) => wordHash(mark)))
const CLOSING = new Set([')', ']'].map((mark) => wordHash(mark)))
const LONGEST_BRACKET = 8

// The token behind a bracket that opens at `t`; `t` itself where none does.
function bracketEnd(grid: WordGrid, t: number, end: number): number {
  if (!OPENING.has(grid.word[t] as number)) return t
  for (let k = t + 1; k < end && k <= t + LONGEST_BRACKET; k++) if (CLOSING.has(grid.word[k] as number)) return k + 1
  return t
}

const labelKey = (grid: WordGrid, { first, last }: Label): string => grid.layers.text.slice(grid.start[first], grid.end[last]).toLowerCase()

// "Ito: 547" is a score, no turn.
const NUMBER = tagId('CD')
const hasWords = (grid: WordGrid, first: number, last: number): boolean => {
  for (let t = first; t <= last && t < first + 6; t++) if ((grid.shape[t] as number) !== 0 && grid.tag[t] !== NUMBER) return true
  return false
}

// A paragraph that is one quotation, and below it a short line "― Ida Lunde, harbour minister".
function signatures(grid: WordGrid, paragraphs: readonly Paragraph[]): LabelledWords[] {
  return paragraphs.flatMap((line, p) => {
    const above = paragraphs[p - 1]
    if (above === undefined || !isSignature(grid, line) || !isQuotation(grid, above)) return []
    return [{ label: [line.first + 1, lastWord(grid, line)] as const, mark: line.first, words: [above.first, above.last] as const }]
  })
}

function isSignature(grid: WordGrid, { first, last }: Paragraph): boolean {
  if (!DASHES.has(grid.word[first] as number) || last - first > LONGEST_SIGNATURE || last === first) return false
  return (grid.shape[first + 1] as number) === 3 && (grid.name[first + 1] as number) > 0
}

// A line of its own: '“We lost the harvest.” ― Ida Lunde'.
function signedLines(grid: WordGrid): LabelledWords[] {
  return grid.layers.quotations.flatMap((_, q) => {
    const first = grid.quoteFirst[q] as number
    const mark = (grid.quoteLast[q] as number) + 1
    if (first < 0 || mark + 1 >= grid.size || mark - first < 4) return []
    if (
      !DASHES.has(grid.word[mark] as number) ||
      grid.shape[mark + 1] !== 3 ||
      breaks(grid, mark) ||
      (first > 0 && !breaks(grid, first - 1))
    )
      return []
    let last = mark + 1
    while (last + 1 < grid.size && last - mark <= LONGEST_SIGNATURE && !breaks(grid, last)) last++
    if (last - mark > LONGEST_SIGNATURE) return []
    return [{ label: [mark + 1, lastWord(grid, { first: mark, last })] as const, mark, words: [first, mark - 1] as const }]
  })
}

// "Water levels fall again - Ida Lunde: “The lake …”": a name at the paragraph's start or behind a dash, a colon, a quotation.
function introduced(grid: WordGrid): LabelledWords[] {
  return grid.layers.quotations.flatMap((_, q) => {
    const first = grid.quoteFirst[q] as number
    const last = grid.quoteLast[q] as number
    if (first < 2 || last - first < SHORTEST || grid.word[first - 1] !== COLON || breaks(grid, first - 1)) return []
    const label = nameBefore(grid, first - 1)
    return label < 0 ? [] : [{ label: [label, first - 2] as const, mark: first - 1, words: [first, last] as const }]
  })
}

// Tokens of a quotation, marks among them, that an introduction is worth.
const SHORTEST = 6

// Where the name that ends before `end` begins, if nothing but a dash or a new line stands before it; -1 otherwise.
function nameBefore(grid: WordGrid, end: number): number {
  let t = end
  while (t > 0 && end - t < LONGEST_LABEL && grid.shape[t - 1] === 3 && !breaks(grid, t - 1)) t--
  if (t === end || !named(grid, t, end)) return -1
  return t === 0 || breaks(grid, t - 1) || DASHES.has(grid.word[t - 1] as number) ? t : -1
}

function named(grid: WordGrid, first: number, end: number): boolean {
  for (let t = first; t < end; t++) if (grid.name[t] !== 1 && grid.name[t] !== 2) return false
  return true
}

// Whether a new line begins behind the token.
const breaks = (grid: WordGrid, t: number): boolean =>
  t + 1 >= grid.size || grid.layers.text.slice(grid.end[t], grid.start[t + 1]).includes('\n')

const isQuotation = (grid: WordGrid, { first, last }: Paragraph): boolean => {
  const quotation = grid.quotation[first] as number
  return quotation >= 0 && grid.quoteFirst[quotation] === first && (grid.quoteLast[quotation] as number) >= last - 1 && last - first > 3
}

const lastWord = (grid: WordGrid, { first, last }: Paragraph): number => {
  let t = last
  while (t > first + 1 && (grid.shape[t] as number) === 0) t--
  return t
}

const TELLING = /[?!…]/u
const wordOf = (grid: WordGrid, t: number): string => grid.layers.text.slice(grid.start[t], grid.end[t])

/** The words as a span: with their quotation marks and what makes them a question or an outcry, without a full stop of their own. */
export function labelledSpan(grid: WordGrid, [first, last]: readonly [number, number]): Span {
  let end = last
  while (end > first && (grid.shape[end] as number) === 0 && grid.mark[end] !== 2 && !TELLING.test(wordOf(grid, end))) end--
  return { start: grid.start[first] as number, end: grid.end[end] as number }
}
