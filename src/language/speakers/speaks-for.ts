import { type ActorSense, actorNamed, actorSense } from '../names/actors.js'
import type { NamePiece } from '../names/name-pieces.js'
import { type Passage, plain } from '../names/passage.js'
import type { Range, RoleMention } from '../names/roles.js'
import { senseHere } from '../names/shared-offices.js'
import { STATE_BODY_NOUNS } from '../words/bodies.js'
import { UNITED_STATES_OFFICES } from '../words/metonyms.js'
import { NO_LONGER, OFFICIAL_NOUNS, PRIVATE_NOUNS, STATE_OFFICES } from '../words/titles.js'

/**
 * What a role says of whom its holder speaks for: an actor by standard name, nobody (null), or a state or body that the role does not name.
 * `of`: the one actor that has such an office. `atHome`: the office is a government's, so that the country which the article takes for granted is meant where nothing nearer is.
 */
export type Spoken = { readonly actor: string | null } | { readonly atHome: boolean; readonly of?: string }

/** A sense with the words that have it. */
export interface FoundSense extends ActorSense {
  readonly text: string
}

// Bodies whose heads and officials speak for them, not for the country whose name they bear.
const PRIVATE_BODIES =
  /\b(?:union|company|firm|bank|fund|charity|club|party|federation|association|community|opposition|rebel|campaign|university|college|institute|church|team|network|group|business|corporate|marketing|sales|airline|hospital|school|district|county|city|state)\b/iu
const SPOKES = /^(?:spokes(?:man|woman|person)|official|envoy|ambassador|diplomat|negotiator|minister|secretary|representative)$/u

/** For whom the holder of a role speaks. Former holders, and people in private trades, speak for nobody but themselves. */
export function spokenFor(p: Passage, role: RoleMention, pieces: readonly NamePiece[], pieceAt: Int32Array): Spoken {
  const { noun, ranges } = role
  if (noun === -1) return { actor: null }
  const words = ranges.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, i) => first + i))
  if (words.some((t) => NO_LONGER.has(plain(p.words[t] as string)) || /^(?:ex-|then-|former-)/iu.test(p.words[t] as string)))
    return { actor: null }
  const head = headOf(p, role)
  if (!OFFICIAL_NOUNS.has(head) || PRIVATE_NOUNS.has(head)) return { actor: null }
  if (head === 'counterpart' && !isOfficials(p, role)) return { actor: null }
  const range = ranges.find(({ first, last }) => first <= noun && noun < last) as Range
  const found =
    senseIn(p, range, noun, head, pieces, pieceAt) ??
    (STATE_OFFICES.has(head) || SPOKES.test(head) ? senseOfMembership(p, role, range, pieces, pieceAt) : undefined)
  const text = p.text.slice(p.tokens[range.first]?.start, p.tokens[range.last - 1]?.end)
  const general = !STATE_OFFICES.has(head) && !SPOKES.test(head)
  if (found !== undefined) return general && PRIVATE_BODIES.test(text.replace(found.text, '')) ? { actor: null } : { actor: found.actor }
  // A state's of a federation.
  if (/\bchief minister\b/iu.test(text)) return { actor: null }
  if (UNITED_STATES_OFFICES.has(text.toLowerCase())) return { actor: 'United States' }
  if (/\bEuropean (?:\p{L}+ ){0,3}commissioner\b/iu.test(text)) return { actor: 'European Union' }
  if (UNITED_NATIONS.test(text)) return { actor: OF_NATIONS.test(p.text) ? 'United Nations' : null }
  if (UNION_COMMISSIONER.test(text) && isTitle(p, noun, range.first)) return { atHome: false, of: 'European Union' }
  if (PRIVATE_BODIES.test(text) || /\bvice\b/iu.test(text.replace(/vice president$/iu, ''))) return { actor: null }
  const named = words.some(
    (t) => pieceAt[t] !== -1 && pieces[pieceAt[t] as number]?.kind === 'body' && !isStateName(p, pieces[pieceAt[t] as number] as NamePiece),
  )
  if (named) return { actor: null }
  const ministry = words.some((t) => STATE_BODY_NOUNS.has(p.lower[t] as string)) || /\b(?:Foreign|Home|Cabinet) Office\b/u.test(text)
  if (
    STATE_OFFICES.has(head) ||
    (head === 'secretary' && PORTFOLIO.test(text)) ||
    (SPOKES.test(head) && (ministry || role.owner !== -1 || words.length === 1)) ||
    (head === 'chief' && ministry)
  )
    return { atHome: PORTFOLIO.test(text) || isGovernmental(p, role, head, ministry) }
  return { actor: null }
}

// "Foreign Minister X met his Chadian counterpart, Y": whose counterpart he is says what he is. Not a firm's chief's.
function isOfficials(p: Passage, { ranges, owner }: RoleMention): boolean {
  const at = ranges[0]?.first ?? 0
  const start = p.sentences[p.sentenceOf[at] as number]?.first ?? at
  if (owner === -1) return false
  for (let t = at - 1; t >= start; t--) {
    const word = plain(p.words[t] as string)
    if (STATE_OFFICES.has(word)) return !PRIVATE_BODIES.test(p.text.slice(p.tokens[start]?.start, p.tokens[at]?.start))
    if (OFFICIAL_NOUNS.has(word) || PRIVATE_NOUNS.has(word)) return false
  }
  return false
}

