import type { NamePiece } from '../names/name-pieces.js'
import type { Named } from '../names/naming.js'
import type { Passage } from '../names/passage.js'
import { NO_LONGER } from '../words/titles.js'
import type { Nominal } from './source-form.js'

/** The words before the noun that narrow it; names of several words count as one. */
export function modifiersOf(p: Passage, nominal: Nominal): string[] {
  const words: string[] = []
  for (let t = nominal.range.first; t < nominal.head; t++) {
    const word = p.words[t] as string
    if (!/^(?:NN|JJ)/u.test(p.tokens[t]?.tag ?? '') && !NO_LONGER.has(p.lower[t] as string)) continue
    const proper = p.tokens[t]?.tag.startsWith('NNP') ?? false
    if (proper && p.tokens[t - 1]?.tag.startsWith('NNP') && words.length > 0 && t > nominal.range.first)
      words[words.length - 1] += ` ${word}`
    else words.push(word)
  }
  return words
}

/** What stands behind the first mentions of a name, where party and place come in a short form: "(R-Vt.)", ", D-Fla.,". */
export function placesAround(p: Passage, named: Named, pieces: readonly NamePiece[]): string {
  return named.pieces
    .slice(0, 3)
    .map((index) => p.words.slice((pieces[index] as NamePiece).last, (pieces[index] as NamePiece).last + 5).join(' '))
    .join(' ')
}
