import { type StatementLayers, type WordGrid, wordGrid } from '../src/language/statements/word-grid.js'
import type { Span } from '../src/text/span.js'
import type { CorpusArticle, GoldAttribution } from './corpus.js'

/** A gold attribution in tokens: which tokens its parts cover, in ascending order, and the head of its cue (-1 where it has none). */
export interface GoldTokens {
  readonly cueHead: number
  readonly cue: readonly number[]
  readonly source: readonly number[]
  readonly content: readonly number[]
}

/** An article ready to learn from: its layers in columns and its gold attributions in tokens. */
export interface LearningArticle {
  readonly id: string
  readonly grid: WordGrid
  readonly gold: readonly GoldTokens[]
}

/** An article laid out by grammar that was read, not silver: what a crossfit of the grammar's models writes. */
export function learningFromGrammar(article: CorpusArticle, layers: Omit<StatementLayers, 'text'>): LearningArticle {
  const grid = wordGrid({ ...layers, text: article.text })
  return { id: article.id, grid, gold: article.attributions.filter((a) => a.content.length > 0).map((a) => goldTokens(grid, a)) }
}

/** The tokens that hold a letter or digit and lie in any of `spans`, and the marks between them. */
export function tokensIn(grid: WordGrid, spans: readonly Span[]): number[] {
  const found: number[] = []
  for (const span of spans) {
    let low = 0
    let high = grid.size
    while (low < high) {
      const middle = (low + high) >> 1
      if ((grid.end[middle] as number) <= span.start) low = middle + 1
      else high = middle
    }
    for (let t = low; t < grid.size && (grid.start[t] as number) < span.end; t++) found.push(t)
  }
  return [...new Set(found)].sort((a, b) => a - b)
}

function goldTokens(grid: WordGrid, gold: GoldAttribution): GoldTokens {
  const cue = tokensIn(grid, gold.cue)
  return { cue, cueHead: cueHead(grid, cue), source: tokensIn(grid, gold.source), content: tokensIn(grid, gold.content) }
}

// The token of the cue that governs most of the others; of equals, the first verb ("made clear" → "made").
function cueHead(grid: WordGrid, cue: readonly number[]): number {
  const words = cue.filter((t) => grid.shape[t] !== 0)
  const pool = words.length > 0 ? words : cue
  const inside = new Set(pool)
  let best = -1
  let most = -1
  for (const t of pool) {
    if (inside.has(grid.head[t] as number)) continue
    const isVerb = isVerbTag(grid.tag[t] as number)
    const weight = 2 * pool.filter((x) => x !== t && governs(grid, t, x)).length + (isVerb ? 1 : 0)
    if (weight > most) {
      most = weight
      best = t
    }
  }
  return best
}

const isVerbTag = (tag: number): boolean => tag >= 5 && tag <= 10

function governs(grid: WordGrid, head: number, token: number): boolean {
  for (let t = token, steps = 0; t >= 0 && steps < 60; t = grid.head[t] as number, steps++) if (t === head) return true
  return false
}
