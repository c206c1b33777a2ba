import { actorNamed, actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import type { Passage } from '../names/passage.js'
import { DATELINE_TOWNS } from '../words/dateline-towns.js'
import { stateBodyAfter } from './nearby-country.js'

const TOWNS = new Map(Object.entries(DATELINE_TOWNS).flatMap(([country, towns]) => towns.map((town) => [town.toLowerCase(), country])))
const AMERICAN = /^(?:Republican|Republicans|Democrat|Democrats|Congress|Senate|GOP)$/u
/** How many times as often as any other country the home country has to be named. */
const MARGIN = 2
/** Mentions without which no country is at home, but by a dateline; where no other is named, fewer that say whose a thing is ("the Swedish port"). */
const OFTEN = 3
const OWNED = 2
/** A country named once, even at the beginning, is not at home yet. */
const LEAST = 4
/** What a dateline counts ("OSLO (Nordpresse) —"): where an article was written is where its offices are, unless it says otherwise often. */
const DATELINE = 6

/**
 * The country whose state an article takes for granted when it says "the foreign minister": the one named most, its government's bodies and
 * its adjective counted above all, the first paragraphs more than the rest, what somebody is quoted or reported to have said (`isSaid`) not at all. Undefined where none stands out from the second by a clear
 * margin: an office without a country is better than one of the wrong country.
 */
export function homeCountry(p: Passage, pieces: readonly NamePiece[], isSaid: (token: number) => boolean): string | undefined {
  const scores = new Map<string, number>()
  const mentions = new Map<string, number>()
  const add = (actor: string, weight: number): void => {
    scores.set(actor, (scores.get(actor) ?? 0) + weight)
    mentions.set(actor, (mentions.get(actor) ?? 0) + 1)
  }
  const owned = new Map<string, number>()
  let written: string | undefined
  const early = p.sentences[Math.min(5, p.sentences.length - 1)]?.last ?? 0
  for (const piece of pieces) {
    if (p.quotationOf[piece.first] !== -1) continue
    const sense = actorSense(piece.parts.join(' '))
    const weight = piece.first < early ? 2 : 1
    const town = sense === undefined ? TOWNS.get(piece.parts.join(' ').toLowerCase()) : undefined
    if (town !== undefined && isDateline(p, piece)) {
      written = town
      add(town, DATELINE)
      continue
    }
    if (sense !== undefined && actorNamed(sense.actor)?.kind === 'country') {
      const state = stateBodyAfter(p, piece) !== -1
      if (isDateline(p, piece)) {
        written = sense.actor
        add(sense.actor, DATELINE)
      } else if (!isSaid(piece.first)) {
        if (p.tokens[piece.last]?.tag === 'POS' || sense.link === 'demonym') owned.set(sense.actor, (owned.get(sense.actor) ?? 0) + 1)
        add(sense.actor, weight * (sense.link === 'body' ? 2 : state ? 3 : 1))
      }
    } else if (AMERICAN.test(piece.parts[0] as string)) add('United States', weight)
  }
  for (let t = 0; t < p.words.length; t++) if (AMERICAN.test(p.words[t] as string)) add('United States', 0.5)
  const [top, second] = [...scores].sort((a, b) => b[1] - a[1])
  if (top === undefined || top[1] < LEAST || top[1] < MARGIN * (second?.[1] ?? 0)) return undefined
  // Without a dateline it takes more: a country that one neighbour speaks of is not the neighbour's own.
  const often = (mentions.get(top[0]) ?? 0) >= OFTEN || (second === undefined && (owned.get(top[0]) ?? 0) >= OWNED)
  return written === top[0] || often ? top[0] : undefined
}

// "OSLO (Nordpresse) —", "Oslo, 3 May -": a place that a sentence near the beginning opens with, and a dash that ends it or comes soon.
function isDateline(p: Passage, piece: NamePiece): boolean {
  const number = p.sentenceOf[piece.first] as number
  const sentence = p.sentences[number]
  if (sentence?.first === piece.first && number <= LAST_DATELINE && DASH.test(p.words[sentence.last - 1] as string)) return true
  if (piece.first > 1 && !isBehindTown(p, piece.first)) return false
  for (let t = piece.last; t < piece.last + 7; t++) if (DASH.test(p.words[t] ?? '')) return true
  return false
}

// "VALPARAISO, | Chile -": the town in capitals, of three words at most, and a comma.
const isBehindTown = (p: Passage, t: number): boolean =>
  t <= 4 && p.words[t - 1] === ',' && p.words.slice(0, t - 1).every((word) => /^\p{Lu}{2,}$/u.test(word))

const DASH = /^(?:-|--|–|—)$/u
/** Sentences before which a dateline may stand: a headline, a byline, a summary. */
const LAST_DATELINE = 5
