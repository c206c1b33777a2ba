import { actorNamed, actorSense } from './actors.js'
import type { NamePiece } from './name-pieces.js'
import { stateBodyAfter } from './nearby-country.js'
import type { Passage } from './passage.js'

const AMERICAN = /^(?:Republican|Republicans|Democrat|Democrats|Congress|Senate|GOP)$/u
/** How many times as often as any other country the home country has to be named. */
const MARGIN = 2
/** A country named once, even at the beginning, is not at home yet. */
const LEAST = 4
/** What a dateline counts ("OSLO (Nordpresse) —"): where an article was written is where its offices are, unless it says otherwise often. */
const DATELINE = 6

/**
 * The country whose state an article takes for granted when it says "the foreign minister": the one named most, its government's bodies and
 * its adjective counted above all, the first paragraphs more than the rest, quotations not at all. Undefined where none stands out from the second by a clear
 * margin: an office without a country is better than one of the wrong country.
 */
export function homeCountry(p: Passage, pieces: readonly NamePiece[]): string | undefined {
  const scores = new Map<string, number>()
  const add = (actor: string, weight: number): void => {
    scores.set(actor, (scores.get(actor) ?? 0) + weight)
  }
  const early = p.sentences[Math.min(5, p.sentences.length - 1)]?.last ?? 0
  for (const piece of pieces) {
    if (p.quotationOf[piece.first] !== -1) continue
    const sense = actorSense(piece.parts.join(' '))
    const weight = piece.first < early ? 2 : 1
    if (sense !== undefined && actorNamed(sense.actor)?.kind === 'country') {
      const state = stateBodyAfter(p, piece) !== -1
      add(sense.actor, isDateline(p, piece) ? DATELINE : weight * (sense.link === 'body' ? 2 : state ? 3 : 1))
    } else if (AMERICAN.test(piece.parts[0] as string)) add('United States', weight)
  }
  for (let t = 0; t < p.words.length; t++) if (AMERICAN.test(p.words[t] as string)) add('United States', 0.5)
  const [top, second] = [...scores].sort((a, b) => b[1] - a[1])
  return top !== undefined && top[1] >= LEAST && top[1] >= MARGIN * (second?.[1] ?? 0) ? top[0] : undefined
}

// "OSLO (Nordpresse) —", "Oslo, 3 May -": a place at the very beginning, and a dash soon after it.
function isDateline(p: Passage, piece: NamePiece): boolean {
  if (piece.first > 1) return false
  for (let t = piece.last; t < piece.last + 7; t++) if (/^(?:-|--|–|—)$/u.test(p.words[t] ?? '')) return true
  return false
}
