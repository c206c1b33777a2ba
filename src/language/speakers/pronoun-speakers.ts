import type { NamePiece } from '../names/name-pieces.js'
import { isRoleNoun } from '../names/roles.js'
import { type Decision, type SpeakerScene, UNKNOWN } from './speaker-scene.js'

/** "Quaye, who …": the name right before it, past a comma. */
export function speakerOfRelative(scene: SpeakerScene, token: number): Decision {
  const { p, pieceAt, naming } = scene
  for (let t = token - 1; t >= Math.max(0, token - 4) && p.sentenceOf[t] === p.sentenceOf[token]; t--) {
    const piece = pieceAt[t] as number
    if (piece !== -1) return { entity: naming.entityOf[piece] as number, name: undefined, certainty: 0.85 }
    if (/^(?:NN|VB)/u.test(p.tokens[t]?.tag ?? '')) break
  }
  return p.lower[token] === 'who' ? speakerDescribed(scene, token) : UNKNOWN
}

const IN_DESCRIPTION = /^(?:NN|NNP|NNPS|NNS|JJ.?|DT|POS|PRP\$|IN|TO|CD|VBN|CC)$/u

// "Karl Egge, a former mayor of Vestby who …": the person before the comma whom the words between describe.
function speakerDescribed({ p, pieces, pieceAt, naming }: SpeakerScene, who: number): Decision {
  const head = p.words[who - 1] === ',' ? who - 2 : who - 1
  if (!/^NNP?$/u.test(p.tokens[head]?.tag ?? '')) return UNKNOWN
  let role = false
  for (let t = head; t > Math.max(1, who - LONGEST_DESCRIPTION) && p.sentenceOf[t - 1] === p.sentenceOf[who]; t--) {
    if (p.words[t] === ',') {
      const behind = p.words[t - 1] === ')' ? bracketStart(p.words, t - 1) : t
      const piece = pieces[pieceAt[behind - 1] as number]
      const named = role && piece?.kind === 'person' && piece.parts.length > 0
      return named ? { entity: naming.entityOf[pieceAt[behind - 1] as number] as number, name: undefined, certainty: 0.82 } : UNKNOWN
    }
    if (!IN_DESCRIPTION.test(p.tokens[t]?.tag ?? '') || pieces[pieceAt[t] as number]?.kind === 'person') return UNKNOWN
    // "a critic of the mayor who …": of two nouns, nobody knows which is meant.
    if (p.tokens[t]?.tag === 'IN' && isRoleNoun(p, head)) return UNKNOWN
    if (isRoleNoun(p, t)) role = true
  }
  return UNKNOWN
}

const LONGEST_DESCRIPTION = 22

function bracketStart(words: readonly string[], close: number): number {
  for (let t = close - 1; t > close - 8 && t > 0; t--) if (words[t] === '(') return t
  return close
}

/** "It": a body, or what is none but has just spoken, among those meant in this sentence and the three before. */
export function speakerOfIt(scene: SpeakerScene, token: number): Decision {
  const { p, salience } = scene
  const sentence = p.sentenceOf[token] as number
  const turn = salience.turn(1)
  let best = UNKNOWN
  salience.recent(['body', 'place', 'other'], sentence, 3, 6).forEach((entity, rank) => {
    const trace = salience.latest(entity)
    if (trace === undefined) return
    const kind = scene.kindOf(entity)
    const score =
      (turn?.entity === entity ? 1.6 : 0) +
      (trace.main ? 1 : trace.subject ? 0.6 : 0) +
      (rank === 0 ? 0.4 : 0) +
      (kind === 'body' ? 0.5 : kind === 'other' ? -0.4 : 0) -
      (trace.quoted ? 1 : 0) -
      0.5 * (sentence - trace.sentence)
    const certainty = 1 / (1 + Math.exp(0.9 - score))
    if (certainty > best.certainty) best = { entity, name: undefined, certainty }
  })
  return best
}

/** "They": a pair or a body that has just spoken; groups without a name stay unnamed. `pair`: the last pair that spoke, with its sentence. */
export function speakerOfThey(
  scene: SpeakerScene,
  token: number,
  previous: Decision | undefined,
  pair: { readonly decision: Decision; readonly sentence: number } | undefined,
): Decision {
  const { p, salience } = scene
  const sentence = p.sentenceOf[token] as number
  if (previous?.members !== undefined) return { ...previous, certainty: 0.75 }
  if (p.lower[token] === 'we') return UNKNOWN
  if (pair !== undefined && sentence - pair.sentence <= 4) return { ...pair.decision, certainty: 0.62 }
  const named = pairBefore(scene, token)
  if (named !== undefined) return named
  const turn = salience.turn(1)
  const goesOn = turn !== undefined && scene.kindOf(turn.entity) === 'body' && sentence - turn.sentence <= 2
  return goesOn && previous?.entity === turn.entity ? { entity: turn.entity, name: undefined, certainty: 0.62 } : UNKNOWN
}

// "Mr. Harper and Ms. Sloane wrote … They said": two people joined by "and", as subject of this sentence or of one of the two before.
function pairBefore(scene: SpeakerScene, token: number): Decision | undefined {
  const { p, pieces, pieceAt, naming } = scene
  const first = p.sentences[Math.max(0, (p.sentenceOf[token] as number) - 2)]?.first ?? 0
  for (let t = token - 1; t > first; t--) {
    if (p.lower[t] !== 'and') continue
    const before = pieceAt[t - 1] as number
    let next = t + 1
    while (next < t + 3 && pieceAt[next] === -1 && /^(?:NN|JJ)/u.test(p.tokens[next]?.tag ?? '')) next++
    const behind = pieceAt[next] as number
    if (before === -1 || behind === undefined || behind === -1) continue
    const subject =
      p.tokens[t - 1]?.relation.startsWith('nsubj') || p.tokens[(pieces[behind] as NamePiece).last - 1]?.relation.startsWith('nsubj')
    const people = [before, behind].every((piece) => scene.isPerson(naming.entityOf[piece] as number))
    if (subject && people) return { ...speakersNamed(scene, [before, behind]), certainty: 0.72 }
  }
  return undefined
}

/** Several who speak together, by their name pieces: "Karl Egge and Isa Holm". */
export function speakersNamed({ naming }: SpeakerScene, pieces: readonly number[]): Decision {
  const members = [...new Set(pieces.map((index) => naming.entityOf[index] as number))].filter((entity) => entity !== -1)
  if (members.length < 2) return UNKNOWN
  const names = members.map((entity) => naming.entities[entity]?.name ?? '')
  return { entity: -1, name: `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`, certainty: 0.9, members }
}
