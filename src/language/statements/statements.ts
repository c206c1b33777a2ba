import type { Manner } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { scoreTrees } from '../learned/boosted-trees.js'
import { nearestSource } from './apposed-source.js'
import { emptyFrame, fillFrame } from './cue-frames.js'
import { isHearer } from './hearers.js'
import { nestedCues } from './nested-statements.js'
import { firstLook, proposalsAt, proposalsOf, secondLook } from './proposals.js'
import { quotedShare } from './quotation-places.js'
import { quotedSaying } from './quoted-saying.js'
import { isInQuestion, notesOf } from './reservations.js'
import { labelledSpan, labelledWords } from './speaker-labels.js'
import { calibrated, type StatementModels } from './statement-models.js'
import { densityOf, holds, overlap, type Proposal, STATEMENT_ROW, statementRow } from './statement-rows.js'
import { spansOf } from './statement-spans.js'
import { type StatementLayers, type WordGrid, wordGrid, wordHash } from './word-grid.js'

/** A statement before it is known who its source is. All spans point into the text. */
export interface FoundStatement {
  /** What was said, one span or more, in text order; never empty, never overlapping its own cue or source. */
  readonly content: readonly Span[]
  /** The words that name who says it here; empty where the text names nobody. */
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly manner: Manner
  /** Chance that content and source are right (docs/quality.md, calibration). */
  readonly confidence: number
  /** Chance that the source is right, given that the statement is one. */
  readonly sourceChance: number
}

/** What is noted of a decision while statements are found, for those who ask why. */
export interface StatementTrace {
  /** Called once a document, before anything is dropped. */
  judged(proposals: readonly Proposal[], scores: readonly number[], kept: readonly number[]): void
}

/** Of two statements that share more than this part of their content, the surer one stays. */
const SAME = 0.4

/**
 * Who said what: finds cues, what each reports and who says it, judges the whole, and keeps what is likelier right than the threshold.
 * In text order. Linear in the number of tokens; never throws.
 */
export function findStatements(layers: StatementLayers, models: StatementModels, trace?: StatementTrace): FoundStatement[] {
  const grid = wordGrid(layers)
  const scores = secondLook(grid, firstLook(grid, models.rates, models.cues), models.rates, models.cueTrees)
  const proposals = proposalsOf(grid, scores, models)
  const density = densityOf(grid, proposals)
  const row = new Float32Array(STATEMENT_ROW)
  const frame = emptyFrame()
  const judged = proposals.map((proposal, i) => {
    fillFrame(grid, proposal.cue, frame)
    statementRow(grid, frame, proposals, i, scores, models.rates, density, row)
    return scoreTrees(models.keepTrees, row)
  })
  const kept = keptOf(
    proposals,
    judged.map((score, i) => score + easeOf(grid, proposals[i] as Proposal)),
    models.threshold,
  )
  trace?.judged(proposals, judged, kept)
  const notes = notesOf(grid)
  const isReserved = (cue: number): boolean =>
    isInQuestion(grid, cue) || notes.has((grid.layers.sentences[grid.sentence[cue] as number] as { paragraph: number }).paragraph)
  const written = kept
    .filter((i) => !isReserved((proposals[i] as Proposal).cue))
    .map((i) => {
      const found = quotedSaying(grid, proposals[i] as Proposal)
      const proposal = { ...found, source: nearestSource(grid, found.cue, found.source) }
      const unnamed = proposal.source < 0 || isHearer(grid, proposal.cue, proposal.source)
      return {
        ...spansOf(grid, proposal),
        ...(unnamed ? { source: [] } : {}),
        confidence: calibrated(models.calibration, judged[i] as number),
        sourceChance: unnamed ? 0 : proposal.sourceChance,
      }
    })
    .filter((statement) => statement.content.length > 0)
  const nested = proposalsAt(
    grid,
    nestedCues(
      grid,
      kept.map((i) => proposals[i] as Proposal),
      models.rates,
    ),
    scores,
    models,
  ).flatMap((proposal) => nestedStatement(grid, proposal))
  return withLabelled(grid, [...written, ...nested]).sort((a, b) => (a.content[0] as Span).start - (b.content[0] as Span).start)
}

// A quotation without a speaker is a loss a reader sees at once: for whole quotations the threshold is lower. So it is for what a name says in a clause that
// "that" opens: below the threshold, too, four in ten of them are right in cross-validation.
const EASE = 0.5
const THAT = wordHash('that')

