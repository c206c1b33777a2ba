import { actorNamed, actorSense } from './actors.js'
import type { NamePiece } from './name-pieces.js'
import type { Passage } from './passage.js'
import { STATE_BODY_NOUNS } from './words/bodies.js'

const AMERICAN = /^(?:Republican|Republicans|Democrat|Democrats|Congress|Senate|GOP)$/u

/**
 * The country whose state an article takes for granted when it says "the foreign minister": the one named most, its government's bodies and
 * its adjective counted above all, the first paragraphs more than the rest. Undefined where none stands out.
 */
export function homeCountry(p: Passage, pieces: readonly NamePiece[]): string | undefined {
  const scores = new Map<string, number>()
  const add = (actor: string, weight: number): void => {
    scores.set(actor, (scores.get(actor) ?? 0) + weight)
  }
  const early = p.sentences[Math.min(5, p.sentences.length - 1)]?.last ?? 0
  for (const piece of pieces) {
    const sense = actorSense(piece.parts.join(' '))
    const weight = piece.first < early ? 2 : 1
    if (sense !== undefined && actorNamed(sense.actor)?.kind === 'country') {
      const owns = p.tokens[piece.last]?.tag === 'POS' || sense.link === 'demonym'
      const state = owns && [0, 1, 2].some((k) => STATE_BODY_NOUNS.has(p.lower[piece.last + k] as string))
      add(sense.actor, weight * (sense.link === 'body' ? 2 : state ? 3 : 1))
    } else if (AMERICAN.test(piece.parts[0] as string)) add('United States', weight)
  }
  for (let t = 0; t < p.words.length; t++) if (AMERICAN.test(p.words[t] as string)) add('United States', 0.5)
  const ranked = [...scores].sort((a, b) => b[1] - a[1])
  return ranked[0]?.[0]
}
