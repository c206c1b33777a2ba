import type { Span } from '../../text/span.js'
import { Features, probability, scoreOne } from '../learned/weights.js'
import { CUE_FEATURE_NAMES } from './cue-feature-names.js'
import { addCueFeatures } from './cue-features.js'
import { emptyFrame, fillFrame } from './cue-frames.js'
import { mentionAround } from './sources.js'
import type { StatementModels } from './statement-models.js'
import type { Proposal } from './statement-rows.js'
import { spansOf } from './statement-spans.js'
import { type FoundStatement, findStatements } from './statements.js'
import { type StatementLayers, type WordGrid, wordGrid } from './word-grid.js'

/** Something that spoke for or against a word being a cue: what was looked at, which words it was, and its weight in log-odds. */
export interface Reason {
  readonly what: string
  readonly words: readonly string[]
  readonly weight: number
}

/** Another reading that was weighed. */
export interface Alternative {
  readonly spans: readonly Span[]
  readonly chance: number
  readonly chosen: boolean
}

/** Why a statement was found as it was. */
export interface StatementReasons {
  readonly statement: FoundStatement
  /** Chance that the word heads a cue, and the weightiest reasons, strongest first. */
  readonly cue: { readonly head: Span; readonly chance: number; readonly reasons: readonly Reason[] }
  /** Readings of the content, likeliest first by their borders. */
  readonly contents: readonly Alternative[]
  /** Candidates for the source, likeliest first. */
  readonly sources: readonly Alternative[]
  /** Chance, by the borders, that the text names nobody here. */
  readonly noSource: number
  /** The judge's log-odds for the whole, from which the confidence comes. */
  readonly score: number
}

const REASONS = 8

/** The reasons for every statement that `findStatements` finds in the same layers, in the same order. */
export function statementReasons(layers: StatementLayers, models: StatementModels): StatementReasons[] {
  let all: readonly Proposal[] = []
  let scores: readonly number[] = []
  const statements = findStatements(layers, models, {
    judged: (proposals, judged) => {
      all = proposals
      scores = judged
    },
  })
  const grid = wordGrid(layers)
  const written = all.map((proposal) => spansOf(grid, proposal))
  return statements.map((statement) => {
    const i = written.findIndex((spans) => sameSpans(spans.content, statement.content) && sameSpans(spans.cue, statement.cue))
    const proposal = all[i]
    return proposal === undefined ? ruleReasons(layers.text, statement) : reasonsOf(grid, models, statement, proposal, scores[i] as number)
  })
}

// A transcript's turn, a signed quotation or a report within a report: found by rule, nothing was weighed.
const ruleReasons = (text: string, statement: FoundStatement): StatementReasons => {
  const head = statement.cue[0] as Span
  const chance = statement.confidence
  const what = /\p{L}/u.test(text.slice(head.start, head.end)) ? 'rule: a report within a report' : 'rule: a speaker’s label in the layout'
  return {
    statement,
    cue: { head, chance, reasons: [{ what, words: [], weight: 0 }] },
    contents: [{ spans: statement.content, chance, chosen: true }],
    sources: [{ spans: statement.source, chance: statement.sourceChance, chosen: true }],
    noSource: 1 - statement.sourceChance,
    score: 0,
  }
}

const sameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((span, i) => span.start === b[i]?.start && span.end === b[i]?.end)

function reasonsOf(
  grid: WordGrid,
  models: StatementModels,
  statement: FoundStatement,
  proposal: Proposal,
  score: number,
): StatementReasons {
  const { cue, options, option, sources, source, sourceChances } = proposal
  return {
    statement,
    cue: {
      head: { start: grid.start[cue] as number, end: grid.end[cue] as number },
      chance: probability(proposal.cueScore),
      reasons: cueReasons(grid, models, cue),
    },
    contents: options.map((other) => ({
      spans: spansOf(grid, { ...proposal, option: other }).content,
      chance: Math.exp(other.chance),
      chosen: other === option,
    })),
    sources: sources.heads.map((head, i) => {
      const [first, last] = mentionAround(grid, head, -1, grid.size)
      const span = { start: grid.start[first] as number, end: grid.end[last] as number }
      return { spans: [span], chance: sourceChances[i] as number, chosen: head === source }
    }),
    noSource: 1 - sourceChances.reduce((a, b) => a + b, 0),
    score,
  }
}

/** Features that remember what they were made of. */
class NamedFeatures extends Features {
  readonly names: { readonly template: number; readonly values: readonly number[] }[] = []

  override add(template: number, a: number, b = 0, c = 0): void {
    super.add(template, a, b, c)
    this.names.push({ template, values: [a, b, c] })
  }
}

function cueReasons(grid: WordGrid, models: StatementModels, cue: number): Reason[] {
  const frame = emptyFrame()
  const features = new NamedFeatures(96)
  fillFrame(grid, cue, frame)
  addCueFeatures(grid, frame, features)
  const words = wordsByHash(grid, cue)
  const bias = scoreOne(models.cues, features.ids, 0)
  const reasons = features.names.map(({ template, values }, i) => ({
    what: CUE_FEATURE_NAMES[template] ?? 'other',
    words: values.flatMap((value) => words.get(value) ?? []),
    weight: scoreOne(models.cues, features.ids.subarray(i, i + 1), 1) - bias,
  }))
  return reasons
    .filter((reason) => Math.abs(reason.weight) > 0.05)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, REASONS)
}

// Features hold hashes; the words of the cue's own sentence give them back.
function wordsByHash(grid: WordGrid, cue: number): Map<number, string> {
  const words = new Map<number, string>()
  const { first, last } = grid.layers.sentences[grid.sentence[cue] as number] as { first: number; last: number }
  for (let t = first; t < last; t++) {
    words.set(grid.lemma[t] as number, grid.layers.tokens[t]?.lemma ?? '')
    words.set(grid.word[t] as number, grid.layers.text.slice(grid.start[t], grid.end[t]))
  }
  return words
}
