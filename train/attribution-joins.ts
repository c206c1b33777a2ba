import type { BoostedTrees } from '../src/language/learned/boosted-trees.js'
import { AFTER, BEFORE } from '../src/language/statements/content-features.js'
import type { Stretch } from '../src/language/statements/content-options.js'
import { emptyFrame, fillFrame } from '../src/language/statements/cue-frames.js'
import { JOIN_ROW, joinRow } from '../src/language/statements/quotation-joins.js'
import { nextQuotation } from '../src/language/statements/quotation-places.js'
import type { WordGrid } from '../src/language/statements/word-grid.js'
import { goldStretch } from './attribution-contents.js'
import type { GoldTokens, LearningArticle } from './attribution-corpus.js'
import { RowList, trainTrees } from './boosted-trees.js'

/** Learns which quotations go on with the statement before them, from gold cues followed by a quotation. */
export function trainJoins(articles: readonly LearningArticle[], scores: readonly Float32Array[]): BoostedTrees {
  const rows = new RowList(JOIN_ROW)
  articles.forEach((article, i) => {
    for (const gold of article.gold) if (gold.cueHead >= 0) addJoins(article.grid, gold, scores[i] as Float32Array, rows)
  })
  return trainTrees(rows.rows(), { trees: 120, leaves: 12, rate: 0.08, leafWeight: 6 })
}

const frame = emptyFrame()
const row = new Float32Array(JOIN_ROW)

function addJoins(grid: WordGrid, gold: GoldTokens, scores: Float32Array, rows: RowList): void {
  const c = gold.cueHead
  fillFrame(grid, c, frame)
  const option = { after: stretchOf(goldStretch(grid, gold, AFTER)), before: stretchOf(goldStretch(grid, gold, BEFORE)) }
  const content = new Set(gold.content)
  let from = Math.max(c, option.after?.last ?? 0)
  for (let links = 0; links < 8; links++) {
    const quotation = nextQuotation(grid, from)
    if (quotation < 0) return
    let inside = 0
    let words = 0
    for (let t = grid.quoteFirst[quotation] as number; t <= (grid.quoteLast[quotation] as number); t++) {
      if ((grid.shape[t] as number) === 0) continue
      words++
      if (content.has(t)) inside++
    }
    const belongs = inside > words / 2
    joinRow(grid, frame, option, quotation, from, links, scores, row)
    rows.add(row, belongs ? 1 : 0)
    if (!belongs) return
    from = grid.quoteLast[quotation] as number
  }
}

const stretchOf = (stretch: { near: number; far: number } | null): Stretch | null =>
  stretch === null ? null : { first: Math.min(stretch.near, stretch.far), last: Math.max(stretch.near, stretch.far), near: 0, far: 0 }
