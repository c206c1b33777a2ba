import { type WordGrid, wordHash } from './word-grid.js'

const AUXILIARIES = new Set(
  'did does do has have had is was are were will would could should can might may'.split(' ').map((word) => wordHash(word)),
)
const QUESTION_MARK = wordHash('?')

/** Whether a cue stands in a question of the article's own: "Did Holm say that she would go?" tells of no statement. */
export function isInQuestion(grid: WordGrid, cue: number): boolean {
  const sentence = grid.layers.sentences[grid.sentence[cue] as number] as { first: number; last: number }
  if (!AUXILIARIES.has(grid.word[sentence.first] as number) || (grid.quotation[cue] as number) >= 0) return false
  for (let t = sentence.last - 1; t > cue && t > sentence.last - 4; t--) if (grid.word[t] === QUESTION_MARK) return true
  return false
}

const NOTE =
  /^(?:corrections?|clarifications?|amendments?|editor[’']s note|(?:this|the) (?:article|story|report|piece|post|headline) (?:was|has been) (?:amended|corrected|updated|changed|revised)|an earlier version of (?:this|the) )/iu

/** Paragraphs, by number, in which an article mends itself: what they report is what was wrong. */
export function notesOf({ layers }: WordGrid): ReadonlySet<number> {
  const notes = new Set<number>()
  let paragraph = -1
  for (const { start, paragraph: own } of layers.sentences) {
    if (own === paragraph) continue
    paragraph = own
    if (NOTE.test(layers.text.slice(start, start + 60))) notes.add(own)
  }
  return notes
}
