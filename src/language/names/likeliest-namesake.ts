import type { NamePiece } from './name-pieces.js'
import { genderOfTitles, MOST_LOOKED_AT, titleFit } from './name-titles.js'
import { type Gathering, joinNamed, latestBefore, type Named } from './naming.js'

/** A person whose name a short one fits, and how well: see `shortFit`. */
export interface Fit {
  readonly entity: number
  readonly fit: number
}

/** Of several people of one family name: address decides; then who was last named in full nearby; then who is most talked of. */
export function joinLikeliest(gathering: Gathering, index: number, fits: readonly Fit[]): void {
  const { naming } = gathering
  const best = Math.max(...fits.map(({ fit }) => fit))
  const scored = fits
    .filter(({ fit }) => fit === best)
    .map(({ entity }) => ({ entity, score: scoreOf(gathering, index, naming.entities[entity] as Named) }))
    .sort((a, b) => b.score - a.score)
  const [top, second] = scored
  if (top !== undefined)
    joinNamed(naming, top.entity, index, second === undefined ? 1 : 1 / (1 + Math.exp(-(0.6 + 1.2 * (top.score - second.score)))))
}

function scoreOf(gathering: Gathering, index: number, named: Named): number {
  const { p, pieces } = gathering
  const piece = pieces[index] as NamePiece
  const gender = genderOfTitles(p, piece)
  const sentence = p.sentenceOf[piece.first] as number
  const full = named.pieces.filter((i, at) => at < MOST_LOOKED_AT && (pieces[i] as NamePiece).parts.length > 1).length
  const last = latestBefore(named, index)
  const nearest = last === -1 ? Number.POSITIVE_INFINITY : sentence - (p.sentenceOf[(pieces[last] as NamePiece).first] as number)
  return (
    (gender !== 0 ? 4 * Math.sign(gender) * named.gender : 0) +
    (nearest <= 2 ? 2.5 - nearest * 0.6 : 0) +
    Math.min(3, Math.log2(1 + full)) +
    ((named.pieces[0] as number) < index ? 1.2 : 0) +
    titleFit(gathering, piece, named)
  )
}