function easeOf(grid: WordGrid, proposal: Proposal): number {
  const { option, source } = proposal
  const reported = option.after !== null && grid.word[option.after.first] === THAT && source >= 0 && NAMED.has(grid.name[source] as number)
  return reported || isQuoted(grid, proposal) ? EASE : 0
}

// People, bodies and places (`WordGrid.name`).
const NAMED = new Set([1, 2, 3])

function isQuoted(grid: WordGrid, { option: { after, before } }: Proposal): boolean {
  const stretches = [after, before].filter((stretch) => stretch !== null)
  return stretches.length > 0 && stretches.every(({ first, last }) => quotedShare(grid, first, last) === 1 && last - first > 2)
}

/** Chance that a report within a report is read right; the corpus marks too few to tell. */
const NESTED = 0.6

// Only what is said behind the inner cue, and only with its own subject.
function nestedStatement(grid: WordGrid, proposal: Proposal): FoundStatement[] {
  const { option, source, sourceChance } = proposal
  if (option.after === null || option.before !== null || source < 0 || sourceChance < 0.5) return []
  const spans = spansOf(grid, { ...proposal, option: { ...option, joined: null } })
  return spans.content.length === 0 ? [] : [{ ...spans, confidence: NESTED, sourceChance }]
}

/** Chance that words with a label are a statement by it; few in the corpus, so set by hand. */
const LABELLED = 0.85

// Words with a label are their label's: what was found with the same words goes.
function withLabelled(grid: WordGrid, found: FoundStatement[]): FoundStatement[] {
  const labelled = labelledWords(grid).map(({ label, mark, words }) => ({
    content: [labelledSpan(grid, words)],
    ...labelSpans(grid, label, mark),
    manner: (grid.quotation[words[0]] as number) >= 0 ? ('direct' as const) : ('indirect' as const),
    confidence: LABELLED,
    sourceChance: LABELLED,
  }))
  if (labelled.length === 0) return found
  const spans = labelled.map((statement) => statement.content[0] as Span)
  const labels = new Set(labelled.map(({ source }) => (source[0] as Span).start))
  const rest = found.filter(
    (statement) =>
      !labels.has(statement.source[0]?.start ?? -1) &&
      !near(spans, (statement.content[0] as Span).start).some((span) => sharedSpan(statement.content, span) > SAME),
  )
  return [...rest, ...labelled]
}

// "Q." is a label with its mark in one token.
function labelSpans(grid: WordGrid, label: readonly [number, number], mark: number): { source: Span[]; cue: Span[] } {
  const { start, end } = labelledSpan(grid, label)
  return mark < 0
    ? { source: [{ start, end: end - 1 }], cue: [{ start: end - 1, end }] }
    : { source: [{ start, end }], cue: [{ start: grid.start[mark] as number, end: grid.end[mark] as number }] }
}

// Of spans in text order, the last that begins at or before `at` and the one after it.
function near(spans: readonly Span[], at: number): readonly Span[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle] as Span).start <= at) low = middle + 1
    else high = middle
  }
  return spans.slice(Math.max(0, low - 1), low + 1)
}

function sharedSpan(content: readonly Span[], span: Span): number {
  let shared = 0
  let size = 0
  for (const part of content) {
    shared += Math.max(0, Math.min(part.end, span.end) - Math.max(part.start, span.start))
    size += part.end - part.start
  }
  return shared / Math.max(1, size + span.end - span.start - shared)
}

/** Indexes of the proposals that stay, the surest first: above the threshold, and not a repeat of a surer one beside it. */
export function keptOf(proposals: readonly Proposal[], judged: readonly number[], threshold: number): number[] {
  const order = proposals.map((_, i) => i).filter((i) => (judged[i] as number) >= threshold)
  order.sort((a, b) => (judged[b] as number) - (judged[a] as number) || a - b)
  const kept = new Uint8Array(proposals.length)
  return order.filter((i) => {
    for (let j = Math.max(0, i - 12); j < Math.min(proposals.length, i + 13); j++) {
      if (kept[j] === 1 && repeats(proposals[j] as Proposal, proposals[i] as Proposal)) return false
    }
    kept[i] = 1
    return true
  })
}

// The same words told twice; but not "Brandt stressed that it was safe, the ministry said", where one report stands in the other.
function repeats(a: Proposal, b: Proposal): boolean {
  return overlap(a.option, b.option) > SAME && !holds(a.option, b.cue) && !holds(b.option, a.cue)
}
