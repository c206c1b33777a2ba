import { actorSense } from './actors.js'
import { keyOf } from './body-keys.js'
import type { NamePiece } from './name-pieces.js'
import { addNamed, type Gathering, joinNamed } from './naming.js'
import type { Passage } from './passage.js'

/**
 * "Alliance to Reclaim Our Schools (AROS)": the words before the bracket whose initials it is are the name, however the tagger cut them.
 * Returns such bodies by the keys of both forms.
 */
export function spellOut(gathering: Gathering): Map<string, number> {
  const { p, pieces, naming } = gathering
  const byKey = new Map<string, number>()
  pieces.forEach((piece, i) => {
    const first = spelledFrom(p, piece)
    if (first === -1 || naming.entityOf[i] !== -1) return
    const name = p.text.slice(p.tokens[first]?.start, p.tokens[piece.first - 2]?.end).replace(/\s+/gu, ' ')
    const known = actorSense(name)
    const key = keyOf(known?.link === 'name' ? known.actor : name)
    const entity = byKey.get(key) ?? addNamed(gathering, i, 'body', known?.link === 'name' ? known.actor : name, known?.actor)
    if (naming.entityOf[i] === -1) joinNamed(naming, entity, i)
    byKey.set(key, entity)
    byKey.set(keyOf(piece.parts[0] as string), entity)
    for (let k = i - 1; k >= 0 && (pieces[k] as NamePiece).first >= first; k--) if (naming.entityOf[k] === -1) joinNamed(naming, entity, k)
  })
  return byKey
}

// The token from which on the initials before a bracketed short form spell it; -1 where they do not.
function spelledFrom(p: Passage, piece: NamePiece): number {
  const short = piece.parts[0] as string
  if (
    piece.parts.length !== 1 ||
    !/^\p{Lu}[\p{Lu}.&]{1,7}$/u.test(short) ||
    p.words[piece.first - 1] !== '(' ||
    p.words[piece.last] !== ')'
  )
    return -1
  const letters = short.replace(/[.&]/gu, '').toLowerCase()
  const start = p.sentences[p.sentenceOf[piece.first] as number]?.first ?? 0
  for (let t = piece.first - 2; t >= Math.max(start, piece.first - 12); t--) {
    if (!/^\p{Lu}/u.test(p.words[t] as string)) continue
    const words = p.lower.slice(t, piece.first - 1).filter((word) => /^\p{L}/u.test(word))
    const all = words.map((word) => word[0] as string).join('')
    const strong = words
      .filter((word) => !/^(?:the|of|and|for|in|on|to|a)$/u.test(word))
      .map((word) => word[0] as string)
      .join('')
    if (all === letters || strong === letters) return t
  }
  return -1
}
