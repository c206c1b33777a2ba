import type { NamePiece } from '../names/name-pieces.js'
import { tokenRange } from '../names/passage.js'
import type { SpeakerScene } from './speaker-scene.js'

const ASKS =
  /^(?:q|question(?:er)?|reporter|moderator|interviewer|host|anchor|presenter|audience(?: member)?|operator|clerk|(?:the )?court|unidentified \p{L}+|(?:fe)?male speaker)$/iu
const ANSWERS = /^(?:A|Answer)$/u

/** What the label of a turn says in an interview that is printed as questions and answers; undefined for any other label. */
export const interviewTurn = (label: string): 'question' | 'answer' | undefined =>
  ASKS.test(label.trim()) ? 'question' : ANSWERS.test(label) ? 'answer' : undefined

/**
 * Whose initials a turn is labelled with ("HC: …"): the only person named before the first turn who has them; -1 for nobody. `label` in capitals.
 */
export function initialled(scene: SpeakerScene, label: string): number {
  const { pieces, naming, p, found } = scene
  const opening = found.find(({ source }) => source[0] !== undefined && p.text.slice(source[0].start, source[0].end) === label)?.source[0]
  const first = opening === undefined ? 0 : tokenRange(p.tokens, opening).first
  const owners = new Set<number>()
  for (let i = 0; i < pieces.length && (pieces[i] as NamePiece).first < first; i++) {
    const { parts } = pieces[i] as NamePiece
    const entity = naming.entityOf[i] as number
    if (scene.isPerson(entity) && parts.length === label.length && parts.every((part, k) => part[0] === label[k])) owners.add(entity)
  }
  return owners.size === 1 ? ([...owners][0] as number) : -1
}

// The record of a court, where witnesses take turns and those named first are the parties.
const RECORD =
  /\b(?:THE COURT|THE WITNESS|(?:DIRECT|CROSS|RECROSS|REDIRECT)[- ]?EXAMINATION|[Dd]irect examination|[Cc]ross-examination|DEPOSITION)\b/u

/** How much oftener than anybody else the one who answers is named before the first question. */
const CLEAR = 2

/**
 * Who answers in such an interview: the only person named before its first turn, or the one named clearly oftener there, the headline
 * counted twice. -1 where that is nobody.
 */
export function intervieweeOf(scene: SpeakerScene): number {
  const { pieces, naming, p, found } = scene
  if (RECORD.test(p.text)) return -1
  const opening = found.find((_, i) => scene.interviewTurn(i) !== undefined)?.source[0]
  const first = opening === undefined ? 0 : tokenRange(p.tokens, opening).first
  const counts = new Map<number, number>()
  for (let i = 0; i < pieces.length && (pieces[i] as NamePiece).first < first; i++) {
    const entity = naming.entityOf[i] as number
    if (scene.isPerson(entity)) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  }
  const title = ` ${(p.title ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const scored = [...counts].map(([entity, count]) => {
    const family = naming.entities[entity]?.person.words.at(-1) ?? '\n'
    return { entity, score: count + (title.includes(` ${family} `) ? 2 : 0) }
  })
  scored.sort((a, b) => b.score - a.score)
  const [top, second] = scored
  return top !== undefined && (second === undefined || top.score - second.score >= CLEAR) ? top.entity : -1
}