// "Transport Minister X", "a ministry spokesman", "President X": not "its president, X", who heads a club as well as a state.
function isGovernmental(p: Passage, role: RoleMention, head: string, ministry: boolean): boolean {
  if (role.owner !== -1) return false
  if (ministry || head === 'minister' || head === 'premier') return true
  const before = role.ranges[0]
  return HEADS_OF_STATE.test(head) && before !== undefined && role.noun === before.last - 1 && isTitle(p, role.noun)
}

const PORTFOLIO =
  /^(?:finance|foreign|health|education|energy|agriculture|trade|labou?r|defen[cs]e|home|interior|justice|transport|environment|economy|business|tourism|agrarian reform) secretary$/iu
const HEADS_OF_STATE = /^(?:president|chancellor|king|queen|emperor|sultan|emir)$/u

const UNION_COMMISSIONER =
  /^(?:commission (?:chief |deputy )?(?:spokes(?:man|woman|person)|president|vice-president)|(?:trade|competition|climate|energy|enlargement|agriculture|home affairs|justice|health|budget|economy|internal market|environment|transport|fisheries|migration|crisis|industry) commissioner)$/iu

// Whose they are the article has told, where it speaks of the United Nations at all.
const OF_NATIONS = /\b(?:United Nations|UN|U\.N\.|Security Council)\b/u
const UNITED_NATIONS =
  /^(?:(?:\p{L}+ )?under-?secretary-general|(?:\p{L}+ )?assistant secretary-general|(?:special |personal )?(?:representative|envoy) of the secretary-general|secretary-general['’]s (?:\p{L}+ )?(?:representative|envoy|spokes\p{L}+))\b/iu

// A title is capitalised and stands right before the name, no comma between.
const isTitle = (p: Passage, noun: number, first = noun): boolean =>
  /^\p{Lu}/u.test(p.words[first] as string) && /^\p{Lu}/u.test(p.words[noun + 1] ?? '')

// The noun the role turns on, and a compound's last: "foreign policy chief", "chief negotiator".
function headOf(p: Passage, { noun, ranges }: RoleMention): string {
  const range = ranges.find(({ first, last }) => first <= noun && noun < last)
  let head = noun
  for (let t = noun + 1; t < (range?.last ?? noun); t++) {
    const tag = p.tokens[t]?.tag ?? ''
    if (!tag.startsWith('NN') || /^(?:of|for|to)$/u.test(p.lower[t] as string)) break
    if (OFFICIAL_NOUNS.has(plain(p.words[t] as string)) || PRIVATE_NOUNS.has(plain(p.words[t] as string))) head = t
  }
  return plain(p.words[head] as string)
}

const isStateName = (p: Passage, piece: NamePiece): boolean => {
  const last = p.lower[piece.last - 1] as string
  return STATE_BODY_NOUNS.has(last) || actorSense(piece.parts.join(' ')) !== undefined
}

// The first country or body within the role that its holder can speak for: before the noun, or after it by "of" ("for", with spokesmen).
function senseIn(
  p: Passage,
  range: Range,
  noun: number,
  head: string,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): FoundSense | undefined {
  let barred = false
  for (let t = range.first; t < range.last; t++) {
    const word = p.lower[t] as string
    if (t > noun && /^(?:to|in|on|under|with|against|at|and)$/u.test(word)) barred = true
    if (t > noun && word === 'for' && !SPOKES.test(head)) barred = true
    if (t > noun && word === 'for' && /^(?:minister|secretary|envoy|representative|ambassador)$/u.test(head)) barred = true
    if (barred) continue
    const sense = senseAt(p, t, range.last, pieces, pieceAt)
    if (sense !== undefined) return sense
  }
  return undefined
}

// "President X of Kyrgyzstan": what stands behind the name.
function senseOfMembership(
  p: Passage,
  role: RoleMention,
  own: Range,
  pieces: readonly NamePiece[],
  pieceAt: Int32Array,
): FoundSense | undefined {
  const range = role.ranges.find((other) => other !== own)
  return range === undefined ? undefined : senseAt(p, range.first, range.last, pieces, pieceAt)
}

/** The actor that the words from token `t` on name, by a name of up to six words or an adjective; undefined where they name none. */
export function senseAt(p: Passage, t: number, end: number, pieces: readonly NamePiece[], pieceAt: Int32Array): FoundSense | undefined {
  const piece = pieces[pieceAt[t] as number]
  if (piece !== undefined && piece.kind === 'person') return undefined
  if (piece !== undefined && piece.kind === 'body' && piece.first < t && !STATE_BODY_NOUNS.has(p.lower[piece.last - 1] as string))
    return undefined
  for (let last = Math.min(end, t + 6); last > t; last--) {
    const text = p.text.slice(p.tokens[t]?.start, p.tokens[last - 1]?.end)
    const sense = /^\p{Lu}/u.test(text) ? senseHere(p, text) : undefined
    if (sense === undefined) continue
    const inBody = piece !== undefined && piece.kind === 'body' && last < piece.last && !holdsOffice(p, piece)
    if (inBody && !STATE_BODY_NOUNS.has(p.lower[piece.last - 1] as string) && actorNamed(sense.actor)?.kind === 'country') return undefined
    return { ...sense, text }
  }
  return undefined
}

// "US Undersecretary of State": the tagger took an office for a body.
function holdsOffice(p: Passage, piece: NamePiece): boolean {
  for (let t = piece.first; t < piece.last; t++) if (OFFICIAL_NOUNS.has(p.lower[t] as string)) return true
  return false
}
